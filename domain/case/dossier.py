"""The dossier (卷宗): papers that officers add to it, and what of its records is corrected as a slip of the pen."""

from datetime import date

from domain.bilingual import Titled
from domain.lengths import Line, Text
from domain.record import Computing, FileHash, Record


class Correctable(Titled):
    """What is corrected as a slip of the pen: nothing on which a gate relies."""

    CAUSE = "cause", "案由", "cause of the case"
    EVIDENCE_TITLE = "evidence_title", "证据名称", "title of a piece of evidence"
    CONTACT = "contact", "当事人联系方式", "contact of a party"


class DossierPart(Titled):
    """The volumes of a dossier (市场监督管理行政处罚程序规定 第78条): a party sees the main one alone."""

    MAIN = "main", "正卷", "main volume"
    INNER = "inner", "副卷", "inner volume"
    ALL = "all", "正卷、副卷", "both volumes"

    @property
    def volumes(self) -> "tuple[DossierPart, ...]":
        return (DossierPart.MAIN, DossierPart.INNER) if self is DossierPart.ALL else (self,)


class DossierPlace(Titled):
    """Where in a dossier something belongs, in the order of the volumes (市场监督管理行政处罚程序规定 第78条)."""

    ACCEPTANCE = "acceptance", "立案审批表", "approval of the acceptance"
    DECISION = "decision", "决定书及送达回证", "decisions with their proofs of service"
    DOCUMENTS = "documents", "其他文书及送达回证", "other documents with their proofs of service"
    EVIDENCE = "evidence", "证据材料", "evidence"
    HEARING = "hearing", "听证、听述笔录", "records of hearing and interview"
    PROPERTY = "property", "财物处理单据", "papers on money and goods"
    MAIN_OTHER = "main_other", "正卷其他材料", "other papers of the main volume"
    SOURCE = "source", "案源材料", "source of the case"
    INVESTIGATION_REPORT = "investigation_report", "调查终结报告", "report on the investigation"
    REVIEW = "review", "审核意见", "review opinions"
    HEARING_REPORT = "hearing_report", "听证报告", "hearing reports"
    CLOSING = "closing", "结案审批表", "approval of the closing"
    INNER_OTHER = "inner_other", "副卷其他材料", "other papers of the inner volume"

    @property
    def part(self) -> DossierPart:
        places = list(DossierPlace)
        inner = places.index(self) >= places.index(DossierPlace.SOURCE)
        return DossierPart.INNER if inner else DossierPart.MAIN


class AddedDocument(Record):
    """One paper of the dossier that is no evidence and no document of the procedure."""

    title: Line
    dated: date
    origin: Line
    file: FileHash
    reason: Text
    added_on: date
    place: DossierPlace = DossierPlace.INNER_OTHER
    """Of what nobody gave a place a party sees nothing."""


class Dossier(Computing):
    added: tuple[AddedDocument, ...] = ()


class DossierEdition(Record):
    """One volume, or both, as they were sealed (封存): an edition stays as it is, a later one stands beside it."""

    edition: int
    """From 1: that of the closing. What comes into a closed case later makes the next one."""
    part: DossierPart
    position: int
    """Up to which entry of the journal it goes."""
    head: str
    """The head of the journal there."""
    sha256: FileHash
    size: int
    """In bytes."""
    pages: int


class SealOrder(Record):
    """That the dossier of a closed case is to be sealed, as it stands after an entry of its journal."""

    agency: str
    number: str
    position: int
