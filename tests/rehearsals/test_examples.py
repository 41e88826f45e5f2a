"""The rehearsals under `examples/`: each holds, whatever one refuses is cured in it, and every refusal is in one of them."""

from functools import cache
from pathlib import Path
from typing import Final

import pytest

from desk.rehearsing.checking import ACCEPTED, checked
from desk.rehearsing.results import RehearsalResult, StepResult
from desk.rehearsing.running import rehearse
from domain.pages.prohibitions import GATES, Gate
from domain.pages.refusals import all_refusals
from tests.procedure.playing import DIRECTORY, EXAMPLES
from tests.rehearsals.not_on_paper import NOT_ON_PAPER as OF_THE_FIRST_CHAPTERS
from tests.rehearsals.not_on_paper_b import NOT_ON_PAPER as OF_THE_LATER_CHAPTERS

FILES: Final = sorted((EXAMPLES / "rehearsals").glob("*.yaml"))
NOT_ON_PAPER: Final = {**OF_THE_FIRST_CHAPTERS, **OF_THE_LATER_CHAPTERS}


def refused(step: StepResult) -> set[str]:
    """The codes that a step is there for; others may stand beside them."""
    return {refusal.code for refusal in step.refusals} & set(step.expected)


def cured(result: RehearsalResult, step: StepResult) -> bool:
    """Whether the cure of a refused step is accepted.

    One cure may uncover the next refusal: then it is that one's cure which goes on, and never for the same reason.
    """
    met: set[str] = set()
    found: StepResult | None = step
    while found is not None and found.refusals:
        if met & refused(found):
            return False
        met |= refused(found)
        found = next((one for one in result.steps if one.cures == found.step), None)
    return found is not None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_rehearsal_holds_and_whatever_it_refuses_is_cured(file: Path):
    result = rehearse(file.read_bytes(), DIRECTORY)
    assert not [(step.step, step.unmet, step.not_supplied) for step in result.steps if step.unmet]
    of_refusals = [step for step in result.steps if step.refusals]
    assert not [(step.step, step.refusals) for step in of_refusals if not refused(step)], "refused unawares"
    assert not [(step.step, step.name) for step in of_refusals if not cured(result, step)]


@cache
def rehearsed(stem: str = "*") -> frozenset[str]:
    """The codes that files of this name expect; that they are met, each file's own test shows."""
    files = [file for file in FILES if file.match(f"{stem}.yaml")]
    steps = [step for file in files for step in checked(file.read_bytes(), DIRECTORY).rehearsal.steps]
    return frozenset(code for step in steps for code in step.expected) - {ACCEPTED}


def test_every_refusal_is_rehearsed_or_it_is_said_why_not():
    declared = {refusal.code for refusal in all_refusals()}
    assert sorted(declared - rehearsed() - NOT_ON_PAPER.keys()) == []
    assert sorted(NOT_ON_PAPER.keys() - declared) == []
    assert sorted(NOT_ON_PAPER.keys() & rehearsed()) == []


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: str(gate.number))
def test_every_gate_has_rehearsals_of_its_own(gate: Gate):
    assert {refusal.code for refusal in gate.refusals} & rehearsed(f"gate-{gate.number}-*")
