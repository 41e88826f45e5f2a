"""What is the last day (届满日): a term, a day, a profile; the answer with its article, its words and its picture."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Response

from console.law.months import legend_of, months_of
from console.law.profiles import named, rules_of
from console.linking import Saying
from console.visiting import Signed
from desk.errors import Fault
from domain.bilingual import Words
from domain.law.errors import LawError
from domain.law.rulebook import Rulebook
from domain.law.terms import Direction, TermKey
from domain.law.traces import Trace, explain, explain_notice
from domain.procedure.language import civil

router = APIRouter()
NO_DAY = Fault(
    "day",
    Words("没有这一天", "there is no such day"),
    Words("请填写年、月、日", "give year, month and day"),
)


@router.get("/law/due")
async def due(visitor: Signed, term: str = "", day: str = "", profile: str = "") -> Response:
    """Show the last day of a term that runs from a day."""
    word, rules = rules_of(visitor, profile)
    keys = {str(row.key) for row in rules.terms}
    values: dict[str, Any] = {"trace": None, "months": [], "legend": [], "unknown": None, "fault": None}
    if term in keys and day:
        values |= _answered(rules, TermKey(term), day)
    return visitor.page(
        "law/due",
        terms=[key for key in TermKey if str(key) in keys],
        term=term,
        day=day or civil(visitor.now).isoformat(),
        word=word,
        profiles=named(),
        said=Saying(visitor.voice, lambda move: ""),
        status=422 if values["fault"] else 200,
        **values,
    )


def _answered(rules: Rulebook, key: TermKey, typed: str) -> dict[str, Any]:
    try:
        start = date.fromisoformat(typed)
    except ValueError:
        return {"fault": NO_DAY}
    try:
        trace = _trace(rules, key, start)
    except LawError as unknown:
        return {"unknown": unknown}
    months = months_of(trace)
    return {"trace": trace, "months": months, "legend": legend_of(months)}


def _trace(rules: Rulebook, key: TermKey, start: date) -> Trace:
    row = rules.term(key, start)
    if row.direction is Direction.BACKWARD:
        return explain_notice(row, start, rules.calendar, strict=rules.switches.strict_backward)
    return explain(row, start, rules.calendar)
