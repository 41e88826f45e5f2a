"""What is made public of a decision (公示): its summary, and its text without what the law keeps back.

Both are made from facts and from the content that was approved; nothing is painted over, so nothing is underneath
(市场监督管理行政处罚信息公示规定 第4条、第6条、第7条). No seal stands on them.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from documents import excerpts
from documents.content import Content, Part, optional, required
from documents.contents import Contents, Readable
from documents.editions import RELEASE, Templates
from documents.masking import WITHHELD, Masks, is_personal
from documents.parts import Organ, PenaltyLine
from domain.case.case import Case
from domain.case.documents import Document, KindRule
from domain.case.parties import Party
from domain.law.parties import PartyKind
from domain.law.switches import Layout
from domain.procedure.public_papers import PublicPaper

if TYPE_CHECKING:  # The typesetter is loaded by who prints; the templates are checked without it.
    from documents.typesetting import Rendered, Typesetter

_AGENCY = frozenset({"organ", "payment", "reconsideration", "lawsuit", "template", "layout", "basis"})
"""Fields of a content that speak of the agency and of the law, and of no person."""

C = TypeVar("C", bound=Content)


class PublicParty(Part):
    """The party as everybody may know it (当事人基本情况)."""

    name: str = required("姓名或者名称")
    identifier_title: str = optional("证件名称")
    identifier: str = optional("证件号码")
    """Of a body alone: its credit code is public, the number of a person's card is not."""
    representative_title: str = optional("负责人职务")
    representative: str = optional("负责人")


class PublicationSummary(Content):
    """行政处罚信息摘要: number, party, kind of act, penalties, agency and day; it stands before the decision (第4条第3款)."""

    kind: ClassVar[Any] = PublicPaper.SUMMARY

    layout: Layout = optional("版式", Layout.FORM)
    organ: Organ = required("作出行政处罚决定的行政机关", Organ())
    decision_number: str = required("行政处罚决定书文号")
    party: PublicParty = required("当事人", PublicParty())
    cause: str = required("违法行为类型")
    penalties: tuple[PenaltyLine, ...] = required("行政处罚内容", ())
    decided_on: date | None = required("作出行政处罚决定的日期", None)

    @property
    def rule(self) -> KindRule:
        return KindRule(numbered=False, sealed=False)


class PublicationPrinter:
    """Prints what is made public. The same decision and the same words to keep back give the same file."""

    def __init__(self, typesetter: "Typesetter", store: Readable, templates: Templates = RELEASE) -> None:
        self._typesetter = typesetter
        self._contents = Contents(store, templates.edition)
        self._templates = templates

    def print(self, case: Case, paper: PublicPaper, party: int, withheld: Iterable[str] = ()) -> "Rendered":
        """Return a paper as PDF. `withheld` are words that the officer keeps back besides, such as trade secrets (第6条)."""
        who = case.party(party)
        masks = masks_of(case, who, withheld)
        if paper is PublicPaper.SUMMARY:
            content: Content = summary(case, who, masks)
            edition = self._templates.edition(content.kind, content.layout)
            return self._typesetter.render(content, edition=edition)
        document = _decision(case, who)
        content, edition = self._contents.prepared(document)
        public = masked(content, masks, natural=who.kind is PartyKind.CITIZEN)
        return self._typesetter.render(
            public, number=document.number, dated=document.ordered_on, edition=edition
        )


def summary(case: Case, party: Party, masks: Masks) -> PublicationSummary:
    assert party.decision is not None, "only a decision is made public"
    block, natural = excerpts.party_block(party), party.kind is PartyKind.CITIZEN
    return PublicationSummary(
        organ=Organ(name=case.identity.agency.name),
        decision_number=_decision(case, party).number,
        party=PublicParty(
            name=masks(party.name),
            identifier_title="" if natural else block.identifier_title,
            identifier="" if natural else masks(block.identifier),
            representative_title=block.representative_title,
            representative=masks(party.representative),
        ),
        cause=masks(case.papers.cause),
        penalties=excerpts.penalties(party.decision.penalties),
        decided_on=party.decision.on,
    )


def masked(content: C, masks: Masks, *, natural: bool) -> C:
    """Return a content with every name and number of a person kept back, and else as it was served (第7条).

    What speaks of the agency itself stays: one must be able to reach it.
    """
    data = content.model_dump(mode="json")
    data = {name: value if name in _AGENCY else _masked(value, masks) for name, value in data.items()}
    kept_back = ("identifier", "address", "contact") if natural else ("contact",)
    data["party"] |= {name: WITHHELD for name in kept_back if data["party"][name]}
    if natural:
        data["party"] |= {"born_on": None, "identifier_note": ""}
    return type(content).model_validate(data)


def _masked(value: Any, masks: Masks) -> Any:
    if isinstance(value, str):
        return masks(value)
    if isinstance(value, Mapping):
        return {name: _masked(item, masks) for name, item in value.items()}
    return [_masked(item, masks) for item in value] if isinstance(value, list) else value


def masks_of(case: Case, party: Party, withheld: Iterable[str] = ()) -> Masks:
    """Return the masks for what is published of this party: of all persons whom the case knows, but for who acts for the agency."""
    private = (one.address for one in case.parties.all if one.kind is PartyKind.CITIZEN)
    return Masks(filter(is_personal, _persons(case)), withheld=(*private, *_told(party), *withheld))


def _persons(case: Case) -> Iterator[str]:
    for party in case.parties.all:
        yield party.representative
        yield party.name if party.kind is not PartyKind.ORGANISATION else ""
        yield from (agent.name for agent in party.agents.all) if party.agents else ()
        yield party.confirmed_address.recipient if party.confirmed_address else ""
    yield from case.third_parties.names


def _told(party: Party) -> Iterator[str]:
    """What a party said of how it is reached, for this case alone."""
    if address := party.confirmed_address:
        yield address.phone
    if party.consent:
        yield party.consent.address


def _decision(case: Case, party: Party) -> Document:
    assert party.decision is not None, "only a decision is made public"
    return case.documents.known(party.decision.document)
