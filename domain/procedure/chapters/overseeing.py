"""Supervision (执法监督): what the supervising office writes to the agency about a case, and what the agency answers.

No gate waits for any of it. What was written before the case was closed is answered after it too.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Final

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import NewDocument
from domain.case.oversight import Oversight, SupervisionForm, SupervisionNotice
from domain.case.parties import Party
from domain.case.people import Role
from domain.labels import SERIAL, Label
from domain.law.articles import Article
from domain.law.terms import TermKey
from domain.lengths import LongText
from domain.procedure.chapters.correcting_filing import OFFICE_NOT_KNOWN
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved
from domain.procedure.faults import filled
from domain.procedure.language import Fact, Moment, Move, Refusal, Refused, Sort, Stamp
from domain.procedure.measuring import Clock, Span
from domain.record import FileHash

SUPERVISION: Final = Article(statute="行政执法监督条例", mark="条文待确认")
"""In force since 2026-02-01. Its articles have not been read: its forms, and that each is answered, are our reading [I]."""


class SupervisionNoticeMade(Fact):
    """The supervising office wrote to the agency about the case."""

    title: ClassVar = Words("已作出执法监督文书", "supervision notice made")
    component: ClassVar = "oversight"
    informs: ClassVar = (Role.OFFICER,)
    notice: SupervisionNotice

    def change(self, case: Case, stamp: Stamp) -> Oversight:
        return case.oversight.with_notice(self.notice)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{form}：{problem}；要求：{demand}", "{form}: {problem}; demanded: {demand}").filled(
            form=self.notice.form, problem=self.notice.problem, demand=self.notice.demand
        )


class SupervisionAnswered(Fact):
    """The agency answered a notice of the supervising office."""

    title: ClassVar = Words("执法监督文书已答复", "supervision notice answered")
    component: ClassVar = "oversight"
    informs: ClassVar = (Role.OFFICER,)
    notice: int
    """The document of the notice."""
    answer: LongText
    reply: FileHash = ""

    def change(self, case: Case, stamp: Stamp) -> Oversight:
        update = {"answered_on": stamp.on, "answer": self.answer, "reply": self.reply}
        return case.oversight.with_notice(case.oversight.notice(self.notice).model_copy(update=update))

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{document}：{answer}", "{document}: {answer}").filled(
            document=case.documents.said((self.notice,)), answer=self.answer
        )


class IssueSupervisionNotice(Move):
    """Write to the agency about the case (执法监督), in a form of the regulation; the office numbers and seals it itself."""

    title: ClassVar = Words("作出执法监督文书", "issue a supervision notice")
    by: ClassVar = (Role.SUPERVISOR,)
    source: ClassVar = SUPERVISION
    makes: ClassVar = (SupervisionNoticeMade, DocumentsOrdered, DocumentApproved)
    issues_own: ClassVar = True

    form: Annotated[
        SupervisionForm,
        Label("文书形式", "form", "督办、通知、意见或者决定", "urging on, notice, opinion or decision"),
    ]
    problem: Annotated[
        LongText, Label("发现的问题", "problem", "哪一执法行为有何问题", "which act is wanting, and in what")
    ]
    demand: Annotated[
        LongText,
        Label("要求", "demand", "办案机关应当做什么", "what the agency is to do about it"),
    ]

    def faults(self, now: Moment) -> Iterator[Refused]:
        if now.agency is None:
            yield OFFICE_NOT_KNOWN(article=self.source)
        yield from filled(self, problem=self.problem, demand=self.demand)

    def facts(self, now: Moment) -> Iterator[Fact]:
        number = next(now.case.documents.next_ids())
        order = DocumentsOrdered(documents=(NewDocument(id=number, kind=self.form.kind, issuer=now.agency),))
        yield SupervisionNoticeMade(
            notice=SupervisionNotice(
                document=number, form=self.form, on=now.today, problem=self.problem, demand=self.demand
            )
        )
        yield order
        yield approved(order, now.actor.id)


NO_SUPERVISION_NOTICE_WAITS = Refusal(
    "NoSupervisionNoticeWaits",
    SUPERVISION,
    Words("没有已发出而待答复的执法监督文书", "no issued supervision notice waits for an answer"),
    Words(
        "执法监督文书由执法监督机构作出（issue_supervision_notice）、盖章发出（record_sealing）之后才答复",
        "the supervising office makes it (issue_supervision_notice) and seals it (record_sealing) first",
    ),
)
WHICH_SUPERVISION_NOTICE = Refusal(
    "WhichSupervisionNotice",
    SUPERVISION,
    Words("没有写明答复哪一件执法监督文书", "it is not said which supervision notice is answered"),
    Words(
        "请在 notice 中填写待答复的文书的序号：{known}",
        "give in `notice` the number of the document that waits: {known}",
    ),
    Sort.FORM,
)


class AnswerSupervisionNotice(Move):
    """Answer a supervision notice (答复执法监督文书): what the agency did about it, or why it did not."""

    title: ClassVar = Words("答复执法监督文书", "answer a supervision notice")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = SUPERVISION
    makes: ClassVar = (SupervisionAnswered,)
    within: ClassVar = TermKey.ANSWER_SUPERVISION

    answer: Annotated[
        LongText,
        Label("答复", "answer", "如何办理；不办理的，理由", "what was done about it; if nothing, why not"),
    ]
    notice: Annotated[
        int | None,
        Label(
            "执法监督文书",
            "supervision notice",
            "文书在本案中的序号；只有一件待答复的，可以不填",
            "number of the document in the case; may be left out where only one waits",
            SERIAL,
        ),
    ] = None
    reply: Annotated[
        FileHash,
        Label(
            "书面答复",
            "written reply",
            "另行书面答复的，其扫描件",
            "where it was answered on paper too: the scan of it",
        ),
    ] = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if not _open_notices(now.case):
            yield NO_SUPERVISION_NOTICE_WAITS()

    def faults(self, now: Moment) -> Iterator[Refused]:
        waiting = _open_notices(now.case)
        if self.notice not in waiting and (self.notice is not None or len(waiting) > 1):
            yield WHICH_SUPERVISION_NOTICE(known=listed(map(str, waiting)))
        yield from filled(self, answer=self.answer)

    def facts(self, now: Moment) -> Iterator[Fact]:
        notice = self.notice or next(iter(_open_notices(now.case)))
        yield SupervisionAnswered(notice=notice, answer=self.answer, reply=self.reply)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        return min(_open_notices(case).values(), default=None)


def _open_notices(case: Case) -> dict[int, date]:
    """The notices that were issued and wait for an answer, by their documents, with the day of issue."""
    waiting = (n for n in case.oversight.notices if n.answered_on is None)
    return {n.document: on for n in waiting if (on := _issued_on(case, n))}


def _issued_on(case: Case, notice: SupervisionNotice) -> date | None:
    return case.documents.known(notice.document).issued_on


def _answering_notices(case: Case, party: Party | None) -> Iterator[Span]:
    for notice in case.oversight.notices:
        if on := _issued_on(case, notice):
            yield Span(start=on, ended_on=notice.answered_on)


MOVES = (IssueSupervisionNotice, AnswerSupervisionNotice)
FACTS = (SupervisionNoticeMade, SupervisionAnswered)
CLOCKS = (Clock(TermKey.ANSWER_SUPERVISION, owner=Role.HEAD, per_party=False, span=_answering_notices),)
