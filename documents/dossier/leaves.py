"""The leaves of a dossier that are set here: cover, 卷内目录, 校验表, 备考表, the stamps, and pictures as pages."""

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import typst

from documents.editions import TEMPLATES
from documents.faces import Faces
from documents.glyphs import Glyphs, font_files
from documents.typesetting import at_midnight
from domain.case.dossier import DossierPart
from domain.characters import LAYOUT, is_unprintable

STAMP_WIDTH, STAMP_HEIGHT, STAMP_INSET = 70.0, 6.0, 5.0
"""Millimetres: a stamp, and how far from the paper's edges it stands."""
_GETA = "〓"
"""What is printed for a character that no font has, or that no document may hold."""


class PictureUnreadable(Exception):
    """A picture is not what its first bytes say."""


class Leaves:
    """Sets the leaves; one for a process, since it keeps the fonts in memory."""

    def __init__(self, fonts: Path, faces: Faces | None = None) -> None:
        font_files(fonts)
        self._glyphs = Glyphs(fonts)
        self._faces = (faces or Faces()).model_dump()
        families = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
        self._compiler = typst.Compiler(root=TEMPLATES, font_paths=families, ignore_system_fonts=True)

    def set(self, data: Mapping[str, Any], dated: date) -> bytes:
        """Return the leaves in front of a volume, or those at its end."""
        return self._compiled(TEMPLATES, "layout/dossier.typ", data, dated)

    def stamps(self, volume: DossierPart, pages: int, dated: date) -> bytes:
        """Return one stamp a page."""
        data = {"volume": volume.zh, "pages": pages, "width": STAMP_WIDTH, "height": STAMP_HEIGHT}
        return self._compiled(TEMPLATES, "layout/dossier-stamps.typ", data, dated)

    def picture(self, picture: Path, title: str, dated: date) -> bytes:
        """Return a picture as a page. It stands in a folder of its own: nothing else is read from there.

        Raises:
            PictureUnreadable: It cannot be shown.
        """
        shutil.copyfile(TEMPLATES / "layout" / "dossier-picture.typ", picture.parent / "page.typ")
        try:
            return self._compiled(picture.parent, "page.typ", {"file": picture.name, "alt": title}, dated)
        except typst.TypstError as error:
            raise PictureUnreadable from error

    def _compiled(self, root: Path, layout: str, data: Mapping[str, Any], dated: date) -> bytes:
        pdf = self._compiler.compile(
            str(root / layout),
            root=str(root),
            format="pdf",
            sys_inputs={"data": self._printable({**data, "faces": self._faces})},
            timestamp=at_midnight(dated),
        )
        assert isinstance(pdf, bytes)
        return pdf

    def _printable(self, data: Mapping[str, Any]) -> str:
        """A list of what there is fails for no character of a title: what cannot be printed is seen as missing."""
        encoded = json.dumps(data, ensure_ascii=False)
        bad = {c for c in set(encoded) - LAYOUT if is_unprintable(c)} | set(self._glyphs.missing(encoded))
        return encoded.translate({ord(character): _GETA for character in bad})
