"""The stage of a case: computed from its parties, shown, and refusing nothing."""

from datetime import date, datetime

from domain.bilingual import Titled
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.review import Purpose
from domain.procedure.gates import heard, papers
from domain.procedure.language import Moment, machine_moment
from domain.record import once


class Stage(Titled):
    DRAFTED = "drafted", "拟处罚", "penalty drafted"
    NOTIFYING = "notifying", "约谈告知", "notifying"
    COLLECTING_STATEMENTS = "collecting_statements", "听述", "hearing statements"
    LEGAL_REVIEW = "legal_review", "法制审核", "legal review"
    FILING = "filing", "报备", "filing"
    DECIDING = "deciding", "决定", "deciding"
    EXECUTING = "executing", "送达备案", "serving and filing the decision"
    CLOSED = "closed", "结案归档", "closed and archived"


def stage(case: Case, at: datetime) -> Stage:
    """Return the stage of an opened case: the first that holds over its parties (procedure: Stage)."""
    known, now = _by_day(case), machine_moment(case, at)
    return known.get(now.today) or known.setdefault(now.today, _stage(case, now))


@once
def _by_day(case: Case) -> dict[date, Stage]:
    """The stages of a case that were asked for: receipt, attributes and projection ask for the same one."""
    return {}


def _stage(case: Case, now: Moment) -> Stage:
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


def stage_of(case: Case, party: Party, at: datetime) -> Stage:
    """Return how far one party is, which may be further than the case: what another has to say does not hold it up."""
    now = stage(case, at)
    if now is Stage.CLOSED or not party.undecided:
        return now if now is Stage.CLOSED else Stage.EXECUTING
    if party.unnotified:
        return Stage.DRAFTED
    if party.notices_served_on is None:
        return Stage.NOTIFYING
    if any(heard.party_heard(machine_moment(case, at), party)):
        return Stage.COLLECTING_STATEMENTS
    order = list(Stage)
    return max(now, Stage.COLLECTING_STATEMENTS, key=order.index)
