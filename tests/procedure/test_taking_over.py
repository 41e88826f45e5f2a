"""Taking over (接收纸质案件): a case begun on paper stands, and goes on, exactly as one that began here."""

import json
from datetime import date
from typing import Any

import pytest

from demo.story import Story, load, numbered
from desk.directory import Directory
from desk.errors import Barred, Malformed
from desk.on_paper import OnPaper
from domain.case.case import Case
from domain.case.journal import verify
from domain.case.people import Person
from domain.law.terms import TermKey
from domain.procedure import deadlines, fold
from domain.procedure.messages import messages
from tests.procedure.on_paper import TAKER, body_of, taken
from tests.procedure.playing import DIRECTORY, EXAMPLES, Play, play, shanghai

STORY = load(EXAMPLES / "standard.json")
SERVED_NOTICES, SERVED_DECISION = "submit_statement", "file_decision"
"""The move that comes next, once the notices, and once the decision, are served."""
AS_PRINTED = {"content", "preview", "file", "number", "taken", "pages", "ordered"}
"""What a document has by its printing: other bytes, other numbers, other positions in the journal."""


def state(case: Case) -> dict[str, Any]:
    """All that is true of a case, less how its documents were printed and whence it came."""
    found = case.model_dump(mode="json", exclude={"taken_over"})
    for document in found["documents"]["all"]:
        for name in AS_PRINTED:
            document.pop(name)
        (document["seal"] or {}).pop("file", None)
    return found


def began_here(until: str, at: str) -> Play:
    played = play(STORY, until)
    played.at(shanghai(at))
    return played


def codes(body: dict[str, Any], at: str = "2026-05-27", **changes: Any) -> set[str]:
    with pytest.raises(Barred) as refused:
        taken(body, at, **changes)
    return {r.code for r in refused.value.refusals}


def fields(body: dict[str, Any], at: str = "2026-05-27") -> set[str]:
    with pytest.raises(Malformed) as wrong:
        taken(body, at)
    return {fault.field for fault in wrong.value.faults}


def step(body: dict[str, Any], move: str) -> dict[str, Any]:
    """The first step of a move, to be changed."""
    found: dict[str, Any] = next(s for s in body["so_far"] if s["move"] == move)
    return found


@pytest.fixture
def body() -> dict[str, Any]:
    return body_of(STORY, SERVED_NOTICES)


# As if it had been recorded then


@pytest.mark.parametrize(
    ("until", "at"), [(SERVED_NOTICES, "2026-05-27"), (SERVED_DECISION, "2026-06-16"), ("", "2026-07-20")]
)
def test_the_state_is_that_of_a_case_that_began_here(until: str, at: str):
    found = taken(body_of(STORY, until), at)
    other = began_here(until, at)
    assert state(found.case) == state(other.case)
    assert deadlines(found.case, date.fromisoformat(at)) == deadlines(other.case, date.fromisoformat(at))


@pytest.mark.parametrize(("until", "at"), [(SERVED_NOTICES, "2026-05-27"), (SERVED_DECISION, "2026-06-16")])
def test_it_goes_on_to_its_end_as_one_that_began_here(until: str, at: str):
    went_on = played_on(taken(body_of(STORY, until), at), until)
    other = play(STORY)
    assert went_on.case.closing.closed_on == date(2026, 6, 29)
    assert state(went_on.case) == state(other.case)


def played_on(found: OnPaper, until: str) -> Play:
    """Go on with the story from the step at which the paper ends."""
    play_on = Play()
    play_on.case, play_on.entries = found.case, list(found.entries)
    first = next(place for place, s in enumerate(STORY.steps) if s.move == until)
    for one in STORY.steps[first:]:
        play_on.do(one.at, one.by, one.move, **one.body)
    return play_on


def test_last_days_count_from_the_original_days(body: dict[str, Any]):
    """Served on Tuesday 05-26: five working days for statement and hearing request end on Tuesday 06-02 (64(1))."""
    found = {d.term: d.last_day for d in deadlines(taken(body, "2026-06-01").case, date(2026, 6, 1))}
    assert found[TermKey.STATEMENT] == found[TermKey.HEARING_REQUEST] == date(2026, 6, 2)
    # Accepted on 2026-03-16: the ninetieth day is Sunday 06-14, and the agency's own duty does not roll (SAMR-P 64).
    assert found[TermKey.DECIDE] == deadlines(play(STORY, SERVED_NOTICES).case, date(2026, 6, 1))[0].last_day


