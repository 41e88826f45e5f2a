"""The collective discussion (负责人集体讨论): of these very papers, after review and filing."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.people import Role
from domain.case.review import Discussion, Discussions
from domain.labels import Label
from domain.law.articles import art
from domain.lengths import Line, LongText, UpToPresent
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import heard, papers, parties, since_hearing
from domain.procedure.language import (
    APL,
    Fact,
    Moment,
    Move,
    Refusal,
    Refused,
    Sort,
    Stamp,
)
from domain.procedure.progress import filed_since
from domain.record import FileHash


class Discussed(Fact):
    """The heads discussed this version of the papers."""

    title: ClassVar = Words("已集体讨论", "discussed collectively")
    component: ClassVar = "discussions"
    informs: ClassVar = (Role.OFFICER,)
    discussion: Discussion

    def change(self, case: Case, stamp: Stamp) -> Discussions:
        return Discussions(all=(*case.discussions.all, self.discussion))

    def said(self, case: Case) -> Iterator[Words]:
        held = self.discussion
        yield Words(
            "主持：{chair}；出席：{attendees}；结论：{conclusion}",
            "chair: {chair}; attendees: {attendees}; conclusion: {conclusion}",
        ).filled(chair=held.chair, attendees=listed(held.attendees), conclusion=held.conclusion)


NOT_COLLECTIVE = Refusal(
    "NotCollective",
    art(APL, "57.2"),
    Words(
        "集体讨论须有两人以上出席，并记录每人的意见；现有出席{attendees}人，意见{opinions}条",
        "a collective discussion has two attendees at least and the opinion of each; here are {attendees} attendees and"
        " {opinions} opinions",
    ),
    Words(
        "请在 attendees 中写明出席人，在 opinions 中写明每人的意见",
        "name those who were there in `attendees`, and the opinion of each in `opinions`",
    ),
    Sort.FORM,
)


OBJECTION_UNANSWERED = Refusal(
    "ObjectionUnanswered",
    None,
    Words(
        "执法监督机构于{on}维持异议，讨论记录没有说明",
        "the supervising office maintained its objection on {on}, and the record of the discussion says nothing of it",
    ),
    Words(
        "请在 on_objection 中说明采纳或者不采纳该异议的理由",
        "say in `on_objection` why the objection is followed or not",
    ),
    Sort.FORM,
)


class RecordDiscussion(Move):
    """Record the collective discussion (负责人集体讨论) of the present papers."""

    title: ClassVar = Words("记录集体讨论", "record the discussion")
    by: ClassVar = (Role.CLERK,)
    source: ClassVar = art(APL, "57.2")
    makes: ClassVar = (Discussed,)

    on: Annotated[date, Label("讨论日期", "day of the discussion")]
    place: Annotated[Line, Label("地点", "place")]
    chair: Annotated[Line, Label("主持人", "chair", "主持讨论的负责人姓名", "name of the head in the chair")]
    attendees: Annotated[
        UpToPresent[Line],
        Label("出席人", "attendees", "出席的各负责人姓名", "names of the heads who were there"),
    ]
    absentees: Annotated[
        UpToPresent[Line],
        Label("缺席人", "absentees", "缺席的各负责人姓名", "names of the heads who were not"),
    ] = ()
    recorder: Annotated[Line, Label("记录人", "recorder", "记录人姓名", "name of who kept the record")]
    opinions: Annotated[
        UpToPresent[LongText],
        Label("各人意见", "opinions", "每人的意见，写明是谁的", "each opinion, with who gave it"),
    ]
    conclusion: Annotated[LongText, Label("结论", "conclusion")]
    record: Annotated[
        FileHash,
        Label(
            "讨论记录",
            "record",
            "签名的集体讨论记录（文件的 SHA-256）",
            "the signed record of the discussion (SHA-256 of the file)",
        ),
    ]
    on_objection: Annotated[
        LongText,
        Label(
            "对异议的说明",
            "on the objection",
            "报备机关维持异议的，说明为何采纳或者不采纳",
            "where the supervising office maintains its objection: why it is followed or not",
        ),
    ] = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.anybody_undecided(now, cls.source)
        yield from heard.everyone_heard(now)
        yield from papers.reviewed(now)
        yield from papers.filed(now)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("讨论日期", "the day of the discussion"),
            after=filed_since(now.case),
            event=Words(
                "听述、审核和报备完成之日", "the day on which interview, review and filing were complete"
            ),
        )
        yield from filled(
            self,
            place=self.place,
            chair=self.chair,
            recorder=self.recorder,
            conclusion=self.conclusion,
            record=self.record,
        )
        attendees = len(set(self.attendees))
        if attendees < 2 or len(self.opinions) < attendees:
            yield NOT_COLLECTIVE(attendees=attendees, opinions=len(self.opinions))

        yield from self._on_the_objection(now)

    def _on_the_objection(self, now: Moment) -> Iterator[Refused]:
        filed = since_hearing.filed(now.case)
        objection = filed.objection if filed else None
        if objection and objection.maintained_on and not self.on_objection.strip():
            yield OBJECTION_UNANSWERED(on=objection.maintained_on)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield Discussed(
            discussion=Discussion(
                papers=now.case.papers_version,
                on=self.on,
                place=self.place,
                chair=self.chair,
                attendees=self.attendees,
                absentees=self.absentees,
                recorder=self.recorder,
                opinions=self.opinions,
                conclusion=self.conclusion,
                record=self.record,
                on_objection=self.on_objection,
            )
        )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        if since_hearing.discussed(case) or case.screening.discussion.answer is False:
            return None
        return filed_since(case)


MOVES = (RecordDiscussion,)
FACTS = (Discussed,)
