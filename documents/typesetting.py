"""Blocks → PDF/A-2a and PDF/UA-1 by Typst, with the office's own fonts and no others."""

import json
import re
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from typing import NamedTuple

import typst

from documents.content import Content
from documents.editions import TEMPLATES, Edition, present
from documents.glyphs import Glyphs, font_files
from documents.model import Model, model_of
from documents.wording import texts
from domain.canonical import sha256
from domain.characters import shown, unprintable
from domain.record import Record

_SHANGHAI = timezone(timedelta(hours=8))
_UNDATED = date(2000, 1, 1)
"""The date written into a file that has none yet: the same input must give the same bytes."""

GETA = "〓"
"""下駄: what a compositor sets, in a proof, for a character that he does not have."""


class MissingGlyphs(ValueError):
    """No font has a character of the document."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        super().__init__(
            f"字库缺字 {'、'.join(characters)} · no font has these characters: install one that does"
        )
        self.characters = characters


class Incomplete(ValueError):
    """A required field of the document is empty."""

    def __init__(self, gaps: tuple[str, ...]) -> None:
        super().__init__(
            f"缺少 {'、'.join(gaps)} · required fields are empty: fill them and prepare the document again"
        )
        self.gaps = gaps


class Faces(Record):
    """Font families (字体), each with its fallbacks; an office may name its own licensed faces."""

    title: tuple[str, ...] = ("Noto Serif CJK SC",)
    heading: tuple[str, ...] = ("FandolHei", "Noto Serif CJK SC")
    kai: tuple[str, ...] = ("FandolKai", "Noto Serif CJK SC")
    body: tuple[str, ...] = ("FandolFang R", "Noto Serif CJK SC")
    number: tuple[str, ...] = ("Noto Serif CJK SC",)


class Rendered(NamedTuple):
    pdf: bytes
    pages: int
    sha256: str


class CharacterFaults(NamedTuple):
    """Characters that cannot be printed, by name."""

    unprintable: tuple[str, ...]
    """No document may hold them."""
    missing: tuple[str, ...]
    """No font has them."""


class Typesetter:
    """Renders contents; one for a process, since it keeps the fonts in memory."""

    def __init__(self, fonts: Path, faces: Faces | None = None) -> None:
        font_files(fonts)
        self.glyphs = Glyphs(fonts)
        self._faces = (faces or Faces()).model_dump()
        families = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
        self._compiler = typst.Compiler(root=TEMPLATES, font_paths=families, ignore_system_fonts=True)
        self._roots: dict[str, Path] = {}
        # Typst refuses to be entered twice; it lets go of the interpreter meanwhile.
        self._lock = Lock()

    def faults(self, content: Content, edition: Edition | None = None) -> CharacterFaults:
        """Name the characters of the document that cannot be printed."""
        edition = edition or present(content.kind, content.layout)
        text = "".join(texts(edition.wording.blocks(content, preview=True)))
        missing = tuple(c for c in self.glyphs.missing(text) if not unprintable(c))
        return CharacterFaults(unprintable(text), shown(missing))

    def render(
        self,
        content: Content,
        *,
        number: str | None = None,
        dated: date | None = None,
        preview: bool = False,
        edition: Edition | None = None,
        unconfirmed: tuple[str, ...] = (),
    ) -> Rendered:
        """Return the document as PDF.

        A preview has a watermark, no number, and shows what is missing: `【缺：…】` for a field, 〓 for a character. Above its
        text it names the rows of the law that a lawyer has still to confirm; a final document says nothing of them.

        Raises:
            UnprintableText: A character that no document may hold.
            Incomplete, MissingGlyphs: In a final document only.
        """
        edition = edition or present(content.kind, content.layout)
        if not preview and (gaps := tuple(content.gaps())):
            raise Incomplete(gaps)
        model = model_of(
            content, edition, preview=preview, number=number or "", dated=dated, unconfirmed=unconfirmed
        )
        pdf = self._compile(edition, self._encoded(model), dated or _UNDATED)
        return Rendered(pdf=pdf, pages=pages_of(pdf), sha256=sha256(pdf))

    def _encoded(self, model: Model) -> str:
        encoded = json.dumps({**model, "faces": self._faces}, ensure_ascii=False)
        missing = self.glyphs.missing("".join(texts(dict(model))))
        if missing and not model["preview"]:
            raise MissingGlyphs(shown(missing))
        return encoded.translate({ord(c): GETA for c in missing})

    def _compile(self, edition: Edition, data: str, dated: date) -> bytes:
        root = self._root(edition)
        with self._lock:
            compiled = self._compiler.compile(
                str(root / edition.layout_file),
                root=str(root),
                format="pdf",
                sys_inputs={"data": data},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=at_midnight(dated),
            )
        assert isinstance(compiled, bytes)
        return compiled

    def _root(self, edition: Edition) -> Path:
        """Return the folder with the edition's layout; one of an earlier release gets a folder of its own."""
        if edition.layouts == present(edition.kind, edition.layout).layouts:
            return TEMPLATES
        if edition.version not in self._roots:
            root = Path(mkdtemp(prefix="tingshu-edition-"))
            (root / "layout").mkdir()
            for file, text in edition.layouts.items():
                (root / file).write_text(text, "utf-8")
            self._roots[edition.version] = root
        return self._roots[edition.version]


def at_midnight(day: date) -> datetime:
    """The instant that a file of this day is dated with: the same input must give the same bytes."""
    return datetime.combine(day, time(), _SHANGHAI)


def pages_of(pdf: bytes) -> int:
    """Count the pages: the page tree's root names their number."""
    return max(int(count) for count in re.findall(rb"/Type\s*/Pages.{0,200}?/Count\s+(\d+)", pdf, re.DOTALL))
