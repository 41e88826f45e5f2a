"""Forms of service (送达): the proof that a recipient signs, and the address that a party confirms."""

from typing import Any, ClassVar

from documents import excerpts
from documents.content import optional, required
from documents.forms.form import FormContent, KindOfForm, PartyForm, of_case, of_party
from documents.parts import DocumentLine
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.service import Mode
from domain.law.articles import art
from domain.law.provisions import Provision, of_sector
from domain.procedure.gates.serving import unserved
from domain.procedure.paper_forms import PaperForm


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


KINDS = (
    KindOfForm(PaperForm.BLANK_PROOF_OF_SERVICE, BlankProofOfService, _proof),
    KindOfForm(PaperForm.ADDRESS_CONFIRMATION, AddressConfirmation, _address),
)
