"""One party (当事人): its rights, its notices, its own pace.

What belongs to version n of the notices (waivers, interview, hearing, re-check) lives inside `Notices` n,
so nothing of version n can satisfy a gate of version n+1. Statements outlive versions.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from domain.bilingual import Titled, Words
from domain.case.papers import Discretion, Proposal
from domain.case.rechecks import CompletedRecheck
from domain.case.renotifying import DraftSentBack, NewEvidence, Returned
from domain.case.service import Announcement, Attempt, CompletedService, Consent
from domain.labels import WORKING_DAYS, Label
from domain.law.articles import Article
from domain.law.parties import PartyKind
from domain.law.penalties import Penalty, PenaltyKind
from domain.lengths import Code, Line, LongText, Text
from domain.record import Computing, FileHash, PersonId, Record


class Right(Titled):
    """What a party may expressly give up, one at a time (行政处罚法 第62条)."""

    STATEMENT = "statement", "陈述申辩", "statement and defence"
    HEARING = "hearing", "要求听证", "asking for a hearing"
    INTERVIEW = "interview", "审前听述", "pre-decision interview"
    NEW_EVIDENCE = "new_evidence", "对补充证据陈述申辩", "answering the new evidence"


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
    evidence: tuple[str, ...] | None = None
    """Evidence that stood in the notice; nothing where that was not kept yet."""
    new_evidence: tuple[NewEvidence, ...] = ()
    returned: Returned | None = None
    """Why these were given up for new ones."""
    prepared_by: str = ""
    sent_back: DraftSentBack | None = None

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
    prepared_by: str = ""
    overtaken: bool = False
    """By what it would have to say: a report, a re-check, new notices. It is prepared anew."""
    sent_back: DraftSentBack | None = None


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

    @property
    def said(self) -> Words:
        return Words(f"当事人{self.id}（{self.name}）", f"party {self.id} ({self.name})")

    @property
    def last_notices(self) -> Notices | None:
        """The last notices, unless they were given up for new ones: nothing of them satisfies a gate any more."""
        return self.notices[-1] if self.notices and not self.notices[-1].returned else None

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
        """Every point that the party ever made: all are answered under the last notices."""
        said = tuple(Point(id=s.id, text=s.text or s.file) for s in self.statements)
        return (*said, *(point for notices in self.notices for point in notices.session_points))

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

    @property
    def last_return(self) -> Returned | None:
        """The last time that notices were given up for new ones."""
        return next((n.returned for n in reversed(self.notices) if n.returned), None)

    @property
    def unnotified(self) -> bool:
        """Whether notices are still to be issued: none ever were, or new ones are due."""
        issued = self.issued_notices
        return issued is None or issued.returned is not None

    def with_last_notices(self, **changes: object) -> "Party":
        *earlier, last = self.notices
        return self.model_copy(update={"notices": (*earlier, last.model_copy(update=changes))})

    def with_decision_overtaken(self) -> "Party":
        """Return the party with its prepared decision, if there is one, to be prepared anew."""
        prepared = self.prepared_decision
        if prepared is None or self.decision is not None:
            return self
        return self.model_copy(update={"prepared_decision": prepared.model_copy(update={"overtaken": True})})
