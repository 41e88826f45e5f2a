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
    # The planes in which any character stands: text, its supplements, and the selectors of variants.
    asked = {*range(0x20, 0xD800), *range(0xE000, 0x40000), *range(0xE0000, 0xE0200)}
    assert known <= asked
    missing = set(map(ord, Glyphs(FONTS).missing("".join(map(chr, asked)))))
    assert asked - missing == known


def test_line_ends_and_tabs_are_layout():
    assert Glyphs(FONTS).missing("甲\r\n\t乙") == ()


def test_a_folder_without_fonts_is_refused_with_the_cure(tmp_path):
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(FontsMissing, match="make setup"):
            font_files(folder)
