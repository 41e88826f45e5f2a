"""Who sits at the interview (听述主持人、记录人): two persons of the agency, one of whom may preside."""

from collections.abc import Collection, Iterator

from domain.bilingual import Words, listed
from domain.case.people import Person, Role
from domain.case.sessions import InterviewPlan
from domain.law.articles import art
from domain.procedure.language import APL, Moment, Refusal, Refused, Sort

NOT_OF_THIS_AGENCY = Refusal(
    "NotOfThisAgency",
    art(APL, "44"),
    Words("{persons}不是本机关人员", "not of this agency: {persons}"),
    Words(
        "请在 presider、recorder 中填写本机关人员的编号",
        "name persons of this agency in `presider` and `recorder`",
    ),
    Sort.FORM,
)
MAY_NOT_PRESIDE_INTERVIEW = Refusal(
    "MayNotPresideInterview",
    art(APL, "44"),
    Words("{person}不得主持听述", "{person} may not preside over the interview"),
    Words("请在 presider 中填写主持人{or_officer}的编号", "name a presider{or_officer} in `presider`"),
    Sort.FORM,
)
PRESIDER_RECORDS = Refusal(
    "PresiderRecords",
    art(APL, "44"),
    Words("主持人和记录人是同一人", "presider and recorder are the same person"),
    Words("请在 recorder 中填写另一人的编号", "name another person in `recorder`"),
    Sort.FORM,
)


def may_sit(now: Moment, plan: InterviewPlan, named: Collection[str]) -> Iterator[Refused]:
    """Refuse a plan whose presider or recorder cannot be that; asked of the directory where the move names them."""
    strangers = [who for who in named if not _of_the_agency(now, who)]
    if strangers:
        yield NOT_OF_THIS_AGENCY(persons=listed(map(now.called, strangers)))
    elif plan.presider in named and not _may_preside(now, now.people[plan.presider]):
        yield MAY_NOT_PRESIDE_INTERVIEW(person=now.called(plan.presider), or_officer=_or_officer(now))
    if plan.presider == plan.recorder:
        yield PRESIDER_RECORDS()


def _of_the_agency(now: Moment, person: str) -> bool:
    return person in now.people and now.people[person].agency == now.case.identity.agency.code


def _may_preside(now: Moment, person: Person) -> bool:
    if now.case.people.is_officer(person.id):
        return now.rules.switches.officer_may_preside_interview
    return person.has(Role.PRESIDER, now.today)


def _or_officer(now: Moment) -> Words:
    if now.rules.switches.officer_may_preside_interview:
        return Words("或者本案承办人", " or an officer of the case")
    return Words("", "")
