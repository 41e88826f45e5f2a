"""行政处罚法 37: where the law has changed since the act, the system names both laws and a person decides."""

from datetime import date
from typing import Any

import pytest

from demo.story import load
from domain.case.journal import verify
from domain.procedure import fold, waiting
from tests.procedure.playing import EXAMPLES, Play

STORY = load(EXAMPLES / "standard.json")
OPENING = STORY.opening
NOTICES = next(step for step in STORY.steps if step.move == "prepare_notices")
OLD, NEW = "固体废物污染环境防治法", "生态环境法典"
# The code is in force from Saturday 2026-08-15; the act ended on 2026-02-10.
BEFORE, SINCE = "2026-08-14", "2026-08-15"
CHOICE = {"cited": OLD, "law": OLD, "reason": "新法对该行为的处罚并不较轻"}


def opened(on: str, statute: str = OLD, **changes: Any) -> Play:
    basis = [{**b, "statute": statute} for b in OPENING.body["basis"]]
    draft = {"profile": "environment", "basis": basis, "opened_all_the_same": "示例", **changes}
    return Play().do(on, OPENING.by, "open_case", **{**OPENING.body, **draft})


def prepared(played: Play, on: str) -> set[str]:
    interview = {**NOTICES.body["interview"], "at": "2026-09-30T09:00:00+08:00"}
    return played.codes(on, NOTICES.by, "prepare_notices", **{**NOTICES.body, "interview": interview})


def fine(yuan: int) -> list[dict[str, Any]]:
    return [{"kind": "fine", "amount": yuan}]


@pytest.mark.parametrize(("on", "questions"), [(BEFORE, 0), (SINCE, 1), ("2026-08-16", 1)])
def test_art37_the_opening_names_both_laws_once_the_newer_is_in_force(on, questions):
    found = opened(on).case.screening.questions
    assert len(found) == questions
    for question in found:
        assert (question.cited, question.choice.old, question.choice.new) == (OLD, OLD, NEW)
        assert question.choice.proposal is None


def test_art37_the_case_waits_until_a_head_has_decided():
    played = opened(SINCE)
    assert {w.move for w in waiting(played.case, date(2026, 8, 15))} >= {"choose_law"}
    assert prepared(played, "2026-08-17") == {"LawToChoose"}
    played.do("2026-08-17", "head-chen", "choose_law", **CHOICE)
    assert not prepared(played, "2026-08-17")
    assert "choose_law" not in {w.move for w in waiting(played.case, date(2026, 8, 17))}
    (chosen,) = played.case.screening.chosen
    assert (chosen.law, chosen.reason) == (OLD, "新法对该行为的处罚并不较轻")
    assert fold(played.entries) == played.case
    verify(played.entries)


@pytest.mark.parametrize(
    ("by_old", "by_new", "proposal"), [(100_000, 50_000, NEW), (50_000, 100_000, OLD), (5, 5, OLD)]
)
def test_art37_the_lighter_new_law_is_proposed_from_the_penalties_compared(by_old, by_new, proposal):
    played = opened(SINCE)
    penalties = {"by_old": fine(by_old), "by_new": fine(by_new)}
    played.do("2026-08-17", "head-chen", "choose_law", **CHOICE, **penalties)
    assert played.case.screening.chosen[0].choice.proposal == proposal


def test_art37_a_draft_that_rests_on_the_other_law_is_drafted_anew():
    played = opened(SINCE)
    played.do("2026-08-17", "head-chen", "choose_law", **{**CHOICE, "law": NEW})
    assert prepared(played, "2026-08-17") == {"BasisOfAnotherLaw"}
    played.do("2026-08-17", "head-chen", "choose_law", **CHOICE)
    assert not prepared(played, "2026-08-17")


def test_art37_the_newer_law_alone_for_an_older_act_is_a_question_too():
    played = opened("2026-09-01", NEW)
    assert prepared(played, "2026-09-01") == {"LawToChoose"}
    played.do("2026-09-01", "head-chen", "choose_law", **{**CHOICE, "cited": NEW, "law": NEW})
    assert not prepared(played, "2026-09-01")


def test_art37_a_law_that_changes_after_the_opening_is_asked_for_all_the_same():
    played = opened(BEFORE)
    assert not prepared(played, BEFORE)
    assert prepared(played, SINCE) == {"LawToChoose"}
    played.do(SINCE, "head-chen", "choose_law", **CHOICE)
    assert not prepared(played, SINCE)


@pytest.mark.parametrize("title", ["中华人民共和国{}", "《{}》", "《中华人民共和国{}》"])
def test_art37_a_law_cited_by_its_full_title_is_the_same_law(title):
    played = opened(SINCE, title.format(OLD))
    assert prepared(played, "2026-08-17") == {"LawToChoose"}
    choice = {**CHOICE, "cited": title.format(OLD), "law": title.format(OLD)}
    played.do("2026-08-17", "head-chen", "choose_law", **choice)
    assert not prepared(played, "2026-08-17")


@pytest.mark.parametrize(
    ("act_to", "statute", "codes"),
    [
        ("2026-08-14", OLD, {"LawToChoose"}),  # ended on the last day of the old law
        ("2026-08-15", OLD, {"BasisNotInForce"}),
        ("2026-08-15", NEW, set()),
        (None, OLD, {"BasisNotInForce"}),
        (None, NEW, set()),
    ],
)
def test_art37_the_law_is_that_of_the_day_the_act_ended_and_the_present_one_while_it_goes_on(
    act_to, statute, codes
):
    assert prepared(opened("2026-08-17", statute, act_to=act_to), "2026-08-17") == codes


@pytest.mark.parametrize(
    ("statute", "before", "since"), [(OLD, set(), {"BasisNotInForce"}), (NEW, {"BasisNotInForce"}, set())]
)
def test_art37_an_act_that_goes_on_comes_under_the_new_law_on_its_first_day(statute, before, since):
    played = opened(BEFORE, statute, act_to=None)
    assert not played.case.screening.questions
    assert prepared(played, BEFORE) == before
    assert prepared(played, SINCE) == since


def test_a_law_that_has_not_changed_is_nobodys_to_choose():
    played = opened(SINCE, "食品安全法")
    assert not prepared(played, SINCE)
    assert played.codes(SINCE, "head-chen", "choose_law", **CHOICE) == {"NoLawToChoose"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"cited": "食品安全法"}, "LawNotInQuestion"),
        ({"law": "食品安全法"}, "NeitherOfTheTwo"),
        ({"reason": ""}, "FieldMissing"),
    ],
)
def test_a_choice_between_other_laws_or_without_a_reason_is_refused(change, code):
    assert code in opened(SINCE).codes(SINCE, "head-chen", "choose_law", **{**CHOICE, **change})


def test_a_choice_that_is_none_names_what_can_be_chosen():
    played = opened(SINCE)
    body = {**CHOICE, "law": "食品安全法"}
    (found,) = played.judged(SINCE, "head-chen", "choose_law", **body)
    assert found.cure == (
        f"请在 law 中填写其中之一：{OLD}、{NEW}",
        f"name one of these in `law`: {OLD}, {NEW}",
    )
