"""Forms of service (送达): the proof that a recipient signs, the address that a party confirms, the account of an announcement."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from documents import excerpts
from documents.content import Part, optional, required
from documents.forms.form import FormContent, KindOfForm, PartyForm, of_case, of_party
from documents.parts import DocumentLine, Period
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.service import Announcement, Attempt, Mode
from domain.law.articles import art
from domain.law.provisions import Provision, of_sector
from domain.law.terms import TermKey
from domain.procedure.gates.serving import unserved
from domain.procedure.paper_forms import PaperForm
from domain.procedure.periods import period


class BlankProofOfService(FormContent):
    """送达回证: exists from the day of issue; the recipient fills in signature, day and hour (民事诉讼法 第87条)."""

    kind: ClassVar[Any] = PaperForm.BLANK_PROOF_OF_SERVICE

    recipient: str = required("受送达人")
    address: str = optional("送达地址")
    electronic: str = optional("电子送达地址")
    documents: tuple[DocumentLine, ...] = required("送达文书", ())
    modes: tuple[str, ...] = required("送达方式", ())


def _proof(case: Case, party: Party | None) -> BlankProofOfService:
    assert party is not None, "it is a form of a party"
    confirmed = party.confirmed_address
    return BlankProofOfService(
        **of_case(case),
        recipient=party.name,
        address=confirmed.address if confirmed else party.address,
        electronic=party.consent.address if party.consent else "",
        documents=tuple(excerpts.lines(case, (d.id for d in unserved(case, party)))),
        modes=tuple(mode.zh for mode in Mode if mode is not Mode.ANNOUNCEMENT),
    )


class AddressConfirmation(PartyForm):
    """送达地址确认书: where the party is served, by whom received, whether electronically, and what it is told of it.

    Consent to electronic service is by this form alone (行政处罚法 第61条).
    """

    kind: ClassVar[Any] = PaperForm.ADDRESS_CONFIRMATION

    consent_basis: str = required("电子送达的依据")
    returned_basis: str = optional("退回视为送达的依据")
    """Where the sector's act says that mail which comes back from this address is served."""


def _address(case: Case, party: Party | None) -> AddressConfirmation:
    cited = case.rulebook.cited(of_sector(Provision.RETURNED_MAIL))
    known = cited is not None and not cited.mark
    return AddressConfirmation(
        **of_party(case, party),
        consent_basis=excerpts.cite(art(excerpts.APL, "61")),
        returned_basis=excerpts.cite(cited) if known and cited else "",
    )


class TriedService(Part):
    """此前的送达: how it was tried, and why it came to nothing."""

    on: date | None = required("日期", None)
    mode: str = required("送达方式")
    by_whom: str = required("送达人")
    failure: str = required("未能送达的情形")
    why: str = optional("说明")
    looked_for: tuple[str, ...] = optional("查找途径", ())


class AnnouncementAccount(FormContent):
    """公告送达情况说明: why nothing else was left, what was tried, where and until when it was announced (民事诉讼法 第95条第2款).

    The act wants reason and course in the file; the two servers sign for them, and for how and where it was put up.
    """

    kind: ClassVar[Any] = PaperForm.ANNOUNCEMENT_ACCOUNT
    each_page: ClassVar = ("送达人", "送达人")

    recipient: str = required("受送达人")
    address: str = optional("送达地址")
    documents: tuple[DocumentLine, ...] = required("公告送达的文书", ())
    reason: str = required("公告送达的原因")
    tried: tuple[TriedService, ...] = optional("此前的送达", ())
    course: str = required("送达经过")
    sealed_on: date | None = optional("公告盖章日期", None)
    published_on: date | None = required("发布日期", None)
    where: str = required("发布场所")
    recorded: int | None = optional("已登记的发布证明份数", None)
    """The file itself is in the dossier; its hash is nothing for who reads the paper."""
    period: Period | None = required("公告期限", None)
    ends_on: date | None = optional("期满之日", None)
    """The last day of the period, which is the day of service; left to be written where it cannot be told."""
    basis: tuple[str, ...] = required("依据", ())


def _account(case: Case, party: Party | None) -> AnnouncementAccount:
    assert party is not None, "it is a form of a party"
    announced = [one for one in party.announcements if one.published_on][-1]
    assert announced.published_on is not None, "there is something to be told once it was published"
    notice = case.documents.get(announced.notice)
    confirmed = party.confirmed_address
    term = excerpts.term_of(case, TermKey.PUBLIC_NOTICE_SERVICE, announced.published_on)
    counted = term and period(case, TermKey.PUBLIC_NOTICE_SERVICE, announced.published_on, party=party.id)[1]
    return AnnouncementAccount(
        **of_case(case),
        recipient=party.name,
        address=confirmed.address if confirmed else party.address,
        documents=tuple(excerpts.lines(case, announced.documents)),
        reason=announced.reason,
        tried=tuple(_tried(party, announced)),
        course=announced.course,
        sealed_on=notice.seal.on if notice and notice.seal else None,
        published_on=announced.published_on,
        where=announced.where,
        recorded=1 if announced.proof else None,
        period=excerpts.period(term),
        ends_on=announced.completed_on or (counted.last_day if counted else None),
        basis=(*excerpts.sources(term), *excerpts.own(case, Provision.ANNOUNCING)),
    )


def _tried(party: Party, announced: Announcement) -> Iterator[TriedService]:
    """Yield what was tried with any of these documents before they were announced."""
    for attempt in party.attempts:
        if set(attempt.documents) & set(announced.documents) and attempt.on <= announced.prepared_on:
            yield _of(attempt)


def _of(attempt: Attempt) -> TriedService:
    return TriedService(
        on=attempt.on,
        mode=attempt.mode.zh,
        by_whom=attempt.by_whom,
        failure=attempt.failure.zh,
        why=attempt.why,
        looked_for=tuple(way.zh for way in attempt.looked_for),
    )


KINDS = (
    KindOfForm(PaperForm.BLANK_PROOF_OF_SERVICE, BlankProofOfService, _proof),
    KindOfForm(PaperForm.ADDRESS_CONFIRMATION, AddressConfirmation, _address),
    KindOfForm(PaperForm.ANNOUNCEMENT_ACCOUNT, AnnouncementAccount, _account),
)
