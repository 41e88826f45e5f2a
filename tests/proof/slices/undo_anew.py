"""New notices, an amended draft, and what a head sends back: nothing of version n is for version n+1 (重新告知、修改、退回)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from domain.bilingual import Words
from domain.case.parties import Right
from tests.procedure.scene import LESS, Scene
from tests.proof.bodies import always, contents, interview, serve, waive
from tests.proof.mutants import Mutant
from tests.proof.slices.annulment import undo_key, unlawful_after_annulments
from tests.proof.slices.before_decision import HEARD
from tests.proof.slices.undo_papers import AGREEING, start
from tests.proof.slicing import Slice, days_awaited
from tests.proof.stepping import Act, Body, Key, State
from tests.proof.vectors import Vector

AMENDED = {"proposals": [{"party": 1, "proposal": {"penalties": [LESS]}}], "reason": "裁量有误"}
RETURN = {"parties": [1], "error": "wrong_basis", "reason": "适用条款有误", "together_with": "head-chen"}


OFF_THE_LINE = {
    "ReturnedToNotifying",
    "DraftAmended",
    "PapersCorrected",
    "DecisionSentBack",
    "NoticesSentBack",
}
"""Each at most once."""
MOST = 2
"""Of all of these together."""


def off(fact: str, body: Body) -> Body:
    return lambda scene, today: body(scene, today) if _may(scene, fact) else None


def _may(scene: Scene, fact: str) -> bool:
    made = OFF_THE_LINE & set(scene.facts())
    return fact not in made and len(made) < MOST


def key(state: State) -> Key:
    made = {entry.fact for entry in state.entries} & OFF_THE_LINE
    return *undo_key(state), state.case.screening.hearing[1].answer is None, tuple(sorted(made))


def prepare(scene: Scene, today: str) -> dict[str, Any] | None:
    """New notices: where none are there, or none that may still be approved."""
    notices = scene.state.party(1).last_notices
    if notices and not notices.sent_back and notices.papers == scene.state.papers_version:
        return None
    return interview(scene, today)


def approve(scene: Scene, today: str) -> dict[str, Any] | None:
    notices = scene.state.party(1).last_notices
    return contents(scene, today) if notices and notices.approved_on is None else None


def decision_back(scene: Scene, today: str) -> dict[str, Any] | None:
    prepared = scene.state.party(1).prepared_decision
    return {"document": prepared.document, "reason": "请写明理由"} if prepared else None


def notices_back(scene: Scene, today: str) -> dict[str, Any] | None:
    notices = scene.state.party(1).last_notices
    return {"document": notices.letter, "reason": "请写明理由"} if notices else None


def gives_up(scene: Scene, today: str) -> dict[str, Any] | None:
    """The interview alone: the terms of the new notices are waited for."""
    party = scene.state.party(1)
    served = party.notices_served_on and not party.waived(Right.INTERVIEW)
    return waive("interview")(scene, today) if served else None


def answered(scene: Scene, today: str) -> dict[str, Any] | None:
    """The head answers what an amended draft leaves unknown again, where the profile knows no threshold."""
    return HEARD if scene.case.screening.hearing[1].answer is None else None


def until_given_up(state: State) -> Iterator[date]:
    """Time passes where the party may still use a right, and nowhere else."""
    party = state.case.party(1)
    if party.notices_served_on and not all(
        party.waived(right) for right in Right if right != Right.NEW_EVIDENCE
    ):
        yield from days_awaited(state)


def unfiled(vector: Vector) -> Vector:
    return vector.but(filing=False)


CORRECT = {"record": "evidence_title", "of": "E1", "reads": "现场检查笔录", "reason": "漏写二字"}
SLICE = Slice(
    name="undo_anew",
    proves=Words(
        "退回重新告知之后，旧告知书之下的放弃、审核、讨论一律不能用于新告知书；退回的草稿不得批准、决定；"
        "草案修改后未重新告知的，不得处罚",
        "once notices are given up for new ones, no waiver, review or discussion of the earlier"
        " ones satisfies a gate of the new ones; what a head sent back is neither approved nor decided; on an amended draft"
        " nobody is punished who was not told of it",
    ),
    abstracts=Words(
        "从告知书送达、各项权利放弃之后开始；重新告知、修改草案、更正案卷记录、退回告知书、退回决定书各一次，合计至多两次；只在当事人可以行使权利时日期才推进；听述、陈述、复核、报备不在其内，讨论的退回也不在其内；撤销记录另有切片",
        "begins with the notices served and every right given up; new notices, an amendment, a slip corrected, notices and a decision"
        " sent back once each, two of these at most; time passes only while the party may use a right; interview, statement, re-check, filing, and a discussion"
        " sent back, are left out; annulments have slices of their own",
    ),
    components=(
        "proposals.waiting",
        "papers",
        "screening",
        "review",
        "filing",
        "discussions",
        "parties.notices",
        "parties.services",
        "parties.proposal",
        "parties.prepared_decision",
        "documents",
    ),
    start=start,
    acts=(
        *AGREEING,
        Act("officer-li", "record_service", serve),
        Act("officer-li", "waive", gives_up),
        Act("officer-li", "correct_record", off("PapersCorrected", always(**CORRECT))),
        Act("officer-li", "prepare_notices", prepare),
        Act("head-chen", "approve_notices", approve),
        Act("clerk-zhao", "issue_notices", always(party=1)),
        Act("officer-li", "return_to_notifying", off("ReturnedToNotifying", always(**RETURN))),
        Act("officer-li", "amend_draft", off("DraftAmended", always(**AMENDED))),
        Act("head-chen", "answer_screening", answered),
        Act("head-chen", "send_back", off("DecisionSentBack", decision_back)),
        Act("head-chen", "send_back", off("NoticesSentBack", notices_back)),
    ),
    check=unlawful_after_annulments,
    key=key,
    days=until_given_up,
    bound=unfiled,
)
MUTANTS = (
    Mutant(SLICE, (("impose", "DecisionSentBack"),), "the decision was sent back"),
    Mutant(
        SLICE, (("impose", "DecisionOutdated"),), "the decision was prepared for earlier notices or papers"
    ),
    Mutant(SLICE, (("amend_draft", "NotifiedAlready"),), "the draft was amended after the notices"),
    Mutant(
        SLICE,
        (("approve_notices", "NoticesSentBack"),),
        "the notices were approved after they had been sent back",
    ),
)