@pytest.mark.parametrize(("at", "ended"), [("2026-06-02T23:59", False), ("2026-06-03T00:00", True)])
def test_a_term_that_ended_on_the_way_is_said_to_have_ended_on_its_own_instant(
    body: dict[str, Any], at: str, ended: bool
):
    said = [e for e in taken(body, at).entries if e.fact == "TermEnded"]
    assert [e.at for e in said if e.body["day"]["term"] == "statement"] == (
        [shanghai("2026-06-03T00:00")] if ended else []
    )


# The marks


def test_every_entry_keeps_its_instant_and_person_and_says_who_took_it_over(body: dict[str, Any]):
    found = taken(body, "2026-05-27")
    *before, last = found.entries
    assert {e.taken_over for e in before} == {TAKER}
    assert (before[0].at, before[0].by) == (shanghai("2026-05-18T09:00"), "officer-li")
    assert all(e.key == "" for e in before)
    assert (last.fact, last.by, last.at, last.taken_over) == (
        "CaseTakenOver",
        TAKER,
        shanghai("2026-05-27"),
        "",
    )
    assert (last.key, bool(last.digest)) == (f"{TAKER}:key", True)
    assert verify(found.entries) == last.head
    assert fold(found.entries) == found.case


def test_the_case_keeps_who_took_it_over_and_the_proof_of_each_step(body: dict[str, Any]):
    kept = taken(body, "2026-05-27").case.taken_over
    assert kept is not None
    assert (kept.by, kept.on) == (TAKER, date(2026, 5, 27))
    assert [(s.move, s.proof) for s in kept.steps] == [(s["move"], s["proof"]) for s in body["so_far"]]


def test_the_entry_of_a_case_that_began_here_is_written_as_before():
    assert all(b"taken_over" not in e.stored for e in play(STORY, SERVED_NOTICES).entries)


def test_nobody_gets_a_mail_of_what_was_told_on_paper(body: dict[str, Any]):
    found = taken(body, "2026-05-27", by="head-chen")
    assert {m.seq for m in messages(found.case, found.entries)} <= {found.entries[-1].seq}


def test_where_the_day_alone_is_known_the_step_stands_after_the_one_before_it(body: dict[str, Any]):
    for one in body["so_far"][1:]:
        one.pop("time")
    found = taken(body, "2026-05-27")
    assert [e.at for e in found.entries if e.move == "submit_for_review"] == [shanghai("2026-05-18T09:00")]
    assert {e.at for e in found.entries if e.move == "record_service"} == {shanghai("2026-05-26T00:00")}


# What could not lawfully have come so far


def test_a_step_against_the_order_is_refused_with_step_move_and_article(body: dict[str, Any]):
    """Sealed before it was approved (59): the day before; the day of approval itself stands."""
    sealing = step(body, "record_sealing")
    sealing["body"] = {**sealing["body"], "on": "2026-05-24"}
    with pytest.raises(Barred) as refused:
        taken(body, "2026-05-27")
    (told,) = refused.value.refusals
    place = body["so_far"].index(sealing)
    assert told.code == "DateBeforeItsEvent"
    assert f"so_far.{place}（记录盖章，2026-05-25 10:00）" in told.why.zh
    assert f"so_far.{place} (record the sealing, 2026-05-25 10:00)" in told.why.en
    assert str(told.article) == "行政处罚法第五十九条"
    sealing["body"]["on"] = "2026-05-25"
    taken(body, "2026-05-27")


def test_notices_that_nobody_reviewed_are_refused_on_their_day(body: dict[str, Any]):
    """Under this profile the review comes before the notices (58, SAMR-P 49)."""
    body["so_far"] = [s for s in body["so_far"] if s["move"] != "give_opinion"]
    assert codes(body)


