"""A walk through the whole procedure, for the map (docs/map.md): from the opening on, every move is tried in every kind of state.

    uv run python -m tests.proof.walking

writes the page. Two states are one here when stage, holds and work are the same: coarser than the searches of the proof,
and wider. A move off the main line is tried where nothing else holds the case, or where it could not be made before.
"""

import heapq
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from demo.fitting import days_in, moved
from domain.case.people import CLOCK, Role
from domain.law.rulebook import Rulebook
from domain.law.switches import ReviewTime
from domain.law.terms import TermKey, Unit
from domain.pages.map import LAST_DAY, Hold, Kind, Row, Work, kind_of, map_page, open_in, waiting_in
from domain.procedure import MOVES, Stage, due_instants, obstacles
from domain.procedure.chapters.editing import drafts, not_open
from domain.procedure.chapters.joining import AnswerJoin, JoinCases
from domain.procedure.debts import debt, fine_left
from domain.procedure.gates import joining
from domain.procedure.language import Moment, Move, civil
from installation.examples import bodies
from tests.procedure.playing import _printed
from tests.procedure.scene import SCAN, Scene
from tests.proof import stepping
from tests.proof.bodies import always, as_proposed, next_waiver
from tests.proof.keys import next_day
from tests.proof.slices import hearing, late_evidence, papers, rights
from tests.proof.stepping import ONE_DAY, Body, State, begun, passed
from tests.proof.vectors import MAIN, VECTORS
from tests.proof.working import PERSONS
from workflows.following import follow

PAGE = Path(__file__).parents[2] / "docs" / "map.md"
BEGIN = "2026-05-18"
SECOND = {
    Role.HEAD: {"together_with": "head-chen"},
    Role.OFFICER: {"together_with": "officer-wang"},
    Role.RECORDER: {"together_with": "clerk-zhao"},
}
MAKERS = PERSONS | {Role.SUPERVISOR: "supervisor-wu", Role.RECORDER: "clerk-zhao"}
OTHERS = ("clerk-lin",)
"""Who seals for the supervising office."""
DAYS = {
    TermKey.PAYMENT: 2,
    TermKey.RECONSIDERATION: 2,
    TermKey.LAWSUIT: 3,
    TermKey.LAWSUIT_AFTER_RECONSIDERATION: 2,
    TermKey.DEMAND_PAYMENT: 2,
    TermKey.APPLY_ENFORCEMENT: 20,
}
"""So short that nothing of the walk reaches a year whose holidays are not published."""
PATIENT = {"acknowledge_filing", "acknowledge_decision_filing", "record_payment", "record_publication"}
"""What waits for a party or another office: meanwhile days pass."""
Key = tuple[Kind, frozenset[Work], frozenset[str]]
"""The kind of a state, what waits, and what is open."""


def rules() -> Rulebook:
    reviews = (ReviewTime.BEFORE_NOTICE, ReviewTime.AFTER_STATEMENTS)
    short = VECTORS[MAIN].but(reviews=reviews).rules
    terms = tuple(
        t.model_copy(update={"length": DAYS[t.key], "unit": Unit.CALENDAR_DAY}) if t.key in DAYS else t
        for t in short.terms
    )
    return short.model_copy(update={"terms": terms})


# The bodies


def _with_content(**body: Any) -> Body:
    return lambda scene, today: (
        {**body, "content": scene.content()} if scene.state.party(1).prepared_decision else None
    )


def _pay(scene: Scene, today: str) -> dict[str, Any] | None:
    owed = debt(scene.case, scene.case.party(1), date.fromisoformat(today))
    if owed is None or owed.left <= 0:
        return None
    return {"party": 1, "on": today, "amount": str(owed.left), "add_on": str(owed.add_on_left), "proof": SCAN}


