"""What waits for a seal, printed at once (合并打印): one PDF in the order of the list, and the addresses to which it goes.

Sealing stays one move a document (record_sealing): what is printed here is not sealed by it.
"""

import csv
from collections.abc import AsyncIterator, Iterable, Sequence
from io import StringIO
from typing import Any, NamedTuple, Protocol

from desk.reading import Reading
from desk.uploading import Uploads
from domain.case.case import Case
from domain.case.documents import Document
from domain.case.issuing import issuer_of, waiting_for_seal
from domain.case.people import Person
from domain.procedure.chapters.sealing import RecordSealing

A_PAGE = 200
ADDRESS_COLUMNS = ("案件", "文书", "文号", "收件人", "地址", "电话", "当事人")


class Merge(Protocol):
    def __call__(self, files: Iterable[bytes], *, two_sided: bool) -> bytes:
        """Return several PDFs as one; printed on both sides, each begins on a sheet of its own."""


class ToSeal(NamedTuple):
    """A document that waits for its seal, with its case."""

    case: Case
    document: Document

    @property
    def agency(self) -> str:
        return self.case.identity.agency.code

    @property
    def number(self) -> str:
        return self.case.identity.number

    @property
    def where(self) -> str:
        return f"{self.agency}/{self.number}"

    @property
    def name(self) -> str:
        """What it is called in a form."""
        return f"{self.where}/{self.document.id}"

    @property
    def party(self) -> str:
        party = self.document.party
        return self.case.party(party).name if self.case.has_party(party) else ""

    @property
    def row(self) -> tuple[Any, ...]:
        document = self.document
        return self.where, document.id, document.kind.zh, document.number, self.party, document.pages

    @property
    def address(self) -> tuple[str, ...] | None:
        """To whom and where it goes: as the party confirmed it (送达地址确认书), else as the case has it."""
        if not self.document.rule.served or not self.case.has_party(self.document.party):
            return None
        party = self.case.party(self.document.party)
        confirmed = party.confirmed_address
        to = (
            (confirmed.recipient, confirmed.address, confirmed.phone or party.contact)
            if confirmed
            else (party.name, party.address, party.contact)
        )
        return self.where, self.document.kind.zh, self.document.number, *to, party.name


class PrintBatches:
    def __init__(self, reading: Reading, uploads: Uploads, merge: Merge) -> None:
        self._reading = reading
        self._uploads = uploads
        self._merge = merge

    async def waiting(self, by: Person, *, request: str = "") -> Sequence[ToSeal]:
        """Return what waits for the seal of the person's own agency, in the order of cases and of documents."""
        return [one async for one in self._waiting(by, request)]

    async def _waiting(self, by: Person, request: str) -> AsyncIterator[ToSeal]:
        for agency, number in sorted([case async for case in self._cases(by, request)]):
            case = await self._reading.folded(by, agency, number, request=request)
            for document in sorted(waiting_for_seal(case), key=lambda one: one.id):
                if issuer_of(case, document).code == by.agency:
                    yield ToSeal(case, document)

    async def _cases(self, by: Person, request: str) -> AsyncIterator[tuple[str, str]]:
        """Yield each case in which this person is to seal something, once."""
        cursor, told = None, set[tuple[str, str]]()
        while True:
            page = await self._reading.work(by, cursor=cursor, limit=A_PAGE, request=request)
            found = {(r["agency"], r["number"]) for r in page.items if r["move"] == RecordSealing.name}
            for case in found - told:
                yield case
            told |= found
            if (cursor := page.cursor) is None:
                return

    async def pdf(
        self, by: Person, wanted: Iterable[ToSeal], *, two_sided: bool = False, request: str = ""
    ) -> bytes:
        """Return the final files of documents, one behind the other."""
        files = [await self._file(by, one.document.file, request) for one in wanted]
        return self._merge(files, two_sided=two_sided)

    async def _file(self, by: Person, sha256: str, request: str) -> bytes:
        found = await self._uploads.fetch(by, sha256, request)
        with found.content:
            return found.content.read()


def addresses(wanted: Iterable[ToSeal]) -> bytes:
    """Return one row a document that goes to a party, as office programmes open it."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(ADDRESS_COLUMNS)
    rows = (address for one in wanted if (address := one.address))
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """What a party wrote is no formula of a spreadsheet."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
