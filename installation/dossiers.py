"""The bindery (装订室): dossiers bound from the journal and the document store, for who asks and for the sealing.

What sets and binds is loaded with the first dossier: most commands need none.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from tempfile import mkstemp
from types import TracebackType
from typing import TYPE_CHECKING, Self

from desk.clock import civil_now
from desk.errors import NoFonts
from domain.case.dossier import DossierEdition, DossierPart, SealOrder
from domain.case.journal import Entry
from installation.storing import document_store
from register.dossiers import DossierBook
from register.journal import Journals
from register.quarantine import Quarantine
from register.store import DocumentStore
from settings import Settings

if TYPE_CHECKING:
    from documents.dossier.binding import Binder, Bound
    from documents.dossier.fetching import Content
    from documents.dossier.verifying import Verified

LARGEST = 4 * 1024 * 1024 * 1024
"""Bytes of a dossier that is kept; a single file of a case is far smaller."""
_CHUNK = 1024 * 1024
PARTS = tuple(DossierPart)


def bindery_of(
    settings: Settings, journals: Journals, book: DossierBook, quarantine: Quarantine
) -> "DossierBindery":
    """Return the bindery of an installation."""
    store = document_store(settings, LARGEST)
    return DossierBindery(
        settings.fonts_folder, settings.faces, store, journals, book, quarantine, now=civil_now
    )


class BoundFile:
    """A dossier that was bound for one reader: gone when it is closed, or its reader is."""

    def __init__(self, path: Path, sha256: str) -> None:
        self.sha256 = sha256
        self.size = path.stat().st_size
        self._file = path.open("rb")
        path.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def again(self) -> None:
        self._file.seek(0)

    def seek(self, offset: int) -> None:
        self._file.seek(offset)

    def close(self) -> None:
        self._file.close()


class _Guarded:
    """The store, but for what is kept apart: a dossier hands on what it embeds."""

    def __init__(self, store: DocumentStore, quarantine: Quarantine) -> None:
        self._store = store
        self._quarantine = quarantine

    def open(self, sha256: str) -> "Content":
        from documents.dossier.fetching import FileKeptApart

        if self._quarantine.holds(sha256):
            raise FileKeptApart(sha256)
        return self._store.open(sha256)


class DossierBindery:
    """Binds, and keeps what is sealed."""

    def __init__(
        self,
        fonts: Path,
        faces: Mapping[str, str],
        store: DocumentStore,
        journals: Journals,
        book: DossierBook,
        quarantine: Quarantine,
        *,
        now: Callable[[], datetime],
    ) -> None:
        """`faces` are the families that were named, by their use; `store` must take files as large as a dossier."""
        self._fonts = fonts
        self._faces = faces
        self._store = store
        self._journals = journals
        self._book = book
        self._quarantine = quarantine
        self._now = now

    @cached_property
    def _binder(self) -> "Binder":
        from documents.dossier.binding import Binder
        from documents.dossier.leaves import Leaves
        from documents.faces import Faces
        from documents.glyphs import FontsMissing

        try:
            return Binder(
                Leaves(self._fonts, Faces.named(self._faces)), _Guarded(self._store, self._quarantine)
            )
        except FontsMissing as error:
            raise NoFonts(str(error.folder)) from error

    def bind(
        self,
        entries: Sequence[Entry],
        part: DossierPart,
        tell: Callable[[int, int], None],
        parties: frozenset[int] = frozenset(),
    ) -> BoundFile:
        """Bind the dossier of a case for one reader; for who acts for `parties`, without what is another party's.

        Raises:
            NoFonts: There are none.
        """
        path, bound = self._bound(entries, part, tell, parties)
        return BoundFile(path, bound.sha256)

    def seal(self, order: SealOrder) -> None:
        """Bind each volume and both together as the case stood, and keep them as the next edition."""
        if self._book.sealed_to(order.agency, order.number) >= order.position:
            return
        entries = self._journals.entries(order.agency, order.number, until=order.position)
        volumes = [self._kept(entries, part) for part in PARTS]
        self._book.seal(order.agency, order.number, volumes, self._now())

    def _kept(self, entries: Sequence[Entry], part: DossierPart) -> DossierEdition:
        path, bound = self._bound(entries, part, lambda done, of: None)
        try:
            with path.open("rb") as file:
                sha256 = self._store.put(iter(lambda: file.read(_CHUNK), b""))
            size = path.stat().st_size
        finally:
            path.unlink(missing_ok=True)
        assert sha256 == bound.sha256, "what is kept is what was bound"
        return DossierEdition(
            edition=0,
            part=part,
            position=entries[-1].seq,
            head=entries[-1].head,
            sha256=sha256,
            size=size,
            pages=bound.pages,
        )

    def _bound(
        self,
        entries: Sequence[Entry],
        part: DossierPart,
        tell: Callable[[int, int], None],
        parties: frozenset[int] = frozenset(),
    ) -> "tuple[Path, Bound]":
        descriptor, name = mkstemp(prefix="tingshu-dossier-", suffix=".pdf")
        os.close(descriptor)
        path = Path(name)
        try:
            return path, self._binder.bind(entries, part, path, tell, parties)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def verify_dossier(file: Path) -> "Verified":
    """Hold a dossier against its own seal and list; neither register nor store is asked."""
    from documents.dossier.verifying import verify

    return verify(file)
