"""The bodies with which the proof tries its moves: each says the day, the case as it is, and nothing that only repeats itself."""

from datetime import date, timedelta
from typing import Any

from domain.case.parties import Right
from domain.procedure.gates.serving import unserved
from tests.procedure.scene import SCAN, Scene
from tests.proof.oracle import plain
from tests.proof.stepping import Body

GAINS = {"kind": "confiscation_of_gains", "amount": "1.00"}
WARNING = {"kind": "warning"}
HEAVIER = {"kind": "fine", "amount": "130000.00"}
EVIDENCE = {"id": "E2", "kind": "document", "title": "台账", "proves": ["F1"]}
ASKED_AT_MOST = 2


def always(**body: Any) -> Body:
    return lambda scene, today: body


def contents(scene: Scene, today: str) -> dict[str, Any] | None:
    notices = scene.state.party(1).last_notices
    if notices is None:
        return None
    letter, notice = (scene.document(n).content for n in notices.documents)
    return {"party": 1, "letter": letter, "notice": notice}


def seal(scene: Scene, today: str) -> dict[str, Any] | None:
    for document in scene.case.documents.all:
        if document.ready_to_seal:
            return {"document": document.id, "file": document.file, "scan": SCAN, "on": today}
    return None


def serve(scene: Scene, today: str) -> dict[str, Any] | None:
    documents = [d.id for d in unserved(scene.case, scene.case.party(1))]
    return {"party": 1, "documents": documents, "service": scene.service(today)} if documents else None


def once(fact: str, body: Body) -> Body:
    """Tried once: what it makes true only repeats itself afterwards."""
    return lambda scene, today: None if fact in scene.facts() else body(scene, today)


def stated(scene: Scene, today: str) -> dict[str, Any]:
    return {"party": 1, "channel": "paper", "received_at": f"{today}T08:00:00+08:00", "text": "请求从轻"}


def ask(scene: Scene, today: str) -> dict[str, Any]:
    return {"party": 1, "channel": "paper", "on": today, "text": "要求听证"}


def ask_by_letter(scene: Scene, today: str) -> dict[str, Any] | None:
    """Posted on the last day, come afterwards: in time, and perhaps after all that was agreed meanwhile."""
    served = scene.state.party(1).notices_served_on
    posted = (served + timedelta(plain.HEARING_REQUEST_DAYS)).isoformat()
    return {**ask(scene, today), "channel": "post", "posted_on": posted} if posted < today else None


def waive(right: str) -> Body:
    return lambda scene, today: {"party": 1, "right": right, "form": SCAN, "on": today}


def once_served(body: Body) -> Body:
    return lambda scene, today: body(scene, today) if scene.state.party(1).notices_served_on else None


def anew(body: Body) -> Body:
    """Once, and once more: what was withdrawn may be asked for again."""
    return lambda scene, today: (
        body(scene, today) if list(scene.facts()).count("HearingRequested") < ASKED_AT_MOST else None
    )


def hearing_told(scene: Scene, today: str) -> dict[str, Any]:
    first = date.fromisoformat(today) + timedelta(days=plain.HEARING_NOTICE_DAYS + 1)
    return scene.hearing_body(first.isoformat())


def held(scene: Scene, today: str) -> dict[str, Any]:
    points = [{"party": 1, "text": "初次违法"}]
    return scene.held_body(today, points=points)


def ended(scene: Scene, today: str) -> dict[str, Any] | None:
    """Recorded once the notified hour has come, which is later than the hour at which this search acts."""
    plan = scene.state.party(1).last_notices.hearing_plan
    if plan is None or plan.on.isoformat() >= today:
        return None
    day = plan.on.isoformat()
    return {"parties": [1], "on": day, "ground": "no_show", "note": "等候一小时", "record": SCAN}


def withdraw(scene: Scene, today: str) -> dict[str, Any]:
    return {"party": 1, "channel": "paper", "on": today, "file": SCAN}


def reported(scene: Scene, today: str) -> dict[str, Any]:
    return {"parties": [1], "on": today, "opinion": "建议维持", "file": SCAN}


def recheck(*penalties: dict[str, Any]) -> Body:
    return lambda scene, today: scene.recheck_body(1, *penalties) if scene.state.party(1).unanswered else None


def decision(*penalties: dict[str, Any], **changes: Any) -> Body:
    return lambda scene, today: scene.decision_body(1, *penalties, **changes)


def stands(scene: Scene) -> bool:
    """Whether a decision is prepared that nothing has overtaken: another would only repeat it."""
    prepared = scene.state.party(1).prepared_decision
    current = prepared is not None and prepared.papers == scene.case.papers_version
    return current and not prepared.overtaken


def as_proposed(scene: Scene, today: str) -> dict[str, Any]:
    """The decision that review and discussion agreed to."""
    penalties = scene.state.party(1).proposal.penalties
    return scene.decision_body(1, *(p.model_dump(mode="json", exclude_none=True) for p in penalties))


def opinion(verdict: str) -> Body:
    return lambda scene, today: scene.opinion_body(verdict) if scene.state.review.open_round else None


def answer(scene: Scene, today: str) -> dict[str, Any]:
    return {"answers": [{"heading": scene.case.rulebook.switches.checklist[0], "answer": "已补正"}]}


def interview(scene: Scene, today: str) -> dict[str, Any]:
    plan = {"working_days_after_service": 2, "time": "09:00", "place": "听述室"}
    return {"party": 1, "interview": {**plan, "presider": presider(scene), "recorder": "clerk-zhao"}}


PRESIDERS = ("officer-wang", "presider-he")
"""One of whom presides over the interview."""


def presider(scene: Scene) -> str:
    """Who presides over the interview: an officer of the case, where the profile lets him."""
    return "officer-wang" if scene.case.rulebook.switches.officer_may_preside_interview else "presider-he"


def where_presiding(person: str, body: Body) -> Body:
    return lambda scene, today: body(scene, today) if presider(scene) == person else None


def rights_of(scene: Scene) -> tuple[Right, ...]:
    """The rights that the one party can give up; a hearing where the penalty gives a right to one."""
    heard = (Right.HEARING,) if scene.state.has_hearing_right(1) else ()
    return (Right.STATEMENT, *heard, Right.INTERVIEW)


def next_waiver(scene: Scene, today: str) -> dict[str, Any] | None:
    """The rights one after the other, once served: their order is the other slice's matter."""
    party = scene.state.party(1)
    left = [right for right in rights_of(scene) if party.notices_served_on and not party.waived(right)]
    return waive(left[0])(scene, today) if left else None


def tell(scene: Scene, today: str) -> dict[str, Any]:
    return {"party": 1, "evidence": ["E2"], "shown": "复印件", "means": "随文送达"}


def before_the_approval(body: Body) -> Body:
    """What comes afterwards the party is told of: that has a slice of its own."""
    return lambda scene, today: None if "NoticesApproved" in scene.facts() else body(scene, today)


ADDED = once("EvidenceAdded", always(evidence=EVIDENCE, reason="补充"))
