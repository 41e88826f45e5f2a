"""The agency's own terms in natural days: on from a rest day only where the profile's rule says so."""

from datetime import date

import pytest

from domain.law.counting import reckon
from domain.law.rulebook import rulebook_for
from domain.law.terms import TermKey

# 90 days from Monday 2026-03-16 end on Sunday 2026-06-14; from Tuesday 03-17 on Monday 06-15.


@pytest.mark.parametrize(
    ("profile", "accepted_on", "last_day"),
    [
        ("market", date(2026, 3, 15), date(2026, 6, 15)),  # Saturday 06-13
        ("market", date(2026, 3, 16), date(2026, 6, 15)),
        ("market", date(2026, 3, 17), date(2026, 6, 15)),
        ("national", date(2026, 3, 15), date(2026, 6, 13)),
        ("national", date(2026, 3, 16), date(2026, 6, 14)),
        ("national", date(2026, 3, 17), date(2026, 6, 15)),
        ("housing", date(2026, 3, 16), date(2026, 6, 14)),
        ("market+zhenjiang", date(2026, 3, 16), date(2026, 6, 15)),
    ],
)
def test_samr_p80_the_time_to_decide_rolls_where_the_rule_says_so(profile, accepted_on, last_day):
    rules = rulebook_for(profile)
    term = rules.term(TermKey.DECIDE, accepted_on)
    assert reckon(term, accepted_on, rules.calendar).last_day == last_day


@pytest.mark.parametrize("profile", ["national", "environment"])
@pytest.mark.parametrize("key", [TermKey.PAYMENT, TermKey.RECONSIDERATION, TermKey.LAWSUIT])
def test_cpl85_a_partys_own_terms_roll_everywhere(profile, key):
    assert rulebook_for(profile).term(key, date(2026, 6, 1)).roll
