"""The access log (查阅日志): who read what, written in batches so that a read waits for no disk."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime

from desk.errors import Unavailable
from desk.ports import ReadBook
from domain.bilingual import Words
from domain.case.readers import Read

PAUSE = 0.2
"""Seconds of reads that a killed process can lose from the log; in good order it loses none."""
MOST = 20_000
"""Reads kept while the register cannot take them; then reading stops, since it could not be accounted for."""


class LogFull(Unavailable):
    """So many reads wait to be logged that no more can be answered for."""

    code = "LogFull"

    def __init__(self) -> None:
        super().__init__(Words("查阅日志", "the access log"))


class AccessLog:
    def __init__(self, book: ReadBook, now: Callable[[], datetime]) -> None:
        self._book = book
        self._now = now
        self._waiting: list[Read] = []
        self._soon: asyncio.Task[None] | None = None

    def note(self, person: str, agency: str, number: str, what: str, request: str = "") -> None:
        """Note a read; it is in the register a moment later.

        Raises:
            LogFull: The register has not taken any for too long.
        """
        if len(self._waiting) >= MOST:
            raise LogFull
        self._waiting.append(Read(person, agency, number, what, self._now(), request))
        if self._soon is None:
            self._soon = asyncio.get_running_loop().create_task(self._write_soon())

    async def flush(self) -> None:
        """Write what waits; what cannot be written waits on."""
        reads, self._waiting = self._waiting, []
        if not reads:
            return
        try:
            await asyncio.to_thread(self._book.note_reads, reads)
        except BaseException:
            self._waiting = reads + self._waiting
            raise

    async def _write_soon(self) -> None:
        while self._waiting:
            await asyncio.sleep(PAUSE)
            # The register may be away: what is noted waits, and reading stops when too much of it does.
            with contextlib.suppress(Exception):
                await self.flush()
        self._soon = None
