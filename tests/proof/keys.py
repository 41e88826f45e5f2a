"""What two states of one party's case before its decision must have in common to be one: all that a rule can read of them.

Days as how far off they are; past days are past, whichever they are.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from domain.case.case import Case
from domain.case.documents import Document
from domain.case.parties import Right
from domain.case.renotifying import NewEvidence
from domain.case.review import Purpose
from domain.law.terms import TermKey
from domain.procedure.gates.interview_day import summoned_for
from domain.procedure.language import civil
from tests.proof.oracle import plain
from tests.proof.stepping import State, next_of

ONE_DAY = timedelta(days=1)


def next_day(state: State) -> date | None:
    """The next day on which anything can be otherwise in a case of one party before its decision."""
    return next_of((day for _, day in awaited(state)), state.today)


def awaited(state: State) -> Iterator[tuple[str, date]]:
    """The days for which a rule may wait, each with what it is the day of."""
    party, rules = state.case.party(1), state.case.rulebook
    notices, served = party.last_notices, party.notices_served_on
    if notices and notices.waivers and served is None:
        yield "service", notices.waivers[-1].on
    if notices and served:
        for term in (TermKey.STATEMENT, TermKey.HEARING_REQUEST):
            yield term, served + rules.term(term, served).length * ONE_DAY
        summoned = summoned_for(state.case, party)
        if summoned and notices.outcome is None:
            yield "interview", civil(summoned[0])
        if notices.hearing_plan and notices.hearing is None and notices.hearing_end is None:
            yield "hearing", notices.hearing_plan.on
        for item in notices.new_evidence:
            if told := party.service_of(item.document):
                yield "new evidence", told.served_on + plain.NEW_EVIDENCE_DAYS * ONE_DAY
    if (filed := state.case.filing.last) and filed.acknowledged_on is None:
        report = state.case.documents.get(filed.document)
        if report and report.issued_on:
            yield "filing", report.issued_on + plain.FILING_DAYS * ONE_DAY


def party_key(state: State) -> tuple[object, ...]:
    """All that a rule can read of a state of these searches; days as how far off they are, the past as past."""
    case, party = state.case, state.case.party(1)
    version = case.papers_version
    return (
        tuple((what, max(-1, (d - state.today).days)) for what, d in awaited(state)),
        _notices(state),
        tuple(p.id for p in party.unanswered),
        len(party.statements),
        len(case.papers.evidence),
        party.proposal.fine,
        _prepared(case),
        party.decision is None,
        _review(case),
        case.review.reviewer is None,
        tuple(case.review.agreed(p, version) is not None for p in Purpose),
        _filing(case),
        case.discussions.on_papers(version) is not None,
        _since_the_hearing(state),
    )


def _since_the_hearing(state: State) -> frozenset[str]:
    """What was submitted, filed and discussed after the report of the hearing: a day may be the same, the order not."""
    places = [n for n, entry in enumerate(state.entries) if entry.fact == "HearingReported"]
    after = state.entries[places[-1] :] if places else ()
    wanted = {"SubmittedForReview", "OpinionAnswered", "InterviewReportFiled", "Discussed"}
    return frozenset(entry.fact for entry in after if entry.fact in wanted)


def _notices(state: State) -> tuple[object, ...]:
    party = state.case.party(1)
    notices = party.last_notices
    if notices is None:
        return ()
    plan = notices.hearing_plan
    notice = state.case.documents.get(plan.document) if plan else None
    served = party.service_of(plan.document) if plan else None
    served_on = party.notices_served_on
    return (
        notices.papers == state.case.papers_version,
        notices.approved_on is None,
        notices.issued_on is None,
        _sealed_late(state, notices.documents),
        tuple(_sealed(state.case.documents.get(n)) for n in notices.documents),
        party.notices_served_on is None,
        tuple(sorted((w.right, served_on is None or w.on >= served_on) for w in notices.waivers)),
        notices.outcome.held if notices.outcome else None,
        tuple((r.counts, r.withdrawal is None) for r in notices.hearing_requests),
        (_sealed(notice), served is None, served and plan and (plan.on - served.served_on).days)
        if plan
        else None,
        notices.hearing is None,
        notices.hearing_report is None,
        notices.hearing_end is None,
        notices.evidence,
        tuple(_told(state, item) for item in notices.new_evidence),
    )


def _sealed_late(state: State, documents: tuple[int, ...]) -> bool:
    """Whether the notices were sealed after they had left, which the day does not say."""
    left = max((n for n, entry in enumerate(state.entries) if entry.fact == "NoticesIssued"), default=None)
    later = () if left is None else state.entries[left:]
    return any(e.body["document"] in documents for e in later if e.fact == "DocumentSealed")


def _told(state: State, item: NewEvidence) -> tuple[object, ...]:
    party = state.case.party(1)
    served = party.service_of(item.document)
    sealed = _sealed(state.case.documents.get(item.document))
    waived = served and party.notices[-1].waived(Right.NEW_EVIDENCE, served.served_on)
    return item.pieces, sealed, served is None, waived is None


def _sealed(document: Document | None) -> bool:
    return document is not None and document.seal is not None


def _prepared(case: Case) -> tuple[object, ...] | None:
    prepared = case.party(1).prepared_decision
    if prepared is None:
        return None
    penalties = tuple(map(str, prepared.penalties))
    current = prepared.papers == case.papers_version
    return prepared.outcome, prepared.discretion, current, prepared.overtaken, penalties


def _review(case: Case) -> tuple[object, ...] | None:
    last = case.review.last
    if last is None:
        return None
    verdict = last.opinion.verdict if last.opinion else None
    return last.purpose, last.papers == case.papers_version, verdict, last.answered


def _filing(case: Case) -> tuple[object, ...] | None:
    last = case.filing.last
    if last is None:
        return None
    report = case.documents.get(last.document)
    return last.papers == case.papers_version, _sealed(report), last.acknowledged_on is None
