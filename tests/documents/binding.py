"""A case with the bytes of its files, for the tests of its dossier: every hash that a fact names stands for such bytes."""

import hashlib
import struct
import zlib
from io import BytesIO

import pikepdf

from documents.dossier.arranging import files_named
from documents.dossier.fetching import FileKeptApart
from domain.case.journal import Entry
from domain.case.keeping import FileDamaged, FileMissing


class Bytes:
    """What a store hands out."""

    def __init__(self, data: bytes) -> None:
        self.size = len(data)
        self._data = BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._data.read(size)

    def close(self) -> None:
        self._data.close()


class Kept:
    """A store whose files are known by the hashes of a played case; what is not told otherwise is a PDF of one page."""

    def __init__(self, **of: bytes | None) -> None:
        self.files: dict[str, bytes | None] = dict(of)
        self.damaged: set[str] = set()
        self.apart: set[str] = set()

    def open(self, sha256: str) -> Bytes:
        if sha256 in self.apart:
            raise FileKeptApart(sha256)
        if sha256 in self.damaged:
            raise FileDamaged(sha256)
        data = self.files.get(sha256, PAGE)
        if data is None:
            raise FileMissing(sha256)
        return Bytes(data)


def pdf_of(*texts: str, rotate: int = 0, **how: object) -> bytes:
    """A PDF with a page a text, in Latin letters."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for text in texts:
            page = pdf.add_blank_page(page_size=(595, 842))
            page.add_resource(font, pikepdf.Name.Font, name=pikepdf.Name.F1)
            page.contents_add(f"BT /F1 24 Tf 100 500 Td ({text}) Tj ET".encode())
            page.obj.Rotate = rotate
        pdf.save(out, static_id=True, **how)  # type: ignore[arg-type]
    return out.getvalue()


PAGE = pdf_of("a page")


def png_of(width: int, height: int) -> bytes:
    """A grey picture, and as large as it says where it is small; a large one only says so."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x80" * width) * height if width * height < 100_000 else b""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def named_in(entries: list[Entry], field: str) -> list[str]:
    """The hashes that the facts name in a field, such as `Payment.proof`."""
    return [named.sha256 for entry in entries for named in files_named(entry) if named.field == field]


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
