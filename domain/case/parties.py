"""One party (当事人): its rights, its notices, its own pace.

What belongs to version n of the notices (waivers, interview, hearing, re-check) lives inside `Notices` n,
so nothing of version n can satisfy a gate of version n+1. Statements outlive versions.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from domain.bilingual import Titled, Words
from domain.case.identity import IdentifierException
from domain.case.papers import Discretion, Proposal
from domain.case.representing import Agents, ConfirmedAddress
from domain.case.service import Announcement, Attempt, CompletedService, Consent
from domain.labels import WORKING_DAYS, Label
from domain.law.articles import Article
from domain.law.identifiers import IdentifierKind
from domain.law.parties import PartyKind
from domain.law.penalties import Penalty, PenaltyKind
from domain.lengths import Code, Line, LongText, Text
from domain.record import Computing, FileHash, PersonId, Record


class Right(Titled):
    """What a party may expressly give up, one at a time (行政处罚法 第62条)."""

    STATEMENT = "statement", "陈述申辩", "statement and defence"
    HEARING = "hearing", "要求听证", "asking for a hearing"
    INTERVIEW = "interview", "审前听述", "pre-decision interview"


class Waiver(Record):
    """One right expressly given up (明确放弃), on a signed form."""

    right: Right
    on: date
    form: FileHash
    """SHA-256 of the signed form or of the e-signature's record."""


class InterviewPlan(Record):
    """When and where the party is heard. Either a fixed instant, or N working days after service."""

    at: Annotated[
        datetime | None,
        Label(
            "听述时间",
            "instant",
            "已确定时间的填写；否则填写送达后第几个工作日",
            "where it is fixed; else give the working days after service",
        ),
    ] = None
    working_days_after_service: Annotated[
        int | None,
        Label(
            "送达后第几个工作日",
            "working days after service",
            "自送达次日起算第几个工作日举行",
            "held on this working day, counted from the day after service",
            WORKING_DAYS,
        ),
    ] = None
    time: Annotated[
        Code,
        Label(
            "时刻",
            "time of day",
            "时:分，随送达日确定听述日的填写",
            "`HH:MM`, where the day follows from service",
        ),
    ] = ""
    place: Annotated[Line, Label("听述地点", "place")]
    presider: Annotated[PersonId, Label("主持人", "presider", "主持人的编号", "id of who presides")]
    presider_name: Annotated[
        Line, Label("主持人姓名", "name of the presider", "由系统填写", "filled in by the system")
    ] = ""
    recorder: Annotated[PersonId, Label("记录人", "recorder", "记录人的编号", "id of who keeps the record")]
    recorder_name: Annotated[
        Line, Label("记录人姓名", "name of the recorder", "由系统填写", "filled in by the system")
    ] = ""


class Point(Record):
    """One passage of what the party said, to be answered in the re-check."""

    id: Code
    text: LongText


class InterviewOutcome(Record):
    held: bool
    """False: missed, which is no waiver (行政处罚法 第62条)."""
    on: date
    place: Line = ""
    presider: PersonId
    recorder: PersonId = ""
    attendance: tuple[Line, ...] = ()
    interpreter: Line = ""
    guardian: Line = ""
    points: tuple[Point, ...] = ()
    evidence: tuple[FileHash, ...] = ()
    """What the party handed in."""
    record: FileHash = ""
    refusal: Text = ""
    """Noted refusal to sign the record."""
    note: Text = ""


class Channel(Titled):
    ONLINE = "online", "网上提交", "online"
    PAPER = "paper", "书面", "on paper"
    POST = "post", "邮寄", "by post"
    ORAL = "oral", "口头", "oral"


class Statement(Record):
    """A statement in defence (陈述申辩). One point until the officers divide it in the re-check."""

    id: Code
    channel: Channel
    received_at: datetime
    posted_on: date | None = None
    text: LongText = ""
    file: FileHash = ""
    in_time: bool = True


class HearingRequest(Record):
    on: date
    channel: Channel
    counts: bool
    """In time and within scope; one that is not holds up nothing and is the head's work."""
    reason: Line = ""
    article: Article | None = None
    text: LongText = ""
    file: FileHash = ""


