"""`tingshu law adopt --dry-run`: which deadlines new rules would shift, and which stay. Nothing is written."""

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cli import showing
from cli.case_deadlines import bounds
from cli.progress import progress
from cli.running import settings
from desk.adopting import Foreseen, foreseen
from desk.clock import civil_now
from domain.case.last_days import DeadlineDays, ShiftedDeadline
from domain.law.calendars import CalendarYear
from domain.law.holidays_file import load_calendar
from domain.law.terms import TermKey
from installation.office import Office, opened


@dataclass
class Outlook:
    """What an adoption would do."""

    notice: CalendarYear | None
    cases: int = 0
    shifted: list[dict[str, Any]] = field(default_factory=list)
    kept: list[dict[str, Any]] = field(default_factory=list)
    """Stay as the party was told, though the new rules would end them earlier."""


async def foresee(file: Path | None) -> Outlook:
    """Look at every open case under the new rules.

    Raises:
        BadCalendar: The notice cannot be right.
    """
    notice = load_calendar(file) if file else None
    with opened(settings()) as parts:
        return await asyncio.to_thread(_look_ahead, parts, notice)


def _look_ahead(parts: Office, notice: CalendarYear | None) -> Outlook:
    beside = (notice,) if notice else ()
    cases = foreseen(parts.cases, parts.journals, lambda p: parts.rules(p, beside=beside), civil_now().date())
    found = Outlook(notice)
    for one in _shown(cases, parts.cases.count()):
        found.cases += 1
        where = {"agency": one.case.agency, "number": one.case.number}
        found.shifted += [where | _shifted(shifted, notice) for shifted in one.shifted]
        found.kept += [
            where | _named(kept.term, kept.party) | {"last_day": kept.last_day.isoformat()}
            for kept in one.kept
        ]
    return found


def _shown(cases: Iterator[Foreseen], total: int) -> Iterator[Foreseen]:
    if not sys.stderr.isatty():
        yield from cases
        return
    with progress() as shown:
        yield from shown.track(cases, total=total, description="逐案试算 · looking at each case")


def _named(term: str, party: int | None) -> dict[str, Any]:
    return {"term": term, "title": TermKey(term).zh, "party": party}


def _shifted(shifted: ShiftedDeadline, notice: CalendarYear | None) -> dict[str, Any]:
    days = {"from": _days(shifted.was), "to": _days(shifted.now)}
    return _named(shifted.term, shifted.party) | days | {"why": _why(shifted, notice)}


def _days(days: DeadlineDays) -> dict[str, Any]:
    return days.model_dump(mode="json", exclude_none=True)


def _why(shifted: ShiftedDeadline, notice: CalendarYear | None) -> str:
    rules = f"{notice.year}年节假日安排（{notice.notice}）" if notice else "新的法律数据"
    if shifted.was.start != shifted.now.start:
        return f"起算日所依据的期限按{rules}变动"
    if shifted.was.last_day is None and shifted.now.last_day is not None:
        return f"{rules}载入，暂定的届满日确定"
    return f"按{rules}重新计算"


def show(found: Outlook, *, json_: bool) -> None:
    """Show what would shift, why, and what stays."""
    if json_:
        notice = {"year": found.notice.year, "notice": found.notice.notice} if found.notice else {}
        showing.as_json({**notice, "cases": found.cases, "shifted": found.shifted, "kept": found.kept})
        return
    rows = (
        (f"{d['agency']}/{d['number']}", d["title"], d["party"], _said(d["from"]), _said(d["to"]), d["why"])
        for d in found.shifted
    )
    showing.table("会变动的期限（试算，没有写入）", ("案件", "期限", "当事人", "现为", "变为", "原因"), rows)
    for kept in found.kept:
        showing.line(
            f"{kept['agency']}/{kept['number']} 当事人{kept['party']} {kept['title']}：{kept['last_day']}"
            "已告知当事人，不提前"
        )
    showing.line(
        f"在办案件 {found.cases} 件，变动 {len(found.shifted)} 项 · open cases, deadlines that would shift"
    )


def _said(days: dict[str, Any]) -> str:
    if "last_day" in days:
        return str(days["last_day"])
    return bounds(days)
