"""What the desk needs of the register and the document store, as it is handed in by the composition root."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO, Protocol, Self

from domain.case.journal import Entry

Item = dict[str, Any]


class Positions(Protocol):
    """How far the register is."""

    def position(self, agency: str, number: str) -> int: ...

    async def at_least(self, agency: str, number: str, position: int, *, seconds: float = 2.0) -> bool: ...


class Journals(Protocol):
    def entries(self, agency: str, number: str, *, until: int | None = None) -> tuple[Entry, ...]:
        """Return the recorded entries of a case in order, none if it is unknown."""


class Reader(Protocol):
    """Whose eyes: made by the register from a person."""

    @property
    def agencies(self) -> frozenset[str]: ...
    @property
    def journals(self) -> frozenset[str]: ...


class StoredCase(Protocol):
    @property
    def position(self) -> int: ...
    @property
    def projection(self) -> str:
        """JSON, ready to be sent."""


class Page(Protocol):
    @property
    def items(self) -> Sequence[Item]: ...
    @property
    def cursor(self) -> str | None: ...


class Register(Positions, Protocol):
    """What readers see of the register; every call carries the reader's rights (`reader` is the register's own)."""

    def case(self, reader: Any, agency: str, number: str) -> StoredCase | None: ...

    def cases(
        self, reader: Any, today: date, wanted: Any, *, cursor: str | None = None, limit: int = 50
    ) -> Page: ...

    def journal(
        self, reader: Any, agency: str, number: str, *, cursor: str | None = None, limit: int = 50
    ) -> Page: ...

    def documents(self, reader: Any, agency: str, number: str) -> Sequence[Item]: ...

    def deadlines(self, reader: Any, agency: str, number: str, today: date) -> Sequence[Item]: ...

    def due(
        self,
        reader: Any,
        today: date,
        *,
        before: date | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page: ...

    def work(self, reader: Any, *, cursor: str | None = None, limit: int = 50) -> Page: ...

    def may_read_file(self, reader: Any, sha256: str) -> bool: ...


class Files(Protocol):
    def has(self, sha256: str) -> bool: ...


class Incoming(Protocol):
    """A file on its way in; what is not kept leaves nothing behind."""

    size: int

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...
    def write(self, chunk: bytes) -> None: ...
    def keep(self) -> str:
        """Put the file in its place and return its SHA-256."""


class Store(Files, Protocol):
    def receiving(self) -> Incoming: ...
    def size(self, sha256: str) -> int: ...
    def open(self, sha256: str) -> BinaryIO:
        """Return the file after its bytes have been checked."""


class Uploaded(Protocol):
    """A file as it was handed in."""

    @property
    def agency(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def media_type(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def at(self) -> datetime: ...


class UploadBook(Protocol):
    def uploaded(self, upload: Any, key: str | None = None) -> Uploaded:
        """Note an upload; a repeated key returns the first note."""

    def upload_of(self, sha256: str) -> Uploaded | None: ...


class ReadBook(Protocol):
    def note_reads(self, reads: Sequence[Mapping[str, Any]]) -> None:
        """Write into the access log who read what."""


class Arrived(Protocol):
    """Something handed in while the engine could not take it."""

    @property
    def id(self) -> int: ...
    @property
    def agency(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def payload(self) -> Any: ...


class IntakeBook(Protocol):
    def arrived(
        self, agency: str, number: str, what: str, key: str, payload: Any, came_at: datetime
    ) -> bool: ...
    def waiting(self, limit: int = 100) -> Sequence[Arrived]: ...
    def settled(self, arrived_id: int, state: str, answer: str, at: datetime) -> None: ...