class HearingPlan(Record):
    document: int
    on: date
    time: Code
    place: Line
    presider: PersonId
    presider_name: Line = ""
    recorder: PersonId
    recorder_name: Line = ""
    open: bool = True
    closed_reason: Text = ""


class HearingOutcome(Record):
    on: date
    record: FileHash
    points: tuple[Point, ...] = ()
    attendance: tuple[Line, ...] = ()
    refusal: Text = ""


class HearingReport(Record):
    on: date
    opinion: LongText
    file: FileHash


class PointOutcome(Titled):
    """What became of one point that the party made (是否采纳)."""

    ADOPTED = "adopted", "采纳", "adopted"
    PARTLY = "partly", "部分采纳", "adopted in part"
    NOT = "not", "不采纳", "not adopted"


class Answer(Record):
    """The answer to one point, with its reason (行政处罚法 第45条)."""

    point: Annotated[
        Code,
        Label(
            "意见编号",
            "point",
            "S1 为陈述申辩，I1 为听述中的意见，H1 为听证中的意见",
            "its id: S1 a statement, I1 a point of the interview, H1 of the hearing",
        ),
    ]
    passage: Annotated[
        LongText,
        Label(
            "所答复的段落",
            "passage",
            "一份陈述分项答复的，每项写明所答复的段落",
            "a statement is one point until it is divided; then every answer names its passage",
        ),
    ] = ""
    outcome: Annotated[PointOutcome, Label("是否采纳", "outcome")]
    reason: Annotated[LongText, Label("理由", "reason")]


class CompletedRecheck(Record):
    on: date
    by: tuple[str, ...]
    answers: tuple[Answer, ...]
    proposal: Proposal
    form: FileHash
    """SHA-256 of the signed 复核意见书."""


class Notices(Record):
    """Letter and notice of one party, prepared, approved, sealed, issued and served together: version n."""

    version: int
    letter: int
    notice: int
    interview: InterviewPlan
    notified: Proposal
    """What was notified: kinds, amounts, durations."""
    findings: tuple[str, ...]
    basis: tuple[str, ...]
    papers: str
    """Papers version on which the notices rest."""
    prepared_on: date
    approved_on: date | None = None
    issued_on: date | None = None
    waivers: tuple[Waiver, ...] = ()
    outcome: InterviewOutcome | None = None
    hearing_requests: tuple[HearingRequest, ...] = ()
    hearing_plan: HearingPlan | None = None
    hearing: HearingOutcome | None = None
    hearing_report: HearingReport | None = None
    rechecks: tuple[CompletedRecheck, ...] = ()

    @property
    def documents(self) -> tuple[int, int]:
        return self.letter, self.notice

    def waived(self, right: Right, served_on: date) -> Waiver | None:
        """The waiver of a right that counts: nobody gives up before service what he was not told (行政处罚法 第62条)."""
        return next((w for w in self.waivers if w.right is right and w.on >= served_on), None)

    @property
    def hearing_request(self) -> HearingRequest | None:
        """The request that counts."""
        return next((r for r in self.hearing_requests if r.counts), None)

    @property
    def session_points(self) -> Iterator[Point]:
        if self.outcome:
            yield from self.outcome.points
        if self.hearing:
            yield from self.hearing.points

    @property
    def answered(self) -> frozenset[str]:
        return frozenset(a.point for r in self.rechecks for a in r.answers)


class AgainstNotice(Titled):
    SAME = "same", "与告知一致", "same as notified"
    LIGHTER = "lighter", "轻于告知", "lighter than notified"


class Outcome(Titled):
    PENALTY = "penalty", "行政处罚", "penalty"
    NO_PENALTY = "no_penalty", "不予行政处罚", "no penalty"


