"""A case's answers: what the workflow raises is what the desk reads, and nothing else passes for an answer."""

import json
from typing import get_args

import pytest
from temporalio.exceptions import ApplicationError

from desk.engine_calls import translated
from desk.errors import Barred
from domain.bilingual import Words
from domain.law.articles import art
from domain.law.errors import CalendarNotPublished
from domain.procedure.gates.law import refused_by_law
from domain.procedure.language import Refused, Sort
from workflows import answers

REFUSED = Refused(
    "NotIssued",
    art("行政处罚法", "44"),
    Words("告知书尚未发出", "the notices are not issued"),
    Words("请先发出（issue_notices）", "issue them first (issue_notices)"),
    Sort.FORM,
)
UNKNOWN_LAW = refused_by_law(CalendarNotPublished(2031))
ALL = (
    answers.Malformed(fault="KeyError"),
    answers.KeyReused(),
    answers.StalePosition(position=7),
    answers.LookAgain(),
    answers.EngineBehind(position=7, recorded=9),
    answers.RulesAway(sha256="0" * 64),
    answers.StandsStill(),
    answers.Barred(refusals=(REFUSED, UNKNOWN_LAW)),
    answers.NotJudged(fault="KeyError"),
)


def sent(answer: answers.Answer) -> ApplicationError:
    """The error as it comes out of the engine: its details have been JSON in between."""
    error = answer.as_error()
    details = json.loads(json.dumps(error.details))
    return ApplicationError(error.message, *details, type=error.type, non_retryable=error.non_retryable)


def test_the_tree_is_whole():
    assert {type(a) for a in ALL} == set(answers.Answer.__subclasses__()) == set(get_args(answers.AnyAnswer))


@pytest.mark.parametrize("answer", ALL, ids=lambda a: type(a).__name__)
def test_what_a_case_answers_is_read_as_it_was_meant(answer):
    assert answers.read(sent(answer)) == answer
    assert sent(answer).non_retryable


@pytest.mark.parametrize("answer", ALL, ids=lambda a: type(a).__name__)
def test_the_engines_own_pages_show_nothing_of_the_case(answer):
    assert sent(answer).message == answer.said


@pytest.mark.parametrize("kind", ["Refused", "ValueError", "", None])
def test_an_error_of_another_type_is_no_answer(kind: str | None):
    with pytest.raises(answers.UnknownAnswer):
        answers.read(ApplicationError("some fault", type=kind))


@pytest.mark.parametrize("answer", ALL, ids=lambda a: type(a).__name__)
def test_the_desk_has_an_error_for_each(answer):
    assert translated(answer).why.zh


def test_what_bars_a_move_arrives_in_both_languages_with_its_article():
    barred = translated(answers.read(sent(answers.Barred(refusals=(REFUSED, UNKNOWN_LAW)))))
    assert isinstance(barred, Barred)
    assert barred.refusals == (REFUSED, UNKNOWN_LAW)
    assert (barred.code, barred.why, barred.cure) == ("NotIssued", REFUSED.why, REFUSED.cure)
