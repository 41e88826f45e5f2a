"""How a written-out case becomes two tests: the articles forbid it, and a gate refuses it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.proof.forcing import Forced


@dataclass(frozen=True)
class Case:
    """One unlawful course of a case."""

    finding: str
    article: str
    name: str
    play: Callable[[Forced], Any]
    refused_by: frozenset[str] = frozenset()
    """Moves one of which must be refused; any, where none is named."""


def named(cases: Iterable[Case]) -> list[Any]:
    return [pytest.param(case, id=case.name) for case in cases]


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
    assert refused & (case.refused_by or refused), scene.refused


def nothing_is_wrong(play: Callable[[Forced], Any]) -> None:
    """Neither the articles nor the gates have anything against it."""
    scene = Forced()
    play(scene)
    assert scene.refused == []
    assert list(scene.read_by_the_law()) == []
