"""Joining (并案): the other case is asked to end as joined, and what it brings is read from its journal."""

from typing import Protocol

from temporalio import activity

from activities.heartbeat import heartbeating
from domain.case.case import Case
from domain.case.joins import Join, JoinGround
from domain.case.snapshot import Snapshot
from domain.record import Record


class JoinOrder(Record):
    agency: str
    number: str
    """Of the case that takes the other in."""
    other: str
    position: int
    """Of the order in its journal."""
    ordered_by: str
    reason: str
    profile: str
    identifiers: tuple[str, ...] = ()
    """Of its parties, where one of them must stand in both."""

    @classmethod
    def of(cls, case: Case, join: Join) -> "JoinOrder":
        same = join.ground is JoinGround.SAME_PARTY
        return cls(
            agency=case.identity.agency.code,
            number=case.identity.number,
            other=join.number,
            position=join.seq,
            ordered_by=join.by,
            reason=join.reason,
            profile=case.identity.profile,
            identifiers=tuple(p.identifier for p in case.undecided) if same else (),
        )


class JoinAnswer(Record):
    brought: Snapshot | None = None
    """The other case as it was before it ended; nothing where it did not come."""
    position: int = 0
    head: str = ""
    code: str = ""
    because: str = ""


class JoinDesk(Protocol):
    async def take_in(self, order: JoinOrder) -> JoinAnswer:
        """Have the other case end as joined; asked twice, it ends once and brings the same."""


class Joining:
    def __init__(self, desk: JoinDesk) -> None:
        self._desk = desk

    @activity.defn(name="take_in")
    async def take_in(self, order: JoinOrder) -> JoinAnswer:
        async with heartbeating():
            return await self._desk.take_in(order)
