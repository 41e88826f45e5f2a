"""What a question of law on the command line names: a term, a day, a profile, facts, a draft to be screened."""

import json
import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from cli.fields import BadField
from cli.running import settings
from desk.bodies import faults_of
from domain.law.calendars import CalendarYear, WorkCalendar
from domain.law.counting import Interval
from domain.law.parties import PartyKind
from domain.law.penalties import Penalty
from domain.law.profiles import FOLDER
from domain.law.rulebook import Rulebook, rulebook_for
from domain.law.tables.holidays import PUBLISHED
from domain.law.terms import TermKey

M = TypeVar("M", bound=BaseModel)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def day_of(typed: str, name: str) -> date:
    """Read a day.

    Raises:
        BadField: It is not written as a day, or there is no such day.
    """
    try:
        if _DAY.fullmatch(typed):
            return date.fromisoformat(typed)
    except ValueError as error:
        raise BadField(
            f"{name}：{typed} 这一天不存在，请核对月份和日数 · there is no such day: check month and day"
        ) from error
    raise BadField(f"{name}：{typed!r} 应写作 2026-06-01 · write the day as 2026-06-01")


def term_of(typed: str) -> TermKey:
    """Read the name of a term.

    Raises:
        BadField: There is no such term.
    """
    try:
        return TermKey(typed)
    except ValueError as error:
        known = "、".join(TermKey)
        raise BadField(
            f"没有期限“{typed}”，可用：{known} · no such term: `tingshu law terms` lists them"
        ) from error


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
    # Loaded only where there is a register to be read.
    from installation.office import office

    parts = office(given)
    try:
        return parts.calendars.years()
    finally:
        parts.close()


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


class DraftParty(BaseModel):
    """A party of a draft: as the body of `open_case` has it, or with its penalties alone."""

    kind: PartyKind
    id: int | None = None
    penalties: tuple[Penalty, ...] = ()
    proposal: dict[str, Any] | None = None

    @property
    def intended(self) -> tuple[Penalty, ...]:
        if self.proposal is None:
            return self.penalties
        return tuple(Penalty.model_validate(one) for one in self.proposal.get("penalties", ()))


class DraftBasis(BaseModel):
    statute: str


class Draft(BaseModel):
    """A draft decision to be screened: the body of `open_case`, or as much of it as screening reads."""

    profile: str = ""
    on: date | None = None
    """The day whose rules hold; today, where it is not said."""
    parties: tuple[DraftParty, ...]
    complex_case: Any = False
    influence: Any = False
    public_interest: Any = False
    act_to: date | None = None
    discovered_on: date | None = None
    harm: bool = False
    basis: tuple[DraftBasis, ...] = ()

    def said(self, question: str) -> bool:
        """The officer's yes or no, alone or with its reason."""
        given = getattr(self, question)
        return bool(given.get("answer") if isinstance(given, dict) else given)


def read_json(path: Path) -> Any:
    """Read a JSON file; amounts stay exact.

    Raises:
        BadField: It cannot be read, or is not JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        raise BadField(f"不能读取 {path}：{error.strerror} · cannot be read: check the path") from error
    except ValueError as error:
        raise BadField(f"{path}：不是有效的 JSON：{error} · not valid JSON") from error


def read_facts(path: Path | None) -> Facts:
    """Read the facts of a term.

    Raises:
        BadField: A field is unknown or wrong.
    """
    return Facts() if path is None else _read(Facts, path)


def read_draft(path: Path) -> Draft:
    """Read a draft to be screened.

    Raises:
        BadField: A field is missing or wrong.
    """
    return _read(Draft, path)


def _read(kind: type[M], path: Path) -> M:
    try:
        return kind.model_validate(read_json(path))
    except ValidationError as error:
        first = faults_of(error)[0]
        raise BadField(f"{path}：{first.field}：{first.why.followed_by(first.cure)}") from error
