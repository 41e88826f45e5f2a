"""Ways through a case of June 2026 under market + zhenjiang, from which the unlawful ones depart by one thing."""

from typing import Any

from tests.procedure.scene import FINE, SCAN, Scene, company
from tests.proof.forcing import Forced
from tests.proof.oracle.file import Body


def fine(yuan: str) -> Body:
    return {"kind": "fine", "amount": yuan}


def lasting(kind: str, length: int, unit: str = "month") -> Body:
    return {"kind": kind, "duration": {"length": length, "unit": unit}}


def citizen_number(born: str) -> str:
    """An invented citizen's number of somebody born on `YYYYMMDD`, with its check digit (GB 11643-1999)."""
    front = f"321102{born}001"
    total = sum(int(sign) * 2 ** (17 - place) for place, sign in enumerate(front))
    return front + "10X98765432"[total % 11]


def party(*told: Body, number: int = 1, **changes: Any) -> Body:
    """A company told of a fine of 120,000 yuan, or of these; `told` may carry its tier."""
    discretion = changes.pop("discretion", "ordinary")
    return {
        **company(number),
        "proposal": {"penalties": list(told) or [FINE], "discretion": discretion},
        **changes,
    }


def citizen(born: str, *told: Body, **changes: Any) -> Body:
    return {
        **party(*(told or (fine("20000.00"),)), **changes),
        "kind": "citizen",
        "name": "吴示例",
        "identifier": citizen_number(born),
        "representative": changes.get("representative", ""),
    }


def told(case: Scene, *parties: Body, receiver: str = "法定代表人", **opening: Any) -> Scene:
    """Opened on 05-18, reviewed on 05-20, issued on Monday 05-25, served on Monday 06-01."""
    case.open("2026-05-18", parties=list(parties) or [party()], **opening).reviewed("2026-05-20")
    for number in range(1, len(parties or (1,)) + 1):
        case.issued("2026-05-25", number).served("2026-06-01", number, relation=receiver)
    return case


def heard(case: Scene, *proposed: Body, parties: tuple[int, ...] = (1,)) -> Scene:
    """Interviewed on Friday 06-05, re-checked on Monday 06-08, the last day of both terms."""
    for number in parties:
        case.interview("2026-06-05", "请求从轻", parties=(number,)).rechecked("2026-06-08", number, *proposed)
    return case


def agreed(case: Scene, **discussion: Any) -> Scene:
    """Reviewed on 06-09, filed and acknowledged on 06-10, discussed on Thursday 06-11."""
    case.reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10")
    body = case.discussion_body("2026-06-11", **discussion)
    case.do("2026-06-11", "clerk-zhao", "record_discussion", **body)
    return case


def decided(case: Scene, *penalties: Body, number: int = 1, **decision: Any) -> Scene:
    """Prepared on Thursday 06-11, imposed on Friday 06-12."""
    return case.decision_prepared("2026-06-11", number, *penalties, **decision).imposed("2026-06-12", number)


def whole(case: Scene, *parties: Body, receiver: str = "法定代表人", **decision: Any) -> Scene:
    """All of it, decided as told, unless the decision departs from it."""
    penalties = decision.pop("penalties", ())
    return decided(agreed(heard(told(case, *parties, receiver=receiver))), *penalties, **decision)


def spring(case: Scene, **opening: Any) -> Scene:
    """Told and heard in March: served on Monday 03-02, both terms over on Monday 03-09, re-checked on 03-10."""
    days = {
        "accepted_on": "2026-01-05",
        "act_from": "2025-10-08",
        "act_to": "2025-11-20",
        "discovered_on": "2025-12-15",
        "investigation_ended_on": "2026-02-02",
    }
    case.open("2026-02-09", parties=[party()], **days, **opening).reviewed("2026-02-10")
    case.issued("2026-02-26").served("2026-03-02", late_reason="出差")
    return case.interview("2026-03-06", "请求从轻").rechecked("2026-03-10")


def late_hearing(case: Scene) -> Scene:
    """Asked for by a letter posted on the last day, 03-09, come on 03-16; held on 03-27, reported on 04-01."""
    case.hearing_requested("2026-03-16", posted_on="2026-03-09", channel="post")
    case.hearing_notified("2026-03-16", "2026-03-27")
    return case.hearing_held("2026-03-27").hearing_reported("2026-04-01")


def hearing(case: Scene, held: Body | None = None, **plan: Any) -> Scene:
    """A hearing asked for on 06-03, notified on 06-10, held on Tuesday 06-23, reported on 06-24, re-checked on 06-25."""
    case.hearing_requested("2026-06-03").interview("2026-06-05", "请求从轻")
    body = case.hearing_body("2026-06-23", (1,), **plan)
    case.do("2026-06-10", "presider-he", "notify_hearing", **body)
    case.sealed("2026-06-10")
    document = case.state.party(1).last_notices.hearing_plan.document
    service = case.service("2026-06-10")
    case.do("2026-06-10", "officer-li", "record_service", party=1, documents=[document], service=service)
    presider = body["presider"]
    case.do("2026-06-23", presider, "hold_hearing", **case.held_body("2026-06-23") | (held or {}))
    report = {"parties": [1], "on": "2026-06-24", "opinion": "建议维持", "file": SCAN}
    case.do("2026-06-24", presider, "report_hearing", **report)
    return case.rechecked("2026-06-25")


def after_hearing(case: Scene) -> Scene:
    """Reviewed, filed, acknowledged and discussed on Friday 06-26, imposed on Monday 06-29."""
    case.reviewed("2026-06-26").filed("2026-06-26").acknowledged("2026-06-26").discussed("2026-06-26")
    return case.decision_prepared("2026-06-26").imposed("2026-06-29")


def forced(rules: Any = None) -> Forced:
    return Forced(rules)
