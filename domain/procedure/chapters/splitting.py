"""Splitting (分案): a party that must go on alone goes on in a case of its own, with all that is true of it.

It leaves here first; then the new case is opened from what was true of it, under one number and once, however often the
opening is tried; then this case knows it open. Between these the party stands in neither, and in no case twice.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.cutting import drafts
from domain.case.departing import Departure, Left
from domain.case.documents import Document
from domain.case.issuing import withdrawn
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.splits import Onward
from domain.labels import SERIAL, Label
from domain.law.articles import art
from domain.lengths import Code, Text, Written
from domain.procedure.faults import filled
from domain.procedure.gates import draft, joining, parties
from domain.procedure.language import (
    APL,
    Fact,
    MachineMove,
    Moment,
    PartyFact,
    PartyMove,
    Refusal,
    Refused,
    Stamp,
)

SOURCE = art(APL, "57")
"""A head decides on what each party did by itself; of dividing a case no act says anything of its own [I]."""


class CaseSplit(PartyFact):
    """A party was taken out of the case, to go on in one of its own."""

    title: ClassVar = Words("已分案", "party split off")
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    number: Code
    reason: Text

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        # Under another number it still goes on from where it left first.
        before = party.left.onward if party.left else None
        left = Left(
            why=Departure.SPLIT,
            on=party.left.on if party.left else stamp.on,
            by=stamp.by,
            ground="",
            reason=self.reason,
            document=0,
            onward=Onward(number=self.number, seq=before.seq if before else stamp.seq),
        )
        return party.model_copy(update={"left": left})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "{party}另案办理，案号{number}；{reason}", "{party} goes on as case {number}; {reason}"
        ).filled(party=case.party(self.party).said, number=self.number, reason=self.reason)


class CaseSplitOff(Fact):
    """A case began as a part of another: with what was true there of one party before it left."""

    title: ClassVar = Words("分案启动", "case begun by a split")
    component: ClassVar = "identity"
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    case: Case

    def applied(self, case: Case, stamp: Stamp) -> Case:
        return self.case

    def said(self, case: Case) -> Iterator[Words]:
        origin = case.identity.origin
        assert origin is not None, "a case that was split off knows whence"
        yield Words(
            "从案件{number}分出，当事人和文书沿用原序号",
            "split off case {number}; party and documents keep their numbers",
        ).filled(number=origin.number)


class SplitOpened(PartyFact):
    """The case of its own is there."""

    title: ClassVar = Words("分出的案件已启动", "split case opened")
    informs: ClassVar = (Role.OFFICER,)

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return _onward(party, opened_on=stamp.on)

    def said(self, case: Case) -> Iterator[Words]:
        yield _said(case, self.party)


class SplitNumberTaken(PartyFact):
    """Another case had got the number by then: a head gives another one."""

    title: ClassVar = Words("分出案件的案号已被占用", "number of the split case is taken")
    informs: ClassVar = (Role.OFFICER,)

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return _onward(party, taken_on=stamp.on)

    def said(self, case: Case) -> Iterator[Words]:
        yield _said(case, self.party)


def _onward(party: Party, **changes: date) -> Party:
    assert party.left is not None, "it left before its case was opened"
    assert party.left.onward is not None, "for a case of its own"
    onward = party.left.onward.model_copy(update=changes)
    return party.model_copy(update={"left": party.left.model_copy(update={"onward": onward})})


def _said(case: Case, party: int) -> Words:
    left = case.party(party).left
    number = left.onward.number if left and left.onward else ""
    return Words("{party}：案号{number}", "{party}: case {number}").filled(
        party=case.party(party).said, number=number
    )


NOBODY_STAYS_BEHIND = Refusal(
    "NobodyStaysBehind",
    None,
    Words(
        "当事人{party}是本案唯一的当事人，没有可以分出的",
        "party {party} is the only one in this case: there is nothing to split",
    ),
    Words(
        "请在本案中继续办理；承办人不合适的，变更承办人（reassign）",
        "go on in this case; where the officers do not fit, reassign it (reassign)",
    ),
)
DOCUMENTS_UNDER_WAY = Refusal(
    "DocumentsUnderWay",
    None,
    Words(
        "{documents}尚未盖章发出，分案后不知属于哪一案",
        "not sealed and issued yet, and so of neither case: {documents}",
    ),
    Words(
        "请先盖章（record_sealing），正在制作的，制成后再办",
        "seal them first (record_sealing); what is being made, wait for",
    ),
)
SPLIT_NUMBER_IN_USE = Refusal(
    "SplitNumberInUse",
    None,
    Words(
        "案号{number}是本案的案号，或者已用于从本案分出的案件",
        "{number} is the number of this case, or of one that was split off it",
    ),
    Words("请在 number 中另填一个案号", "give another one in `number`"),
)


class SplitCase(PartyMove):
    """Let a party go on in a case of its own (分案), where it need not wait for the others, or they not for it."""

    title: ClassVar = Words("分案", "split the case")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = SOURCE
    makes: ClassVar = (CaseSplit, CaseSplitOff)

    number: Annotated[
        Code,
        Written("^[A-Za-z0-9-]{1,40}$"),
        Label(
            "新案号",
            "number of the new case",
            "分出的案件的案号，字母、数字、连字符，1至40个",
            "of the case of its own: letters, digits and hyphens, 1 to 40",
        ),
    ]
    reason: Annotated[
        Text,
        Label("分案理由", "reason", "为何须单独办理该当事人", "why the party must go on alone"),
    ]

    @property
    def new_number(self) -> str:
        return self.number

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        yield from joining.none_under_way(now, cls.source)
        if _number_taken(who):
            return
        yield from parties.undecided(who, cls.source)
        if who.undecided and all(p.left for p in now.case.parties.all if p.id != party):
            yield NOBODY_STAYS_BEHIND(article=cls.source, party=party)
        if who.undecided and (waiting := tuple(d.id for d in _under_way(now.case, who))):
            yield DOCUMENTS_UNDER_WAY(article=cls.source, documents=now.case.documents.said(waiting))

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)
        yield from draft.case_number_sound(self.number)
        if self.number in _numbers(now.case):
            yield SPLIT_NUMBER_IN_USE(article=self.source, number=self.number)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield CaseSplit(party=self.party, number=self.number, reason=self.reason)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        return None if joining.ordered(case) else _number_taken(case.party(party))


def _number_taken(party: Party) -> date | None:
    """Since when a party that left waits for another number of its case."""
    return party.left.onward.taken_on if party.left and party.left.onward else None


def _numbers(case: Case) -> set[str]:
    onward = (p.left.onward.number for p in case.parties.all if p.left and p.left.onward)
    return {case.identity.number, *onward}


def _under_way(case: Case, party: Party) -> Iterator[Document]:
    """Documents of the party or of the whole case that were ordered and have not gone out; drafts are made anew."""
    issued = {d for n in party.notices if n.issued_on for d in n.documents}
    resting = drafts(party) | withdrawn(case) | issued
    for document in case.documents.all:
        of_both = document.party in (None, party.id) and document.id not in resting
        if of_both and document.issued_on is None and not document.void:
            yield document


class AnswerSplit(MachineMove):
    """Say what became of the case of its own (分案结果): it is there, or its number was taken."""

    title: ClassVar = Words("分案结果", "answer a split")
    source: ClassVar = SOURCE
    makes: ClassVar = (SplitOpened, SplitNumberTaken)

    party: Annotated[
        int, Label("当事人", "party", "分出的当事人在本案中的序号", "number of the party here", SERIAL)
    ]
    opened: Annotated[bool, Label("是否已启动", "opened", "分出的案件是否已启动", "whether it is there")]

    def facts(self, now: Moment) -> Iterator[Fact]:
        kind = SplitOpened if self.opened else SplitNumberTaken
        yield kind(party=self.party)


MOVES = (SplitCase,)
MACHINE = (AnswerSplit,)
FACTS = (CaseSplit, CaseSplitOff, SplitOpened, SplitNumberTaken)
