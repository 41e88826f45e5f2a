"""The generated pages are fresh, and every word of the system stands in the word list."""

import re
from pathlib import Path

import pytest

from domain.case.documents import KINDS
from domain.case.people import Role
from domain.law.terms import TermKey
from domain.pages.procedure import lawyer_page
from domain.pages.refusals import all_refusals
from domain.pages.words import word_list
from domain.procedure import FACTS, MACHINE_MOVES, MOVES
from domain.procedure.clocks.deadlines import State
from domain.procedure.stage import Stage

DOCS = Path(__file__).parents[2] / "docs"


def test_the_procedure_page_is_fresh():
    """Write it again: uv run python -m domain.pages.procedure > docs/procedure.md."""
    assert (DOCS / "procedure.md").read_text(encoding="utf-8") == lawyer_page()


def test_the_word_list_is_fresh():
    """Write it again: uv run python -m domain.pages.words > docs/words.md."""
    assert (DOCS / "words.md").read_text(encoding="utf-8") == word_list()


@pytest.mark.parametrize("move", MOVES.values(), ids=lambda m: m.name)
def test_every_move_stands_on_the_page_with_its_article(move):
    page = (DOCS / "procedure.md").read_text(encoding="utf-8")
    section = page.partition(f"### {move.title.zh} `{move.name}`\n")[2].partition("\n###")[0]
    assert str(move.source) in section
    assert all(f"`{fact.__name__}`" in section for fact in move.makes)


def test_every_word_stands_in_the_word_list():
    listed = set(re.findall(r"`([A-Za-z_]+)`", (DOCS / "words.md").read_text(encoding="utf-8")))
    words = {*MOVES, *MACHINE_MOVES, *FACTS, *(r.code for r in all_refusals())}
    for kinds in (Role, Stage, State, TermKey):
        words |= {word.value for word in kinds}
    assert words | {kind.value for kind in KINDS} <= listed


def test_each_row_of_a_page_has_the_cells_of_its_head():
    for name in ("procedure.md", "words.md", "glossary.md"):
        cells = 0
        for line in (DOCS / name).read_text(encoding="utf-8").splitlines():
            bars = line.count("|")
            assert not line.startswith("|") or not cells or bars == cells, line
            cells = bars if line.startswith("|") else 0


def test_a_link_leads_somewhere():
    for page in DOCS.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert target.startswith("http") or (DOCS / target).exists(), (page.name, target)
