"""Blocks → PDF/A-2a and PDF/UA-1 by Typst, with the office's own fonts and no others."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from typing import NamedTuple

import typst

from documents.content import Content
from documents.editions import TEMPLATES, Edition, present
from documents.faces import Faces
from documents.glyphs import Glyphs, font_files
from documents.model import excess, model_of
from documents.wording import texts
from domain.canonical import canonical, sha256
from domain.characters import shown, unprintable

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


class Rendered(NamedTuple):
    pdf: bytes
    pages: int
    sha256: str


class TextFaults(NamedTuple):
    """Characters that cannot be printed, by name, and whether there are too many."""

    unprintable: tuple[str, ...]
    """No document may hold them."""
    missing: tuple[str, ...]
    """No font has them."""
    excess: tuple[str, ...] = ()
    """How much too long the document is, where it is."""


class Typesetter:
    """Renders contents; one for a process, since it keeps the fonts in memory.

    Raises:
        FontsMissing, FacesMissing: A font is not there.
    """

    def __init__(self, fonts: Path, faces: Faces | None = None) -> None:
        font_files(fonts)
        self.glyphs = Glyphs(fonts)
        families = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
        (faces := faces or Faces()).check(families.families())
        self._faces = faces.model_dump()
        self._compiler = typst.Compiler(root=TEMPLATES, font_paths=families, ignore_system_fonts=True)
        self._roots: dict[str, Path] = {}
        # Typst refuses to be entered twice; it lets go of the interpreter meanwhile.
        self._lock = Lock()

    def faults(self, content: Content, edition: Edition | None = None) -> TextFaults:
        """Name what cannot be printed: characters, or the whole where it is too long."""
        edition = edition or present(content.kind, content.layout)
        text = "".join(texts(edition.wording.blocks(content, preview=True)))
        missing = tuple(c for c in self.glyphs.missing(text) if not unprintable(c))
        return TextFaults(unprintable(text), shown(missing), excess(text))

    def render(
        self,
        content: Content,
        *,
        number: str | None = None,
        dated: date | None = None,
        preview: bool = False,
        edition: Edition | None = None,
        unconfirmed: tuple[str, ...] = (),
        sheet: Mapping[str, object] | None = None,
    ) -> Rendered:
        """Return the document as PDF.

        A preview has a watermark, no number, and shows what is missing: `【缺：…】` for a field, 〓 for a character. Above its
        text it names the rows of the law that a lawyer has still to confirm; a final document says nothing of them.
        `sheet` is what a form bears on every page: its code, and who signs there.

        Raises:
            UnprintableText: A character that no document may hold.
            TooLong: It would take minutes.
            Incomplete, MissingGlyphs: In a final document only.
        """
        edition = edition or present(content.kind, content.layout)
        if not preview and (gaps := tuple(content.gaps())):
            raise Incomplete(gaps)
        model = model_of(
            content, edition, preview=preview, number=number or "", dated=dated, unconfirmed=unconfirmed
        )
        data = {**model, "sheet": sheet} if sheet else model
        pdf = self._compile(edition, self._encoded(data, preview=preview), dated or _UNDATED)
        return Rendered(pdf=pdf, pages=pages_of(pdf), sha256=sha256(pdf))

    def _encoded(self, data: Mapping[str, object], *, preview: bool) -> str:
        encoded = json.dumps({**data, "faces": self._faces}, ensure_ascii=False)
        missing = self.glyphs.missing("".join(texts(dict(data))))
        if missing and not preview:
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

    def overlay(self, layout: str, title: str, stamp: Mapping[str, object]) -> bytes:
        """Return one page that is laid over another; the same data give the same bytes.

        Raises:
            MissingGlyphs: It holds what cannot be printed.
        """
        data = self._encoded({"title": title, "preview": False, "stamp": stamp}, preview=False)
        with self._lock:
            compiled = self._compiler.compile(
                str(TEMPLATES / "layout" / f"{layout}.typ"),
                root=str(TEMPLATES),
                format="pdf",
                sys_inputs={"data": data},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=at_midnight(_UNDATED),
            )
        assert isinstance(compiled, bytes)
        return compiled

    def _root(self, edition: Edition) -> Path:
        """Return the folder with the edition's layout; the layout of an earlier release gets one of its own."""
        if edition.layouts.items() <= present(edition.kind, edition.layout).layouts.items():
            return TEMPLATES
        version = sha256(canonical(edition.layouts))
        if version not in self._roots:
            root = Path(mkdtemp(prefix="tingshu-edition-"))
            (root / "layout").mkdir()
            for file, text in edition.layouts.items():
                (root / file).write_text(text, "utf-8")
            self._roots[version] = root
        return self._roots[version]


def at_midnight(day: date) -> datetime:
    """The instant that a file of this day is dated with: the same input must give the same bytes."""
    return datetime.combine(day, time(), _SHANGHAI)


def pages_of(pdf: bytes) -> int:
    """Count the pages: the page tree's root names their number."""
    return max(int(count) for count in re.findall(rb"/Type\s*/Pages.{0,200}?/Count\s+(\d+)", pdf, re.DOTALL))
