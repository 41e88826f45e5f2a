"""Where the value of a field comes from (取值来源), and what a form knows to take it from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.people import Person


@dataclass(frozen=True)
class Choice:
    value: str | int
    words: Words
    file: str = ""
    """What is to be read before it is chosen: the SHA-256 of a file."""

    @property
    def said(self) -> str:
        """In Chinese, for a terminal."""
        return self.words.zh


def same(said: str) -> Words:
    """What is written as it is, in both languages."""
    return Words(said, said)


@dataclass(frozen=True)
class Known:
    """What the choices of a form are taken from."""

    case: Case
    people: tuple[Person, ...] = ()
    party: int | None = None
    """The party whose form it is, where it is one's."""
    at: datetime | None = None
    """The instant that the case takes for now, where it is asked for."""
    by: str = ""
    """Who fills it in."""
    typed: Mapping[str, Any] = field(default_factory=dict)
    """What stands in the form itself: what it says of parties and findings can be chosen further down in it."""
    is_invented: bool = False
    """Whether persons and agencies are invented: only then may answers about the law be, too."""

    newest: str = ""
    """The number of the case that the agency opened last, where one is being opened."""

    def listed(self, name: str) -> list[Mapping[str, Any]]:
        """Return the groups that are typed under a name; of a case begun on paper, those of its opening."""
        steps, typed = self.typed.get("so_far"), self.typed
        if isinstance(steps, list) and steps and isinstance(steps[0], Mapping):
            typed = steps[0].get("body") or {}
        found = typed.get(name)
        return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


@dataclass(frozen=True)
class Source:
    words: Words
    choices: Callable[[Known], Iterable[Choice]] = lambda known: ()
    by_hash: bool = False
    """A SHA-256 of what one has seen: its first characters are enough, as of a commit in git."""
    listed: Callable[[], Iterable[str]] = lambda: ()
    """What help says of it before a case is known."""
    certain: bool = False
    """Where there is one choice only, it is filled in."""
