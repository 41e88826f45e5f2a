"""Service (送达): attempts, announcement, proof."""

from datetime import date

from domain.bilingual import Titled
from domain.record import FileHash, Record


class Mode(Titled):
    """How a document is served (民事诉讼法 第88至95条)."""

    DIRECT = "direct", "直接送达", "direct service"
    LEFT = "left", "留置送达", "leaving at the place"
    ELECTRONIC = "electronic", "电子送达", "electronic service"
    POST = "post", "邮寄送达", "service by post"
    ENTRUSTED = "entrusted", "委托送达", "entrusted service"
    FORWARDED = "forwarded", "转交送达", "forwarded service"
    ANNOUNCEMENT = "announcement", "公告送达", "service by announcement"


class Failure(Titled):
    """Why an attempt at service failed; it decides which modes are lawful next."""

    REFUSED = "refused", "拒收", "refused"
    ABSENT = "absent", "受送达人不在", "recipient absent"
    MOVED = "moved", "已迁离", "moved away"
    WHEREABOUTS_UNKNOWN = "whereabouts_unknown", "下落不明", "whereabouts unknown"
    RETURNED = "returned", "邮件退回", "mail returned"
    NOT_DELIVERED = "not_delivered", "未能到达", "not delivered"


class Attempt(Record):
    documents: tuple[int, ...]
    mode: Mode
    on: date
    by_whom: str
    failure: Failure
    why: str


class Service(Record):
    """One service of documents on one party, with its proof (送达回证, 民事诉讼法 第87条)."""

    mode: Mode
    on: date
    """The day of service by this mode: signed, left, shown as sent, or returned with signature."""
    sent_on: date | None = None
    """The day on which the agency sent it, where that is another: posted, entrusted, handed to be forwarded."""
    receiver: str = ""
    relation: str = ""
    """Relation of the receiver to the party (本人、同住成年家属、法定代表人、收发室…)."""
    signed: bool = False
    refusal: str = ""
    """The reason given for refusing, where the document was left (民事诉讼法 第89条)."""
    witness: str = ""
    """Witness of the refusal, or the name of the photo or video record."""
    proof: FileHash = ""
    """SHA-256 of the scan of the signed 送达回证, or of the system's record."""
    late_reason: str = ""
    """Why it was recorded late."""
    by_whom: str = ""
    """Who served (送达人)."""


class CompletedService(Record):
    """A completed service, as the party's file keeps it."""

    documents: tuple[int, ...]
    mode: Mode
    served_on: date
    handed_over_on: date
    """The day on which the agency did its part: handed over, left, sent or published."""
    receiver: str = ""
    relation: str = ""
    signed: bool = False
    refusal: str = ""
    witness: str = ""
    proof: FileHash = ""
    proof_document: int | None = None
    """Id of the 送达回证."""
    by_whom: str = ""


class Announcement(Record):
    """Service by announcement (公告送达, 民事诉讼法 第95条)."""

    documents: tuple[int, ...]
    notice: int
    """Id of the 送达公告."""
    reason: str
    course: str
    """Reason and course, to be recorded in the file."""
    prepared_on: date
    published_on: date | None = None
    where: str = ""
    proof: FileHash = ""
    completed_on: date | None = None
