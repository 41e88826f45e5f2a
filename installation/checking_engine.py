"""Checks of the engine: that it answers and is prepared, and that it holds the same cases as the register."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import datetime, timedelta

from temporalio.client import Client

from activities.recording import RecordBatch
from domain.bilingual import Words
from domain.case.case import case_id
from domain.case.checks import Check, Checked, Tell
from domain.case.system_work import Found, Trouble
from domain.procedure.outgoing import Receiver
from engine.histories import last_input
from engine.namespace import STAGE
from engine.observing import Execution, executions, failing, runs, schedule_fault, unprepared
from engine.retrying import AT_MOST, SETTING, retry_pause
from register.heads import Head, Heads, Key
from register.system_work import SystemWorkBook
from workflows.delivery import delivery_id

CASE = "PenaltyCase"
"""The type of a case's workflow."""
SETTLES = 2.0
"""Seconds after which what was on its way has arrived: what looks wrong is looked at again."""
ONE_BY_ONE = 200
"""So many cases that look missing are asked for one by one; beyond that the engine's list is believed."""
AT_ONCE = 4
NEW = timedelta(seconds=30)
"""A case younger than this may not be recorded yet."""
NOT_COMPARED = Words(
    "其中 {count} 件刚刚续转，未作比较", "{count} of them were just renewed and are not compared"
)
SEEN_AFTER = Words("失败约一分钟后才能看到", "seen after about a minute of failures")


