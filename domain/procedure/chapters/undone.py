"""Undone (失效): what an annulment makes true: an act stands no more, and what it had said is kept."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.annulling import ActKind, AnnulledAct, Annulments
from domain.case.case import Case
from domain.case.documents import Documents
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.review import DecisionFiling, Discussions, Filing, Review
from domain.lengths import Code, Text
from domain.procedure.acts import Act, acts
from domain.procedure.language import Fact, PartyFact, Stamp
from domain.procedure.undoing import without


class ActAnnulled(Fact):
    """An act was annulled, by itself or with the one on which it rested; what it had said is kept."""

    title: ClassVar = Words("记录已撤销", "act annulled")
    component: ClassVar = "annulments"
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    act: ActKind
    party: int | None = None
    which: Code
    on: date
    reason: Text
    by: Code
    head: Code = ""
    fell_with: ActKind | None = None
    defect_of: tuple[int, ...] = ()
    stands: bool = False
    rounds: int = 0
    filings: int = 0
    discussions: int = 0

    def change(self, case: Case, stamp: Stamp) -> Annulments:
        # Read from its place here: the journal has it once already, in the fact that recorded it.
        found = next((a for a in acts(case, self.act, self.party) if a.which == self.which), None)
        told = self.model_dump(exclude={"act"})
        annulled = AnnulledAct(
            **told, kind=self.act, said=found.content if found else "", annulled_on=stamp.on
        )
        return Annulments(acts=(*case.annulments.acts, annulled))

    def said(self, case: Case) -> Iterator[Words]:
        act = Act(self.act, self.party, (self.which,), self.on).said
        if self.fell_with:
            yield Words("{act}，随{root}失效", "{act}, falls with the {root}").filled(
                act=act, root=self.fell_with
            )
            return
        yield Words("{act}；理由：{reason}", "{act}, because: {reason}").filled(act=act, reason=self.reason)
        for party in self.defect_of:
            yield IN_A_DECISION.filled(party=case.party(party).said)


IN_A_DECISION = Words(
    "对{party}的决定已经作出：构成自行纠正的事由（行政处罚法第七十五条第二款）",
    "the decision on {party} is made: it is a ground to set that aside (Administrative Penalty Law art. 75(2))",
)


class PartyActUndone(PartyFact):
    """An act of a party stands no more."""

    title: ClassVar = Words("当事人事项已失效", "act of a party undone")
    act: ActKind
    which: Code
    fell: bool = False
    """With another: what the party said in it was said all the same."""

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return without(party, self.act, self.which, fell=self.fell).with_decision_overtaken()

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：{act}", "{party}: {act}").filled(
            party=case.party(self.party).said, act=self.act
        )


class SealUndone(Fact):
    """A document is not sealed, and so not issued; it waits for its seal again."""

    title: ClassVar = Words("盖章已失效", "seal undone")
    component: ClassVar = "documents"
    document: int

    def change(self, case: Case, stamp: Stamp) -> Documents:
        document = case.documents.known(self.document)
        return case.documents.replaced(document.model_copy(update={"seal": None, "issued_on": None}))

    def said(self, case: Case) -> Iterator[Words]:
        yield case.documents.said((self.document,))


class OpinionUndone(Fact):
    """A round of review is without its opinion again."""

    title: ClassVar = Words("审核意见已失效", "opinion undone")
    component: ClassVar = "review"
    informs: ClassVar = (Role.REVIEWER,)
    round: int

    def change(self, case: Case, stamp: Stamp) -> Review:
        rounds = tuple(
            r.model_copy(update={"opinion": None}) if r.number == self.round else r
            for r in case.review.rounds
        )
        return case.review.model_copy(update={"rounds": rounds})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("第{round}轮", "round {round}").filled(round=self.round)


class DiscussionUndone(Fact):
    """The heads have not discussed the case, or not so."""

    title: ClassVar = Words("集体讨论已失效", "discussion undone")
    component: ClassVar = "discussions"
    place: int
    """Among the discussions that stood, from 1."""

    def change(self, case: Case, stamp: Stamp) -> Discussions:
        held = case.discussions.all
        left = (*held[: self.place - 1], *held[self.place :])
        return case.discussions.model_copy(update={"all": left})


class FilingAcknowledgementUndone(Fact):
    """The supervising office has not signed for the filing."""

    title: ClassVar = Words("报备签收已失效", "acknowledgement of the filing undone")
    component: ClassVar = "filing"
    report: int

    def change(self, case: Case, stamp: Stamp) -> Filing:
        filings = tuple(
            f.model_copy(update={"acknowledged_on": None}) if f.document == self.report else f
            for f in case.filing.filings
        )
        return Filing(filings=filings)


class DecisionFilingAcknowledgementUndone(Fact):
    """The supervising office has not signed for a report on decisions."""

    title: ClassVar = Words("决定备案签收已失效", "acknowledgement of the decision filing undone")
    component: ClassVar = "decision_filing"
    report: int

    def change(self, case: Case, stamp: Stamp) -> DecisionFiling:
        return case.decision_filing.changed(self.report, acknowledged_on=None)


FACTS = (
    ActAnnulled,
    PartyActUndone,
    SealUndone,
    OpinionUndone,
    DiscussionUndone,
    FilingAcknowledgementUndone,
    DecisionFilingAcknowledgementUndone,
)
