"""A hearing annulled at any time and done again: its request, its notice, the hearing, its end, its report (听证记录的撤销)."""

from domain.bilingual import Words
from tests.proof.bodies import always, ended, hearing_told, held, opinion, recheck, reported, seal, serve
from tests.proof.mutants import Mutant
from tests.proof.slices.annulment import agreed, annul, undo_key, unlawful_after_annulments
from tests.proof.slices.before_decision import BEGIN, afterwards, served
from tests.proof.slicing import Slice
from tests.proof.stepping import Act, State, begun
from tests.proof.vectors import Vector

MOST = 1


def start(vector: Vector) -> State:
    scene = served(vector).waived(BEGIN, "interview").waived(BEGIN, "statement").hearing_requested(BEGIN)
    scene.do(BEGIN, "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    return begun(scene, BEGIN)


SLICE = Slice(
    name="undo_hearing",
    proves=Words(
        "听证要求、听证通知的盖章或者送达、听证、终止听证、听证报告的记录被撤销后，须重新依法举行、报告并审核，方可处罚",
        "once the request for a hearing, the seal or service of its notice, the hearing, its end or its report is annulled, it"
        " is duly held, reported and reviewed again before any penalty",
    ),
    abstracts=Words(
        "从告知书送达、放弃陈述和听述、要求听证之后开始；至多撤销一项记录；告知前的审核、报备、讨论另有切片；没有变异",
        "begins with the notices served, statement and interview given up, a hearing asked for; one act is"
        " annulled at most; the review before the notice, filing and discussion have slices of their own; it has no mutant",
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
        Act("presider-he", "notify_hearing", hearing_told),
        Act("clerk-zhao", "record_sealing", seal),
        Act("officer-li", "record_service", serve),
        Act("presider-he", "hold_hearing", held),
        Act("presider-he", "end_hearing", ended),
        Act("presider-he", "report_hearing", reported),
        Act("officer-li", "recheck", recheck()),
        Act("officer-li", "submit_for_review", always()),
        Act("reviewer-sun", "give_opinion", opinion("agree")),
        Act("officer-li", "prepare_decision", agreed),
        *(annul(kind, MOST) for kind in ("hearing_request", "hearing", "hearing_end", "hearing_report")),
        annul("service", MOST, document="hearing_notice"),
        annul("sealing", MOST, document="hearing_notice"),
    ),
    check=unlawful_after_annulments,
    key=undo_key,
    bound=afterwards,
)
MUTANTS: tuple[Mutant, ...] = ()