class EngineChecks:
    def __init__(
        self,
        client: Client,
        heads: Heads,
        book: SystemWorkBook,
        *,
        schedules: Sequence[str],
        receivers: Sequence[Receiver],
        now: Callable[[], datetime],
    ) -> None:
        self._client = client
        self._heads = heads
        self._book = book
        self._schedules = schedules
        self._receivers = receivers
        self._now = now

    async def namespace(self) -> Checked:
        missing = await unprepared(self._client)
        found = tuple(Found(Trouble.ENGINE_UNPREPARED, name) for name in missing)
        return Checked(Check.NAMESPACE, 1, found)

    async def schedules(self) -> Checked:
        faults = [(name, await schedule_fault(self._client, name)) for name in self._schedules]
        found = tuple(Found(Trouble.SCHEDULE_FAILING, name, fault) for name, fault in faults if fault)
        return Checked(Check.SCHEDULES, len(faults), found)

    async def deliveries(self) -> Checked:
        """See that a delivery runs for each receiver that is named in the settings of this process."""
        gone = [each for each in self._receivers if not await runs(self._client, delivery_id(each))]
        found = tuple(Found(Trouble.DELIVERY_GONE, receiver) for receiver in gone)
        return Checked(Check.DELIVERIES, len(self._receivers), found)

    async def retries(self) -> Checked:
        return Checked(Check.RETRIES, 1, slow(await retry_pause(self._client)))

    async def tasks(self) -> Checked:
        """Name the cases whose workflow fails again and again."""
        rows = await failing(self._client, CASE)
        keys = ((key_of(workflow_id), cause) for workflow_id, cause in rows)
        found = tuple(Found.of_case(Trouble.TASK_FAILING, *key, cause) for key, cause in keys)
        return Checked(Check.TASKS, len(found), found, SEEN_AFTER if found else None)

    async def cases(self, tell: Tell = lambda done, all_: None) -> Checked:
        """See that every case of the register lives in the engine, and the other way round."""
        wanted = await asyncio.to_thread(self._heads.under_way)
        living = await self._living()
        lost = await self._lost(sorted(wanted - living.keys()), tell)
        known = await asyncio.to_thread(self._heads.all)
        unknown = [key for key in sorted(living.keys() - known.keys()) if self._is_old(living[key])]
        found = (
            *(Found.of_case(Trouble.CASE_NOT_IN_ENGINE, *key) for key in lost),
            *(Found.of_case(Trouble.CASE_NOT_IN_REGISTER, *key) for key in unknown),
        )
        return Checked(Check.CASES, len(living.keys() | wanted), found)

    async def heads(self, tell: Tell = lambda done, all_: None) -> Checked:
        """Hold what every living case recorded last against the register: one call a case, and no worker."""
        living, known = await self._living(), await asyncio.to_thread(self._heads.all)
        both = {key: run for key, run in living.items() if key in known}
        compared, suspects = 0, list[Key]()
        async for key, last in self._last(both, tell):
            compared += last is not None
            if last is not None and last != known[key]:
                suspects.append(key)
        if suspects:
            await asyncio.sleep(SETTLES)
        found = [one async for key in _each(suspects) if (one := await self._differing(key, both[key]))]
        missed = len(both) - compared
        note = NOT_COMPARED.filled(count=missed) if missed else None
        return Checked(Check.HEADS, compared, tuple(found), note)

    async def standing(self) -> Checked:
        """See which of the cases that were said to stand still do so still."""
        told = await asyncio.to_thread(self._book.open, Trouble.CASE_STANDS_STILL)
        found = [work.found for work in told if await self._stands((work.found.agency, work.found.number))]
        return Checked(Check.STANDING, len(told), tuple(found))

    async def _living(self) -> dict[Key, Execution]:
        """A run whose opening was refused never gets a stage: it is no case."""
        found = executions(self._client, CASE, shown_by=STAGE.name)
        return {key_of(one.id): one async for one in found}

    def _is_old(self, run: Execution) -> bool:
        return run.started < self._now() - NEW

    async def _lost(self, missing: Sequence[Key], tell: Tell) -> list[Key]:
        """Ask again for each that is not in the list: that is a moment late."""
        if len(missing) > ONE_BY_ONE:
            return list(missing)
        lost = list[Key]()
        for done, key in enumerate(missing, start=1):
            if not await runs(self._client, case_id(*key)):
                lost.append(key)
            tell(done, len(missing))
        return lost

    async def _last(self, living: dict[Key, Execution], tell: Tell) -> AsyncIterator[tuple[Key, Head | None]]:
        gate = asyncio.Semaphore(AT_ONCE)

        async def read(key: Key, run: Execution) -> tuple[Key, Head | None]:
            async with gate:
                return key, await self._recorded_last(key, run.run)

        reading = [asyncio.ensure_future(read(key, run)) for key, run in living.items()]
        for done, one in enumerate(asyncio.as_completed(reading), start=1):
            yield await one
            tell(done, len(reading))

    async def _recorded_last(self, key: Key, run: str = "") -> Head | None:
        batch = await last_input(self._client, case_id(*key), run, "record", RecordBatch)
        return (batch.entries[-1].seq, batch.entries[-1].head) if batch and batch.entries else None

    async def _differing(self, key: Key, run: Execution) -> Found | None:
        """Look again at a case that seemed to differ: it may have been recording."""
        last = await self._recorded_last(key)
        position, head = await asyncio.to_thread(self._heads.of, *key)
        if last is None or last == (position, head):
            return None
        if position < last[0]:
            return Found.of_case(Trouble.REGISTER_BEHIND, *key, f"{position} < {last[0]}")
        if await asyncio.to_thread(self._heads.at, *key, last[0]) != last[1]:
            return Found.of_case(Trouble.JOURNAL_DIFFERS, *key, f"# {last[0]}")
        return Found.of_case(Trouble.ENGINE_BEHIND, *key, f"{last[0]} < {position}")

    async def _stands(self, key: Key) -> bool:
        if not await runs(self._client, case_id(*key)):
            return False
        last = await self._recorded_last(key)
        return last is None or last != await asyncio.to_thread(self._heads.of, *key)


def slow(pause: timedelta) -> tuple[Found, ...]:
    """Return the trouble that such a pause between two tries is, if it is one."""
    if pause <= AT_MOST:
        return ()
    return (Found(Trouble.ENGINE_RETRIES_SLOWLY, SETTING, f"≥ {pause.total_seconds():.0f} s"),)


def key_of(workflow_id: str) -> Key:
    """Return agency and number of a case from the id of its workflow."""
    _, agency, number = workflow_id.split("/", 2)
    return agency, number


async def _each(keys: Iterable[Key]) -> AsyncIterator[Key]:
    for key in keys:
        yield key
