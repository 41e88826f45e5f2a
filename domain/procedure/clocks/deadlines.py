"""Deadlines (期限): every clock of the case read off its facts. Overdue is computed, never stored."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from domain.bilingual import Titled, Words
from domain.case.case import Case
from domain.case.last_days import SettledDay
from domain.case.parties import Party
from domain.case.people import Role
from domain.law.counting import Reckoning, ends_at, reckon
from domain.law.errors import LawUnknown
from domain.law.terms import Term, TermKey
from domain.law.traces import Trace, explain
from domain.procedure.clocks.table import CLOCK_OF, CLOCKS, PARTYS_RIGHT, whose
from domain.procedure.measuring import Clock, Span
from domain.procedure.periods import period
from domain.record import Record


class State(Titled):
    RUNNING = "running", "进行中", "running"
    PROVISIONAL = "provisional", "暂定", "provisional"
    """Running into a year whose holidays are not published."""
    MET = "met", "已完成", "met"
    MET_LATE = "met_late", "逾期完成", "met late"
    OVERDUE = "overdue", "逾期", "overdue"
    LAPSED = "lapsed", "已因决定终结", "ended by the decision"
    """The decision was made before it was over: nothing is waited for any more, and nobody is late."""
    OVER = "over", "已届满", "over"
    """The last day has passed of what nobody is late with: a right is spent, whatever was done after it."""
    STOPPED = "stopped", "中止", "standing still"
    """The case is suspended: how long it runs is known when it is resumed."""
    UNKNOWN = "unknown", "待确定", "to be determined"
    """The law is not known to the system: a person must say."""


_SETTLED, _NOT_EXCEEDED = Words("已了结", "settled"), Words("没有超过", "not exceeded")


def state_said(term: TermKey, state: State) -> State | Words:
    """Say a state in words: a duty is done; a party's right was used, given up, or told anew; a limit was not exceeded."""
    if state is not State.MET:
        return state
    if CLOCK_OF[term].limits:
        return _NOT_EXCEEDED
    return _SETTLED if whose(term) is PARTYS_RIGHT else state


class Deadline(Record):
    term: TermKey
    title: str
    party: int | None = None
    start: date
    last_day: date | None = None
    earliest: date | None = None
    latest: date | None = None
    ended_on: date | None = None
    state: State
    owner: Role
    right: bool = False
    article: str = ""

    @property
    def open(self) -> bool:
        return self.state in (State.RUNNING, State.PROVISIONAL, State.OVERDUE)

    @property
    def remind_by(self) -> date | None:
        return self.last_day or self.earliest

    @property
    def settled_day(self) -> SettledDay | None:
        """What is told once when the last day has passed; only a settled day is told."""
        if self.last_day is None:
            return None
        return SettledDay(term=self.term, party=self.party, start=self.start, last_day=self.last_day)


def spans(case: Case, clocks: tuple[Clock, ...] = CLOCKS) -> Iterator[tuple[Clock, Party | None, Span]]:
    """Yield every span that every clock has measured in the case."""
    for clock in clocks:
        for party in _measured(case, clock):
            for span in clock.span(case, party):
                yield clock, party, span


def _measured(case: Case, clock: Clock) -> Iterator[Party | None]:
    """The parties for whom a clock is measured, under each decision where it hangs on that; or the case."""
    if not clock.per_party:
        yield None
    for party in case.parties.all if clock.per_party else ():
        yield from party.as_decided if clock.of_decision else (party,)


def reckoned(case: Case, clock: Clock, party: Party | None, span: Span) -> tuple[Term, Reckoning]:
    """Count one span of a clock.

    Raises:
        LawUnknown: The profile has no such term on that day.
    """
    return period(
        case,
        clock.term,
        span.start,
        party=party.id if party else None,
        excluded=span.excluded,
        extended_by=span.extended_by,
    )


def stands_still(case: Case, term: Term, span: Span) -> bool:
    """Whether the clock was stopped while days were left to it: until it goes on, nobody knows its last day."""
    if span.ended_on is not None or span.stopped_on is None:
        return False
    unrolled = term.model_copy(update={"roll": False})
    counted = reckon(
        unrolled, span.start, case.rulebook.calendar, excluded=span.excluded, extended_by=span.extended_by
    )
    return span.stopped_on < counted.waits_for


