"""The generated pages are fresh, and every word of the system stands in the word list."""

import re
from pathlib import Path

import pytest

from domain.bilingual import Titled
from domain.case.system_work import Level, Trouble
from domain.pages import PAGES
from domain.pages.refusals import all_refusals
from domain.procedure import FACTS, MACHINE_MOVES, MOVES

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_fresh(name):
    """Write it again: make pages."""
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]()


@pytest.mark.parametrize("move", MOVES.values(), ids=lambda m: m.name)
def test_every_move_stands_on_the_page_with_its_article(move):
    page = (DOCS / "procedure.md").read_text(encoding="utf-8")
    section = page.partition(f"### {move.title.zh} `{move.name}`\n")[2].partition("\n###")[0]
    assert str(move.source) in section
    assert all(f"`{fact.__name__}`" in section for fact in move.makes)


def test_every_word_stands_in_the_word_list():
    listed = set(re.findall(r"`([A-Za-z_0-9]+)`", (DOCS / "words.md").read_text(encoding="utf-8")))
    assert {*MOVES, *MACHINE_MOVES, *FACTS} <= listed
    assert {word.value for words in titled() for word in words} <= listed


def titled() -> set[type[Titled]]:
    """Every closed list of the domain."""
    return {kind for kind in Titled.__subclasses__() if kind.__module__.startswith("domain.")}


def test_the_page_of_refusals_shows_why_and_cure_of_each():
    page = (DOCS / "refusals.md").read_text(encoding="utf-8")
    for refusal in all_refusals():
        section = page.partition(f"## {refusal.code}\n")[2].partition("\n## ")[0]
        for words in (refusal.why, refusal.cure):
            assert words.zh in section
            assert words.en in section


def test_each_row_of_a_page_has_the_cells_of_its_head():
    for name in ("procedure.md", "words.md", "glossary.md", "statute.md", "operations.md", "map.md"):
        cells = 0
        for line in (DOCS / name).read_text(encoding="utf-8").splitlines():
            bars = len(re.findall(r"(?<!\\)\|", line))
            assert not line.startswith("|") or not cells or bars == cells, line
            cells = bars if line.startswith("|") else 0


def test_a_link_leads_somewhere():
    for page in DOCS.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert target.startswith("http") or (DOCS / target).exists(), (page.name, target)


def test_the_page_for_operators_says_of_every_trouble_what_it_means():
    page = (DOCS / "operations.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(\w+)`", page, re.MULTILINE))
    assert told == {trouble.value for trouble in Trouble}
    for trouble in Trouble:
        assert ("（提示）" in page.partition(f"| `{trouble}`")[2][:6]) == (trouble.level is Level.WARNING)
