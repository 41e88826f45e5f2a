"""States of a case, and what leads from one to the next: a real move, with all that the machine does after it, or time.

Nothing here knows what is searched for; a slice says that (`tests.proof.slicing`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from domain.case.case import Case
from domain.case.journal import GENESIS, Entry, chained
from domain.case.people import CLOCK, Person
from domain.procedure import apply, body_of, due_instants, obstacles
from domain.procedure.chapters.proposing import stated
from domain.procedure.clocks.ending_terms import EndTerm
from domain.procedure.index import MACHINE_MOVES
from domain.procedure.language import Moment, Move, Stamp, civil, machine_moment
from tests.procedure.playing import _printed, shanghai
from tests.procedure.scene import SCAN, Scene

ONE_DAY = timedelta(days=1)
Body = Callable[[Scene, str], dict[str, Any] | None]
"""The body of a move on a day; nothing where it makes no sense to try."""
Moves = Mapping[str, type[Move]]
Key = tuple[object, ...]


@dataclass(frozen=True)
class State:
    case: Case
    entries: tuple[Entry, ...]
    at: datetime
    people: tuple[Person, ...] = ()
    """Persons as this search has them, instead of the directory's."""

    @property
    def today(self) -> date:
        return civil(self.at)


@dataclass(frozen=True)
class Act:
    """One thing that somebody may try."""

    by: str
    move: str
    body: Body


def begun(scene: Scene, day: str) -> State:
    """The state that a scene has come to, at nine o'clock of a day."""
    return State(scene.case, tuple(scene.entries), shanghai(day), tuple(scene.people.values()))


def scene_of(state: State) -> Scene:
    scene = Scene()
    scene.case, scene.entries = state.case, list(state.entries)
    scene.people = {person.id: person for person in state.people}
    return scene


def moment(scene: Scene, by: str, state: State, move: Move) -> Moment:
    return scene.moment(by, state.at, move)


def after(state: State, act: Act, moves: Moves, scene: Scene | None = None) -> State | None:
    """The state after an act, confirmed at once where it takes two in person; nothing where it is senseless or refused."""
    scene = scene or scene_of(state)
    said = act.body(scene, state.today.isoformat())
    if said is None:
        return None
    if act.by == CLOCK.id:
        # What comes back from elsewhere is never refused.
        return made(state, MACHINE_MOVES[act.move].model_validate(said), machine_moment(state.case, state.at))
    body, second = _countersigned(state.case, said)
    then = _accepted(state, scene, act.by, moves[act.move].model_validate(body))
    if then is None or second is None:
        return then
    waiting = then.case.proposals.waiting[-1]
    confirm = moves["confirm"].model_validate({"proposal": waiting.number, "content": waiting.content})
    return _accepted(then, scene_of(then), second, confirm)


def _countersigned(case: Case, body: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
    """The body as it is handed in, and who confirms it in person, if he does not sign on paper."""
    if "together_with" not in body:
        return body, None
    if case.rulebook.switches.countersigned_on_paper:
        return {**body, "signed": SCAN}, None
    return {k: v for k, v in body.items() if k != "together_with"}, body["together_with"]


def _accepted(state: State, scene: Scene, by: str, move: Move) -> State | None:
    now = moment(scene, by, state, move)
    refused = [r for r in obstacles(now, move) if r.code not in getattr(move, "left_out", ())]
    return None if refused else made(state, move, now)


def made(state: State, move: Move, now: Moment) -> State:
    """The state after a move, with its documents there."""
    before = len(state.entries)
    state = told(state, move, now)
    annulled = any(entry.fact == "ActAnnulled" for entry in state.entries[before:])
    for document in [d for d in state.case.documents.all if d.pending]:
        state = by_machine(state, _printed(document))
    # What is annulled may let a term run again whose last day has passed: the workflow says so at once.
    return passed(state, state.today) if annulled else state


def told(state: State, move: Move, now: Moment) -> State:
    case, entries = state.case, list(state.entries)
    for fact in stated(move, now):
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
    return replace(state, case=case, entries=tuple(entries))


def by_machine(state: State, move: Move, at: datetime | None = None) -> State:
    return told(state, move, Moment(case=state.case, actor=CLOCK, at=at or state.at))


def passed(state: State, day: date) -> State:
    """The state at nine o'clock of a later day: what ended before has ended."""
    at = shanghai(day.isoformat())
    while due := sorted((d for d in due_instants(state.case) if d[0] <= at), key=lambda d: (d[0], d[1].term)):
        instant, ended, overdue = due[0]
        state = by_machine(state, EndTerm(day=ended, overdue=overdue), instant)
    return replace(state, at=at)


def next_of(days: Iterable[date], today: date) -> date | None:
    """The next day on which anything can be otherwise: one of these last days, or the day after one."""
    return min((d for day in days for n in (0, 1) if (d := day + n * ONE_DAY) > today), default=None)