@pytest.mark.parametrize(
    ("until", "known"), [("2026-05-17", False), ("2026-05-18", True), ("2026-05-19", True)]
)
def test_officers_are_judged_by_the_certificate_of_the_day(body: dict[str, Any], until: str, known: bool):
    """A certificate that has run out since was valid when the officer acted (42): opened on 05-18."""

    officer = DIRECTORY.persons["officer-wang"]
    changed = Person.model_validate({**dict(officer), "certificate_until": date.fromisoformat(until)})
    directory = Directory(DIRECTORY.agencies, {**DIRECTORY.persons, officer.id: changed}, {}, demo=True)
    if known:
        taken(body, "2026-05-27", directory=directory)
    else:
        assert "CertificateInvalid" in codes(body, directory=directory)


def test_who_may_take_a_case_over(body: dict[str, Any]):
    taken(body, "2026-05-27", by="head-chen")
    assert codes(body, by="clerk-zhao") == {"RoleRequired"}
    assert codes(body, by="reviewer-sun") == {"RoleRequired"}


# What the list must be


def test_it_begins_with_the_opening_of_this_case(body: dict[str, Any]):
    assert codes({**body, "number": "2026-0002"}) == {"BeginsWithItsOpening"}
    without = {**body, "so_far": [{**body["so_far"][1], "body": {"profile": "market+zhenjiang"}}]}
    assert "BeginsWithItsOpening" in codes(without)
    assert fields({**body, "so_far": []}) == {"so_far.0.body.profile"}


@pytest.mark.parametrize(
    ("on", "found"),
    [("2026-05-24", {"StepsOutOfOrder"}), ("2026-05-26", set()), ("2026-05-28", {"DateInTheFuture"})],
)
def test_the_steps_stand_in_the_order_of_their_days(body: dict[str, Any], on: str, found: set[str]):
    step(body, "record_service")["on"] = on
    if found:
        assert codes(body) == found
    else:
        taken(body, "2026-05-27")


def test_a_second_person_signed_after_the_first():
    body = body_of(STORY, SERVED_DECISION)
    held = step(body, "hold_interview")
    held["confirmed"]["time"] = "10:59"
    assert codes(body, "2026-06-16") == {"StepsOutOfOrder"}
    held["confirmed"]["time"] = "11:00"
    taken(body, "2026-06-16")
    held["confirmed"]["by"] = "presider-he"
    assert codes(body, "2026-06-16") == {"NothingToConfirm"}


def test_each_step_has_its_proof(body: dict[str, Any]):
    step(body, "record_service")["proof"] = ""
    assert codes(body) == {"StepWithoutProof"}


def test_a_time_of_day_is_one(body: dict[str, Any]):
    step(body, "record_service")["time"] = "25:00"
    assert "NoTimeOfDay" in codes(body)


@pytest.mark.parametrize("move", ["end_term", "adopt_rulebook", "party_move", "no_such"])
def test_what_nobody_did_on_paper_is_no_step(body: dict[str, Any], move: str):
    body["so_far"][1]["move"] = move
    assert fields(body) == {"so_far.1.move"}


def test_a_case_is_opened_once_and_none_is_taken_over_within_another(body: dict[str, Any]):
    assert codes(
        {**body, "so_far": [*body["so_far"], body["so_far"][-1] | body["so_far"][0] | {"on": "2026-05-26"}]}
    )
    within = {
        **body["so_far"][-1],
        "move": "take_over_case",
        "body": {"agency": "zj-market", "number": "2026-0001", "so_far": []},
    }
    assert codes({**body, "so_far": [*body["so_far"], within]}) == {"AlreadyOpen"}


def test_a_fault_within_a_step_is_named_from_the_top(body: dict[str, Any]):
    place = len(body["so_far"]) - 1
    body["so_far"][place]["body"]["service"]["mode"] = "carrier pigeon"
    assert fields(body) == {f"so_far.{place}.body.service.mode"}
    body["so_far"][place]["body"]["service"]["mode"] = "direct"
    body["so_far"][place]["by"] = "nobody"
    assert fields(body) == {f"so_far.{place}.by"}


