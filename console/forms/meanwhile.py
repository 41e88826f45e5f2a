"""What came about in a case while somebody was filling in a form (期间变化): it is said, and what was typed is kept."""

from dataclasses import dataclass
from datetime import datetime

from console.forms.begun import Form
from domain.bilingual import Words
from domain.case.journal import Entry
from domain.procedure import FACTS

MOST = 12
"""Entries that are told one by one."""


@dataclass(frozen=True)
class Told:
    """One entry of the journal, as it is told beside a form."""

    at: datetime
    title: Words
    by: str
    """The name of who did it, where a person did."""
    is_this: bool
    """Whether it is just what this form would do."""


@dataclass(frozen=True)
class Meanwhile:
    entries: tuple[Told, ...]
    more: int = 0
    """How many earlier ones are not told."""

    @property
    def done_by(self) -> Told | None:
        """Who has done what this form would do, where somebody has."""
        return next((one for one in reversed(self.entries) if one.is_this), None)


NOTHING = Meanwhile(())


async def meanwhile(form: Form, since: int) -> Meanwhile:
    """Return what was entered in the case since a position."""
    if not form.number or not since:
        return NOTHING
    given, person = form.visitor.given, form.visitor.person
    entries = await given.reading.entries(person, form.agency, form.number, after=since)
    told = tuple(_told(form, entry) for entry in entries if entry.fact in FACTS)
    return Meanwhile(told[-MOST:], max(len(told) - MOST, 0))


def _told(form: Form, entry: Entry) -> Told:
    person = form.visitor.given.desk.directory.person(entry.by)
    return Told(entry.at, FACTS[entry.fact].title, person.name if person else "", _is_this(form, entry))


def _is_this(form: Form, entry: Entry) -> bool:
    """Whether an entry comes of the same move, for the same party."""
    about = entry.body.get("party", form.party)
    return entry.move == form.kind.name and about in (form.party, None)
