"""`tingshu document print-batch`: everything that waits to be sealed as one PDF, and the addresses to which it goes.

Sealing stays one move a document (record_sealing): what is printed here is not sealed by it.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from cli import showing
from cli.paging import whole
from cli.reading import Desk, read
from cli.running import As, Json
from desk.errors import Fault, Malformed
from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import Document
from domain.case.issuing import issuer_of, waiting_for_seal

NOT_WRITTEN = Words("不能写入 {path}（{reason}）", "{path} cannot be written ({reason})")
ANOTHER = Words("请另写一个路径", "name another path")
COLUMNS = ("案件", "文书", "名称", "文号", "当事人", "页数")
ADDRESS_COLUMNS = ("案件", "文书", "文号", "收件人", "地址", "电话", "当事人")
SEALING = "record_sealing"


class Waiting(NamedTuple):
    """A document that waits for its seal, with its case."""

    case: Case
    document: Document

    @property
    def where(self) -> str:
        return f"{self.case.identity.agency.code}/{self.case.identity.number}"

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


def print_batch(
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", dir_okay=False, help="合并的 PDF · the merged PDF")
    ],
    addresses: Annotated[
        Path | None,
        typer.Option(
            metavar="CSV",
            dir_okay=False,
            help="另写收件地址（邮件合并）· also the addresses, for a mail merge",
        ),
    ] = None,
    two_sided: Annotated[
        bool, typer.Option("--two-sided", help="双面打印：每份从新的一张开始 · each on a sheet of its own")
    ] = False,
    as_: As = "",
    json_: Json = False,
) -> None:
    """合并打印：等我盖章的全部文书，按案件和文书的次序 · all that waits for my seal, by case and document.

    盖章仍逐份记录（record_sealing）· sealing stays one move a document.
    """

    async def asked(desk: Desk) -> list[Waiting]:
        found = [one async for one in _waiting(desk)]
        files = [await _file(desk, one.document.file) for one in found]
        if found:
            _write(found, files, out, addresses, two_sided=two_sided)
        return found

    found = read(asked, as_, json_=json_)
    if json_:
        showing.as_json(
            [
                dict(zip(("case", "document", "kind", "number", "party", "pages"), one.row, strict=True))
                for one in found
            ]
        )
    else:
        showing.table("待盖章的文书 · waiting for a seal", COLUMNS, (one.row for one in found))
        for path in (out, addresses) if found else ():
            if path:
                showing.line(str(path))


async def _waiting(desk: Desk) -> Any:
    """Yield what waits for the seal of the person's own agency, in the order of cases and of documents."""
    rows = await whole(lambda **page: desk.reading.work(desk.by, **page))
    cases = sorted({(row["agency"], row["number"]) for row in rows if row["move"] == SEALING})
    for agency, number in cases:
        case = await desk.reading.folded(desk.by, agency, number)
        for document in sorted(waiting_for_seal(case), key=lambda d: d.id):
            if issuer_of(case, document).code == desk.by.agency:
                yield Waiting(case, document)


async def _file(desk: Desk, sha256: str) -> bytes:
    found = await desk.uploads.fetch(desk.by, sha256)
    with found.content:
        return found.content.read()


def _write(
    found: Sequence[Waiting], files: Sequence[bytes], out: Path, addresses: Path | None, *, two_sided: bool
) -> None:
    from documents.merging import merged

    try:
        merged(files, out, two_sided=two_sided)
        if addresses is not None:
            _write_addresses(found, addresses)
    except OSError as error:
        why = NOT_WRITTEN.filled(path=error.filename or out, reason=error.strerror)
        raise Malformed(Fault("--out", why, ANOTHER)) from error


def _write_addresses(found: Sequence[Waiting], path: Path) -> None:
    """Write one row a document that goes to a party, as office programmes open it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(ADDRESS_COLUMNS)
        writer.writerows([harmless(cell) for cell in row] for row in _addresses(found))


def _addresses(found: Sequence[Waiting]) -> Iterator[tuple[str, ...]]:
    return (address for one in found if (address := one.address))


def harmless(cell: str) -> str:
    """What a party wrote is no formula of a spreadsheet."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
