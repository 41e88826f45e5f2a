"""The day of the hearing (听证日期): seven working days lie between service of its notice and it (行政处罚法 第64条第2项)."""

from collections.abc import Iterator
from datetime import date

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.sessions import HearingPlan
from domain.law.articles import art
from domain.law.counting import first_lawful_day
from domain.law.terms import TermKey
from domain.procedure.language import APL, Moment, Refusal, Refused


def first_day(case: Case, served_on: date) -> date:
    """The first lawful day of a hearing whose notice was served on that day."""
    term = case.rulebook.term(TermKey.HEARING_NOTICE, served_on)
    return first_lawful_day(
        term, served_on, case.rulebook.calendar, strict=case.rulebook.switches.strict_backward
    )


def served_too_late(case: Case, party: Party, plan: HearingPlan) -> bool:
    """Whether the notice was served too late for the day that it names."""
    service = party.service_of(plan.document)
    return service is not None and plan.on < first_day(case, service.served_on)


def sits_no_more(case: Case, plan: HearingPlan) -> str:
    """Who of those named may not sit at this hearing, being told to stand back (43); empty where all may.

    What a recorder wrote down on an earlier day than that of the decision stands: until then nobody stands back.
    """
    recusals = case.recusals
    if recusals.stands_back(plan.presider):
        return plan.presider
    others = (plan.recorder, *plan.hearers)
    return next((person for person in others if recusals.stands_back(person, by=plan.on)), "")


HEARING_TOO_SOON = Refusal(
    "HearingTooSoon",
    art(APL, "64(2)"),
    Words(
        "听证通知书于{served_on}送达的，当事人{party}的听证不能在{on}举行",
        "with its notice served on {served_on}, the hearing of party {party} cannot be on {on} yet",
    ),
    Words(
        "最早可在{first}举行：请另定日期并通知（notify_hearing）",
        "the first lawful day is {first}: set another day and give notice of it (`notify_hearing`)",
    ),
)


def not_too_soon(now: Moment, party: int, on: date, served_on: date) -> Iterator[Refused]:
    """Refuse a hearing that leaves too short a notice after service on that day."""
    first = first_day(now.case, served_on)
    if on < first:
        yield HEARING_TOO_SOON(party=party, on=on, served_on=served_on, first=first)
