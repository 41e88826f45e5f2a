"""The time to decide (办案期限) of a case: what is not counted in it, and by how much it was prolonged."""

from collections.abc import Iterator
from datetime import date

from domain.case.case import Case
from domain.law.counting import Interval, Reckoning
from domain.law.terms import Exclusion, Term, TermKey
from domain.procedure.language import ONE_DAY, Span
from domain.procedure.periods import period
from domain.procedure.progress import last_of


def deciding_span(case: Case) -> Span:
    """From case acceptance until nobody is to be decided on any more; suspensions, announcements and hearings are not counted [I]."""
    suspended = case.timing.suspended
    return Span(
        start=case.papers.accepted_on,
        ended_on=last_of(p.settled_on for p in case.parties.all),
        excluded=tuple(_excluded(case)),
        extended_by=sum(extension.by for extension in case.timing.extensions),
        stopped_on=suspended.since if suspended else None,
    )


def time_to_decide(case: Case) -> tuple[Term, Reckoning]:
    """Count the time to decide as things stand.

    Raises:
        LawUnknown: The rules of the case have no such term.
    """
    span = deciding_span(case)
    return period(case, TermKey.DECIDE, span.start, excluded=span.excluded, extended_by=span.extended_by)


def _excluded(case: Case) -> Iterator[Interval]:
    """What is not counted; an announcement or a hearing under way up to the day on which it will be over as things stand.

    Otherwise the 90 days would be told overdue while the law does not count.
    """
    for pause in case.timing.suspensions:
        if pause.resumed_on:
            yield from _interval(pause.since, pause.resumed_on, Exclusion.SUSPENSION)
    for party in case.parties.all:
        for item in party.announcements:
            own = party.decision is not None and party.decision.document in item.documents
            # The announcement of a decision comes after it: what is decided is not prolonged.
            if item.published_on and not own:
                expected = period(case, TermKey.PUBLIC_NOTICE_SERVICE, item.published_on)[1].waits_for
                yield from _interval(item.published_on, item.completed_on or expected, Exclusion.ANNOUNCEMENT)
        for notices in party.notices:
            for request in (r for r in notices.hearing_requests if r.binding):
                session = notices.hearing or notices.hearing_end or notices.hearing_plan
                if over := request.withdrawal or session:
                    yield from _interval(request.on, over.on, Exclusion.HEARING)


def _interval(event: date, last: date, why: Exclusion) -> Iterator[Interval]:
    """From the day after the event."""
    if event < last:
        yield Interval(first=event + ONE_DAY, last=last, why=why)
