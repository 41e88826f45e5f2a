"""The record of one case proven and given out (核验、导出) to those who may read it; each time it is in the access log."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from desk.access_log import AccessLog
from desk.errors import Unknown
from desk.reading import Reading
from domain.canonical import canonical
from domain.case import journal_file
from domain.case.journal import GENESIS, chain
from domain.case.people import Person
from domain.case.proof import Flaw, Key
from domain.case.readers import Reader
from domain.procedure.lists import JournalRow

_PAGE = 200


class Proofs(Protocol):
    def case(self, case: Key) -> Sequence[Flaw]:
        """Return what was done to the journal of one case."""

    def entries(self, case: Key) -> int: ...


class Proven(NamedTuple):
    entries: int
    flaws: tuple[Flaw, ...]
    """None where every entry is as it was written."""


class Proving:
    def __init__(self, proofs: Proofs, reading: Reading, log: AccessLog) -> None:
        self._proofs = proofs
        self._reading = reading
        self._log = log

    async def verify(self, by: Person, agency: str, number: str, request: str = "") -> Proven:
        """Hold the journal of a case against its own hashes.

        Raises:
            Unknown: There is no such case, or its journal is not this person's to read.
        """
        if agency not in Reader.of(by).journals:
            raise Unknown
        case = (agency, number)
        flaws = tuple(await asyncio.to_thread(self._proofs.case, case))
        entries = await asyncio.to_thread(self._proofs.entries, case)
        if not entries and not flaws:
            raise Unknown
        self._log.note(by.id, agency, number, "journal proof", request)
        return Proven(entries, flaws)

    async def export(self, by: Person, agency: str, number: str, request: str = "") -> tuple[str, bool]:
        """Return the journal as a file, and whether each entry follows from the one before. Raises as `verify` does."""
        rows, cursor = list[JournalRow](), None
        while True:
            page = await self._reading.journal(
                by, agency, number, cursor=cursor, limit=_PAGE, request=request
            )
            rows.extend(page.items)
            if (cursor := page.cursor) is None:
                return exported(agency, number, rows)


def exported(agency: str, number: str, found: Iterable[JournalRow]) -> tuple[str, bool]:
    """Return the journal as a file, and whether each entry follows from the one before."""
    rows = [(row["head"], canonical({n: value for n, value in row.items() if n != "head"})) for row in found]
    heads = [GENESIS, *(head for head, _ in rows)]
    follows = all(chain(before, stored) == head for before, (head, stored) in zip(heads, rows, strict=False))
    return journal_file.written(agency, number, rows), follows
