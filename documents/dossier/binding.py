"""Binding (装订): all that a case names becomes one PDF: the same case, the same bytes."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pikepdf

from documents.dossier import cover
from documents.dossier.arranging import Piece, arranged
from documents.dossier.digests import LIST_NAME, PageDigests, seal
from documents.dossier.fetching import Fetched, Fetcher, Store
from documents.dossier.leaves import Leaves
from documents.dossier.listing import DossierList, Item, Volume
from documents.dossier.stamping import cleaned, stamped
from domain.canonical import canonical
from domain.case.case import Case
from domain.case.dossier import DossierPart
from domain.case.journal import Entry
from domain.procedure import fold
from domain.procedure.language import civil

Tell = Callable[[int, int], None]
"""Told how many pieces of how many are in."""


class Bound(NamedTuple):
    """A dossier that was written."""

    sha256: str
    pages: int
    """Of the file, leaves too."""
    listed: DossierList


class Binder:
    """Binds dossiers; one for a process, since it keeps the fonts in memory."""

    def __init__(self, leaves: Leaves, store: Store) -> None:
        self._leaves = leaves
        self._store = store

    def bind(
        self,
        entries: Sequence[Entry],
        part: DossierPart,
        out: Path,
        tell: Tell = lambda done, of: None,
        parties: frozenset[int] = frozenset(),
    ) -> Bound:
        """Write the dossier of a case as it stands after these entries; for `parties` alone where there are some."""
        case, last = fold(entries), entries[-1]
        as_of = civil(last.at)
        pieces = arranged(case, entries, part, parties)
        with Fetcher(self._store, self._leaves, as_of) as fetcher:
            pdf = fetcher.kept(pikepdf.new())
            binding = _Binding(pdf, fetcher, self._leaves, case, last, parties)
            done = 0
            for volume in part.volumes:
                own = [piece for piece in pieces if piece.place.part is volume]
                binding.add(volume, own, lambda n, before=done: tell(before + n, len(pieces)))  # type: ignore[misc]  # mypy reads no default of a lambda
                done += len(own)
            listed = binding.finish(part)
            draft = fetcher.folder / "draft.pdf"
            _save(pdf, draft)
            return _with_list(draft, listed, out)


def _with_list(draft: Path, listed: DossierList, out: Path) -> Bound:
    """Write a dossier with its list. Pages are read as they were written: that is what a verifier will read."""
    with pikepdf.open(draft) as pdf:
        digests = PageDigests()
        pages = tuple(digests.of(page.obj) for page in pdf.pages)
        listed = listed.model_copy(update={"pages": pages})
        attach(pdf, LIST_NAME, canonical(listed.model_dump(mode="json")), "清单：各页和各附件的校验值")
        _save(pdf, out)
    return Bound(seal(out), len(pages), listed)


def _save(pdf: pikepdf.Pdf, out: Path) -> None:
    pdf.save(
        out,
        # What came in goes out as it is: nothing is taken apart and compressed anew.
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )


def attach(pdf: pikepdf.Pdf, name: str, data: bytes, description: str) -> None:
    """Embed a file. It has no dates: those of its file are not the case's."""
    pdf.attachments[name] = pikepdf.AttachedFileSpec(
        pdf, data, filename=name, description=description, mime_type="application/octet-stream"
    )


class _Binding:
    """One dossier while it is bound."""

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        fetcher: Fetcher,
        leaves: Leaves,
        case: Case,
        last: Entry,
        parties: frozenset[int],
    ) -> None:
        self._pdf = pdf
        self._fetcher = fetcher
        self._leaves = leaves
        self._case = case
        self._last = last
        self._parties = parties
        self._volumes: list[Volume] = []

    @property
    def _as_of(self) -> date:
        return civil(self._last.at)

    def add(self, part: DossierPart, pieces: Sequence[Piece], tell: Callable[[int], None]) -> None:
        """Add a volume: its pages are counted before its leaves are set, which name them."""
        items, sources = self._collected(part, pieces, tell)
        pages = max((item.pages[1] for item in items if item.pages), default=0)
        sheet = cover.Sheet(self._case, self._last, part, tuple(items), pages, self._parties)
        front = self._leaves_of(sheet.front())
        first = len(self._pdf.pages)
        for source in sources:
            self._pdf.pages.extend(source.pages)
        cleaned(self._pdf, first)
        stamped(self._pdf, first, self._leaves.stamps(part, pages, self._as_of) if pages else b"")
        back = self._leaves_of(sheet.back())
        self._volumes.append(Volume(part=part, front=front, pages=pages, back=back, items=tuple(items)))

    def _collected(
        self, part: DossierPart, pieces: Sequence[Piece], tell: Callable[[int], None]
    ) -> tuple[list[Item], list[pikepdf.Pdf]]:
        items, sources, pages = list[Item](), list[pikepdf.Pdf](), 0
        known: dict[str, Item] = {}
        for no, piece in enumerate(pieces, start=1):
            item = _item(no, piece)
            if piece.sha256 in known:
                item = item.model_copy(update=_as_before(known[piece.sha256]))
            elif piece.sha256:
                fetched = self._fetcher.fetch(piece)
                if fetched.pdf is not None:
                    sources.append(fetched.pdf)
                    item = item.model_copy(update={"pages": (pages + 1, pages + len(fetched.pdf.pages))})
                    pages += len(fetched.pdf.pages)
                item = self._noted(part, item, fetched)
                known[piece.sha256] = item
            items.append(item)
            tell(no)
        return items, sources

    def _noted(self, part: DossierPart, item: Item, fetched: Fetched) -> Item:
        update: dict[str, object] = {"size": fetched.size, "note": fetched.note}
        if fetched.data is not None:
            name = f"{part.zh}-{item.no:03}{fetched.ending}"
            attach(self._pdf, name, fetched.data, item.title)
            update["attachment"] = name
        return item.model_copy(update=update)

    def _leaves_of(self, data: dict[str, object]) -> int:
        """Add leaves and return how many they are; they are read at once, since a volume has few."""
        leaves = self._fetcher.opened(self._leaves.set(data, self._as_of))
        self._pdf.pages.extend(leaves.pages)
        return len(leaves.pages)

    def finish(self, part: DossierPart) -> DossierList:
        """Add outline, page labels and title, and return the list, still without the digests of the pages."""
        cover.outlined(self._pdf, self._volumes)
        identity = self._case.identity
        self._pdf.docinfo["/Title"] = f"行政处罚案卷 {identity.number} {part.zh}"
        self._pdf.Root.Lang = pikepdf.String("zh-CN")
        return DossierList(
            agency=identity.agency.code,
            number=identity.number,
            part=part,
            position=self._last.seq,
            head=self._last.head,
            as_of=self._as_of,
            volumes=tuple(self._volumes),
        )


def _item(no: int, piece: Piece) -> Item:
    return Item(
        no=no,
        place=piece.place,
        title=piece.title,
        number=piece.number,
        by=piece.by,
        dated=piece.dated,
        sha256=piece.sha256,
        note=piece.lacking,
    )


def _as_before(item: Item) -> dict[str, object]:
    """What is there already is not bound twice: its row leads to the same pages."""
    same = f"同序号{item.no}"
    return {
        "pages": item.pages,
        "size": item.size,
        "attachment": item.attachment,
        "note": f"{item.note}；{same}" if item.note else same,
    }
