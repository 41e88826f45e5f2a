"""`tingshu document print-batch`: everything that waits to be sealed as one PDF, and the addresses to which it goes.

Sealing stays one move a document (record_sealing): what is printed here is not sealed by it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cli import showing
from cli.reading import Desk, read
from cli.running import As, Json
from desk.errors import Fault, Malformed
from desk.print_batches import PrintBatches, ToSeal
from desk.print_batches import addresses as addresses_of
from domain.bilingual import Words
from installation.merging import merge

NOT_WRITTEN = Words("不能写入 {path}（{reason}）", "{path} cannot be written ({reason})")
ANOTHER = Words("请另写一个路径", "name another path")
COLUMNS = ("案件", "文书", "名称", "文号", "当事人", "页数")


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

    async def asked(desk: Desk) -> Sequence[ToSeal]:
        batches = PrintBatches(desk.reading, desk.uploads, merge)
        if found := await batches.waiting(desk.by):
            _write(out, await batches.pdf(desk.by, found, two_sided=two_sided))
            if addresses is not None:
                _write(addresses, addresses_of(found))
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


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        why = NOT_WRITTEN.filled(path=error.filename or path, reason=error.strerror)
        raise Malformed(Fault("--out", why, ANOTHER)) from error
