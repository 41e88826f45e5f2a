"""Review before and after, returned and answered, evidence and another proposal, filing, silence, discussion (审核、报备、讨论)."""

from domain.bilingual import Words
from domain.case.parties import Right
from tests.procedure.scene import LESS, Scene
from tests.proof.bodies import (
    ADDED,
    always,
    answer,
    as_proposed,
    before_the_approval,
    next_waiver,
    opinion,
    recheck,
    rights_of,
)
from tests.proof.mutants import Mutant
from tests.proof.slices.before_decision import (
    BEGIN,
    NOTIFYING,
    REVIEW,
    STATEMENT,
    notified,
    opened,
    unlawful_to_impose,
)
from tests.proof.slicing import Slice
from tests.proof.stepping import Act, State, begun
from tests.proof.vectors import Vector

ACTS = (
    *NOTIFYING,
    Act("officer-li", "waive", next_waiver),
    *REVIEW,
    Act("reviewer-sun", "give_opinion", opinion("correct")),
    Act("officer-li", "answer_opinion", answer),
    Act("officer-li", "add_evidence", before_the_approval(ADDED)),
    STATEMENT,
    Act("officer-li", "recheck", recheck(LESS)),
    Act("officer-li", "file_interview_report", always(together_with="head-chen", summary="听述情况")),
    Act("filing-zhou", "acknowledge_filing", lambda scene, today: {"on": today}),
    Act("clerk-zhao", "record_discussion", lambda scene, today: scene.discussion_body(today)),
    Act("officer-li", "prepare_decision", as_proposed),
)


def start(vector: Vector) -> State:
    return begun(opened(vector), BEGIN)


SLICE = Slice(
    name="papers",
    proves=Words(
        "现有案卷材料须经法制审核同意，已报备并得到答复（或者期满未答复），并经集体讨论，方可作出处罚决定（以所适用的程序规定要求的为限）；案卷材料变更的，各项重新进行；集体讨论在审核、报备之后",
        "no penalty unless the present papers were agreed to by the legal review, filed and answered (or met with silence), and discussed, as far as the rules of the case ask for each; changed papers begin anew; the discussion comes after review and filing",
    ),
    abstracts=Words(
        "当事人依固定次序逐项放弃权利；不要求听证；只有一名审核人员；监督机构不提出异议；证据至多补充一次，在告知批准之前；拟处罚只减轻一次",
        "the party gives up its rights one by one, in one order; no hearing; one reviewer; nobody objects to the filing; evidence is added once at most, before the notices are approved; the proposal is lowered once",
    ),
    components=(
        "parties.services",
        "papers",
        "review",
        "filing",
        "discussions",
        "parties.notices",
        "parties.statements",
        "parties.proposal",
        "parties.prepared_decision",
        "documents",
    ),
    start=start,
    acts=ACTS,
    check=unlawful_to_impose,
)


def concluded(vector: Vector) -> State:
    """Begin with everything done, and a discussion that concluded less than what is proposed."""
    scene = filed(opened(vector).reviewed(BEGIN))
    less = scene.concluded(scene.state.party(1), LESS)
    scene.do(BEGIN, "clerk-zhao", "record_discussion", **scene.discussion_body(BEGIN, conclusions=[less]))
    return begun(scene, BEGIN)


def filed(scene: Scene) -> Scene:
    """Notified, every right given up, reviewed, filed and answered, all on one day."""
    notified(scene)
    for right in rights_of(scene):
        scene.waived(BEGIN, right)
    scene.do(BEGIN, "officer-li", "submit_for_review")
    return scene.opinion(BEGIN).filed(BEGIN).acknowledged(BEGIN)


def heard_late(vector: Vector) -> State:
    """Begin with a hearing asked for by a letter that came after the discussion, held, reported and reviewed."""
    scene = opened(vector).reviewed(BEGIN)
    notified(scene)
    for right in (Right.STATEMENT, Right.INTERVIEW):
        scene.waived(BEGIN, right)
    scene.do("2026-05-22", "officer-li", "submit_for_review")
    scene.opinion("2026-05-22").filed("2026-05-22").acknowledged("2026-05-22").discussed("2026-05-22")
    scene.hearing_requested("2026-05-22", channel="post", posted_on="2026-05-21")
    scene.hearing_notified("2026-05-22", "2026-05-25").hearing_held("2026-05-25").hearing_reported(
        "2026-05-25"
    )
    scene.do("2026-05-25", "officer-li", "submit_for_review")
    return begun(scene.opinion("2026-05-25"), "2026-05-25")


LAST_ACTS = (
    "file_interview_report",
    "record_sealing",
    "acknowledge_filing",
    "record_discussion",
    "prepare_decision",
)

UNDISCUSSED = "market+zhenjiang, discussion: off"
"""What the discussion presumes must hold without it."""

MUTANTS = (
    Mutant(
        SLICE,
        (("prepare_decision", "BeyondConclusion"), ("impose", "BeyondConclusion")),
        "A7: fine is beyond what the heads concluded",
        start=concluded,
        acts=("prepare_decision",),
    ),
    Mutant(
        SLICE,
        (("record_discussion", "NotFiledSinceHearing"), ("impose", "NotFiledSinceHearing")),
        "A1: nothing was filed after the report of the hearing",
        start=heard_late,
        acts=LAST_ACTS,
    ),
    Mutant(
        SLICE,
        (("impose", "NotDiscussedSinceHearing"),),
        "A1: the heads discussed it before the report of the hearing",
        start=heard_late,
        acts=LAST_ACTS,
    ),
    Mutant(
        SLICE,
        (("approve_notices", "NotReviewedBeforeNotice"),),
        "not reviewed before the notice",
        acts=tuple(
            {act.move for act in ACTS} - {"submit_statement", "add_evidence", "answer_opinion", "recheck"}
        ),
    ),
    Mutant(SLICE, (("impose", "NotDiscussed"),), "present papers not discussed"),
    Mutant(
        SLICE,
        (("record_discussion", "FilingUnanswered"), ("impose", "FilingUnanswered")),
        "present papers not filed and answered",
    ),
    Mutant(SLICE, (("impose", "NotFiled"),), "present papers not filed and answered", UNDISCUSSED),
    Mutant(
        SLICE,
        (("impose", "NotReviewed"), ("file_interview_report", "NotReviewed")),
        "present papers not reviewed",
        UNDISCUSSED,
    ),
)
