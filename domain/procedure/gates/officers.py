"""Gate 1: two qualified officers; who investigated neither reviews nor hears; who is related to a party stands back."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.people import Capacity, Person
from domain.law.articles import art
from domain.law.provisions import Provision, of_sector
from domain.law.tables.persons import QUALIFIED_OFFICERS
from domain.procedure.language import APL, Moment, Refusal, Refused

TOO_FEW_OFFICERS = Refusal(
    "TooFewOfficers",
    art(APL, "42"),
    Words("执法人员少于两人", "there are fewer than two officers"),
    Words(
        "请再指明一名承办人（officers，两人会同的填 together_with）",
        "name another officer (`officers`, or `together_with` where two act together)",
    ),
)
CERTIFICATE_INVALID = Refusal(
    "CertificateInvalid",
    art(APL, "42"),
    Words("{person}在{on}没有有效的执法证件", "{person} holds no valid enforcement certificate on {on}"),
    Words(
        "请由执法证件有效的承办人办理（reassign、officers、together_with），或者在人员名录中登记其执法证件（certificates）",
        "let an officer with a valid certificate do it (reassign, `officers`, `together_with`), or enter the certificate"
        " in the directory (`certificates`)",
    ),
)


def two_qualified_officers(now: Moment, officers: Sequence[Person]) -> Iterator[Refused]:
    """Two officers at least, each certified today."""
    if len({p.id for p in officers}) < QUALIFIED_OFFICERS:
        yield TOO_FEW_OFFICERS()
    for person in officers:
        yield from _certified(person, now.today)


def _certified(person: Person, on: date) -> Iterator[Refused]:
    if not person.certified(on):
        yield CERTIFICATE_INVALID(person=person.said, on=on)


REVIEWER_INVESTIGATED = Refusal(
    "ReviewerInvestigated",
    of_sector(Provision.REVIEWER),
    Words(
        "{person}办理过本案，不得担任审核人员",
        "{person} is or was an officer of this case and may not review it",
    ),
    Words("请另行指定审核人员（assign_reviewer）", "assign another reviewer (assign_reviewer)"),
)


PRESIDER_INVESTIGATED = Refusal(
    "PresiderInvestigated",
    art(APL, "64(4)"),
    Words(
        "{person}是本案调查人员，不得主持听证",
        "{person} investigated this case and may not preside over its hearing",
    ),
    Words("请在 presider 中另行指定主持人", "name another presider in `presider`"),
)


RECORDER_INVESTIGATED = Refusal(
    "RecorderInvestigated",
    of_sector(Provision.HEARING_STAFF),
    Words(
        "{person}是本案调查人员，不得担任听证员、听证记录员",
        "{person} investigated this case and may neither sit at its hearing nor keep the record of it",
    ),
    Words("请在 recorder、hearers 中另行指定", "name another person in `recorder` or `hearers`"),
)
MEMBER_INVESTIGATED = Refusal(
    "MemberInvestigated",
    art(APL, "57.2"),
    Words(
        "{person}是本案承办人，在集体讨论中只作汇报，不参与作出结论",
        "{person} is or was an officer of this case: officers report to the discussion and do not conclude",
    ),
    Words(
        "请从 chair、attendees 中删去，填入 reporters",
        "leave them out of `chair` and `attendees`, and name them in `reporters`",
    ),
)
OFFICER_REVIEWED = Refusal(
    "OfficerReviewed",
    art(APL, "58"),
    Words(
        "{person}审核过本案，或者是本案听证的主持人、记录人，不得再担任承办人",
        "{person} has reviewed this case, or presides over its hearing or keeps its record, and may not be an officer of it",
    ),
    Words("请另行指明承办人（officers）", "name another officer (`officers`)"),
)
PRESIDER_REVIEWS = Refusal(
    "PresiderReviews",
    art(APL, "64(4)"),
    Words(
        "{person}兼任审核人员和听证主持人，本案适用的程序规定不允许",
        "{person} would both review and preside over the hearing, which the profile of this case forbids",
    ),
    Words(
        "请另行指定审核人员（reviewer）或者主持人（presider）",
        "name another reviewer (`reviewer`) or presider (`presider`)",
    ),
)


RELATED_TO_PARTY = Refusal(
    "RelatedToParty",
    art(APL, "43"),
    Words(
        "{person}与当事人有直接利害关系，应当回避",
        "{person} is related to a party and must stand back",
    ),
    Words(
        "请由他人办理，或者另行指定（officers、reviewer、presider、recorder、together_with）",
        "let another person act, or name another (`officers`, `reviewer`, `presider`, `recorder`, `together_with`)",
    ),
)


STANDS_BACK = Refusal(
    "StandsBack",
    art(APL, "43"),
    Words("已决定{person}回避本案", "it was decided that {person} stands back from this case"),
    Words(
        "请由他人办理，或者另行指定（officers、reviewer、presider、recorder）",
        "let another person act, or name another (`officers`, `reviewer`, `presider`, `recorder`)",
    ),
)


INVESTIGATED: dict[Capacity, Refusal] = {
    Capacity.REVIEWER: REVIEWER_INVESTIGATED,
    Capacity.HEARING_PRESIDER: PRESIDER_INVESTIGATED,
    Capacity.HEARING_RECORDER: RECORDER_INVESTIGATED,
    Capacity.HEARER: RECORDER_INVESTIGATED,
    Capacity.MEMBER: MEMBER_INVESTIGATED,
}
"""Whoever is or ever was an officer of the case may not take these parts in it."""
KEPT_OUT: dict[Capacity, tuple[Refusal, ...]] = {
    Capacity.OFFICER: (RELATED_TO_PARTY, STANDS_BACK, CERTIFICATE_INVALID, OFFICER_REVIEWED),
    Capacity.REVIEWER: (RELATED_TO_PARTY, STANDS_BACK, REVIEWER_INVESTIGATED, PRESIDER_REVIEWS),
    Capacity.HEARING_PRESIDER: (RELATED_TO_PARTY, STANDS_BACK, PRESIDER_INVESTIGATED, PRESIDER_REVIEWS),
    Capacity.HEARING_RECORDER: (RELATED_TO_PARTY, STANDS_BACK, RECORDER_INVESTIGATED),
    Capacity.HEARER: (RELATED_TO_PARTY, STANDS_BACK, RECORDER_INVESTIGATED),
    Capacity.MEMBER: (RELATED_TO_PARTY, STANDS_BACK, MEMBER_INVESTIGATED),
    Capacity.OTHER: (RELATED_TO_PARTY, STANDS_BACK),
}
"""What `unfit` may refuse somebody for in each capacity, for those who read the procedure."""


def unfit(
    now: Moment, person: Person, capacity: Capacity, *, on: date, parties: AbstractSet[str]
) -> Iterator[Refused]:
    """Refuse a person who may not act in this capacity: the one place where that is asked, of whoever acts or is named.

    Args:
        now: The moment.
        person: As the directory has the person at this instant.
        capacity: In what he acts or is named.
        on: The day of the act, which is not always the day on which it is recorded.
        parties: The identifiers of the parties.
    """
    if person.related(parties, on):
        yield RELATED_TO_PARTY(person=person.said)
    if now.case.recusals.stands_back(person.id):
        yield STANDS_BACK(person=person.said)
    if capacity in INVESTIGATED and now.case.people.ever_officer(person.id):
        yield INVESTIGATED[capacity](person=person.said)
    if capacity is Capacity.OFFICER:
        yield from _certified(person, on)
        if person.id in _independent(now.case):
            yield OFFICER_REVIEWED(person=person.said)
    if not now.rules.switches.reviewer_may_preside:
        reviews = capacity is Capacity.HEARING_PRESIDER and person.id in _reviewers(now.case)
        if reviews or (capacity is Capacity.REVIEWER and person.id in _presiders(now.case)):
            yield PRESIDER_REVIEWS(person=person.said)


def _reviewers(case: Case) -> set[str]:
    """Who reviews this case or did."""
    reviewer = {case.review.reviewer.id} if case.review.reviewer else set()
    return {*reviewer, *case.review.past_reviewers}


def _presiders(case: Case) -> set[str]:
    return {plan.presider for p in case.parties.all for n in p.notices if (plan := n.hearing_plan)}


def _sitting(case: Case) -> set[str]:
    plans = (n.hearing_plan for p in case.parties.all for n in p.notices if n.hearing_plan)
    return {person for plan in plans for person in plan.sitting}


def _independent(case: Case) -> set[str]:
    """Who has reviewed this case, or sits at its hearing: never an officer of it afterwards.

    The hearing that was notified is held by whom its notice names: nobody else is asked on its day.
    """
    return {*_reviewers(case), *_sitting(case)}
