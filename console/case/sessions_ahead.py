"""Sessions that are to come (听述、听证): for when a party is summoned, where, before whom."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import NamedTuple

from console.case.showing import Seen
from domain.bilingual import Words
from domain.case.parties import Party, Right
from domain.procedure.gates import interview_day
from domain.procedure.language import SHANGHAI

INTERVIEW = Words("听述", "interview")
HEARING = Words("听证", "hearing")


class Ahead(NamedTuple):
    """One session of one party that has not been held."""

    what: Words
    party: int
    at: datetime
    latest: datetime
    """Another instant than `at` only while the holidays of its year are not published."""
    place: str
    presider: str
    recorder: str


def sessions_ahead(seen: Seen) -> list[Ahead]:
    """Return what the parties are summoned for, what comes first first."""
    found = (one for party in seen.case.parties.all if party.pending for one in _of(seen, party))
    return sorted(found, key=lambda one: (one.at, one.party))


def _of(seen: Seen, party: Party) -> Iterator[Ahead]:
    notices = party.last_notices
    if notices is None:
        return
    summoned = interview_day.summoned_for(seen.case, party)
    over = notices.outcome or party.waived(Right.INTERVIEW) or interview_day.lapsed(seen.case, party)
    if summoned and not over:
        plan = notices.summons
        who = seen.who(plan.presider), seen.who(plan.recorder)
        at, latest = (instant.astimezone(SHANGHAI) for instant in summoned)
        yield Ahead(INTERVIEW, party.id, at, latest, plan.place, *who)
    hearing = notices.hearing_plan
    if hearing and not (notices.hearing or notices.hearing_end):
        at = datetime.combine(hearing.on, time.fromisoformat(hearing.time), SHANGHAI)
        who = seen.who(hearing.presider), seen.who(hearing.recorder)
        yield Ahead(HEARING, party.id, at, at, hearing.place, *who)