class PreparedDecision(Record):
    """A decision on one party as it was prepared (制作), previewed and not made yet."""

    document: int
    outcome: Outcome
    penalties: tuple[Penalty, ...] = ()
    discretion: Discretion = Discretion.ORDINARY
    discretion_reasons: LongText = ""
    discretion_article: Line = ""
    findings: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    ground: Code = ""
    """The provision of a decision without penalty (行政处罚法 第30、31、33、36条)."""
    statements_answered: LongText = ""
    publish: bool = False
    papers: str = ""


class Decision(Record):
    """The decision on one party (决定), as the head made it."""

    document: int
    outcome: Outcome
    on: date
    by: str
    penalties: tuple[Penalty, ...] = ()
    against_notice: AgainstNotice | None = None
    discretion: Discretion = Discretion.ORDINARY
    ground: Code = ""
    publish: bool = False

    @property
    def payable(self) -> Decimal:
        """Yuan to be paid: of confiscated goods the amount is their value, and they are handed over."""
        money = (p for p in self.penalties if p.kind is not PenaltyKind.CONFISCATION_OF_GOODS)
        return sum((p.amount or Decimal(0) for p in money), Decimal(0))


class Payment(Record):
    """What the party paid (缴款) into the bank that the decision names."""

    on: date
    amount: Decimal
    proof: FileHash


class Party(Computing):
    id: int
    kind: PartyKind
    name: Line
    identifier: Code
    address: Line
    contact: Line = ""
    representative: Line = ""
    """法定代表人 of an organisation, 法定代理人 of a minor."""
    consent: Consent | None = None
    proposal: Proposal
    notices: tuple[Notices, ...] = ()
    statements: tuple[Statement, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    services: tuple[CompletedService, ...] = ()
    prepared_decision: PreparedDecision | None = None
    decision: Decision | None = None
    published_on: date | None = None
    payments: tuple[Payment, ...] = ()
    identifier_kind: IdentifierKind | None = None
    identifier_exception: IdentifierException | None = None
    born_on: date | None = None
    agents: Agents | None = None
    confirmed_address: ConfirmedAddress | None = None

    @property
    def said(self) -> Words:
        return Words(f"当事人{self.id}（{self.name}）", f"party {self.id} ({self.name})")

    @property
    def last_notices(self) -> Notices | None:
        return self.notices[-1] if self.notices else None

    @property
    def issued_notices(self) -> Notices | None:
        """The last notices that were issued."""
        return next((n for n in reversed(self.notices) if n.issued_on), None)

    def service_of(self, document: int | None) -> CompletedService | None:
        return next((s for s in self.services if document in s.documents), None)

    @property
    def notices_served_on(self) -> date | None:
        notices = self.last_notices
        service = self.service_of(notices.notice) if notices else None
        return service.served_on if service else None

    def waived(self, right: Right) -> Waiver | None:
        """The waiver of a right under the last notices that counts."""
        notices, served_on = self.last_notices, self.notices_served_on
        return notices.waived(right, served_on) if notices and served_on else None

    @property
    def decision_service(self) -> CompletedService | None:
        return self.service_of(self.decision.document) if self.decision else None

    @property
    def announcement(self) -> Announcement | None:
        """The announcement under way or prepared, not yet completed."""
        return next((a for a in self.announcements if a.completed_on is None), None)

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point to be answered under the last notices."""
        said = tuple(Point(id=s.id, text=s.text or s.file) for s in self.statements)
        return (*said, *(self.last_notices.session_points if self.last_notices else ()))

    @property
    def unanswered(self) -> tuple[Point, ...]:
        answered = self.last_notices.answered if self.last_notices else frozenset()
        return tuple(p for p in self.points if p.id not in answered)

    @property
    def paid(self) -> Decimal:
        return sum((p.amount for p in self.payments), Decimal(0))

    @property
    def paid_up_on(self) -> date | None:
        """The day on which the last yuan was paid."""
        if self.decision is None or self.decision.payable == 0 or self.paid < self.decision.payable:
            return None
        return max(p.on for p in self.payments)

    def with_last_notices(self, **changes: object) -> "Party":
        *earlier, last = self.notices
        return self.model_copy(update={"notices": (*earlier, last.model_copy(update=changes))})