@pytest.mark.parametrize(
    "reference",
    ["$proposal", "$document:penalty_decision:1", "$document", "$content:a:b:c", "$upload:x", "$what"],
)
def test_what_a_reference_does_not_find_is_refused(body: dict[str, Any], reference: str):
    body["so_far"][-1]["body"]["documents"] = [reference]
    assert fields(body) == {f"so_far.{len(body['so_far']) - 1}.body"}


# Documents on paper


def test_documents_keep_the_numbers_and_scans_of_the_paper(body: dict[str, Any]):
    found = taken(body, "2026-05-27")
    made = {d.id: d for d in found.case.documents.all}
    for paper, document in zip(body["documents"], made.values(), strict=True):
        assert (document.number, document.file) == (paper.get("number", ""), paper["scan"])
        assert document.taken is None or document.taken.serial == 100 + document.id
    assert [n.printed for n in found.papers.numbers] == [
        p["number"] for p in body["documents"] if "number" in p
    ]


def test_a_number_of_no_row_of_ours_is_kept_with_whence_it_came(body: dict[str, Any]):
    body["documents"][0]["number"] = "旧字审〔2026〕3号"
    document = taken(body, "2026-05-27").case.documents.known(1)
    assert (document.number, document.taken, document.origin) == ("旧字审〔2026〕3号", None, "纸质原件")


def test_a_document_without_its_paper_is_refused_at_the_step_that_made_it(body: dict[str, Any]):
    body["documents"] = body["documents"][:-1]
    assert codes(body) == {"NoPaper"}


def test_a_paper_that_no_step_made_is_refused(body: dict[str, Any]):
    body["documents"].append({**body["documents"][-1], "kind": "payment_demand"})
    assert fields(body) == {f"documents.{len(body['documents']) - 1}.kind"}


@pytest.mark.parametrize(
    ("place", "changes", "field"),
    [
        (0, {"number": ""}, "number"),
        (0, {"number": "镇市监法审[2026]1号"}, "number"),
        (0, {"pages": 0}, "pages"),
        (4, {"number": "镇市监送〔2026〕1号"}, "number"),
    ],
)
def test_a_paper_that_cannot_be_that_document(
    body: dict[str, Any], place: int, changes: dict[str, Any], field: str
):
    body["documents"][place] |= changes
    assert fields(body) == {f"documents.{place}.{field}"}


def test_one_number_on_two_papers_is_refused(body: dict[str, Any]):
    body["documents"][1]["number"] = body["documents"][0]["number"]
    assert codes(body) == {"NumberNotFree"}


def test_a_draft_on_paper_is_prepared_here_instead():
    """Prepared and not approved: its content would have to be read again here, and paper cannot be."""
    body = body_of(STORY, "approve_notices")
    assert codes(body) == {"NeverFinished"}
    body["so_far"] = body["so_far"][:-1]
    body["documents"] = body["documents"][:-2]
    assert taken(body, "2026-05-27").case.party(1).last_notices is None


def test_a_case_too_large_for_the_engine_is_refused(body: dict[str, Any], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("workflows.size.LIMIT", 10 * 1024)
    assert codes(body) == {"CaseTooLarge"}


def test_the_example_is_one(body: dict[str, Any]):

    example = json.loads((EXAMPLES / "taken_over.json").read_text(encoding="utf-8"))
    assert example == body_of(numbered(STORY, "2025-0007"), SERVED_NOTICES)
    taken(example, "2026-05-27")


@pytest.mark.parametrize("name", ["two_parties", "late_hearing"])
def test_cases_of_another_course_are_taken_over_too(name: str):
    """Several parties, a formal hearing, service by announcement: as they stand before the rules of another year come."""
    story = without_refusals(load(EXAMPLES / f"{name}.json"))
    found = taken(body_of(story, "adopt_rulebook"), story_end(story))
    other = play(story, "adopt_rulebook")
    other.at(shanghai(story_end(story)))
    assert state(found.case) == state(other.case)


def without_refusals(story: Story) -> Story:
    return story.model_copy(update={"steps": tuple(s for s in story.steps if not s.refused)})


def story_end(story: Story) -> str:
    steps = [s for s in story.steps if s.move != "adopt_rulebook"]
    return f"{steps[-1].at:%Y-%m-%dT%H:%M}"
