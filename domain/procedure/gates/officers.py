"""Gate 1: two qualified officers; who investigated neither reviews nor presides over the hearing."""

from collections.abc import Iterator, Sequence

from domain.case.people import Person
from domain.law.articles import art
from domain.procedure.language import APL, SAMR_P, Moment, Refused

QUALIFIED_OFFICERS = 2
"""执法人员不得少于两人 (行政处罚法 第42条)."""


def two_qualified_officers(now: Moment, officers: Sequence[Person]) -> Iterator[Refused]:
    distinct = {p.id for p in officers}
    if len(distinct) < QUALIFIED_OFFICERS:
        yield Refused(
            "TooFewOfficers",
            art(APL, "42"),
            "执法人员不得少于两人：请补充承办人 · at least two officers: name another",
        )
    for person in officers:
        if not person.certificate or person.certificate_until is None or person.certificate_until < now.today:
            yield Refused(
                "CertificateInvalid",
                art(APL, "42"),
                f"{person.id} 的执法证件无效或已过期：请更换承办人或更新证件"
                f" · {person.id} holds no valid enforcement certificate: name another officer or renew it",
            )


def no_investigator_reviews(now: Moment, person: Person) -> Iterator[Refused]:
    if now.case.people.ever_officer(person.id):
        yield Refused(
            "ReviewerInvestigated",
            art(SAMR_P, "49"),
            f"{person.id} 办理过本案，不得担任审核人员：请另行指定"
            f" · {person.id} is or was an officer of this case and may not review it: assign another",
        )


def no_investigator_presides(now: Moment, person: Person) -> Iterator[Refused]:
    if now.case.people.ever_officer(person.id):
        yield Refused(
            "PresiderInvestigated",
            art(APL, "64(4)"),
            f"{person.id} 是本案调查人员，不得主持听证：请另行指定"
            f" · {person.id} investigated this case and may not preside over its hearing: name another",
        )
    reviewer = now.case.review.reviewer
    if reviewer:
        yield from _review_and_hearing_apart(now, {person.id} & {reviewer.id})


def no_presider_reviews(now: Moment, person: Person) -> Iterator[Refused]:
    """A setting of the profile; the law does not separate the two [A]."""
    plans = (n.hearing_plan for p in now.case.parties.all for n in p.notices)
    yield from _review_and_hearing_apart(now, {person.id} & {plan.presider for plan in plans if plan})


def _review_and_hearing_apart(now: Moment, both: set[str]) -> Iterator[Refused]:
    if both and not now.rules.switches.reviewer_may_preside:
        yield Refused(
            "PresiderReviews",
            art(APL, "64(4)"),
            "本机关规定审核人员不得主持听证：请另行指定 · here nobody both reviews and presides: name another",
        )


def unrelated(now: Moment, person: Person) -> Iterator[Refused]:
    """有直接利害关系的，应当回避 (行政处罚法 第43条)."""
    if {p.identifier for p in now.case.parties.all} & set(person.related_to):
        yield Refused(
            "RelatedToParty",
            art(APL, "43"),
            f"{person.id} 与当事人有利害关系，应当回避：请另行指定"
            f" · {person.id} is related to a party and stands back: name another",
        )
