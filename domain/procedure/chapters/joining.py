"""Joining (并案): another case comes into this one before anybody was told of either.

It is ordered here; the other case ends as joined, or refuses; then its parties, findings and evidence stand here. Each half
waits for the one before, and is the same however often it is tried: no party stands in two cases, or is lost between them.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case, Identity, Parties
from domain.case.departing import Departure, Left
from domain.case.joins import Join, JoinGround, SameParty
from domain.case.papers import Papers
from domain.case.parties import Party
from domain.case.people import People, Person, Role
from domain.case.splits import Onward
from domain.case.uniting import united
from domain.labels import SERIAL, Label
from domain.law.articles import art
from domain.lengths import Code, MachineText, Text, UpToParties, Written
from domain.procedure.chapters.amending import ApprovalVoided
from domain.procedure.chapters.departing import PartyDeparted
from domain.procedure.chapters.documents import DocumentsVoided
from domain.procedure.chapters.dossier import DocumentAdded
from domain.procedure.chapters.screening import Screened, screened_anew
from domain.procedure.faults import filled
from domain.procedure.gates import draft, joining, parties
from domain.procedure.language import APL, Fact, MachineMove, Moment, Move, Refusal, Refused, Stamp
from domain.record import PersonId

SOURCE = art(APL, "57")
"""A head decides what becomes of a case; of joining two no act says anything of its own [I]."""


class JoinOrdered(Fact):
    """Another case is to come into this one."""

    title: ClassVar = Words("已决定并案", "join ordered")
    component: ClassVar = "identity"
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    number: Code
    ground: JoinGround
    reason: Text

    def change(self, case: Case, stamp: Stamp) -> Identity:
        new = Join(number=self.number, ground=self.ground, reason=self.reason, by=stamp.by, seq=stamp.seq)
        return case.identity.model_copy(update={"joins": (*case.identity.joins, new)})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "案件{number}并入本案：{ground}；{reason}", "case {number} comes in: {ground}; {reason}"
        ).filled(number=self.number, ground=self.ground, reason=self.reason)


class CasesJoined(Fact):
    """The other case came in; what it brought follows."""

    title: ClassVar = Words("已并案", "cases joined")
    component: ClassVar = "identity"
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    number: Code
    position: int
    head: str
    """Where the journal of the other case stood when it came in."""
    same: tuple[SameParty, ...] = ()

    def change(self, case: Case, stamp: Stamp) -> Identity:
        return _answered(case, joined_on=stamp.on, same=self.same)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("案件{number}", "case {number}").filled(number=self.number)


class JoinRefused(Fact):
    """The other case could not come in: whoever ordered it sees why."""

    title: ClassVar = Words("并案未成", "join refused")
    component: ClassVar = "identity"
    informs: ClassVar = (Role.OFFICER,)
    number: Code
    code: Code
    reason: MachineText
    ordered_by: PersonId

    @property
    def persons(self) -> tuple[str, ...]:
        return (self.ordered_by,)

    def change(self, case: Case, stamp: Stamp) -> Identity:
        return _answered(case, refused_on=stamp.on, refused=self.code, refused_because=self.reason)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("案件{number}：{code}，{reason}", "case {number}: {code}, {reason}").filled(
            number=self.number, code=self.code, reason=self.reason
        )


def _answered(case: Case, **changes: object) -> Identity:
    *earlier, last = case.identity.joins
    return case.identity.model_copy(update={"joins": (*earlier, last.model_copy(update=changes))})


class PapersJoined(Fact):
    """Findings, evidence and basis of the other case stand behind those of this one."""

    title: ClassVar = Words("案卷材料已合并", "papers joined")
    component: ClassVar = "papers"
    papers: Papers

    def change(self, case: Case, stamp: Stamp) -> Papers:
        return self.papers


class PartiesJoined(Fact):
    """Parties of the other case stand here, numbered on."""

    title: ClassVar = Words("当事人已并入", "parties joined")
    component: ClassVar = "parties"
    parties: tuple[Party, ...]

    def change(self, case: Case, stamp: Stamp) -> Parties:
        return Parties(all=(*case.parties.all, *self.parties))

    def said(self, case: Case) -> Iterator[Words]:
        yield from (party.said for party in self.parties)


class PastOfficersJoined(Fact):
    """Who was an officer of the other case was one of what is now one case: gate 1 looks at its whole history."""

    title: ClassVar = Words("原案承办人已记入", "officers of the joined case noted")
    component: ClassVar = "people"
    officers: tuple[Person, ...]

    def change(self, case: Case, stamp: Stamp) -> People:
        past = (*case.people.past_officers, *self.officers)
        return case.people.model_copy(update={"past_officers": past})


JOINED_WITH_ITSELF = Refusal(
    "JoinedWithItself",
    None,
    Words("{number}就是本案的案号", "{number} is this very case"),
    Words(
        "请在 number 中填写要并入本案的另一案件",
        "give in `number` the other case, which is to come into this one",
    ),
)
ISSUED_ALREADY = Refusal(
    "IssuedAlready",
    None,
    Words(
        "案件{case}已向当事人发出文书（{documents}），不能并案",
        "in case {case} parties were told already ({documents}): it is joined with no other",
    ),
    Words(
        "请分别办理；可以合并举行听述或者听证（hold_interview、hold_hearing 的 parties）仅限同一案件",
        "handle them apart; one session serves the parties of one case alone (`parties` of hold_interview, hold_hearing)",
    ),
)
JOINED_OUT_OF_TIME = Refusal(
    "JoinedOutOfTime",
    art(APL, "36"),
    Words(
        "案件{case}的违法行为已过追责时效，或者尚不能认定，不能并案",
        "in case {case} limitation is over, or not known to be running: it is joined with no other",
    ),
    Words(
        "请单独办理（decide_no_penalty、withdraw_case）", "handle it apart (decide_no_penalty, withdraw_case)"
    ),
)


def _joinable(now: Moment, source: Move | type[Move]) -> Iterator[Refused]:
    """What is asked of both cases."""
    case, of = now.case, now.case.identity.number
    yield from parties.anybody_undecided(now, source.source)
    yield from joining.none_under_way(now, source.source)
    told = {d for p in case.parties.all for n in p.notices if n.issued_on for d in n.documents}
    told |= {d.id for d in case.documents.all if d.party is not None and d.issued_on}
    if told:
        documents = case.documents.said(sorted(told))
        yield ISSUED_ALREADY(article=source.source, case=of, documents=documents)
    if case.screening.limitation.answer is not False:
        yield JOINED_OUT_OF_TIME(case=of)


class JoinCases(Move):
    """Take another case of the agency into this one (并案): of the same party, or of connected acts; nobody was told of either."""

    title: ClassVar = Words("并案", "join another case")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = SOURCE
    makes: ClassVar = (JoinOrdered,)

    number: Annotated[
        Code,
        Written("^[A-Za-z0-9-]{1,40}$"),
        Label(
            "并入的案号",
            "number of the other case",
            "并入本案的本机关另一案件；该案随即终结",
            "another case of this agency, which comes in and ends",
        ),
    ]
    ground: Annotated[JoinGround, Label("并案情形", "ground")]
    reason: Annotated[Text, Label("并案理由", "reason", "两案有何关联", "how the two belong together")]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from _joinable(now, cls)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)
        yield from draft.case_number_sound(self.number)
        if self.number == now.case.identity.number:
            yield JOINED_WITH_ITSELF(article=self.source, number=self.number)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield JoinOrdered(number=self.number, ground=self.ground, reason=self.reason)


NO_PARTY_IN_COMMON = Refusal(
    "NoPartyInCommon",
    None,
    Words("两案没有同一当事人", "no party stands in both cases"),
    Words(
        "违法行为相关联的，ground 填 connected（join_cases）",
        "where the acts are connected, order it with `ground` connected (join_cases)",
    ),
)
PROFILE_DIFFERS = Refusal(
    "ProfileDiffers",
    None,
    Words("两案适用的程序规定不同：{here}、{there}", "the cases have other profiles: {here}, {there}"),
    Words("请分别告知和决定（prepare_notices）", "notify and decide in each (prepare_notices)"),
)


class EndAsJoined(Move):
    """End this case as joined (并入他案): its parties go on in the one that takes it in. That case asks for it, nobody by hand."""

    title: ClassVar = Words("并入他案", "end as joined")
    by: ClassVar = (Role.CLOCK,)
    source: ClassVar = SOURCE
    makes: ClassVar = (PartyDeparted,)

    into: Annotated[
        Code, Label("并入的案件", "case", "并入哪一案件的案号", "the number of the case that takes it in")
    ]
    order: Annotated[
        int,
        Label(
            "决定序号", "order", "并案决定在该案记录中的序号", "position of the order in its journal", SERIAL
        ),
    ]
    ordered_by: Annotated[
        PersonId, Label("决定人", "ordered by", "作出并案决定的负责人", "the head who ordered it")
    ]
    reason: Annotated[Text, Label("并案理由", "reason")]
    profile: Annotated[
        Code, Label("程序规定", "profile", "该案适用的程序规定", "of the case that takes it in")
    ]
    identifiers: Annotated[
        UpToParties[Code],
        Label(
            "当事人证件号码",
            "identifiers",
            "须有同一当事人的，该案各当事人的证件号码",
            "where a party must stand in both: of the parties there",
        ),
    ] = ()

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from _joinable(now, cls)

    def faults(self, now: Moment) -> Iterator[Refused]:
        own = {p.identifier for p in now.case.undecided}
        if self.identifiers and not own & set(self.identifiers):
            yield NO_PARTY_IN_COMMON(article=self.source)
        if self.profile != now.case.identity.profile:
            yield PROFILE_DIFFERS(article=self.source, here=self.profile, there=now.case.identity.profile)

    def facts(self, now: Moment) -> Iterator[Fact]:
        left = Left(
            why=Departure.JOINED,
            on=now.today,
            by=self.ordered_by,
            ground="",
            reason=self.reason,
            document=0,
            onward=Onward(number=self.into, seq=self.order, opened_on=now.today),
        )
        for party in now.case.undecided:
            yield PartyDeparted(party=party.id, left=left)


class AnswerJoin(MachineMove):
    """Say what became of a join (并案结果): what the other case brought, or why it did not come."""

    title: ClassVar = Words("并案结果", "answer a join")
    source: ClassVar = SOURCE
    makes: ClassVar = (
        CasesJoined,
        JoinRefused,
        PapersJoined,
        PartiesJoined,
        PastOfficersJoined,
        DocumentAdded,
        Screened,
        ApprovalVoided,
        DocumentsVoided,
    )

    brought: Annotated[
        Case | None,
        Label("并入的内容", "what it brought", "另一案件并入时的全部", "the other case as it came in"),
    ] = None
    position: Annotated[
        int, Label("记录位置", "position", "另一案件并入时的记录位置", "of its journal then", SERIAL)
    ] = 0
    head: Annotated[Code, Label("记录哈希", "head", "该位置的哈希", "of its journal there")] = ""
    code: Annotated[Code, Label("拒绝编码", "code", "拒绝理由的编码", "of the refusal")] = ""
    because: Annotated[MachineText, Label("拒绝理由", "reason of the refusal")] = ""

    def facts(self, now: Moment) -> Iterator[Fact]:
        join = joining.ordered(now.case)
        if join is None:
            return
        if self.brought is None:
            yield JoinRefused(number=join.number, code=self.code, reason=self.because, ordered_by=join.by)
            return
        what = united(now.case, self.brought)
        yield CasesJoined(number=join.number, position=self.position, head=self.head, same=what.same)
        yield PapersJoined(papers=what.papers)
        if what.parties:
            yield PartiesJoined(parties=what.parties)
        yield PastOfficersJoined(officers=what.officers)
        yield from (DocumentAdded(added=added) for added in self.brought.dossier.added)
        all_ = Parties(all=(*now.case.parties.all, *what.parties))
        after = now.case.model_copy(update={"papers": what.papers, "parties": all_})
        yield Screened(screening=screened_anew(replace(now, case=after), what.papers, {}))
        yield from _drafts_lapse(now.case)


def _drafts_lapse(case: Case) -> Iterator[Fact]:
    """What was prepared here says nothing of what came in."""
    not_issued = {p.id: n for p in case.undecided if (n := p.last_notices) and n.issued_on is None}
    yield from (ApprovalVoided(party=party) for party, n in not_issued.items() if n.approved_on)
    if void := tuple(d for n in not_issued.values() for d in n.documents):
        yield DocumentsVoided(documents=void)


MOVES = (JoinCases, EndAsJoined)
MACHINE = (AnswerJoin,)
FACTS = (JoinOrdered, CasesJoined, JoinRefused, PapersJoined, PartiesJoined, PastOfficersJoined)
