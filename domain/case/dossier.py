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


class AddedDocument(Record):
    """One paper of the dossier that is no evidence and no document of the procedure."""

    title: Line
    dated: date
    origin: Line
    file: FileHash
    reason: Text
    added_on: date


class Dossier(Computing):
    added: tuple[AddedDocument, ...] = ()
