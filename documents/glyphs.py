"""Which characters the fonts have: Typst prints nothing, and says nothing, for one that none of them has."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from mmap import ACCESS_READ, mmap
from pathlib import Path

_WIDE, _NARROW = 12, 4
"""Formats of a character map: with code points of 32 and of 16 bits."""

_LAYOUT = frozenset("\n\r\t")
"""Line ends and tabs are layout, not glyphs."""


class FontsMissing(RuntimeError):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"字体目录 {folder} 中没有字体 · no fonts in this folder: run `make setup`, or name another folder in TINGSHU_FONTS"
        )
        self.folder = folder


class Glyphs:
    """The characters that at least one font of the folder has.

    Reads the character maps itself: fontTools takes longer to be imported and to expand five maps
    than a document takes to be typeset. A test holds both against each other.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[tuple[Path, int], bytearray] = {}

    @cached_property
    def _maps(self) -> tuple[tuple[Path, int], ...]:
        """Every character map: font file and offset; those of small files first."""
        files = sorted(font_files(self._folder), key=lambda file: file.stat().st_size)
        return tuple((file, offset) for file in files for offset in _offsets(file))

    def missing(self, text: str) -> tuple[str, ...]:
        """Return the characters that no font has, once, in order of code point."""
        rest = set(text) - _LAYOUT
        for place in self._maps:
            if not rest:
                break
            if place not in self._read:
                self._read[place] = _covered(*place)
            covered = self._read[place]
            rest = {c for c in rest if not covered[ord(c)]}
        return tuple(sorted(rest))


def font_files(folder: Path) -> tuple[Path, ...]:
    """Return the font files of the folder.

    Raises:
        FontsMissing: There are none.
    """
    suffixes = {".otf", ".ttf", ".ttc"}
    found = (
        tuple(sorted(f for f in folder.iterdir() if f.suffix.lower() in suffixes)) if folder.is_dir() else ()
    )
    if not found:
        raise FontsMissing(folder)
    return found


@contextmanager
def _opened(file: Path) -> Iterator[mmap]:
    with file.open("rb") as opened, mmap(opened.fileno(), 0, access=ACCESS_READ) as font:
        yield font


def _offsets(file: Path) -> tuple[int, ...]:
    """Return where the character maps of all faces stand, each once: faces and platforms share them."""
    with _opened(file) as font:
        return tuple(dict.fromkeys(offset for face in _faces(font) for offset in _subtables(font, face)))


def _covered(file: Path, offset: int) -> bytearray:
    """Return one byte for each code point of Unicode: whether this map has it."""
    covered = bytearray(0x110000)
    with _opened(file) as font:
        for first, last in _mapped(font, offset):
            covered[first : last + 1] = b"\1" * (last + 1 - first)
    return covered


def _faces(font: mmap) -> tuple[int, ...]:
    if font[:4] != b"ttcf":
        return (0,)
    (count,) = struct.unpack_from(">I", font, 8)
    return struct.unpack_from(f">{count}I", font, 12)


def _subtables(font: mmap, face: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", font, face + 4)
    directory = struct.iter_unpack(">4sIII", font[face + 12 : face + 12 + 16 * count])
    table = next(offset for tag, _, offset, _ in directory if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, table + 2)
    for _, _, offset in struct.iter_unpack(">HHI", font[table + 4 : table + 4 + 8 * count]):
        yield table + offset


def _mapped(font: mmap, at: int) -> Iterator[tuple[int, int]]:
    (form,) = struct.unpack_from(">H", font, at)
    if form == _WIDE:
        (groups,) = struct.unpack_from(">I", font, at + 12)
        for first, last, _ in struct.iter_unpack(">III", font[at + 16 : at + 16 + 12 * groups]):
            yield first, last
    elif form == _NARROW:
        (twice,) = struct.unpack_from(">H", font, at + 6)
        ends = struct.unpack_from(f">{twice // 2}H", font, at + 14)
        starts = struct.unpack_from(f">{twice // 2}H", font, at + 16 + twice)
        yield from (span for span in zip(starts, ends, strict=True) if span != (0xFFFF, 0xFFFF))
