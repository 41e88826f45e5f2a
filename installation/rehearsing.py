"""Rehearsals (预演) of this installation: its rules, and the invented persons of the examples."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from desk.directory import Directory
from domain.law.rulebook import Rulebook
from installation.examples import DIRECTORY

if TYPE_CHECKING:
    from desk.rehearsing.results import RehearsalResult


@cache
def cast() -> Directory:
    """Return the invented persons and agencies that every rehearsal has."""
    return Directory.load(DIRECTORY)


def rehearsed(
    rules: Callable[[str], Rulebook],
    data: bytes,
    done: Callable[[int, int], None] | None = None,
    *,
    always_open: bool = False,
) -> "RehearsalResult":
    """Run a rehearsal file under these rules."""
    from desk.rehearsing.running import rehearse  # few commands need it

    return rehearse(data, cast(), rules, done, always_open=always_open)
