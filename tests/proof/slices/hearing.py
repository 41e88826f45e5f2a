"""A hearing asked for, notified, served, held, missed, notified again, reported, with the review that it brings (听证)."""

from domain.bilingual import Words
from tests.proof.bodies import (
    anew,
    ask,
    ask_by_letter,
    ended,
    hearing_told,
    held,
    once,
    recheck,
    reported,
    seal,
    serve,
    waive,
    withdraw,
)
from tests.proof.mutants import Mutant
from tests.proof.slices.before_decision import (
    BEGIN,
    DECISION,
    REVIEW,
    afterwards,
    served,
    unlawful_to_impose,
)
from tests.proof.slicing import Slice
from tests.proof.stepping import Act, State, begun
from tests.proof.vectors import MAIN, Vector

ACTS = (
    Act("officer-li", "waive", waive("hearing")),
    Act("officer-li", "request_hearing", anew(ask)),
    Act("officer-li", "request_hearing", once("HearingRequested", ask_by_letter)),
    Act("presider-he", "notify_hearing", hearing_told),
    Act("clerk-zhao", "record_sealing", seal),
    Act("officer-li", "record_service", serve),
    Act("presider-he", "hold_hearing", held),
    Act("presider-he", "end_hearing", ended),
    Act("officer-li", "withdraw_hearing_request", once("HearingRequestWithdrawn", withdraw)),
    Act("presider-he", "report_hearing", reported),
    Act("officer-li", "recheck", recheck()),
    DECISION,
    *REVIEW,
)


def start(vector: Vector) -> State:
    scene = served(vector).waived(BEGIN, "interview").waived(BEGIN, "statement")
    return begun(scene, BEGIN)


SLICE = Slice(
    name="hearing",
    proves=Words(
        "当事人依法要求听证的，须已依法通知、举行听证并提出听证报告，或者因当事人缺席终止听证、当事人撤回要求，方可作出处罚决定；举行听证的，须在听证报告之后进行法制审核",
        "where a hearing was duly asked for, no penalty before it was notified in time, held, missed or withdrawn, and reported; the legal review comes after the report",
    ),
    abstracts=Words(
        "从告知书送达、放弃陈述和听述之后开始；告知前的审核、报备、集体讨论另有切片；听证要求至多两次（直接提出或者邮寄），撤回一次；是否属于听证范围、要求是否有效，以系统的认定为准",
        "begins with the notices served, statement and interview given up; the review before the notice, filing and discussion have a slice of their own; a hearing is asked for twice at most, by hand or by letter, and withdrawn once; whether it may be asked for, and whether the request counts, is taken as the system found it",
    ),
    components=(
        "parties.notices",
        "parties.services",
        "parties.proposal",
        "parties.prepared_decision",
        "review",
        "documents",
    ),
    start=start,
    acts=ACTS,
    check=unlawful_to_impose,
    quick=(MAIN, "environment"),
    bound=afterwards,
)

TO_THE_REPORT = (
    "request_hearing",
    "record_sealing",
    "record_service",
    "hold_hearing",
    "report_hearing",
    "recheck",
    "submit_for_review",
    "assign_reviewer",
    "give_opinion",
    "prepare_decision",
)

MUTANTS = (
    Mutant(
        SLICE,
        tuple(
            (move, code)
            for move in ("notify_hearing", "impose", *TO_THE_REPORT)
            for code in ("RecorderInvestigated", "OfficerReviewed")
        ),
        "A5: an officer of the case is recorder of its hearing",
        acts=TO_THE_REPORT,
        also=(
            Act(
                "presider-he",
                "notify_hearing",
                lambda scene, today: {**hearing_told(scene, today), "recorder": "officer-wang"},
            ),
        ),
    ),
    Mutant(
        SLICE,
        (("impose", "HearingOutstanding"), ("submit_for_review", "HearingOutstanding")),
        "hearing asked for and not reported",
    ),
    Mutant(
        SLICE,
        (("hold_hearing", "HearingTooSoon"), ("notify_hearing", "HearingTooSoon")),
        "hearing without full notice",
    ),
    Mutant(
        SLICE,
        (("end_hearing", "HearingTooSoon"), ("notify_hearing", "HearingTooSoon")),
        "hearing without full notice",
    ),
    Mutant(SLICE, (("impose", "NotReviewed"),), "present papers not reviewed"),
    Mutant(
        SLICE,
        (("impose", "NotReviewedSinceHearing"),),
        "A1: nobody reviewed the case after the report of the hearing",
    ),
)
