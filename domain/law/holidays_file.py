"""Reading a holiday notice from a file (节假日安排的载入): checked before anything relies on it, faults named by line.

The file is JSON, each day with its weekday in sight, so that a slip of one figure is seen:

    {"year": 2027, "notice": "国办发明电〔2026〕…号", "issued_on": "2026-11-30",
     "days_off": ["2027-01-01 周五", …], "days_worked": ["2027-01-31 周日", …]}
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from domain.bilingual import Words
from domain.characters import unprintable
from domain.law.calendars import CalendarYear
from domain.law.errors import BadCalendar
from domain.law.festivals import FESTIVALS, statutory_days

_WEEKDAYS: Final = "一二三四五六日"
_ENTRY: Final = re.compile(r"(\d{4}-\d{2}-\d{2}) (?:周|星期)([一二三四五六日])")
_SATURDAY: Final = 5
_MOST_WORKED: Final = 10
_NET_WEEKDAYS_OFF: Final = range(10, 15)
"""Weekdays off less weekend days worked: 11 in the notices of 2021 to 2024, 13 since, as many as statutory days."""
_FIELDS: Final = {"year", "notice", "issued_on", "days_off", "days_worked", "invented", "source"}
_CURE: Final = Words(
    "请对照国务院办公厅的通知更正 days_off 或者 days_worked",
    "correct `days_off` or `days_worked` against the State Council's notice",
)
_AS_THE_EXAMPLE: Final = Words(
    "请对照 examples/calendar-2027-invented.json 更正",
    "correct it as in examples/calendar-2027-invented.json",
)


def load_calendar(path: Path) -> CalendarYear:
    """Read and check a notice file. Reads the disk: not for use inside a workflow.

    Raises:
        BadCalendar: The file cannot be right; the message names the line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadCalendar(
            Words(f"不能读取 {path}：{error}", f"{path} cannot be read: {error}"),
            Words("请核对文件 FILE 的路径和 UTF-8 编码", "check the path of FILE, and that it is UTF-8"),
        ) from error
    return parse_calendar(text)


