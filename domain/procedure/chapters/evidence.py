"""Evidence (证据): added with a reason; it makes a new version of the papers."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.papers import Evidence, Papers
from domain.case.people import Role
from domain.labels import Label
from domain.law.articles import art
from domain.lengths import Text
from domain.procedure.faults import DATE_IN_THE_FUTURE, blank, filled
from domain.procedure.gates import parties
from domain.procedure.language import APL, Fact, Moment, Move, Refusal, Refused, Sort, Stamp


class EvidenceAdded(Fact):
    """A piece of evidence was added; the papers are another version."""

    title: ClassVar = Words("证据已补充", "evidence added")
    component: ClassVar = "papers"
    informs: ClassVar = (Role.OFFICER,)
    evidence: Evidence
    reason: Text

    def change(self, case: Case, stamp: Stamp) -> Papers:
        return case.papers.model_copy(update={"evidence": (*case.papers.evidence, self.evidence)})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("证据 {id} {title}；{reason}", "evidence {id} {title}; {reason}").filled(
            id=self.evidence.id, title=self.evidence.title, reason=self.reason
        )


EVIDENCE_ID_TAKEN = Refusal(
    "EvidenceIdTaken",
    art(APL, "46"),
    Words("证据编号{id}已经使用", "evidence {id} exists already"),
    Words("请在 evidence.id 中填写另一编号", "give another id in `evidence.id`"),
    Sort.FORM,
)
EVIDENCE_PROVES_NOTHING = Refusal(
    "EvidenceProvesNothing",
    art(APL, "46"),
    Words(
        "没有写明所证明的本案违法事实，或者没有写明补充的理由",
        "it does not say which findings of this case it proves, or why it is added",
    ),
    Words(
        "请在 evidence.proves 中填写违法事实编号（本案有：{findings}），在 reason 中填写理由",
        "name findings in `evidence.proves` (this case has: {findings}) and give the reason in `reason`",
    ),
    Sort.FORM,
)


class AddEvidence(Move):
    """Add a piece of evidence (补充证据) with the reason; it makes a new papers version."""

    title: ClassVar = Words("补充证据", "add evidence")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "46")
    makes: ClassVar = (EvidenceAdded,)

    evidence: Annotated[Evidence, Label("证据", "evidence")]
    reason: Annotated[Text, Label("补充理由", "reason for adding it")]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.anybody_undecided(now, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        papers, obtained_on = now.case.papers, self.evidence.obtained_on
        if obtained_on is not None and obtained_on > now.today:
            what = Words("取得日期", "the day on which the evidence was obtained")
            yield DATE_IN_THE_FUTURE(article=self.source, what=what, on=obtained_on, today=now.today)
        yield from filled(self, **{"evidence.id": self.evidence.id, "evidence.title": self.evidence.title})
        if any(e.id == self.evidence.id for e in papers.evidence):
            yield EVIDENCE_ID_TAKEN(id=self.evidence.id)
        findings = [f.id for f in papers.findings]
        strangers = set(self.evidence.proves) - set(findings)
        if strangers or not self.evidence.proves or blank(self.reason):
            yield EVIDENCE_PROVES_NOTHING(findings=listed(findings))

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield EvidenceAdded(evidence=self.evidence, reason=self.reason)


MOVES = (AddEvidence,)
FACTS = (EvidenceAdded,)
