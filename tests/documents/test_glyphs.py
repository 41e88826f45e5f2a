"""The coverage read here is what fontTools reads."""

import pytest
from fontTools.ttLib import TTFont

from documents.glyphs import FontsMissing, Glyphs, font_files

from .conftest import FONTS


def code_points(file):
    faces = range(5) if file.suffix == ".ttc" else [-1]
    for face in faces:
        with TTFont(file, fontNumber=face, lazy=True) as font:
            yield from font.getBestCmap()


def test_coverage_agrees_with_fonttools():
    known = {code for file in font_files(FONTS) for code in code_points(file) if code >= 0x20}
    everything = "".join(chr(c) for c in range(0x20, 0x110000) if not 0xD800 <= c < 0xE000)
    assert set(map(ord, set(everything) - set(Glyphs(FONTS).missing(everything)))) == known


def test_line_ends_and_tabs_are_layout():
    assert Glyphs(FONTS).missing("甲\r\n\t乙") == ()


def test_a_folder_without_fonts_is_refused_with_the_cure(tmp_path):
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(FontsMissing, match="make setup"):
            font_files(folder)
