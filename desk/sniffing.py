"""What a file is by its own bytes (文件识别): its first and last ones, never what a sender or a name says of it."""

import re

import filetype

from domain.case import file_types
from domain.case.file_types import FileType

KEPT = 64 * 1024
"""Bytes of each end that are looked at: a ZIP has its list of contents at its end."""

_ZIP, _OLE, _ELF = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"), b"\x7fELF"
_LINK = bytes.fromhex("4c0000000114020000000000c000000000000046")
_MARKUP = (
    (
        re.compile(rb"<(!doctype html|html|head|body|script|iframe|a|img|table|div)\b", re.IGNORECASE),
        file_types.HTML,
    ),
    (
        re.compile(
            rb"(<\?xml[^>]*>\s*|<!--.*?-->\s*|<!doctype svg[^>]*>\s*)*<svg\b", re.IGNORECASE | re.DOTALL
        ),
        file_types.SVG,
    ),
    (re.compile(rb"<\?xml\b", re.IGNORECASE), file_types.XML),
    (re.compile(rb"#!|@echo off\b", re.IGNORECASE), file_types.SCRIPT),
)
"""What begins so is no plain text, though it is one."""
_IN_A_ZIP = (
    (b"vbaProject.bin", file_types.MACROS),
    (b"OFD.xml", file_types.OFD),
    (b"word/document", file_types.DOCX),
    (b"xl/workbook", file_types.XLSX),
    (b"ppt/presentation", file_types.PPTX),
)
"""By a name among its contents; names are never compressed."""
_TEXTS = frozenset({"application/pdf", "application/rtf"})
"""What may be written in letters from its first byte on, and is no text all the same."""
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8"))
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Ends:
    """The first and the last bytes of a stream that goes by."""

    def __init__(self) -> None:
        self.head = b""
        self.tail = b""

    def see(self, chunk: bytes) -> None:
        self.head += chunk[: KEPT - len(self.head)]
        self.tail = (self.tail + chunk)[-KEPT:]


def sniffed(head: bytes, tail: bytes = b"") -> FileType:
    """Return what a file is that begins and ends so."""
    if head.startswith(_ZIP):
        return _zipped(head, tail)
    for begins, kind in (
        (_OLE, file_types.OLE),
        (_ELF, _known("application/x-executable")),
        (_LINK, _known("application/x-lnk")),
    ):
        if head.startswith(begins):
            return kind
    found = filetype.guess_mime(head)
    if found not in _TEXTS and charset(head):
        # Two or three letters of a text may look like the beginning of a picture or a programme.
        return _written(head)
    return _known(found) if found else file_types.UNKNOWN


def _zipped(head: bytes, tail: bytes) -> FileType:
    names = head + tail
    for name, kind in _IN_A_ZIP:
        if name in names:
            return kind
    found = filetype.guess_mime(head)
    return _known(found) if found and "opendocument" in found else file_types.ZIP


def _written(head: bytes) -> FileType:
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((kind for form, kind in _MARKUP if form.match(begins)), file_types.PLAIN)


def _known(media_type: str) -> FileType:
    return file_types.of_media_type(media_type)


def charset(head: bytes) -> str | None:
    """Return how a text is written that begins so; nothing where it is no text."""
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    for name in (marked,) if marked else ("utf-8", "gb18030"):
        # A character may be cut in two where the head ends.
        for cut in range(4):
            try:
                text = head[: len(head) - cut].decode(name)
            except UnicodeDecodeError:
                continue
            return None if _BINARY.search(text) else name
    return None
