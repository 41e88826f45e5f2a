"""The papers (案卷材料): draft decision, findings, evidence, basis; what review and discussion agree to."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated

from domain.bilingual import Titled
from domain.canonical import canonical
from domain.labels import SERIAL, Label
from domain.law.penalties import Penalty
from domain.lengths import Code, Line, LongText, Text, UpToFindings, UpToParties, UpToPenalties
from domain.record import Computing, FileHash, Record, grouped, once
from domain.texts import by_address


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

    id: Annotated[Code, Label("编号", "id", "本案中唯一，例如 F1", "unique in the case, such as F1")]
    text: Annotated[
        LongText, Label("违法事实", "finding", "何时何地做了什么", "what was done, when and where")
    ]
    parties: Annotated[
        UpToParties[int],
        Label(
            "当事人",
            "parties",
            "涉及的当事人序号，从1起",
            "numbers of the parties it is about, from 1",
            SERIAL,
        ),
    ]
    nature: Annotated[
        Line,
        Label(
            "定性",
            "nature of the act",
            "构成什么违法行为，例如 经营标签不符合规定的预包装食品的行为；告知书和决定书写“构成……”",
            "what the act is in law; notice and decision name it (Administrative Penalty Law, article 59)",
        ),
    ] = ""


class Evidence(Record):
    """A piece of evidence (证据) and what it proves (行政处罚法 第46条)."""

    id: Annotated[Code, Label("编号", "id", "本案中唯一，例如 E1", "unique in the case, such as E1")]
    kind: Annotated[EvidenceKind, Label("证据种类", "kind of evidence")]
    title: Annotated[Line, Label("证据名称", "title")]
    proves: Annotated[
        UpToFindings[Code],
        Label("证明的违法事实", "proves", "所证明的违法事实的编号", "ids of the findings that it proves"),
    ]
    checked: Annotated[
        bool,
        Label(
            "查证属实",
            "verified",
            "未经查证属实的，不得作为认定事实的根据（行政处罚法第四十六条）",
            "what is not verified may not be relied on (Administrative Penalty Law, article 46)",
        ),
    ] = True
    excluded: Annotated[
        bool,
        Label(
            "已排除",
            "excluded",
            "非法取得等不得采用的",
            "not to be used, such as evidence obtained unlawfully",
        ),
    ] = False
    obtained_on: Annotated[date | None, Label("取得日期", "day on which it was obtained")] = None
    file: Annotated[
        FileHash, Label("证据文件", "file", "已上传文件的 SHA-256", "SHA-256 of the uploaded file")
    ] = ""

    @property
    def relied_on(self) -> bool:
        return self.checked and not self.excluded


class BasisRole(Titled):
    """What an article of the basis does (条款的作用): a duty that was broken, or the norm that punishes (行政处罚法 第59条)."""

    BROKEN = "broken", "违反的条款", "article broken"
    PUNISHING = "punishing", "处罚的依据", "article that punishes"


class Basis(Record):
    """Legal basis: an article that a finding breaks or a penalty rests on."""

    id: Annotated[Code, Label("编号", "id", "本案中唯一，例如 B1", "unique in the case, such as B1")]
    statute: Annotated[
        Line, Label("法律名称", "statute", "例如 食品安全法", "its title, without the book marks")
    ]
    article: Annotated[
        Code,
        Label(
            "条款",
            "article",
            "写作“条.款(项)”，例如 124.1(3)",
            "written as 124.1(3): article, paragraph, item",
        ),
    ]
    findings: Annotated[
        UpToFindings[Code],
        Label("对应的违法事实", "findings", "违法事实的编号", "ids of the findings that rest on it"),
    ]
    text: Annotated[LongText, Label("条文", "text", "条款原文", "the words of the article")] = ""
    role: Annotated[
        BasisRole | None,
        Label(
            "条款的作用",
            "role of the article",
            "违反的条款，还是处罚的依据",
            "whether the finding breaks it or the penalty rests on it",
        ),
    ] = None
    verbatim: Annotated[
        bool,
        Label(
            "条文为原文",
            "text is verbatim",
            "逐字照录（省略处写“……”）才加引号；大意不加",
            "only the article's own words (what is left out is marked ……) stand in quotation marks",
        ),
    ] = False


class Discretion(Titled):
    LENIENT = "lenient", "从轻", "lenient"
    MITIGATED = "mitigated", "减轻", "mitigated"
    ORDINARY = "ordinary", "一般", "ordinary"
    SEVERE = "severe", "从重", "severe"

    def graver_than(self, other: "Discretion") -> bool:
        return _FROM_LIGHT_TO_GRAVE.index(self) > _FROM_LIGHT_TO_GRAVE.index(other)


_FROM_LIGHT_TO_GRAVE = (Discretion.MITIGATED, Discretion.LENIENT, Discretion.ORDINARY, Discretion.SEVERE)


class ToCorrect(Record):
    """What a party has to put right (责令改正, 行政处罚法 第28条第1款): no penalty, and it goes with each one."""

    what: Annotated[
        Text,
        Label(
            "责令改正的内容",
            "what is to be put right",
            "已经改正的不填，填写 done",
            "left empty where it was put right already: see `done`",
        ),
    ] = ""
    until: Annotated[
        date | None,
        Label(
            "改正期限",
            "to be put right by",
            "含当日；立即改正的不填",
            "inclusive; left out where it is at once",
        ),
    ] = None
    done: Annotated[
        Text,
        Label(
            "已经改正的情况",
            "what was put right already",
            "何时、如何改正的，或者为什么没有可以改正的",
            "when and how, or why there is nothing left to put right",
        ),
    ] = ""
    article: Annotated[
        Line,
        Label(
            "责令改正的专门依据",
            "article of its own",
            "单行法另有规定的，例如 广告法第五十七条（责令停止发布广告）",
            "where a special act orders it too, such as article 57 of the Advertising Law",
        ),
    ] = ""


class Proposal(Computing):
    """What is intended against one party (拟处罚), now."""

    penalties: Annotated[UpToPenalties[Penalty], Label("拟处罚内容", "intended penalties")]
    discretion: Annotated[Discretion, Label("裁量", "discretion")] = Discretion.ORDINARY
    reasons: Annotated[LongText, Label("裁量理由", "reasons of the discretion")] = ""
    article: Annotated[
        Line,
        Label(
            "裁量依据",
            "provision of the discretion",
            "从轻、减轻或者从重所依据的条款",
            "on which leniency, mitigation or severity rests",
        ),
    ] = ""
    to_correct: Annotated[
        ToCorrect | None,
        Label(
            "责令改正",
            "order to correct",
            "处罚时应当责令改正（行政处罚法第二十八条第一款）",
            "it goes with each penalty (Administrative Penalty Law, article 28)",
        ),
    ] = None

    def ordering(self, before: "Proposal") -> "Proposal":
        """The same, with the order to correct of the one before where it says nothing of it."""
        return self if self.to_correct else self.model_copy(update={"to_correct": before.to_correct})

    @property
    def fine(self) -> Decimal:
        return sum((p.amount or Decimal(0) for p in self.penalties if p.kind == "fine"), Decimal(0))


class Judgement(Record):
    """The officer's yes or no, with its reason."""

    answer: Annotated[bool, Label("认定", "answer", "是或者不是", "yes or no")]
    reason: Annotated[Text, Label("理由", "reason")]


