"""A notice file is refused before anything relies on it, with the line of the fault."""

import json
from pathlib import Path

import pytest

from domain.law.errors import BadCalendar
from domain.law.holidays_file import load_calendar, parse_calendar
from installation.examples import EXAMPLES

FILE = EXAMPLES / "calendar-2027-invented.json"
TEXT = FILE.read_text(encoding="utf-8")


def test_the_example_is_loudly_invented() -> None:
    year = load_calendar(FILE)
    assert year.year == 2027
    assert year.invented
    assert "虚构" in year.notice
    assert "INVENTED" in year.source


def line_with(part: str) -> int:
    return next(number for number, line in enumerate(TEXT.splitlines(), start=1) if part in line)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("2027-06-09 周三", "2027-06-09 周四", line_with("2027-06-09"), "wrong weekday"),
        ("2027-06-09 周三", "2027-06-09", line_with("2027-06-09"), "with its weekday"),
        ("2027-06-09 周三", "2027-06-31 周三", line_with("2027-06-09"), "no such date"),
        ("2027-06-09 周三", "2028-06-09 周五", line_with("2027-06-09"), "not a day of that year"),
        ("2027-09-15 周三", "2027-06-09 周三", line_with("2027-09-15"), "twice"),
        ("2027-05-08 周六", "2027-05-01 周六", line_with("2027-05-08"), "twice"),
        ("2027-05-08 周六", "2027-05-07 周五", line_with("2027-05-08"), "not a weekend day"),
        ('"2027-06-09 周三",', "", None, "statutory holiday"),
        ('"issued_on": "2026-11-30"', '"issued_on": "2026-11-31"', line_with("issued_on"), "no such date"),
        ('"notice": "', '"notice": "\u202e', line_with('"notice"'), "do not show"),
        ('"invented"', '"invent"', line_with("invented"), "no such field"),
        ('"year": 2027', '"year": 1927', line_with('"year"'), "out of range"),
        ('"year": 2027,', "", None, "missing"),
        ('"notice": "虚', '"notice": 虚', line_with('"notice"'), "not valid JSON"),
        ('"2027-01-31 周日",', "", None, None),  # one make-up day fewer is still plausible
    ],
)
def test_a_faulty_file_is_refused_with_its_line(
    old: str, new: str, line: int | None, words: str | None
) -> None:
    text = TEXT.replace(old, new)
    assert text != TEXT
    if words is None:
        assert parse_calendar(text).year == 2027
        return
    with pytest.raises(BadCalendar) as refused:
        parse_calendar(text)
    assert words in str(refused.value)
    if line is not None:
        assert refused.value.line == line


def test_implausible_totals_are_refused() -> None:
    data = json.loads(TEXT)
    data["days_off"] += ["2027-03-01 周一", "2027-03-02 周二", "2027-03-03 周三"]
    with pytest.raises(BadCalendar, match="implausible"):
        parse_calendar(json.dumps(data, ensure_ascii=False))


@pytest.mark.parametrize("text", ["[]", "3", '"2027"'])
def test_a_file_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(BadCalendar):
        parse_calendar(text)


def test_a_missing_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadCalendar, match="cannot be read"):
        load_calendar(tmp_path / "none.json")
