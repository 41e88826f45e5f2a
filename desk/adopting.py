"""New rules for open cases: what they would move (before anything is adopted), and handing them in."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from activities.adopting import Answer, OpenCase, Outcome
from desk.desk import Desk
from desk.errors import Barred, DeskError, Unavailable
from desk.ports import Journals
from desk.requests import Asked
from domain.case.case import Case
from domain.case.last_days import SettledDay, ShiftedDeadline
from domain.case.people import Person
from domain.law.errors import LawError
from domain.law.held import held
from domain.law.rulebook import Rulebook
from domain.procedure import fold
from domain.procedure.clocks.adopting import CASE_AT_REST, RULEBOOK_IN_FORCE, AdoptRulebook, DeadlinesShifted
from domain.procedure.clocks.new_rules import renewal

PAGE = 200


class Bound(Protocol):
    """Which cases are open, and by which rules each is bound."""

    def count(self) -> int: ...
    def page(self, after: tuple[str, str] | None, limit: int) -> Sequence[OpenCase]: ...


class NewRules:
    """The rules that a case gets: those of the installation, and the older years of its own calendar."""

    def __init__(self, installed: Callable[[str], Rulebook]) -> None:
        self._installed = installed

    def of(self, case: OpenCase) -> Rulebook:
        """Return the new rules of a case.

        Raises:
            BadProfile: Its profile is not there any more.
            RulesNotHeld: The rules that bind it are not in the register.
        """
        installed = self._installed(case.profile)
        if installed.sha256 == case.rulebook:
            return installed
        return _renewed(held(case.rulebook), installed)


def _renewed(own: Rulebook, installed: Rulebook) -> Rulebook:
    """A year that the case has counted with is never taken from it."""
    rules, known = installed, {year.year for year in installed.calendar.years}
    for year in own.calendar.years:
        if year.year not in known:
            rules = rules.with_calendar(year)
    return rules


@dataclass(frozen=True)
class Foreseen:
    """What an adoption would do to one open case."""

    case: OpenCase
    folded: Case
    rules: Rulebook
    shifted: tuple[ShiftedDeadline, ...]
    kept: tuple[SettledDay, ...]
    """Last days that stand because a party was told."""


def foreseen(
    cases: Bound, journals: Journals, installed: Callable[[str], Rulebook], today: date
) -> Iterator[Foreseen]:
    """Yield every open case with the deadlines that would move in it, read from the register and nothing touched."""
    new_rules, after = NewRules(installed), None
    while page := cases.page(after, PAGE):
        for case in page:
            folded, rules = fold(journals.entries(case.agency, case.number)), new_rules.of(case)
            new = renewal(folded, rules, today)
            yield Foreseen(case, folded, rules, new.shifted, new.kept)
        after = (page[-1].agency, page[-1].number)


class AdoptionOffice:
    """Hands new rules into open cases, through the same door as every other move."""

    def __init__(self, desk: Desk, rules: NewRules) -> None:
        self._desk = desk
        self._rules = rules

    async def adopt(self, case: OpenCase, operator: Person, *, again: bool) -> Answer:
        """Hand them in under a key of the rules' own: a case told before gives its first receipt."""
        try:
            rules = await asyncio.to_thread(self._rules.of, case)
        except LawError as error:
            return Answer(outcome=Outcome.FAILED, reason=error.code)
        if rules.sha256 == case.rulebook and not again:
            return Answer(outcome=Outcome.ALREADY)
        asked = Asked(
            actor=operator,
            move=AdoptRulebook.name,
            body={"sha256": rules.sha256},
            key=f"rulebook:{rules.sha256}",
        )
        try:
            receipt = await self._desk.adopt(case.agency, case.number, asked, rules)
        except Barred as barred:
            return _refused(barred)
        except Unavailable as away:
            return Answer(outcome=Outcome.AWAY, reason=away.code)
        except DeskError as error:
            return Answer(outcome=Outcome.FAILED, reason=error.code)
        shifted = any(made.kind == DeadlinesShifted.__name__ for made in receipt.facts)
        return Answer(outcome=Outcome.SHIFTED if shifted else Outcome.UNCHANGED)


def _refused(barred: Barred) -> Answer:
    known = {RULEBOOK_IN_FORCE.code: Outcome.ALREADY, CASE_AT_REST.code: Outcome.CLOSED}
    return Answer(outcome=known.get(barred.code, Outcome.FAILED), reason=barred.code)
