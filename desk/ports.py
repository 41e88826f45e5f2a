"""What the desk needs of the world around it, as the composition root hands it in."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from pydantic import JsonValue

from domain.case.dangers import Danger, Release
from domain.case.documents import PaperNumber
from domain.case.intake import Arrived, IntakeState
from domain.case.journal import Entry
from domain.case.readers import Read, Reader
from domain.case.sign_ins import FormDraft, SignIn
from domain.case.uploads import Upload
from domain.law.rulebook import Rulebook
from domain.procedure.lists import (
    CaseFilter,
    CaseRow,
    DeadlineRow,
    DocumentRow,
    JournalRow,
    Page,
    WorkRow,
)
from domain.procedure.receipts import Looked


class Positions(Protocol):
    """How far the register is."""

    def position(self, agency: str, number: str) -> int: ...

    async def at_least(self, agency: str, number: str, position: int, *, seconds: float = 2.0) -> bool: ...


class Receipts(Protocol):
    """What was answered to requests that are recorded."""

    def look(self, agency: str, number: str, key: str) -> Looked:
        """Return the receipt of a key, if there is one, and up to which position it was looked for."""


class Rulebooks(Protocol):
    def keep(self, rulebook: Rulebook) -> None:
        """Put rules where every process finds them by their address."""


class Journals(Protocol):
    def entries(
        self, agency: str, number: str, *, after: int = 0, until: int | None = None
    ) -> tuple[Entry, ...]:
        """Return the recorded entries of a case in order, `after` exclusive, `until` inclusive; none if it is unknown."""


class StoredCase(Protocol):
    @property
    def position(self) -> int: ...
    @property
    def projection(self) -> str:
        """JSON, ready to be sent."""


class Register(Positions, Protocol):
    """What readers see of the register; every call carries the reader's rights."""

    def case(self, reader: Reader, agency: str, number: str) -> StoredCase | None: ...

    def cases(
        self,
        reader: Reader,
        today: date | None,
        wanted: CaseFilter,
        *,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[CaseRow]: ...

    def named(
        self, reader: Reader, today: date | None, wanted: Collection[tuple[str, str]]
    ) -> Sequence[CaseRow]: ...

    def own_days(self, reader: Reader, wanted: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], date]:
        """Return the day of the last entry of each of these cases (agency, number) that may be read."""

    def journal(
        self, reader: Reader, agency: str, number: str, *, cursor: str | None = None, limit: int = 50
    ) -> Page[JournalRow]: ...

    def documents(self, reader: Reader, agency: str, number: str) -> Sequence[DocumentRow]: ...

    def deadlines(self, reader: Reader, agency: str, number: str, today: date) -> Sequence[DeadlineRow]: ...

    def due(
        self,
        reader: Reader,
        today: date | None,
        *,
        before: date | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[DeadlineRow]: ...

    def work(
        self, reader: Reader, today: date | None = None, *, cursor: str | None = None, limit: int = 50
    ) -> Page[WorkRow]: ...

    def may_read_file(self, reader: Reader, sha256: str) -> bool: ...

    def is_text(self, reader: Reader, sha256: str) -> bool:
        """Whether a case that may be read has a long text under this name."""


class Fonts(Protocol):
    def missing(self, text: str) -> Sequence[str]:
        """Return the characters of a text that no font of the documents has.

        Raises:
            NoFonts: There is no font at all to be asked.
        """


class Files(Protocol):
    def has(self, sha256: str) -> bool: ...
    def put(self, data: bytes) -> str:
        """Store bytes and return their SHA-256."""


class Incoming(Protocol):
    """A file on its way in; what is not kept leaves nothing behind."""

    size: int

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...
    def write(self, chunk: bytes) -> None: ...
    def written(self) -> "Content":
        """Return what has come in, to be looked through; nothing more can be added."""

    def keep(self) -> str:
        """Put the file in its place and return its SHA-256."""


class Content(Protocol):
    """What a stored file holds, read from its first byte to its last."""

    size: int
    """In bytes."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def read(self, size: int = -1) -> bytes: ...
    def again(self) -> None:
        """Begin once more at the first byte."""

    def seek(self, offset: int) -> None:
        """Go on with this byte, from 0."""

    def close(self) -> None: ...


class Store(Files, Protocol):
    def receiving(self) -> Incoming:
        """Raises DiskFull, as writing and keeping do."""

    def open(self, sha256: str) -> Content:
        """Return the file after its bytes have been checked.

        Raises:
            KeepingError: It is missing or damaged.
        """


class Quarantine(Protocol):
    """Files kept apart until a person releases them."""

    def keep_apart(self, sha256: str, dangers: Iterable[Danger]) -> None: ...
    def dangers(self, sha256: str) -> Sequence[Danger]:
        """Return what is dangerous in a file, released or not."""

    def is_released(self, reader: Reader, sha256: str) -> bool: ...
    def brought(self, sha256: str, person: str) -> bool:
        """Whether this person has handed the file in."""

    def release(self, release: Release) -> Release:
        """Note a release; a second one of the same agency returns the first."""


class UploadBook(Protocol):
    def uploaded(self, upload: Upload, key: str | None = None) -> Upload:
        """Note an upload; a repeated key returns the first note."""

    def upload_of(self, reader: Reader, sha256: str) -> Upload | None: ...


class ReadBook(Protocol):
    def note_reads(self, reads: Sequence[Read]) -> None:
        """Write into the access log who read what."""


class IntakeBook(Protocol):
    def arrived(
        self,
        agency: str,
        number: str,
        what: str,
        key: str,
        payload: Mapping[str, JsonValue],
        came_at: datetime,
    ) -> bool: ...
    def waiting(self, limit: int = 100) -> Sequence[Arrived]: ...
    def settled(self, arrived_id: int, state: IntakeState, answer: str, at: datetime) -> None: ...


class PaperNumbers(Protocol):
    """The register's serials, as far as papers bear them that were not numbered here."""

    def is_free(self, number: PaperNumber) -> bool:
        """Whether no other document has this number."""

    def claim(self, number: PaperNumber, by: str) -> bool:
        """Keep a number for its document, once; say whether it is now its own. `by` is who takes the paper over."""


class SignIns(Protocol):
    """Who sits before which browser."""

    def began(self, sign_in: SignIn) -> None: ...

    def of(self, token_sha256: str) -> SignIn | None: ...

    def seen(self, token_sha256: str, at: datetime) -> None: ...

    def ended(self, token_sha256: str, at: datetime) -> None: ...


class FormDrafts(Protocol):
    """What was typed into forms and not sent."""

    def save(self, draft: FormDraft) -> None: ...

    def of(self, person: str, agency: str, number: str, move: str, party: int) -> FormDraft | None: ...

    def all_of(self, person: str) -> Sequence[FormDraft]: ...

    def drop(self, draft: FormDraft) -> None: ...
