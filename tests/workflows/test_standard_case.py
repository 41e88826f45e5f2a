"""The standard case, from draft decision to closed file, on a real engine."""

import os
from pathlib import Path

import pytest

from desk.errors import Barred, NumberTaken
from documents.producing import DocumentProducer
from documents.typesetting import Typesetter
from register.numbering import Numbering
from tests.procedure.playing import standard
from tests.workflows.bureau import SettingPrinter
from tests.workflows.playing import opened, rest_of, resumed, told

pytestmark = pytest.mark.engine

FONTS = Path(os.environ.get("TINGSHU_FONTS", Path.home() / ".cache" / "tingshu" / "fonts"))
PRINTED = ("DocumentsPreviewed", "DocumentsNumbered")


async def test_the_standard_case_goes_from_draft_decision_to_closed_file_with_real_documents(work):
    producer = DocumentProducer(Typesetter(FONTS), work.store, Numbering(work.database))
    work.printer.real = SettingPrinter(work.register.recorder, producer)
    try:
        story = told()
        case = await opened(work, story)
        await case.play(story.steps[1:])
        await case.settled()
    finally:
        work.printer.real = None
    state = await case.state()
    assert state["stage"] == "closed"
    # In memory each document comes by itself, here all of an order together.
    in_memory = [e.fact for e in standard().entries if e.fact not in PRINTED]
    assert [fact for fact in await case.facts() if fact not in PRINTED] == in_memory
    documents = [d for d in state["documents"]["all"] if not d["void"]]
    assert all(work.store.has(d["file"]) for d in documents)
    numbers = [d["number"] for d in documents if d["number"]]
    assert len(numbers) == len(set(numbers)) > 5


async def test_a_closed_case_lives_until_the_remedies_are_spent_and_then_answers_from_the_register(work):
    story = told()
    case = await resumed(work, story, until="close_case")
    await case.play(rest_of(story, "close_case"))
    await case.settled()
    # Served on Monday 2026-06-15: six months for a lawsuit, until Tuesday 2026-12-15.
    assert str((await case.deadline("lawsuit", 1)).last_day) == "2026-12-15"
    await case.at("2026-12-15T23:00")
    assert await case.status() == "RUNNING"
    await case.at("2026-12-16T00:01")
    assert await case.status() == "COMPLETED"
    last = (await case.entries())[-1]
    assert (last.fact, last.body["day"]["term"]) == ("TermEnded", "lawsuit")
    again = case.asked("officer-li", "close_case", {"form": work.store.put(b"form")}, "again")
    with pytest.raises(Barred) as refused:
        await work.desk.perform(case.agency, case.number, again)
    assert refused.value.code == "ClosedAlready"
    with pytest.raises(NumberTaken):
        await work.desk.open(case.asked("officer-li", "open_case", story.opening.body, "other"))
