"""A played case as the workflow hands it in: the entries of one move together."""

from collections.abc import Iterator
from itertools import groupby

from domain.case.journal import Entry
from tests.procedure.playing import Play


def moves(played: Play) -> Iterator[list[Entry]]:
    for _, entries in groupby(played.entries, key=lambda entry: (entry.at, entry.move)):
        yield list(entries)
