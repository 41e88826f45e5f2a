"""Limitation (追责时效): from the end of the act to its discovery (行政处罚法 第36条)."""

from collections.abc import Iterator

from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.law.terms import TermKey
from domain.procedure.language import Clock, Span


def _limitation(case: Case, party: Party | None) -> Iterator[Span]:
    papers = case.papers
    if not papers.harm:
        yield Span(start=papers.act_to, ended_on=papers.discovered_on)


def _limitation_with_harm(case: Case, party: Party | None) -> Iterator[Span]:
    papers = case.papers
    if papers.harm:
        yield Span(start=papers.act_to, ended_on=papers.discovered_on)


CLOCKS = (
    Clock(TermKey.LIMITATION, owner=Role.OFFICER, per_party=False, span=_limitation),
    Clock(TermKey.LIMITATION_WITH_HARM, owner=Role.OFFICER, per_party=False, span=_limitation_with_harm),
)
