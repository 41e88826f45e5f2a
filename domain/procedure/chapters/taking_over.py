"""Taking over (接收纸质案件): a case begun on paper comes in with what was done so far, on its original days.

Each step is judged on its own day by the rules of its own move, as if it had been recorded then: who judges and states
it is the desk (`desk.paper`). What stands here is what the list itself must be, and the fact that ends it.
"""

from collections.abc import Iterator
from datetime import date, datetime
from datetime import time as hour
from typing import Annotated, ClassVar

from pydantic import JsonValue

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.people import Role
from domain.case.taking_over import PaperStep, TakenOver
from domain.labels import SERIAL, Label
from domain.law.articles import art
from domain.lengths import Code, Line, UpToDocuments, UpToSteps, Written
from domain.procedure.chapters.documents import PAGES
from domain.procedure.chapters.drafting import ALREADY_OPEN, OpenCase
from domain.procedure.faults import DATE_IN_THE_FUTURE, is_hour
from domain.procedure.language import (
    APL,
    SHANGHAI,
    Fact,
    Moment,
    Move,
    Refusal,
    Refused,
    Sort,
    Stamp,
)
from domain.record import FileHash, Record

STEP = "so_far.{place}"
"""Where a step stands in the request; places are counted from 0, as in every path of a field."""


CONFIRMATION = f"{STEP}.confirmed"


class CaseTakenOver(Fact):
    """All before this was done on paper, and is taken over as it was done."""

    title: ClassVar = Words("纸质案件已接收", "case taken over")
    component: ClassVar = "taken_over"
    informs: ClassVar = (Role.OFFICER,)
    steps: tuple[PaperStep, ...]

    def change(self, case: Case, stamp: Stamp) -> TakenOver:
        return TakenOver(by=stamp.by, on=stamp.on, steps=self.steps)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{first}至{last}的{count}步", "{count} steps, from {first} to {last}").filled(
            first=self.steps[0].on, last=self.steps[-1].on, count=len(self.steps)
        )


TIME = Label(
    "时间", "time of day", "时:分；只知道日期的不填", "as HH:MM; left out where the day alone is known"
)


class Dated(Record):
    """Who did something on paper, and when."""

    by: Annotated[Code, Label("办理人", "by whom", "人员编号", "id of the person in the directory")]
    """Nobody whom the taking over itself names: who it was is judged on that day."""
    on: Annotated[date, Label("办理日期", "day", "当时办理的日期", "on which it was done")]
    time: Annotated[Code, TIME] = ""

    @property
    def at(self) -> datetime:
        """The instant; the first of its day, where the day alone is known."""
        return datetime.combine(
            self.on, hour.fromisoformat(self.time) if is_hour(self.time) else hour(), SHANGHAI
        )

    @property
    def said(self) -> str:
        return f"{self.on} {self.time}".rstrip()

    def no_sooner_than(self, before: datetime) -> datetime:
        """The instant after what stands before it: where the day alone is known, it was some time on that day."""
        same_day = not self.time and self.on == before.date()
        return max(self.at, before) if same_day else self.at


class StepSoFar(Dated):
    """A step that was made on paper."""

    move: Annotated[Code, Label("操作", "move", "见 tingshu moves", "as `tingshu moves` lists them")]
    body: Annotated[
        dict[str, JsonValue],
        Label(
            "内容",
            "body",
            "该操作的内容；$papers、$document:KIND:PARTY、$content:KIND:PARTY、$final:KIND:PARTY 指当时的案卷材料版本和文书",
            "the body of that move; $papers, $document:KIND:PARTY, $content:KIND:PARTY and $final:KIND:PARTY"
            " stand for the papers version and the documents as they then were",
        ),
    ]
    confirmed: Annotated[
        Dated | None,
        Label(
            "会签",
            "confirmation",
            "须会签的，由谁何时会签",
            "where a second person had to sign: who, and when",
        ),
    ] = None
    proof: Annotated[FileHash, Label("证明材料", "proof", "该步骤纸质材料的扫描件", "scan of the paper")]


class PaperDocument(Record):
    """A document as it was made on paper: its number stands, and no other is taken."""

    kind: Annotated[DocumentKind, Label("文书", "document")]
    party: Annotated[
        int | None,
        Label("当事人", "party", "属于一个当事人的，其序号", "number of its party, where it has one", SERIAL),
    ] = None
    number: Annotated[
        Line,
        Label(
            "文号", "number", "如纸质原件所印；不编号的不填", "as printed; none for a kind without numbers"
        ),
    ] = ""
    scan: Annotated[FileHash, Label("扫描件", "scan", "盖章原件的扫描件", "scan of the stamped original")]
    pages: Annotated[int, PAGES]