def _refund(scene: Scene, today: str) -> dict[str, Any] | None:
    """Of the first decision on the party of which something is to be given back."""
    day = date.fromisoformat(today)
    debts = (debt(scene.case, decided, day) for decided in scene.state.party(1).as_decided)
    owed = next((found for found in debts if found and found.refundable), None)
    return {"party": 1, "on": today, "amount": str(owed.refundable), "proof": SCAN} if owed else None


def _annul_service(scene: Scene, today: str) -> dict[str, Any] | None:
    service = next(iter(scene.state.party(1).services), None)
    if service is None:
        return None
    return {"act": "service", "party": 1, "which": str(service.documents[0]), "reason": "回证系误录"}


def _receipt(scene: Scene, today: str) -> dict[str, Any] | None:
    notices = scene.state.party(1).last_notices
    shown = {"on": today, "how": "申辩书引用了告知书文号", "proof": SCAN}
    return {"party": 1, "documents": list(notices.documents), **shown} if notices else None


def _back_from_the_judiciary(scene: Scene, today: str) -> dict[str, Any]:
    return {**bodies()["return_from_judiciary"], "on": today}


def _remedy(result: str) -> Body:
    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        pending = scene.state.party(1).recovery.pending
        if pending is None:
            return None
        less = {"penalties": [{"kind": "fine", "amount": "90000.00"}]} if result == "varied" else {}
        return {
            **_lodged(scene, pending.lodged_on.isoformat()),
            "result": result,
            "ended_on": today,
            "ruling": SCAN,
            **less,
        }

    return body


def _lodged(scene: Scene, today: str) -> dict[str, Any]:
    return {**bodies()["record_remedy"], "lodged_on": today}


def _later(scene: Scene, today: str) -> dict[str, Any]:
    return {**bodies()["defer_payment"], "applied_on": today, "until": _in_days(today)}


ENDED: dict[str, Any] = {"kind": "dissolution", "address": ""}


def _today(body: dict[str, Any], today: str) -> dict[str, Any]:
    """An example with its days moved, so that the last of them is today."""
    days = days_in(body)
    found: dict[str, Any] = moved(body, date.fromisoformat(today) - max(days)) if days else body
    return found


def _example(name: str) -> Body:
    return lambda scene, today: _today(bodies()[name], today)


def _ended(scene: Scene, today: str) -> dict[str, Any]:
    return {**_today(bodies()["record_party_change"], today), **ENDED}


def _interview(scene: Scene, today: str) -> dict[str, Any]:
    plan = {"working_days_after_service": 2, "time": "09:00", "place": "听述室"}
    return {"party": 1, "interview": {**plan, "presider": "officer-li", "recorder": "clerk-zhao"}}


def _discuss(scene: Scene, today: str) -> dict[str, Any]:
    filed = scene.case.filing.current
    maintained = filed is not None and filed.objection is not None and filed.objection.maintained_on
    return scene.discussion_body(
        today, **({"on_objection": "异议已在复核意见中答复。"} if maintained else {})
    )


def _confirm(scene: Scene, today: str) -> dict[str, Any] | None:
    found = scene.case.proposals.waiting
    return {"proposal": found[-1].number, "content": found[-1].content} if found else None


def _send_back(scene: Scene, today: str) -> dict[str, Any] | None:
    found = scene.case.proposals.waiting
    return {"proposal": found[-1].number, "reason": "请写明理由"} if found else None


def _edited(scene: Scene, today: str) -> dict[str, Any] | None:
    """The facts of the first draft that still has the words of the case."""
    found = (d.document for d in drafts(scene.case) if not any(not_open(scene.case, d)))
    draft = next((d for d in found if not d.edited), None)
    return {**bodies()["edit_document"], "document": draft.id} if draft else None


def _soon(name: str, field_: str) -> Body:
    """An example with a last day that is still to come."""
    return lambda scene, today: {**bodies()[name], field_: _in_days(today)}


def _in_parts(scene: Scene, today: str) -> dict[str, Any]:
    half = str(fine_left(scene.case.party(1)) / 2)
    days = ((date.fromisoformat(today) + n * ONE_DAY).isoformat() for n in (4, 8))
    parts = [{"until": day, "amount": half} for day in days]
    return {**bodies()["pay_by_instalments"], "applied_on": today, "instalments": parts}


