"""A question of law without an answer says why, and what would make it answerable, in both languages."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from domain.law.counting import Interval, first_lawful_day, reckon
from domain.law.errors import LawError
from domain.law.holidays_file import parse_calendar
from domain.law.late_payment import Pause, add_on_fine
from domain.law.parties import PartyKind
from domain.law.rulebook import rulebook_for
from domain.law.tables.thresholds import Measure
from domain.law.terms import Exclusion, TermKey
from domain.law.versions import choose_law

RULES = rulebook_for("market+zhenjiang")
MAY, JUNE = date(2026, 5, 18), date(2026, 6, 1)
LONG_AGO = date(1990, 1, 1)
BACKWARDS = Interval(first=JUNE, last=MAY, why=Exclusion.SUSPENSION)

QUESTIONS: dict[str, Callable[[], object]] = {
    "a term that the profile lacks": lambda: rulebook_for("market").term(TermKey.FILING_RESPONSE, JUNE),
    "a term before there was any": lambda: RULES.term(TermKey.STATEMENT, LONG_AGO),
    "a threshold before there was any": lambda: RULES.threshold(Measure.FINE, PartyKind.CITIZEN, LONG_AGO),
    "a profile that does not exist": lambda: rulebook_for("nowhere"),
    "a year without a notice": lambda: RULES.calendar.is_working(date(2040, 1, 1)),
    "a backward term asked forward": lambda: reckon(
        RULES.term(TermKey.HEARING_NOTICE, JUNE), JUNE, RULES.calendar
    ),
    "a forward term asked backward": lambda: first_lawful_day(
        RULES.term(TermKey.STATEMENT, JUNE), JUNE, RULES.calendar
    ),
    "an interval that ends before it begins": lambda: reckon(
        RULES.term(TermKey.DECIDE, MAY), MAY, RULES.calendar, excluded=(BACKWARDS,)
    ),
    "decided before it happened": lambda: choose_law("大气污染防治法", JUNE, MAY),
    "a lawsuit that ends before it begins": lambda: add_on_fine(
        Decimal(100), MAY, JUNE, (Pause(first=JUNE, last=MAY),)
    ),
    "a calendar that is none": lambda: parse_calendar("[]"),
    "a calendar without its days": lambda: parse_calendar('{"year": 2027}'),
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_why_and_cure_stand_in_both_languages_and_the_cure_names_file_field_or_command(
    question: Callable[[], object],
) -> None:
    with pytest.raises(LawError) as refused:
        question()
    for words in (refused.value.why, refused.value.cure):
        assert re.search("[\u4e00-\u9fff]", words.zh)
        assert re.search("[a-z]", words.en)
        assert not re.search("[\u4e00-\u9fff]", words.en)
    assert re.search(r"[A-Za-z_]{3,}", refused.value.cure.zh)
    assert str(refused.value) == str(refused.value.why.followed_by(refused.value.cure))
