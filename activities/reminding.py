"""The digest: one message a person and day, of what is overdue or due soon."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from temporalio import activity

from activities.heartbeat import heartbeating
from domain.case.people import Role
from domain.procedure.outgoing import Digest
from domain.record import Record

DAYS_AHEAD = 3
"""What falls due within so many calendar days is due soon."""


class DueDeadline(Protocol):
    """A running clock that is somebody's to keep."""

    @property
    def agency(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def party(self) -> int | None: ...
    @property
    def role(self) -> Role: ...
    @property
    def remind_by(self) -> date:
        """The last day; the earliest it may turn out to be while it is provisional."""

    @property
    def overdue_after(self) -> date:
        """The last day; the latest it may turn out to be while it is provisional."""

    @property
    def officers(self) -> Sequence[str]:
        """Who the officers of the case are."""


class Reminders(Protocol):
    def due_by(self, last: date) -> Iterable[DueDeadline]:
        """Return the running clocks to be kept by this day or before it."""

    def add_digests(self, day: date, digests: Sequence[Digest]) -> int:
        """Put them into the outbox, one a person and day; return how many are new."""


class DigestOrder(Record):
    day: date
    """The civil day (Asia/Shanghai) of which the digest speaks."""
    days_ahead: int = DAYS_AHEAD


class Digested(Record):
    persons: int
    """Who has something overdue or due soon."""
    written: int
    """How many digests are new; none when this day was done before."""


class Digesting:
    def __init__(self, reminders: Reminders, holders: Callable[[str, Role], Sequence[str]]) -> None:
        """`holders` names the persons who hold a role for an agency: (agency, role) → ids."""
        self._reminders = reminders
        self._holders = holders

    @activity.defn(name="digest")
    async def digest(self, order: DigestOrder) -> Digested:
        async with heartbeating():
            return await self._digest(order)

    async def _digest(self, order: DigestOrder) -> Digested:
        last = order.day + timedelta(days=order.days_ahead)
        due = await asyncio.to_thread(lambda: list(self._reminders.due_by(last)))
        digests = [write_digest(person, order.day, items) for person, items in self._by_person(due).items()]
        written = await asyncio.to_thread(self._reminders.add_digests, order.day, digests)
        return Digested(persons=len(digests), written=written)

    def _by_person(self, due: Iterable[DueDeadline]) -> Mapping[str, list[DueDeadline]]:
        found: dict[str, list[DueDeadline]] = defaultdict(list)
        for item in due:
            for person in self._whose(item):
                found[person].append(item)
        return found

    def _whose(self, item: DueDeadline) -> Sequence[str]:
        """The officers of the case, or who holds the role; the heads where nobody does."""
        if item.role == Role.OFFICER and item.officers:
            return item.officers
        return self._holders(item.agency, item.role) or self._holders(item.agency, Role.HEAD)


def write_digest(person: str, day: date, due: Sequence[DueDeadline]) -> Digest:
    """Write one person's digest: cases by number and terms by name, no party's name."""
    late = [item for item in due if item.overdue_after < day]
    soon = [item for item in due if item.overdue_after >= day]
    lines = [f"截至 {day}，由您负责的期限：", ""]
    if late:
        lines += [f"已逾期 {len(late)} 项", *(f"  {_line(item, day)}" for item in late), ""]
    if soon:
        lines += [f"即将届满 {len(soon)} 项", *(f"  {_line(item, day)}" for item in soon), ""]
    subject = f"【听述】{day} 期限提醒：逾期 {len(late)} 项，即将届满 {len(soon)} 项"
    return Digest(person=person, subject=subject, text="\n".join(lines))


def _line(item: DueDeadline, day: date) -> str:
    party = f" 当事人{item.party}" if item.party is not None else ""
    case = f"{item.agency}/{item.number}{party} {item.title}"
    if item.remind_by != item.overdue_after:
        return f"{case}：不早于 {item.remind_by}，不晚于 {item.overdue_after}（节假日安排尚未公布）"
    late = (day - item.overdue_after).days
    return f"{case}：届满日 {item.overdue_after}" + (f"，已逾期 {late} 天" if late > 0 else "")
