"""The stage of a case: computed from its parties, shown, and refusing nothing."""

from enum import StrEnum

from domain.case.review import Purpose
from domain.procedure.gates import heard, papers
from domain.procedure.language import Moment


class Stage(StrEnum):
    DRAFTED = "drafted"
    NOTIFYING = "notifying"
    COLLECTING_STATEMENTS = "collecting_statements"
    LEGAL_REVIEW = "legal_review"
    FILING = "filing"
    DECIDING = "deciding"
    EXECUTING = "executing"
    CLOSED = "closed"


STAGE_TITLES = {
    Stage.DRAFTED: "拟处罚",
    Stage.NOTIFYING: "约谈告知",
    Stage.COLLECTING_STATEMENTS: "听述",
    Stage.LEGAL_REVIEW: "法制审核",
    Stage.FILING: "报备",
    Stage.DECIDING: "决定",
    Stage.EXECUTING: "送达备案",
    Stage.CLOSED: "结案归档",
}


def stage(now: Moment) -> Stage:
    """The first that holds over the parties (procedure: Stage)."""
    case = now.case
    if case.closing.closed_on:
        return Stage.CLOSED
    if not any(case.undecided):
        return Stage.EXECUTING
    if not any(p.issued_notices for p in case.parties.all):
        return Stage.DRAFTED
    if any(p.notices_served_on is None for p in case.undecided):
        return Stage.NOTIFYING
    if any(heard.everyone_heard(now)) or not _submitted(now):
        return Stage.COLLECTING_STATEMENTS
    if any(papers.reviewed(now)):
        return Stage.LEGAL_REVIEW
    if any(papers.filed(now)):
        return Stage.FILING
    return Stage.DECIDING


def _submitted(now: Moment) -> bool:
    if not any(papers.reviewed(now)):
        return True
    last = now.case.review.last
    if last is None or last.purpose is not Purpose.AFTER_STATEMENTS:
        return False
    # One that was returned is with the officer, and still in review; papers changed after an agreement are not.
    return last.papers == now.case.papers_version or now.case.review.returned is not None
