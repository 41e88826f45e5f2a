"""The rulebook: small, cheap to load, addressed by its content; profiles checked, faults named by line."""

from datetime import date
from pathlib import Path

import pytest

from domain.law.calendars import CalendarYear, WorkCalendar
from domain.law.counting import reckon
from domain.law.errors import BadProfile, LawUnknown
from domain.law.held import held, hold
from domain.law.holidays_file import load_calendar
from domain.law.penalties import PenaltyKind
from domain.law.profiles import FOLDER
from domain.law.rulebook import Rulebook, rulebook_for
from domain.law.switches import ReviewTime, Switches
from domain.law.terms import TermKey
from installation.examples import EXAMPLES

WORDS = sorted(path.stem for path in FOLDER.glob("*.toml"))
INVENTED = load_calendar(EXAMPLES / "calendar-2027-invented.json")


def test_a_rulebook_with_every_year_of_the_act_travels_in_one_message() -> None:
    rules = rulebook_for("market+zhenjiang")
    assert len(rules.stored) <= 24_576
    assert len(rules.model_dump_json().encode()) <= 24_576


@pytest.mark.parametrize("word", WORDS)
def test_art86_no_day_of_the_act_of_2021_lies_in_a_year_whose_holidays_are_known_and_missing(
    word: str,
) -> None:
    years = [year.year for year in rulebook_for(word).calendar.years]
    assert years == [2021, 2022, 2023, 2024, 2025, 2026]


def test_rules_that_know_two_years_only_keep_their_address_beside_the_others() -> None:
    """A case opened before keeps its own rules by hash until it adopts others."""
    rules = rulebook_for("market+zhenjiang")
    two = WorkCalendar(years=rules.calendar.years[-2:])
    old = rulebook_for("market+zhenjiang", two)
    assert old.sha256 != rules.sha256
    assert hold(Rulebook.model_validate_json(old.stored)).sha256 == old.sha256
    assert held(old.sha256).calendar == two


def test_a_rulebook_read_back_is_the_same() -> None:
    rules = rulebook_for("market+zhenjiang")
    again = Rulebook.model_validate_json(rules.model_dump_json())
    assert again == rules
    assert again.sha256 == rules.sha256


def test_another_profile_is_another_rulebook() -> None:
    assert rulebook_for("market").sha256 != rulebook_for("market+zhenjiang").sha256


def test_gate7_a_loaded_year_settles_the_deadline() -> None:
    rules = rulebook_for("market+zhenjiang")
    start = date(2026, 8, 5)  # Wednesday
    term = rules.term(TermKey.LAWSUIT, start)
    assert reckon(term, start, rules.calendar).provisional
    settled = rules.with_calendar(INVENTED)
    assert reckon(term, start, settled.calendar).last_day == date(
        2027, 2, 12
    )  # Friday after the invented holiday
    assert settled.sha256 != rules.sha256
    assert not rules.calendar.published(2027)
    assert settled.terms == rules.terms


def test_a_changed_rulebook_keeps_nothing_that_the_old_one_computed() -> None:
    rules = rulebook_for("market")
    first = (rules.sha256, rules.term(TermKey.PAYMENT, date(2026, 6, 1)), rules.calendar.sha256)
    changed = rules.with_calendar(INVENTED)
    assert changed.sha256 != first[0]
    assert changed.calendar.sha256 != first[2]
    again = Rulebook.model_validate_json(changed.model_dump_json())
    assert again.sha256 == changed.sha256


def test_the_reviews_of_market_and_zhenjiang() -> None:
    assert rulebook_for("market").switches.reviews == (ReviewTime.BEFORE_NOTICE, ReviewTime.AFTER_HEARING)
    assert rulebook_for("market+zhenjiang").switches.reviews == tuple(ReviewTime)
    assert "reviews" in rulebook_for("market+zhenjiang").switches.assumed
    assert "reviews" not in rulebook_for("market").switches.assumed


def test_what_a_layer_assumes_is_named() -> None:
    switches = rulebook_for("market+zhenjiang").switches
    assert switches.filing
    assert {"filing", "severity", "late_recording_days"} <= set(switches.assumed)


def test_the_order_of_severity_is_from_light_to_heavy() -> None:
    order = rulebook_for("market").switches.severity
    assert order.index(PenaltyKind.WARNING) < order.index(PenaltyKind.FINE) < order.index(PenaltyKind.CLOSURE)


def test_a_term_that_the_profile_lacks_is_unknown_with_its_cure() -> None:
    with pytest.raises(LawUnknown) as refused:
        rulebook_for("market").term(TermKey.FILING_RESPONSE, date(2026, 6, 1))
    assert refused.value.key == TermKey.FILING_RESPONSE
    assert "地方层" in refused.value.cure.zh


@pytest.mark.parametrize("word", ["nowhere", "market+nowhere", "", "../market", "market+"])
def test_a_profile_that_does_not_exist_is_refused(word: str) -> None:
    with pytest.raises(BadProfile):
        rulebook_for(word)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('title = "x"\nlayer = true\n[switches]\nfilling = true\n', 4, "filling"),
        ('title = "x"\nlayers = true\n', 2, "layers"),
        ('title = "x"\n[switches\n', None, "TOML"),
        ('title = "x"\n[sources]\nfilings = "某办法 1"\n', 3, "filings"),
        ('title = "x"\n[switches]\nseverity = ["fine", "fines"]\n', 3, "severity"),
        ('title = "x"\n[switches]\nlate_recording_days = "two"\n', 3, "late_recording_days"),
    ],
)
def test_a_faulty_layer_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int | None, words: str
) -> None:
    for path in FOLDER.glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "office.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadProfile) as refused:
        rulebook_for("market+office", folder=tmp_path)
    assert words in str(refused.value)
    if line is not None:
        assert refused.value.line == line


def test_a_notice_may_be_replaced_in_mid_year() -> None:
    rules = rulebook_for("market")
    changed = CalendarYear(year=2026, notice="x", issued_on=date(2026, 1, 26), days_off=(), days_worked=())
    assert rules.with_calendar(changed).calendar.is_working(date(2026, 6, 19))  # Friday


def test_a_copy_keeps_nothing_that_its_original_computed() -> None:
    rules = rulebook_for("market")
    before = rules.sha256
    copied = rules.model_copy(update={"calendar": rules.calendar.with_year(INVENTED)})
    assert copied.sha256 != before
    assert copied.calendar.model_copy(update={"years": rules.calendar.years}).sha256 == rules.calendar.sha256


def test_every_switch_stands_in_the_guide() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "profile.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in guide for name in Switches.model_fields if name != "sources")
    assert all(f"`{kind}`" in guide for kind in PenaltyKind)
    assert all(f"`{path.stem}`" in guide for path in FOLDER.glob("*.toml"))


def test_the_pilots_successors_have_a_profile_each() -> None:
    for word in ("market", "environment", "housing", "emergency", "agriculture", "national"):
        rules = rulebook_for(f"{word}+zhenjiang")
        for key in TermKey:
            if key is TermKey.VERIFY_CLUE and not rules.has(key):
                continue  # only some sectors give the check of a clue a length
            assert rules.term(key, date(2026, 9, 1)).length
