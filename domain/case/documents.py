"""The documents (文书) of a case: kinds, and how far each has come."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from domain.bilingual import Titled, Words
from domain.case import sections
from domain.case.people import Agency
from domain.case.sections import EditedSection, Section
from domain.labels import SERIAL, Label
from domain.lengths import Code, Line
from domain.record import Computing, FileHash, Record, grouped


class DocumentKind(Titled):
    """The kinds of documents (文书种类), each with its title."""

    INTERVIEW_LETTER = "interview_letter", "审前听述约谈函", "interview letter"
    PENALTY_NOTICE = "penalty_notice", "行政处罚告知书", "penalty notice"
    PROOF_OF_SERVICE = "proof_of_service", "送达回证", "proof of service"
    SERVICE_ANNOUNCEMENT = "service_announcement", "送达公告", "service announcement"
    INTERVIEW_RESCHEDULING = "interview_rescheduling", "听述改期通知书", "notice of another interview time"
    NEW_EVIDENCE_NOTICE = "new_evidence_notice", "补充证据告知书", "notice of new evidence"
    HEARING_NOTICE = "hearing_notice", "听证通知书", "hearing notice"
    HEARING_DECLINED = "hearing_declined", "听证不予受理通知书", "notice of a declined hearing request"
    REVIEW_OPINION = "review_opinion", "法制审核意见书", "legal review opinion"
    INTERVIEW_REPORT = "interview_report", "听述情况报告", "interview report"
    DISCUSSION_RECORD = "discussion_record", "案件集体讨论记录", "record of the collective discussion"
    PENALTY_DECISION = "penalty_decision", "行政处罚决定书", "penalty decision"
    NO_PENALTY_DECISION = "no_penalty_decision", "不予行政处罚决定书", "decision without penalty"
    NOT_ESTABLISHED_DECISION = (
        "not_established_decision",
        "不予行政处罚决定书（违法事实不能成立）",
        "decision that the facts are not established",
    )
    SUSPENSION_NOTICE = "suspension_notice", "中止通知书", "notice of suspension"
    RESUMPTION_NOTICE = "resumption_notice", "恢复通知书", "notice of resumption"
    EXTENSION_APPROVAL = "extension_approval", "延期审批表", "approval of an extension"
    RECUSAL_DECISION = "recusal_decision", "回避决定书", "decision on a recusal"
    WITHDRAWAL_DECISION = "withdrawal_decision", "撤案决定书", "decision to withdraw the case"
    TERMINATION_DECISION = "termination_decision", "终止决定书", "decision to terminate the proceedings"
    TRANSFER_LETTER = "transfer_letter", "案件移送函", "letter of transfer"
    CORRECTION_ORDER = "correction_order", "责令改正通知书", "order to correct"
    CRIMINAL_TRANSFER = "criminal_transfer", "涉嫌犯罪案件移送书", "letter of transfer of a suspected crime"
    REVOCATION_DECISION = "revocation_decision", "撤销行政处罚决定书", "decision to revoke a decision"
    VARIATION_DECISION = "variation_decision", "变更行政处罚决定书", "decision to change a decision"
    TEXT_CORRECTION = "text_correction", "补正决定书", "decision to correct a slip"
    PUBLICATION_WITHDRAWAL = (
        "publication_withdrawal",
        "撤回公示说明",
        "statement on a withdrawn publication",
    )
    DECISION_FILING_REPORT = "decision_filing_report", "重大行政处罚决定备案报告", "decision filing report"
    FILING_CORRECTION_NOTICE = (
        "filing_correction_notice",
        "备案补正通知书",
        "notice to correct a decision filing",
    )
    SUPERVISION_URGING = "supervision_urging", "督办通知书", "notice urging the agency on"
    SUPERVISION_NOTICE = "supervision_notice", "行政执法监督通知书", "supervision notice"
    SUPERVISION_OPINION = "supervision_opinion", "行政执法监督意见书", "supervision opinion"
    SUPERVISION_DECISION = "supervision_decision", "行政执法监督决定书", "supervision decision"
    DEFERRAL_DECISION = "deferral_decision", "延期（分期）缴纳罚款决定书", "decision on more time to pay"
    PAYMENT_DEMAND = "payment_demand", "催告书", "demand to pay"
    ENFORCEMENT_APPLICATION = "enforcement_application", "强制执行申请书", "application for enforcement"


class KindRule(Record):
    """Through which steps a kind of document goes (procedure: Documents)."""

    previewed: bool = False
    """Has an approval move of its own: content is prepared and shown first, number and file follow approval."""
    numbered: bool = True
    sealed: bool = True
    issued_by_move: bool = False
    """Only the notices: sealed is not yet issued."""
    served: bool = False
    """Goes to a party, with proof of service."""
    before_decision: bool = False
    """Tells a party what comes before its decision: once that is made, nobody is to be told of it any more."""
    sections: Mapping[Section, str] = {}
    """What officers may word themselves between preview and approval, and in which field of the content it stands."""


KINDS: dict[DocumentKind, KindRule] = {
    DocumentKind.INTERVIEW_LETTER: KindRule(
        previewed=True, issued_by_move=True, served=True, before_decision=True, sections=sections.LETTER
    ),
    DocumentKind.PENALTY_NOTICE: KindRule(
        previewed=True, issued_by_move=True, served=True, before_decision=True, sections=sections.NOTICE
    ),
    DocumentKind.PROOF_OF_SERVICE: KindRule(numbered=False, sealed=False),
    DocumentKind.SERVICE_ANNOUNCEMENT: KindRule(numbered=False),
    DocumentKind.INTERVIEW_RESCHEDULING: KindRule(served=True, before_decision=True),
    DocumentKind.NEW_EVIDENCE_NOTICE: KindRule(served=True, before_decision=True),
    DocumentKind.HEARING_NOTICE: KindRule(served=True, before_decision=True),
    DocumentKind.HEARING_DECLINED: KindRule(served=True, before_decision=True),
    DocumentKind.REVIEW_OPINION: KindRule(sealed=False),
    DocumentKind.INTERVIEW_REPORT: KindRule(),
    DocumentKind.DISCUSSION_RECORD: KindRule(numbered=False, sealed=False),
    DocumentKind.PENALTY_DECISION: KindRule(previewed=True, served=True, sections=sections.PENALTY),
    DocumentKind.NO_PENALTY_DECISION: KindRule(previewed=True, served=True, sections=sections.NO_PENALTY),
    DocumentKind.NOT_ESTABLISHED_DECISION: KindRule(
        previewed=True, served=True, sections=sections.NOT_ESTABLISHED
    ),
    DocumentKind.SUSPENSION_NOTICE: KindRule(served=True, before_decision=True),
    DocumentKind.RESUMPTION_NOTICE: KindRule(served=True, before_decision=True),
    DocumentKind.EXTENSION_APPROVAL: KindRule(numbered=False, sealed=False),
    DocumentKind.RECUSAL_DECISION: KindRule(served=True, before_decision=True),
    DocumentKind.WITHDRAWAL_DECISION: KindRule(served=True),
    DocumentKind.TERMINATION_DECISION: KindRule(served=True),
    DocumentKind.TRANSFER_LETTER: KindRule(),
    DocumentKind.CORRECTION_ORDER: KindRule(served=True),
    DocumentKind.CRIMINAL_TRANSFER: KindRule(),
    DocumentKind.REVOCATION_DECISION: KindRule(served=True),
    DocumentKind.VARIATION_DECISION: KindRule(served=True),
    DocumentKind.TEXT_CORRECTION: KindRule(served=True),
    DocumentKind.PUBLICATION_WITHDRAWAL: KindRule(numbered=False, sealed=False),
    DocumentKind.DECISION_FILING_REPORT: KindRule(),
    DocumentKind.FILING_CORRECTION_NOTICE: KindRule(),
    DocumentKind.SUPERVISION_URGING: KindRule(),
    DocumentKind.SUPERVISION_NOTICE: KindRule(),
    DocumentKind.SUPERVISION_OPINION: KindRule(),
    DocumentKind.SUPERVISION_DECISION: KindRule(),
    DocumentKind.DEFERRAL_DECISION: KindRule(served=True),
    DocumentKind.PAYMENT_DEMAND: KindRule(served=True),
    DocumentKind.ENFORCEMENT_APPLICATION: KindRule(),
}

Wanted = Literal["preview", "final"]
UNCONFIRMED = "待律师确认："
"""Begins the gap of a document that prints law which nobody has read in its own words and no lawyer has confirmed."""


class DocumentState(Titled):
    """How far a document has come."""

    ORDERED = "ordered", "制作中", "being made"
    INCOMPLETE = "incomplete", "内容不完整", "incomplete"
    PREVIEWED = "previewed", "已预览", "previewed"
    FINAL = "final", "已定稿", "final"
    SEALED = "sealed", "已盖章", "sealed"
    ISSUED = "issued", "已发出", "issued"
    VOID = "void", "已作废", "void"


class NumberState(Titled):
    """What has become of a document number (文号); one that was taken is never given to another document."""

    RESERVED = "reserved", "已取号", "reserved"
    CONFIRMED = "confirmed", "已使用", "confirmed"
    VOIDED = "voided", "作废", "voided"
    DOUBLE = "double", "重号", "double"


YEAR = Words("年", "year")


class NumberSeries(Record):
    """One row of serials (文号序列): every issuer counts by number word and year."""

    issuer: Annotated[
        Code, Label("发文机关", "issuer", "发文机关代码", "code of the agency that issues the document")
    ]
    word: Annotated[
        Code,
        Label(
            "文书字",
            "number word",
            "文号中机关代字之后的字",
            "what follows the agency's own word in the number",
        ),
    ]
    year: Annotated[int, Label("年份", "year", unit=YEAR)]


class TakenNumber(NumberSeries):
    """A number of a series, taken by one document and by no other."""

    serial: Annotated[int, Label("顺序号", "serial", unit=SERIAL)]


class Number(NamedTuple):
    """A number that was taken, and how it is printed."""

    taken: TakenNumber
    printed: str


class PaperNumber(NamedTuple):
    """The number that a document bears on paper."""

    printed: str
    taken: TakenNumber | None
    """The number as data; nothing where it follows no row of ours."""
    kind: str
    document_key: str


def document_key(agency: str, number: str, document: int) -> str:
    """Return what a document is called beyond its case: a number is taken for it under this key."""
    return f"{agency}/{number}/{document}"


class NewDocument(Record):
    """A document that a move orders."""

    id: int
    kind: DocumentKind
    party: int | None = None
    about: str = ""
    """What the document is about within the case: a round, a service, a session."""
    issuer: Agency | None = None
    """Who issues it, where that is not the agency of the case."""


class Seal(Record):
    file: FileHash
    """SHA-256 of the final file that was sealed."""
    scan: FileHash
    """SHA-256 of the scan of the stamped original, or of the verified electronic seal."""
    on: date


class Document(Computing):
    id: int
    kind: DocumentKind
    party: int | None = None
    about: str = ""
    ordered: int
    """Seq of the fact that ordered what is wanted now."""
    ordered_on: date
    wanted: Wanted = "final"
    void: bool = False
    content: str = ""
    """SHA-256 of the content (canonical JSON of the fields): this is what is approved."""
    preview: FileHash = ""
    gaps: tuple[str, ...] = ()
    """Required fields that are empty, by their Chinese names."""
    missing_glyphs: tuple[str, ...] = ()
    issuer: Agency | None = None
    """Who numbers, seals and issues it, where that is not the agency of the case: see `issuer_of`."""
    number: str = ""
    """文号, as it is printed."""
    taken: TakenNumber | None = None
    """The number as data; nothing where none was taken here."""
    origin: str = ""
    """Whence the number comes that was taken elsewhere: another case, or paper. None is taken for it here."""
    file: FileHash = ""
    """SHA-256 of the final PDF."""
    pages: int = 0
    seal: Seal | None = None
    approved_by: str = ""
    """The head who approved it by accepting the move that made it (officer with head)."""
    approved_by_name: Line = ""
    """Where the paper prints who signed it out (签发人)."""
    approved_on: date | None = None
    issued_on: date | None = None
    """Day of issue; for the notices see `Notices.issued_on`."""
    version: int = 0
    """How often officers have edited its wording."""
    edited: tuple[EditedSection, ...] = ()
    """The sections that stand in an officer's words."""

    @property
    def rule(self) -> KindRule:
        return KINDS[self.kind]

    @property
    def state(self) -> DocumentState:
        """How far it has come; the notices are issued by a move of their own and stay sealed here."""
        reached = (
            (self.void, DocumentState.VOID),
            (self.issued_on, DocumentState.ISSUED),
            (self.seal, DocumentState.SEALED),
            (self.file, DocumentState.FINAL),
            (self.lacks_something, DocumentState.INCOMPLETE),
            (self.content and not self.pending, DocumentState.PREVIEWED),
        )
        return next((state for holds, state in reached if holds), DocumentState.ORDERED)

    @property
    def said(self) -> Words:
        return Words(f"《{self.kind.zh}》", f"{self.kind.en} ({self.id})")

    @property
    def lacks_something(self) -> bool:
        """A field or a glyph was found to be missing."""
        return bool(self.gaps or self.missing_glyphs)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """What of the law keeps it from being made; one with a preview is made all the same, and says it there."""
        return tuple(gap.removeprefix(UNCONFIRMED) for gap in self.gaps if gap.startswith(UNCONFIRMED))

    @property
    def complete(self) -> bool:
        """Content is there and nothing is missing in it."""
        return bool(self.content) and not self.lacks_something

    @property
    def pending(self) -> bool:
        """Whether the world still owes what was ordered."""
        if self.void or self.lacks_something:
            return False
        return not (self.content if self.wanted == "preview" else self.file)

    def wording_of(self, section: Section) -> str:
        """Return a section in an officer's words; nothing where it says what the case says."""
        return next((e.text for e in self.edited if e.section is section), "")

    def worded(self, section: Section, text: str, *, by: str, on: date) -> "Document":
        """Return it with a section in these words, or, without any, as the case says it; it is to be previewed anew."""
        version = self.version + 1
        others = tuple(e for e in self.edited if e.section is not section)
        new = (EditedSection(section=section, text=text, version=version, by=by, on=on),) if text else ()
        return self.model_copy(
            update={
                "version": version,
                "edited": (*others, *new),
                "content": "",
                "preview": "",
                "gaps": (),
                "missing_glyphs": (),
            }
        )

    @property
    def ready_to_seal(self) -> bool:
        return bool(self.file) and self.rule.sealed and self.seal is None and not self.void


