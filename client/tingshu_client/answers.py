"""What is answered, as values. A field that a later version adds is passed over here, and stands in a `Row`."""

from dataclasses import dataclass
from typing import Any

from tingshu_client.problems import Obstacle, obstacles_of

Row = dict[str, Any]
"""A row of a list or a state, as it was answered; its fields stand in the description at `/docs`."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a move made true (回执). A repeated key gets the first one for ever."""

    move: str
    position: int
    """Of the case after it; whoever reads with it reads this move's doing."""
    stage: str
    facts: tuple[str, ...]
    key: str
    """The idempotency key under which it was made."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a move would make true now (试办); nothing was written."""

    move: str
    stage: str
    facts: tuple[Row, ...]
    once_confirmed: tuple[Row, ...]
    """Of a move that takes two: what it makes true when the second person confirms it."""
    deadlines: tuple[Row, ...]
    documents: tuple[Row, ...]
    told: tuple[str, ...]
    """Persons who would get a message."""


@dataclass(frozen=True, slots=True)
class Option:
    """A move as it stands for the person who asks."""

    move: str
    title: str
    party: int | None
    article: str
    obstacles: tuple[Obstacle, ...]
    """None where it is open."""

    @property
    def open(self) -> bool:
        return not self.obstacles


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was taken in; in a body it stands for its SHA-256."""

    sha256: str
    name: str
    size: int
    media_type: str
    kept_apart: tuple[str, ...]
    """Why it is handed to nobody before a person releases it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, and where the next begins; nothing at the end."""

    items: tuple[Any, ...]
    cursor: str | None


def receipt_of(key: str, told: Row) -> Receipt:
    facts = tuple(fact["kind"] for fact in told["facts"])
    return Receipt(told["move"], told["position"], told["stage"], facts, key)


def trial_of(told: Row) -> Trial:
    rows = (told.get(name, ()) for name in ("facts", "once_confirmed", "deadlines", "documents", "told"))
    return Trial(told["move"], told["stage"], *map(tuple, rows))


def upload_of(told: Row) -> Upload:
    apart = tuple(told["kept_apart"])
    return Upload(told["sha256"], told["name"], told["size"], told["media_type"], apart)


def page_of(told: Row) -> Page:
    """A list that is never long has no cursor."""
    return Page(tuple(told["items"]), told.get("cursor"))


def options_of(told: Row) -> Page:
    found = (_option(row) for row in (*told["available"], *told["barred"]))
    return Page(tuple(found), told["cursor"])


def _option(row: Row) -> Option:
    return Option(row["move"], row["title"], row["party"], row["article"], obstacles_of(row["refusals"]))
