"""Service (送达): attempts, announcement, proof."""

from datetime import date
from typing import Annotated

from domain.bilingual import Titled
from domain.labels import Label
from domain.lengths import Line, LongText, Text, UpToSearches
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


class ReceiverKind(Titled):
    """In which capacity somebody signs for a party (签收身份): the closed list of 民事诉讼法 第88条, 民诉法解释 第130条."""

    HIMSELF = "himself", "本人", "the party in person"
    ADULT_FAMILY = "adult_family", "同住成年家属", "adult family member living together"
    STATUTORY_AGENT = "statutory_agent", "法定代理人", "statutory agent"
    PROPRIETOR = "proprietor", "经营者", "proprietor"
    LEGAL_REPRESENTATIVE = "legal_representative", "法定代表人", "legal representative"
    PRINCIPAL = "principal", "主要负责人", "principal"
    MAIL_ROOM = (
        "mail_room",
        "负责收件的人（办公室、收发室、值班室）",
        "who receives mail (office, mail room, duty office)",
    )
    AGENT = "agent", "委托代理人", "agent"
    NAMED_RECIPIENT = "named_recipient", "指定代收人", "recipient named by the party"
    AUTHORISED = "authorised", "持有授权的其他人", "somebody else, with proof of authority"


class ServiceGround(Titled):
    """Why a document was not handed over directly although nothing was tried in vain (民事诉讼法 第91至94条)."""

    ELSEWHERE = "elsewhere", "受送达人不在本地", "the recipient is in another place"
    INACCESSIBLE = "inaccessible", "地处偏远、交通不便", "remote, and hard to reach"
    SOLDIER = "soldier", "受送达人是军人", "the recipient is a soldier"
    PRISONER = "prisoner", "受送达人被监禁", "the recipient is imprisoned"
    COMPULSORY_MEASURES = (
        "compulsory_measures",
        "受送达人被采取强制性教育措施",
        "the recipient is under compulsory education",
    )


class Search(Titled):
    """Where somebody looked for a party whose whereabouts are unknown (查找下落)."""

    ADDRESS = "address", "到住所地、经营场所查找", "at its home or premises"
    TELEPHONE = "telephone", "按登记的联系方式联系", "by the telephone and other contacts on record"
    RELATIVES = "relatives", "询问近亲属、同事", "asked relatives or colleagues"
    NEIGHBOURHOOD = (
        "neighbourhood",
        "询问居民委员会、村民委员会、物业",
        "asked the residents' or villagers' committee",
    )
    POLICE = "police", "查询公安户籍、居住登记", "asked the police for its registered residence"
    REGISTRAR = "registrar", "查询登记机关", "asked the office that keeps its registration"
    OTHER = "other", "其他途径", "in another way"


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
    refused_by: ReceiverKind | None = None
    """Who refused; documents are left only where it is one who may receive them (民事诉讼法 第89条)."""
    looked_for: UpToSearches[Search] = ()
    proof: FileHash = ""
    """Proof of the search."""

    @property
    def searched(self) -> bool:
        """Whether the whereabouts were found unknown by more than a visit in vain, and somebody can prove it [I]."""
        return (
            self.failure is Failure.WHEREABOUTS_UNKNOWN
            and bool(self.proof)
            and any(way is not Search.ADDRESS for way in self.looked_for)
        )


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
    ground: Annotated[
        ServiceGround | None,
        Label(
            "邮寄、委托、转交的事由",
            "ground of the mode",
            "直接送达未成的不填；邮寄、委托：不在本地、交通不便；转交：军人、被监禁、被采取强制性教育措施",
            "left out where direct service failed; by post or entrusted: in another place, hard to reach; forwarded:"
            " soldier, imprisoned, under compulsory education",
        ),
    ] = None
    receiver: Annotated[Line, Label("签收人", "receiver", "谁签收的", "who signed for it")] = ""
    receiver_kind: Annotated[
        ReceiverKind | None,
        Label(
            "签收身份",
            "capacity of the receiver",
            "签收人是受送达人的什么人（民事诉讼法第88条）；电子送达、留置送达的不填",
            "in which capacity he may receive it (Civil Procedure Law art. 88); left out where it went out"
            " electronically or was left",
        ),
    ] = None
    relation: Annotated[
        Line,
        Label(
            "与受送达人的关系",
            "relation to the party",
            "持有授权的其他人签收的，写明与受送达人的关系",
            "of somebody else with proof of authority: how he stands to the party",
        ),
    ] = ""
    authority: Annotated[
        FileHash,
        Label(
            "授权证明",
            "proof of authority",
            "持有授权的其他人签收的，授权证明的扫描件",
            "of somebody else who received it: scan of the paper that lets him",
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
    returned_because: Annotated[
        Text,
        Label(
            "退回原因",
            "why it came back",
            "寄往当事人确认的送达地址而被退回的，退回的原因；送达日期填写退回之日",
            "of mail to the address that the party confirmed, which came back: the reason on it; the day of service is that"
            " of its return",
        ),
    ] = ""

    @property
    def handed_over_on(self) -> date:
        """The day on which the agency did its part; a mode needs its ground by then."""
        return self.sent_on or self.on


class CompletedService(Record):
    """A completed service, as the party's file keeps it."""

    documents: tuple[int, ...]
    mode: Mode
    served_on: date
    handed_over_on: date
    """The day on which the agency did its part: handed over, left, sent or published."""
    receiver: Line = ""
    receiver_kind: ReceiverKind | None = None
    """Of the closed list; of an older service the relation alone, in words."""
    relation: Line = ""
    authority: FileHash = ""
    ground: ServiceGround | None = None
    signed: bool = False
    refusal: Text = ""
    witness: Line = ""
    proof: FileHash = ""
    proof_document: int | None = None
    """Id of the 送达回证."""
    by_whom: Line = ""
    returned_because: Text = ""
    receipt_shown_by: Text = ""
    """How it is shown that the party had the documents, in place of a service that was annulled."""

    @property
    def received_as(self) -> str:
        """In which capacity it was received, as a person reads it."""
        if self.receiver_kind is None or self.receiver_kind is ReceiverKind.AUTHORISED:
            return self.relation
        return self.receiver_kind.zh


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
