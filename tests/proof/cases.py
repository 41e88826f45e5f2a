"""How a written-out case becomes two tests: the articles forbid it, and a gate refuses it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.proof.forcing import Forced

OPEN = frozenset(
    {f"A{n}" for n in range(1, 17)} - {"A1", "A2", "A3", "A4", "A5", "A6", "A8", "A10", "A13", "A14", "A15"}
    | {"B7"}
)
"""The findings whose gate is not mended yet: to take one out is to hold the gates, and the search, to it."""

NOT_RECORDED = frozenset({"A7", "A12"})
"""The findings that no case can do without yet: no move records what the heads concluded, or what was put forward."""


@dataclass(frozen=True)
class Case:
    """One unlawful course of a case."""

    finding: str
    article: str
    name: str
    play: Callable[[Forced], Any]
    refused_by: frozenset[str] = frozenset()
    """Moves one of which must be refused; any, where none is named."""
    mended: bool = False
    """Refused already, although others of its finding are not."""


def named(cases: Iterable[Case]) -> list[Any]:
    return [pytest.param(case, id=case.name) for case in cases]


def to_be_refused(cases: Iterable[Case]) -> list[Any]:
    """The cases, each expected to fail while its gate is not mended."""
    return [
        pytest.param(case, id=case.name, marks=() if case.mended else not_mended(case.finding))
        for case in cases
    ]


def not_mended(finding: str) -> Any:
    """The mark of a test that fails as long as a finding is open."""
    if finding not in OPEN:
        return ()
    return pytest.mark.xfail(strict=True, raises=Accepted, reason=f"findings {finding}: not mended yet")


class Accepted(AssertionError):
    """An unlawful course of which nothing was refused."""


def played(case: Case) -> Forced:
    scene = Forced()
    case.play(scene)
    return scene


def the_articles_forbid(case: Case) -> None:
    found = {(w.finding, w.article) for w in played(case).read_by_the_law()}
    assert (case.finding, case.article) in found, found


def a_gate_refuses(case: Case) -> None:
    scene = played(case)
    refused = {move for move, _ in scene.refused}
    if not refused or not (refused & case.refused_by or not case.refused_by):
        raise Accepted(case.name, scene.refused)


def nothing_is_wrong(play: Callable[[Forced], Any]) -> None:
    """Neither the articles nor the gates have anything against it, but for what no move can record yet."""
    scene = Forced()
    play(scene)
    assert scene.refused == []
    assert [w for w in scene.read_by_the_law() if w.finding not in NOT_RECORDED] == []
