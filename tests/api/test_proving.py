"""The record over HTTP: proven and given out to those who may read it, and each time in the access log."""

import hashlib
import json

import pytest
from sqlalchemy import update

from domain.case import journal_file
from domain.case.readers import Reader
from register.tables import journal
from tests.api.installation import Installation, problem

pytestmark = pytest.mark.engine


async def test_a_journal_is_given_out_and_proven_offline(api: Installation):
    case = await api.open()
    answer = await api.get(f"{case}/journal/export", "supervisor-wu")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/jsonl"
    assert answer.headers["content-disposition"].endswith('.jsonl"')
    top, *lines = map(json.loads, answer.text.splitlines())
    head = "0" * 64
    for line in lines:
        head = hashlib.sha256((head + line["stored"]).encode()).hexdigest()
    assert (top["entries"], top["head"]) == (len(lines), head)
    assert journal_file.read(answer.text).flaws() == []


async def test_a_changed_entry_is_named_to_whoever_may_read_the_journal(api: Installation):
    case = await api.open()
    number = case.split("/")[-1]
    told = (await api.get(f"{case}/journal/proof", "supervisor-wu")).json()
    assert (told["entries"] > 0, told["flaws"]) == (True, [])
    with api.parts.database.writing() as connection:
        of_it = (journal.c.number == number) & (journal.c.seq == 1)
        connection.execute(update(journal).where(of_it).values(by="forger"))
    [flaw] = (await api.get(f"{case}/journal/proof", "supervisor-wu")).json()["flaws"]
    assert (flaw["damage"], flaw["place"]) == ("changed", 1)
    assert "与写入时不同" in flaw["what"]["zh"]


@pytest.mark.parametrize("person", ["party-demo", "operator-gu", "officer-ma"])
@pytest.mark.parametrize("what", ["proof", "export"])
async def test_a_journal_is_not_given_to_others(api: Installation, person: str, what: str):
    case = await api.open()
    problem(await api.get(f"{case}/journal/{what}", person), 404, "Unknown")


async def test_who_has_proven_or_taken_out_a_journal_is_in_the_access_log(api: Installation):
    case = await api.open()
    await api.get(f"{case}/journal/proof", "supervisor-wu")
    await api.get(f"{case}/journal/export", "supervisor-wu")
    await api.services.log.flush()
    agency, number = case.split("/")[-2:]
    reader = Reader.of(api.parts.directory.persons["officer-li"])
    reads = api.parts.book.reads(reader, agency, number).items
    assert [read["what"] for read in reads if read["person"] == "supervisor-wu"] == [
        "journal proof",
        "journal",
    ]


async def test_a_case_that_is_not_there_is_unknown(api: Installation):
    for what in ("proof", "export"):
        problem(await api.get(f"/v1/cases/zj-market/no-such/journal/{what}", "supervisor-wu"), 404, "Unknown")