def _in_days(today: str) -> str:
    return (date.fromisoformat(today) + 5 * ONE_DAY).isoformat()


OWN: dict[str, tuple[Body, ...]] = {
    "prepare_notices": (_interview,),
    "waive": (next_waiver,),
    "request_hearing": (
        lambda scene, today: {"party": 1, "channel": "paper", "on": today, "text": "要求听证"},
    ),
    "impose": (_with_content(party=1),),
    "decide_no_penalty": (_with_content(party=1),),
    "prepare_decision": (as_proposed, lambda scene, today: scene.decision_body(1, outcome="no_penalty")),
    "return_to_notifying": (always(parties=[1], error="wrong_basis", reason="适用条款有误"),),
    "record_discussion": (_discuss,),
    "record_payment": (_pay,),
    "record_refund": (_refund,),
    "annul": (_annul_service,),
    "confirm_receipt": (_receipt,),
    "transfer_to_judiciary": (
        lambda scene, today: {**bodies()["transfer_to_judiciary"], "reported_on": today},
    ),
    "return_from_judiciary": (_back_from_the_judiciary,),
    "record_remedy": (_lodged, *map(_remedy, ("upheld", "varied", "revoked", "remake_ordered"))),
    "record_party_change": (_ended,),
    "defer_payment": (_later,),
    "pay_by_instalments": (_in_parts,),
    "file_decision": (always(),),
    "close_case": (always(form=SCAN),),
    "acknowledge_decision_filing": (lambda scene, today: {"on": today},),
    "request_correction": (_soon("request_correction", "due_on"),),
    "decide_recusal": (always(recusal=1, granted=False, reason="不影响公正执法"),),
    "confirm": (_confirm,),
    "send_back": (_send_back,),
    "edit_document": (_edited,),
}
"""Where the proof's or the example's body does not fit, or several things can be said."""


@cache
def known_bodies() -> dict[str, tuple[Body, ...]]:
    """The bodies with which each move is tried: those above, those of the proof, or the move's example."""
    of_the_proof: dict[str, dict[Body, None]] = {}
    for act in (*rights.ACTS, *hearing.ACTS, *papers.ACTS, *late_evidence.ACTS):
        of_the_proof.setdefault(act.move, {})[act.body] = None
    return {
        name: OWN.get(name) or tuple(of_the_proof.get(name, ())) or (_example(name),)
        for name in MOVES
        if name not in ("open_case", "adopt_rulebook")
    }


# The walk


def scene_of(state: State) -> Scene:
    """With a second reviewer who may review."""
    scene = stepping.scene_of(state)
    scene.known("reviewer-new", first_time_reviewer=False, legal_qualification=True)
    return scene


def tried(state: State, name: str) -> Iterator[State]:
    """The states to which a move leads, by whoever may make it; what takes two is signed by both, and proposed as well."""
    kind, scene = MOVES[name], scene_of(state)
    for body in known_bodies()[name]:
        said = body(scene, state.today.isoformat())
        if said is None:
            continue
        alone = {key: value for key, value in said.items() if key != "together_with"}
        if kind.with_role is not None:
            yield from _made_by_somebody(state, kind, {**SECOND[kind.with_role], **alone, "signed": SCAN})
        if kind.with_role is None or not kind_of(state.case, state.at).holds:
            yield from _made_by_somebody(state, kind, alone)


def _made_by_somebody(state: State, kind: type[Move], said: dict[str, Any]) -> Iterator[State]:
    move, scene = kind.model_validate(said), scene_of(state)
    for person in (*(MAKERS[role] for role in kind.by if role in MAKERS), *OTHERS, *state.case.persons):
        now = scene.moment(person, state.at, move)
        if not obstacles(now, move):
            yield _to_the_end(made(state, move, now), kind.name)
            return


