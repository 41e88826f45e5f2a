"""Supervision of the case (执法监督): complaints about how it is handled, notices of the supervising office, their answers."""

from datetime import date

from domain.bilingual import Titled
from domain.case.documents import DocumentKind
from domain.case.sessions import Channel
from domain.lengths import Line, LongText
from domain.record import Computing, FileHash, Record


def _named_after(kind: DocumentKind) -> tuple[str, str, str]:
    return kind.value, kind.zh, kind.en


class SupervisionForm(Titled):
    """The forms in which a supervising office writes (执法监督文书): each is a kind of document, and called as that is."""

    URGING = _named_after(DocumentKind.SUPERVISION_URGING)
    NOTICE = _named_after(DocumentKind.SUPERVISION_NOTICE)
    OPINION = _named_after(DocumentKind.SUPERVISION_OPINION)
    DECISION = _named_after(DocumentKind.SUPERVISION_DECISION)

    @property
    def kind(self) -> DocumentKind:
        return DocumentKind(self.value)


class ComplaintOutcome(Titled):
    """What came of a complaint (申诉、检举的处理结果)."""

    UNFOUNDED = "unfounded", "经审查未发现错误", "nothing was found wrong"
    MISTAKE = "mistake", "经审查有错误，主动改正", "something was wrong and is put right"
    NOTED = "noted", "存查", "noted without an answer"


class Complaint(Record):
    """Somebody finds fault with how the case is handled (行政处罚法 第75条); who it is stays in the file."""

    number: int
    received_on: date
    complainant: Line
    channel: Channel
    text: LongText
    file: FileHash = ""
    answered_on: date | None = None
    outcome: ComplaintOutcome | None = None
    answer: LongText = ""


class SupervisionNotice(Record):
    """What the supervising office wrote to the agency, and what the agency answered."""

    document: int
    form: SupervisionForm
    on: date
    problem: LongText
    demand: LongText
    answered_on: date | None = None
    answer: LongText = ""
    reply: FileHash = ""


class Oversight(Computing):
    complaints: tuple[Complaint, ...] = ()
    notices: tuple[SupervisionNotice, ...] = ()

    def notice(self, document: int) -> SupervisionNotice:
        return next(n for n in self.notices if n.document == document)

    def with_complaint(self, complaint: Complaint) -> "Oversight":
        """Return it with this complaint in its place; a new one comes behind."""
        by_number = {c.number: c for c in self.complaints} | {complaint.number: complaint}
        return self.model_copy(update={"complaints": tuple(by_number.values())})

    def with_notice(self, notice: SupervisionNotice) -> "Oversight":
        """Return it with this notice in its place; a new one comes behind."""
        by_document = {n.document: n for n in self.notices} | {notice.document: notice}
        return self.model_copy(update={"notices": tuple(by_document.values())})
