"""`tingshu case export … --rehearsal`: a case as a rehearsal file, held against what became true in it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import showing
from cli.paging import whole
from cli.reading import Desk, read
from cli.refusals import REFUSED
from cli.running import Agency, As, Json, Number
from desk.errors import Fault, Malformed
from domain.bilingual import Words

if TYPE_CHECKING:
    from domain.case.journal import Entry

EXPORT_WHAT = Fault(
    "--rehearsal",
    Words("没有写明导出什么", "it does not say what to export"),
    Words("请写 --rehearsal，导出为预演文件", "write --rehearsal, for a rehearsal file"),
)
TAKEN = Words("无法写入 {path}：{reason}", "{path} cannot be written: {reason}")
ANOTHER = Words("请在 --output 中另写一个路径", "name another path with --output")
SAME = "推演结果与案卷一致 · rehearsed, it comes true as it did in the case"
SHOWN = 20
"""Differences that are named."""


def export(
    agency: Agency,
    number: Number,
    rehearsal: Annotated[
        bool, typer.Option("--rehearsal", help="导出为预演文件 · as a rehearsal file")
    ] = False,
    invented_names: Annotated[
        bool,
        typer.Option(
            "--invented-names",
            help="替换姓名、名称、号码、地址和文字 · replace names, identifiers, addresses and texts",
        ),
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="写入文件 · write it to a file")
    ] = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """导出：将一件案件写成预演文件 · write a case as a rehearsal file.

    导出后即推演一遍，与案卷不一致的逐项指出，退出码为 1 · it is rehearsed at once; what comes true otherwise than in the
    case is named, and the exit code is 1.
    """

    async def work(desk: Desk) -> tuple[str, ...]:
        if not rehearsal:
            raise Malformed(EXPORT_WHAT)
        entries = await journal_of(desk, agency, number)
        file, differing = _made(entries, desk, invented=invented_names)
        _write(file, output, json_)
        return differing

    differing = read(work, as_, json_=json_, case=(agency, number))
    if not differing:
        showing.note(SAME)
        return
    for one in differing[:SHOWN]:
        showing.note(f"✗ 推演与案卷不一致 · comes true otherwise：{one}")
    raise typer.Exit(REFUSED)


async def journal_of(desk: Desk, agency: str, number: str) -> "list[Entry]":
    """Return the whole journal of a case, as its reader may see it."""
    from domain.case.journal import Entry

    rows = await whole(lambda **page: desk.reading.journal(desk.by, agency, number, **page))
    return [Entry.model_validate({**row, "body": dict(row["body"])}) for row in rows]


def _made(entries: "list[Entry]", desk: Desk, *, invented: bool) -> tuple[dict[str, Any], tuple[str, ...]]:
    from cli.law_reading import rules_of
    from desk.rehearsing.exporting import as_yaml, differences, exported
    from desk.rehearsing.running import told
    from installation.rehearsing import cast

    file = exported(entries, desk.directory.person, cast(), invented=invented)
    try:
        _, rehearsed = told(as_yaml(file).encode(), cast(), rules_of)
    except Malformed as error:
        # What cannot be read back off its facts is named, and written by hand.
        return file, tuple(f"{fault.field}：{fault.why.zh}" for fault in error.faults)
    return file, differences(entries, rehearsed, named=not invented)


def _write(file: dict[str, Any], output: Path | None, json_: bool) -> None:
    from desk.rehearsing.exporting import as_yaml

    if output is None and json_:
        showing.as_json(file)
        return
    text = as_yaml(file)
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Malformed(Fault("--output", TAKEN.filled(path=output, reason=reason), ANOTHER)) from error
