"""What stands in quotation marks is what the act says: every quotation is held against the official words of its article."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.law.tables.after_decision import ADD_ON_RATES
from domain.law.tables.statute import STATUTE
from domain.law.tables.thresholds import THRESHOLDS, Threshold
from domain.law.terms import AddOnRate, Term
from tests.documents.examples import BY_KIND
from tests.fixtures.official import acts, is_verbatim, words_at

ROOT = Path(__file__).parents[2]
NOT_HELD = {
    "行政处罚法（1996）",
    "民事诉讼法（2012）",
    "民事诉讼法（2021）",
    "市场监督管理行政处罚程序规定",
    "市场监督管理行政处罚信息公示规定",
    "行政执法机关移送涉嫌犯罪案件的规定",
}
"""Acts that the public repository of the fixtures does not hold: their quotations were read elsewhere (see `acts.py`)."""


def rows_within(value: Any) -> Iterator[dict[str, Any]]:
    """Every row of a legal basis within a file of examples, however deep."""
    if isinstance(value, dict):
        if {"statute", "article", "findings"} <= value.keys():
            yield value
        for one in value.values():
            yield from rows_within(one)
    elif isinstance(value, list):
        for one in value:
            yield from rows_within(one)


def read_examples() -> Iterator[tuple[str, Any]]:
    for path in sorted((ROOT / "examples").rglob("*.json")):
        yield path.name, json.loads(path.read_text("utf-8"))
    for path in sorted((ROOT / "examples").rglob("*.yaml")):
        yield path.name, yaml.safe_load(path.read_text("utf-8"))


BASIS = [
    pytest.param(row, id=f"{name}-{row['id']}-{number}")
    for name, value in read_examples()
    for number, row in enumerate(rows_within(value))
    if row.get("text")
]
TABLES: tuple[Term | Threshold | AddOnRate, ...] = (*STATUTE, *THRESHOLDS, *ADD_ON_RATES)
ROWS = [pytest.param(row, id=f"{row.source}-{row.since}") for row in TABLES if not row.paraphrase]


@pytest.mark.parametrize("row", BASIS)
def test_a_basis_of_the_examples_is_quoted_as_its_article_reads(row):
    words = words_at(row["statute"], row["article"])
    assert row.get("verbatim"), "an example quotes, or has no text"
    assert words is not None, f"{row['statute']} {row['article']} is not in tests/fixtures/articles"
    assert is_verbatim(row["text"], words)


@pytest.mark.parametrize("row", ROWS)
def test_a_row_of_the_tables_is_quoted_as_its_article_reads(row):
    words = words_at(row.source.statute, row.source.article)
    if words is None:
        assert row.source.statute in NOT_HELD
    else:
        assert is_verbatim(row.quote, words)


def test_the_invented_documents_of_the_tests_quote_no_invented_law():
    quoted = [
        row
        for content in BY_KIND.values()
        for name in ("basis", "broken", "punishing")
        for row in getattr(content, name, ())
        if getattr(row, "verbatim", False)
    ]
    everything = "".join("".join(lines) for act in acts().values() for lines in act.articles.values())
    assert quoted
    assert all(is_verbatim(row.text, everything) for row in quoted)


def test_every_act_that_is_held_says_whence_and_when():
    assert {"食品安全法", "广告法", "行政处罚法", "民事诉讼法", "行政强制法"} <= acts().keys()
    for act in acts().values():
        assert all(source.startswith("https://github.com/ImCa0/just-laws/blob/") for source in act.sources)
        assert act.sources
        assert act.read_on == "2026-11-29"


def test_no_act_is_both_held_and_not_held():
    assert not NOT_HELD & acts().keys()


@pytest.mark.parametrize(
    ("quote", "verbatim"),
    [
        ("标注虚假生产日期、保质期或者超过保质期的食品、食品添加剂", True),
        ("禁止生产经营下列食品、食品添加剂、食品相关产品：……（十）标注虚假生产日期", True),
        ("禁止生产经营标注虚假生产日期、保质期或者超过保质期的食品", False),
        ("（十）标注虚假生产日期……禁止生产经营下列食品", False),
        ("", False),
    ],
)
def test_a_quotation_stands_in_the_article_word_for_word_and_in_its_order(quote, verbatim):
    words = words_at("食品安全法", "34(10)")
    assert words is not None
    assert is_verbatim(quote, words) is verbatim
