"""After the closing (结案之后): what is still recorded on a closed case, whose dossier is sealed."""

from collections.abc import Iterator

from domain.bilingual import Words
from domain.case.case import Case
from domain.law.provisions import Provision, of_sector
from domain.procedure.language import Moment, Move, Refusal, Refused

AFTER_CLOSING = frozenset(
    {
        # remedies, and what of the decision is put right
        "record_remedy",
        "correct_decision",
        "set_aside_decision",
        # money and execution
        "record_payment",
        "record_refund",
        "record_execution",
        # publication, and the supervising office
        "publicise",
        "withdraw_publication",
        "acknowledge_decision_filing",
        "request_correction",
        "correct_decision_filing",
        "record_complaint",
        "answer_complaint",
        "issue_supervision_notice",
        "answer_supervision_notice",
        # what the documents of these need: a seal, their way to the party, a second person
        "record_sealing",
        "record_service",
        "record_service_attempt",
        "serve_by_announcement",
        "record_publication",
        "confirm",
        "send_back",
        # whose case it is, by which rules it counts, and the way back
        "reassign",
        "adopt_rulebook",
        "reopen",
    }
)
"""Remedies, the mending of the decision, payments and publication are still recorded; for all else the case is reopened (procedure: closed)."""

CLOSED_ALREADY = Refusal(
    "ClosedAlready",
    of_sector(Provision.CLOSING),
    Words("案件已于{on}结案，案卷已封存", "the case was closed on {on}, and its dossier is sealed"),
    Words(
        "救济、决定的补正和自行纠正、缴款、退款、执行、公示、备案、申诉检举和执法监督仍可记录；"
        "其他事项（包括补充证据、更正案卷），请由负责人或者执法监督机构重新打开案件（reopen）",
        "remedies, the mending of the decision, payments, refunds, execution, publication, filing, complaints and"
        " supervision are still recorded; for anything else, evidence and the record of the case among it, let a head or"
        " the supervising office reopen the case (reopen)",
    ),
)


def lawful_when_closed(case: Case, kind: type[Move]) -> bool:
    """Whether the closing of the case does not stand in the way of this kind of move."""
    return case.closing.closed_on is None or kind.name in AFTER_CLOSING


def not_closed(now: Moment, kind: type[Move]) -> Iterator[Refused]:
    """Refuse what is not made any more on a closed case."""
    if not lawful_when_closed(now.case, kind):
        yield CLOSED_ALREADY(on=now.case.closing.closed_on)