class Papers(Computing):
    """The papers as the draft decision laid them, with the evidence added since."""

    cause: Line
    """案由"""
    accepted_on: date
    """立案日期"""
    act_from: date
    act_to: date | None
    """The last day of the act; nothing while it goes on (行政处罚法 第36条第二款)."""
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
    source: Line = ""
    """案件来源: how the agency came to know of it."""

    @property
    def acted_until(self) -> date:
        """The last day on which the act is known to have gone on: ages are asked of that day."""
        return self.act_to or self.investigation_ended_on

    def findings_against(self, party: int) -> tuple[Finding, ...]:
        return self.findings_by_party.get(party, ())

    def basis_against(self, party: int) -> tuple[Basis, ...]:
        return self.basis_by_party.get(party, ())

    def relied_on_for(self, findings: Iterable[str]) -> tuple[Evidence, ...]:
        """The evidence on which these findings rest: what was not verified or was excluded proves nothing (46)."""
        places = {place for finding in findings for place in self.evidence_by_finding.get(finding, ())}
        return tuple(self.evidence[place] for place in sorted(places))

    @cached_property
    def evidence_by_finding(self) -> Mapping[str, tuple[int, ...]]:
        """The places in the file of what each finding rests on."""
        return grouped(
            (finding, place)
            for place, piece in enumerate(self.evidence)
            if piece.relied_on
            for finding in set(piece.proves)
        )

    @cached_property
    def findings_by_party(self) -> Mapping[int, tuple[Finding, ...]]:
        return grouped((party, finding) for finding in self.findings for party in set(finding.parties))

    @cached_property
    def basis_by_party(self) -> Mapping[int, tuple[Basis, ...]]:
        parties = grouped((finding.id, party) for finding in self.findings for party in set(finding.parties))
        return grouped(
            (party, basis)
            for basis in self.basis
            for party in {p for finding in basis.findings for p in parties.get(finding, ())}
        )


@once
def said_canonically(part: Papers | Proposal) -> bytes:
    """What a part of the papers says, in its one byte form: long texts by their addresses."""
    return canonical(by_address(part).model_dump(mode="json", exclude_defaults=True))
