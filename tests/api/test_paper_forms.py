"""Forms that people sign on paper, over HTTP."""

import io

import pytest
from pypdf import PdfReader

from tests.api.installation import Installation, problem

pytestmark = pytest.mark.engine


async def test_a_form_is_listed_printed_and_known_by_its_code(api: Installation):
    case = await api.open()
    rows = (await api.get(f"{case}/forms")).json()["items"]
    assert len({row["form"] for row in rows}) == 17
    row = next(row for row in rows if row["form"] == "address_confirmation")
    assert row["ready"] is True
    assert row["move_href"] == f"{case}/moves/confirm_address"
    printed = await api.get(row["href"])
    assert printed.status_code == 200, printed.text
    assert printed.headers["content-type"] == "application/pdf"
    assert "送达地址确认书" in PdfReader(io.BytesIO(printed.content)).pages[0].extract_text()
    known = (
        await api.http.get("/v1/forms", params={"code": row["code"]}, headers=api.person("officer-li"))
    ).json()
    assert f"/v1/cases/{known['agency']}/{known['number']}" == case
    assert {name: known[name] for name in row} == row


async def test_a_form_comes_too_soon_for_no_party_or_is_none(api: Installation):
    case = await api.open()
    told = problem(await api.get(f"{case}/forms/waiver?party=1"), 409, "FormTooSoon")
    assert "issue_notices" in told["cure"]["en"]
    problem(await api.get(f"{case}/forms/waiver"), 422, "NotHere")
    problem(await api.get(f"{case}/forms/waiver?party=9"), 422, "NotHere")
    problem(await api.get(f"{case}/forms/waver"), 404, "Unknown")


async def test_a_form_is_under_the_rights_of_its_case(api: Installation):
    case = await api.open()
    code = (await api.get(f"{case}/forms")).json()["items"][0]["code"]
    problem(await api.get(f"{case}/forms", "officer-ma"), 404, "Unknown")
    problem(await api.get(f"{case}/forms/address_confirmation?party=1", "officer-ma"), 404, "Unknown")
    problem(
        await api.http.get("/v1/forms", params={"code": code}, headers=api.person("officer-ma")),
        404,
        "Unknown",
    )
