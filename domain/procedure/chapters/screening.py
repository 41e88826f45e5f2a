"""Screening (筛查): what the intended penalties bring with them, found at the opening and once a head has answered."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case, CaseScreening, ChosenLaw
from domain.case.drafts import NewParty
from domain.case.identity import age_said
from domain.case.papers import Papers, Proposal
from domain.case.parties import Party
from domain.law.limitation import limitation_ended
from domain.law.penalties import penalties_said
from domain.law.screening import Finding, ScreenedParty, Screening, concluded, screen
from domain.law.versions import LawQuestion, laws_in_question
from domain.procedure.language import Fact, Moment, Stamp

HEARING_RIGHT = {True: Words("有", "yes"), False: Words("无", "no"), None: Words("待定", "to be answered")}
"""What screening says of it, and a head where the rules do not know."""


class Screened(Fact):
    """Whether the intended penalty is major, and what that brings with it; each with threshold, reason, article."""

    title: ClassVar = Words("已筛查", "draft screened")
    component: ClassVar = "screening"
    screening: CaseScreening

    def change(self, case: Case, stamp: Stamp) -> CaseScreening:
        return self.screening

    def said(self, case: Case) -> Iterator[Words]:
        scope = self.screening.in_scope
        source = Words(f"〔{scope.article}〕", f" [{scope.article}]") if scope.article else Words("", "")
        yield Words("筛查：{reason}{source}", "screening: {reason}{source}").filled(
            reason=scope.why, source=source
        )
        for number, finding in self.screening.hearing.items():
            party = case.party(number)
            yield Words(
                "{party}拟{penalties}；听证权：{right}",
                "{party}: intended {penalties}; right to a hearing: {right}",
            ).filled(
                party=party.said,
                penalties=penalties_said(party.proposal.penalties),
                right=HEARING_RIGHT[finding.answer],
            )
            if age := age_said(party, case.papers.acted_until):
                yield Words("{party}{age}", "{party}: {age}").filled(party=party.said, age=age)


def screened(now: Moment, papers: Papers, parties: Mapping[int, NewParty | Party]) -> CaseScreening:
    """Screen a draft by the rules of today."""
    found = screen(
        now.rules,
        now.today,
        [
            ScreenedParty(id=number, kind=party.kind, penalties=party.proposal.penalties)
            for number, party in parties.items()
        ],
        complex_case=papers.complex_case.answer,
        influence=papers.influence.answer,
        public_interest=papers.public_interest.answer,
    )
    return case_screening(
        found,
        limitation=limitation_ended(papers.act_to, papers.discovered_on, papers.harm, now.rules),
        questions=tuple(questions_of_law(papers, now)),
    )


def screened_anew(now: Moment, papers: Papers, intended: Mapping[int, Proposal]) -> CaseScreening:
    """Screen an amended draft; what a party was told of its rights, and what a head answered of the same, stays."""
    before = now.case.screening
    others = [p.model_copy(update={"proposal": intended.get(p.id, p.proposal)}) for p in now.case.parties.all]
    found = screened(now, papers, {p.id: p for p in others})
    same = {p.id for p in others if p.proposal.penalties == now.case.party(p.id).proposal.penalties}
    answered = tuple(n for n in before.answered if n in same)
    told = {p.id for p in now.case.parties.all if not p.unnotified}
    kept = {n: before.hearing[n] for n in sorted({*answered, *told}) if n in before.hearing}
    concluded_ = concluded(
        now.rules,
        now.today,
        {**found.hearing, **kept},
        complex_case=papers.complex_case.answer,
        influence=papers.influence.answer,
        public_interest=papers.public_interest.answer,
    )
    return case_screening(
        concluded_,
        limitation=found.limitation,
        questions=found.questions,
        answered=answered,
        chosen=before.chosen,
    )


def questions_of_law(papers: Papers, now: Moment) -> Iterator[LawQuestion]:
    """Yield the laws of the basis that have changed between the act and today."""
    return laws_in_question((basis.statute for basis in papers.basis), papers.act_to, now.today)


def case_screening(
    found: Screening,
    *,
    limitation: Finding,
    questions: tuple[LawQuestion, ...],
    answered: tuple[int, ...] = (),
    chosen: tuple[ChosenLaw, ...] = (),
) -> CaseScreening:
    """Put what screening found beside what the case knows of limitation and of the laws in question."""
    return CaseScreening(
        major=found.major,
        in_scope=found.in_scope,
        hearing=found.hearing,
        legal_review=found.legal_review,
        discussion=found.discussion,
        filing=found.filing,
        decision_filing=found.decision_filing,
        reviews=found.reviews,
        limitation=limitation,
        questions=questions,
        answered=answered,
        chosen=chosen,
    )


FACTS = (Screened,)
