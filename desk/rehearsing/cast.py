"""The cast (人物): the invented persons and agencies of a rehearsal, with what a file says otherwise of them."""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from desk.bodies import fault_of
from desk.directory import Directory
from desk.errors import Fault
from desk.rehearsing.format import Rehearsal
from desk.rehearsing.reading import Written
from domain.bilingual import Words
from domain.case.people import CLOCK, Agency, Person, Role

NOBODY = (
    Words("没有这个人：{who}", "there is nobody of this id: {who}"),
    Words(
        "{near}请在 {field} 中填写 people 所列的人员，或者 docs/rehearsal.md 所列的内置人员",
        "{near}give in {field} one whom `people` names, or one of the cast of docs/rehearsal.md",
    ),
)
NO_AGENCY = (
    Words("没有这个机关：{who}", "there is no agency of this code: {who}"),
    Words("请核对 {field}，内置的机关：{known}", "check {field}; the agencies of the cast: {known}"),
)

M = TypeVar("M", bound=BaseModel)


class Cast:
    """Who there is in one rehearsal."""

    def __init__(self, persons: dict[str, Person], agencies: dict[str, Agency]) -> None:
        self.persons = persons
        self.agencies = agencies

    def person(self, who: str) -> Person | None:
        return CLOCK if who == CLOCK.id else self.persons.get(who)

    def agency(self, code: str) -> Agency | None:
        return self.agencies.get(code)

    def holding(self, role: Role, agency: str) -> Iterator[Person]:
        """Yield who has a role in an agency at any time."""
        for person in self.persons.values():
            if person.agency == agency and (
                role in person.roles or any(o.role is role for o in person.offices)
            ):
                yield person


def cast_of(rehearsal: Rehearsal, written: Written, known: Directory) -> tuple[Cast, list[Fault]]:
    """Return the cast of a file, and what is wrong with what the file says of it."""
    faults: list[Fault] = []
    persons, agencies = dict(known.persons), dict(known.agencies)
    for who, said in rehearsal.people.items():
        _put(persons, who, {"id": who, **said}, Person, ("people", who), written, faults)
    for code, said in rehearsal.agencies.items():
        _put(agencies, code, {"code": code, **said}, Agency, ("agencies", code), written, faults)
    return Cast(persons, agencies), faults


def _put(
    known: dict[str, M],
    key: str,
    said: dict[str, Any],
    kind: type[M],
    path: tuple[str, ...],
    written: Written,
    faults: list[Fault],
) -> None:
    before = known[key].model_dump(mode="json") if key in known else {}
    try:
        known[key] = kind.model_validate({**before, **said}, extra="forbid")
    except ValidationError as error:
        for wrong in error.errors(include_url=False, include_input=False):
            place = (*path, *wrong["loc"])
            why, cure = fault_of(wrong, ".".join(map(str, place)))[1:]
            faults.append(written.fault(place, why, cure))
