"""Evidence (证据): added with a reason; it makes a new version of the papers."""

from collections.abc import Iterator
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.papers import Evidence, Papers
from domain.case.people import Role
from domain.law.articles import art
from domain.procedure.faults import in_order
from domain.procedure.gates import parties
from domain.procedure.language import (
    APL,
    MALFORMED,
    Fact,
    Moment,
    Move,
    Refused,
    Stamp,
)


class EvidenceAdded(Fact):
    """A piece of evidence was added; the papers are another version."""

    title: ClassVar = Words("证据已补充", "evidence added")
    component: ClassVar = "papers"
    informs: ClassVar = (Role.OFFICER,)
    evidence: Evidence
    reason: str

    def change(self, case: Case, stamp: Stamp) -> Papers:
        return case.papers.model_copy(update={"evidence": (*case.papers.evidence, self.evidence)})


class AddEvidence(Move):
    """Add a piece of evidence (补充证据) with the reason; it makes a new papers version."""

    title: ClassVar = Words("补充证据", "add evidence")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "46")
    makes: ClassVar = (EvidenceAdded,)

    evidence: Evidence
    reason: str

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.anybody_undecided(now, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        file = now.case.papers
        if self.evidence.obtained_on is not None:
            yield from in_order(now, self.source, self.evidence.obtained_on, "取得日期", after=None, event="")
        if any(e.id == self.evidence.id for e in file.evidence):
            yield Refused(
                "EvidenceIdTaken",
                self.source,
                f"证据编号{self.evidence.id}已经使用 · evidence {self.evidence.id} exists: give another id",
                MALFORMED,
            )
        strangers = set(self.evidence.proves) - {f.id for f in file.findings}
        if strangers or not self.evidence.proves or not self.reason:
            yield Refused(
                "EvidenceProvesNothing",
                self.source,
                "须写明所证明的违法事实和补充的理由 · name the findings it proves and the reason for adding it",
                MALFORMED,
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield EvidenceAdded(evidence=self.evidence, reason=self.reason)


MOVES = (AddEvidence,)
FACTS = (EvidenceAdded,)
