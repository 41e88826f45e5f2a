"""Publishing (公示): a decision of social influence is made public (行政处罚法 第48条)."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.labels import Label
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.lengths import Line
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import leaving, parties
from domain.procedure.language import (
    APL,
    Clock,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refusal,
    Refused,
    Span,
    Stamp,
)
from domain.record import FileHash


class DecisionPublished(PartyFact):
    """The decision was made public."""

    title: ClassVar = Words("决定已公示", "decision made public")
    on: date
    where: Line
    proof: FileHash

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"published_on": self.on})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：{on} {where}", "{party}: {on}, {where}").filled(
            party=case.party(self.party).said, on=self.on, where=self.where
        )


NOT_TO_BE_PUBLISHED = Refusal(
    "NotToBePublished",
    art(APL, "48"),
    Words("对当事人{party}的决定不需公示", "the decision on party {party} is not to be made public"),
    Words(
        "无须办理；是否公示，在制作决定书时确定（prepare_decision 的 publish）",
        "nothing is to be done: whether it is made public is settled when the decision is prepared (prepare_decision,"
        " `publish`)",
    ),
)
PUBLISHED_ALREADY = Refusal(
    "PublishedAlready",
    art(APL, "48"),
    Words("对当事人{party}的决定已于{on}公示", "the decision on party {party} was made public on {on}"),
    Words(
        "无须再办；请接着备案（file_decision）、结案（close_case）",
        "nothing is left to do here: go on to file the decision (file_decision) and to close the case (close_case)",
    ),
)


class Publicise(PartyMove):
    """Record that the decision was published (公示)."""

    title: ClassVar = Words("公示决定", "publicise the decision")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "48")
    makes: ClassVar = (DecisionPublished,)
    within: ClassVar = TermKey.PUBLICISE

    on: Annotated[date, Label("公示日期", "day of publication")]
    where: Annotated[
        Line,
        Label("公示途径", "where", "在哪里公示，如公示系统", "where it was made public, such as a system"),
    ]
    proof: Annotated[
        FileHash,
        Label(
            "公示凭证",
            "proof",
            "公示页面的截图等（文件的 SHA-256）",
            "a picture of the page, or the like (SHA-256 of the file)",
        ),
    ] = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.decided(now, party)
        who = now.case.party(party)
        if who.decision and not who.decision.publish:
            yield NOT_TO_BE_PUBLISHED(party=party)
        if who.published_on:
            yield PUBLISHED_ALREADY(party=party, on=who.published_on)
        if who.decision and (document := now.case.documents.get(who.decision.document)):
            yield from leaving.may_leave(now, document)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, where=self.where)
        decision = now.case.party(self.party).decision
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("公示日期", "the day of publication"),
            after=decision.on if decision else None,
            event=Words("决定之日", "the day of the decision"),
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield DecisionPublished(party=self.party, on=self.on, where=self.where, proof=self.proof)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        if who.decision is None or not who.decision.publish or who.published_on:
            return None
        document = case.documents.get(who.decision.document)
        return who.decision.on if document and document.issued_on else None


def _publicise(case: Case, party: Party | None) -> Iterator[Span]:
    if party and party.decision and party.decision.publish:
        yield Span(start=party.decision.on, ended_on=party.published_on)


MOVES = (Publicise,)
FACTS = (DecisionPublished,)
CLOCKS = (Clock(TermKey.PUBLICISE, owner=Role.OFFICER, per_party=True, of_decision=True, span=_publicise),)
