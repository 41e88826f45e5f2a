"""Whose eyes: what a reader may see, as a value that becomes part of every SQL statement."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, and_, or_, select

from domain.case.people import Person, Role
from register.tables import people, work

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
        if roles & READS_SUPERVISED:
            agencies.update(person.supervises)
        audited = {person.agency, *person.supervises} if Role.AUDITOR in roles else set()
        return cls(person.id, person.agency, frozenset(agencies), roles, frozenset(agencies | audited))

    def may_read(self, table: Table) -> ColumnElement[bool]:
        return table.c.agency.in_(sorted(self.agencies))

    def may_read_journal(self, table: Table) -> ColumnElement[bool]:
        return table.c.agency.in_(sorted(self.journals))

    def waits_for(self) -> ColumnElement[bool]:
        """What is this person's to do: named, or of a role that the person has there."""
        own = sorted(self.roles & READS_OWN_AGENCY - {Role.OFFICER})
        supervising = sorted(self.roles & READS_SUPERVISED)
        officer_of_the_case = (
            select(people.c.person)
            .where(people.c.agency == work.c.agency, people.c.number == work.c.number)
            .where(people.c.person == self.person, people.c.part == Role.OFFICER)
            .exists()
        )
        of_a_role = or_(
            and_(work.c.role.in_(own), work.c.agency == self.agency),
            and_(work.c.role.in_(supervising), self.may_read(work)),
            and_(work.c.role == Role.OFFICER, officer_of_the_case),
        )
        return or_(work.c.person == self.person, and_(work.c.person.is_(None), of_a_role))
