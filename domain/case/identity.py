"""Who a party is (当事人身份): by which document, since when it lives, and what was checked by hand (行政处罚法 第59条)."""

from datetime import date
from typing import Annotated, Protocol

from domain.bilingual import Words
from domain.labels import Label
from domain.law.ages import younger_than
from domain.law.identifiers import IDENTIFIED_BY, IdentifierKind, birth, identifier_fault
from domain.law.parties import PartyKind
from domain.law.tables.ages import OF_AGE, PUNISHED_FROM
from domain.lengths import Text
from domain.record import FileHash, Record


class IdentifierException(Record):
    """Why an identifier is taken although its check digit fails (校验位例外)."""

    reason: Annotated[
        Text,
        Label(
            "理由",
            "reason",
            "为何确信号码属实，例如登记机关核发的即是如此",
            "why it is genuine all the same, such as: issued so by the registrar",
        ),
    ]
    proof: Annotated[
        FileHash,
        Label("证明", "proof", "登记证照等的扫描件", "scan of the licence or certificate that shows it"),
    ]


class Identified(Protocol):
    """A party, in a draft or in a case."""

    @property
    def kind(self) -> PartyKind: ...
    @property
    def identifier(self) -> str: ...
    @property
    def identifier_kind(self) -> IdentifierKind | None: ...
    @property
    def identifier_exception(self) -> IdentifierException | None: ...
    @property
    def born_on(self) -> date | None: ...


def identified_by(party: Identified) -> IdentifierKind:
    """Return the document by which a party is identified; where nothing is said, the usual one of its kind."""
    return party.identifier_kind or IDENTIFIED_BY[party.kind][0]


def birth_of(party: Identified) -> date | None:
    """Return the day of birth of a natural person, from its number or as it was given; nothing where it is not known."""
    if party.kind is PartyKind.ORGANISATION:
        return None
    if identified_by(party) is not IdentifierKind.RESIDENT_ID:
        return party.born_on
    fault = identifier_fault(IdentifierKind.RESIDENT_ID, party.identifier)
    return birth(party.identifier) if fault is None or fault.check_digit else None


def under_age(party: Identified, years: int, on: date) -> bool:
    """Whether a party is known to be younger than this on a day (行政处罚法 第30条)."""
    born = birth_of(party)
    return born is not None and younger_than(years, born, on)


def never_punished(party: Identified, act_to: date) -> bool:
    """Whether a party was too young to be punished when it acted (不满十四周岁)."""
    return under_age(party, PUNISHED_FROM, act_to)


def age_said(party: Identified, ended: date) -> Words | None:
    """Say what the age of a party at the act brings with it; nothing where it was of age, or no natural person."""
    if never_punished(party, ended):
        return Words(
            f"行为时不满{PUNISHED_FROM}周岁，不予行政处罚（行政处罚法第三十条）",
            f"under {PUNISHED_FROM} when it acted: not to be punished (Administrative Penalty Law, article 30)",
        )
    if under_age(party, OF_AGE, ended):
        return Words(
            f"行为时不满{OF_AGE}周岁，应当从轻或者减轻处罚（行政处罚法第三十条）",
            f"under {OF_AGE} when it acted: lenient or mitigated only (Administrative Penalty Law, article 30)",
        )
    return None
