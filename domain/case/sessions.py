"""Sessions (听述、听证): what was planned, asked for and given up, and what came of it."""

from datetime import date, datetime
from typing import Annotated

from domain.bilingual import Titled
from domain.labels import WORKING_DAYS, Label
from domain.law.articles import Article
from domain.lengths import Code, Line, LongText, Text
from domain.record import FileHash, PersonId, Record


class Channel(Titled):
    """How a party said something (提出方式)."""

    ONLINE = "online", "网上提交", "online"
    PAPER = "paper", "书面", "on paper"
    POST = "post", "邮寄", "by post"
    ORAL = "oral", "口头", "oral"


class Point(Record):
    """One passage of what the party said, to be answered in the re-check."""

    id: Code
    text: LongText


FixedHour = Annotated[
    datetime | None,
    Label(
        "听述时间",
        "instant",
        "已确定时间的填写；否则填写送达后第几个工作日",
        "where it is fixed; else give the working days after service",
    ),
]
HourOfDay = Annotated[
    Code,
    Label(
        "时刻",
        "time of day",
        "时:分，随送达日确定听述日的填写",
        "`HH:MM`, where the day follows from service",
    ),
]


class InterviewPlan(Record):
    """When and where the party is heard. Either a fixed instant, or N working days after service."""

    at: FixedHour = None
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
    time: HourOfDay = ""
    place: Annotated[Line, Label("听述地点", "place")]
    presider: Annotated[PersonId, Label("主持人", "presider", "主持人的编号", "id of who presides")]
    presider_name: Annotated[
        Line,
        Label("主持人姓名", "name of the presider", "由系统填写", "filled in by the system", by_system=True),
    ] = ""
    recorder: Annotated[PersonId, Label("记录人", "recorder", "记录人的编号", "id of who keeps the record")]
    recorder_name: Annotated[
        Line,
        Label("记录人姓名", "name of the recorder", "由系统填写", "filled in by the system", by_system=True),
    ] = ""


class Rescheduling(Record):
    """Another time of the interview (听述改期), told by a document of its own; the plan before it stays in the record."""

    document: int
    plan: InterviewPlan
    reason: Text
    on: date
    asked_on: date | None = None
    """The day on which the party asked for it, where it did."""


class InterviewOutcome(Record):
    """What came of the interview (听述)."""

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


class HearingWithdrawal(Record):
    """A request for a hearing given up by who had made it (撤回听证要求)."""

    on: date
    channel: Channel
    text: LongText = ""
    file: FileHash = ""
    agent: Line = ""
    """Who acted for the party, where an agent did."""


class HearingRequestAnswer(Record):
    """What became of a request that does not count: declined (不予受理), or granted all the same."""

    granted: bool
    on: date
    reason: Text
    document: int | None = None
    """Its 听证不予受理通知书, where it was declined."""


class HearingRequest(Record):
    """One request for a hearing (要求听证)."""

    on: date
    channel: Channel
    counts: bool
    """In time and within scope; one that is not holds up nothing and is the head's work."""
    reason: Line = ""
    article: Article | None = None
    text: LongText = ""
    file: FileHash = ""
    after_decision: bool = False
    """Posted in time and within scope, and came after the decision (民事诉讼法 第85条)."""
    withdrawal: HearingWithdrawal | None = None
    """That the party gave it up; nothing while it stands."""
    answer: HearingRequestAnswer | None = None
    """Of one that does not count: what the head decided on it."""
    agent: Line = ""
    """Who asked for the party, where an agent did."""

    @property
    def granted(self) -> bool:
        return self.answer is not None and self.answer.granted

    @property
    def binding(self) -> bool:
        """Whether there is to be a hearing by it, unless it is withdrawn: it counts, or the head granted it."""
        return self.counts or self.granted

    @property
    def stands(self) -> bool:
        return self.binding and self.withdrawal is None

    @property
    def open(self) -> bool:
        """Whether it does not count, and nobody has decided on it yet; what came after the decision is a defect of that."""
        return not self.counts and self.answer is None and not self.after_decision


class HearingPlan(Record):
    """When, where and before whom a hearing was notified (听证通知)."""

    document: int
    on: date
    time: Code
    place: Line
    presider: PersonId
    presider_name: Line = ""
    recorder: PersonId
    recorder_name: Line = ""
    hearers: tuple[PersonId, ...] = ()
    """听证员 who sit beside the presider, where any are appointed."""
    hearer_names: tuple[Line, ...] = ()
    interpreter: Line = ""
    open: bool = True
    closed_reason: Text = ""

    @property
    def sitting(self) -> tuple[PersonId, ...]:
        """Who holds it: presider, recorder, hearers."""
        return (self.presider, self.recorder, *self.hearers)


class HearingOutcome(Record):
    """A hearing as it was held (举行听证)."""

    on: date
    record: FileHash
    points: tuple[Point, ...] = ()
    attendance: tuple[Line, ...] = ()
    refusal: Text = ""
    put_forward: tuple[Code, ...] = ()
    """Which evidence the investigators put forward (行政处罚法 第64条第7项)."""
    questioned: LongText = ""
    """What the party said to it (质证), or that it contested nothing."""


class HearingEndGround(Titled):
    """For what a hearing is ended, and nothing else (行政处罚法 第64条第6项)."""

    NO_SHOW = "no_show", "无正当理由拒不出席", "did not come, without good reason"
    LEFT = "left", "未经许可中途退出", "left without leave"


class HearingEnd(Record):
    """A hearing that was ended (终止听证), as if the right had been given up."""

    on: date
    ground: HearingEndGround
    note: Text
    record: FileHash
    """SHA-256 of the signed 终止听证记录."""
    points: tuple[Point, ...] = ()
    """What the party had said before it left: answered like everything that it says."""


class HearingReport(Record):
    """The presider's report (听证报告)."""

    on: date
    opinion: LongText
    file: FileHash
