"""The frame of each move: what it reads and what it writes of a case, as far as stories, courses and the walk bring it out.

The real rules run on real states while a tracer notes (`tests.proof.tracing`): whether the move may be made, its facts, and
the fold of them. What takes two persons is traced as at the confirmation, so that its facts are its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cache, partial

from demo.story import load
from domain.case.annulling import ActKind
from domain.case.case import Case
from domain.case.people import CLOCK, Person
from domain.law.holidays_file import load_calendar
from domain.procedure import MOVES, apply, obstacles
from domain.procedure.acts import acts
from domain.procedure.chapters.countersigning import Confirm
from domain.procedure.gates.closed import not_closed
from domain.procedure.judging import concerned
from domain.procedure.language import Moment, Move, Stamp
from domain.procedure.obstacles import answered
from domain.procedure.roles import actor_unfit
from installation.examples import EXAMPLES, bodies
from tests.procedure.on_paper import body_of
from tests.procedure.playing import DIRECTORY, shanghai, standard
from tests.proof import walking
from tests.proof.slicing import Slice
from tests.proof.stepping import State
from tests.proof.test_bad_bodies import Station, stations
from tests.proof.tracing import Tracer, forget, meets, present, written
from tests.proof.vectors import MAIN, VECTORS

Moves = Mapping[str, type[Move]]
EVERY = 7
"""Of so many states one is asked what bars every move in it; a prime, so that no kind of neighbour is always passed over."""


@dataclass
class Frame:
    """What a move reads and writes of a case, by path."""

    reads: set[str] = field(default_factory=set)
    writes: set[str] = field(default_factory=set)


@dataclass
class Framing:
    """The frames of the moves, gathered state by state."""

    moves: Moves = field(default_factory=lambda: MOVES)
    tracer: Tracer = field(default_factory=Tracer)
    frames: dict[str, Frame] = field(default_factory=lambda: defaultdict(Frame))

    def made(self, now: Moment, move: Move) -> bool:
        """Trace a move as it is judged, and, where nothing stands in its way, what it makes true."""
        now = replace(now, case=forget(now.case), countersigned=move.with_role is not None)
        frame, refused = self.frames[self._name(move)], list[object]()
        read = self.tracer.during(lambda: refused.extend(obstacles(now, move)))
        # What is confirmed is judged once more: that is read by the move that was proposed.
        frame.reads |= set() if isinstance(move, Confirm) else read
        if not refused:
            self._stated(now, move, frame)
        return not refused

    def _name(self, move: Move) -> str:
        """What a move is called among these moves, whatever class a mutant has."""
        return next(name for name, kind in self.moves.items() if type(move) is kind)

    def _stated(self, now: Moment, move: Move, frame: Frame) -> None:
        """Trace facts and fold. A fact is told while those before it are not yet true, as the workflow does it."""
        now = replace(now, case=forget(now.case))
        seen = list[Case]()

        def fold() -> None:
            case = now.case
            own = (fact for fact in move.facts(now) if isinstance(fact, move.makes))
            for seq, fact in enumerate(own, start=1):
                case = apply(case, fact, Stamp(seq=seq, at=now.at, by=now.actor.id))
            seen.append(case)

        frame.reads |= self.tracer.during(fold)
        frame.writes |= set(written(now.case, seen[-1]))

    def barred(self, now: Moment) -> None:
        """Trace what bars each move at a moment, for each party whom it may concern."""
        for name, kind in self.moves.items():
            for party in concerned(now.case, kind):
                asked = replace(now, case=forget(now.case))
                self.frames[name].reads |= self.tracer.during(partial(_bars, asked, kind, party))


def _bars(now: Moment, kind: type[Move], party: int | None) -> None:
    agency = now.case.identity.agency.code
    answered(now, lambda: actor_unfit(now, kind, agency, now.today), kind)
    answered(now, lambda: not_closed(now, kind), kind)
    answered(now, lambda: kind.bars(now, party), kind)


def framed(stations: Iterable[Station], moves: Moves = MOVES) -> Mapping[str, Frame]:
    """The frames of the moves on these states: at each its own move, and now and then whatever else might be done."""
    framing = Framing(moves)
    with framing.tracer.standing():
        for place, station in enumerate(stations):
            _at(framing, station, whole=place % EVERY == 0)
        for now, move in _rare():
            framing.made(now, move)
    return framing.frames


def walked(steps: Iterable[tuple[State, str]]) -> Mapping[str, Frame]:
    """The frames of the moves on steps of the walk: a state, and what is done in it."""
    framing = Framing()
    with framing.tracer.standing():
        for state, name in steps:
            _walked(framing, state, name)
    return framing.frames


def _at(framing: Framing, station: Station, *, whole: bool) -> None:
    """The move that is made at a station; at some of them, what bars every other."""
    move = framing.moves[station.next].model_validate(station.body)
    now = station.moment(station.by, station.instant, move)
    framing.made(now, move)
    if isinstance(move, Confirm) and (proposal := station.case.proposals.get(move.proposal)):
        proposed = framing.moves[proposal.move].model_validate(proposal.body)
        framing.made(station.moment(proposal.by.id, station.instant, proposed), proposed)
    if whole and station.case.opened:
        _annulled(framing, station)
        framing.barred(now)


def _annulled(framing: Framing, station: Station) -> None:
    """The annulment of whatever was done in the step before, and can be annulled."""
    by = framing.moves["annul"].by[0]
    for kind in ActKind:
        for party in (None, *station.case.parties.by_number):
            for act in list(acts(station.case, kind, party))[-1:]:
                said = {"act": kind, "party": party, "which": act.which, "reason": "误录"}
                move = framing.moves["annul"].model_validate(said)
                framing.made(station.moment(walking.MAKERS[by], station.instant, move), move)


def _walked(framing: Framing, state: State, name: str) -> None:
    """A move of the walk by the first who may make it."""
    kind, scene = framing.moves[name], walking.scene_of(state)
    for body in walking.known_bodies()[name]:
        said = body(scene, state.today.isoformat())
        if said is not None:
            alone = {key: value for key, value in said.items() if key not in ("together_with", "signed")}
            move = kind.model_validate(alone)
            makers = (walking.MAKERS[role] for role in kind.by if role in walking.MAKERS)
            people = dict.fromkeys((*makers, *walking.OTHERS, *state.case.persons))
            any(framing.made(scene.moment(person, state.at, move), move) for person in people)


def _rare() -> Iterator[tuple[Moment, Move]]:
    """What neither a story nor the walk does: a case on paper, new rules, a case that is joined to another."""
    began = standard(until="submit_statement")
    at, over = shanghai("2026-05-27"), shanghai("2026-08-20")
    taken = MOVES["take_over_case"].model_validate(body_of(load(EXAMPLES / "standard.json"), "file_decision"))
    yield Moment(case=Case(), actor=_known("officer-li"), at=over, new_rules=began.case.rulebook), taken
    began.rules = began.case.rulebook.with_calendar(load_calendar(EXAMPLES / "calendar-2027-invented.json"))
    adopted = MOVES["adopt_rulebook"].model_validate({"sha256": began.rules.sha256})
    yield began.moment("operator-gu", at, adopted), adopted
    joined = MOVES["end_as_joined"].model_validate(bodies()["end_as_joined"])
    yield Moment(case=standard(until="prepare_notices").case, actor=CLOCK, at=at), joined


def _known(person: str) -> Person:
    found = DIRECTORY.person(person)
    assert found is not None, person
    return found


BEYOND: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "amend_draft": (
        (
            "parties.notices.approved_on",
            "parties.notices.letter",
            "parties.notices.notice",
        ),
        (
            "documents.interview_letter",
            "documents.penalty_notice",
            "parties.notices.approved_on",
        ),
    ),
    "send_back": (
        ("proposals.sent_back",),
        (
            "proposals.sent_back",
            "proposals.waiting",
        ),
    ),
    "record_party_change": (("parties.notices.returned",), ()),
    "return_to_notifying": (
        (),
        (
            "documents.interview_letter",
            "documents.penalty_notice",
        ),
    ),
    "prepare_notices": (
        (
            "parties.notices.letter",
            "parties.notices.notice",
        ),
        (
            "parties.notices.letter",
            "parties.notices.notice",
            "parties.notices.papers",
        ),
    ),
    "issue_notices": (("documents.no_penalty_decision",), ()),
    "record_service": (("documents.termination_decision",), ()),
    "withdraw_hearing_request": (
        ("parties.services",),
        (
            "documents.hearing_notice",
            "parties.notices.cancelled_hearings",
            "parties.notices.hearing_plan",
        ),
    ),
    "answer_opinion": (
        (
            "parties.notices.issued_on",
            "parties.notices.returned",
        ),
        (),
    ),
    "order_second_review": (
        (
            "parties.notices.issued_on",
            "parties.notices.returned",
        ),
        (),
    ),
    "set_aside_decision": (("parties.announcements",), ("documents.penalty_decision",)),
    "remake_decision": (
        (),
        (
            "parties.payments",
            "parties.published_on",
            "parties.recovery.refunds",
            "parties.recovery.remedies",
        ),
    ),
    "withdraw_publication": ((), ("parties.earlier",)),
    "record_refund": ((), ("parties.earlier",)),
    "close_case": (("documents.termination_decision",), ()),
}
"""What the walk alone brings out, by move: reads and writes. It is held against the walk by the long tests."""


@cache
def frames() -> Mapping[str, Frame]:
    """The frame of every move."""
    found = framed(stations())
    for name, (reads, writes) in BEYOND.items():
        found[name].reads.update(reads)
        found[name].writes.update(writes)
    return dict(found)


def table() -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Yield move, what it reads beyond what every move reads, and what it writes, in the order of the procedure."""
    common = read_by_all()
    for move in MOVES:
        frame = frames()[move]
        yield move, tuple(sorted(frame.reads - common)), tuple(sorted(frame.writes))


