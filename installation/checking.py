"""Everything that is checked (检查) in an installation: run one after the other, and what is found becomes system work.

A check that fails stops no other one.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from datetime import UTC, datetime
from functools import partial

from temporalio.client import Client
from temporalio.service import RPCError

from activities.checking import NightlyChecked
from desk.clock import civil_now
from desk.operations import unreadable
from documents.editions import edition_of
from domain.case.checks import FINDS, Check, Checked, Part, Tell
from domain.case.system_work import Found, Level, Trouble
from installation.checking_engine import EngineChecks
from installation.engine import daily_schedules, receivers
from installation.office import Office
from register.checking import RegisterChecks
from register.checking_numbers import check_numbers
from register.checking_store import StoreChecks
from register.checkpoints import Checkpoints
from register.database import AWAY
from register.heads import Heads
from register.projection import CaseProjection

logger = logging.getLogger(__name__)

Looking = Callable[[Check, int, int], None]
"""Told which check is how far."""
Step = tuple[Check, Callable[[Tell], Awaitable[Checked]]]


def _silent(check: Check, done: int, of: int) -> None:
    pass


class Checking:
    def __init__(self, parts: Office, client: Client | None, *, looking: Looking = _silent) -> None:
        """Without a client the engine is away."""
        self._parts = parts
        self._client = client
        self._looking = looking
        self._register = RegisterChecks(parts.database, CaseProjection())
        self._store = StoreChecks(parts.database, parts.store, edition_of)

    async def run(self, wanted: Collection[Part] = tuple(Part), *, quick: bool = False) -> list[Checked]:
        """Check these parts, the register's schema first of all: without the right one nothing else can be read.

        `quick` leaves out what is read in full: the bytes of files, and what each case recorded last.
        """
        schema = await self._look(Check.SCHEMA, partial(_in_thread, self._register.schema))
        done = [schema] if Part.REGISTER in wanted or schema.found else []
        if schema.found:
            return done
        for part, steps in (
            (Part.REGISTER, self._of_register()),
            (Part.STORE, self._of_store(quick)),
            (Part.NUMBERS, self._of_numbers()),
        ):
            if part in wanted:
                done += [await self._look(*step) for step in steps]
        if Part.ENGINE in wanted:
            done += [checked async for checked in self._engine(quick)]
        done.sort(key=lambda checked: list(Check).index(checked.check))
        await asyncio.to_thread(self._note, done)
        return done

    async def check(self) -> NightlyChecked:
        """Check everything, as every night, and make the day's checkpoint: it says how the record stands, well or not."""
        done = await self.run()
        if not any(one.trouble is Trouble.SCHEMA_OUTDATED for checked in done for one in checked.found):
            await asyncio.to_thread(Checkpoints(self._parts.database).make, civil_now())
        levels = [one.trouble.level for checked in done for one in checked.found]
        return NightlyChecked(
            checks=len(done), faults=levels.count(Level.FAULT), warnings=levels.count(Level.WARNING)
        )

    def _of_register(self) -> Iterator[Step]:
        yield Check.JOURNALS, partial(_in_thread_told, self._register.journals)
        yield Check.ACCESS_LOG, partial(_in_thread_told, self._register.access_log)
        yield Check.CHECKPOINTS, partial(_in_thread_told, self._register.checkpoints)
        yield Check.OUTBOX, partial(_in_thread, self._register.outbox)
        yield Check.INTAKE, partial(_in_thread, self._register.intake)
        yield Check.SIZES, partial(_in_thread, self._register.sizes)

    def _of_store(self, quick: bool) -> Iterator[Step]:
        yield Check.FILES, partial(_in_thread_told, partial(self._store.files, quick=quick))

    def _of_numbers(self) -> Iterator[Step]:
        yield Check.NUMBERING, partial(_in_thread, partial(check_numbers, self._parts.database))

    async def _engine(self, quick: bool) -> AsyncIterator[Checked]:
        reachable = await self._look(Check.REACHABLE, lambda tell: self._reachable())
        yield reachable
        if self._client is None or reachable.found:
            return
        checks = EngineChecks(
            self._client,
            Heads(self._parts.database),
            self._parts.system_work,
            schedules=[daily.id for daily in daily_schedules(self._parts.settings)],
            receivers=receivers(self._parts.settings),
            now=lambda: datetime.now(UTC),
        )
        for check, step in _of_engine(checks, quick):
            yield await self._look(check, step)

    async def _reachable(self) -> Checked:
        try:
            answers = self._client is not None and await self._client.service_client.check_health()
        except (RPCError, RuntimeError):
            answers = False
        found = () if answers else (Found(Trouble.ENGINE_AWAY, "engine"),)
        return Checked(Check.REACHABLE, 1, found)

    async def _look(self, check: Check, step: Callable[[Tell], Awaitable[Checked]]) -> Checked:
        self._looking(check, 0, 0)
        try:
            return await step(partial(self._looking, check))
        except AWAY as error:
            return Checked(check, 0, (unreadable(error),), whole=False)
        except Exception as error:
            logger.exception("a check failed", extra={"check": check.value})
            return Checked(check, 0, (Found(Trouble.CHECK_FAILED, check, type(error).__name__),), whole=False)

    def _note(self, done: list[Checked]) -> None:
        """Make system work of what was found, and end what was looked for and is not so any more."""
        whole = [checked for checked in done if checked.whole]
        kinds = {kind for checked in whole for kind in FINDS[checked.check]}
        found = [one for checked in done for one in checked.found if one.trouble.kept]
        book = self._parts.system_work
        try:
            book.checked(kinds, found)
            for failed in book.open(Trouble.CHECK_FAILED):
                if failed.found.subject in {checked.check for checked in whole}:
                    book.ended(Trouble.CHECK_FAILED, failed.found.subject)
        except AWAY:
            logger.warning("system work not written")


def _of_engine(checks: EngineChecks, quick: bool) -> Iterator[Step]:
    yield Check.NAMESPACE, lambda tell: checks.namespace()
    yield Check.SCHEDULES, lambda tell: checks.schedules()
    yield Check.DELIVERIES, lambda tell: checks.deliveries()
    yield Check.RETRIES, lambda tell: checks.retries()
    yield Check.CASES, checks.cases
    if not quick:
        yield Check.HEADS, checks.heads
    yield Check.TASKS, lambda tell: checks.tasks()
    yield Check.STANDING, lambda tell: checks.standing()


async def _in_thread(check: Callable[[], Checked], tell: Tell) -> Checked:
    return await asyncio.to_thread(check)


async def _in_thread_told(check: Callable[[Tell], Checked], tell: Tell) -> Checked:
    return await asyncio.to_thread(check, tell)
