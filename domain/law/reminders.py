"""The reminder of a suspension (中止提醒): no law sets it, the profile says how often, and it counts like any term."""

from domain.law.articles import numeral
from domain.law.tables.sources import ASSUMED, CHECKED, PENALTY_2021
from domain.law.terms import Certainty, Event, Term, TermKey, Unit


def suspension_reminder(days: int) -> Term:
    """Return the row of a reminder every so many days.

    >>> suspension_reminder(30).quote
    '中止期间，自中止或者上次提醒之日起每三十日提醒一次'
    """
    return Term(
        key=TermKey.SUSPENSION_REMINDER,
        length=days,
        unit=Unit.CALENDAR_DAY,
        runs_from=Event.SUSPENDED,
        source=ASSUMED,
        quote=f"中止期间，自中止或者上次提醒之日起每{numeral(days)}日提醒一次",
        paraphrase=True,
        roll=False,
        since=PENALTY_2021,
        certainty=Certainty.A,
        checked_on=CHECKED,
    )
