"""Who may be named in a field (可以担任的人员): the people of the agency, less whom the rules would refuse there."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from desk.fields.choices import Choice, Known, Source
from domain.bilingual import Words
from domain.case.people import Capacity, Person, Role
from domain.procedure.gates.officers import unfit
from domain.procedure.language import Moment

IN_ROLE = {"presider": Role.PRESIDER, "reviewer": Role.REVIEWER, "officers": Role.OFFICER}
"""By the name of the field; anybody of the agency may keep a record or countersign as the rules say there."""


def persons_for(name: str, capacity: Capacity | None) -> Source:
    """Return the source of a field that names a person, in the capacity in which it does."""
    return Source(
        Words("人员（tingshu people）", "persons (tingshu people)"),
        partial(_fitting, name=name, capacity=capacity),
    )


def _fitting(known: Known, *, name: str, capacity: Capacity | None) -> Iterator[Choice]:
    for person in known.people:
        if known.at is None or not known.case.opened or _fits(known, known.at, person, name, capacity):
            yield Choice(person.id, f"{person.name} {'、'.join(role.zh for role in person.roles)}")


def _fits(known: Known, at: datetime, person: Person, name: str, capacity: Capacity | None) -> bool:
    now = Moment(case=known.case, actor=person, at=at)
    if person.agency != now.case.identity.agency.code or not _has_role(now, person, name, capacity):
        return False
    parties = {party.identifier for party in now.case.parties.all} - {""}
    return not any(unfit(now, person, capacity or Capacity.OTHER, on=now.today, parties=parties))


def _has_role(now: Moment, person: Person, name: str, capacity: Capacity | None) -> bool:
    if name == "presider" and capacity is None and now.case.people.is_officer(person.id):
        return now.rules.switches.officer_may_preside_interview
    role = IN_ROLE.get(name)
    return role is None or person.has(role, now.today)
