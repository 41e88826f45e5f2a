"""The collective discussion (负责人集体讨论): of these very papers, after review and filing."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.people import Role
from domain.case.review import Discussion, Discussions
from domain.law.articles import art
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import heard, papers, parties
from domain.procedure.language import (
    APL,
    MALFORMED,
    Fact,
    Moment,
    Move,
    Refused,
    Stamp,
)
from domain.procedure.progress import filed_since
from domain.record import FileHash


class Discussed(Fact):
    """The heads discussed this version of the papers."""

    title: ClassVar = Words("已集体讨论", "discussed")
    component: ClassVar = "discussions"
    informs: ClassVar = (Role.OFFICER,)
    discussion: Discussion

    def change(self, case: Case, stamp: Stamp) -> Discussions:
        return Discussions(all=(*case.discussions.all, self.discussion))


class RecordDiscussion(Move):
    """Record the collective discussion (负责人集体讨论) of the present papers."""

    title: ClassVar = Words("记录集体讨论", "record discussion")
    by: ClassVar = (Role.CLERK,)
    source: ClassVar = art(APL, "57.2")
    makes: ClassVar = (Discussed,)

    on: date
    place: str
    chair: str
    attendees: tuple[str, ...]
    absentees: tuple[str, ...] = ()
    recorder: str
    opinions: tuple[str, ...]
    """Each opinion, with who gave it."""
    conclusion: str
    record: FileHash
    """SHA-256 of the signed record (集体讨论记录)."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.anybody_undecided(now, cls.source)
        yield from heard.everyone_heard(now)
        yield from papers.reviewed(now)
        yield from papers.filed(now)

    def faults(self, now: Moment) -> Iterator[Refused]:
        after = filed_since(now.case)
        yield from in_order(
            now, self.source, self.on, "讨论日期", after=after, event="听述、审核和报备完成之日"
        )
        needed = {f: getattr(self, f) for f in ("place", "chair", "recorder", "conclusion", "record")}
        yield from filled(self.source, **needed)
        if len(set(self.attendees)) < 2 or len(self.opinions) < len(set(self.attendees)):
            yield Refused(
                "NotCollective",
                self.source,
                "集体讨论须有两人以上出席，并记录各人意见"
                " · a collective discussion has two attendees at least, and the opinion of each",
                MALFORMED,
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        given = {f: getattr(self, f) for f in Discussion.model_fields if f != "papers"}
        yield Discussed(discussion=Discussion(papers=now.case.papers_version, **given))

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        if case.discussions.on_papers(case.papers_version) or case.screening.discussion.answer is False:
            return None
        return filed_since(case)


MOVES = (RecordDiscussion,)
FACTS = (Discussed,)
