"""Parts that several documents share: who, what, on which basis, with which rights."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from documents.content import Part, optional, required
from domain.law.terms import Unit


class Organ(Part):
    """The agency (行政机关) in whose name the document speaks."""

    name: str = required("行政机关名称")


class ReachableOrgan(Organ):
    """The agency, and where it can be reached."""

    address: str = required("地址")
    contact: str = required("联系人")
    phone: str = required("联系电话")


class PartyBlock(Part):
    """The party (当事人) as a document must name it (行政处罚法 第59条第1项)."""

    you: str = required("称谓")
    """How the document speaks to it: 你, 你单位."""
    name: str = required("姓名或者名称")
    identifier_title: str = required("证件名称")
    identifier: str = required("证件号码")
    identifier_note: str = optional("证件号码的说明")
    """Said where its check digit fails and it was found genuine all the same."""
    born_on: date | None = optional("出生日期", None)
    """Where the identifier does not say it."""
    representative_title: str = optional("负责人职务")
    representative: str = optional("负责人")
    representative_identifier: str = optional("负责人证件号码")
    """Of a sole trader's proprietor: the party is that person."""
    attending: str = optional("到场的人")
    """Who comes for a party that is no natural person (行政诉讼和听证都由其法定代表人或者负责人参加)."""
    licence: str = optional("主体资格证照名称")
    address_title: str = optional("住所或者住址", "住所")
    address: str = required("住所")
    contact: str = optional("联系方式")

    def conditional_gaps(self) -> Iterator[str]:
        if self.representative_title and not self.representative:
            yield self.representative_title


class Period(Part):
    """A period of law as data: no figure of law stands in a template."""

    length: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.length}{self.unit.counted_zh}"


class PartyRight(Part):
    """A right, the period in which it may be used, and where the law says so."""

    period: Period | None = required("期限", None)
    basis: tuple[str, ...] = required("依据", ())


class Evidence(Part):
    kind: str = required("证据种类")
    title: str = required("证据名称")


class Basis(Part):
    """A provision the document rests on, to article, paragraph and item."""

    citation: str = required("条款")
    text: str = optional("条文")
    verbatim: bool = False
    """Its words are those of the act, and stand in quotation marks."""


class NatureOfAct(Part):
    """What an act is in law (定性): which article it breaks, what it is, which article punishes it (行政处罚法 第59条)."""

    facts: str = required("所指的违法事实")
    broken: tuple[Basis, ...] = required("违反的条款", ())
    nature: str = required("定性")
    punishing: tuple[Basis, ...] = required("处罚的依据", ())


class ToCorrect(Part):
    """责令改正: what is to be put right, and by when, or that it was (行政处罚法 第28条第1款)."""

    basis: tuple[str, ...] = required("责令改正的依据", ())
    what: str = optional("责令改正的内容")
    until: date | None = optional("改正期限", None)
    done: str = optional("已经改正的情况")
    order: str = optional("责令改正通知书文号")
    """Where it was ordered in a document of its own before."""

    def conditional_gaps(self) -> Iterator[str]:
        if not self.what and not self.done:
            yield "责令改正的内容"


class PenaltyLine(Part):
    """One penalty: its kind, and its amount in figures and in capital numerals (大写)."""

    title: str = required("处罚种类")
    code: str = optional("处罚种类代码")
    """The kind as data: how each is performed stands in the template."""
    subject: str = optional("处罚对象")
    amount: Decimal | None = optional("金额", None)
    capitals: str = optional("大写金额")
    valued: bool = False
    """The amount is what a thing is worth, not what is to be paid."""
    duration: str = optional("期限")

    def conditional_gaps(self) -> Iterator[str]:
        if self.amount is not None and not self.capitals:
            yield "大写金额"


class Discretion(Part):
    """Why this much and not more or less (裁量)."""

    tier: str = required("裁量阶次")
    reasons: str = required("裁量理由")
    basis: str = optional("裁量依据")


class AnsweredPoint(Part):
    """A point of the party's defence and what became of it (行政处罚法 第45条)."""

    text: str = required("当事人意见")
    outcome: str = required("是否采纳")
    reason: str = required("理由")


class DocumentLine(Part):
    """Another document that this one names, with its number (文号)."""

    title: str = required("文书名称")
    number: str = optional("文号")


class Interview(Part):
    """The interview (听述) as it went."""

    held: bool = False
    on: date | None = required("听述日期", None)
    place: str = required("听述地点")
    presider: str = required("听述主持人")
    recorder: str = optional("听述记录人")
    attendance: tuple[str, ...] = optional("参加人", ())
    note: str = optional("说明")


class Hearing(Part):
    """The formal hearing (听证) as it went, or how it came to its end (行政处罚法 第64条)."""

    on: date | None = required("听证日期", None)
    place: str = optional("听证地点")
    public: bool = True
    presider: str = required("听证主持人")
    recorder: str = optional("听证记录员")
    put_forward: tuple[str, ...] = optional("出示的证据", ())
    questioned: str = optional("质证情况")
    ended: str = optional("终止情形")
    basis: tuple[str, ...] = optional("终止依据", ())


class Reconsideration(Part):
    """行政复议: to whom, by when (行政复议法)."""

    organ: str = required("行政复议机关")
    period: Period | None = required("期限", None)
    basis: tuple[str, ...] = required("行政复议依据", ())
    channel: str = optional("互联网申请渠道")
    """Due when the document is served through the Internet (行政复议法 第22条)."""


class Lawsuit(Part):
    """行政诉讼: at which court, by when (行政诉讼法)."""

    court: str = required("管辖法院")
    period: Period | None = required("期限", None)
    basis: tuple[str, ...] = required("起诉依据", ())


class LateFine(Part):
    """加处罚款: what each day of delay costs; never more than the fine (行政处罚法 第72条)."""

    rate_a_day: str = required("加处罚款比例")
    basis: tuple[str, ...] = required("加处罚款依据", ())


class Payment(Part):
    """How and by when fines and confiscated gains are paid (行政处罚法 第66、67条)."""

    period: Period | None = required("期限", None)
    account: str = required("收款账户")
    basis: tuple[str, ...] = required("缴款依据", ())
    deferral_basis: tuple[str, ...] = optional("延期、分期的依据", ())
    """Of a fine alone (行政处罚法 第66条第2款)."""
    late: LateFine | None = optional("加处罚款", None)


class Copies(Part):
    """In how many copies a document is made out (一式几份), and where they go."""

    total: int = 0
    served: int = 0
    others: int = 0
    """To third parties."""
    kept: int = 0