def _to_the_end(state: State, name: str) -> State:
    """What is done document by document is done with all of them."""
    return next(tried(state, name), state) if name == "record_sealing" else state


def made(state: State, move: Move, now: Moment) -> State:
    state = _follow(state, move, now)
    clock = Moment(case=state.case, actor=CLOCK, at=state.at)
    if joining.ordered(state.case) and not isinstance(move, JoinCases):
        # The engine answers within seconds, whatever else is done meanwhile.
        state = _follow(state, AnswerJoin(code="IssuedAlready", because="另一案件已发出文书"), clock)
    for document in [d for d in state.case.documents.all if d.pending]:
        state = _follow(state, _printed(document), Moment(case=state.case, actor=CLOCK, at=state.at))
    return state


def _follow(state: State, move: Move, now: Moment) -> State:
    found = follow(state.entries[-1].tip, move, now)
    return State(found.case, (*state.entries, *found.entries), state.at)


def later(state: State) -> State | None:
    """The state when the next last day has passed, or the next hour has come."""
    days = [civil(at) for at, _, _ in due_instants(state.case)]
    days = [d for d in (*days, next_day(state)) if d is not None and d > state.today]
    return passed(state, min(days)) if days else None


def moments(state: State) -> Iterator[Moment]:
    """This moment for each person who may make something, the officer first."""
    scene = scene_of(state)
    people = {i: p for i in state.case.persons if (p := scene.person(i))}
    second = state.case.persons if state.case.proposals.waiting or state.case.review.second else ()
    for person in dict.fromkeys((*MAKERS.values(), *OTHERS, *second)):
        actor = scene.person(person)
        assert actor is not None, person
        yield Moment(case=state.case, actor=actor, at=state.at, people=people)


def key_of(state: State) -> Key:
    opens = open_in(moments(state))
    return kind_of(state.case, state.at), waiting_in(state.case, state.today), opens


