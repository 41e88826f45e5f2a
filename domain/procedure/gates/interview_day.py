"""The day of the interview (听述时间): for when a party is summoned, and how soon after service it may be."""

from collections.abc import Iterator
from datetime import date, datetime, time

from domain.bilingual import Words
from domain.case.parties import Party
from domain.law.counting import first_lawful_day, nth_working_day
from domain.law.terms import TermKey
from domain.procedure.language import SHANGHAI, Moment, Refusal, Refused


def summoned_for(now: Moment, party: Party) -> tuple[datetime, datetime] | None:
    """Return the instant for which a served party is summoned, as its earliest and latest.

    They differ only while the day follows from service in a year whose holidays are not published; then nobody
    is held to have missed the earlier one (gate 7).
    """
    notices, served = party.last_notices, party.notices_served_on
    if notices is None or served is None:
        return None
    plan = notices.interview
    if plan.at is not None:
        return plan.at, plan.at
    day = nth_working_day(served, plan.working_days_after_service or 0, now.rules.calendar)
    hour = time.fromisoformat(plan.time)
    return (
        datetime.combine(day.remind_by, hour, SHANGHAI),
        datetime.combine(day.waits_for, hour, SHANGHAI),
    )


INTERVIEW_TOO_SOON = Refusal(
    "InterviewTooSoon",
    None,
    Words(
        "通知于{served}送达的，当事人{party}的听述不能在{on}举行",
        "served on {served}, party {party} cannot be heard on {on} yet",
    ),
    Words(
        "最早可在{first}举行：请在 prepare_notices 的 interview 中另定时间，或者在 hold_interview 的 on 中填写该日或者以后",
        "the first lawful day is {first}: set it in `interview` of `prepare_notices`, or hold it then (`on` of `hold_interview`)",
    ),
)


def not_too_soon(now: Moment, party: Party, on: date, served: date) -> Iterator[Refused]:
    """Refuse an interview that leaves too short a notice after service on that day."""
    term = now.rules.term(TermKey.INTERVIEW_NOTICE, served)
    first = first_lawful_day(term, served, now.rules.calendar, strict=now.rules.switches.strict_backward)
    if on < first:
        yield INTERVIEW_TOO_SOON(article=term.source, party=party.id, on=on, served=served, first=first)
