"""Gate 7: where a threshold is unknown the case opens and waits for a person's answer."""

import pytest

from demo.story import load
from domain.case.journal import verify
from domain.procedure import fold, read, waiting
from tests.procedure.playing import EXAMPLES, Play

STORY = load(EXAMPLES / "standard.json")
OPENING = STORY.opening
NOTICES = next(step for step in STORY.steps if step.move == "prepare_notices")
ANSWER = {
    "party": 1,
    "answer": True,
    "reason": "罚款十二万元，达到本行业标准十万元",
    "article": "某某程序规定 5",
}
LATER = "2026-05-19"


def opened(profile: str) -> Play:
    return Play().do(OPENING.at, OPENING.by, "open_case", **{**OPENING.body, "profile": profile})


@pytest.fixture
def played() -> Play:
    return opened("emergency")


@pytest.mark.parametrize(
    "profile", ["emergency", "agriculture", "housing", "national", "emergency+zhenjiang"]
)
def test_gate7_a_case_whose_threshold_is_unknown_opens_and_waits_for_the_head(profile):
    played = opened(profile)
    assert played.case.screening.major.answer is None
    waits = {w.move: w for w in waiting(played.case, OPENING.at.date())}["answer_screening"]
    assert (waits.role, waits.party) == ("head", 1)
    assert played.codes(LATER, NOTICES.by, "prepare_notices", **NOTICES.body) == {"LawUnknown"}


def test_gate7_what_a_lawyer_must_supply_is_named(played):
    assert "应急管理部令第18号" in played.case.screening.hearing[1].reason


def test_art63_the_answer_stands_with_its_reason_and_source_and_lets_the_case_go_on(played):
    played.do(LATER, "head-chen", "answer_screening", **ANSWER)
    finding = played.case.screening.hearing[1]
    assert finding.answer is True
    assert "达到本行业标准十万元" in finding.reason
    assert str(finding.article) == "某某程序规定第五条"
    assert played.case.screening.major.answer is True
    assert played.case.has_hearing_right(1)
    assert not played.codes(LATER, NOTICES.by, "prepare_notices", **NOTICES.body)
    assert "answer_screening" not in {w.move for w in waiting(played.case, OPENING.at.date())}
    assert fold(played.entries) == played.case
    verify(played.entries)
    (words,) = read(played.entries[-1]).said(played.case)
    assert "听证权：有；罚款十二万元，达到本行业标准十万元〔某某程序规定第五条〕" in words.zh
    assert "right to a hearing: yes" in words.en


def test_art63_an_answer_of_no_is_no_right_and_is_shown_with_its_reason(played):
    played.do(LATER, "head-chen", "answer_screening", **{**ANSWER, "answer": False})
    assert not played.case.has_hearing_right(1)
    assert played.case.screening.major.answer is False
    assert not played.codes(LATER, NOTICES.by, "prepare_notices", **NOTICES.body)


def test_the_answer_may_be_put_right_until_notices_rest_on_it(played):
    played.do(LATER, "head-chen", "answer_screening", **{**ANSWER, "answer": False})
    played.do(LATER, "head-chen", "answer_screening", **ANSWER)
    assert played.case.has_hearing_right(1)
    played.do(LATER, NOTICES.by, "prepare_notices", **NOTICES.body)
    assert played.codes(LATER, "head-chen", "answer_screening", **ANSWER) == {"AnswerInNotices"}


def test_what_the_rules_know_is_nobodys_to_answer():
    known = opened("market+zhenjiang")
    assert known.codes(LATER, "head-chen", "answer_screening", **ANSWER) == {"NothingToAnswer"}


def test_only_a_head_answers(played):
    assert played.codes(LATER, "officer-li", "answer_screening", **ANSWER) == {"RoleRequired"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": " "}, "FieldMissing"),
        ({"article": ""}, "FieldMissing"),
        ({"article": "第5条"}, "ArticleForm"),
    ],
)
def test_an_answer_without_reason_or_source_is_refused(played, change, code):
    assert played.codes(LATER, "head-chen", "answer_screening", **{**ANSWER, **change}) == {code}


def test_a_party_that_does_not_exist_is_refused(played):
    assert played.codes(LATER, "head-chen", "answer_screening", **{**ANSWER, "party": 2}) == {"UnknownParty"}
