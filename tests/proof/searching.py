"""A search of every state that one party's case can reach, by the real moves, under rules cut down to days.

Terms are two or three days, there are no rest days, and time moves only to a last day and to the day after. Two states
are one when all that a rule can read of them is the same: past days are past, whichever they are.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from domain.case.case import Case
from domain.case.documents import Document
from domain.case.journal import GENESIS, Entry, chained
from domain.case.parties import Right
from domain.case.people import CLOCK
from domain.case.renotifying import NewEvidence
from domain.case.review import Purpose
from domain.law.calendars import CalendarYear, WorkCalendar
from domain.law.profiles import ReviewTime
from domain.law.rulebook import Rulebook, rulebook_for
from domain.law.terms import TermKey
from domain.procedure import MOVES, apply, body_of, due_instants, obstacles
from domain.procedure.clocks.ending_terms import EndTerm
from domain.procedure.gates.interview_day import summoned_for
from domain.procedure.language import Fact, Moment, Move, Stamp, civil
from tests.procedure.playing import _printed, shanghai
from tests.procedure.scene import SCAN, Scene
from tests.proof import plain

SHORT = {
    TermKey.STATEMENT: plain.STATEMENT_DAYS,
    TermKey.HEARING_REQUEST: plain.HEARING_REQUEST_DAYS,
    TermKey.HEARING_NOTICE: plain.HEARING_NOTICE_DAYS,
    TermKey.FILING_RESPONSE: plain.FILING_DAYS,
    TermKey.INTERVIEW_NOTICE: 1,
    TermKey.NEW_EVIDENCE_ANSWER: plain.NEW_EVIDENCE_DAYS,
}
ONE_DAY = timedelta(days=1)


def short_rules(*, reviews: tuple[ReviewTime, ...], filing: bool, discussion: bool) -> Rulebook:
    rules = rulebook_for("market+zhenjiang")
    weekends = tuple(d for n in range(365) if (d := date(2026, 1, 1) + n * ONE_DAY).weekday() > 4)
    year = CalendarYear(
        year=2026,
        notice="没有休息日",
        issued_on=date(2025, 11, 1),
        days_off=(),
        days_worked=weekends,
        invented=True,
    )
    switches = rules.switches.model_copy(
        update={
            "reviews": reviews,
            "filing": filing,
            "discussion": discussion,
            # One step, not two: what is confirmed in person is judged by the same rules once more.
            "countersigned_on_paper": True,
        }
    )
    terms = tuple(t.model_copy(update={"length": SHORT.get(t.key, t.length)}) for t in rules.terms)
    return rules.model_copy(
        update={"terms": terms, "switches": switches, "calendar": WorkCalendar(years=(year,))}
    )


@dataclass(frozen=True)
class State:
    case: Case
    entries: tuple[Entry, ...]
    at: datetime

    @property
    def today(self) -> date:
        return civil(self.at)


@dataclass(frozen=True)
class Act:
    """One thing that somebody may try."""

    by: str
    move: str
    body: Callable[[Scene, str], dict[str, Any] | None]
    """The body of the move on this day; nothing where it makes no sense to try."""


@dataclass
class Search:
    start: State
    acts: tuple[Act, ...]
    check: Callable[[State], Iterator[str]]
    """What the plain gates say of a state in which a penalty may be imposed."""
    moves: Mapping[str, type[Move]] = field(default_factory=lambda: MOVES)
    until: str = ""
    """The fault with which the search may end."""
    seen: set[tuple[object, ...]] = field(default_factory=set)
    leads_to: dict[tuple[object, ...], set[tuple[object, ...]]] = field(default_factory=dict)
    """By key: the keys of the states before it."""
    ends: set[tuple[object, ...]] = field(default_factory=set)
    """Keys of the states in which a penalty may be imposed."""
    states: list[State] = field(default_factory=list)
    """Every state, in the order in which they were visited."""
    twins: list[State] = field(default_factory=list)
    """States passed over, because another of the same key was there first."""
    allowed: dict[tuple[object, ...], frozenset[int]] = field(default_factory=dict)
    """By key: which acts may be made."""
    judged: int = 0
    wrong: list[tuple[State, str]] = field(default_factory=list)
    """Every fault, with the first state in which it was seen."""

    def run(self, limit: int = 60_000) -> "Search":
        """Visit every state; `limit` only guards against a search without end."""
        waiting = deque([self.start])
        self.seen.add(key(self.start))
        while waiting and not self._found:
            # Depth first where a fault is looked for: decisions lie deep.
            state = waiting.pop() if self.until else waiting.popleft()
            here = key(state)
            self.states.append(state)
            self._hold(state)
            for successor in self._successors(state):
                name = key(successor)
                self.leads_to.setdefault(name, set()).add(here)
                if name not in self.seen:
                    self.seen.add(name)
                    waiting.append(successor)
                else:
                    self.twins.append(successor)
            assert len(self.seen) < limit, "the search does not end: the key lets something grow"
        return self

    @property
    def _found(self) -> bool:
        return bool(self.until) and any(fault == self.until for _, fault in self.wrong)

    def dead_ends(self) -> set[tuple[object, ...]]:
        """The states from which no decision can be reached any more."""
        alive, waiting = set(self.ends), list(self.ends)
        while waiting:
            for before in self.leads_to.get(waiting.pop(), ()):
                if before not in alive:
                    alive.add(before)
                    waiting.append(before)
        return self.seen - alive

    def _hold(self, state: State) -> None:
        scene = scene_of(state)
        prepared = state.case.party(1).prepared_decision
        if prepared is None:
            return
        content = scene.document(prepared.document).content
        move = self.moves["impose"].model_validate({"party": 1, "content": content})
        if not obstacles(moment(scene, "head-chen", state, move), move):
            self.ends.add(key(state))
            known = {fault for _, fault in self.wrong}
            self.wrong += [(state, fault) for fault in self.check(state) if fault not in known]

    def _successors(self, state: State) -> Iterator[State]:
        accepted = dict(self.accepted(state))
        self.allowed[key(state)] = frozenset(accepted)
        for move, now in accepted.values():
            yield made(state, move, now)
        if (then := next_day(state)) is not None:
            yield passed(state, then)

    def accepted(self, state: State) -> Iterator[tuple[int, tuple[Move, Moment]]]:
        """The acts that may be made in a state, by their place."""
        for place, act in enumerate(self.acts):
            scene = scene_of(state)
            body = act.body(scene, state.today.isoformat())
            if body is not None:
                body |= {"signed": SCAN} if "together_with" in body else {}
                move = self.moves[act.move].model_validate(body)
                now = moment(scene, act.by, state, move)
                self.judged += 1
                if not obstacles(now, move):
                    yield place, (move, now)


def scene_of(state: State) -> Scene:
    scene = Scene()
    scene.case, scene.entries = state.case, list(state.entries)
    return scene


def moment(scene: Scene, by: str, state: State, move: Move) -> Moment:
    return scene.moment(by, state.at, move)


def made(state: State, move: Move, now: Moment) -> State:
    """The state after a move, with its documents there and sealed."""
    state = told(state, move, now)
    for document in [d for d in state.case.documents.all if d.pending]:
        state = _machine(state, _printed(document))
    return state


def told(state: State, move: Move, now: Moment) -> State:
    case, entries = state.case, list(state.entries)
    facts: Iterator[Fact] = move.facts(now)
    for fact in facts:
        entry = Entry(
            seq=len(entries) + 1,
            at=now.at,
            by=now.actor.id,
            move=move.name,
            fact=type(fact).__name__,
            body=body_of(fact),
        )
        entries.append(chained(entry, entries[-1].head if entries else GENESIS))
        case = apply(case, fact, Stamp(seq=entry.seq, at=now.at, by=now.actor.id))
    return State(case, tuple(entries), state.at)


def _machine(state: State, move: Move) -> State:
    return told(state, move, Moment(case=state.case, actor=CLOCK, at=state.at))


def passed(state: State, day: date) -> State:
    """The state at nine o'clock of a later day: what ended before has ended."""
    at = shanghai(day.isoformat())
    while due := sorted((d for d in due_instants(state.case) if d[0] <= at), key=lambda d: (d[0], d[1].term)):
        instant, ended, overdue = due[0]
        state = told(
            state, EndTerm(day=ended, overdue=overdue), Moment(case=state.case, actor=CLOCK, at=instant)
        )
    return State(state.case, state.entries, at)


