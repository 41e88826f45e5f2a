"""What a file of a case is to its dossier: pages, a picture that becomes one, or something that is attached."""

import struct
from enum import Enum

MOST_PIXELS = 60_000_000
"""Of a picture that is not a JPEG: it is taken apart to be set, four bytes a pixel."""


class Form(Enum):
    """By the first bytes, as it was sniffed when it came in."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    GIF = "gif"
    WEBP = "webp"
    OTHER = ""

    @property
    def is_picture(self) -> bool:
        return self not in (Form.PDF, Form.OTHER)


_BEGINS = ((b"\xff\xd8\xff", Form.JPEG), (b"\x89PNG\r\n\x1a\n", Form.PNG), (b"GIF8", Form.GIF))


def form_of(head: bytes) -> Form:
    """Return what a file with this beginning is."""
    if b"%PDF-" in head[:1024]:
        return Form.PDF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Form.WEBP
    return next((form for begin, form in _BEGINS if head.startswith(begin)), Form.OTHER)


def pixels(form: Form, head: bytes) -> int:
    """Return how many pixels a picture says it has: what it would take in memory, known before it is opened."""
    if form is Form.PNG and len(head) >= 24:
        width, height = struct.unpack_from(">II", head, 16)
    elif form is Form.GIF and len(head) >= 10:
        width, height = struct.unpack_from("<HH", head, 6)
    elif form is Form.WEBP and len(head) >= 30:
        width, height = _of_webp(head)
    else:
        return 0
    return int(width) * int(height)


def _of_webp(head: bytes) -> tuple[int, int]:
    kind = head[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", head, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack_from("<HH", head, 26)
    return width & 0x3FFF, height & 0x3FFF
