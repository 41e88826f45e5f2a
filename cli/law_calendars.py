"""`tingshu law calendar …`: the holiday notices, shown, and checked before they are adopted."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cli import showing
from cli.law_reading import answered, calendar
from cli.running import Json
from domain.law.calendars import CalendarYear
from domain.law.errors import CalendarNotPublished
from domain.law.holidays_file import load_calendar
from domain.law.traces import chinese_day

app = typer.Typer(no_args_is_help=True, help="节假日安排 · holiday notices")


@app.command("show")
def show_calendar(
    year: Annotated[int, typer.Argument(metavar="YEAR", help="年份")], json_: Json = False
) -> None:
    """某年的放假和调休 · days off and days worked of a year."""

    def work() -> CalendarYear:
        found = next((one for one in calendar().years if one.year == year), None)
        if found is None:
            raise CalendarNotPublished(year)
        return found

    _show_year(answered(work, json_), json_)


@app.command("check")
def check_calendar(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="节假日安排 JSON · the notice as JSON")],
    json_: Json = False,
) -> None:
    """检查一份节假日安排文件，不采用 · check a holiday notice before it is adopted."""
    _show_year(answered(lambda: load_calendar(file), json_), json_)


def _show_year(year: CalendarYear, json_: bool) -> None:
    if json_:
        shown: dict[str, Any] = {
            "year": year.year,
            "notice": year.notice,
            "days_off": [day.isoformat() for day in year.days_off],
            "days_worked": [day.isoformat() for day in year.days_worked],
        }
        showing.as_json(shown | ({"invented": True} if year.invented else {}))
        return
    invented = "（虚构，仅供演示）" if year.invented else ""
    showing.line(f"{year.year}年{invented}：{year.notice}，{year.issued_on}", "bold")
    for title, days in (("放假", year.days_off), ("调休上班", year.days_worked)):
        showing.line(f"{title}{len(days)}天：" + "、".join(chinese_day(day) for day in days))
