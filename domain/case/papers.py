"""The papers (案卷材料): draft decision, findings, evidence, basis; what review and discussion agree to."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.law.penalties import Penalty
from domain.record import FileHash, Record


class EvidenceKind(StrEnum):
    """The eight kinds of evidence (行政处罚法 第46条)."""

    DOCUMENT = "document"
    OBJECT = "object"
    AUDIO_VISUAL = "audio_visual"
    ELECTRONIC_DATA = "electronic_data"
    WITNESS = "witness"
    PARTY_STATEMENT = "party_statement"
    EXPERT_OPINION = "expert_opinion"
    RECORD = "record"


EVIDENCE_TITLES = {
    EvidenceKind.DOCUMENT: "书证",
    EvidenceKind.OBJECT: "物证",
    EvidenceKind.AUDIO_VISUAL: "视听资料",
    EvidenceKind.ELECTRONIC_DATA: "电子数据",
    EvidenceKind.WITNESS: "证人证言",
    EvidenceKind.PARTY_STATEMENT: "当事人的陈述",
    EvidenceKind.EXPERT_OPINION: "鉴定意见",
    EvidenceKind.RECORD: "勘验笔录、现场笔录",
}


class Finding(Record):
    """A finding (违法事实): what the agency says that parties did."""

    id: str
    text: str
    parties: tuple[int, ...]


class Evidence(Record):
    id: str
    kind: EvidenceKind
    title: str
    proves: tuple[str, ...]
    """Ids of the findings that it proves."""
    checked: bool = True
    """Verified (查证属实); evidence that is not may not be relied on (行政处罚法 第46条)."""
    excluded: bool = False
    obtained_on: date | None = None
    file: FileHash = ""


class Basis(Record):
    """Legal basis: an article that a finding breaks or a penalty rests on."""

    id: str
    statute: str
    article: str
    findings: tuple[str, ...]
    text: str = ""


class Discretion(StrEnum):
    LENIENT = "lenient"
    MITIGATED = "mitigated"
    ORDINARY = "ordinary"
    SEVERE = "severe"


DISCRETION_TITLES = {
    Discretion.LENIENT: "从轻",
    Discretion.MITIGATED: "减轻",
    Discretion.ORDINARY: "一般",
    Discretion.SEVERE: "从重",
}


class Proposal(Record):
    """What is intended against one party (拟处罚), now."""

    penalties: tuple[Penalty, ...]
    discretion: Discretion = Discretion.ORDINARY
    reasons: str = ""
    """Reasons of the discretion (裁量理由)."""
    article: str = ""
    """The provision on which leniency, mitigation or severity rests."""

    @property
    def fine(self) -> Decimal:
        return sum((p.amount or Decimal(0) for p in self.penalties if p.kind == "fine"), Decimal(0))


class Judgement(Record):
    """The officer's yes or no, with its reason."""

    answer: bool
    reason: str


class Papers(Record):
    cause: str
    """案由"""
    accepted_on: date
    """立案日期"""
    act_from: date
    act_to: date
    discovered_on: date
    investigation_ended_on: date
    harm: bool = False
    """Danger to life, health or financial safety with harm: limitation of five years (行政处罚法 第36条)."""
    findings: tuple[Finding, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    basis: tuple[Basis, ...] = ()
    complex_case: Judgement = Judgement(answer=False, reason="")
    influence: Judgement = Judgement(answer=False, reason="")
    public_interest: Judgement = Judgement(answer=False, reason="")

    def findings_against(self, party: int) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if party in f.parties)

    def basis_against(self, party: int) -> tuple[Basis, ...]:
        ids = {f.id for f in self.findings_against(party)}
        return tuple(b for b in self.basis if ids.intersection(b.findings))
