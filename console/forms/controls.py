"""The controls of a form (表单控件): what each asks, what may be chosen, what was typed, what is wrong.

A template draws a control by its `look` and decides nothing. They are made in `building`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from console.forms.folding import When
from desk.errors import Fault
from domain.bilingual import Words

AT = "._at"
"""Behind the name of what is shown by parts: how many of it stand before those that the form shows."""
COUNT = "._n"
"""Behind the name of what may be there several times: how many of it the form showed."""
NEW = "._file"
"""Behind the name of a file: one that was chosen just now."""
NONE = "._none"
"""Behind the name of what must be said even where there is nothing: that there is nothing."""

MOST_ITEMS = 20
"""Of one thing that is repeated, on one page."""


class Look(StrEnum):
    """How a control is drawn."""

    LINE = "line"
    AREA = "area"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    TIME = "time"
    INSTANT = "instant"
    FILE = "file"
    FILES = "files"
    RADIOS = "radios"
    SELECT = "select"
    CHECKBOX = "checkbox"
    CHECKBOXES = "checkboxes"
    LINES = "lines"
    GROUP = "group"
    GROUPS = "groups"


@dataclass(frozen=True)
class Choice:
    value: str
    said: Words
    is_chosen: bool
    file: str = ""
    """What is to be read before it is chosen: the SHA-256 of a file."""


@dataclass(frozen=True)
class Item:
    """One of what may be there several times."""

    place: int
    """From 0, of all of them."""
    title: Words | None
    """What it is about, where that is known: the point that wants an answer."""
    inner: tuple["Control", ...]

    @property
    def part(self) -> "Shown":
        return Shown.of(self.inner)

    @property
    def is_compact(self) -> bool:
        """Whether its fields fit beside each other, texts too."""
        return _fit_beside(self.inner)


@dataclass(frozen=True)
class Slice:
    """A part of what is repeated that is not shown just now."""

    first: int
    last: int


@dataclass(frozen=True)
class Control:
    """One field of a form, or a group of them."""

    name: str
    look: Look
    label: Words
    hint: Words | None
    unit: Words | None
    required: bool
    value: str = ""
    values: tuple[str, ...] = ()
    """Of several lines or files."""
    most: int | None = None
    """Characters."""
    choices: tuple[Choice, ...] = ()
    to_seek: str = ""
    """The id of the list of what may be typed, where there is too much to be shown at each control."""
    usual: str = ""
    """The id of the list of what is usually written; anything else may be."""
    none_said: Words | None = None
    """What is said where there is nothing, and that must be said."""
    says_none: bool = False
    inner: tuple["Control", ...] = ()
    items: tuple[Item, ...] = ()
    """Of repeated groups: those that are shown."""
    first: int = 0
    """How many stand before them."""
    total: int = 0
    faults: tuple[Fault, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    """The names of uploaded files, by their SHA-256."""
    is_fixed: bool = False
    """Whether it is given by where the form was opened, or there is one choice alone: said, and not asked."""
    is_rare: bool = False
    """Whether it is seldom needed: it is folded while nothing stands in it but what stands there by default."""
    when: When | None = None
    """The answer with which it is asked, where it is not always."""
    is_wanted: bool = False
    """Whether it must be given where it is asked, though it is not always."""
    is_for_documents: bool = False
    """Whether a document is incomplete without it, though the move may be made without."""
    is_default: bool = False
    """Whether what stands in it is what stands there before anybody types."""
    is_known: bool = False
    """Whether it was filled in from the case, and is as it was."""
    is_filled_in: bool = False
    """Whether what the case has now can be put in, to be changed."""
    is_titled: bool = False
    """Whether a heading just above it says what it is."""
    leads_on: bool = False
    """Whether the rest of the form depends on what is chosen."""

    @property
    def id(self) -> str:
        return html_id(self.name)

    @property
    def is_short(self) -> bool:
        """Whether its choices fit beside each other."""
        return len(self.choices) <= 6 and sum(len(c.said.zh) for c in self.choices) <= 24

    @property
    def is_wide(self) -> bool:
        """Whether it takes the whole width."""
        said = sum(len(choice.said.zh) for choice in self.choices)
        in_a_line = (self.look is Look.RADIOS and self.is_short and said <= 12) or (
            self.look is Look.CHECKBOXES and len(self.choices) <= 2 and said <= 24
        )
        narrow = (Look.LINE, Look.NUMBER, Look.MONEY, Look.DAY, Look.TIME, Look.INSTANT, Look.SELECT)
        return not (self.look in narrow or in_a_line)

    @property
    def is_compact(self) -> bool:
        """Whether the fields of a group fit beside each other, texts too."""
        return _fit_beside(self.inner)

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.is_chosen and choice.value)

    @property
    def offers_nothing(self) -> bool:
        """Whether it could be chosen, and there is nothing to choose from."""
        closed = self.look in (Look.RADIOS, Look.SELECT, Look.CHECKBOXES)
        return closed and not self.required and not any(choice.value for choice in self.choices)

    @property
    def part(self) -> "Shown":
        return Shown.of(self.inner)

    @property
    def other_parts(self) -> tuple[Slice, ...]:
        """Of what is repeated, the parts that can be gone to."""
        size = len(self.items)
        if not size or self.total <= size:
            return ()
        starts = range(0, self.total, MOST_ITEMS)
        return tuple(
            Slice(first, min(first + MOST_ITEMS, self.total)) for first in starts if first != self.first
        )

    @property
    def shown_as(self) -> str:
        """Its instant as the browser's own control takes it, which knows no time zone."""
        return self.value[:16]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it, and nothing is wrong with it."""
        if self.faults or self.items or self.total or self.says_none:
            return False
        if self.look is Look.GROUP:
            return all(
                one.is_empty or (one.look is Look.CHECKBOX and one.value != "true") for one in self.inner
            )
        return not (self.value or self.values or self.chosen)

    @property
    def is_untouched(self) -> bool:
        return self.is_empty or (self.is_default and not self.faults)

    @property
    def folded(self) -> bool:
        if self.required or self.is_for_documents:
            return False
        return self.is_untouched if self.is_rare else self.is_empty and self.look is Look.GROUP

    def every(self) -> Iterator["Control"]:
        """Yield it and all that stands in it."""
        yield self
        for one in self.inner:
            yield from one.every()
        for item in self.items:
            for one in item.inner:
                yield from one.every()


@dataclass(frozen=True)
class Shown:
    """Controls that belong together, and those among them that are folded away."""

    plain: tuple[Control, ...]
    rare: tuple[Control, ...]

    @classmethod
    def of(cls, controls: Iterable[Control]) -> "Shown":
        found = tuple(controls)
        folded = tuple(c for c in found if c.folded and not c.is_fixed)
        groups = tuple(c for c in folded if c.look is Look.GROUP)
        rare = tuple(c for c in folded if c.look is not Look.GROUP)
        return cls((*(c for c in found if c not in folded), *groups), rare)


@dataclass(frozen=True)
class Typed:
    """What stands in a form just now."""

    body: Mapping[str, Any]
    files: Mapping[str, str]
    faults: Sequence[Fault] = ()
    fixed: frozenset[str] = frozenset()
    part: Mapping[str, int] = field(default_factory=dict)
    """From which on repeated things are shown, by their name."""
    known: Mapping[str, Any] = field(default_factory=dict)
    """What was filled in from the case before anybody typed."""


def _fit_beside(inner: Iterable[Control]) -> bool:
    return sum(not one.is_fixed and not one.folded for one in inner) <= 3


def html_id(name: str) -> str:
    """Return under which id a field stands in the page."""
    return "f-" + name.replace(".", "-")


def general(name: str) -> str:
    """Return the path of a field, whichever of several it names: `parties.name` of `parties.3.name`."""
    return ".".join(step for step in name.split(".") if not step.isdigit())
