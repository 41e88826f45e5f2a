"""Who may know of a case at all, before any rule of the procedure is asked."""

import re

from desk.errors import Barred
from domain.bilingual import listed
from domain.case.people import Person, Role
from domain.procedure.gates.draft import CASE_NUMBER
from domain.procedure.language import Move
from domain.procedure.roles import ROLE_REQUIRED

OF_EVERY_CASE = frozenset({Role.OPERATOR, Role.DELIVERY})
"""They act in any case, and read none."""


def may_attempt(person: Person, kind: type[Move]) -> None:
    """Refuse who holds none of the roles of a move anywhere: told before anything is read, and of no case.

    Raises:
        Barred: As the case itself would refuse it.
    """
    if not set(kind.by) & set(person.roles):
        roles = listed(kind.by)
        raise Barred(ROLE_REQUIRED(article=kind.source, roles=roles, whose=roles))


_AGENCY = re.compile(r"[A-Za-z0-9-]{1,64}")


def may_approach(person: Person, agency: str, number: str) -> bool:
    """Whether the case may be known to the person: of its own agency, of one that it supervises, one it acts in.

    To everybody else a case that exists is as unknown as one that does not.
    """
    if not (_AGENCY.fullmatch(agency) and CASE_NUMBER.fullmatch(number)):
        return False
    return (
        person.agency == agency
        or agency in person.supervises
        or bool(OF_EVERY_CASE & set(person.roles))
        or any(acts.startswith(f"{agency}/{number}/") for acts in person.acts_for)
    )
