"""How far a case has come: since when each gate stands open, as far as its facts say.

The gates refuse; this tells work lists what waits, and moves on which day they could have been made at the earliest.
"""

from collections.abc import Iterable
from datetime import date

from domain.case.case import Case
from domain.case.parties import Party, Right
from domain.case.review import Filed, Purpose
from domain.law.terms import TermKey
from domain.procedure.gates import papers, parties, since_hearing
from domain.procedure.language import ONE_DAY
from domain.record import once


def heard_since(case: Case, party: Party) -> date | None:
    """Since when gates 2 and 3 stand open for one party."""
    notices = party.last_notices
    if notices is None or party.unanswered:
        return None
    days = [_statement_over(case, party), _interview_over(party), _hearing_over(case, party)]
    return last_of([*days, *(r.on for r in notices.rechecks)])


def _statement_over(case: Case, party: Party) -> date | None:
    return _right_over(case, party, TermKey.STATEMENT, Right.STATEMENT)


def _interview_over(party: Party) -> date | None:
    held = party.last_notices.outcome if party.last_notices else None
    over = held or party.waived(Right.INTERVIEW)
    return over.on if over else None


def _hearing_over(case: Case, party: Party) -> date | None:
    notices = party.last_notices
    if notices and notices.hearing_request:
        return notices.hearing_report.on if notices.hearing_report else None
    if not case.has_hearing_right(party.id):
        return party.notices_served_on
    return _right_over(case, party, TermKey.HEARING_REQUEST, Right.HEARING)


def _right_over(case: Case, party: Party, term: TermKey, right: Right) -> date | None:
    waiver = party.waived(right)
    return waiver.on if waiver else _day_after(case, term, party.id, party.notices_served_on)


def _day_after(case: Case, term: TermKey, party: int | None, start: date | None) -> date | None:
    """The day after a last day that has passed, as the clock has stated it."""
    last = case.last_days.days_passed.get((term, party, start))
    return last + ONE_DAY if last else None


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
    last = since_hearing.filed(case)
    if last is None:
        return None
    return last_of([reviewed, _filing_answered(case, last)])


def _filing_answered(case: Case, filed: Filed) -> date | None:
    """The day on which an answer, or silence, let the case go on."""
    if filed.objection:
        silence = _day_after(case, TermKey.LIFT_OBJECTION, None, filed.objection.answered_on)
        return filed.objection.settled_on or silence
    report = case.documents.get(filed.document)
    silence = _day_after(case, TermKey.FILING_RESPONSE, None, report.issued_on if report else None)
    return filed.acknowledged_on or silence


@once
def discussed_since(case: Case) -> date | None:
    """Since when the head may decide."""
    filed = filed_since(case)
    if case.screening.discussion.answer is False:
        return filed
    discussion = since_hearing.discussed(case)
    return last_of([filed, discussion.on if discussion else None])


def last_of(days: Iterable[date | None]) -> date | None:
    """The last of these days; nothing where one is still to come, or where there are none."""
    known = list(days)
    done = [day for day in known if day]
    return max(done) if done and len(done) == len(known) else None
