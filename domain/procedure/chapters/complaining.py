"""Complaints (申诉、检举): whoever finds fault with how a case is handled is heard, and what was wrong is put right.

No gate waits for any of it. What came before the case was closed is answered after it too.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Final

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.oversight import Complaint, ComplaintOutcome, Oversight
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.sessions import Channel
from domain.labels import SERIAL, Label
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.lengths import Line, LongText
from domain.procedure.faults import filled, in_order
from domain.procedure.language import APL, Fact, Moment, Move, Refusal, Refused, Sort, Stamp
from domain.procedure.measuring import Clock, Span
from domain.record import FileHash

COMPLAINTS: Final = art(APL, "75.2")


class ComplaintRecorded(Fact):
    """Somebody complained about how the case is handled. Who it was is not told on."""

    title: ClassVar = Words("已收到申诉、检举", "complaint received")
    component: ClassVar = "oversight"
    informs: ClassVar = (Role.OFFICER,)
    complaint: Complaint

    def change(self, case: Case, stamp: Stamp) -> Oversight:
        return case.oversight.with_complaint(self.complaint)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("第{number}号：{text}", "number {number}: {text}").filled(
            number=self.complaint.number, text=self.complaint.text
        )


class ComplaintAnswered(Fact):
    """The agency looked into a complaint, and said what came of it."""

    title: ClassVar = Words("申诉、检举已处理", "complaint answered")
    component: ClassVar = "oversight"
    informs: ClassVar = (Role.OFFICER,)
    complaint: int
    outcome: ComplaintOutcome
    answer: LongText

    def change(self, case: Case, stamp: Stamp) -> Oversight:
        made = next(c for c in case.oversight.complaints if c.number == self.complaint)
        update = {"answered_on": stamp.on, "outcome": self.outcome, "answer": self.answer}
        return case.oversight.with_complaint(made.model_copy(update=update))

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("第{number}号，{outcome}：{answer}", "number {number}, {outcome}: {answer}").filled(
            number=self.complaint, outcome=self.outcome, answer=self.answer
        )


class RecordComplaint(Move):
    """Record a complaint (申诉、检举) about how the case is handled, whoever made it; the agency looks into it."""

    title: ClassVar = Words("记录申诉、检举", "record a complaint")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = COMPLAINTS
    makes: ClassVar = (ComplaintRecorded,)

    received_on: Annotated[date, Label("收到日期", "day of receipt")]
    complainant: Annotated[
        Line,
        Label("申诉、检举人", "complainant", "匿名的，写“匿名”", "where nobody is named, say so"),
    ]
    channel: Annotated[Channel, Label("提出方式", "channel")]
    text: Annotated[
        LongText, Label("内容", "text", "对哪一执法行为有何意见", "which act is complained of, and why")
    ]
    file: Annotated[
        FileHash,
        Label(
            "来件",
            "file",
            "书面或者邮寄提出的，来件的扫描件",
            "where it came on paper or by post: the scan of it",
        ),
    ] = ""

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, complainant=self.complainant, text=self.text)
        if self.channel in (Channel.PAPER, Channel.POST):
            yield from filled(self, file=self.file)
        what = Words("收到日期", "the day of receipt")
        yield from in_order(now, self.source, self.received_on, what, after=None, event=what)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield ComplaintRecorded(
            complaint=Complaint(
                number=len(now.case.oversight.complaints) + 1,
                received_on=self.received_on,
                complainant=self.complainant,
                channel=self.channel,
                text=self.text,
                file=self.file,
            )
        )


NO_COMPLAINT_WAITS = Refusal(
    "NoComplaintWaits",
    COMPLAINTS,
    Words("没有待处理的申诉、检举", "no complaint waits to be answered"),
    Words(
        "收到的，先记录（record_complaint）；已处理的，无须再处理",
        "record one that came first (record_complaint); one that was answered needs nothing more",
    ),
)
WHICH_COMPLAINT = Refusal(
    "WhichComplaint",
    COMPLAINTS,
    Words("没有写明处理哪一件申诉、检举", "it is not said which complaint is answered"),
    Words(
        "请在 complaint 中填写待处理的申诉、检举的序号：{known}",
        "give in `complaint` the number of one that waits: {known}",
    ),
    Sort.FORM,
)


class AnswerComplaint(Move):
    """Say what came of a complaint (处理申诉、检举): examined with care, and whatever was wrong put right; or noted."""

    title: ClassVar = Words("处理申诉、检举", "answer a complaint")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = COMPLAINTS
    makes: ClassVar = (ComplaintAnswered,)
    within: ClassVar = TermKey.ANSWER_COMPLAINT

    outcome: Annotated[ComplaintOutcome, Label("处理结果", "outcome")]
    answer: Annotated[
        LongText,
        Label(
            "处理情况",
            "answer",
            "审查的情况和对申诉、检举人的答复；有错误的，如何改正；存查的，写明理由",
            "what was found and what the complainant was told; how a mistake is put right; why it is only noted",
        ),
    ]
    complaint: Annotated[
        int | None,
        Label(
            "申诉、检举",
            "complaint",
            "申诉、检举在本案中的序号；只有一件待处理的，可以不填",
            "its number in the case; may be left out where only one waits",
            SERIAL,
        ),
    ] = None

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if not _open_complaints(now.case):
            yield NO_COMPLAINT_WAITS()

    def faults(self, now: Moment) -> Iterator[Refused]:
        waiting = _open_complaints(now.case)
        if self.complaint not in waiting and (self.complaint is not None or len(waiting) > 1):
            yield WHICH_COMPLAINT(known=listed(map(str, waiting)))
        yield from filled(self, answer=self.answer)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield ComplaintAnswered(
            complaint=self.complaint or next(iter(_open_complaints(now.case))),
            outcome=self.outcome,
            answer=self.answer,
        )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        return min(_open_complaints(case).values(), default=None)


def _open_complaints(case: Case) -> dict[int, date]:
    """The complaints that wait to be answered, with the day of receipt."""
    return {c.number: c.received_on for c in case.oversight.complaints if c.answered_on is None}


def _answering_complaints(case: Case, party: Party | None) -> Iterator[Span]:
    for complaint in case.oversight.complaints:
        yield Span(start=complaint.received_on, ended_on=complaint.answered_on)


MOVES = (RecordComplaint, AnswerComplaint)
FACTS = (ComplaintRecorded, ComplaintAnswered)
CLOCKS = (Clock(TermKey.ANSWER_COMPLAINT, owner=Role.OFFICER, per_party=False, span=_answering_complaints),)
