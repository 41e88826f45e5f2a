"""Leaving without a decision (撤案、终止、移送): nothing is decided any more on whom a head lets go from the case."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.departing import Departure, Left
from domain.case.documents import DocumentKind, NewDocument
from domain.case.parties import Party
from domain.case.people import Role
from domain.labels import Label
from domain.law.provisions import Provision, of_sector
from domain.lengths import Line, Text
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved
from domain.procedure.faults import filled
from domain.procedure.gates import parties
from domain.procedure.language import Fact, Moment, Move, PartyFact, PartyMove, Refusal, Refused, Stamp

DOCUMENTS: dict[Departure, DocumentKind] = {
    Departure.WITHDRAWN: DocumentKind.WITHDRAWAL_DECISION,
    Departure.TERMINATED: DocumentKind.TERMINATION_DECISION,
    Departure.TRANSFERRED: DocumentKind.TRANSFER_LETTER,
}


class PartyDeparted(PartyFact):
    """A party left the case without a decision: it is neither decided on nor still to be."""

    title: ClassVar = Words("对当事人的程序已了结", "party left the case")
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    left: Left

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"left": self.left})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：{why}；{ground}", "{party}: {why}; {ground}").filled(
            party=case.party(self.party).said, why=self.left.why, ground=self.left.ground
        )


def _departing(left: Left, who: Iterable[Party], documents: Iterator[int], head: str) -> Iterator[Fact]:
    """Let parties go, each told by a document of its own; a letter to another agency is one for them all.

    Where nobody is left of a party, its document is kept in the file and served on nobody. Who has left already, by a
    document that lacks something, left on that day and gets another.
    """
    kind = DOCUMENTS[left.why]
    leaving = tuple(who)
    together = next(documents) if kind is DocumentKind.TRANSFER_LETTER else None
    orders: list[NewDocument] = [NewDocument(id=together, kind=kind)] if together else []
    for party in leaving:
        document = together or next(documents)
        on = party.left.on if party.left else left.on
        yield PartyDeparted(party=party.id, left=left.model_copy(update={"document": document, "on": on}))
        if together is None:
            told = None if party.ended else party.id
            orders.append(NewDocument(id=document, kind=kind, party=told))
    voids = dict.fromkeys(d.document for p in leaving for d in (p.left or p.prepared_decision,) if d)
    order = DocumentsOrdered(documents=tuple(orders), voids=tuple(voids))
    yield order
    yield approved(order, head)


def _by_its_end(party: Party) -> bool:
    """Whether a party left because it is no more."""
    return party.ended is not None and party.left is not None and party.left.why is Departure.TERMINATED


def _incomplete(case: Case, party: Party) -> bool:
    """Whether a party left by a document that lacks something, and is told by another."""
    document = case.documents.get(party.left.document) if party.left else None
    return document is not None and document.lacks_something


class _Depart(Move):
    """What dropping a case has in common: every party that is still to be decided on leaves."""

    by: ClassVar = (Role.HEAD,)
    makes: ClassVar = (PartyDeparted, DocumentsOrdered, DocumentApproved)
    why: ClassVar[Departure]

    ground: Annotated[
        Line,
        Label("情形", "ground", "依法属于哪种情形，照录规定", "which ground of the law it is, in its words"),
    ]
    reason: Annotated[Text, Label("理由", "reason", "本案如何属于该情形", "how it is met in this case")]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if not any(cls._to_be_made_anew(now.case)):
            yield from parties.anybody_undecided(now, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, ground=self.ground, reason=self.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        leaving = (*now.case.undecided, *self._to_be_made_anew(now.case))
        yield from _departing(self._left(now), leaving, now.case.documents.next_ids(), now.actor.id)

    @classmethod
    def _to_be_made_anew(cls, case: Case) -> Iterator[Party]:
        for party in case.parties.all:
            if (
                party.left
                and party.left.why is cls.why
                and not _by_its_end(party)
                and _incomplete(case, party)
            ):
                yield party

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        return min((p.left.on for p in cls._to_be_made_anew(case) if p.left), default=None)

    def _left(self, now: Moment) -> Left:
        return Left(
            why=self.why, on=now.today, by=now.actor.id, ground=self.ground, reason=self.reason, document=0
        )


class WithdrawCase(_Depart):
    """Withdraw the case (撤案): it should not have been accepted, or need not be decided any more."""

    title: ClassVar = Words("撤案", "withdraw the case")
    source: ClassVar = of_sector(Provision.WITHDRAWAL)
    why: ClassVar = Departure.WITHDRAWN


class TerminateCase(_Depart):
    """Terminate the proceedings (终止): they cannot go on."""

    title: ClassVar = Words("终止案件", "terminate the proceedings")
    source: ClassVar = of_sector(Provision.TERMINATION)
    why: ClassVar = Departure.TERMINATED


class TransferToAgency(_Depart):
    """Transfer the case to the agency that is competent (移送其他行政机关), which decides on whoever is undecided here."""

    title: ClassVar = Words("移送其他机关", "transfer to another agency")
    source: ClassVar = of_sector(Provision.TRANSFER)
    why: ClassVar = Departure.TRANSFERRED

    agency: Annotated[
        Line,
        Label("受移送机关", "receiving agency", "有管辖权的机关全称", "full name of the competent agency"),
    ]

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, agency=self.agency, ground=self.ground, reason=self.reason)
        if self.agency.strip() == now.case.identity.agency.name:
            yield TRANSFERRED_TO_ITSELF(agency=self.agency)

    def _left(self, now: Moment) -> Left:
        return super()._left(now).model_copy(update={"agency": self.agency})


TRANSFERRED_TO_ITSELF = Refusal(
    "TransferredToItself",
    of_sector(Provision.TRANSFER),
    Words("{agency}就是本案的办理机关", "{agency} is the agency that handles this case"),
    Words(
        "请在 agency 中填写有管辖权的其他机关；更换承办人的，用 reassign",
        "name another agency in `agency`; to change the officers, reassign the case (reassign)",
    ),
)
PARTY_STILL_THERE = Refusal(
    "PartyStillThere",
    of_sector(Provision.TERMINATION),
    Words(
        "没有登记当事人{party}死亡，或者终止且无权利义务承受人",
        "neither the death of party {party} nor its end without a successor is recorded",
    ),
    Words(
        "请先登记并附证明（record_party_change）；其他原因致使案件无法继续的，终止案件（terminate_case）",
        "record it first, with its proof (record_party_change); where the case cannot go on for another reason, terminate it"
        " (terminate_case)",
    ),
)


class EndAgainstParty(PartyMove):
    """End the case against a party that died, or ended without a successor (终止对当事人的程序); the others stay in it."""

    title: ClassVar = Words("终止对当事人的程序", "end the case against a party")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = of_sector(Provision.TERMINATION)
    makes: ClassVar = (PartyDeparted, DocumentsOrdered, DocumentApproved)

    reason: Annotated[
        Text,
        Label(
            "理由",
            "reason",
            "如何查明死亡，或者没有权利义务承受人",
            "how the death, or that there is no successor, was found",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        if _by_its_end(who) and _incomplete(now.case, who):
            return
        if who.pending:
            yield PARTY_STILL_THERE(party=party)
        elif not who.undecided:
            yield from parties.undecided(who, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        party = now.case.party(self.party)
        assert party.ended is not None, "bars asked for it"
        left = Left(
            why=Departure.TERMINATED,
            on=now.today,
            by=now.actor.id,
            ground=f"当事人{party.ended.kind.zh}",
            reason=self.reason,
            document=0,
        )
        yield from _departing(left, (party,), now.case.documents.next_ids(), now.actor.id)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        if who.left and _by_its_end(who) and _incomplete(case, who):
            return who.left.on
        return who.ended.recorded_on if who.ended and who.undecided else None


MOVES = (WithdrawCase, TerminateCase, EndAgainstParty, TransferToAgency)
FACTS = (PartyDeparted,)
