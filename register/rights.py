"""What a reader may see, as a condition that becomes part of every SQL statement."""

from sqlalchemy import ColumnElement, Table, and_, or_, select

from domain.case.people import Role
from domain.case.readers import READS_OWN_AGENCY, READS_SUPERVISED, Reader
from register.tables import people, work


def may_read(reader: Reader, table: Table) -> ColumnElement[bool]:
    return table.c.agency.in_(sorted(reader.agencies))


def may_read_journal(reader: Reader, table: Table) -> ColumnElement[bool]:
    return table.c.agency.in_(sorted(reader.journals))


def waits_for(reader: Reader) -> ColumnElement[bool]:
    """What is this person's to do: named, or of a role that the person has there."""
    own = sorted(reader.roles & READS_OWN_AGENCY - {Role.OFFICER})
    supervising = sorted(reader.roles & READS_SUPERVISED)
    officer_of_the_case = (
        select(people.c.person)
        .where(people.c.agency == work.c.agency, people.c.number == work.c.number)
        .where(people.c.person == reader.person, people.c.part == Role.OFFICER)
        .exists()
    )
    of_a_role = or_(
        and_(work.c.role.in_(own), work.c.agency == reader.agency),
        and_(work.c.role.in_(supervising), may_read(reader, work)),
        and_(work.c.role == Role.OFFICER, officer_of_the_case),
        *((work.c.role == Role.OPERATOR,) if Role.OPERATOR in reader.roles else ()),
    )
    return or_(work.c.person == reader.person, and_(work.c.person.is_(None), of_a_role))
