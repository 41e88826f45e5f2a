"""What another case has just stated stands in the register a moment later: waited for, and no longer than a while."""

import asyncio

from desk.errors import REGISTER, Unavailable
from desk.ports import Journals
from domain.case.journal import Entry

PATIENCE, PAUSE = 20.0, 0.1
"""Seconds. Longer than it takes until a record is tried again whose worker was killed."""


async def recorded(journals: Journals, agency: str, number: str, position: int) -> tuple[Entry, ...]:
    """Return the entries of a case up to a position, once the register has them.

    Raises:
        Unavailable: It does not have them yet; whoever asks tries again.
    """
    for _ in range(int(PATIENCE / PAUSE)):
        found = await asyncio.to_thread(journals.entries, agency, number, until=position)
        if len(found) == position:
            return found
        await asyncio.sleep(PAUSE)
    raise Unavailable(REGISTER)
