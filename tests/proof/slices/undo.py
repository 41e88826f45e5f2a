"""What a party was told and gave up, annulled at any time and done again: seal, service, waiver, opinion (撤销记录)."""

from domain.bilingual import Words
from tests.proof.bodies import always, next_waiver, opinion, presider, seal, serve
from tests.proof.mutants import Mutant
from tests.proof.slices.annulment import RECEIPT, agreed, annul, undo_key, unlawful_after_annulments
from tests.proof.slices.before_decision import BEGIN, afterwards, opened
from tests.proof.slicing import Slice
from tests.proof.stepping import Act, State, begun
from tests.proof.vectors import Vector

MOST = 1


def start(vector: Vector) -> State:
    scene = opened(vector)
    scene.issued(BEGIN, working_days_after_service=2, time="09:00", presider=presider(scene))
    scene.do(BEGIN, "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    return begun(scene, BEGIN)


SLICE = Slice(
    name="undo",
    proves=Words(
        "盖章、送达、放弃权利、审核意见的记录被撤销后，以其为依据的一切不再有效：期限自新的送达重新起算，送达之前的放弃不算，审核重新进行",
        "once a seal, a service, a waiver or an opinion is annulled, nothing that rested on it counts: terms begin anew on the"
        " new service, a waiver before it does not count, the review is done again",
    ),
    abstracts=Words(
        "从告知书发出、尚未送达开始；至多撤销一项记录；告知前的审核、陈述、听述、报备、讨论、听证另有切片",
        "begins with the notices issued and not served; one act is annulled at most; the review before the notice, statement, interview, filing, discussion and hearing"
        " have slices of their own",
    ),
    components=(
        "parties.proposal",
        "annulments",
        "parties.notices",
        "parties.services",
        "parties.prepared_decision",
        "review",
        "documents",
    ),
    start=start,
    acts=(
        Act("officer-li", "record_service", serve),
        Act("clerk-zhao", "record_sealing", seal),
        Act("officer-li", "waive", next_waiver),
        Act("officer-li", "submit_for_review", always()),
        Act("reviewer-sun", "give_opinion", opinion("agree")),
        Act("officer-li", "prepare_decision", agreed),
        *(annul(kind, MOST) for kind in ("service", "waiver", "opinion", "sealing")),
        annul("waiver", MOST, 0),
        RECEIPT,
    ),
    check=unlawful_after_annulments,
    key=undo_key,
    bound=afterwards,
)
MUTANTS = (Mutant(SLICE, (("impose", "NotReviewed"),), "no review that stands, of a party heard by then"),)
