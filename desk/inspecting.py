"""What a file can do to whoever opens it (文件查验), by its form: archives, office documents, PDF, two kinds in one.

Nothing is unpacked onto a disk, and nothing of a file is run; what is read of a part in it is bounded. What cannot be
looked through is a danger of its own, but for a broken PDF, of which its plain words are read: scans are cut off in transit.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pikepdf

from desk.ports import Content
from desk.sniffing import Ends, sniffed
from domain.case import file_types
from domain.case.dangers import Danger
from domain.case.file_names import extension
from domain.case.file_types import FileType

MOST_PARTS = 20_000
"""Of an archive; whoever packs more of them wants to tire somebody out."""
MOST_OBJECTS = 400_000
"""Of a PDF: some two thousand pages of scans have 20,000."""
_LARGEST_RELATIONS = 1024 * 1024
_CHUNK = 1024 * 1024

PROGRAMMES = frozenset(
    {
        "application/x-msdownload",
        "application/x-executable",
        "application/x-lnk",
        file_types.SCRIPT.media_type,
    }
)
ARCHIVES = frozenset(
    {
        file_types.ZIP.media_type,
        "application/x-rar-compressed",
        "application/x-7z-compressed",
        "application/gzip",
        "application/x-tar",
        "application/x-bzip2",
        "application/x-xz",
    }
)
_RUNS = frozenset(
    [
        "exe",
        "dll",
        "scr",
        "com",
        "sys",
        "cpl",
        "msi",
        "bat",
        "cmd",
        "ps1",
        "vbs",
        "vbe",
        "js",
        "jse",
        "wsf",
        "wsh",
        "hta",
        "lnk",
        "url",
        "jar",
        "apk",
        "sh",
        "app",
        "reg",
        "chm",
        "iso",
        "img",
    ]
)
_PACKED = frozenset(["zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "cab"])
_MACROS = ("vbaproject.bin", "activex/", "macrosheets/", "basic/script-lc.xml", "/scripts/")
_RELATION = re.compile(rb"<Relationship\b[^>]{0,4000}>")
_FETCHED = (b"attachedTemplate", b"oleObject", b"/frame", b"subDocument")
"""Relations that an office programme follows by itself; a link waits for a click."""
_INSTALLER = bytes.fromhex("84100c0000000000c000000000000046")
"""The class of an MSI among the entries of an OLE file."""
_IN_AN_OLE = (
    ("_VBA_PROJECT".encode("utf-16-le"), Danger.MACROS),
    ("EncryptedPackage".encode("utf-16-le"), Danger.ENCRYPTED),
    ("Ole10Native".encode("utf-16-le"), Danger.EMBEDDED),
    (_INSTALLER, Danger.PROGRAMME),
)
_IN_AN_RTF = ((b"\\objdata", Danger.EMBEDDED), (b"\\objocx", Danger.EMBEDDED))
_IN_A_BROKEN_PDF = (
    (b"/JavaScript", Danger.SCRIPTED),
    (b"/JS", Danger.SCRIPTED),
    (b"/Launch", Danger.LAUNCHING),
    (b"/Encrypt", Danger.ENCRYPTED),
)
_ACTIONS = {
    "/JavaScript": Danger.SCRIPTED,
    "/Launch": Danger.LAUNCHING,
    "/ImportData": Danger.LAUNCHING,
    "/SubmitForm": Danger.LAUNCHING,
}
_END_OF_ZIP = re.compile(rb"PK\x05\x06.{16}(..)", re.DOTALL)


def inspected(content: Content, kind: FileType, ends: Ends) -> frozenset[Danger]:
    """Return what is dangerous in a file of this kind, which begins and ends so."""
    return frozenset((*_by_kind(content, kind), *_two_in_one(kind, ends)))


def looked_through(content: Content) -> frozenset[Danger]:
    """Return what is dangerous in a file that is stored already."""
    ends = Ends()
    content.again()
    while chunk := content.read(_CHUNK):
        ends.see(chunk)
    return inspected(content, sniffed(ends.head, ends.tail), ends)


def _by_kind(content: Content, kind: FileType) -> Iterator[Danger]:
    if kind.media_type in PROGRAMMES:
        yield Danger.PROGRAMME
    if kind.media_type in ARCHIVES:
        yield Danger.ARCHIVE
    if kind is file_types.MACROS:
        yield Danger.MACROS
    if is_zip(kind):
        yield from _in_a_zip(content)
    elif kind is file_types.PDF:
        yield from _in_a_pdf(content)
    elif kind is file_types.OLE:
        yield from _found(content, _IN_AN_OLE)
    elif kind.media_type == "application/rtf":
        yield from _found(content, _IN_AN_RTF)


def is_zip(kind: FileType) -> bool:
    """Whether files of this kind are ZIP archives by their form."""
    by_form = (
        file_types.ZIP,
        file_types.MACROS,
        file_types.DOCX,
        file_types.XLSX,
        file_types.PPTX,
        file_types.OFD,
    )
    return kind in by_form or "opendocument" in kind.media_type


def _two_in_one(kind: FileType, ends: Ends) -> Iterator[Danger]:
    """Find a ZIP behind another file, which programmes read from its end, and a PDF a little behind its beginning."""
    if not is_zip(kind) and kind is not file_types.OLE:
        for found in _END_OF_ZIP.finditer(ends.tail):
            if found.end() + int.from_bytes(found[1], "little") == len(ends.tail):
                yield Danger.TWO_IN_ONE
    if kind is not file_types.PDF and b"%PDF-" in ends.head[:1024]:
        yield Danger.TWO_IN_ONE


def _in_a_zip(content: Content) -> Iterator[Danger]:
    try:
        with zipfile.ZipFile(_seekable(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                yield Danger.UNCLEAR
                return
            for part in parts:
                yield from _of_a_part(archive, part)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        yield Danger.UNCLEAR


def _of_a_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[Danger]:
    name, ending = part.filename.lower(), extension(part.filename)
    if part.flag_bits & 1:
        yield Danger.ENCRYPTED
    if ending in _RUNS:
        yield Danger.PROGRAMME_INSIDE
    if ending in _PACKED:
        yield Danger.NESTED
    if any(mark in name for mark in _MACROS):
        yield Danger.MACROS
    if "/embeddings/" in name and ending == "bin":
        yield Danger.EMBEDDED
    if ending == "rels" and not part.flag_bits & 1:
        with archive.open(part) as file:
            yield from _in_relations(file.read(_LARGEST_RELATIONS + 1))


def _in_relations(text: bytes) -> Iterator[Danger]:
    if len(text) > _LARGEST_RELATIONS:
        yield Danger.UNCLEAR
    for relation in _RELATION.findall(text):
        if b'"External"' in relation.replace(b"'", b'"') and any(one in relation for one in _FETCHED):
            yield Danger.EXTERNAL


def _in_a_pdf(content: Content) -> Iterator[Danger]:
    try:
        with pikepdf.open(_seekable(content)) as pdf:
            for number, one in enumerate(pdf.objects):
                if number >= MOST_OBJECTS:
                    yield Danger.UNCLEAR
                    return
                yield from _in_an_object(one, depth=0)
    except pikepdf.PasswordError:
        yield Danger.ENCRYPTED
    except (pikepdf.PdfError, OSError, ValueError, RuntimeError):
        yield from _found(content, _IN_A_BROKEN_PDF)


def _in_an_object(one: Any, *, depth: int) -> Iterator[Danger]:
    """Look into a dictionary and what stands directly in it; what it refers to is an object of its own."""
    if depth > 8:
        yield Danger.UNCLEAR
    elif isinstance(one, pikepdf.Array):
        for inner in _direct(one.as_list() if len(one) < 1000 else ()):
            yield from _in_an_object(inner, depth=depth + 1)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield from _of_a_dictionary(one)
        for inner in _direct(one[key] for key in one.keys()):  # noqa: SIM118 - a dictionary of qpdf is no mapping
            yield from _in_an_object(inner, depth=depth + 1)


def _of_a_dictionary(one: Any) -> Iterator[Danger]:
    if "/JS" in one:
        yield Danger.SCRIPTED
    with suppress(TypeError):
        if danger := _ACTIONS.get(str(one.get("/S", ""))):
            yield danger
    if "/XFA" in one:
        yield Danger.SCRIPTED
    if "/EF" in one:
        for name in (str(one.get(key, "")) for key in ("/UF", "/F")):
            if extension(name) in _RUNS | _PACKED:
                yield Danger.PROGRAMME_INSIDE if extension(name) in _RUNS else Danger.NESTED


def _direct(parts: Any) -> Iterator[Any]:
    return (one for one in parts if isinstance(one, pikepdf.Object) and not one.is_indirect)


def _found(content: Content, wanted: tuple[tuple[bytes, Danger], ...]) -> Iterator[Danger]:
    """Yield what stands for one of these anywhere in the file."""
    content.again()
    before, most = b"", max(len(mark) for mark, _ in wanted)
    while chunk := content.read(_CHUNK):
        window = before + chunk
        yield from (danger for mark, danger in wanted if mark in window)
        before = window[-most:]


def _seekable(content: Content) -> io.BufferedReader:
    return io.BufferedReader(_File(content), 64 * 1024)


class _File(io.RawIOBase):
    """What is stored, as the readers of archives and of PDF want a file."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._at = 0
        content.again()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        at = offset + (0, self._at, self._content.size)[whence]
        if at < 0:
            raise ValueError
        self._content.seek(at)
        self._at = at
        return at

    def readinto(self, buffer: Any) -> int:
        data = self._content.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
