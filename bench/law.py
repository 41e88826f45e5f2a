"""Deadlines a second, one by one, against `numpy.busday_offset` with the same holidays: scalar calls, and vectorised.

There is no bulk path of ours to hold against the vectorised form (docs/decisions/counting-one-by-one.md).
"""

import time
from datetime import date, timedelta
from typing import Any

from domain.law.counting import reckon
from domain.law.rulebook import rulebook_for
from domain.law.tables.holidays import PUBLISHED
from domain.law.terms import TermKey

COUNT = 1_000_000
NUMPY_COUNT = 200_000


def measure() -> dict[str, Any]:
    """Count working-day deadlines that start in 2021 to 2025."""
    import numpy as np  # only the baseline needs it

    rules = rulebook_for("market+zhenjiang", calendar=PUBLISHED)
    starts = [date(2021, 7, 15) + timedelta(days=n % 1600) for n in range(COUNT)]
    term = rules.term(TermKey.STATEMENT, starts[0])
    begun = time.perf_counter()
    for start in starts:
        reckon(term, start, rules.calendar)
    ours = COUNT / (time.perf_counter() - begun)
    days_off = [d for y in PUBLISHED.years for d in y.days_off]
    calendar = np.busdaycalendar(holidays=days_off)
    begun = time.perf_counter()
    for start in starts[:NUMPY_COUNT]:
        np.busday_offset(start, 5, roll="backward", busdaycal=calendar)
    numpy = NUMPY_COUNT / (time.perf_counter() - begun)
    many = np.array(starts, dtype="datetime64[D]")
    begun = time.perf_counter()
    np.busday_offset(many, 5, roll="backward", busdaycal=calendar)
    bulk = COUNT / (time.perf_counter() - begun)
    return {
        "ours_per_s": round(ours),
        "numpy_per_s": round(numpy),
        "ratio": round(ours / numpy, 2),
        "numpy_bulk_per_s": round(bulk),
        "bulk_ratio": round(ours / bulk, 3),
    }
