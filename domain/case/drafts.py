"""What a draft decision (拟处罚决定草案) names beside its papers: the parties, before they have a number in the case."""

from datetime import date
from typing import Annotated

from domain.case.identity import IdentifierException
from domain.case.papers import Proposal
from domain.case.parties import Party
from domain.case.service import Consent
from domain.labels import Label
from domain.law.identifiers import IdentifierKind
from domain.law.parties import PartyKind
from domain.lengths import Code, Line
from domain.record import Record


class NewParty(Record):
    """A party (当事人) as the draft names it; parties are numbered from 1 in this order."""

    kind: Annotated[PartyKind, Label("当事人类型", "kind of party")]
    name: Annotated[Line, Label("姓名或者名称", "name")]
    identifier: Annotated[
        Code,
        Label(
            "证件号码",
            "identifier",
            "统一社会信用代码；公民填写公民身份号码；其他证件须写明 identifier_kind",
            "unified social credit code; of a citizen the citizen's number; of another document say which in"
            " `identifier_kind`",
        ),
    ]
    identifier_kind: Annotated[
        IdentifierKind | None,
        Label(
            "证件种类",
            "kind of identifier",
            "不填的，公民为公民身份号码，其他为统一社会信用代码；境外的填写护照、通行证或者境外登记",
            "left out: the citizen's number, or the unified social credit code; of who is from abroad passport, permit or"
            " foreign registration",
        ),
    ] = None
    identifier_exception: Annotated[
        IdentifierException | None,
        Label(
            "校验位例外",
            "exception from the check digit",
            "号码属实而校验位不符的填写",
            "for a genuine number whose check digit fails",
        ),
    ] = None
    born_on: Annotated[
        date | None,
        Label(
            "出生日期",
            "day of birth",
            "持护照、通行证的公民必填；个体工商户填写经营者的；公民身份号码中已有的不填",
            "needed of a citizen with a passport or permit; of a sole trader that of its proprietor; left out where the"
            " citizen's number says it",
        ),
    ] = None
    address: Annotated[Line, Label("住所或者住址", "address")]
    contact: Annotated[Line, Label("联系方式", "contact", "电话等", "such as a telephone number")] = ""
    representative: Annotated[
        Line,
        Label(
            "法定代表人",
            "representative",
            "法定代表人、负责人、经营者；未成年人填写法定代理人",
            "legal representative, principal or proprietor; of a minor the statutory agent",
        ),
    ] = ""
    representative_identifier: Annotated[
        Code,
        Label(
            "经营者证件号码",
            "number of the proprietor",
            "个体工商户填写经营者的公民身份号码，写入告知书和决定书",
            "of a sole trader: the citizen's number of its proprietor, which notice and decision state",
        ),
    ] = ""
    licence: Annotated[
        Line,
        Label(
            "主体资格证照名称",
            "licence",
            "例如 营业执照、事业单位法人证书",
            "the paper that shows what it is, such as a business licence",
        ),
    ] = ""
    consent: Annotated[
        Consent | None,
        Label(
            "电子送达同意",
            "consent to electronic service",
            "已签署送达地址确认书的填写",
            "where a form was signed",
        ),
    ] = None
    proposal: Annotated[
        Proposal,
        Label(
            "拟处罚",
            "proposal",
            "拟处罚内容、裁量及理由",
            "intended penalties, and the discretion with its reasons",
        ),
    ]

    def numbered(self, number: int) -> Party:
        """Return the party as the case has it from its opening on."""
        return Party(
            id=number,
            kind=self.kind,
            name=self.name,
            identifier=self.identifier,
            identifier_kind=self.identifier_kind,
            identifier_exception=self.identifier_exception,
            born_on=self.born_on,
            address=self.address,
            contact=self.contact,
            representative=self.representative,
            representative_identifier=self.representative_identifier,
            licence=self.licence,
            consent=self.consent,
            proposal=self.proposal,
        )
