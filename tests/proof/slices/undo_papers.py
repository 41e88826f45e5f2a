"""Review, filing, discussion annulled at any time and done again, and a slip of the pen corrected between them (撤销、更正)."""

from typing import Any

from domain.bilingual import Words
from domain.procedure.chapters.preparing_decision import outdated
from tests.procedure.scene import Scene
from tests.proof.bodies import always, as_proposed, opinion, presider, seal
from tests.proof.mutants import Mutant
from tests.proof.slices.annulment import annul, undo_key, unlawful_after_annulments
from tests.proof.slices.before_decision import BEGIN, opened
from tests.proof.slicing import Slice
from tests.proof.stepping import Act, State, begun
from tests.proof.vectors import Vector

MOST = 1


def draft(scene: Scene, today: str) -> dict[str, Any] | None:
    """The decision, once the heads have discussed it."""
    discussed = scene.state.discussions.on_papers(scene.state.papers_version)
    prepared = scene.state.party(1).prepared_decision
    if discussed is None or (prepared and not prepared.sent_back and not outdated(scene.case, prepared)):
        return None
    return as_proposed(scene, today)


def start(vector: Vector) -> State:
    """Reviewed, notified, served and given up on the first day."""
    scene = opened(vector).reviewed(BEGIN)
    scene.issued(BEGIN, working_days_after_service=2, time="09:00", presider=presider(scene))
    scene.served(BEGIN)
    for right in ("statement", "hearing", "interview"):
        scene.waived(BEGIN, right)
    return begun(scene, BEGIN)


AGREEING = (
    Act("officer-li", "submit_for_review", always()),
    Act("reviewer-sun", "give_opinion", opinion("agree")),
    Act("officer-li", "file_interview_report", always(together_with="head-chen", summary="听述情况")),
    Act("clerk-zhao", "record_sealing", seal),
    Act("filing-zhou", "acknowledge_filing", lambda scene, today: {"on": today}),
    Act("clerk-zhao", "record_discussion", lambda scene, today: scene.discussion_body(today)),
    Act("officer-li", "prepare_decision", draft),
)
"""From the review to the draft of the decision; and what a service that fell asks for."""
SLICE = Slice(
    name="undo_papers",
    proves=Words(
        "审核意见、报备签收、集体讨论或者听述情况报告盖章的记录被撤销之后，以其为依据的审核、报备、讨论不再有效，须依次重新进行，方可处罚",
        "once an opinion, an acknowledgement, a discussion or the seal of the interview report is annulled, no review, filing or"
        " discussion that rested on it counts: they are done again, in their order, before any penalty",
    ),
    abstracts=Words(
        "从告知书送达、各项权利放弃之后开始；至多撤销一项记录；告知书的盖章、送达和案卷记录的更正另有切片",
        "begins with the notices served and every right given up; one act is annulled at most; seal and service of"
        " the notices, and slips corrected, are in other slices",
    ),
    components=(
        "parties.proposal",
        "annulments",
        "papers",
        "review",
        "filing",
        "discussions",
        "parties.notices",
        "parties.services",
        "parties.prepared_decision",
        "documents",
    ),
    start=start,
    acts=(
        *AGREEING,
        *(annul(kind, MOST) for kind in ("opinion", "filing_acknowledgement", "discussion")),
        annul("sealing", MOST, document="interview_report"),
    ),
    check=unlawful_after_annulments,
    key=undo_key,
)
MUTANTS = (
    Mutant(SLICE, (("impose", "NotDiscussed"),), "no discussion that stands, after review and filing"),
)
