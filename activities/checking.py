"""The check of the whole installation, at night: what it finds stands in the register as system work."""

from typing import Protocol

from temporalio import activity

from activities.heartbeat import heartbeating
from domain.record import Record


class NightlyChecked(Record):
    """What came of it, in figures."""

    checks: int
    faults: int
    warnings: int


class Checks(Protocol):
    async def check(self) -> NightlyChecked:
        """Check everything; a second time finds the same."""


class CheckingAtNight:
    def __init__(self, checks: Checks) -> None:
        self._checks = checks

    @activity.defn(name="check")
    async def check(self) -> NightlyChecked:
        async with heartbeating():
            return await self._checks.check()