def parse_calendar(text: str) -> CalendarYear:
    """Check a notice file's text.

    Raises:
        BadCalendar: Not JSON, a date that does not exist, a wrong weekday, a day twice, implausible totals.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadCalendar(
            Words(f"不是有效的 JSON：{error.msg}", f"not valid JSON: {error.msg}"),
            _AS_THE_EXAMPLE,
            line=error.lineno,
        ) from error
    year = _checked_fields(data, text)
    off, worked = (_days_of(data, key, year, text) for key in ("days_off", "days_worked"))
    _no_day_twice([*off, *worked], text)
    _worked_days_are_weekends(worked, text)
    _plausible(year, off, worked)
    return CalendarYear(
        year=year,
        notice=data["notice"],
        issued_on=_issued(data, text),
        days_off=tuple(sorted(off)),
        days_worked=tuple(sorted(worked)),
        invented=bool(data.get("invented", False)),
        source=str(data.get("source", "")),
    )


def _checked_fields(data: Any, text: str) -> int:
    if not isinstance(data, dict):
        raise BadCalendar(Words("应为一个 JSON 对象", "it must be one JSON object"), _AS_THE_EXAMPLE, line=1)
    for key in sorted(data.keys() - _FIELDS):
        raise BadCalendar(
            Words(f"没有这一项：{key}", f"no such field: {key}"),
            _AS_THE_EXAMPLE,
            line=_line(text, f'"{key}"'),
        )
    for key in ("year", "notice", "issued_on", "days_off", "days_worked"):
        if key not in data:
            raise BadCalendar(Words(f"缺少 {key}", f"{key} is missing"), _AS_THE_EXAMPLE)
    year = data["year"]
    if not isinstance(year, int) or year not in FESTIVALS:
        known = f"{min(FESTIVALS)}–{max(FESTIVALS)}"
        raise BadCalendar(
            Words(f"年份不在{known}之间", f"the year is out of range: {known}"),
            Words("请更正 year", "correct `year`"),
            line=_line(text, '"year"'),
        )
    if not isinstance(data["notice"], str) or not data["notice"].strip():
        raise BadCalendar(
            Words("缺少通知的名称或文号", "the notice has neither name nor number"),
            Words("请在 notice 中填写通知的文号", "give the number of the notice in `notice`"),
            line=_line(text, '"notice"'),
        )
    if bad := unprintable(f"{data['notice']}{data.get('source', '')}"):
        raise BadCalendar(
            Words(
                f"notice 或者 source 含有不能显示的字符：{'、'.join(bad)}",
                f"`notice` or `source` has characters that do not show: {', '.join(bad)}",
            ),
            Words("请将其从 notice、source 中删去", "remove them from `notice` and `source`"),
            line=_line(text, '"notice"'),
        )
    return year


def _issued(data: dict[str, Any], text: str) -> date:
    try:
        return date.fromisoformat(data["issued_on"])
    except (TypeError, ValueError) as error:
        raise BadCalendar(
            Words("没有这个通知日期", "no such date of the notice"),
            Words("请更正 issued_on，写作 2026-11-30", "correct `issued_on`, written as 2026-11-30"),
            line=_line(text, '"issued_on"'),
        ) from error


def _days_of(data: dict[str, Any], key: str, year: int, text: str) -> list[date]:
    if not isinstance(data[key], list):
        raise BadCalendar(
            Words(f"{key} 应为日期的列表", f"{key} must be a list of days"),
            _AS_THE_EXAMPLE,
            line=_line(text, f'"{key}"'),
        )
    return [_day(entry, year, text) for entry in data[key]]


def _day(entry: Any, year: int, text: str) -> date:
    line = _line(text, str(entry))
    match = _ENTRY.fullmatch(entry) if isinstance(entry, str) else None
    if match is None:
        raise BadCalendar(
            Words(f"{entry} 不是写明周几的日期", f"{entry} is no day with its weekday"),
            Words(
                "请在 days_off、days_worked 中写作“2027-01-01 周五”",
                "write each day of `days_off` and `days_worked` as in the example, with its weekday",
            ),
            line=line,
        )
    try:
        day = date.fromisoformat(match[1])
    except ValueError as error:
        raise BadCalendar(
            Words(f"没有 {match[1]} 这一天", f"no such date: {match[1]}"), _CURE, line=line
        ) from error
    right = _WEEKDAYS[day.weekday()]
    if right != match[2]:
        raise BadCalendar(
            Words(f"{match[1]} 是周{right}，不是周{match[2]}", f"wrong weekday: {match[1]} is a {day:%A}"),
            _CURE,
            line=line,
        )
    if day.year != year and (day.year, day.month) != (year - 1, 12):
        raise BadCalendar(
            Words(f"{match[1]} 不属于{year}年的安排", f"{match[1]} is not a day of that year, {year}"),
            _CURE,
            line=line,
        )
    return day


def _no_day_twice(days: Sequence[date], text: str) -> None:
    seen: set[date] = set()
    for day in days:
        if day in seen:
            line = _line(text, day.isoformat(), occurrence=2)
            raise BadCalendar(Words(f"{day} 出现了两次", f"{day} stands twice"), _CURE, line=line)
        seen.add(day)


def _worked_days_are_weekends(worked: Sequence[date], text: str) -> None:
    for day in worked:
        if day.weekday() < _SATURDAY:
            line = _line(text, day.isoformat())
            raise BadCalendar(
                Words(
                    f"{day} 不是周末，不会是调休上班日",
                    f"{day} is not a weekend day and cannot be made a working day",
                ),
                _CURE,
                line=line,
            )


def _plausible(year: int, off: Sequence[date], worked: Sequence[date]) -> None:
    missing = [day for day in statutory_days(year) if day.weekday() < _SATURDAY and day not in off]
    if missing:
        raise BadCalendar(
            Words(f"法定节日 {missing[0]} 没有放假", f"{missing[0]}, a statutory holiday, is not a day off"),
            _CURE,
        )
    net = sum(day.weekday() < _SATURDAY for day in off) - len(worked)
    if len(worked) > _MOST_WORKED or net not in _NET_WEEKDAYS_OFF:
        raise BadCalendar(
            Words(
                f"放假的工作日比调休上班日多{net}天，调休上班{len(worked)}天，不合常理",
                f"implausible totals: {len(worked)} make-up days, {net} weekdays off beyond them",
            ),
            _CURE,
        )


def _line(text: str, part: str, occurrence: int = 1) -> int | None:
    return next(_nth(text, part, occurrence), None)


def _nth(text: str, part: str, occurrence: int) -> Iterator[int]:
    """The line on which `part` stands for the `occurrence`-th time."""
    for number, line in enumerate(text.splitlines(), start=1):
        occurrence -= line.count(part)
        if occurrence <= 0:
            yield number
            return
