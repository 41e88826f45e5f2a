"""Fetching (取件): each file of a dossier from the store, and as what it goes in: pages, or an attachment."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Protocol, Self

import filetype
import pikepdf

from documents.dossier.arranging import Piece
from documents.dossier.leaves import Leaves, PictureUnreadable
from documents.dossier.pictures import MOST_PIXELS, Form, form_of, pixels
from domain.case.keeping import FileDamaged, FileMissing

KEPT_APART = "文件已隔离，没有解除，没有收入"
MISSING, DAMAGED = "文书库中没有该文件", "文书库中的文件已损坏，与登记时不同"
ENCRYPTED, BROKEN = "PDF 已加密，作为附件嵌入", "PDF 无法打开，作为附件嵌入"
PICTURE_BROKEN, NO_PAGE = "图片无法显示，作为附件嵌入", "不是 PDF 或者图片，作为附件嵌入"
TOO_LARGE = "文件较大，没有嵌入，另存于文书库"

MOST_ATTACHED, MOST_ATTACHED_IN_ALL = 20 * 1024 * 1024, 100 * 1024 * 1024
"""Bytes of one file that is embedded, and of all: they are held in memory. What is larger is listed by its hash."""
_IN_MEMORY, _ALL_IN_MEMORY = 1024 * 1024, 128 * 1024 * 1024
"""Bytes of a PDF that is read at once, and of all of them: an open file is a descriptor, and there are not many."""
_CHUNK = 1024 * 1024


class FileKeptApart(Exception):
    """A file is dangerous, and nobody has released it."""


class Content(Protocol):
    size: int

    def read(self, size: int = -1) -> bytes: ...
    def close(self) -> None: ...


class Store(Protocol):
    def open(self, sha256: str) -> Content:
        """Raises FileMissing, FileDamaged, FileKeptApart."""


class Fetched(NamedTuple):
    """One file, as it goes in."""

    size: int = 0
    pdf: pikepdf.Pdf | None = None
    """Its pages."""
    data: bytes | None = None
    """What is embedded."""
    ending: str = ""
    note: str = ""
    """Why it is no page, or not here at all."""


class Fetcher:
    """Keeps what it fetched open until the dossier is written: pages are copied only then."""

    def __init__(self, store: Store, leaves: Leaves, dated: date) -> None:
        self._store = store
        self._leaves = leaves
        self._dated = dated
        self._in_memory = self._attached = 0
        self._open = ExitStack()
        self._files = 0

    def __enter__(self) -> Self:
        self.folder = Path(self._open.enter_context(TemporaryDirectory(prefix="tingshu-dossier-")))
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def fetch(self, piece: Piece) -> Fetched:
        """Return the file of a piece, or why there is none."""
        try:
            content = self._store.open(piece.sha256)
        except FileKeptApart:
            return Fetched(note=KEPT_APART)
        except FileMissing:
            return Fetched(note=MISSING)
        except FileDamaged:
            return Fetched(note=DAMAGED)
        try:
            return self._form(piece, content)
        finally:
            content.close()

    def opened(self, data: bytes) -> pikepdf.Pdf:
        """Open a PDF of ours for as long as what was fetched."""
        return self.kept(pikepdf.open(BytesIO(data)))

    def kept(self, pdf: pikepdf.Pdf) -> pikepdf.Pdf:
        """Keep a PDF open that long."""
        return self._open.enter_context(pdf)

    def _form(self, piece: Piece, content: Content) -> Fetched:
        head = content.read(4096)
        form = form_of(head)
        if form is Form.PDF and self._fits(content.size):
            return self._pdf(BytesIO(head + content.read()), content.size)
        if form is Form.OTHER or (content.size > MOST_ATTACHED and form.is_picture):
            return self._attachment(content.size, head, _pieces(head, content), NO_PAGE)
        file = self._written(form, head, content)
        if form is Form.PDF:
            return self._pdf(file, content.size)
        return self._picture(piece, form, file, head, content.size)

    def _fits(self, size: int) -> bool:
        if size > _IN_MEMORY or self._in_memory + size > _ALL_IN_MEMORY:
            return False
        self._in_memory += size
        return True

    def _written(self, form: Form, head: bytes, content: Content) -> Path:
        self._files += 1
        folder = self.folder / str(self._files)
        folder.mkdir()
        file = folder / f"file.{form.value}"
        with file.open("wb") as opened:
            for chunk in _pieces(head, content):
                opened.write(chunk)
        return file

    def _pdf(self, file: Path | BytesIO, size: int) -> Fetched:
        try:
            pdf = self._open.enter_context(pikepdf.open(file))
            readable = bool(len(pdf.pages))
        except pikepdf.PasswordError:
            return self._kept(file, size, ENCRYPTED)
        except pikepdf.PdfError:
            return self._kept(file, size, BROKEN)
        if pdf.is_encrypted:
            return self._kept(file, size, ENCRYPTED)
        return Fetched(size, pdf) if readable else self._kept(file, size, BROKEN)

    def _picture(self, piece: Piece, form: Form, file: Path, head: bytes, size: int) -> Fetched:
        if pixels(form, head) > MOST_PIXELS:
            return self._kept(file, size, PICTURE_BROKEN)
        try:
            page = self._leaves.picture(file, piece.title, self._dated)
        except PictureUnreadable:
            return self._kept(file, size, PICTURE_BROKEN)
        return Fetched(size, self.opened(page))

    def _kept(self, file: Path | BytesIO, size: int, note: str) -> Fetched:
        if isinstance(file, BytesIO):
            file.seek(0)
            data = file.read()
            return self._attachment(size, data[:4096], iter([data]), note)
        with file.open("rb") as opened:
            head = opened.read(4096)
            return self._attachment(size, head, iter([head, opened.read(MOST_ATTACHED)]), note)

    def _attachment(self, size: int, head: bytes, chunks: Iterator[bytes], note: str) -> Fetched:
        if size > MOST_ATTACHED or self._attached + size > MOST_ATTACHED_IN_ALL:
            return Fetched(size, note=TOO_LARGE)
        self._attached += size
        return Fetched(size, data=b"".join(chunks), ending=_ending(head), note=note)


def _ending(head: bytes) -> str:
    """How an attachment's name ends, so that it can be opened: by its first bytes, as it was sniffed when it came in."""
    if guessed := filetype.guess_extension(head):
        return f".{guessed}"
    try:
        text = head.decode()
    except UnicodeDecodeError:
        return ""
    return ".txt" if text.replace("\n", "").replace("\t", "").replace("\r", "").isprintable() else ""


def _pieces(head: bytes, content: Content) -> Iterator[bytes]:
    yield head
    while chunk := content.read(_CHUNK):
        yield chunk