def next_day(state: State) -> date | None:
    """The next day on which anything can be otherwise: a last day, or the day after one."""
    days = {d + n * ONE_DAY for _, d in awaited_days(state) for n in (0, 1)}
    return min((d for d in days if d > state.today), default=None)


def awaited_days(state: State) -> Iterator[tuple[str, date]]:
    """The days for which a rule may wait, each with what it is the day of."""
    party, rules = state.case.party(1), state.case.rulebook
    notices, served = party.last_notices, party.notices_served_on
    if notices and notices.waivers and served is None:
        yield "service", notices.waivers[-1].on
    if notices and served:
        for term in (TermKey.STATEMENT, TermKey.HEARING_REQUEST):
            yield term, served + rules.term(term, served).length * ONE_DAY
        summoned = summoned_for(state.case, party)
        if summoned and notices.outcome is None:
            yield "interview", civil(summoned[0])
        if notices.hearing_plan and notices.hearing is None and notices.hearing_end is None:
            yield "hearing", notices.hearing_plan.on
        for item in notices.new_evidence:
            if told := party.service_of(item.document):
                yield "new evidence", told.served_on + plain.NEW_EVIDENCE_DAYS * ONE_DAY
    if (filed := state.case.filing.last) and filed.acknowledged_on is None:
        report = state.case.documents.get(filed.document)
        if report and report.issued_on:
            yield "filing", report.issued_on + plain.FILING_DAYS * ONE_DAY


