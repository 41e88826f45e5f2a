"""What a file is, its bytes say: known by its beginning and its end, whatever it is called."""

import pytest

from desk.sniffing import KEPT, Ends, charset, sniffed
from domain.case.file_names import LONGEST, MOST_BYTES, cleaned, composed, doubt, extension
from domain.case.file_types import TYPES, Handling
from tests.api import samples


@pytest.mark.parametrize(
    ("data", "media_type", "handling"),
    [
        (samples.PDF, "application/pdf", Handling.SHOWN),
        (samples.PNG, "image/png", Handling.SHOWN),
        (samples.JPEG, "image/jpeg", Handling.SHOWN),
        (b"GIF89a" + b"\0" * 20, "image/gif", Handling.SHOWN),
        (b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 20, "image/webp", Handling.SHOWN),
        (b"II*\0" + b"\0" * 20, "image/tiff", Handling.SAVED),
        (b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0" * 20, "video/mp4", Handling.SAVED),
        (b"ID3\x03\0\0\0\0\0\x21" + b"\0" * 40, "audio/mpeg", Handling.SAVED),
        (
            samples.DOCX,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Handling.SAVED,
        ),
        (samples.XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Handling.SAVED),
        (samples.OFD, "application/ofd", Handling.SAVED),
        (samples.ODT, "application/vnd.oasis.opendocument.text", Handling.SAVED),
        (samples.TEXT, "text/plain", Handling.SAVED),
        (samples.GBK, "text/plain", Handling.SAVED),
        ("陈述".encode("utf-16"), "text/plain", Handling.SAVED),
        (b"BM is the beginning of a sentence", "text/plain", Handling.SAVED),
        (b"MZ is one too", "text/plain", Handling.SAVED),
        (samples.DOCM, "application/vnd.ms-office.macroenabled", Handling.INERT),
        (samples.OLE, "application/x-ole-storage", Handling.INERT),
        (samples.EXE, "application/x-msdownload", Handling.INERT),
        (samples.ELF, "application/x-executable", Handling.INERT),
        (samples.ZIP, "application/zip", Handling.INERT),
        (b"Rar!\x1a\x07\x01\0" + b"\0" * 20, "application/x-rar-compressed", Handling.INERT),
        (samples.HTML, "text/html", Handling.INERT),
        (b"\xef\xbb\xbf  \n<HTML>", "text/html", Handling.INERT),
        (samples.SVG, "image/svg+xml", Handling.INERT),
        (b'<?xml version="1.0"?><a/>', "text/xml", Handling.INERT),
        (samples.SCRIPT, "text/x-script", Handling.INERT),
        (b"@echo off\r\ndel *.*", "text/x-script", Handling.INERT),
        (samples.BYTES, "application/octet-stream", Handling.INERT),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_file_is_known_by_its_bytes(data: bytes, media_type: str, handling: Handling):
    kind = sniffed(data, data)
    assert (kind.media_type, kind.handling) == (media_type, handling)


def test_what_runs_is_never_shown():
    """Whatever is added to the table later: only pictures and PDF are for a browser's window."""
    shown = {kind.media_type for kind in TYPES if kind.handling is Handling.SHOWN}
    assert shown <= {"application/pdf", *(f"image/{name}" for name in ("png", "jpeg", "gif", "webp", "bmp"))}


def test_a_type_stands_once_in_the_table():
    names = [kind.media_type for kind in TYPES]
    assert len(names) == len(set(names))


def test_macros_at_the_end_of_a_large_document_are_seen():
    """A ZIP has its list of contents at its end, and a picture may come first."""
    large = samples.zipped(
        *samples.OPEN_XML,
        "word/document.xml",
        *(f"word/media/{n}.png" for n in range(3000)),
        "word/vbaProject.bin",
    )
    assert b"vbaProject" not in large[:KEPT]
    ends = Ends()
    for start in range(0, len(large), 1000):
        ends.see(large[start : start + 1000])
    assert (ends.head, ends.tail) == (large[:KEPT], large[-KEPT:])
    assert sniffed(ends.head, ends.tail).media_type == "application/vnd.ms-office.macroenabled"


@pytest.mark.parametrize("cut", range(1, 4))
def test_a_text_cut_in_the_middle_of_a_character_is_one(cut: int):
    assert charset("陈述𠮷".encode()[:-cut]) == "utf-8"
    assert charset(samples.GBK) == "gb18030"
    assert charset(samples.BYTES) is None


# Names


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("证据\u202efdp.exe", "证据fdp.exe"),
        ("a\r\nSet-Cookie: x.pdf", "a  Set-Cookie: x.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("证\u200b据.pdf", "证据.pdf"),
        ("\ue000.pdf", "pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\证据.pdf", "证据.pdf"),
        ("证据.pdf.", "证据.pdf"),
        ("证据.pdf  ", "证据.pdf"),
        (".bashrc", "bashrc"),
        ("con.pdf", "_con.pdf"),
        ("LPT1", "_LPT1"),
        ("..", ""),
        ("/", ""),
    ],
)
def test_a_name_that_deceives_or_cannot_be_saved_is_refused_with_one_that_can(name: str, clean: str):
    found = doubt(name)
    assert found is not None
    assert (clean in found.cure.zh, clean in found.cure.en) == (True, True)
    assert cleaned(name) == clean
    assert doubt(clean) is None


@pytest.mark.parametrize(
    "name",
    ["", "送达回证（2026）第1号.pdf", "a b.tar.gz", "陈𠮷😀.jpg", "console.log", "证据", "o'neill & co.pdf"],
)
def test_an_ordinary_name_is_one(name: str):
    assert doubt(name) is None


def test_too_long_a_name_is_cut_and_keeps_its_ending():
    for name in ("证" * 150 + ".pdf", "a" * 300 + ".docx"):
        assert doubt(name) is not None
        assert extension(cleaned(name)) == extension(name)
        assert len(cleaned(name)) <= LONGEST
        assert len(cleaned(name).encode()) <= MOST_BYTES
        assert doubt(cleaned(name)) is None


def test_a_name_in_pieces_is_put_together():
    """As one system sends it (NFD), so that it is found by the name that another one writes (NFC)."""
    assert composed("re\u0301sume\u0301.pdf") == "résumé.pdf"