class Documents(Computing):
    """The documents in the order of their numbers: from 1, and in a case that was split off as they were numbered there."""

    all: tuple[Document, ...] = ()

    @cached_property
    def by_number(self) -> Mapping[int, Document]:
        return {document.id: document for document in self.all}

    def get(self, document: int) -> Document | None:
        return self.by_number.get(document)

    def known(self, document: int) -> Document:
        """Return the document with this number.

        Raises:
            KeyError: There is none.
        """
        found = self.get(document)
        if found is None:
            raise KeyError(document)
        return found

    def these(self, documents: Iterable[int]) -> Iterator[Document]:
        return (d for number in documents if (d := self.get(number)))

    @cached_property
    def by_party(self) -> Mapping[int | None, tuple[Document, ...]]:
        return grouped((document.party, document) for document in self.all)

    def next_ids(self) -> Iterator[int]:
        last = self.all[-1].id if self.all else 0
        yield from range(last + 1, last + 1000)

    def said(self, documents: Iterable[int]) -> Words:
        """Name several documents, one after the other."""
        found = [d.said for d in self.these(documents)]
        return Words("".join(d.zh for d in found), ", ".join(d.en for d in found))

    def replaced(self, *changed: Document) -> "Documents":
        """Return them with these in their places; new ones come behind."""
        found = {document.id: document for document in (*self.all, *changed)}
        return self.model_copy(update={"all": tuple(found.values())})
