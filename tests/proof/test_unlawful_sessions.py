"""Interviews and hearings as the articles forbid them: missed or ended by who was not told in time."""

from typing import Any

import pytest

from domain.case.documents import DocumentKind
from tests.proof.cases import (
    Case,
    a_gate_refuses,
    named,
    nothing_is_wrong,
    the_articles_forbid,
)
from tests.proof.forcing import Forced
from tests.proof.journeys import party, told

APL45, APL64_6 = "行政处罚法 45", "行政处罚法 64(6)"


def missed(served: str, when: str, moved: str = "") -> Any:
    """The letter names Wednesday 06-03; `moved` is the day on which the notice of Wednesday 06-10 was served."""

    def play(case: Forced) -> None:
        case.open("2026-05-18", parties=[party()]).reviewed("2026-05-20")
        case.issued("2026-05-25", at="2026-06-03T09:00:00+08:00").served(served)
        if moved:
            case.rescheduled("2026-06-03", served=False, at="2026-06-10T09:00:00+08:00")
            case.served(moved, kind=DocumentKind.INTERVIEW_RESCHEDULING)
        case.missed(when)

    return play


def ended(when: str, served: str = "2026-06-10") -> Any:
    """Notified on Wednesday 06-10 for Tuesday 06-23."""

    def play(case: Forced) -> None:
        told(case).hearing_requested("2026-06-03").hearing_notified("2026-06-10", "2026-06-23", served=False)
        case.served(served, kind=DocumentKind.HEARING_NOTICE).hearing_ended(when)

    return play


CASES = (
    Case("B1", APL45, "art45_missed_on_the_day_of_service", missed("2026-06-03", "2026-06-03")),
    Case("B1", APL45, "art45_missed_before_service", missed("2026-06-05", "2026-06-05")),
    Case(
        "B1",
        APL45,
        "art45_missed_on_the_day_on_which_its_new_hour_was_told",
        missed("2026-06-02", "2026-06-10T10:00", "2026-06-10"),
    ),
    Case("B2", APL64_6, "art64_6_ended_the_day_before", ended("2026-06-22")),
    Case("B2", APL64_6, "art64_6_ended_the_day_after", ended("2026-06-24")),
    Case(
        "B2",
        APL64_6,
        "art64_6_ended_on_the_day_of_its_notice",
        ended("2026-06-23T12:00", served="2026-06-23"),
    ),
)


@pytest.mark.parametrize("case", named(CASES))
def test_who_reads_the_file_by_the_law_sees_it(case):
    the_articles_forbid(case)


@pytest.mark.parametrize("case", named(CASES))
def test_a_gate_refuses_it(case):
    a_gate_refuses(case)


LAWFUL = {
    "art45_missed_as_the_letter_told": missed("2026-05-28", "2026-06-03T10:00"),
    "art45_missed_under_its_new_hour": missed("2026-06-02", "2026-06-10T10:00", "2026-06-04"),
    "art64_6_ended_on_its_day": ended("2026-06-23T12:00"),
}


@pytest.mark.parametrize("play", [pytest.param(play, id=name) for name, play in LAWFUL.items()])
def test_a_lawful_neighbour_is_neither_forbidden_nor_refused(play):
    nothing_is_wrong(play)
