"""What may be chosen in a form (可选项), looked up once a form: a large case has a thousand of some things.

Where there is more than can be shown at each control, one list stands in the form, and one types what it says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desk.fields.form import Field
from desk.fields.source import Choice, Known, Source
from desk.fields.suggestions import suggested
from domain.bilingual import Words

MOST_SHOWN = 30
"""Choices that stand in a form at each control; more are sought by what they say."""
MOST_LISTED = 1_000
_ID = re.compile(r"[A-Z][0-9]{1,6}")
LONGEST = 120
"""Characters of what a choice says."""


@dataclass(frozen=True)
class SeekList:
    """What may be typed into some controls of a form, or is usually written there."""

    id: str
    said: tuple[Words, ...]
    is_written: bool = False
    """Whether what is chosen is written as it is: in Chinese, whatever the language of the page."""


class Choosing:
    """The choices of one form."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._found: dict[int, tuple[Choice, ...]] = {}
        self._sought: dict[int, SeekList] = {}
        self._suggested: dict[tuple[Words, ...], SeekList] = {}

    def of(self, field: Field) -> tuple[Choice, ...]:
        """Return what there is to choose from."""
        if field.source is None:
            return ()
        which = id(field.source)
        if which not in self._found:
            self._found[which] = tuple(field.source.choices(self.known))
        return self._found[which]

    def are_many(self, field: Field) -> bool:
        """Whether one seeks among them. What the rest of a form depends on is chosen from all there is."""
        return len(self.of(field)) > MOST_SHOWN and not field.leads_on

    def list_of(self, source: Source, found: tuple[Choice, ...]) -> str:
        """Return the id of the list from which one seeks."""
        which = id(source)
        if which not in self._sought:
            said = tuple(_short(named(choice)) for choice in found[:MOST_LISTED])
            self._sought[which] = SeekList(f"list-{len(self._sought) + 1}", said)
        return self._sought[which].id

    def suggestions(self, move: str, field: Field) -> str:
        """Return the id of the list of what is usually written into a field; nothing where nobody knows."""
        found = suggested(move, field.path[-1], self.known)
        if not found:
            return ""
        return self._suggested.setdefault(
            found, SeekList(f"usual-{len(self._suggested) + 1}", found, is_written=True)
        ).id

    @property
    def lists(self) -> Iterator[SeekList]:
        yield from self._sought.values()
        yield from self._suggested.values()

    def meant(self, field: Field, typed: str) -> str:
        """Return the value of what was typed as a list says it; else what was typed."""
        if not self.are_many(field):
            return typed
        for choice in self.of(field):
            if typed in _short(named(choice)) or typed == str(choice.value):
                return str(choice.value)
        return typed

    def said(self, field: Field, value: str, language: int) -> str:
        """Return what a list says of a value."""
        found = next((c for c in self.of(field) if str(c.value) == value), None)
        return _short(named(found))[language] if found else value


def named(choice: Choice) -> Words:
    """Say a choice; by what the case itself calls it by, that stands before it: a number, E1. A hash or an id does not."""
    said = Words(*(" ".join(part.split()) for part in choice.words))
    value = str(choice.value)
    if not said.zh:
        return Words(value, said.en or value)
    is_called_so = isinstance(choice.value, int) or _ID.fullmatch(value)
    return Words(f"{value}. {said.zh}", f"{value}. {said.en}") if is_called_so else said


def _short(said: Words) -> Words:
    return Words(*(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…" for text in said))
