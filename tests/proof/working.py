"""Work and clocks held against what can be done: whatever waits can be made, and something waits until a case is done."""

from collections.abc import Iterable, Iterator
from datetime import date

from domain.case.case import Case
from domain.case.people import Role
from domain.law.terms import TermKey
from domain.procedure import deadlines, options, waiting
from domain.procedure.gates import joining
from domain.procedure.language import Moment
from domain.procedure.lists import MoveFilter
from tests.procedure.scene import Scene
from tests.proof.stepping import State, next_of, scene_of

PERSONS = {
    Role.OFFICER: "officer-li",
    Role.HEAD: "head-chen",
    Role.CLERK: "clerk-zhao",
    Role.REVIEWER: "reviewer-sun",
    Role.PRESIDER: "presider-he",
    Role.FILING_CLERK: "filing-zhou",
}
BEFORE_THE_DECISION = {
    TermKey.STATEMENT,
    TermKey.HEARING_REQUEST,
    TermKey.HEARING_REPORT,
    TermKey.LEGAL_REVIEW,
    TermKey.FILING_RESPONSE,
    TermKey.DECIDE,
}


def undoable(scene: Scene, now: Moment) -> Iterator[str]:
    """What waits for somebody who cannot do it."""
    for work in waiting(scene.case, now.today):
        if work.move == "confirm":
            continue  # whose it is, its proposal says
        person = scene.person(work.person or PERSONS[work.role])
        assert person is not None, work
        theirs = Moment(case=now.case, actor=person, at=now.at, people=now.people)
        for option in options(theirs, MoveFilter(move=work.move, party=work.party)):
            # What the law leaves open waits for the head's answer besides.
            if not option.open and {r["code"] for r in option.refusals} != {"LawUnknown"}:
                yield f"{work.move} of {person.id}: {sorted(r['code'] for r in option.refusals)}"


def left_over(scene: Scene, now: Moment) -> Iterator[str]:
    """Clocks that nobody can stop any more, once the decision is made."""
    if any(scene.case.undecided):
        return
    for deadline in deadlines(scene.case, now.today):
        if deadline.term in BEFORE_THE_DECISION and deadline.open:
            yield f"{deadline.term} runs after the decision"


def idle(scene: Scene, now: Moment) -> bool:
    """Whether nothing waits for anybody."""
    return not any(waiting(scene.case, now.today))


def now_of(state: State, scene: Scene) -> Moment:
    people = {i: p for i in state.case.persons if (p := scene.person(i))}
    actor = scene.person("officer-li")
    assert actor is not None
    return Moment(case=state.case, actor=actor, at=state.at, people=people)


def _rests(case: Case) -> bool:
    """Whether nobody need be waited for: the case is closed, another case answers within seconds, others decide a remedy."""
    pending = any(party.recovery.pending for party in case.parties.all)
    return case.closing.closed_on is not None or joining.ordered(case) is not None or pending


def stuck(state: State, days: Iterable[date]) -> Iterator[str]:
    """What is wrong with the work of a state: it waits in vain, it is left over, or nobody and no last day is waited for."""
    scene = scene_of(state)
    now = now_of(state, scene)
    yield from undoable(scene, now)
    yield from left_over(scene, now)
    if not _rests(state.case) and idle(scene, now) and next_of(days, state.today) is None:
        yield "nobody is waited for"
