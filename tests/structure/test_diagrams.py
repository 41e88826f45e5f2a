"""The pictures of the procedure (docs/diagrams): fresh, whole, well-formed, and readable."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from domain.case.people import Role
from domain.law.profiles import profile
from domain.pages.diagram import CELL_W, LEFT, MARGIN, PROFILES, THEMES, WIDTH, Palette, drawn, em, fitted
from domain.pages.main_line import ASIDE, EVERYWHERE, LINE, line
from domain.procedure import MOVES, Stage

FOLDER = Path(__file__).parents[2] / "docs" / "diagrams"
SVG = "{http://www.w3.org/2000/svg}"
NAMES = sorted(f"{word.replace('+', '-')}{theme}.svg" for word in PROFILES for theme in THEMES)


@cache
def pictures() -> dict[str, str]:
    return drawn()


def texts(picture: str) -> list[Element]:
    return fromstring(picture).findall(f"{SVG}text")


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_fresh(name):
    """Draw it again: make pages."""
    assert (FOLDER / name).read_text(encoding="utf-8") == pictures()[name]


def test_there_is_no_picture_of_a_profile_that_is_not_drawn():
    assert sorted(file.name for file in FOLDER.iterdir()) == NAMES == sorted(pictures())


def test_every_move_that_a_person_makes_stands_in_one_place():
    on_the_line = {step.what for steps in LINE.values() for step in steps if step.what in MOVES}
    places = Counter([*on_the_line, *EVERYWHERE, *(move for moves in ASIDE.values() for move in moves)])
    by_persons = {name for name, move in MOVES.items() if not set(move.by) <= {Role.CLOCK, Role.OPERATOR}}
    assert set(places) == by_persons
    assert set(places.values()) == {1}


def test_every_stage_has_its_line():
    assert set(LINE) == set(ASIDE) | {Stage.CLOSED} == set(Stage)


@pytest.mark.parametrize(
    ("word", "reviews"), [("national", 1), ("market", 2), ("environment", 1), ("market+zhenjiang", 2)]
)
def test_art58_a_picture_shows_a_review_as_often_as_its_profile_asks_for_one(word, reviews):
    """全国: after statements; 市场监管: before the notice, and after a hearing; 镇江 adds the one after the re-check."""
    switches = profile(word).switches
    submitted = [s for stage in Stage for s in line(stage, switches) if s.what == "submit_for_review"]
    assert len(submitted) == reviews


def test_only_where_a_report_is_filed_does_the_picture_show_filing():
    without, with_ = pictures()["market.svg"], pictures()["market-zhenjiang.svg"]
    assert "报备听述情况" not in without
    assert "本程序规定不设此环节" in without
    assert "报备听述情况" in with_
    assert "本程序规定不设此环节" not in with_


@pytest.mark.parametrize("name", NAMES)
def test_no_text_leaves_its_place(name):
    edges = [LEFT + n * (CELL_W + 15) + CELL_W for n in range(6)]
    for text in texts(pictures()[name]):
        x, size = float(text.get("x", "0")), float(text.get("font-size", "0"))
        end = x + em(text.text or "") * size
        in_a_cell = any(abs(x - (edge - CELL_W + 13)) < 0.5 for edge in edges)
        right = next(edge for edge in edges if edge > x) - 5 if in_a_cell else WIDTH - MARGIN
        assert end <= right, text.text


@pytest.mark.parametrize("theme", THEMES.values(), ids=("light", "dark"))
def test_wcag_1_4_3_text_is_told_from_its_ground(theme: Palette):
    for colour in (theme.text, theme.quiet, theme.gate, theme.clock, *theme.roles.values()):
        for ground in (theme.ground, theme.band, theme.cell):
            assert contrast(colour, ground) >= 4.5, (colour, ground)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part, 16) / 255 for part in re.findall("..", colour[1:])]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_text_is_broken_between_words_and_never_before_a_mark():
    assert fitted("acknowledge the decision filing", 10, 100) == ["acknowledge the", "decision filing"]
    assert fitted("陈述、申辩期限", 10, 25) == ["陈", "述、", "申辩", "期限"]
