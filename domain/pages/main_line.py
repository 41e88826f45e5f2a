"""What stands where in the picture of the procedure: per stage the steps of the main line, and the moves aside from it.

Every move that a person makes stands here once (a test holds it); the pictures are drawn in `diagram`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from domain.law.switches import ReviewTime, Switches
from domain.law.terms import TermKey
from domain.procedure import Stage


class Gate(NamedTuple):
    """A prohibition, by its number in `prohibitions.GATES`: nobody passes who does not fulfil it."""

    number: int


Due = Callable[[Switches], bool]
"""Whether a step is due under a profile."""


class Step(NamedTuple):
    """A step of the main line: a move by its name, a term, or a gate."""

    what: str | TermKey | Gate
    due: Due = lambda _: True
    instead: bool = False
    """Whether it is made in the place of the step before it, and not after it."""


def _reviewed(*times: ReviewTime) -> Due:
    return lambda switches: bool(set(times) & set(switches.reviews))


def _filed(switches: Switches) -> bool:
    return switches.filing


def _discussed(switches: Switches) -> bool:
    return switches.discussion


_BEFORE = _reviewed(ReviewTime.BEFORE_NOTICE)
_AFTER = _reviewed(ReviewTime.AFTER_STATEMENTS, ReviewTime.AFTER_HEARING)

LINE: Final[Mapping[Stage, tuple[Step, ...]]] = {
    Stage.DRAFTED: (
        Step("open_case"),
        Step(Gate(1)),
        Step(Gate(7)),
        Step("submit_for_review", _BEFORE),
        Step("assign_reviewer", _BEFORE),
        Step(TermKey.LEGAL_REVIEW, _BEFORE),
        Step("give_opinion", _BEFORE),
        Step("prepare_notices"),
        Step("approve_notices"),
        Step("record_sealing"),
        Step(Gate(6)),
        Step("issue_notices"),
    ),
    Stage.NOTIFYING: (
        Step("record_service"),
        Step(TermKey.INTERVIEW_NOTICE),
        Step(TermKey.STATEMENT),
        Step(TermKey.HEARING_REQUEST),
    ),
    Stage.COLLECTING_STATEMENTS: (
        Step("hold_interview"),
        Step("submit_statement"),
        Step("recheck"),
        Step("request_hearing"),
        Step("notify_hearing"),
        Step(TermKey.HEARING_NOTICE),
        Step("hold_hearing"),
        Step(TermKey.HEARING_REPORT),
        Step("report_hearing"),
        Step(Gate(2)),
        Step(Gate(3)),
        Step(Gate(9)),
    ),
    Stage.LEGAL_REVIEW: (
        Step("submit_for_review", _AFTER),
        Step("assign_reviewer", _AFTER),
        Step(TermKey.LEGAL_REVIEW, _AFTER),
        Step("give_opinion", _AFTER),
    ),
    Stage.FILING: (
        Step("file_interview_report", _filed),
        Step(TermKey.FILING_RESPONSE, _filed),
        Step("acknowledge_filing", _filed),
    ),
    Stage.DECIDING: (
        Step("record_discussion", _discussed),
        Step("prepare_decision"),
        Step(Gate(4)),
        Step(Gate(5)),
        Step(Gate(8)),
        Step(TermKey.DECIDE),
        Step("impose"),
        Step("decide_no_penalty", instead=True),
        Step("decide_not_established", instead=True),
    ),
    Stage.EXECUTING: (
        Step("record_sealing"),
        Step("record_service"),
        Step(TermKey.SERVE_DECISION),
        Step("file_decision"),
        Step(TermKey.DECISION_FILING),
        Step("acknowledge_decision_filing"),
        Step("record_payment"),
        Step(TermKey.PAYMENT),
        Step("record_execution"),
        Step("publicise"),
        Step(TermKey.PUBLICISE),
    ),
    Stage.CLOSED: (Step("close_case"), Step(TermKey.CLOSE_CASE)),
}
"""The lawful course of a case in which everything happens once: a hearing is asked for, a penalty is imposed and executed."""

ASIDE: Final[Mapping[Stage, tuple[str, ...]]] = {
    Stage.DRAFTED: (
        "take_over_case",
        "amend_draft",
        "answer_screening",
        "choose_law",
        "join_cases",
        "order_correction",
    ),
    Stage.NOTIFYING: (
        "record_service_attempt",
        "serve_by_announcement",
        "record_publication",
        "confirm_receipt",
        "reschedule_interview",
        "return_to_notifying",
    ),
    Stage.COLLECTING_STATEMENTS: (
        "record_no_show",
        "waive",
        "withdraw_hearing_request",
        "grant_hearing",
        "decline_hearing_request",
        "end_hearing",
        "notify_new_evidence",
    ),
    Stage.LEGAL_REVIEW: ("answer_opinion", "order_second_review", "extend_review"),
    Stage.FILING: (
        "object_to_filing",
        "answer_objection",
        "lift_objection",
        "maintain_objection",
        "withdraw_filing",
    ),
    Stage.DECIDING: ("split_case",),
    Stage.EXECUTING: (
        "request_correction",
        "correct_decision_filing",
        "defer_payment",
        "pay_by_instalments",
        "demand_payment",
        "apply_to_court",
        "record_enforcement",
        "record_remedy",
        "record_refund",
        "correct_decision",
        "set_aside_decision",
        "remake_decision",
        "withdraw_publication",
    ),
    Stage.CLOSED: ("reopen",),
}
"""What leaves the main line in a stage, or leads back to it."""

EVERYWHERE: Final = (
    "edit_document",
    "add_evidence",
    "add_document",
    "correct_record",
    "annul",
    "confirm",
    "send_back",
    "reassign",
    "request_recusal",
    "decide_recusal",
    "appoint_agent",
    "confirm_address",
    "name_third_party",
    "record_party_change",
    "end_against_party",
    "suspend",
    "resume",
    "extend",
    "transfer_to_judiciary",
    "return_from_judiciary",
    "transfer_to_agency",
    "withdraw_case",
    "terminate_case",
    "record_complaint",
    "answer_complaint",
    "issue_supervision_notice",
    "answer_supervision_notice",
)
"""What may be due in nearly every stage; which exactly, the map says."""


def line(stage: Stage, switches: Switches) -> Iterator[Step]:
    """Yield the steps of a stage that are due under a profile."""
    return (step for step in LINE[stage] if step.due(switches))


def aside(stage: Stage, switches: Switches) -> tuple[str, ...]:
    """Return the moves aside from the line of a stage; none where the stage itself is passed over."""
    return ASIDE[stage] if any(line(stage, switches)) else ()
