"""Folding (折叠): a case is the fold of its facts; each fact changes one component."""

from collections.abc import Iterable
from typing import Any

from domain.case.case import Case
from domain.case.journal import Entry
from domain.procedure.index import FACTS
from domain.procedure.language import Fact, Stamp


def apply(case: Case, fact: Fact, stamp: Stamp) -> Case:
    """Return the case with this fact true."""
    return fact.applied(case, stamp)


def read(entry: Entry) -> Fact:
    """Return the fact of a journal entry, however old."""
    return FACTS[entry.fact].model_validate(entry.body)


def fold(entries: Iterable[Entry], case: Case | None = None) -> Case:
    """Return the case as these entries, in order, have made it."""
    folded = case or Case()
    for entry in entries:
        folded = apply(folded, read(entry), Stamp(seq=entry.seq, at=entry.at, by=entry.by))
    return folded


def body_of(fact: Fact) -> dict[str, Any]:
    """Return a fact's JSON body: defaults left out, so that a new field with a default changes nothing."""
    return fact.model_dump(mode="json", exclude_defaults=True)
