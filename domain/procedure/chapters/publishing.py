"""Publishing (公示): a decision of social influence is made public (行政处罚法 第48条)."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import leaving, parties
from domain.procedure.language import (
    APL,
    Clock,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refused,
    Span,
    Stamp,
)
from domain.record import FileHash


class DecisionPublished(PartyFact):
    """The decision was made public."""

    title: ClassVar = Words("决定已公示", "decision published")
    on: date
    where: str
    proof: FileHash

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"published_on": self.on})


class Publicise(PartyMove):
    """Record that the decision was published (公示)."""

    title: ClassVar = Words("公示决定", "publicise")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "48")
    makes: ClassVar = (DecisionPublished,)
    within: ClassVar = TermKey.PUBLICISE

    on: date
    where: str
    proof: FileHash = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.decided(now, party)
        who = now.case.party(party)
        if who.decision and not who.decision.publish:
            yield Refused(
                "NotToBePublished", cls.source, "该决定不需公示 · this decision is not to be published"
            )
        if who.published_on:
            yield Refused("PublishedAlready", cls.source, "已经公示 · published already")
        if who.decision and (document := now.case.documents.get(who.decision.document)):
            yield from leaving.may_leave(now, document)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self.source, where=self.where)
        decision = now.case.party(self.party).decision
        after = decision.on if decision else None
        yield from in_order(now, self.source, self.on, "公示日期", after=after, event="决定之日")

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield DecisionPublished(party=self.party, on=self.on, where=self.where, proof=self.proof)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        return who.decision.on if who.decision and who.decision.publish and who.published_on is None else None


def _publicise(case: Case, party: Party | None) -> Iterator[Span]:
    if party and party.decision and party.decision.publish:
        yield Span(start=party.decision.on, ended_on=party.published_on)


MOVES = (Publicise,)
FACTS = (DecisionPublished,)
CLOCKS = (Clock(TermKey.PUBLICISE, owner=Role.OFFICER, per_party=True, span=_publicise),)