def read_by_all() -> frozenset[str]:
    """What every move of an open case reads: that it is open, who asks, and under which rules."""
    return frozenset.intersection(*(frozenset(f.reads) for m, f in frames().items() if not MOVES[m].opens))


def moves_of(slice_: Slice) -> frozenset[str]:
    """The moves that somebody makes in a slice; what a machine answers follows from them."""
    return frozenset(act.move for act in slice_.acts) & MOVES.keys()


GENERAL = frozenset({"record_sealing", "record_service", "annul"})
"""Moves that do the same to whatever there is; of a slice they touch what it begins with or makes."""


def varied(slice_: Slice) -> frozenset[str]:
    """What the moves of a slice write."""
    writes = {move: frames()[move].writes for move in moves_of(slice_)}
    own = frozenset[str]().union(*(paths for move, paths in writes.items() if move not in GENERAL))
    there = present(slice_.start(slice_.bound(VECTORS[MAIN])).case)
    general = frozenset[str]().union(*(writes[move] for move in GENERAL & writes.keys()))
    always = {path for path in general if path in ("parties.services", "annulments.acts")}
    return own | always | (general & there)


def crossing(slice_: Slice) -> dict[str, tuple[str, ...]]:
    """By each move that is not of a slice: the paths that it writes, and with which the slice moves."""
    return _written_elsewhere(slice_, varied(slice_))


def held_still(slice_: Slice) -> frozenset[str]:
    """What the moves of a slice, and the imposing, read and never write, although other moves do."""
    read = frozenset[str]().union(*(frames()[move].reads for move in (*moves_of(slice_), "impose")))
    return frozenset(
        path for paths in _written_elsewhere(slice_, read - varied(slice_)).values() for path in paths
    )


def _written_elsewhere(slice_: Slice, touched: AbstractSet[str]) -> dict[str, tuple[str, ...]]:
    return {
        name: paths
        for name, frame in frames().items()
        if name not in moves_of(slice_)
        and not MOVES[name].opens
        and (paths := tuple(w for w in sorted(frame.writes) if any(meets(w, t) for t in touched)))
    }
