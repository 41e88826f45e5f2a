"""What a party said, and the answers to it, annulled at any time and done again: statement, interview, re-check (撤销记录)."""

from domain.bilingual import Words
from tests.proof.bodies import PRESIDERS, always, opinion, recheck, serve, where_presiding
from tests.proof.mutants import Mutant
from tests.proof.slices.annulment import RECEIPT, agreed, annul, undo_key, unlawful_after_annulments
from tests.proof.slices.before_decision import BEGIN, afterwards, served
from tests.proof.slicing import Slice
from tests.proof.stepping import Act, State, begun
from tests.proof.vectors import Vector

MOST = 1


def start(vector: Vector) -> State:
    scene = served(vector).waived(BEGIN, "statement").waived(BEGIN, "hearing").statement(BEGIN)
    scene.do(BEGIN, "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    return begun(scene, BEGIN)


SLICE = Slice(
    name="undo_sessions",
    proves=Words(
        "听述、缺席、陈述、复核的记录被撤销后，以其为依据的审核不再有效；当事人在失效的听述中说过的话仍须复核",
        "once an interview, an absence, a statement or a re-check is annulled, the review that rested on it counts no more;"
        " what the party said in a session that fell with another act is answered all the same",
    ),
    abstracts=Words(
        "从告知书送达、放弃陈述和听证、已提交一次陈述之后开始；至多撤销一项记录（也包括送达、审核意见）；告知前的审核、报备、讨论、听证另有切片",
        "begins with the notices served, statement and hearing given up, one statement handed in; one"
        " act is annulled at most, also a service or an opinion; the review before the notice, filing, discussion and hearing have"
        " slices of their own",
    ),
    components=(
        "parties.proposal",
        "annulments",
        "parties.notices",
        "parties.services",
        "parties.statements",
        "parties.prepared_decision",
        "review",
        "documents",
    ),
    start=start,
    acts=(
        Act("officer-li", "record_service", serve),
        *(
            Act(
                who,
                "hold_interview",
                where_presiding(who, lambda s, today: s.interview_body(today, "不知情")),
            )
            for who in PRESIDERS
        ),
        *(
            Act(who, "record_no_show", where_presiding(who, always(parties=[1], note="等候一小时")))
            for who in PRESIDERS
        ),
        Act("officer-li", "recheck", recheck()),
        Act("officer-li", "submit_for_review", always()),
        Act("reviewer-sun", "give_opinion", opinion("agree")),
        Act("officer-li", "prepare_decision", agreed),
        *(
            annul(kind, MOST)
            for kind in ("service", "statement", "interview", "no_show", "recheck", "opinion")
        ),
        RECEIPT,
    ),
    check=unlawful_after_annulments,
    key=undo_key,
    bound=afterwards,
)
MUTANTS = (Mutant(SLICE, (("impose", "NotReviewed"),), "no review that stands, of a party heard by then"),)
