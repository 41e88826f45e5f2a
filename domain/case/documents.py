"""The documents (文书) of a case: kinds, and how far each has come."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Literal

from domain.record import Record


class DocumentKind(StrEnum):
    INTERVIEW_LETTER = "interview_letter"
    PENALTY_NOTICE = "penalty_notice"
    PROOF_OF_SERVICE = "proof_of_service"
    SERVICE_ANNOUNCEMENT = "service_announcement"
    HEARING_NOTICE = "hearing_notice"
    REVIEW_OPINION = "review_opinion"
    INTERVIEW_REPORT = "interview_report"
    PENALTY_DECISION = "penalty_decision"
    NO_PENALTY_DECISION = "no_penalty_decision"
    DECISION_FILING_REPORT = "decision_filing_report"


class KindRule(Record):
    """Through which steps a kind of document goes (procedure: Documents)."""

    title: str
    previewed: bool = False
    """Has an approval move of its own: content is prepared and shown first, number and file follow approval."""
    numbered: bool = True
    sealed: bool = True
    issued_by_move: bool = False
    """Only the notices: sealed is not yet issued."""
    served: bool = False
    """Goes to a party, with proof of service."""


KINDS: dict[DocumentKind, KindRule] = {
    DocumentKind.INTERVIEW_LETTER: KindRule(
        title="审前听述约谈函", previewed=True, issued_by_move=True, served=True
    ),
    DocumentKind.PENALTY_NOTICE: KindRule(
        title="行政处罚告知书", previewed=True, issued_by_move=True, served=True
    ),
    DocumentKind.PROOF_OF_SERVICE: KindRule(title="送达回证", numbered=False, sealed=False),
    DocumentKind.SERVICE_ANNOUNCEMENT: KindRule(title="送达公告", numbered=False),
    DocumentKind.HEARING_NOTICE: KindRule(title="听证通知书", served=True),
    DocumentKind.REVIEW_OPINION: KindRule(title="法制审核意见书", sealed=False),
    DocumentKind.INTERVIEW_REPORT: KindRule(title="听述情况报告"),
    DocumentKind.PENALTY_DECISION: KindRule(title="行政处罚决定书", previewed=True, served=True),
    DocumentKind.NO_PENALTY_DECISION: KindRule(title="不予行政处罚决定书", previewed=True, served=True),
    DocumentKind.DECISION_FILING_REPORT: KindRule(title="重大行政处罚决定备案报告"),
}

Wanted = Literal["preview", "final"]


class NewDocument(Record):
    """A document that a move orders."""

    id: int
    kind: DocumentKind
    party: int | None = None
    about: str = ""
    """What the document is about within the case: a round, a service, a session."""


class Seal(Record):
    file: str
    """SHA-256 of the final file that was sealed."""
    scan: str
    """SHA-256 of the scan of the stamped original, or of the verified electronic seal."""
    on: date


class Document(Record):
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
    preview: str = ""
    gaps: tuple[str, ...] = ()
    """Required fields that are empty, by their Chinese names."""
    missing_glyphs: tuple[str, ...] = ()
    number: str = ""
    """文号"""
    file: str = ""
    """SHA-256 of the final PDF."""
    pages: int = 0
    seal: Seal | None = None
    approved_by: str = ""
    """The head who approved it by accepting the move that made it (officer with head)."""
    approved_on: date | None = None
    issued_on: date | None = None
    """Day of issue; for the notices see `Notices.issued_on`."""

    @property
    def rule(self) -> KindRule:
        return KINDS[self.kind]

    @property
    def lacks_something(self) -> bool:
        """A field or a glyph was found to be missing."""
        return bool(self.gaps or self.missing_glyphs)

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

    @property
    def ready_to_seal(self) -> bool:
        return bool(self.file) and self.rule.sealed and self.seal is None and not self.void


class Documents(Record):
    all: tuple[Document, ...] = ()

    def get(self, document: int) -> Document | None:
        return self.all[document - 1] if 0 < document <= len(self.all) else None

    def next_ids(self) -> Iterator[int]:
        yield from range(len(self.all) + 1, len(self.all) + 1000)

    def of(self, kind: DocumentKind, party: int | None = None) -> tuple[Document, ...]:
        return tuple(
            d for d in self.all if d.kind is kind and (party is None or d.party == party) and not d.void
        )

    def replaced(self, *changed: Document) -> "Documents":
        by_id = {d.id: d for d in changed}
        known = tuple(by_id.pop(d.id, d) for d in self.all)
        return self.model_copy(update={"all": (*known, *by_id.values())})
