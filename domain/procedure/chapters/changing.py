"""Changes of a party (当事人变更): death, end, successor, name, representative, address, each with its proof."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.changing import ChangeKind, PartyChange
from domain.case.parties import Party
from domain.case.people import Role
from domain.labels import Label
from domain.law.articles import art
from domain.law.identifiers import IDENTIFIED_BY, identifier_fault
from domain.law.parties import PartyKind
from domain.lengths import Code, Line
from domain.procedure.chapters.documents import DocumentsVoided
from domain.procedure.chapters.renotifying import ReturnedToNotifying, given_up, outstanding
from domain.procedure.faults import filled, in_order
from domain.procedure.language import APL, Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Sort, Stamp
from domain.record import FileHash

NEEDED: dict[ChangeKind, tuple[str, ...]] = {
    ChangeKind.SUCCESSION: ("new_name", "identifier", "address", "representative"),
    ChangeKind.NEW_NAME: ("new_name",),
    ChangeKind.REPRESENTATIVE: ("representative",),
    ChangeKind.NEW_ADDRESS: ("address",),
}
"""What is new with each change; nothing else may be given with it."""
NEW = NEEDED[ChangeKind.SUCCESSION]
OF_PERSONS = (PartyKind.CITIZEN, PartyKind.SOLE_TRADER)
WHO_CAN: dict[ChangeKind, tuple[PartyKind, ...]] = {
    ChangeKind.DEATH: OF_PERSONS,
    ChangeKind.DISSOLUTION: (PartyKind.ORGANISATION,),
    ChangeKind.SUCCESSION: (PartyKind.ORGANISATION,),
}
"""To whom a change can happen, where not to every party."""
GONE_WITH_A_SUCCESSION: dict[str, None] = dict.fromkeys(
    ("consent", "agents", "confirmed_address", "identifier_kind", "identifier_exception")
)
"""What the party that was had signed or shown for itself binds no successor."""


class PartyChanged(PartyFact):
    """Something about a party changed; notices that were not issued, and what was prepared, are made anew."""

    title: ClassVar = Words("当事人变更已登记", "change of a party recorded")
    informs: ClassVar = (Role.OFFICER, Role.HEAD)
    changed: PartyChange

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        change = self.changed
        update: dict[str, object] = {
            "changes": (*party.changes, change),
            **change.outdated,
            **change.given,
        }
        if change.kind is ChangeKind.SUCCESSION:
            update |= GONE_WITH_A_SUCCESSION
        if change.given and party.undecided:
            update["notices"] = tuple(n for n in party.notices if n.issued_on)
        changed = party.model_copy(update=update)
        return changed.with_decision_overtaken() if change.given else changed

    def said(self, case: Case) -> Iterator[Words]:
        change = self.changed
        yield Words("{party}：{kind}（{on}）{new}", "{party}: {kind} ({on}){new}").filled(
            party=case.party(self.party).said,
            kind=change.kind,
            on=change.on,
            new=Words("：{new}", ": {new}").filled(new=listed(change.given.values())) if change.given else "",
        )


CHANGE_OF_ANOTHER_KIND = Refusal(
    "ChangeOfAnotherKind",
    art(APL, "54"),
    Words(
        "当事人{party}是{who}，没有“{kind}”的情形",
        "party {party} is of the kind: {who}; no {kind} happens to it",
    ),
    Words("请改选 kind：{known}", "choose another `kind`: {known}"),
    Sort.FORM,
)
NOT_OF_THIS_CHANGE = Refusal(
    "NotOfThisChange",
    art(APL, "54"),
    Words("“{kind}”不填写：{fields}", "not of this change ({kind}): {fields}"),
    Words("请删去 {fields}，另行登记其他变更", "leave out {fields}; another change is recorded by itself"),
    Sort.FORM,
)
END_RECORDED_ALREADY = Refusal(
    "EndRecordedAlready",
    art(APL, "54"),
    Words("当事人{party}已登记：{kind}（{on}）", "of party {party} it is recorded: {kind} ({on})"),
    Words(
        "尚未对其决定的，请终止对该当事人的程序（end_against_party）；已经决定的，无须再登记；指的是其他当事人的，核对 party",
        "where it is undecided, end the case against it (end_against_party); where it is decided, nothing more is to be"
        " recorded; where another party is meant, check `party`",
    ),
)
SUCCESSOR_IDENTIFIER_WRONG = Refusal(
    "SuccessorIdentifierWrong",
    art(APL, "54"),
    Words("承受人的证件号码有误：{fault}", "the identifier of the successor is wrong: {fault}"),
    Words("请逐字核对 identifier", "check every character of `identifier`"),
    Sort.FORM,
)
SUCCESSOR_IS_A_PARTY = Refusal(
    "SuccessorIsAParty",
    art(APL, "54"),
    Words("承受人已是本案当事人{party}", "the successor is party {party} of this case already"),
    Words(
        "请在 identifier 中填写另一承受人；没有其他承受人的，kind 选 dissolution 后终止对该当事人的程序（end_against_party）",
        "give another successor in `identifier`; where there is none, choose dissolution as `kind` and end the case against this"
        " party (end_against_party)",
    ),
)


class RecordPartyChange(PartyMove):
    """Record what changed about a party (当事人变更), with its proof: death, end, successor, name, representative, address.

    A successor is notified anew: what the party that was had been told and had said was not told to it, nor said by it.
    """

    title: ClassVar = Words("登记当事人变更", "record a change of a party")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "54")
    makes: ClassVar = (PartyChanged, ReturnedToNotifying, DocumentsVoided)

    kind: Annotated[ChangeKind, Label("变更情形", "kind of change")]
    on: Annotated[
        date,
        Label("变更日期", "day of the change", "发生或者登记之日", "on which it happened or was registered"),
    ]
    proof: Annotated[
        FileHash,
        Label(
            "证明",
            "proof",
            "死亡证明、登记机关证明等的扫描件",
            "scan of the death certificate, of the registrar's paper, or the like",
        ),
    ]
    new_name: Annotated[
        Line,
        Label(
            "新名称",
            "new name",
            "名称变更后的名称，或者承受人的名称",
            "the new name, or that of the successor",
        ),
    ] = ""
    identifier: Annotated[
        Code,
        Label(
            "承受人证件号码", "identifier of the successor", "只在由他人承受时填写", "for a successor only"
        ),
    ] = ""
    address: Annotated[
        Line,
        Label("新住所", "new address", "变更后的，或者承受人的住所", "the new one, or that of the successor"),
    ] = ""
    representative: Annotated[
        Line,
        Label(
            "新法定代表人或者监护人",
            "new representative",
            "变更后的法定代表人、监护人，或者承受人的法定代表人",
            "the new legal representative or guardian, or that of the successor",
        ),
    ] = ""

    @property
    def new_parties(self) -> AbstractSet[str]:
        return frozenset({self.identifier} if self.identifier else ())

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if ended := now.case.party(party).ended:
            yield END_RECORDED_ALREADY(party=party, kind=ended.kind, on=ended.on)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from in_order(now, self.source, self.on, CHANGED, after=None, event=CHANGED)
        needed = {field: getattr(self, field) for field in NEEDED.get(self.kind, ())}
        yield from filled(self, proof=self.proof, **needed)
        if foreign := [field for field in NEW if getattr(self, field) and field not in needed]:
            yield NOT_OF_THIS_CHANGE(kind=self.kind, fields=listed(foreign))
        can = WHO_CAN.get(self.kind, tuple(PartyKind))
        if party.kind not in can:
            known = listed(k for k in ChangeKind if party.kind in WHO_CAN.get(k, tuple(PartyKind)))
            yield CHANGE_OF_ANOTHER_KIND(party=party.id, who=party.kind, kind=self.kind, known=known)
        elif self.kind is ChangeKind.SUCCESSION and self.identifier:
            yield from self._successor(now)

    def _successor(self, now: Moment) -> Iterator[Refused]:
        if fault := identifier_fault(IDENTIFIED_BY[PartyKind.ORGANISATION][0], self.identifier):
            yield SUCCESSOR_IDENTIFIER_WRONG(fault=fault.said)
        for party in now.case.parties.all:
            if party.identifier == self.identifier:
                yield SUCCESSOR_IS_A_PARTY(party=party.id)

    def _change(self, now: Moment) -> PartyChange:
        return PartyChange(
            kind=self.kind,
            on=self.on,
            recorded_on=now.today,
            proof=self.proof,
            name=self.new_name,
            identifier=self.identifier,
            address=self.address,
            representative=self.representative,
            was=now.case.party(self.party).name,
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        party, change = now.case.party(self.party), self._change(now)
        yield PartyChanged(party=self.party, changed=change)
        notices = party.last_notices
        if notices is None or not change.given or not party.undecided:
            return
        if notices.issued_on is None:
            yield DocumentsVoided(documents=notices.documents)
        elif self.kind is ChangeKind.SUCCESSION:
            yield ReturnedToNotifying(party=self.party, returned=given_up(now, self.kind.zh))
            if void := tuple(outstanding(party)):
                yield DocumentsVoided(documents=void)


CHANGED = Words("变更日期", "the day of the change")
MOVES = (RecordPartyChange,)
FACTS = (PartyChanged,)
