"""Limitation (追责时效, 行政处罚法第三十六条): an act found out too late is no longer punished."""

from datetime import date
from typing import Final

from domain.law import reasons
from domain.law.articles import art
from domain.law.counting import reckon
from domain.law.rulebook import Rulebook
from domain.law.screening import Finding
from domain.law.terms import TermKey

GOES_ON: Final = art("行政处罚法", "36.2")
"""An act that is continuous or goes on: limitation runs from the day on which it has ended."""


def had_ended(act_to: date | None, discovered_on: date) -> bool:
    """Whether the act had ended before it was discovered; `act_to` is nothing while it goes on."""
    return act_to is not None and act_to <= discovered_on


def limitation_ended(act_to: date | None, discovered_on: date, harm: bool, rules: Rulebook) -> Finding:
    """Say whether limitation had ended when the act was discovered; the row is that of the day the act ended.

    An act that was still going on at its discovery was not under limitation at all (36(2)).

    `harm`: the act touches life, health or financial safety *and* has harmful consequences.

    Raises:
        LawUnknown: No limitation was known on that day.
    """
    if act_to is None or not had_ended(act_to, discovered_on):
        goes_on = reasons.ENDED_AFTER if act_to else reasons.STILL_GOING_ON
        reason = goes_on.filled(discovered=discovered_on, ended=act_to)
        return Finding(answer=False, reason=reason.zh, article=GOES_ON)
    term = rules.term(TermKey.LIMITATION_WITH_HARM if harm else TermKey.LIMITATION, act_to)
    last_day = reckon(term, act_to, rules.calendar).waits_for
    ended = discovered_on > last_day
    reason = (reasons.LIMITED if ended else reasons.NOT_LIMITED).filled(
        ended=act_to, years=term.length, last=last_day, discovered=discovered_on
    )
    return Finding(answer=ended, reason=reason.zh, article=term.source)
