"""The time to decide (办案期限) of a case: what is not counted in it, and by how much it was prolonged."""

from collections.abc import Iterator
from datetime import date

from domain.case.case import Case
from domain.law.counting import Interval, Reckoning
from domain.law.terms import Exclusion, Term, TermKey
from domain.procedure.language import ONE_DAY
from domain.procedure.measuring import Span
from domain.procedure.periods import period
from domain.procedure.progress import last_of


def deciding_spans(case: Case) -> Iterator[Span]:
    """From case acceptance until nobody is to be decided on any more; suspensions, announcements and hearings are not counted [I].

    Where a decision is to be made anew, its time begins anew on that day [I].
    """
    every = [(party, party.as_decided) for party in case.parties.all]
    begun: dict[date, list[date | None]] = {
        case.papers.accepted_on: [under[0].settled_on for _, under in every]
    }
    for party, under in every:
        for earlier, after in zip(party.earlier, under[1:], strict=True):
            begun.setdefault(earlier.reopened.on, []).append(after.settled_on)
    suspended, starts = case.timing.suspended, sorted(begun)
    for start, following in zip(starts, [*starts[1:], date.max], strict=True):
        prolonged = (e.by for e in case.timing.extensions if start <= e.on < following)
        yield Span(
            start=start,
            ended_on=last_of(begun[start]),
            excluded=tuple(_excluded(case)),
            extended_by=sum(prolonged),
            stopped_on=suspended.since if suspended else None,
        )


def time_to_decide(case: Case) -> tuple[Term, Reckoning]:
    """Count the time to decide as things stand.

    Raises:
        LawUnknown: The rules of the case have no such term.
    """
    *_, span = deciding_spans(case)
    return period(case, TermKey.DECIDE, span.start, excluded=span.excluded, extended_by=span.extended_by)


def _excluded(case: Case) -> Iterator[Interval]:
    """What is not counted; an announcement or a hearing under way up to the day on which it will be over as things stand.

    Otherwise the 90 days would be told overdue while the law does not count.
    """
    for pause in case.timing.suspensions:
        if pause.resumed_on:
            yield from _interval(pause.since, pause.resumed_on, Exclusion.SUSPENSION)
    for party in case.parties.all:
        decisions = {under.decision.document for under in party.as_decided if under.decision}
        for item in party.announcements:
            own = not decisions.isdisjoint(item.documents)
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
