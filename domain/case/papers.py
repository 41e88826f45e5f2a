"""The papers (案卷材料): draft decision, findings, evidence, basis; what review and discussion agree to."""

from datetime import date
from decimal import Decimal

from domain.bilingual import Titled
from domain.law.penalties import Penalty
from domain.record import FileHash, Record


class EvidenceKind(Titled):
    """The eight kinds of evidence (行政处罚法 第46条)."""

    DOCUMENT = "document", "书证", "documentary evidence"
    OBJECT = "object", "物证", "physical evidence"
    AUDIO_VISUAL = "audio_visual", "视听资料", "audio-visual material"
    ELECTRONIC_DATA = "electronic_data", "电子数据", "electronic data"
    WITNESS = "witness", "证人证言", "testimony of a witness"
    PARTY_STATEMENT = "party_statement", "当事人的陈述", "statement of the party"
    EXPERT_OPINION = "expert_opinion", "鉴定意见", "expert opinion"
    RECORD = "record", "勘验笔录、现场笔录", "record of inquest or inspection"


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


class Discretion(Titled):
    LENIENT = "lenient", "从轻", "lenient"
    MITIGATED = "mitigated", "减轻", "mitigated"
    ORDINARY = "ordinary", "一般", "ordinary"
    SEVERE = "severe", "从重", "severe"


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
