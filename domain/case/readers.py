"""Readers (查阅): whose eyes see which agencies' cases, and who read what."""

from dataclasses import dataclass
from datetime import datetime

from domain.case.people import Person, Role

READS_OWN_AGENCY = frozenset(
    {Role.OFFICER, Role.HEAD, Role.CLERK, Role.REVIEWER, Role.PRESIDER, Role.RECORDER, Role.SYSTEM}
)
READS_SUPERVISED = frozenset({Role.FILING_CLERK, Role.SUPERVISOR})


@dataclass(frozen=True)
class Reader:
    """An agency's people see its cases, a supervising office those of the agencies under it, an operator none."""

    person: str
    agency: str
    """The agency to which the person belongs: work of its roles is waiting there alone."""
    agencies: frozenset[str]
    """The agencies whose cases may be read."""
    roles: frozenset[Role]
    journals: frozenset[str] = frozenset()
    """The agencies whose journals and access logs may be read (an auditor reads nothing else)."""

    @classmethod
    def of(cls, person: Person) -> "Reader":
        roles = frozenset(person.roles)
        agencies: set[str] = set()
        if roles & READS_OWN_AGENCY:
            agencies.add(person.agency)
        if roles & (
            READS_SUPERVISED | {Role.CLERK}
        ):  # who seals what the office writes reads what it is about
            agencies.update(person.supervises)
        audited = {person.agency, *person.supervises} if Role.AUDITOR in roles else set()
        return cls(person.id, person.agency, frozenset(agencies), roles, frozenset(agencies | audited))


@dataclass(frozen=True)
class Read:
    """One line of the access log (查阅日志)."""

    person: str
    agency: str
    number: str
    """Empty where a list was read."""
    what: str
    at: datetime
    request_id: str = ""
