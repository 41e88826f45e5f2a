"""Drafts of documents over HTTP: to be read or edited, under the rights of the case."""

import io
from typing import Any, get_args

import docx
import pytest

from api.cases import As
from desk.drafting import Rendering
from domain.case.documents import DocumentKind
from installation.examples import bodies
from tests.api.installation import Installation, problem, until
from tests.documents.reading import says

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
async def draft(api: Installation) -> str:
    """The address of the letter of a case, prepared and not yet approved."""
    case = await api.open()
    made = await api.move(case, "prepare_notices", bodies()["prepare_notices"])
    assert made.status_code == 200, made.text

    async def previews() -> Any:
        listed = (await api.get(f"{case}/documents")).json()["items"]
        return listed if listed and all(d["preview_sha256"] for d in listed) else None

    found = await until(previews)
    letter = next(one for one in found if one["kind"] == DocumentKind.INTERVIEW_LETTER)
    return f"{case}/documents/{letter['document']}"


async def content_of(api: Installation, draft: str) -> str:
    case, _, number = draft.rpartition("/documents/")
    listed = (await api.get(f"{case}/documents")).json()["items"]
    return str(next(one["content_sha256"] for one in listed if str(one["document"]) == number))


async def test_a_draft_to_read_names_the_content_that_is_approved(api: Installation, draft: str):
    answer = await api.get(f"{draft}?as=html")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    assert answer.headers["content-disposition"].startswith("inline; ")
    assert "<h1>审前听述约谈函</h1>" in answer.text
    assert await content_of(api, draft) in answer.text


def test_every_rendering_may_be_asked_for():
    assert set(get_args(As)) == {one.value for one in Rendering}


async def test_a_draft_to_edit_is_saved_and_opens(api: Installation, draft: str):
    answer = await api.get(f"{draft}?as=docx")
    assert answer.headers["content-disposition"].startswith("attachment; ")
    made = docx.Document(io.BytesIO(answer.content))
    assert made.core_properties.identifier == await content_of(api, draft)


async def test_a_draft_is_a_pdf_where_nothing_else_is_asked_for(api: Installation, draft: str):
    answer = await api.get(draft)
    assert answer.headers["content-type"] == "application/pdf"
    says(answer.content, "审前听述约谈函", "预览")


async def test_a_draft_is_read_by_who_may_read_the_case(api: Installation, draft: str):
    problem(await api.get(f"{draft}?as=html", "officer-ma"), 404, "Unknown")
    case, _, _ = draft.rpartition("/documents/")
    problem(await api.get(f"{case}/documents/99?as=html"), 404, "Unknown")
    problem(await api.get(f"{case}/documents/nonsense"), 422, "Malformed")
    problem(await api.get(f"{draft}?as=rtf"), 422, "Malformed")
    problem(await api.get(f"{draft}?form=html"), 422, "Malformed")