BEGINS_WITH_ITS_OPENING = Refusal(
    "BeginsWithItsOpening",
    None,
    Words(
        "已办步骤（so_far）不以本案（{agency} {number}）的启动开始",
        "what was done so far does not begin with the opening of this case ({agency} {number})",
    ),
    Words(
        "请将 so_far 的第一步写作 open_case，其内容（body）的 agency、number 与此处一致",
        "make open_case the first step of `so_far`, with this `agency` and `number` in its `body`",
    ),
    Sort.FORM,
)
STEPS_OUT_OF_ORDER = Refusal(
    "StepsOutOfOrder",
    None,
    Words("{step}（{at}）早于其前的步骤", "{step} ({at}) is earlier than what stands before it"),
    Words(
        "请按办理的先后排列 so_far，并核对 on、time 和会签（confirmed）的日期",
        "put `so_far` into the order in which it was done; check `on`, `time` and the days of `confirmed`",
    ),
    Sort.FORM,
)
NO_TIME_OF_DAY = Refusal(
    "NoTimeOfDay",
    None,
    Words("{step}.time 不是时刻", "{step}.time is no time of day"),
    Words(
        "请将 {step}.time 写作 09:30；只知道日期的不填",
        "write {step}.time as 09:30; leave it out where the day alone is known",
    ),
    Sort.FORM,
)
STEP_WITHOUT_PROOF = Refusal(
    "StepWithoutProof",
    art(APL, "47"),
    Words("没有证明材料：{steps}", "these steps have no proof: {steps}"),
    Words(
        "请上传该步骤纸质材料的扫描件（POST /v1/documents，在 proof 中填写其 SHA-256）",
        "upload the scan of the paper (POST /v1/documents, with its SHA-256 in `proof`)",
    ),
)


class TakeOverCase(Move):
    """Take over a case begun on paper (接收纸质案件): what was done so far, on its original days, with its proofs."""

    title: ClassVar = Words("接收纸质案件", "take over a case from paper")
    by: ClassVar = (Role.OFFICER, Role.HEAD)
    source: ClassVar = art(APL, "47")
    makes: ClassVar = (CaseTakenOver,)
    opens: ClassVar = True

    agency: Annotated[Code, Label("执法机关", "agency", "执法机关的代码", "code of the enforcement agency")]
    number: Annotated[
        Code,
        Written("^[A-Za-z0-9-]{1,40}$"),
        Label("案号", "case number", "字母、数字、连字符，1至40个", "letters, digits and hyphens, 1 to 40"),
    ]
    so_far: Annotated[
        UpToSteps[StepSoFar],
        Label(
            "已办步骤", "what was done so far", "按办理的先后，自启动起", "in the order in which it was done"
        ),
    ] = ()
    documents: Annotated[
        UpToDocuments[PaperDocument],
        Label(
            "纸质文书",
            "documents on paper",
            "已办步骤所制作的文书，同种的按先后排列",
            "what these steps made, those of one kind and party in the order in which they were made",
        ),
    ] = ()

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if now.case.opened:
            yield ALREADY_OPEN(number=now.case.identity.number)

    def faults(self, now: Moment) -> Iterator[Refused]:
        if not self._begins_with_its_opening():
            yield BEGINS_WITH_ITS_OPENING(article=self.source, agency=self.agency, number=self.number)
        before = datetime.min.replace(tzinfo=SHANGHAI)
        for place, step in enumerate(self.so_far):
            for one, name in ((step, STEP), (step.confirmed, CONFIRMATION)):
                if one is not None:
                    yield from self._in_time(now, one, name.format(place=place), before)
                    before = max(before, one.at)
        if bare := [STEP.format(place=p) for p, step in enumerate(self.so_far) if not step.proof]:
            yield STEP_WITHOUT_PROOF(steps="、".join(bare))

    def _begins_with_its_opening(self) -> bool:
        if not self.so_far or self.so_far[0].move != OpenCase.name:
            return False
        body = self.so_far[0].body
        return (body.get("agency"), body.get("number")) == (self.agency, self.number)

    def _in_time(self, now: Moment, one: Dated, where: str, before: datetime) -> Iterator[Refused]:
        if one.time and not is_hour(one.time):
            yield NO_TIME_OF_DAY(article=self.source, step=where)
        if one.at > now.at:
            yield DATE_IN_THE_FUTURE(article=self.source, what=where, on=one.said, today=now.today)
        if one.no_sooner_than(before) < before:
            yield STEPS_OUT_OF_ORDER(article=self.source, step=where, at=one.said)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield CaseTakenOver(
            steps=tuple(PaperStep(move=s.move, by=s.by, on=s.on, proof=s.proof) for s in self.so_far)
        )


MOVES = (TakeOverCase,)
FACTS = (CaseTakenOver,)
