"""A form that people sign on paper (空白文书): what the case knows is printed, what people write stays an empty cell."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, NamedTuple

from documents import excerpts
from documents.content import Content, optional, required
from documents.parts import Organ, PartyBlock
from domain.case.case import Case
from domain.case.documents import KindRule
from domain.case.parties import Party
from domain.law.switches import Layout
from domain.procedure.paper_forms import PaperForm


class FormContent(Content):
    """What is printed on a form. Nothing of it can be missing: an empty cell is filled in by hand."""

    kind: ClassVar[Any]
    """The form, a `PaperForm`."""
    each_page: ClassVar[tuple[str, ...]] = ()
    """Who signs every page (逐页签名)."""

    layout: Layout = optional("版式", Layout.FORM)
    organ: Organ = required("行政机关", Organ())
    case_number: str = required("案件编号")
    cause: str = required("案由")

    @property
    def rule(self) -> KindRule:
        return KindRule(numbered=False, sealed=False)

    def gaps(self, within: str = "") -> Iterator[str]:
        yield from ()


class PartyForm(FormContent):
    """A form of one party."""

    party: PartyBlock = required("当事人", PartyBlock())


class KindOfForm(NamedTuple):
    form: PaperForm
    content: type[FormContent]
    compose: Callable[[Case, Party | None], FormContent]
    """From the case as it is, for a party where the form is one of a party."""


def of_case(case: Case) -> dict[str, Any]:
    return {
        "organ": Organ(name=case.identity.agency.name),
        "case_number": case.identity.number,
        "cause": case.papers.cause,
    }


def of_party(case: Case, party: Party | None) -> dict[str, Any]:
    assert party is not None, "it is a form of a party"
    return {**of_case(case), "party": excerpts.party_block(party)}


def notice_number(case: Case, party: Party | None) -> str:
    """The number of the penalty notice that the party was last sent."""
    notices = party.issued_notices if party else None
    return excerpts.number_of(case, notices.notice) if notices else ""


def officers(case: Case) -> tuple[str, ...]:
    """The officers of the case, each with the number of the certificate that stands in the file (行政处罚法 第42条)."""
    return tuple(
        f"{one.name or one.id}（执法证号{one.certificate}）" if one.certificate else one.name or one.id
        for one in case.people.officers
    )
