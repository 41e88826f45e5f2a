"""Service (送达): attempts, announcement, proof."""

from datetime import date
from typing import Annotated

from domain.bilingual import Titled
from domain.labels import Label
from domain.lengths import Line, LongText, Text
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


class Consent(Record):
    """Consent to electronic service, by a signed 送达地址确认书 (行政处罚法 第61条)."""

    address: Annotated[
        Line,
        Label("电子送达地址", "electronic address", "同意用于接收文书的地址", "where documents may be sent"),
    ]
    signed_on: Annotated[
        date,
        Label(
            "签署日期",
            "day of signing",
            "不得晚于电子送达之日",
            "not later than the service that rests on it",
        ),
    ]
    form: Annotated[
        FileHash, Label("送达地址确认书", "signed form", "扫描件的 SHA-256", "SHA-256 of its scan")
    ]


class Attempt(Record):
    documents: tuple[int, ...]
    mode: Mode
    on: date
    by_whom: Line
    failure: Failure
    why: Text


class Service(Record):
    """One service of documents on one party, with its proof (送达回证, 民事诉讼法 第87条)."""

    mode: Annotated[Mode, Label("送达方式", "mode of service")]
    on: Annotated[
        date,
        Label(
            "送达日期",
            "day of service",
            "签收、留置、电子送达显示到达或者回执签收之日",
            "day on which it was signed for, left, shown as sent, or returned with a signature",
        ),
    ]
    sent_on: Annotated[
        date | None,
        Label(
            "交寄日期",
            "day of sending",
            "邮寄、委托或者转交的，本机关交寄之日；与送达日期相同的不填",
            "day on which the agency posted it, entrusted it or handed it over to be forwarded, where that is another",
        ),
    ] = None
    receiver: Annotated[Line, Label("签收人", "receiver", "谁签收的", "who signed for it")] = ""
    relation: Annotated[
        Line,
        Label(
            "与受送达人的关系",
            "relation to the party",
            "本人、同住成年家属、法定代表人、收发室等",
            "the party itself, an adult of the household, the legal representative, the mail room …",
        ),
    ] = ""
    signed: Annotated[
        bool,
        Label(
            "已签名",
            "signed",
            "受送达人是否在送达回证上签名或者盖章",
            "whether the receiver signed the proof",
        ),
    ] = False
    refusal: Annotated[
        Text,
        Label(
            "拒收事由",
            "reason of the refusal",
            "留置送达的，拒收的理由（民事诉讼法第89条）",
            "where it was left: the reason given for refusing (Civil Procedure Law art. 89)",
        ),
    ] = ""
    witness: Annotated[
        Line,
        Label(
            "见证人",
            "witness",
            "拒收的见证人，或者拍照、录像资料的名称",
            "witness of the refusal, or name of the photo or video record",
        ),
    ] = ""
    proof: Annotated[
        FileHash,
        Label(
            "送达回证",
            "proof of service",
            "签名的送达回证扫描件或者系统送达记录",
            "scan of the signed proof of service, or the record of the system",
        ),
    ] = ""
    late_reason: Annotated[
        Text,
        Label(
            "逾期记录的原因",
            "reason of the late record",
            "未及时记录的须写明",
            "why it was not recorded at once",
        ),
    ] = ""
    by_whom: Annotated[Line, Label("送达人", "server", "谁送达的", "who served it")] = ""


class CompletedService(Record):
    """A completed service, as the party's file keeps it."""

    documents: tuple[int, ...]
    mode: Mode
    served_on: date
    handed_over_on: date
    """The day on which the agency did its part: handed over, left, sent or published."""
    receiver: Line = ""
    relation: Line = ""
    signed: bool = False
    refusal: Text = ""
    witness: Line = ""
    proof: FileHash = ""
    proof_document: int | None = None
    """Id of the 送达回证."""
    by_whom: Line = ""


class Announcement(Record):
    """Service by announcement (公告送达, 民事诉讼法 第95条)."""

    documents: tuple[int, ...]
    notice: int
    """Id of the 送达公告."""
    reason: Text
    course: LongText
    """Reason and course, to be recorded in the file."""
    prepared_on: date
    published_on: date | None = None
    where: Line = ""
    proof: FileHash = ""
    completed_on: date | None = None