def deadlines(case: Case, today: date) -> tuple[Deadline, ...]:
    """Return every deadline of the case, past and present."""
    if not case.opened:
        return ()
    return tuple(_deadline(case, today, clock, party, span) for clock, party, span in spans(case))


def _deadline(case: Case, today: date, clock: Clock, party: Party | None, span: Span) -> Deadline:
    common: dict[str, Any] = {
        "term": clock.term,
        "title": clock.term.zh,
        "party": party.id if party else None,
        "start": span.start,
        "ended_on": span.ended_on,
        "owner": clock.owner,
        "right": clock.right,
    }
    try:
        term, counted = reckoned(case, clock, party, span)
    except LawUnknown as unknown:
        return Deadline.model_construct(**common, state=State.UNKNOWN, article=str(unknown.why))
    if stands_still(case, term, span):
        return Deadline.model_construct(**common, state=State.STOPPED, article=str(term.source))
    if lapsed(clock, span, counted):
        common["ended_on"] = span.lapsed_on
    elif _spent(clock, span, counted) and not clock.limits:
        # It ended with its last day: what was done afterwards did not end it.
        common["ended_on"] = None
    return Deadline.model_construct(
        **common,
        last_day=counted.last_day,
        earliest=counted.earliest,
        latest=counted.latest,
        state=_state(clock, span, counted, today),
        article=str(term.source),
    )


def lapsed(clock: Clock, span: Span, counted: Reckoning) -> bool:
    """Whether the decision ended the clock: a duty while it was outstanding, a right while it could still be used."""
    if span.ended_on is not None or span.lapsed_on is None:
        return False
    return not clock.right or span.lapsed_on <= counted.waits_for


def _spent(clock: Clock, span: Span, counted: Reckoning) -> bool:
    """Whether what nobody can be late with came after its last day: a right is used in time, or not any more."""
    return not clock.makes_late and span.ended_on is not None and span.ended_on > counted.waits_for


def _state(clock: Clock, span: Span, counted: Reckoning, today: date) -> State:
    if lapsed(clock, span, counted):
        return State.LAPSED
    if _spent(clock, span, counted):
        return State.OVER
    if span.ended_on is not None:
        return State.MET if span.ended_on <= counted.waits_for else State.MET_LATE
    return state_while_running(
        counted.waits_for, today, right=not clock.makes_late, provisional=counted.provisional
    )


def state_while_running(waits_for: date, today: date, *, right: bool, provisional: bool) -> State:
    """Return the state of a clock that nothing has ended; `waits_for` is its last day, the latest one while provisional."""
    if waits_for < today:
        return State.OVER if right else State.OVERDUE
    return State.PROVISIONAL if provisional else State.RUNNING


def due_instants(case: Case) -> Iterator[tuple[datetime, SettledDay, bool]]:
    """Yield what the clock has still to say: when, of which last day, and whether a duty is then overdue.

    Only settled days are said; the settling itself comes with a new calendar and is asked anew then.
    """
    if not case.opened:
        return
    said = set(case.last_days.passed)
    # Once the case is closed nobody can be late; what is left are the rights of its parties.
    clocks = CLOCKS if case.closing.closed_on is None else tuple(c for c in CLOCKS if c.right)
    for clock, party, span in spans(case, clocks):
        if span.ended_on is not None:
            continue
        try:
            term, counted = reckoned(case, clock, party, span)
        except LawUnknown:
            continue
        gone = lapsed(clock, span, counted) or stands_still(case, term, span)
        if counted.last_day is None or gone:
            continue
        settled = SettledDay(
            term=clock.term, party=party.id if party else None, start=span.start, last_day=counted.last_day
        )
        if settled not in said:
            yield ends_at(counted.last_day), settled, clock.makes_late


def rests(case: Case, today: date) -> bool:
    """Whether the procedure has ended: the case is closed, and no right of a party still runs."""
    return case.closing.closed_on is not None and not any(d.open and d.right for d in deadlines(case, today))


def explained(case: Case, term: TermKey, party: int | None = None) -> Iterator[Trace]:
    """Yield the trace of every span of one term: the rule with its words, each day counted or not and why.

    Raises:
        LawUnknown: The profile has no such term on the day of an event.
    """
    for clock, who, span in spans(case) if case.opened else ():
        if clock.term == term and (who.id if who else None) == party:
            row = case.rulebook.term(clock.term, span.start)
            yield explain(
                row,
                span.start,
                case.rulebook.calendar,
                excluded=span.excluded,
                extended_by=span.extended_by,
            )
