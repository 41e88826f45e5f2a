"""The generated pages are fresh, and every word of the system stands in the word list."""

import re
from pathlib import Path

import pytest

from domain.bilingual import Titled
from domain.case.system_work import Level, Trouble
from domain.pages import PAGES
from domain.pages.procedure import PERSONS
from domain.pages.refusals import all_refusals, refusals
from domain.procedure import FACTS, MACHINE_MOVES, MOVES
from domain.procedure.language import Move

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


def section_of(move: type[Move]) -> str:
    page = (DOCS / "procedure.md").read_text(encoding="utf-8")
    return page.partition(f"### {move.title.zh} `{move.name}`\n")[2].partition("\n###")[0]


@pytest.mark.parametrize("move", MOVES.values(), ids=lambda m: m.name)
def test_every_move_says_of_each_refusal_why_and_cure(move):
    """What keeps a person out is said once, in its own chapter, and named at the move."""
    section = section_of(move)
    for refusal in refusals(move):
        if refusal.code in PERSONS:
            assert f"[`{refusal.code}`](#{refusal.code.lower()})" in section
        else:
            assert f"- {refusal.why.zh}" in section
            assert f"→ {refusal.cure.zh} [`{refusal.code}`]" in section


def test_no_article_of_one_sector_is_cited_for_every_profile():
    """An ecology bureau reads its own articles, or that nobody has read them; never those of the market."""
    for line in (DOCS / "procedure.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("- **依据**") and "市场监督管理行政处罚程序规定" in line:
            assert line.startswith("- **依据** article：全国：")
            assert "；市场监督管理：市场监督管理行政处罚程序规定" in line
            assert "生态环境" in line
    for move, article in (("submit_for_review", "第四十九条"), ("close_case", "第七十七条")):
        assert f"市场监督管理：市场监督管理行政处罚程序规定{article}（V）" in section_of(MOVES[move])
    assert "生态环境：生态环境行政处罚办法第四十九条（V2）" in section_of(MOVES["submit_for_review"])


def test_a_move_says_who_which_document_and_which_terms():
    decided = section_of(MOVES["impose"])
    assert "- **由谁** by：机关负责人（agency head）" in decided
    assert "应在期内办理：[办案期限](statute.md#decide)" in decided
    suspended = section_of(MOVES["suspend"])
    assert "[《中止通知书》](#documents) `suspension_notice`（编号“中止”、盖章、向当事人送达）" in suspended


def test_the_page_of_rights_has_a_row_for_every_move_and_says_who_makes_it():
    rows = {
        found[1]: line.split("|")[3:-1]
        for line in (DOCS / "rights.md").read_text(encoding="utf-8").splitlines()
        if (found := re.search(r"\(procedure\.md#(\w+)\)", line)) and line.startswith("|")
    }
    assert rows.keys() == MOVES.keys()
    for name, move in MOVES.items():
        cells = "".join(rows[name])
        assert cells.count("办") == len(move.by)
        assert ("会" in cells) == (move.with_role is not None)


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        ("officer", "本机关的案件"),
        ("clerk", "本机关的案件、所监督机关的案件"),
        ("filing_clerk", "所监督机关的案件"),
        ("auditor", "只有全过程记录和查阅日志"),
        ("operator", "不能查阅案件"),
    ],
)
def test_the_page_of_rights_says_what_each_role_reads(role, reads):
    page = (DOCS / "rights.md").read_text(encoding="utf-8")
    (row,) = (line for line in page.splitlines() if f"`{role}` |" in line)
    assert row.endswith(f"| {reads} |")


def places_in(text: str) -> set[str]:
    """What a link can lead to: places that are named, and headings by their own words."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {*re.findall(r'<a id="([^"]+)"></a>', text), *(one.lower().replace(" ", "-") for one in headings)}


def test_a_link_into_a_page_leads_to_a_place_that_is_there():
    texts = {page.name: page.read_text(encoding="utf-8") for page in DOCS.glob("*.md")}
    places = {name: places_in(text) for name, text in texts.items()}
    for name in PAGES:
        for target, place in re.findall(r"\]\(([^)#]*)#([^)]+)\)", texts[name]):
            assert place in places[target or name], (name, target, place)


def test_no_place_of_a_page_is_named_twice():
    for name in PAGES:
        named = re.findall(r'<a id="([^"]+)"></a>', PAGES[name]())
        assert len(named) == len(set(named)), name


def test_a_generated_page_is_not_too_long_to_be_read():
    assert all(len(page().encode()) < 450_000 for page in PAGES.values())


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
    for name in (
        "procedure.md",
        "rights.md",
        "words.md",
        "glossary.md",
        "statute.md",
        "operations.md",
        "map.md",
    ):
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
