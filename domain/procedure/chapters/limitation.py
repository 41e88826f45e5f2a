"""Limitation (追责时效): from the end of the act to its discovery (行政处罚法 第36条)."""

from collections.abc import Iterator

from domain.case.case import Case
from domain.case.papers import Papers
from domain.case.parties import Party
from domain.case.people import Role
from domain.law.limitation import had_ended
from domain.law.terms import TermKey
from domain.procedure.measuring import Clock, Span


def _limitation(case: Case, party: Party | None) -> Iterator[Span]:
    if not case.papers.harm:
        yield from _from_the_end(case.papers)


def _limitation_with_harm(case: Case, party: Party | None) -> Iterator[Span]:
    if case.papers.harm:
        yield from _from_the_end(case.papers)


def _from_the_end(papers: Papers) -> Iterator[Span]:
    """Nothing where the act was still going on when it was discovered: the term had not begun (36(2))."""
    if papers.act_to is not None and had_ended(papers.act_to, papers.discovered_on):
        yield Span(start=papers.act_to, ended_on=papers.discovered_on)


CLOCKS = (
    Clock(TermKey.LIMITATION, owner=Role.OFFICER, per_party=False, span=_limitation, limits=True),
    Clock(
        TermKey.LIMITATION_WITH_HARM,
        owner=Role.OFFICER,
        per_party=False,
        span=_limitation_with_harm,
        limits=True,
    ),
)
