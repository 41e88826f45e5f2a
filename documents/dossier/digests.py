"""Digests (校验值): what is on a page, and the line that seals a whole file, so that one changed byte is found and named.

The list of pages and attachments stands in the file itself, as an attachment. Behind the end of the PDF stands one more
line, a comment to every reader of PDFs, with the SHA-256 of all bytes before it.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pikepdf

LIST_NAME: Final = "dossier.json"
"""The attachment that lists everything."""
MARK: Final = b"%tingshu-dossier-sha256 "
SEAL_BYTES: Final = len(MARK) + 64 + 1
_CHUNK: Final = 1024 * 1024

_SHOWN: Final = ("/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Resources", "/Annots")
"""What of a page is seen."""
_ELSEWHERE: Final = frozenset(
    {"/Parent", "/P", "/StructParent", "/StructParents", "/Length", "/Popup", "/Dest"}
)
"""What leads away from a page, or says nothing of what is seen on it."""


class PageDigests:
    """Digests of the pages of one file: what several pages share, such as a font, is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bytes] = {}

    def of(self, page: pikepdf.Object) -> str:
        """Return the SHA-256 of what a page shows, wherever in the file its parts stand."""
        found = hashlib.sha256()
        for key in _SHOWN:
            if key in page:
                found.update(key.encode())
                found.update(self._digest(page[key]))
        return found.hexdigest()

    def _digest(self, value: pikepdf.Object) -> bytes:
        place = value.objgen if isinstance(value, pikepdf.Object) and value.is_indirect else None
        if place is None:
            return hashlib.sha256(b"\0".join(self._parts(value))).digest()
        if place not in self._known:
            self._known[place] = b"round"  # what leads back to itself is read no second time
            self._known[place] = hashlib.sha256(b"\0".join(self._parts(value))).digest()
        return self._known[place]

    def _parts(self, value: pikepdf.Object) -> Iterator[bytes]:
        if isinstance(value, pikepdf.Stream):
            yield b"stream"
            yield hashlib.sha256(value.read_raw_bytes()).digest()
            yield from self._entries(value.stream_dict)
        elif isinstance(value, pikepdf.Dictionary):
            yield b"dictionary"
            yield from self._entries(value)
        elif isinstance(value, pikepdf.Array):
            yield b"array"
            for item in value:
                yield self._digest(item)
        else:
            yield _scalar(value)

    def _entries(self, value: pikepdf.Object) -> Iterator[bytes]:
        for key in sorted(key for key in value.keys() if key not in _ELSEWHERE):  # noqa: SIM118  # it is no mapping
            yield key.encode()
            yield self._digest(value[key])


def _scalar(value: object) -> bytes:
    return value.unparse() if isinstance(value, pikepdf.Object) else repr(value).encode()


def seal(file: Path) -> str:
    """Write the line with the digest behind the end of a PDF, and return the SHA-256 of the file with it."""
    with file.open("rb+") as opened:
        body = hashlib.file_digest(opened, "sha256")
        line = MARK + body.hexdigest().encode() + b"\n"
        opened.write(line)
    body.update(line)
    return body.hexdigest()


def sealed_as(file: Path) -> tuple[str, str, str]:
    """Return what the last line of a file says its bytes are, what they are, and the SHA-256 of the whole.

    The first is empty where the file has no such line: it is no dossier of ours, or it was cut off.
    """
    size, body = file.stat().st_size, hashlib.sha256()
    left = size - SEAL_BYTES
    with file.open("rb") as opened:
        while left > 0 and (chunk := opened.read(min(_CHUNK, left))):
            body.update(chunk)
            left -= len(chunk)
        line = opened.read()
    said = line[len(MARK) : -1].decode("ascii", "replace") if line.startswith(MARK) else ""
    whole = body.copy()
    whole.update(line)
    return said, body.hexdigest(), whole.hexdigest()
