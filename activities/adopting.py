"""Adopt new rules (适用新规则): bring a holiday notice, or new law, to the open cases, a bounded batch at a time.

A case that has them answers with its first receipt, so that a batch may be done again after a kill.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from temporalio import activity

from activities.heartbeat import heartbeating
from domain.case.people import Person
from domain.law.calendars import CalendarYear
from domain.record import Record


class Place(Record):
    """Where a sweep over the cases stands: behind this one."""

    agency: str
    number: str


class Outcome(StrEnum):
    """What became of one case."""

    SHIFTED = "shifted"
    """It has the new rules, and deadlines of it moved."""
    UNCHANGED = "unchanged"
    """It has the new rules, and nothing moved."""
    ALREADY = "already"
    CLOSED = "closed"
    """Its procedure has ended meanwhile."""
    FAILED = "failed"
    AWAY = "away"
    """It did not answer: the next sweep finds it again."""


class Answer(Record):
    outcome: Outcome
    reason: str = ""


class Failure(Record):
    """A case that does not have the new rules, and why: somebody's work."""

    agency: str
    number: str
    reason: str


class OpenCase(Protocol):
    """A case in which a deadline may still run."""

    @property
    def agency(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def profile(self) -> str: ...
    @property
    def rulebook(self) -> str:
        """SHA-256 of the rules that bind it now."""


class OpenCases(Protocol):
    def count(self) -> int: ...
    def page(self, after: tuple[str, str] | None, limit: int) -> Sequence[OpenCase]:
        """Return the next cases in the order of their keys."""


class NoticeBook(Protocol):
    def adopt(self, notice: CalendarYear, by: str, at: datetime) -> bool: ...


class AdoptionDesk(Protocol):
    async def adopt(self, case: OpenCase, operator: Person, *, again: bool) -> Answer:
        """Hand the rules that the installation has now into a case, once.

        `again`: the batch may have been done before, so that a case which has the rules is asked whether it got
        them by this very adoption.
        """


class NoticeOrder(Record):
    notice: CalendarYear
    by: str


class SweepOrder(Record):
    """The next cases of a sweep."""

    operator: Person
    after: Place | None = None
    limit: int = 100
    at_once: int = 2
    """How many cases adopt at a time: what is left of the machine is for those that are being handled."""


class Swept(Record):
    """What a batch did."""

    counts: dict[Outcome, int]
    failures: tuple[Failure, ...] = ()
    """Cases that refused, or did not answer."""
    after: Place | None = None
    """Where the next batch begins; nothing at the end of a sweep."""


class Adopting:
    def __init__(self, cases: OpenCases, notices: NoticeBook, desk: AdoptionDesk) -> None:
        self._cases = cases
        self._notices = notices
        self._desk = desk

    @activity.defn(name="keep_notice")
    async def keep_notice(self, order: NoticeOrder | None) -> int:
        """Keep a notice, from which moment on every case is opened with it; return how many cases are open."""
        if order is not None:
            at = activity.info().scheduled_time
            await asyncio.to_thread(self._notices.adopt, order.notice, order.by, at)
        return await asyncio.to_thread(self._cases.count)

    @activity.defn(name="adopt_in_cases")
    async def adopt_in_cases(self, order: SweepOrder) -> Swept:
        """Hand the rules into the next cases; one that does not answer holds up no other."""
        after = (order.after.agency, order.after.number) if order.after else None
        page = await asyncio.to_thread(self._cases.page, after, order.limit)
        gate, again = asyncio.Semaphore(order.at_once), activity.info().attempt > 1

        async def adopted(case: OpenCase) -> Answer:
            async with gate:
                return await self._desk.adopt(case, order.operator, again=again)

        async with heartbeating():
            answers = await asyncio.gather(*(adopted(case) for case in page))
        last = page[-1] if len(page) == order.limit else None
        return Swept(
            counts=dict(Counter(answer.outcome for answer in answers)),
            failures=tuple(
                Failure(agency=case.agency, number=case.number, reason=answer.reason)
                for case, answer in zip(page, answers, strict=True)
                if answer.outcome in (Outcome.FAILED, Outcome.AWAY)
            ),
            after=Place(agency=last.agency, number=last.number) if last else None,
        )
