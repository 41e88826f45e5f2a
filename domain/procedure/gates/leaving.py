"""Gate 6: a document leaves only complete, numbered and sealed; electronically only with signed consent."""

from collections.abc import Iterator
from datetime import date

from domain.bilingual import Words, listed
from domain.case.documents import Document
from domain.case.issuing import issuer_of
from domain.case.parties import Party
from domain.law.articles import art
from domain.procedure.language import APL, Moment, Refusal, Refused, Sort

DOCUMENT_INCOMPLETE = Refusal(
    "DocumentIncomplete",
    art(APL, "59"),
    Words("文书{number}《{kind}》{lacking}", "document {number} ({kind}) {lacking}"),
    Words(
        "请补全后重新制作（prepare_notices、reschedule_interview、notify_hearing、prepare_decision）；正在制作的，制成后再办；"
        "规定待确认的，律师的意见写入程序规定并适用后（[[confirmed]]，tingshu law adopt）自行制作",
        "complete it and have it made again (prepare_notices, reschedule_interview, notify_hearing, prepare_decision); while"
        " it is being made, wait for it; where law is to be confirmed, it is made once the lawyer's answer is"
        " written into the profile and adopted ([[confirmed]], tingshu law adopt)",
    ),
)
DOCUMENT_NOT_SEALED = Refusal(
    "DocumentNotSealed",
    art(APL, "59"),
    Words("文书{number}《{kind}》尚未盖章", "document {number} ({kind}) is not sealed"),
    Words("请先盖章（record_sealing）", "seal it first (record_sealing)"),
)


def may_leave(now: Moment, document: Document) -> Iterator[Refused]:
    rule = document.rule
    if not document.complete or not document.file or (rule.numbered and not document.number):
        yield DOCUMENT_INCOMPLETE(number=document.id, kind=document.kind, lacking=_lacking(document))
    elif rule.sealed and document.seal is None:
        yield DOCUMENT_NOT_SEALED(number=document.id, kind=document.kind)


def _lacking(document: Document) -> Words:
    """What a document lacks, or that it is still being made."""
    if not document.lacks_something:
        return Words("尚未制成、编号", "is not made and numbered yet")
    if document.unconfirmed:
        return Words(
            "写有没有核对原文、律师也没有确认的规定：{rows}",
            "prints law that nobody has read in its own words or confirmed: {rows}",
        ).filled(rows=listed(document.unconfirmed))
    missing = listed((*document.gaps, *document.missing_glyphs))
    return Words("缺少{missing}", "lacks {missing}").filled(missing=missing)


ANOTHER_ISSUER = Refusal(
    "AnotherIssuer",
    art(APL, "59"),
    Words(
        "文书{number}《{kind}》的发文机关是{issuer}，须由该机关的人员办理",
        "document {number} ({kind}) is issued by {issuer}: its own people do this",
    ),
    Words(
        "请由{issuer}的内勤以本人身份盖章（record_sealing）、发出（issue_notices）",
        "let a clerk of {issuer} seal it (record_sealing) or issue it (issue_notices), as themselves",
    ),
    Sort.PERSON,
)


def by_its_issuer(now: Moment, document: Document) -> Iterator[Refused]:
    """A document is sealed and issued by people of the agency that numbers it (谁发文，谁盖章)."""
    issuer = issuer_of(now.case, document)
    in_charge = document.issuer is None and now.case.people.is_officer(now.actor.id)
    if now.actor.agency != issuer.code and not in_charge:
        yield ANOTHER_ISSUER(number=document.id, kind=document.kind, issuer=issuer.name)


NO_CONSENT_TO_ELECTRONIC_SERVICE = Refusal(
    "NoConsentToElectronicService",
    art(APL, "61"),
    Words(
        "没有当事人{party}在送达前签署的同意电子送达的确认书",
        "there is no consent of party {party} to electronic service, signed before it",
    ),
    Words(
        "请改用其他送达方式（service.mode）；当事人书面同意电子送达的，先登记（confirm_address，填写 electronic）",
        "serve otherwise (`service.mode`); where the party consents in writing, record that first (confirm_address,"
        " `electronic`)",
    ),
)


def consented(party: Party, on: date) -> Iterator[Refused]:
    """Consent by a signed form that is on file, not later than the service (行政处罚法 第61条)."""
    if party.consent is None or not party.consent.form or party.consent.signed_on > on:
        yield NO_CONSENT_TO_ELECTRONIC_SERVICE(party=party.id)
