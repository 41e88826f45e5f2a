"""Review before and after, returned and answered, evidence and another proposal, filing, silence, discussion (审核、报备、讨论)."""

from domain.bilingual import Words
from tests.procedure.scene import LESS
from tests.proof.bodies import (
    ADDED,
    always,
    answer,
    as_proposed,
    before_the_approval,
    next_waiver,
    opinion,
    recheck,
)
from tests.proof.mutants import Mutant
from tests.proof.slices.before_decision import (
    BEGIN,
    NOTIFYING,
    REVIEW,
    STATEMENT,
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
        "现有案卷材料未经法制审核同意、未报备并得到答复（或者期满未答复）、未经集体讨论的，不得作出处罚决定；材料变更的全部重来；讨论在审核、报备之后",
        "no penalty unless the present papers were agreed to by the legal review, filed and answered (or met with silence), and discussed; changed papers begin anew; the discussion comes after review and filing",
    ),
    abstracts=Words(
        "当事人逐项放弃权利；不要求听证；证据至多补充一次，在告知批准之前；拟处罚只减轻一次",
        "the party gives up its rights one by one; no hearing; evidence is added once at most, before the notices are approved; the proposal is lowered once",
    ),
    components=(
        "papers",
        "review",
        "filing",
        "discussions",
        "parties.notices",
        "parties.statements",
        "parties.rechecks",
        "parties.proposal",
        "parties.prepared_decision",
        "documents",
    ),
    start=start,
    acts=ACTS,
    check=unlawful_to_impose,
)

UNDISCUSSED = "market+zhenjiang, discussion: off"
"""What the discussion presumes must hold without it."""

MUTANTS = (
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
