"""Remedies (救济): the terms for reconsideration and suit, and for the court when nothing is paid."""

from collections.abc import Iterator

from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.law.terms import TermKey
from domain.procedure.debts import settled_on
from domain.procedure.language import Clock, Span


def _remedy(case: Case, party: Party | None) -> Iterator[Span]:
    service = party.decision_service if party else None
    if service:
        yield Span(start=service.served_on)


def _enforcement(case: Case, party: Party | None) -> Iterator[Span]:
    """Unpaid when the last period to sue is over: the period to apply to the court (行政强制法 第53条)."""
    if party is None or party.decision is None or not party.decision.payable:
        return
    for day in case.last_days.passed_by_term.get((TermKey.LAWSUIT, party.id), ()):
        paid_on = settled_on(case, party)
        if paid_on is None or paid_on > day.last_day:
            yield Span(start=day.last_day, ended_on=paid_on)


CLOCKS = (
    Clock(TermKey.RECONSIDERATION, owner=Role.OFFICER, per_party=True, span=_remedy, right=True),
    Clock(TermKey.LAWSUIT, owner=Role.OFFICER, per_party=True, span=_remedy, right=True),
    Clock(TermKey.APPLY_ENFORCEMENT, owner=Role.HEAD, per_party=True, span=_enforcement),
)
