"""Filling (补齐): the engine's own histories are the second copy of every journal, and hand the register what it lacks.

Entries that are there are compared, never overwritten: where both differ, that is said and left to a person.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from temporalio.client import Client
from temporalio.service import RPCError

from activities.recording import RecordBatch
from domain.case.case import case_id
from domain.case.journal import JournalGap, JournalMismatch, NotRecordable
from domain.case.system_work import Found, Trouble
from engine.histories import inputs, last_input
from engine.namespace import STAGE
from engine.observing import Execution, executions
from installation.checking_engine import CASE, key_of
from register.database import AWAY, Database
from register.heads import Head, Heads, Key
from register.projection import CaseProjection
from register.recording import Recorder
from workflows.penalty_case import PenaltyCase

logger = logging.getLogger(__name__)

Told = Callable[[int, int], None]

_CALL = timedelta(seconds=10)


@dataclass(frozen=True)
class Filled:
    """A case that the register lacked, in part or whole."""

    agency: str
    number: str
    before: int
    """How far it was recorded before."""
    after: int
    found: Found | None = None
    """Why it could not be filled to the end."""


class Filling:
    def __init__(self, database: Database, client: Client) -> None:
        self._client = client
        self._heads = Heads(database)
        self._recorder = Recorder(database, CaseProjection())

    async def run(self, told: Told = lambda done, of: None) -> list[Filled]:
        """Fill every case that the engine knows to be further than the register; return those that were not equal."""
        known = await asyncio.to_thread(self._heads.all)
        lives = await self._lives()
        filled = list[Filled]()
        for done, key in enumerate(sorted(lives), start=1):
            if not await self._is_equal(key, lives[key][-1], known.get(key, (0, ""))):
                filled.append(await self._fill(key, lives[key]))
            told(done, len(lives))
        return [one for one in filled if one.found or one.after > one.before]

    async def _lives(self) -> dict[Key, list[Execution]]:
        """Return the last run of each life of every case, in order, closed ones too: who was awakened has several lives."""
        found = defaultdict[Key, list[Execution]](list)
        async for one in executions(self._client, CASE, shown_by=STAGE.name, closed=True):
            found[key_of(one.id)].append(one)
        for lives in found.values():
            lives.sort(key=lambda life: life.started)
        return found

    async def _is_equal(self, key: Key, run: Execution, recorded: Head) -> bool:
        """A run that has recorded nothing yet goes on from an earlier one: then all of them are read."""
        last = await last_input(self._client, case_id(*key), run.run, "record", RecordBatch)
        if last is None or not last.entries:
            return False
        return recorded[0] >= last.entries[-1].seq and await self._is_same(key, last)

    async def _is_same(self, key: Key, last: RecordBatch) -> bool:
        entry = last.entries[-1]
        return await asyncio.to_thread(self._heads.at, *key, entry.seq) == entry.head

    async def _fill(self, key: Key, lives: Sequence[Execution]) -> Filled:
        before, _ = await asyncio.to_thread(self._heads.of, *key)
        found = None
        try:
            for life in lives:
                async for batch in inputs(self._client, case_id(*key), life.run, "record", RecordBatch):
                    await asyncio.to_thread(self._record, key, batch)
        except NotRecordable as error:
            lacking = isinstance(error, JournalGap)
            trouble = Trouble.REGISTER_BEHIND if lacking else Trouble.JOURNAL_DIFFERS
            found = Found.of_case(trouble, *key, f"{type(error).__name__} # {error.seq}")
        except AWAY:
            raise
        except Exception as error:
            # Rules that nobody has, facts of another version: the other cases are filled all the same.
            logger.exception("a case could not be filled")
            found = Found.of_case(Trouble.CASE_UNREADABLE, *key, type(error).__name__)
        after, _ = await asyncio.to_thread(self._heads.of, *key)
        if lives[-1].running and after > before:
            await self._wake(key)
        return Filled(*key, before, after, found)

    def _record(self, key: Key, batch: RecordBatch) -> None:
        try:
            self._recorder.record(*key, batch.entries)
        except JournalMismatch:
            if not batch.in_doubt:
                raise
            # What a run had made that another had overtaken: the register never took it.

    async def _wake(self, key: Key) -> None:
        """A case that stands still looks again at once; one that ended meanwhile, or fails, does without."""
        with suppress(RPCError):
            handle = self._client.get_workflow_handle(case_id(*key))
            await handle.signal(PenaltyCase.look_again, rpc_timeout=_CALL)
