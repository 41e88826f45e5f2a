"""The collective discussion (负责人集体讨论): of these very papers, after review and filing."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.people import Capacity, Role
from domain.case.review import Conclusion, Discussion, Discussions
from domain.labels import Label
from domain.law.articles import art
from domain.law.penalties import NO_PENALTY_GROUNDS, NOT_ESTABLISHED
from domain.lengths import Line, LongText, UpToParties, UpToPresent
from domain.procedure.chapters.documents import DocumentsOrdered, final
from domain.procedure.faults import filled, in_order, penalties_sound
from domain.procedure.gates import concluding, heard, papers, parties, since_hearing
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
from domain.record import FileHash, PersonId


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
        ).filled(
            chair=held.chair_name or held.chair, attendees=listed(held.present), conclusion=held.conclusion
        )
        for concluded in held.conclusions:
            yield Words("{party}：{concluded}", "{party}: {concluded}").filled(
                party=case.party(concluded.party).said, concluded=concluded.said
            )


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


NOT_HEADS = Refusal(
    "NotHeads",
    art(APL, "57.2"),
    Words(
        "{persons}不是本机关的负责人，不是集体讨论的成员",
        "{persons} are no heads of this agency and no members of the discussion",
    ),
    Words(
        "请在 chair、attendees 中只填负责人（编号见 tingshu people --role head），汇报的填入 reporters",
        "name only heads in `chair` and `attendees` (by their ids: `tingshu people --role head`); who reports goes into"
        " `reporters`",
    ),
    Sort.FORM,
)
NOT_THE_CLERK = Refusal(
    "NotTheClerk",
    art(APL, "57.2"),
    Words("{person}不是本机关的内勤，不得担任集体讨论的记录人", "{person} is no clerk of this agency"),
    Words(
        "请在 recorder 中填写内勤（编号见 tingshu people --role clerk）",
        "name a clerk in `recorder` (by id: `tingshu people --role clerk`)",
    ),
    Sort.FORM,
)
NO_CONCLUSION = Refusal(
    "NoConclusion",
    art(APL, "57.2"),
    Words(
        "没有就当事人{parties}写明结论，或者一名当事人有两条结论",
        "there is no conclusion on party {parties}, or more than one",
    ),
    Words(
        "请在 conclusions 中对每名尚待处罚的当事人填写一条结论",
        "give one conclusion for each party still to be punished in `conclusions`",
    ),
    Sort.FORM,
)
CONCLUDED_ON_NOBODY = Refusal(
    "ConcludedOnNobody",
    art(APL, "57.2"),
    Words("当事人{parties}不存在或者已经决定", "there is no party {parties}, or the decision on it is made"),
    Words(
        "请从 conclusions 中删去；尚未决定的当事人：{known}",
        "leave it out of `conclusions`; the parties not decided on: {known}",
    ),
    Sort.FORM,
)
GROUNDS = (*NO_PENALTY_GROUNDS, NOT_ESTABLISHED)
"""Why the heads may conclude that nobody is punished; the last one: the facts are not established."""
CONCLUSION_UNCLEAR = Refusal(
    "ConclusionUnclear",
    art(APL, "57"),
    Words(
        "对当事人{party}的结论没有写明处罚，也没有写明不予处罚的条款，或者两者都写了",
        "the conclusion on party {party} has neither penalties nor the ground of no penalty, or both",
    ),
    Words(
        "请填写 penalties，或者在 ground 中填写不予处罚依据的条款（{grounds}）",
        "give `penalties`, or the article of the ground of no penalty in `ground` ({grounds})",
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
    makes: ClassVar = (Discussed, DocumentsOrdered)

    on: Annotated[date, Label("讨论日期", "day of the discussion")]
    place: Annotated[Line, Label("地点", "place")]
    chair: Annotated[
        PersonId,
        Capacity.MEMBER,
        Label("主持人", "chair", "主持讨论的负责人的编号", "id of the head in the chair"),
    ]
    attendees: Annotated[
        UpToPresent[PersonId],
        Capacity.MEMBER,
        Label("出席人", "attendees", "出席的各负责人的编号", "ids of the heads who were there"),
    ]
    absentees: Annotated[
        UpToPresent[Line],
        Label("缺席人", "absentees", "缺席的各负责人姓名", "names of the heads who were not"),
    ] = ()
    reporters: Annotated[
        UpToPresent[PersonId],
        Label(
            "汇报人",
            "reporters",
            "汇报案情的承办人等的编号；不参与作出结论",
            "ids of those who reported, such as the officers; they do not conclude",
        ),
    ] = ()
    recorder: Annotated[
        PersonId, Label("记录人", "recorder", "记录讨论的内勤的编号", "id of the clerk who kept the record")
    ]
    opinions: Annotated[
        UpToPresent[LongText],
        Label("各人意见", "opinions", "每人的意见，写明是谁的", "each opinion, with who gave it"),
    ]
    conclusion: Annotated[
        LongText, Label("结论", "conclusion", "讨论结论的原文", "as it stands in the record")
    ]
    conclusions: Annotated[
        UpToParties[Conclusion],
        Label(
            "对各当事人的结论",
            "conclusions",
            "每名尚待处罚的当事人一条：处罚的种类、数额、期限，或者不予处罚及其依据",
            "one for each party still to be punished: kinds, amounts and durations, or no penalty with its ground",
        ),
    ] = ()
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
        attendees = len({self.chair, *self.attendees})
        if attendees < 2 or len(self.opinions) < attendees:
            yield NOT_COLLECTIVE(attendees=attendees, opinions=len(self.opinions))
        yield from self._by_whom(now)
        yield from self._concluded(now)

    def _by_whom(self, now: Moment) -> Iterator[Refused]:
        strangers = [p for p in dict.fromkeys((self.chair, *self.attendees)) if not _is(now, p, Role.HEAD)]
        if strangers:
            yield NOT_HEADS(persons=listed(map(now.called, strangers)))
        if not _is(now, self.recorder, Role.CLERK):
            yield NOT_THE_CLERK(person=now.called(self.recorder))

    def _concluded(self, now: Moment) -> Iterator[Refused]:
        on, open_ = [c.party for c in self.conclusions], {p.id for p in now.case.undecided}
        wanted = {p.id for p in parties.to_be_punished(now.case)}
        if unclear := [p for p in sorted(wanted | set(on)) if on.count(p) != 1]:
            yield NO_CONCLUSION(parties=listed(map(str, unclear)))
        if strangers := sorted(set(on) - open_):
            yield CONCLUDED_ON_NOBODY(
                parties=listed(map(str, strangers)), known=listed(map(str, sorted(open_)))
            )
        for concluded in self.conclusions:
            yield from penalties_sound(concluded.penalties, concluded.party)
            none = concluded.ground in GROUNDS
            if none == bool(concluded.penalties) or (concluded.ground and not none):
                yield CONCLUSION_UNCLEAR(party=concluded.party, grounds=listed(GROUNDS))

        yield from self._on_the_objection(now)

    def _on_the_objection(self, now: Moment) -> Iterator[Refused]:
        filed = since_hearing.filed(now.case)
        objection = filed.objection if filed else None
        if objection and objection.maintained_on and not self.on_objection.strip():
            yield OBJECTION_UNANSWERED(on=objection.maintained_on)

    def facts(self, now: Moment) -> Iterator[Fact]:
        # What was recorded before conclusions were asked for made no document, and is replayed so.
        order = final(now.case, DocumentKind.DISCUSSION_RECORD) if self.conclusions else None
        yield Discussed(
            discussion=Discussion(
                papers=now.case.papers_version,
                on=self.on,
                place=self.place,
                chair=self.chair,
                chair_name=_name(now, self.chair),
                attendees=self.attendees,
                attendee_names=_names(now, self.attendees),
                absentees=self.absentees,
                reporters=self.reporters,
                reporter_names=_names(now, self.reporters),
                recorder=self.recorder,
                recorder_name=_name(now, self.recorder),
                opinions=self.opinions,
                conclusion=self.conclusion,
                conclusions=self.conclusions,
                record=self.record,
                on_objection=self.on_objection,
                document=order.documents[0].id if order else None,
            )
        )
        if order:
            yield order

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        if case.screening.discussion.answer is False:
            return None
        if since_hearing.discussed(case) and not concluding.left_open(case):
            return None
        if since_hearing.discussion_sent_back(case):
            return None
        return filed_since(case)


def _is(now: Moment, person: str, role: Role) -> bool:
    found = now.people.get(person)
    return found is not None and found.has(role, now.today) and found.agency == now.case.identity.agency.code


def _name(now: Moment, person: str) -> str:
    found = now.people.get(person)
    return found.name if found else ""


def _names(now: Moment, persons: Sequence[str]) -> tuple[str, ...]:
    """Their names; none where the directory knows none of them, as in what was recorded by names alone."""
    known = any(person in now.people for person in persons)
    return tuple(_name(now, person) or person for person in persons) if known else ()


MOVES = (RecordDiscussion,)
FACTS = (Discussed,)
