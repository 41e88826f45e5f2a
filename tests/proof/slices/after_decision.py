"""What the slices after the decision have in common: how they begin, acts that belong together, the key, the oracle."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.procedure.chapters.demanding import last_demand
from domain.procedure.chapters.publishing import to_withdraw
from domain.procedure.debts import known_debt
from tests.procedure.playing import DIRECTORY
from tests.procedure.scene import FINE, LESS, SCAN, Scene, company
from tests.proof.bodies import always, presider, rights_of, serve
from tests.proof.bodies_after import (
    DAYS,
    UNCOUNTED,
    asks_the_court,
    at_once_or_late,
    court,
    demanded,
    sealed_where_it_counts,
)
from tests.proof.oracle.execution import is_public, left_of, wrong_after_the_decision
from tests.proof.oracle.file import CaseFile
from tests.proof.oracle.money import NOTHING, Ledger, amount, day
from tests.proof.slices.before_decision import opened, screened
from tests.proof.stepping import Act, Key, State, begun
from tests.proof.vectors import Vector

BEGIN = "2026-05-18"
HALT = {"kind": "production_halt", "duration": {"length": 2, "unit": "calendar_day"}}
LONGEST_REMEDY = timedelta(days=2)
MOST_DAYS_LATE = 34
"""Thirty-four times three per cent are more than the fine: nothing grows after that."""


# How they begin


def decided(vector: Vector, *penalties: dict[str, Any], served: bool = True) -> State:
    """A fine, or what is given, imposed, sealed and served on the first day."""
    told = {**company(), "proposal": {"penalties": list(penalties) or [FINE]}}
    scene = opened(vector, parties=[told])
    _spared(scene)
    scene.issued(BEGIN, working_days_after_service=2, time="09:00", presider=presider(scene)).served(BEGIN)
    for right in rights_of(scene):
        scene.waived(BEGIN, right)
    scene.decision_prepared(BEGIN, publish=True).imposed(BEGIN)
    if served:
        scene.served(BEGIN, 1, DocumentKind.PENALTY_DECISION)
    return begun(scene, BEGIN)


def _spared(scene: Scene) -> None:
    """Neither discussed nor filed: that has slices of its own."""
    screening = scene.case.screening
    none = {
        name: getattr(screening, name).model_copy(update={"answer": False})
        for name in ("discussion", "decision_filing")
    }
    screening = screening.model_copy(update=none)
    scene.case = scene.case.model_copy(update={"screening": screening})
    scene.entries = [screened(entry, screening) for entry in scene.entries]


LEAVING = (
    Act("clerk-zhao", "record_sealing", sealed_where_it_counts),
    Act("officer-li", "record_service", serve),
)
ASKING = (
    Act("officer-li", "demand_payment", at_once_or_late(demanded)),
    Act("officer-li", "apply_to_court", asks_the_court),
)
ENFORCING = (
    *ASKING,
    *(Act("officer-li", "record_enforcement", court(step)) for step in ("accepted", "refused", "ended")),
)
CLOSING = Act("officer-li", "close_case", always(form=SCAN))
REDUCED = {"penalties": [LESS]}

# The oracle


def unlawful(state: State, vector: Vector) -> Iterator[str]:
    """What is wrong with the last step, and with what the case says is owed after it."""
    file = CaseFile.of(state.entries, DIRECTORY.person)
    yield from unlawful_step(file)
    yield from _reckoned_otherwise(state, file)


def unlawful_step(file: CaseFile) -> Iterator[str]:
    return (wrong.why for wrong in wrong_after_the_decision(file, DAYS, last_step(file)))


def last_step(file: CaseFile) -> int:
    """Where the last thing begins that a person did."""
    place = max(s.place for s in file.said if s.by != "clock")
    move = file.said[place].move
    while place and file.said[place - 1].move == move:
        place -= 1
    return place


def _reckoned_otherwise(state: State, file: CaseFile) -> Iterator[str]:
    """The one place where the case itself is asked: whether its debts are those of the journal."""
    ledgers = Ledger.all_of(file, 1, DAYS)
    for under, ledger in zip(state.case.party(1).as_decided, ledgers, strict=False):
        if ledger.served is None or (debt := known_debt(state.case, under, state.today)) is None:
            continue
        said = debt.principal_left, debt.add_on_left, debt.refundable, debt.deferred
        found = (
            ledger.principal_left,
            ledger.add_on_left(state.today),
            ledger.too_much(state.today),
            ledger.deferred(state.today),
        )
        if said != found:
            yield "another debt than the journal has"
        if min(ledger.principal_paid, ledger.add_on_paid, *said) < 0:
            yield "less than nothing owed, paid or given back"


def settled(state: State) -> bool:
    """Closed, or to be decided anew, with nothing left to do of any decision, and nothing public that does not stand."""
    file = CaseFile.of(state.entries, DIRECTORY.person)
    ledgers = Ledger.all_of(file, 1, DAYS)
    if any(any(left_of(file, one, state.today)) or _wrongly_public(one) for one in ledgers):
        return False
    return state.case.closing.closed_on is not None or state.case.party(1).decision is None


def _wrongly_public(one: Ledger) -> bool:
    unlawful = any(r.get("result") == "declared_unlawful" for _, r in one.remedies)
    return is_public(one) and (unlawful or (bool(one.changes) and not one.stands))


# When two states are one


def offset(day: date | None, today: date) -> int | None:
    """How far off a day is; one that is past is past, whichever it was."""
    return None if day is None else max(-1, (day - today).days)


def awaited(state: State) -> Iterator[date]:
    """The days for which something after the decision may wait; what is ordered is sealed and served before the next of them,
    and a remedy takes no longer than its days."""
    case, party = state.case, state.case.party(1)
    pending = party.recovery.pending
    if (
        waiting_papers(case)
        or case.closing.closed_on
        or (pending and state.today >= pending.lodged_on + LONGEST_REMEDY)
    ):
        return
    for ledger in Ledger.all_of(CaseFile.of(state.entries, DIRECTORY.person), 1, DAYS)[-1:]:
        if ledger.served is None or party.decision is None:
            continue
        yield ledger.last_day
        if until := ledger.may_sue_until():
            yield until
        plan = party.recovery.plan
        yield from (part.until for part in plan.instalments) if plan else ()
        yield from (e.begun_on + timedelta(days=1) for e in party.executions if e.begun_on)
        demand = last_demand(case, party)
        service = party.service_of(demand.document) if demand else None
        if service:
            yield service.served_on + timedelta(days=DAYS.demand)


def awaited_to_the_most(state: State) -> Iterator[date]:
    """The same, and the day from which the add-on fine grows no more."""
    yield from awaited(state)
    service = state.case.party(1).decision_service
    if service and not waiting_papers(state.case) and state.case.closing.closed_on is None:
        yield service.served_on + timedelta(days=DAYS.payment + MOST_DAYS_LATE)


def key(state: State, *, contested: bool = True) -> Key:
    """All that a rule can read of a case after its decision, and what the oracle says of the last step.

    Where nothing is contested, what was decided is never reckoned anew.
    """
    case, file = state.case, CaseFile.of(state.entries, DIRECTORY.person)
    ledgers = Ledger.all_of(file, 1, DAYS)
    return (
        tuple(_of_one(one, state.today) for one in ledgers),
        tuple(_reckoned_anew(one, state.today) for one in ledgers if contested),
        _recovering(state),
        waiting_papers(case),
        case.party(1).decision is None,
        case.closing.closed_on is None,
        to_withdraw(case.party(1)) is None,
        tuple(unlawful_step(file)),
    )


def _of_one(one: Ledger, today: date) -> Key:
    """What was decided, and what became of it."""
    remedies = sorted(
        (r["kind"], r.get("result") or "", r.get("ended_on") == today.isoformat()) for _, r in one.remedies
    )
    changes = tuple((c.by_agency, str(c.penalties), c.anew, c.on == today) for c in one.changes)
    executed = sorted(
        {(d["kind"], d["extent"]) for s in one.said("PenaltyExecuted") for d in [s.body["execution"]]}
    )
    public = tuple(s.fact for s in one.said("DecisionPublished") + one.said("PublicationWithdrawn"))
    slips = len(one.said("TextCorrected"))
    money = _money(one, today) if one.served else ()
    return tuple(remedies), changes, tuple(executed), public, slips, _paid_before(one), money


def _paid_before(one: Ledger) -> bool:
    """Whether anything was paid before the last change of what stands: what is given back is not dated before that."""
    paid = [day(s.body["payment"]["on"]) for s in one.said("PaymentRecorded")]
    return bool(paid and one.changes) and min(paid) < max(c.on for c in one.changes)


def _money(one: Ledger, today: date) -> Key:
    """What is left either way, and all that it may grow from or be reckoned anew from."""
    growing = one.add_on(today) if one.principal_left else None
    return (
        one.principal_left,
        one.add_on_left(today),
        one.too_much(today),
        growing,
        bool(one.moved),
        offset(one.last_day, today),
        offset(one.may_sue_until(), today),
    )


def _reckoned_anew(one: Ledger, today: date) -> Key:
    """What counts when another fine is left by a remedy, or days of it are paused: while one may still be sought, or is."""
    if one.served is None or (not one.pending and today > one.may_sue_until()):
        return ()
    decided = sum((amount(p) for p in one.decided if p["kind"] == "fine"), NOTHING)
    late = (one.last_day + timedelta(days=n) for n in range(1, (today - one.last_day).days + 1))
    grown = Counter((decided - one.late(d, decided), one.paused(d)) for d in late)
    return one.principal_paid, one.add_on_paid, tuple(sorted(grown.items()))


def _recovering(state: State) -> Key:
    """The plan, the demand and the court, as the present decision has them."""
    case, party, today = state.case, state.case.party(1), state.today
    recovery, demand = party.recovery, last_demand(state.case, party)
    served = party.service_of(demand.document) if demand else None
    return (
        tuple((offset(p.until, today), p.amount) for p in recovery.plan.instalments) if recovery.plan else (),
        recovery.plan is not None and recovery.plan.on == today,
        demand is None,
        served and offset(served.served_on + timedelta(days=DAYS.demand), today),
        any(d.on == today for d in recovery.demands),
        recovery.application.last_step or "asked" if recovery.application else None,
        case.party(1).paid_up_on is None,
    )


def waiting_papers(case: Case) -> Key:
    """The documents that still wait for a seal, or to be served."""
    party = case.party(1)
    return tuple(
        sorted(
            (d.kind.value, d.seal is None)
            for d in case.documents.all
            if d.rule.sealed
            and not d.void
            and d.kind not in UNCOUNTED
            and (d.seal is None or (d.rule.served and not party.service_of(d.id)))
        )
    )
