"""A case that stands still: suspended, with the judiciary, a correction ordered meanwhile; and what goes on all the same (中止、移送司法)."""

from typing import Any

from domain.bilingual import Words
from domain.case.documents import DocumentKind
from tests.procedure.scene import SCAN, Scene
from tests.proof.bodies import always, once
from tests.proof.mutants import Mutant
from tests.proof.slices.before_decision import BEGIN, rights_alone
from tests.proof.slices.two_parties import (
    back,
    both_served,
    days,
    draft,
    happened,
    impose,
    rarely,
    rechecks,
    settled,
    somebody_decided,
    states,
    two_keys,
    wrong,
)
from tests.proof.slicing import Slice
from tests.proof.stepping import Act, Body, Key, State, begun
from tests.proof.vectors import Vector

RARE = frozenset({"CaseSuspended", "TransferredToJudiciary", "CorrectionOrdered"})
MOST = 1
SENT = {
    "findings": ["F1"],
    "organ": "镇江市公安局",
    "crime": "生产、销售伪劣产品罪",
    "reason": "数额达到立案追诉标准",
    "report": SCAN,
    "papers": ["调查报告"],
}


def sent(scene: Scene, today: str) -> dict[str, Any]:
    return {**SENT, "parties": [1], "reported_on": today}


def letter(scene: Scene, today: str) -> dict[str, Any] | None:
    """The seal of the letter of transfer; what the parties are told besides stands in nobody's way."""
    for document in scene.case.documents.all:
        if document.ready_to_seal and document.kind is DocumentKind.CRIMINAL_TRANSFER:
            return {"document": document.id, "file": document.file, "scan": SCAN, "on": today}
    return None


def suspended(scene: Scene, today: str) -> dict[str, Any] | None:
    """For the first ground of the profile, if it has any."""
    grounds = scene.case.rulebook.switches.suspension_grounds
    return {"ground": grounds[0], "reason": "须待另案结果"} if grounds else None


def start(vector: Vector) -> State:
    return begun(both_served(vector).decision_prepared(BEGIN), BEGIN)


def spared(scene: Scene, today: str) -> dict[str, Any] | None:
    """Who was fined by a court is not fined again."""
    who = scene.case.party(1)
    fined = scene.case.judiciary.fined_for(1)
    if not fined or (who.prepared_decision and who.prepared_decision.outcome == "no_penalty"):
        return None
    return scene.decision_body(1, outcome="no_penalty")


def let_off(scene: Scene, today: str) -> dict[str, Any] | None:
    return {"party": 1, "content": scene.content(1)} if scene.case.party(1).prepared_decision else None


def rare(fact: str, body: Body) -> Body:
    return rarely(MOST, RARE, once(fact, body))


def key(state: State) -> Key:
    return *two_keys(state), happened(state.entries, RARE)


SLICE = Slice(
    name="standstill",
    proves=Words(
        "中止期间、案件移送司法机关期间，不作决定；当事人的陈述期限不因中止、移送而缩短；法院判处罚金的，同一行为不再罚款；"
        "一方当事人放弃权利，不缩短另一方的权利",
        "nothing is decided while the case is suspended or with the judiciary; no term of a party is shortened by either; what"
        " a court fined is not fined again; a waiver of one party cuts no right of the other short",
    ),
    abstracts=Words(
        "两名当事人，从告知书均已送达、双方放弃听证和听述、一方另放弃陈述之后开始；审核、报备、讨论另有切片；中止、移送、责令改正三者至多一次，因此不试中止与移送同时存在的情形；只移送已放弃各项权利的一方",
        "two parties, begins with both served, hearing and interview given up by both, the statement by one; review, filing and"
        " discussion have slices of their own; a suspension, a transfer or an order to correct, one of them at most, so never"
        " two at once; of the parties only the one that gave up everything is transferred",
    ),
    components=(
        "parties.proposal",
        "timing",
        "judiciary",
        "last_days",
        "documents",
        "parties.services",
        "parties.statements",
        "parties.notices",
        "parties.correction_orders",
        "parties.prepared_decision",
        "parties.decision",
    ),
    start=start,
    acts=(
        impose(1),
        Act("officer-li", "prepare_decision", spared),
        Act("head-chen", "decide_no_penalty", let_off),
        states(2),
        rechecks(2),
        draft(2),
        impose(2),
        Act("head-chen", "suspend", rare("CaseSuspended", suspended)),
        Act("head-chen", "resume", always(reason="另案已审结")),
        Act("head-chen", "transfer_to_judiciary", rare("TransferredToJudiciary", sent)),
        Act("clerk-zhao", "record_sealing", letter),
        Act("head-chen", "return_from_judiciary", back("not_prosecuted")),
        Act("head-chen", "return_from_judiciary", back("fined")),
        Act(
            "head-chen",
            "order_correction",
            rare("CorrectionOrdered", lambda scene, today: {"party": 2, "what": "停止使用", "until": today}),
        ),
    ),
    check=lambda state, vector: (),
    free=somebody_decided,
    always=wrong,
    ends=settled,
    key=key,
    days=days,
    bound=rights_alone,
)
MUTANTS = (
    Mutant(SLICE, (("impose", "Suspended"),), "decided while the case is suspended"),
    Mutant(SLICE, (("impose", "AtTheJudiciary"),), "decided while the case is with the judiciary"),
    Mutant(SLICE, (("impose", "StatementPeriodRunning"),), "punished, and the term for a statement runs"),
    Mutant(SLICE, (("impose", "NotRechecked"),), "punished, and point S1 is not answered"),
    Mutant(SLICE, (("impose", "FinedByTheCourt"),), "fined after a court had fined the same act"),
)
