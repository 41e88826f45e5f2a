"""The day of the interview (听述时间): for when a party is summoned, how soon after service, and when that hour lapses."""

from collections.abc import Iterator
from datetime import date, datetime, time

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.sessions import InterviewPlan
from domain.law.articles import art
from domain.law.counting import first_lawful_day, nth_working_day
from domain.law.terms import TermKey
from domain.procedure.faults import is_hour, with_zone
from domain.procedure.language import APL, SHANGHAI, Moment, Move, Refusal, Refused, Sort, civil


def summoned_for(case: Case, party: Party) -> tuple[datetime, datetime] | None:
    """Return the instant for which a served party is summoned, as its earliest and latest.

    They differ only while the day follows from service in a year whose holidays are not published; then nobody
    is held to have missed the earlier one (gate 7).
    """
    notices, served = party.last_notices, party.summoned_on
    if notices is None or served is None:
        return None
    plan = notices.summons
    if plan.at is not None:
        return plan.at, plan.at
    day = nth_working_day(served, plan.working_days_after_service or 0, case.rulebook.calendar)
    hour = time.fromisoformat(plan.time)
    return (
        datetime.combine(day.remind_by, hour, SHANGHAI),
        datetime.combine(day.waits_for, hour, SHANGHAI),
    )


def first_day(case: Case, served_on: date) -> date:
    """The first lawful day of an interview to which a party was summoned on that day."""
    term = case.rulebook.term(TermKey.INTERVIEW_NOTICE, served_on)
    strict = case.rulebook.switches.strict_backward
    return first_lawful_day(term, served_on, case.rulebook.calendar, strict=strict)


def lapsed(case: Case, party: Party) -> bool:
    """Whether the hour for which a party is summoned lapsed: service came too late for it, or after it."""
    summoned, served_on = summoned_for(case, party), party.summoned_on
    return summoned is not None and served_on is not None and civil(summoned[1]) < first_day(case, served_on)


INTERVIEW_LAPSED = Refusal(
    "InterviewLapsed",
    art(APL, "45"),
    Words(
        "通知于{served}送达，最早可在{first}听述：当事人{party}的听述时间（{on}）已失效",
        "served on {served}, when {first} is the first lawful day, the hour of the interview of party {party}"
        " ({on}) has lapsed",
    ),
    Words(
        "请另定听述时间（reschedule_interview），并送达听述改期通知书（record_service）",
        "set another time (`reschedule_interview`), and serve the notice of it (`record_service`)",
    ),
)


def not_lapsed(now: Moment, party: Party) -> Iterator[Refused]:
    """Refuse what rests on an hour that binds nobody any more."""
    summoned, served = summoned_for(now.case, party), party.summoned_on
    if summoned is not None and served is not None and lapsed(now.case, party):
        first = first_day(now.case, served)
        yield INTERVIEW_LAPSED(party=party.id, on=civil(summoned[1]), served=served, first=first)


NO_WAY = Words("没有填写", "is left empty")
TWO_WAYS = Words("有两种写法", "is given in two ways")
ONLY_THE_HOUR = Words(
    "只填写了 time，没有填写 working_days_after_service", "has `time` and no `working_days_after_service`"
)
NO_HOUR = Words(
    "只填写了 working_days_after_service，没有填写 time", "has `working_days_after_service` and no `time`"
)
NOT_AN_HOUR = Words(
    "（time）不能是 {time}，须写作 09:00 这样的时:分", "(`time`) cannot be {time}: write it as 09:00"
)
INTERVIEW_TIME = Refusal(
    "InterviewTime",
    art(APL, "44"),
    Words("听述时间{fault}", "the time of the interview {fault}"),
    Words(
        "请填写 at，或者填写 working_days_after_service 和 time（时:分），只用其中一种",
        "give either `at`, or `working_days_after_service` with `time` as HH:MM",
    ),
    Sort.FORM,
)
INTERVIEW_TOO_SOON = Refusal(
    "InterviewTooSoon",
    None,
    Words(
        "即使当日（{served}）送达，当事人{party}的听述也不能在{on}举行",
        "even if it is served today, on {served}, party {party} cannot be heard on {on} yet",
    ),
    Words(
        "最早可在{first}举行：请在 at 中填写该日或者以后的时间",
        "the first lawful day is {first}: give a time on it or later in `at`",
    ),
)
INTERVIEW_NOTICE_TOO_SHORT = Refusal(
    "InterviewNoticeTooShort",
    art(APL, "44"),
    Words(
        "送达后第{days}个工作日举行听述，通知时间过短",
        "working day {days} after service leaves too short a notice",
    ),
    Words(
        "请在 working_days_after_service 中填写{least}或者更大的数",
        "give {least} or more in `working_days_after_service`",
    ),
    Sort.FORM,
)


def well_timed(now: Moment, move: Move, party: int, plan: InterviewPlan) -> Iterator[Refused]:
    """Refuse a plan without a time, or with one that even service at once would make too short."""
    naive = list(with_zone(move.source, at=plan.at))
    yield from naive or _timed(now, party, plan)


def _timed(now: Moment, party: int, plan: InterviewPlan) -> Iterator[Refused]:
    days = plan.working_days_after_service
    if fault := fault_of_time(plan):
        yield INTERVIEW_TIME(fault=fault)
    elif plan.at is not None and civil(plan.at) < (first := first_day(now.case, now.today)):
        term = now.rules.term(TermKey.INTERVIEW_NOTICE, now.today)
        on = civil(plan.at)
        yield INTERVIEW_TOO_SOON(article=term.source, party=party, on=on, served=now.today, first=first)
    elif days is not None and days < (least := _least_days(now)):
        yield INTERVIEW_NOTICE_TOO_SHORT(days=days, least=least)


def fault_of_time(plan: InterviewPlan) -> Words | None:
    """Say what is wrong with the time that is fixed for the interview; the two ways exclude each other."""
    if plan.at is not None:
        return TWO_WAYS if plan.working_days_after_service is not None or plan.time else None
    if plan.working_days_after_service is None:
        return ONLY_THE_HOUR if plan.time else NO_WAY
    if not plan.time:
        return NO_HOUR
    return None if is_hour(plan.time) else NOT_AN_HOUR.filled(time=plan.time)


def _least_days(now: Moment) -> int:
    term = now.rules.term(TermKey.INTERVIEW_NOTICE, now.today)
    return term.length + 1 if now.rules.switches.strict_backward else term.length
