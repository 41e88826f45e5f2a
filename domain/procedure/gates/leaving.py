"""Gate 6: a document leaves only complete, numbered and sealed; electronically only with signed consent."""

from collections.abc import Iterator
from datetime import date

from domain.case.documents import Document
from domain.case.parties import Party
from domain.law.articles import art
from domain.procedure.language import APL, Moment, Refused


def may_leave(now: Moment, document: Document) -> Iterator[Refused]:
    rule = document.rule
    if not document.complete or not document.file or (rule.numbered and not document.number):
        yield Refused(
            "DocumentIncomplete",
            art(APL, "59"),
            f"文书{document.id}《{rule.title}》内容不完整或尚未编号：请补全并重新制作"
            f" · document {document.id} is incomplete or not numbered: complete it first",
        )
    elif rule.sealed and document.seal is None:
        yield Refused(
            "DocumentNotSealed",
            art(APL, "59"),
            f"文书{document.id}《{rule.title}》尚未盖章：请先盖章 · document {document.id} is not sealed: seal it first",
        )


def consented(party: Party, on: date) -> Iterator[Refused]:
    """Consent by a signed form that is on file, not later than the service (行政处罚法 第61条)."""
    if party.consent is None or not party.consent.form or party.consent.signed_on > on:
        yield Refused(
            "NoConsentToElectronicService",
            art(APL, "61"),
            f"当事人{party.id}未签署同意电子送达的确认书：请改用其他方式，或先取得确认书"
            f" · no signed consent of party {party.id} on file: serve otherwise, or obtain it",
        )