def key(state: State) -> tuple[object, ...]:
    """All that a rule can read of a state of these searches; days as how far off they are, the past as past."""
    case, party = state.case, state.case.party(1)
    version = case.papers_version
    return (
        tuple((what, max(-1, (d - state.today).days)) for what, d in awaited_days(state)),
        _notices(state),
        tuple(p.id for p in party.unanswered),
        len(party.statements),
        len(case.papers.evidence),
        party.proposal.fine,
        _prepared(case),
        party.decision is None,
        _review(case),
        case.review.reviewer is None,
        tuple(case.review.agreed(p, version) is not None for p in Purpose),
        _filing(case),
        case.discussions.on_papers(version) is not None,
        _since_the_hearing(state),
    )


def _since_the_hearing(state: State) -> frozenset[str]:
    """What was submitted, filed and discussed after the report of the hearing: a day may be the same, the order not."""
    places = [n for n, entry in enumerate(state.entries) if entry.fact == "HearingReported"]
    after = state.entries[places[-1] :] if places else ()
    wanted = {"SubmittedForReview", "OpinionAnswered", "InterviewReportFiled", "Discussed"}
    return frozenset(entry.fact for entry in after if entry.fact in wanted)


def _notices(state: State) -> tuple[object, ...]:
    party = state.case.party(1)
    notices = party.last_notices
    if notices is None:
        return ()
    plan = notices.hearing_plan
    notice = state.case.documents.get(plan.document) if plan else None
    served = party.service_of(plan.document) if plan else None
    served_on = party.notices_served_on
    return (
        notices.papers == state.case.papers_version,
        notices.approved_on is None,
        notices.issued_on is None,
        tuple(_sealed(state.case.documents.get(n)) for n in notices.documents),
        party.notices_served_on is None,
        tuple(sorted((w.right, served_on is None or w.on >= served_on) for w in notices.waivers)),
        notices.outcome.held if notices.outcome else None,
        tuple((r.counts, r.withdrawal is None) for r in notices.hearing_requests),
        (_sealed(notice), served is None, served and plan and (plan.on - served.served_on).days)
        if plan
        else None,
        notices.hearing is None,
        notices.hearing_report is None,
        notices.hearing_end is None,
        notices.evidence,
        tuple(_told(state, item) for item in notices.new_evidence),
    )


def _told(state: State, item: NewEvidence) -> tuple[object, ...]:
    party = state.case.party(1)
    served = party.service_of(item.document)
    sealed = _sealed(state.case.documents.get(item.document))
    waived = served and party.notices[-1].waived(Right.NEW_EVIDENCE, served.served_on)
    return item.pieces, sealed, served is None, waived is None


def _sealed(document: Document | None) -> bool:
    return document is not None and document.seal is not None


def _prepared(case: Case) -> tuple[object, ...] | None:
    prepared = case.party(1).prepared_decision
    if prepared is None:
        return None
    penalties = tuple(map(str, prepared.penalties))
    current = prepared.papers == case.papers_version
    return prepared.outcome, prepared.discretion, current, prepared.overtaken, penalties


def _review(case: Case) -> tuple[object, ...] | None:
    last = case.review.last
    if last is None:
        return None
    verdict = last.opinion.verdict if last.opinion else None
    return last.purpose, last.papers == case.papers_version, verdict, last.answered


def _filing(case: Case) -> tuple[object, ...] | None:
    last = case.filing.last
    if last is None:
        return None
    report = case.documents.get(last.document)
    return last.papers == case.papers_version, _sealed(report), last.acknowledged_on is None
