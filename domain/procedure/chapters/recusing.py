"""Recusal (回避): whoever has an interest stands back; the head decides, and the investigation goes on meanwhile."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.people import Capacity, Role
from domain.case.recusals import Recusal, Recusals
from domain.labels import SERIAL, Label
from domain.law.articles import art
from domain.lengths import Line, Text
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.chapters.drafting import OfficersNamed
from domain.procedure.chapters.reviewing import AssignReviewer, ReviewerAssigned
from domain.procedure.faults import filled
from domain.procedure.gates import draft, officers
from domain.procedure.language import APL, Fact, Moment, Move, Refusal, Refused, Sort, Stamp
from domain.record import FileHash, PersonId


class RecusalRequested(Fact):
    """Somebody is asked to stand back, or asks for it."""

    title: ClassVar = Words("已申请回避", "recusal requested")
    component: ClassVar = "recusals"
    informs: ClassVar = (Role.OFFICER,)
    person: str
    name: Line = ""
    head: bool = False
    party: int | None = None
    ground: Text

    @property
    def persons(self) -> tuple[str, ...]:
        return (self.person,)

    def change(self, case: Case, stamp: Stamp) -> Recusals:
        number = len(case.recusals.all) + 1
        one = Recusal(
            number=number,
            person=self.person,
            name=self.name,
            head=self.head,
            party=self.party,
            ground=self.ground,
            asked_on=stamp.on,
        )
        return Recusals(all=(*case.recusals.all, one))

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{person}：{ground}", "{person}: {ground}").filled(person=self.person, ground=self.ground)


class RecusalDecided(Fact):
    """It was decided whether the person stands back."""

    title: ClassVar = Words("回避已决定", "recusal decided")
    component: ClassVar = "recusals"
    informs: ClassVar = (Role.OFFICER,)
    recusal: int
    person: str
    granted: bool
    reason: Text
    record: FileHash = ""

    @property
    def persons(self) -> tuple[str, ...]:
        return (self.person,)

    def change(self, case: Case, stamp: Stamp) -> Recusals:
        decided = {
            "decided_on": stamp.on,
            "granted": self.granted,
            "reason": self.reason,
            "record": self.record,
        }
        return Recusals(
            all=tuple(
                r.model_copy(update=decided) if r.number == self.recusal else r for r in case.recusals.all
            )
        )

    def said(self, case: Case) -> Iterator[Words]:
        outcome = STANDS_BACK if self.granted else STAYS
        yield Words("{person}{outcome}：{reason}", "{person} {outcome}: {reason}").filled(
            person=self.person, outcome=outcome, reason=self.reason
        )


STANDS_BACK, STAYS = Words("应当回避", "stands back"), Words("不需回避", "stays")
STANDS_BACK_ALREADY = Refusal(
    "StandsBackAlready",
    art(APL, "43"),
    Words("{person}的回避{state}", "the recusal of {person} {state}"),
    Words(
        "请等待负责人决定（decide_recusal），已决定回避的不必再申请",
        "wait for the head (decide_recusal); who stands back is not asked again",
    ),
)
GRANTED, ASKED = (
    Words("已经决定", "is decided already"),
    Words("已经申请，尚未决定", "was asked for and is not decided yet"),
)
ONLY_ONESELF = Refusal(
    "OnlyOneself",
    art(APL, "43"),
    Words("没有当事人申请的，只能申请本人回避", "where no party asks, one asks for oneself alone"),
    Words(
        "当事人申请的，在 party 中填写其序号；申请本人回避的，在 person 中填写本人编号",
        "where a party asks, give its number in `party`; for yourself, give your own id in `person`",
    ),
    Sort.FORM,
)


NOBODY_KNOWN = Refusal(
    "NobodyKnown",
    art(APL, "43"),
    Words("人员名录中没有 {person}", "the directory has nobody called {person}"),
    Words(
        "请在 person 中填写名录中的人员（编号见 tingshu people）",
        "name in `person` somebody whom the directory has (by id: `tingshu people`)",
    ),
    Sort.FORM,
)


class RequestRecusal(Move):
    """Ask that a person stand back (申请回避): the person for himself, or a party, whose paper an officer enters."""

    title: ClassVar = Words("申请回避", "ask for a recusal")
    by: ClassVar = (Role.OFFICER, Role.REVIEWER, Role.PRESIDER, Role.CLERK, Role.HEAD, Role.PARTY)
    source: ClassVar = art(APL, "43")
    makes: ClassVar = (RecusalRequested,)

    person: Annotated[PersonId, Label("申请回避的人员", "person", "其编号", "the id of who is to stand back")]
    party: Annotated[
        int | None,
        Label(
            "申请的当事人",
            "party",
            "当事人申请的，其在本案中的序号",
            "where a party asks: its number in the case",
            SERIAL,
        ),
    ] = None
    ground: Annotated[
        Text,
        Label(
            "理由",
            "ground",
            "有何直接利害关系，或者何种关系可能影响公正执法",
            "which interest, or which relation that may impair a fair decision",
        ),
    ]

    @property
    def concerns(self) -> tuple[int | None, ...]:
        return (self.party,)

    def faults(self, now: Moment) -> Iterator[Refused]:
        if self.party is None and self.person != now.actor.id:
            yield ONLY_ONESELF()
        if self.person not in now.people:
            yield NOBODY_KNOWN(person=self.person)
        if now.case.recusals.stands_back(self.person):
            yield STANDS_BACK_ALREADY(person=now.called(self.person), state=GRANTED)
        elif any(r.person == self.person for r in now.case.recusals.waiting):
            yield STANDS_BACK_ALREADY(person=now.called(self.person), state=ASKED)
        yield from filled(self, ground=self.ground)

    def facts(self, now: Moment) -> Iterator[Fact]:
        person = now.people[self.person]
        yield RecusalRequested(
            person=person.id,
            name=person.name,
            head=person.has(Role.HEAD, now.today),
            party=self.party,
            ground=self.ground,
        )


NO_RECUSAL_WAITS = Refusal(
    "NoRecusalWaits",
    art(APL, "43"),
    Words("没有待决定的回避申请", "no recusal waits to be decided"),
    Words(
        "当事人或者本人申请回避（request_recusal）之后才决定",
        "a party or the person asks first (request_recusal)",
    ),
)
NO_SUCH_RECUSAL = Refusal(
    "NoSuchRecusal",
    art(APL, "43"),
    Words("没有待决定的第{number}号回避申请", "no recusal {number} waits to be decided"),
    Words(
        "请在 recusal 中填写待决定申请的序号：{known}",
        "give in `recusal` the number of one that waits: {known}",
    ),
    Sort.FORM,
)
OWN_RECUSAL = Refusal(
    "OwnRecusal",
    art(APL, "43"),
    Words(
        "负责人本人的回避由负责人集体讨论决定，不得由本人决定",
        "the recusal of a head is decided by the heads together, not by himself",
    ),
    Words(
        "请由其他负责人提交，并附集体讨论记录（在 record 中填写其 SHA-256）",
        "let another head send it, with the record of the discussion in `record`",
    ),
)
HEADS_RECORD_MISSING = Refusal(
    "HeadsRecordMissing",
    art(APL, "43"),
    Words(
        "负责人{person}的回避须集体讨论，没有附讨论记录",
        "the recusal of the head {person} is discussed; the record is missing",
    ),
    Words(
        "请上传签名的讨论记录（在 record 中填写其 SHA-256）",
        "upload the signed record (and give its SHA-256 in `record`)",
    ),
    Sort.FORM,
)
REPLACEMENT_NEEDED = Refusal(
    "ReplacementNeeded",
    art(APL, "43"),
    Words(
        "{person}是本案{what}，决定回避须指定接替人员",
        "{person} is {what} of the case: another person takes over",
    ),
    Words("请在 replacement 中填写接替人员的编号", "give the id of who takes over in `replacement`"),
    Sort.FORM,
)
ITS_OFFICER, ITS_REVIEWER = Words("承办人", "an officer"), Words("审核人员", "the reviewer")


class DecideRecusal(Move):
    """Decide whether a person stands back (决定回避), and who takes over."""

    title: ClassVar = Words("决定回避", "decide a recusal")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = art(APL, "43")
    makes: ClassVar = (RecusalDecided, OfficersNamed, ReviewerAssigned, DocumentsOrdered, DocumentApproved)

    recusal: Annotated[int, Label("回避申请", "recusal", "待决定申请的序号", "number of the recusal", SERIAL)]
    granted: Annotated[bool, Label("是否回避", "granted", "是否应当回避", "whether the person stands back")]
    reason: Annotated[Text, Label("理由", "reason")]
    replacement: Annotated[
        PersonId,
        Label(
            "接替人员",
            "replacement",
            "承办人、审核人员回避的，接替人员的编号",
            "where an officer or the reviewer stands back: the id of who takes over",
        ),
    ] = ""
    record: Annotated[
        FileHash,
        Label(
            "集体讨论记录",
            "record",
            "负责人回避的，集体讨论记录扫描件",
            "where a head stands back: scan of the record of the discussion",
        ),
    ] = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if not now.case.recusals.waiting:
            yield NO_RECUSAL_WAITS()

    def faults(self, now: Moment) -> Iterator[Refused]:
        found = next((r for r in now.case.recusals.waiting if r.number == self.recusal), None)
        if found is None:
            yield NO_SUCH_RECUSAL(
                number=self.recusal, known=listed(str(r.number) for r in now.case.recusals.waiting)
            )
            return
        yield from filled(self, reason=self.reason)
        if found.person == now.actor.id:
            yield OWN_RECUSAL()
        if found.head and not self.record:
            yield HEADS_RECORD_MISSING(person=now.called(found.person))
        if self.granted:
            yield from self._replaced(now, found.person)

    def _replaced(self, now: Moment, person: str) -> Iterator[Refused]:
        officer = now.case.people.is_officer(person)
        if not officer and not _reviews(now.case, person):
            return
        if not self.replacement:
            yield REPLACEMENT_NEEDED(person=now.called(person), what=ITS_OFFICER if officer else ITS_REVIEWER)
            return
        if officer:
            named = self._officers(now.case, person)
            yield from draft.officers_fit(now, now.case.identity.agency.code, named)
        else:
            yield from AssignReviewer(reviewer=self.replacement).faults(now)
        if taking_over := now.people.get(self.replacement):
            capacity = Capacity.OFFICER if officer else Capacity.REVIEWER
            parties = {p.identifier for p in now.case.parties.all}
            yield from officers.unfit(now, taking_over, capacity, on=now.today, parties=parties)

    def _officers(self, case: Case, person: str) -> tuple[str, ...]:
        return tuple(self.replacement if o.id == person else o.id for o in case.people.officers)

    def facts(self, now: Moment) -> Iterator[Fact]:
        found = now.case.recusals.get(self.recusal)
        assert found is not None, "judged before"
        yield RecusalDecided(
            recusal=self.recusal,
            person=found.person,
            granted=self.granted,
            reason=self.reason,
            record=self.record,
        )
        if found.party is not None:
            order = final(now.case, DocumentKind.RECUSAL_DECISION, found.party, about=str(found.number - 1))
            yield order
            yield approved(order, now.actor.id)
        if not self.granted or not self.replacement:
            return
        if now.case.people.is_officer(found.person):
            known = now.people | {o.id: o for o in now.officers}
            named = tuple(known[o] for o in self._officers(now.case, found.person))
            yield OfficersNamed(officers=named, reason=self.reason)
        elif _reviews(now.case, found.person):
            yield ReviewerAssigned(reviewer=now.people[self.replacement])

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        return min((r.asked_on for r in case.recusals.waiting), default=None)


def _reviews(case: Case, person: str) -> bool:
    return case.review.reviewer is not None and case.review.reviewer.id == person


MOVES = (RequestRecusal, DecideRecusal)
FACTS = (RecusalRequested, RecusalDecided)
