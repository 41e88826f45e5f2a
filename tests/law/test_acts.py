"""The acts that are cited: each has its source, and no row is surer than the act on which it rests."""

from collections.abc import Iterator
from datetime import date

import pytest

from domain.law.articles import Article, art
from domain.law.profiles import FOLDER, profile
from domain.law.provisions import NATIONAL
from domain.law.tables.acts import ACTS, NO_TEXT, Act, certainty_of
from domain.law.tables.after_decision import ADD_ON_RATES
from domain.law.tables.readings import READINGS, ReadingKey
from domain.law.tables.statute import STATUTE
from domain.law.tables.thresholds import THRESHOLDS, Threshold
from domain.law.terms import Certainty, Term, TermKey
from domain.pages.prohibitions import GATES
from domain.pages.refusals import all_refusals
from domain.procedure import MOVES


def cited() -> Iterator[Article | None]:
    for rows in (STATUTE, THRESHOLDS, ADD_ON_RATES, READINGS):
        yield from (row.source for row in rows)
    for term in STATUTE:
        yield term.unit_source
        yield term.extension.source if term.extension else None
    yield from (refusal.article for refusal in all_refusals())
    yield from (move.source for move in MOVES.values())
    yield from (article for gate in GATES for article in gate.sources)
    yield from NATIONAL.values()
    for path in FOLDER.glob("*.toml"):
        yield from profile(path.stem).articles.values()
        yield from profile(path.stem).switches.sources.values()


def test_every_act_that_is_cited_has_its_source():
    assert {article.statute for article in cited() if article} <= ACTS.keys()


@pytest.mark.parametrize("act", ACTS.values(), ids=lambda act: act.title)
def test_an_act_that_was_read_says_where_and_one_that_was_not_says_so(act: Act):
    read = act.certainty in (Certainty.V, Certainty.V2)
    assert bool(act.address) or bool(act.note) or not read
    assert not (act.certainty is Certainty.V and (NO_TEXT in act.note or not act.address))


@pytest.mark.parametrize(
    "row",
    [row for rows in (STATUTE, THRESHOLDS) for row in rows if row.certainty is Certainty.V],
    ids=lambda row: str(row.source),
)
def test_what_is_given_as_read_rests_on_an_act_that_was_read(row: Term | Threshold):
    assert certainty_of(row.source) is Certainty.V


@pytest.mark.parametrize(
    ("article", "certainty"),
    [
        (art("生态环境行政处罚办法", "52"), Certainty.V2),
        (art("生态环境行政处罚办法", "54"), Certainty.G),
        (art("生态环境行政处罚办法", "49,50.2"), Certainty.V2),
        (art("生态环境行政处罚办法", "52.2(3)"), Certainty.V2),
        (art("行政处罚法", "64(1)"), Certainty.V),
        (art("市场监督管理行政处罚听证办法", "5"), Certainty.G),
    ],
    ids=str,
)
def test_where_a_copy_is_damaged_nothing_is_given_as_read(article: Article, certainty: Certainty):
    assert certainty_of(article) is certainty


def test_no_unit_of_before_2021_rests_on_the_civil_code():
    """民法典 is in force since 2021-01-01 (Friday)."""
    on_the_code = [row for row in STATUTE if row.unit_source and row.unit_source.statute == "民法典"]
    assert on_the_code
    assert all(row.since >= date(2021, 1, 1) for row in on_the_code)


def test_samr80_the_market_counts_its_90_days_by_its_own_act():
    (row,) = (r for r in STATUTE if r.key is TermKey.DECIDE and r.binds == ("market",))
    assert str(row.unit_source) == "市场监督管理行政处罚程序规定第八十条"


@pytest.mark.parametrize(
    "key", [TermKey.LAWSUIT, TermKey.LAWSUIT_AFTER_RECONSIDERATION, TermKey.APPLY_ENFORCEMENT]
)
def test_all101_periods_of_suits_are_those_of_civil_procedure(key: TermKey):
    (row,) = (r for r in STATUTE if r.key is key)
    assert str(row.unit_source) == "行政诉讼法第一百零一条"
    assert "民事诉讼法" in row.note


def test_code1054_the_five_years_ask_for_harm_alone():
    (row,) = (r for r in STATUTE if r.source.article == "1054")
    assert row.title == "追责时效（有危害后果）"


def test_every_reading_is_given_once():
    assert [one.key for one in READINGS] == list(ReadingKey)
