"""How far a case has come: since when each gate stands open, as far as its facts say.

The gates refuse; this tells work lists what waits, and moves on which day they could have been made at the earliest.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from domain.case.case import Case
from domain.case.parties import Party, Right
from domain.case.review import Filed, Purpose
from domain.law.errors import LawUnknown
from domain.law.terms import TermKey
from domain.procedure.gates import new_evidence, papers, parties, since_hearing
from domain.procedure.language import ONE_DAY
from domain.procedure.periods import period
from domain.record import once


def heard_since(case: Case, party: Party) -> date | None:
    """Since when gates 2 and 3 stand open for one party."""
    notices = party.last_notices
    if notices is None or party.unanswered:
        return None
    days = [_statement_over(case, party), _interview_over(party), _hearing_over(case, party)]
    return last_of([*days, *_answers_over(case, party), *(r.on for r in notices.rechecks)])


def _answers_over(case: Case, party: Party) -> Iterator[date | None]:
    """When the party could answer no more what is relied on and came after its notice."""
    known = new_evidence.told(party)
    for piece in new_evidence.since_the_notice(case, party):
        served = new_evidence.served_on(party, known[piece.id]) if piece.id in known else None
        waived = new_evidence.waiver_of(party, served) if served else None
        yield waived or _day_after(case, TermKey.NEW_EVIDENCE_ANSWER, party.id, served)


def _statement_over(case: Case, party: Party) -> date | None:
    return _right_over(case, party, TermKey.STATEMENT, Right.STATEMENT)


def _interview_over(party: Party) -> date | None:
    held = party.last_notices.outcome if party.last_notices else None
    over = held or party.waived(Right.INTERVIEW)
    return over.on if over else None


def _hearing_over(case: Case, party: Party) -> date | None:
    notices = party.last_notices
    if notices and notices.hearing_request:
        return notices.hearing_settled_on
    if not case.has_hearing_right(party.id):
        return party.notices_served_on
    requests = notices.hearing_requests if notices else ()
    withdrawn = (r.withdrawal.on for r in requests if r.withdrawal)
    return last_of([_right_over(case, party, TermKey.HEARING_REQUEST, Right.HEARING), *withdrawn])


def _right_over(case: Case, party: Party, term: TermKey, right: Right) -> date | None:
    waiver = party.waived(right)
    return waiver.on if waiver else _day_after(case, term, party.id, party.notices_served_on)


def _day_after(case: Case, term: TermKey, party: int | None, start: date | None) -> date | None:
    """The day after a last day that has passed, as the clock has stated it.

    While its year is not published nobody states a last day: then the day after the latest one it can be, which may be
    still to come (gate 7).
    """
    last = case.last_days.days_passed.get((term, party, start))
    if last is None and start is not None:
        last = _latest(case, term, party, start)
    return last + ONE_DAY if last else None


def _latest(case: Case, term: TermKey, party: int | None, start: date) -> date | None:
    try:
        counted = period(case, term, start, party=party)[1]
    except LawUnknown:
        return None
    return counted.waits_for if counted.provisional else None


@once
def everyone_heard_since(case: Case) -> date | None:
    """Since when gates 2 and 3 stand open for every party still to be punished; nothing where none is."""
    return last_of(heard_since(case, p) for p in parties.to_be_punished(case))


@once
def reviewed_since(case: Case) -> date | None:
    """Since when the papers may go on: every party still to be punished heard, and the review that is due agreed."""
    days = [everyone_heard_since(case)]
    if Purpose.AFTER_STATEMENTS in papers.due_reviews(case):
        agreed = since_hearing.agreed(case, Purpose.AFTER_STATEMENTS)
        days.append(agreed.opinion.on if agreed and agreed.opinion else None)
    return last_of(days)


@once
def filed_since(case: Case) -> date | None:
    """Since when the filing is answered, or its silence lets the case go on, where it is due."""
    reviewed = reviewed_since(case)
    if not case.screening.filing.answer:
        return reviewed
    return last_of([reviewed, _answered_on(case, since_hearing.filed(case))])


def _answered_on(case: Case, filed: Filed | None) -> date | None:
    if filed is None:
        return None
    if filed.objection:
        silence = _day_after(case, TermKey.LIFT_OBJECTION, None, filed.objection.answered_on)
        return filed.objection.settled_on or silence
    report = case.documents.get(filed.document)
    silence = _day_after(case, TermKey.FILING_RESPONSE, None, report.issued_on if report else None)
    return filed.acknowledged_on or silence


def punishable_since(case: Case, party: Party) -> date | None:
    """Since when gates 2 to 4 stand open for this party: what another one still has to say does not hold it up."""
    if case.screening.limitation.answer:
        return None
    days = [heard_since(case, party)]
    if Purpose.AFTER_STATEMENTS in papers.due_reviews(case):
        agreed = since_hearing.agreed(case, Purpose.AFTER_STATEMENTS, party)
        days.append(agreed.opinion.on if agreed and agreed.opinion else None)
    if case.screening.filing.answer:
        days.append(_answered_on(case, since_hearing.filed(case, party)))
    if case.screening.discussion.answer is not False:
        discussion = since_hearing.discussed(case, party)
        days.append(discussion.on if discussion else None)
    return last_of(days)


@once
def unpunished_since(case: Case) -> date | None:
    """Since when nobody need be punished: whichever review is due, it has agreed to the present papers.

    Before the notices it can only be the one before them, whatever the profile asks for of a penalty.
    """
    if not papers.due_reviews(case):
        return case.papers.accepted_on
    rounds = (case.review.agreed(purpose, case.papers_version) for purpose in Purpose)
    return min((r.opinion.on for r in rounds if r and r.opinion), default=None)


def last_of(days: Iterable[date | None]) -> date | None:
    """The last of these days; nothing where one is still to come, or where there are none."""
    known = list(days)
    done = [day for day in known if day]
    return max(done) if done and len(done) == len(known) else None
