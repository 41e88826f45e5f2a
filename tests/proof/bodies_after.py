"""The bodies with which the proof tries its moves after a decision: amounts and days as the case has them, wrong ones too."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from domain.case.documents import DocumentKind
from domain.procedure.debts import Debt, known_debt
from tests.procedure.scene import SCAN, Scene
from tests.proof.oracle.money import Days
from tests.proof.stepping import Body

DAYS = Days()
HALF = "60000.00"


def owed(scene: Scene, today: str) -> Debt | None:
    return known_debt(scene.case, scene.case.party(1), date.fromisoformat(today))


def pays(amount: str, **more: Any) -> Body:
    return lambda scene, today: {"party": 1, "on": today, "amount": amount, "proof": SCAN, **more}


def pays_all(scene: Scene, today: str) -> dict[str, Any] | None:
    found = owed(scene, today)
    return pays(str(found.left))(scene, today) if found else None


def pays_half(scene: Scene, today: str) -> dict[str, Any] | None:
    """Half of the fine, in time or two days late; the add-on fine, where there is one, stays."""
    found = owed(scene, today)
    if found is None or found.principal_left < Decimal(HALF):
        return None
    on_time = found.ordinary_last_day.isoformat()
    return pays(HALF)(scene, today) if today in (on_time, _later(on_time, 2)) else None


def pays_half_in_time(scene: Scene, today: str) -> dict[str, Any] | None:
    found = owed(scene, today)
    return pays_half(scene, today) if found and today <= found.ordinary_last_day.isoformat() else None


def in_time_or_afterwards(body: Body) -> Body:
    """On the last day of payment, or from the day on which a remedy ended or none can be sought any more."""

    def tried(scene: Scene, today: str) -> dict[str, Any] | None:
        recovery, on = scene.case.party(1).recovery, date.fromisoformat(today)
        late = on > _last_day(scene) + timedelta(days=3)
        over = bool(recovery.remedies) and recovery.pending is None
        return body(scene, today) if on <= _last_day(scene) or late or over else None

    return tried


def at_once_or_late(body: Body) -> Body:
    """On the last day of payment or the day after it, or from the third on."""
    return lambda scene, today: (
        body(scene, today)
        if (date.fromisoformat(today) - _last_day(scene)).days in (0, 1, *range(3, 99))
        else None
    )


def pays_too_much(scene: Scene, today: str) -> dict[str, Any] | None:
    found = owed(scene, today)
    return pays(str(found.left + 1))(scene, today) if found else None


def paid_before(scene: Scene, today: str) -> dict[str, Any] | None:
    """Paid on the last day, and recorded on the next."""
    found = owed(scene, today)
    if found is None or _later(found.ordinary_last_day.isoformat(), 1) != today:
        return None
    return pays(HALF)(scene, found.ordinary_last_day.isoformat())


def gives_back_all(scene: Scene, today: str) -> dict[str, Any]:
    """All that was paid too much, under whichever decision."""
    found = [
        known_debt(scene.case, under, date.fromisoformat(today)) for under in scene.case.party(1).as_decided
    ]
    most = sum(one.refundable for one in found if one)
    return {"party": 1, "on": today, "amount": str(most), "proof": SCAN}


def gives_back(amount: str) -> Body:
    return lambda scene, today: {"party": 1, "on": today, "amount": amount, "proof": SCAN}


def gives_back_early(scene: Scene, today: str) -> dict[str, Any] | None:
    """The same, dated on the day of the first payment."""
    paid = [p.on for under in scene.case.party(1).as_decided for p in under.payments]
    return {**gives_back_all(scene, today), "on": min(paid).isoformat()} if paid else None


ASKED_FOR_TIME = {"party": 1, "application": SCAN, "reason": "经营困难"}


def _later(today: str, days: int) -> str:
    return (date.fromisoformat(today) + timedelta(days=days)).isoformat()


def _last_day(scene: Scene) -> date:
    service = scene.case.party(1).decision_service
    return (service.served_on if service else date(2026, 5, 18)) + timedelta(days=DAYS.payment)


def by_the_next_day(body: Body) -> Body:
    """Asked for by the day after the last day of payment."""
    return lambda scene, today: (
        body(scene, today) if today <= (_last_day(scene) + timedelta(days=1)).isoformat() else None
    )


def put_off(scene: Scene, today: str) -> dict[str, Any]:
    until = max(date.fromisoformat(today), _last_day(scene)) + timedelta(days=4)
    return {**ASKED_FOR_TIME, "applied_on": today, "until": until.isoformat()}


def in_parts(scene: Scene, today: str) -> dict[str, Any]:
    first = max(date.fromisoformat(today), _last_day(scene)) + timedelta(days=1)
    parts = [
        {"until": first.isoformat(), "amount": HALF},
        {"until": (first + timedelta(days=1)).isoformat(), "amount": HALF},
    ]
    return {**ASKED_FOR_TIME, "applied_on": today, "instalments": parts}


def demanded(scene: Scene, today: str) -> dict[str, Any] | None:
    """Once a day: a second one of the same day only repeats it."""
    before = scene.case.party(1).recovery.demands
    again = before and before[-1].on.isoformat() == today
    return None if again else {"party": 1, "together_with": "head-chen"}


def asks_the_court(scene: Scene, today: str) -> dict[str, Any]:
    return {"party": 1, "together_with": "head-chen", "court": "示例法院", "statements": "未提出"}


def reconsideration(scene: Scene, today: str) -> dict[str, Any] | None:
    """Applied for on the last day of payment."""
    first = not scene.case.party(1).recovery.remedies
    return _lodged("reconsideration", today) if first and today == _last_day(scene).isoformat() else None


def suit(scene: Scene, today: str) -> dict[str, Any] | None:
    """Brought two days late, or on the day on which the reconsideration ended."""
    before = scene.case.party(1).recovery.remedies
    days = [r.ended_on for r in before] or [_last_day(scene) + timedelta(days=2)]
    return _lodged("lawsuit", today) if len(before) < 2 and date.fromisoformat(today) in days else None


def _lodged(kind: str, today: str) -> dict[str, Any]:
    return {"party": 1, "kind": kind, "lodged_on": today, "organ": "示例机关", "proof": SCAN}


def ended(kind: str, result: str, **more: Any) -> Body:
    """How it ended, on a later day."""

    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        pending = scene.case.party(1).recovery.pending
        if pending is None or pending.kind != kind or pending.lodged_on.isoformat() == today:
            return None
        how = {"result": result, "ended_on": today, "ruling": SCAN, **more}
        return {**_lodged(kind, pending.lodged_on.isoformat()), **how, "party": 1}

    return body


def court(step: str) -> Body:
    return lambda scene, today: {"party": 1, "step": step, "on": today, "ruling": SCAN}


UNCOUNTED = {DocumentKind.DEFERRAL_DECISION, DocumentKind.PUBLICATION_WITHDRAWAL}
"""Documents for whose seal and service nothing waits: they lie as they were made."""


def sealed_where_it_counts(scene: Scene, today: str) -> dict[str, Any] | None:
    for document in scene.case.documents.all:
        if document.ready_to_seal and document.kind not in UNCOUNTED:
            return {"document": document.id, "file": document.file, "scan": SCAN, "on": today}
    return None


def executed(extent: str) -> Body:
    """The halt, begun on the day of service."""

    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        service = scene.case.party(1).decision_service
        begun = service.served_on.isoformat() if service else today
        done = {"kind": "production_halt", "begun_on": begun, "on": today, "extent": extent, "proof": SCAN}
        return {"party": 1, **done, **({"remainder": "一日"} if extent == "partly" else {})}

    return body


def set_aside(how: str, *penalties: dict[str, Any], anew: bool = False) -> Body:
    said = {"party": 1, "how": how, "ground": "law", "reason": "适用法律错误"}
    return lambda scene, today: {**said, "penalties": list(penalties), "anew": anew}


def corrected(scene: Scene, today: str) -> dict[str, Any]:
    return {"party": 1, "error": "wording", "wrong": "沈示列", "right": "沈示例", "reason": "笔误"}


def while_it_stands(body: Body) -> Body:
    """Before the decision is set aside or contested."""

    def tried(scene: Scene, today: str) -> dict[str, Any] | None:
        recovery = scene.case.party(1).recovery
        return None if recovery.set_aside or recovery.remedies else body(scene, today)

    return tried


def published(scene: Scene, today: str) -> dict[str, Any]:
    return {"party": 1, "on": today, "where": "公示系统"}


def twice(body: Body) -> Body:
    return lambda scene, today: (
        body(scene, today) if list(scene.facts()).count("DecisionPublished") < 2 else None
    )


def taken_back(scene: Scene, today: str) -> dict[str, Any]:
    return {"party": 1, "on": today, "where": "公示系统", "reason": "决定已撤销", "proof": SCAN}


def ended_before(kind: str, result: str, **more: Any) -> Body:
    """The same as of the day on which it was lodged: its paper came late."""
    later = ended(kind, result, **more)

    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        found = later(scene, today)
        return {**found, "ended_on": found["lodged_on"]} if found else None

    return body