@dataclass
class Walk:
    """What was reached: first the main line, where nothing holds the case; then from each stage every move off it, once."""

    states: dict[Key, State] = field(default_factory=dict)
    steps: dict[Key, dict[Key, str]] = field(default_factory=dict)
    """From a state to those after it, by which move."""
    by: dict[Key, str] = field(default_factory=dict)
    """By which move a state was first reached."""
    main: dict[Stage, frozenset[str]] = field(default_factory=dict)
    """What is open on the main line, by stage."""
    tried: set[tuple[Stage, str]] = field(default_factory=set)
    entered: set[Kind] = field(default_factory=set)

    def run(self) -> "Walk":
        scene = Scene(rules=rules()).open(BEGIN)
        first = begun(scene, BEGIN)
        waiting = [(0, 0, self._known(first, "open_case"))]
        while waiting:
            _, _, here = heapq.heappop(waiting)
            for name, state in self._after(here):
                seen = len(self.states)
                there = self._known(state, name)
                self.steps[here].setdefault(there, name)
                if len(self.states) > seen:
                    heapq.heappush(waiting, (len(there[0].holds), len(self.states), there))
        return self

    def _known(self, state: State, by: str) -> Key:
        key = key_of(state)
        kind, _, opens = key
        if key not in self.states:
            self.states[key], self.steps[key], self.by[key] = state, {}, by
            if not kind.holds:
                self.main[kind.stage] = self.main.get(kind.stage, frozenset()) | opens
        return key

    def _after(self, key: Key) -> Iterator[tuple[str, State]]:
        yield from self._on_the_line(key) if not key[0].holds else self._off_the_line(key)

    def _on_the_line(self, key: Key) -> Iterator[tuple[str, State]]:
        """What waits first is done; each move besides is made once in a stage; days pass where nobody here can do anything."""
        (stage, _), work, _ = key
        waits = {move for move, _ in work}
        first = list(self._first(key, waits))
        yield from first
        for name in self._known_moves(key):
            if (stage, name) not in self.tried and name not in {done for done, _ in first}:
                for state in tried(self.states[key], name):
                    self.tried.add((stage, name))
                    yield name, state
        if waits <= PATIENT or not first:
            yield from self._later(key, set() if first else waits)

    def _off_the_line(self, key: Key) -> Iterator[tuple[str, State]]:
        """Where a hold can be lifted, the walk goes on from there; where not, whatever waits is done."""
        (stage, holds), work, _ = key
        waits = {move for move, _ in work}
        known = (
            self.main.get(stage, frozenset()) - {self.by[key]}
            if len(holds) == 1
            else set(known_bodies()) - waits
        )
        if Hold.PROPOSED in holds:
            known = set(known_bodies()) - {"confirm", "send_back"}
        lifted, done = False, set[str]()
        for name in [n for n in self._known_moves(key) if n not in known]:
            for state in tried(self.states[key], name):
                done.add(name)
                lifted |= name in waits and len(kind_of(state.case, state.at).holds) < len(holds)
                yield name, state
        if lifted or Hold.PROPOSED in holds:
            return
        for name, state in self._first(key, waits & known):
            done.add(name)
            yield name, state
        if waits <= PATIENT or not waits & done:
            yield from self._later(key, waits - done)

    def _first(self, key: Key, names: AbstractSet[str]) -> Iterator[tuple[str, State]]:
        """The first of several moves that can be made, in the order of the procedure."""
        for name in [n for n in known_bodies() if n in names]:
            if found := list(tried(self.states[key], name)):
                yield from ((name, state) for state in found)
                return

    def _known_moves(self, key: Key) -> list[str]:
        return sorted(key[2] & known_bodies().keys())

    def _later(self, key: Key, stuck: AbstractSet[str]) -> Iterator[tuple[str, State]]:
        """Let days pass until something is otherwise, or what waits and could not be made can be."""
        then = later(self.states[key])
        while then is not None and key_of(then) == key:
            made_now = [(name, state) for name in sorted(stuck) for state in tried(then, name)]
            yield from made_now
            then = None if made_now else later(then)
        if then is not None:
            yield LAST_DAY, then

    # What the walk found

    def ways(self) -> dict[Key, tuple[str, ...]]:
        """The way to the end from each state that has one: by what waits in somebody's list, wherever that leads there."""
        before: dict[Key, list[tuple[Key, str]]] = {}
        for here, steps in self.steps.items():
            for there, name in steps.items():
                before.setdefault(there, []).append((here, name))
        order = {key: place for place, key in enumerate(self.states)}
        found: dict[Key, tuple[str, ...]] = {}
        reached: list[tuple[int, int, Key, tuple[str, ...]]] = [
            (0, order[key], key, ()) for key in self.states if key[0].stage is Stage.CLOSED
        ]
        while reached:
            cost, _, key, way = heapq.heappop(reached)
            if key in found:
                continue
            found[key] = way
            for here, name in before.get(key, ()):
                heapq.heappush(reached, (cost + _cost(here, name), order[here], here, (name, *way)))
        return found

    def rows(self) -> Iterator[Row]:
        """One row for each kind of state; its way is that of the state of the kind that was reached first."""
        ways = self.ways()
        of_kind: dict[Kind, list[Key]] = {}
        for key in self.states:
            of_kind.setdefault(key[0], []).append(key)
        for kind, keys in of_kind.items():
            yield Row(
                kind,
                frozenset().union(*(work for _, work, _ in keys)),
                frozenset().union(*(opens for _, _, opens in keys)),
                ways.get(keys[0], ()),
            )


ASIDE = 100


def _cost(key: Key, name: str) -> int:
    """What is in somebody's list, or a last day, is one step; what nobody waits for comes only where nothing else leads on."""
    return 1 if name == LAST_DAY or name in {move for move, _ in key[1]} else ASIDE


@cache
def walked() -> Walk:
    return Walk().run()


def page() -> str:
    return map_page(walked().rows())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
