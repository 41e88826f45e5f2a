"""A decision that punishes nobody: no penalty, facts not established; reviewed, sent back, suspended, or a party that leaves (不予处罚)."""

from collections.abc import Iterator
from typing import Any

from domain.bilingual import Words
from tests.procedure.playing import DIRECTORY
from tests.procedure.scene import SCAN, Scene
from tests.proof.bodies import ADDED, always, once, stands
from tests.proof.keys import party_key
from tests.proof.mutants import Mutant
from tests.proof.oracle.file import CaseFile
from tests.proof.oracle.whole import unlawful
from tests.proof.slices.before_decision import BEGIN, REVIEW, SHORT_TERMS, opened
from tests.proof.slicing import Slice
from tests.proof.stepping import Act, Body, Key, Moves, State, begun
from tests.proof.vectors import Vector

KINDS = ("decide_no_penalty", "decide_not_established")
GONE = {"party": 1, "kind": "dissolution", "proof": SCAN}
SUSPENSION = {"ground": "因不可抗力暂时无法调查", "reason": "台风"}
WITHDRAWAL = {"ground": "立案后查明不属于应当立案的情形", "reason": "检验报告已撤回"}


def prepared(outcome: str, **changes: Any) -> Body:
    """As long as no decision stands that is as good, and the party is there."""

    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        draft = scene.state.party(1).prepared_decision
        mine = draft is not None and draft.outcome == outcome and draft.sent_back is None
        return None if mine and stands(scene) else scene.decision_body(1, outcome=outcome, **changes)

    return body


def decided(scene: Scene, today: str) -> dict[str, Any] | None:
    """Whatever is prepared, of whichever kind, and also once it was decided."""
    if scene.state.party(1).prepared_decision is None or list(scene.facts()).count("DecisionMade") > 1:
        return None
    return {"party": 1, "content": scene.content()}


def sent_back(scene: Scene, today: str) -> dict[str, Any] | None:
    draft = scene.state.party(1).prepared_decision
    return {"document": draft.document, "reason": "请写明理由"} if draft else None


def edited(scene: Scene, today: str) -> dict[str, Any] | None:
    """The facts in an officer's words; what was read of them before is not what is decided."""
    draft = scene.state.party(1).prepared_decision
    words = {"section": "facts", "text": "经改写的事实", "reason": "写明起止日期"}
    return {"document": draft.document, **words} if draft else None


def gone(scene: Scene, today: str) -> dict[str, Any]:
    return {**GONE, "on": today}


def start(vector: Vector) -> State:
    return begun(opened(vector), BEGIN)


def made(state: State, moves: Moves) -> bool:
    """Whether it was decided: the forbidden act is done in this slice, and judged as it was done."""
    return state.case.party(1).decision is not None


def wrong(state: State, vector: Vector) -> Iterator[str]:
    file = CaseFile.of(state.entries, DIRECTORY.person, terms=SHORT_TERMS)
    return (f"{one.finding}: {one.why}" for one in unlawful(file))


def key(state: State) -> Key:
    case, party = state.case, state.case.party(1)
    draft, facts = party.prepared_decision, [entry.fact for entry in state.entries]
    return (
        party_key(state),
        (draft.ground, draft.unproven_because) if draft else None,
        party.decision.outcome if party.decision else None,
        facts.count("DecisionMade"),
        bool(case.timing.suspended),
        bool(draft and draft.sent_back),
        party.left is None,
        party.ended is None,
        "CaseSuspended" in facts,
        "DecisionSentBack" in facts,
        "SectionEdited" in facts,
    )


SLICE = Slice(
    name="otherwise",
    proves=Words(
        "不予处罚和违法事实不能成立的决定：应当进行的审核同意现有案卷材料之前，中止期间，草稿被退回或者案卷材料变动之后，"
        "当事人退出或者终止之后，均不得作出；每一当事人只决定一次；不予处罚须有法定理由，事实不能成立须说明理由",
        "a decision not to punish, or that facts are not established: never before a review that is due has agreed to the"
        " papers as they are, while suspended, on a draft that was sent back or that the papers have overtaken, or on who has"
        " left or is no more; each party once; with a ground of the law, or with what is not proven",
    ),
    abstracts=Words(
        "从启动案件开始，未经告知；报备、集体讨论不在其内；证据补充一次，中止一次，退回一次，改写文字一次；当事人退出只试撤案，终止只试解散；理由是否成立不在其内",
        "from the opening, before any notice; without filing and discussion; evidence, suspension, sending back and an edit of the wording once each; a party leaves by withdrawal of the case alone, and ends by dissolution alone; whether the reason is right is not asked",
    ),
    components=(
        "proposals",
        "parties.address",
        "papers",
        "review",
        "timing",
        "parties.prepared_decision",
        "parties.decision",
        "parties.changes",
        "parties.left",
        "documents",
    ),
    start=start,
    acts=(
        *REVIEW,
        Act("officer-li", "add_evidence", ADDED),
        Act("officer-li", "prepare_decision", prepared("no_penalty")),
        Act("officer-li", "prepare_decision", prepared("no_penalty", ground="")),
        Act("officer-li", "prepare_decision", prepared("not_established")),
        Act("officer-li", "prepare_decision", prepared("not_established", unproven_because="")),
        Act("officer-li", "edit_document", once("SectionEdited", edited)),
        Act("head-chen", "send_back", once("DecisionSentBack", sent_back)),
        Act("head-chen", "suspend", once("CaseSuspended", always(**SUSPENSION))),
        Act("head-chen", "resume", always(reason="已可继续")),
        Act("head-chen", "withdraw_case", always(**WITHDRAWAL)),
        Act("officer-li", "record_party_change", once("PartyChanged", gone)),
        *(Act("head-chen", kind, decided) for kind in KINDS),
    ),
    free=made,
    check=wrong,
    excused=lambda state: state.case.party(1).left is not None or state.case.party(1).ended is not None,
    key=key,
    bound=lambda vector: vector.but(filing=False, discussion=False),
)


def _either(code: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind, code) for kind in KINDS)


MUTANTS = (
    Mutant(
        SLICE,
        _either("NoPenaltyNotReviewed"),
        "F7: no review that is due has agreed to the papers as they are",
    ),
    Mutant(SLICE, _either("Suspended"), "F3: decided while suspended"),
    Mutant(SLICE, _either("DecisionSentBack"), "F6: the draft was sent back"),
    Mutant(SLICE, _either("DecisionOutdated"), "F6: the papers have changed since it was prepared"),
    Mutant(SLICE, _either("DecisionNotPrepared"), "F6: no decision of this kind was prepared"),
    Mutant(SLICE, _either("AlreadyDecided"), "F1: the party was decided on already"),
    Mutant(SLICE, _either("PartyLeft"), "F2: the party has left the case"),
    Mutant(
        SLICE,
        (("prepare_decision", "NoPenaltyWithoutGround"),),
        "F8: not punished, and no ground is named",
    ),
    Mutant(
        SLICE,
        (("prepare_decision", "EstablishedOrNot"),),
        "F9: facts not established, without saying why, or punished all the same",
    ),
)
