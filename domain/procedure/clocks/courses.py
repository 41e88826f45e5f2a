"""The course (进程) of each deadline: its days one by one, and where it would have ended without an extension."""

from collections.abc import Container, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from domain.case.case import Case
from domain.law.counting import reckon
from domain.law.errors import LawUnknown
from domain.law.terms import TermKey
from domain.law.traces import Trace, explain
from domain.procedure.clocks.deadlines import Deadline, spans
from domain.procedure.measuring import Clock, Span

Ran = tuple[TermKey, int | None]
"""A term, and of which party, or of the case."""


class Course(NamedTuple):
    """A deadline with the days that led to it."""

    deadline: Deadline
    trace: Trace | None
    """Nothing where the law is not known: a person must say."""
    unextended: date | None
    """The last day that it had before it was extended; nothing where it was not."""


def courses(case: Case, known: Sequence[Deadline], only: Container[Ran] | None = None) -> Iterator[Course]:
    """Yield the course of every deadline of the case, in their order; of `only` these terms, where given.

    `known` are all its deadlines, as `deadlines` has them.
    """
    measured = spans(case) if case.opened else ()
    for deadline, (clock, _, span) in zip(known, measured, strict=True):
        if only is None or (deadline.term, deadline.party) in only:
            yield _course(case, deadline, clock, span)


def _course(case: Case, deadline: Deadline, clock: Clock, span: Span) -> Course:
    calendar = case.rulebook.calendar
    try:
        term = case.rulebook.term(clock.term, span.start)
        trace = explain(term, span.start, calendar, excluded=span.excluded, extended_by=span.extended_by)
    except LawUnknown:
        return Course(deadline, None, None)
    before = reckon(term, span.start, calendar, excluded=span.excluded) if span.extended_by else None
    return Course(deadline, trace, before.last_day if before else None)
