"""What a question of law on the command line names: a term, a day, a profile, facts, a draft to be screened."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from pydantic import BaseModel, ConfigDict, ValidationError

from cli import completing
from cli.files import read_json
from cli.running import run, settings
from desk import nearest
from desk.bodies import faults_of
from desk.errors import Fault, Malformed
from domain.bilingual import Words
from domain.law.calendars import CalendarYear, WorkCalendar
from domain.law.counting import Interval
from domain.law.profiles import FOLDER
from domain.law.rulebook import Rulebook, rulebook_for
from domain.law.tables.holidays import PUBLISHED
from domain.law.terms import TermKey
from register.at_hand import is_without_notices

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")

DEFAULT_PROFILE = "market+zhenjiang"
Profile = Annotated[
    str,
    typer.Option(
        "--profile",
        metavar="P",
        help="程序规定，可以分层 · profile, may be layered",
        autocompletion=completing.profiles,
    ),
]

NO_SUCH_DAY = Words("{typed} 这一天不存在", "{typed}: there is no such day")
CHECK_DAY = Words("请核对月份和日数", "check month and day")
NO_DAY = Words("“{typed}”不是日期", "“{typed}” is no day")
WRITE_DAY = Words("请写作 2026-06-01", "write the day as 2026-06-01")
NO_SUCH_TERM = Words("没有期限“{typed}”", "there is no such term: {typed}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def answered(work: Callable[[], T], json_: bool) -> T:
    """Run what waits for nothing."""

    async def asked() -> T:
        return work()

    return run(asked(), json_=json_)


def day_of(typed: str, name: str) -> date:
    """Read a day.

    Raises:
        Malformed: It is not written as a day, or there is no such day.
    """
    try:
        if _DAY.fullmatch(typed):
            return date.fromisoformat(typed)
    except ValueError as error:
        raise Malformed(Fault(name, NO_SUCH_DAY.filled(typed=typed), CHECK_DAY)) from error
    raise Malformed(Fault(name, NO_DAY.filled(typed=typed), WRITE_DAY))


def term_of(typed: str, name: str = "TERM") -> TermKey:
    """Read the name of a term.

    Raises:
        Malformed: There is no such term.
    """
    try:
        return TermKey(typed)
    except ValueError as error:
        cure = nearest.cure(typed, [key.value for key in TermKey], where="tingshu law terms")
        raise Malformed(Fault(name, NO_SUCH_TERM.filled(typed=typed), cure)) from error


@lru_cache(maxsize=1)
def calendar() -> WorkCalendar:
    """Every notice that came with the programme, and those that this installation has adopted."""
    found = PUBLISHED
    for year in _adopted():
        found = found.with_year(year)
    return found


def _adopted() -> tuple[CalendarYear, ...]:
    """The notices in the register, if there is one: a question of law must not make one."""
    given = settings()
    if given.database_url is None and not (given.data / "register.sqlite").exists():
        return ()
    if is_without_notices(given.register_url):
        return ()
    # Loaded only where there is something to be read.
    from installation.notices import adopted_notices

    return adopted_notices(given)


@lru_cache(maxsize=64)
def rules_of(profile: str) -> Rulebook:
    """Return the rules of a profile with every calendar there is.

    Raises:
        BadProfile: There is no such profile.
    """
    return rulebook_for(profile, calendar(), settings().profiles or FOLDER)


class Facts(BaseModel):
    """Facts beside the start of a term (`--facts`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    excluded: tuple[Interval, ...] = ()
    """Time that is not counted: first and last day, why (suspension, hearing, announcement, …)."""
    extended_by: int = 0
    """By how much the term was prolonged, in its own unit."""


def read_facts(path: Path | None) -> Facts:
    """Read the facts of a term.

    Raises:
        Malformed: A field is unknown or wrong.
    """
    return Facts() if path is None else read_model(Facts, path)


def read_model(kind: type[M], path: Path) -> M:
    """Read a JSON file; amounts stay exact.

    Raises:
        Malformed: It cannot be read, or a field is missing, unknown or wrong.
    """
    try:
        return kind.model_validate(read_json(path, number=Decimal))
    except ValidationError as error:
        raise Malformed(*faults_of(error)) from error
