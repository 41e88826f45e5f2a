"""Who may be named in a field (可以担任的人员): the people of the agency, less whom the rules would refuse there."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from desk.fields.source import Choice, Known, Source
from domain.bilingual import Words, listed
from domain.case.people import Capacity, Person, Role
from domain.procedure.gates.officers import unfit
from domain.procedure.language import Moment, civil

IN_ROLE = {
    "presider": Role.PRESIDER,
    "reviewer": Role.REVIEWER,
    "officers": Role.OFFICER,
    "chair": Role.HEAD,
    "attendees": Role.HEAD,
}
"""By the name of the field; anybody of the agency may keep a record."""


USUALLY = {"recorder": Role.RECORDER}
"""By the name of the field, who is named first in it, though others may be."""
NO_PERSONS = frozenset({Role.SYSTEM, Role.DELIVERY, Role.CLOCK})
"""Who acts in these roles alone is a program."""


def persons_for(name: str, capacity: Capacity | None, role: Role | None = None) -> Source:
    """Return the source of a field that names a person, in the capacity in which it does, and in the role that it takes."""
    return Source(
        Words("人员（tingshu people）", "persons (tingshu people)"),
        partial(_fitting, name=name, capacity=capacity, role=role or IN_ROLE.get(name)),
    )


def _fitting(known: Known, *, name: str, capacity: Capacity | None, role: Role | None) -> Iterator[Choice]:
    # Anybody of the agency may keep a record: who usually does stands first.
    usual = USUALLY.get(name)
    for person in sorted(known.people, key=lambda one: usual is not None and usual not in one.roles):
        if known.at is None or _fits(known, known.at, person, name, capacity, role):
            roles = listed(person.roles)
            yield Choice(person.id, Words(f"{person.name} {roles.zh}", f"{person.name} {roles.en}"))


def _fits(
    known: Known, at: datetime, person: Person, name: str, capacity: Capacity | None, role: Role | None
) -> bool:
    if not known.case.opened:
        return role is None or person.has(role, civil(at))
    now = Moment(case=known.case, actor=person, at=at)
    if person.agency != now.case.identity.agency.code or not _has_role(now, person, name, capacity, role):
        return False
    if capacity is Capacity.REVIEWER and not person.may_review:
        return False
    if set(person.roles) <= NO_PERSONS or (name == "together_with" and known.by == person.id):
        return False
    parties = {party.identifier for party in now.case.parties.all} - {""}
    return not any(unfit(now, person, capacity or Capacity.OTHER, on=now.today, parties=parties))


def _has_role(now: Moment, person: Person, name: str, capacity: Capacity | None, role: Role | None) -> bool:
    if name == "presider" and capacity is None and now.case.people.is_officer(person.id):
        return now.rules.switches.officer_may_preside_interview
    return role is None or person.has(role, now.today)
