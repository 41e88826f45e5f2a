"""The statute table: each figure in its quote, no two rows at once, the row of the day of the event."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from domain.law.articles import art, numeral
from domain.law.errors import LawUnknown
from domain.law.profiles import FOLDER
from domain.law.reminders import suspension_reminder
from domain.law.rulebook import rulebook_for
from domain.law.tables.statute import STATUTE
from domain.law.tables.thresholds import THRESHOLDS, Threshold
from domain.law.terms import Certainty, Direction, Exclusion, Term, TermKey, Unit

PROFILES = sorted(path.stem for path in FOLDER.glob("*.toml"))
WORDS = [*PROFILES, "market+zhenjiang", "market+foreign", "market+zhenjiang+foreign"]

_UNITS = {
    Unit.WORKING_DAY: ("个工作日", "日"),
    Unit.CALENDAR_DAY: ("日",),
    Unit.MONTH: ("个月",),
    Unit.YEAR: ("年",),
}


def named(row: Term | Threshold) -> str:
    what = row.key if isinstance(row, Term) else f"{row.measure}-{row.parties[-1]}"
    return f"{what}-{'+'.join(row.binds) or 'every'}-{row.since}"


def stands_in(row: Term) -> bool:
    return any(numeral(row.length) + unit in row.quote for unit in _UNITS[row.unit])


@pytest.mark.parametrize("row", STATUTE, ids=named)
def test_the_figure_stands_in_its_quote(row: Term) -> None:
    assert stands_in(row)


def test_a_figure_that_does_not_stand_in_its_quote_is_seen() -> None:
    row = STATUTE[0].model_copy(update={"length": 16})
    assert not stands_in(row)


@pytest.mark.parametrize("row", [row for row in STATUTE if not row.paraphrase], ids=named)
def test_only_the_laws_own_words_are_given_as_such(row: Term) -> None:
    assert row.certainty in (Certainty.V, Certainty.V2, Certainty.G)
    assert row.unit_source is not None


@pytest.mark.parametrize("row", STATUTE, ids=named)
def test_what_is_assumed_is_never_given_as_law(row: Term) -> None:
    assumed = row.source == art("听述系统假定")
    assert assumed == (row.certainty is Certainty.A)
    if assumed:
        assert row.paraphrase
        assert row.unit_source is None


def test_rows_of_one_key_never_overlap() -> None:
    by_layer: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for row in STATUTE:
        for layer in row.binds or ("national",):
            by_layer[row.key, layer].append(row)
    for rows in by_layer.values():
        assert not overlapping(rows)


def test_an_overlap_is_seen() -> None:
    row = STATUTE[0]
    assert overlapping([row, row.model_copy(update={"since": date(2026, 1, 1)})])


@pytest.mark.parametrize("word", WORDS)
def test_rows_of_one_key_never_overlap_in_a_rulebook(word: str) -> None:
    rules = rulebook_for(word)
    for key in TermKey:
        assert not overlapping([row for row in rules.terms if row.key is key])
    for measure, party in {(row.measure, party) for row in rules.thresholds for party in row.parties}:
        assert not overlapping(
            [row for row in rules.thresholds if row.measure is measure and party in row.parties]
        )


def overlapping(rows: list[Term] | list[Threshold]) -> bool:
    spans = sorted((row.since, row.until or date.max) for row in rows)
    return any(last >= first for (_, last), (first, _) in pairwise(spans))


@pytest.mark.parametrize("row", [*STATUTE, *THRESHOLDS], ids=named)
def test_every_row_binds_profiles_that_exist(row: Term | Threshold) -> None:
    assert set(row.binds) <= set(PROFILES)


@pytest.mark.parametrize("row", [row for row in THRESHOLDS if row.amount is not None], ids=named)
def test_a_threshold_stands_in_its_quote(row: Threshold) -> None:
    assert row.amount is not None
    ten_thousands = row.amount / 10_000
    words = f"{numeral(int(ten_thousands))}万元" if ten_thousands >= 1 else f"{numeral(int(row.amount))}元"
    assert words in row.quote


def test_apl64_1_the_request_period_is_that_of_the_day_of_the_notice() -> None:
    rules = rulebook_for("market")
    before = rules.term(TermKey.HEARING_REQUEST, date(2021, 7, 14))
    after = rules.term(TermKey.HEARING_REQUEST, date(2021, 7, 15))
    assert (before.length, after.length) == (3, 5)
    assert str(after.source) == "行政处罚法第六十四条第一项"


def test_arl20_before_2024_the_old_law_is_not_guessed() -> None:
    rules = rulebook_for("market")
    assert rules.term(TermKey.RECONSIDERATION, date(2024, 1, 1)).length == 60
    with pytest.raises(LawUnknown) as refused:
        rules.term(TermKey.RECONSIDERATION, date(2023, 12, 31))
    assert refused.value.on == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("word", "on", "length"),
    [
        ("national", date(2026, 6, 1), 7),
        ("market", date(2026, 6, 1), 20),
        ("market", date(2021, 9, 1), 20),
        ("market", date(2021, 8, 31), 7),  # before the market rule: the general one
        ("market+zhenjiang", date(2026, 6, 1), 20),
    ],
)
def test_samr_pub9_the_more_specific_rule_prevails_from_its_first_day(
    word: str, on: date, length: int
) -> None:
    assert rulebook_for(word).term(TermKey.PUBLICISE, on).length == length


def test_samr64_what_the_case_period_excludes() -> None:
    term = rulebook_for("market").term(TermKey.DECIDE, date(2026, 6, 1))
    assert {Exclusion.ANNOUNCEMENT, Exclusion.HEARING, Exclusion.SUSPENSION} <= set(term.excludes)
    assert term.extension is not None
    assert term.extension.length == 30
    assert rulebook_for("national").term(TermKey.DECIDE, date(2026, 6, 1)).extension is None


def test_only_the_two_notices_are_counted_backward() -> None:
    backward = {row.key for row in STATUTE if row.direction is Direction.BACKWARD}
    assert backward == {TermKey.HEARING_NOTICE, TermKey.INTERVIEW_NOTICE}


def test_only_announcement_limitation_and_what_runs_by_the_hour_do_not_roll() -> None:
    fixed = {row.key for row in STATUTE if not row.roll}
    limitation = {TermKey.LIMITATION, TermKey.LIMITATION_WITH_HARM}
    assert fixed == {TermKey.PUBLIC_NOTICE_SERVICE, TermKey.SEND_TRANSFER, *limitation}


def test_every_term_has_a_row_and_a_name() -> None:
    of_the_profile = suspension_reminder(30)
    assert {row.key for row in (*STATUTE, of_the_profile)} == set(TermKey)
    assert stands_in(of_the_profile)
    assert all(key.zh for key in TermKey)


def test_the_thresholds_of_the_market_rule() -> None:
    amounts = {row.amount for row in THRESHOLDS if row.binds == ("market",)}
    assert amounts == {Decimal(10_000), Decimal(100_000)}


def test_a_citation_reads_as_officers_write_it() -> None:
    assert str(art("行政处罚法", "64(1)")) == "行政处罚法第六十四条第一项"
    assert str(art("市场监督管理行政处罚程序规定", "57.2")) == "市场监督管理行政处罚程序规定第五十七条第二款"
    assert str(art("行政处罚法", "44,45")) == "行政处罚法第四十四条、第四十五条"
    assert str(art("生态环境法典", "1054")) == "生态环境法典第一千零五十四条"
    assert str(art("听述系统假定")) == "听述系统假定"
    with pytest.raises(ValueError, match="not a place"):
        art("行政处罚法", "六十四")


def test_a_citation_is_one_string_in_json() -> None:
    article = art("行政处罚法", "64(1)")
    assert article.model_dump_json() == '"行政处罚法 64(1)"'
    assert type(article).model_validate_json('"行政处罚法 64(1)"') == article
    assert type(article).model_validate({"statute": "行政处罚法", "article": "64(1)"}) == article
    assert type(article).model_validate("听述系统假定") == art("听述系统假定")
