"""Gate 1: two qualified officers; who investigated neither reviews nor presides over the hearing."""

from collections.abc import Iterator, Sequence

from domain.bilingual import Words
from domain.case.people import Person
from domain.law.articles import art
from domain.procedure.language import APL, SAMR_P, Moment, Refusal, Refused

QUALIFIED_OFFICERS = 2
"""执法人员不得少于两人 (行政处罚法 第42条)."""

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
    Words("{person} 的执法证件无效或已过期", "{person} holds no valid enforcement certificate"),
    Words(
        "请更换承办人（officers、together_with），或在人员名录中更新其执法证件（certificate_until）",
        "name another officer (`officers`, `together_with`), or renew the certificate in the directory"
        " (`certificate_until`)",
    ),
)


def two_qualified_officers(now: Moment, officers: Sequence[Person]) -> Iterator[Refused]:
    distinct = {p.id for p in officers}
    if len(distinct) < QUALIFIED_OFFICERS:
        yield TOO_FEW_OFFICERS()
    for person in officers:
        if not person.certificate or person.certificate_until is None or person.certificate_until < now.today:
            yield CERTIFICATE_INVALID(person=person.id)


REVIEWER_INVESTIGATED = Refusal(
    "ReviewerInvestigated",
    art(SAMR_P, "49"),
    Words(
        "{person} 办理过本案，不得担任审核人员",
        "{person} is or was an officer of this case and may not review it",
    ),
    Words("请另行指定审核人员（assign_reviewer）", "assign another reviewer (assign_reviewer)"),
)


def no_investigator_reviews(now: Moment, person: Person) -> Iterator[Refused]:
    if now.case.people.ever_officer(person.id):
        yield REVIEWER_INVESTIGATED(person=person.id)


PRESIDER_INVESTIGATED = Refusal(
    "PresiderInvestigated",
    art(APL, "64(4)"),
    Words(
        "{person} 是本案调查人员，不得主持听证",
        "{person} investigated this case and may not preside over its hearing",
    ),
    Words("请在 presider 中另行指定主持人", "name another presider in `presider`"),
)


def no_investigator_presides(now: Moment, person: Person) -> Iterator[Refused]:
    if now.case.people.ever_officer(person.id):
        yield PRESIDER_INVESTIGATED(person=person.id)
    reviewer = now.case.review.reviewer
    if reviewer:
        yield from _review_and_hearing_apart(now, {person.id} & {reviewer.id})


def no_presider_reviews(now: Moment, person: Person) -> Iterator[Refused]:
    """A setting of the profile; the law does not separate the two [A]."""
    plans = (n.hearing_plan for p in now.case.parties.all for n in p.notices)
    yield from _review_and_hearing_apart(now, {person.id} & {plan.presider for plan in plans if plan})


PRESIDER_REVIEWS = Refusal(
    "PresiderReviews",
    art(APL, "64(4)"),
    Words(
        "{person} 兼任审核人员和听证主持人，本案适用的程序规定不允许",
        "{person} would both review and preside over the hearing, which the profile of this case forbids",
    ),
    Words(
        "请另行指定审核人员（reviewer）或者主持人（presider）",
        "name another reviewer (`reviewer`) or presider (`presider`)",
    ),
)


def _review_and_hearing_apart(now: Moment, both: set[str]) -> Iterator[Refused]:
    if not now.rules.switches.reviewer_may_preside:
        for person in both:
            yield PRESIDER_REVIEWS(person=person)


RELATED_TO_PARTY = Refusal(
    "RelatedToParty",
    art(APL, "43"),
    Words(
        "{person} 与当事人有直接利害关系，应当回避",
        "{person} is related to a party and must stand back",
    ),
    Words(
        "请另行指定人员（reviewer、presider）",
        "name another person (`reviewer`, `presider`)",
    ),
)


def unrelated(now: Moment, person: Person) -> Iterator[Refused]:
    """有直接利害关系的，应当回避 (行政处罚法 第43条)."""
    if {p.identifier for p in now.case.parties.all} & set(person.related_to):
        yield RELATED_TO_PARTY(person=person.id)
