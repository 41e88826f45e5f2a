"""Splitting (分案): the case in which a party goes on is opened from the journal of the one that it left."""

from typing import Protocol

from temporalio import activity

from activities.heartbeat import heartbeating
from domain.record import Record


class SplitOrder(Record):
    agency: str
    number: str
    position: int
    """Of the entry by which the party left."""
    party: int
    to: str
    """The number of the new case."""


class SplitAnswer(Record):
    opened: bool
    """Whether it is there; not where another case has its number."""


class SplitDesk(Protocol):
    async def split_off(self, order: SplitOrder) -> SplitAnswer:
        """Open the case, or find it open: asked twice, it opens one."""


class Splitting:
    def __init__(self, desk: SplitDesk) -> None:
        self._desk = desk

    @activity.defn(name="split_off")
    async def split_off(self, order: SplitOrder) -> SplitAnswer:
        async with heartbeating():
            return await self._desk.split_off(order)
