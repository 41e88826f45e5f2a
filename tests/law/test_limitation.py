"""Limitation: 行政处罚法 36."""

from datetime import date

import pytest

from domain.law.errors import LawUnknown
from domain.law.limitation import limitation_ended
from domain.law.rulebook import rulebook_for

RULES = rulebook_for("market+zhenjiang")


@pytest.mark.parametrize(
    ("discovered", "harm", "ended"),
    [
        (date(2026, 2, 28), False, False),  # day before
        (date(2026, 3, 1), False, False),  # day of, a Sunday: no roll
        (date(2026, 3, 2), False, True),  # day after
        (date(2026, 3, 2), True, False),
        (date(2029, 3, 1), True, False),
        (date(2029, 3, 2), True, True),
    ],
)
def test_art36_two_years_and_five_with_harm(discovered: date, harm: bool, ended: bool) -> None:
    assert limitation_ended(date(2024, 3, 1), discovered, harm, RULES).answer is ended


def test_art36_a_leap_day_ends_on_the_last_of_february() -> None:
    assert limitation_ended(date(2024, 2, 29), date(2026, 2, 28), False, RULES).answer is False
    assert limitation_ended(date(2024, 2, 29), date(2026, 3, 1), False, RULES).answer is True


def test_art37_an_act_before_the_amendment_has_the_old_two_years() -> None:
    assert limitation_ended(date(2021, 7, 14), date(2023, 7, 15), True, RULES).answer is True
    assert limitation_ended(date(2021, 7, 15), date(2023, 7, 16), True, RULES).answer is False


def test_the_reason_names_days_and_article() -> None:
    finding = limitation_ended(date(2024, 3, 1), date(2026, 3, 2), False, RULES)
    assert finding.reason == "违法行为终了于2024-03-01，时效2年至2026-03-01，于2026-03-02发现，已超过追责时效"
    assert str(finding.article) == "行政处罚法第三十六条第一款"


@pytest.mark.parametrize(
    ("act_to", "reason"),
    [
        (date(2026, 3, 1), "违法行为终了于2026-03-01，时效2年至2028-03-01，于2026-03-01发现，未超过追责时效"),
        (date(2026, 3, 2), "于2026-03-01发现时违法行为仍在继续，至2026-03-02才终了，追责时效尚未起算"),
        (None, "于2026-03-01发现时违法行为仍在继续，尚未终了，追责时效尚未起算"),
    ],
    ids=["ended on the day of discovery", "ended the day after", "has not ended"],
)
@pytest.mark.parametrize("harm", [False, True])
def test_art36_2_of_an_act_that_goes_on_limitation_has_not_begun(
    act_to: date | None, reason: str, harm: bool
) -> None:
    finding = limitation_ended(act_to, date(2026, 3, 1), harm, RULES)
    assert finding.answer is False
    assert finding.reason == (reason.replace("2年至2028", "5年至2031") if harm else reason)
    began = act_to == date(2026, 3, 1)
    assert str(finding.article) == f"行政处罚法第三十六条第{'一' if began else '二'}款"


def test_an_act_before_all_known_law_is_unknown() -> None:
    with pytest.raises(LawUnknown):
        limitation_ended(date(1996, 9, 30), date(1997, 1, 1), False, RULES)
