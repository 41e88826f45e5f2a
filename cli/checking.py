"""`tingshu check`: everything that can be checked in an installation, as one table."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cli import showing
from cli.called import as_called
from cli.refusals import REFUSED
from cli.running import Json, run, settings
from domain.case.checks import Check, Checked, Part
from domain.case.system_work import Found, Level
from engine.errors import EngineUnavailable
from installation.checking import Checking, Looking
from installation.engine import engine_client
from installation.filling import Filled, Filling, Told
from installation.office import keep_rules, opened

STYLES = {Level.OK: "green", Level.WARNING: "yellow", Level.FAULT: "bold red"}
COLUMNS = ("检查", "对象", "结果", "情况", "办法")


def check(
    part: Annotated[list[Part] | None, typer.Argument(help="只检查这些部分 · only these parts")] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="不读文件内容，不逐案比较 · no bytes of files, no heads of cases")
    ] = False,
    fill: Annotated[
        bool, typer.Option("--fill", help="先由引擎补齐登记簿 · fill the register from the engine first")
    ] = False,
    json_: Json = False,
) -> None:
    """全面检查，有故障时退出码为 1 · check everything; the exit code is 1 where there is a fault."""
    filled, done = run(_checked(part or tuple(Part), quick, fill, json_), json_=json_)
    if json_:
        showing.as_json(_as_json(filled, done))
    else:
        _show(filled, done)
    if any(checked.level is Level.FAULT for checked in done) or any(one.found for one in filled):
        raise typer.Exit(REFUSED)


async def _checked(
    parts: Sequence[Part], quick: bool, fill: bool, json_: bool
) -> tuple[list[Filled], list[Checked]]:
    given = settings()
    with opened(given) as office, _progress(quiet=json_) as (looking, told):
        try:
            client = await engine_client(given, seconds=5) if fill or Part.ENGINE in parts else None
        except EngineUnavailable:
            if fill:
                raise
            client = None
        filled = list[Filled]()
        if fill and client:
            await asyncio.to_thread(keep_rules, office)
            filled = await Filling(office.database, client).run(told)
        return filled, await Checking(office, client, looking=looking).run(parts, quick=quick)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[tuple[Looking, Told]]:
    """Show how far it is, on a terminal."""
    shown = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=showing.err,
        transient=True,
        disable=quiet or not showing.err.is_terminal,
    )
    task = shown.add_task("", total=None)

    def looking(check: Check, done: int, of: int) -> None:
        shown.update(task, description=check.zh, completed=done, total=of or None)

    def told(done: int, of: int) -> None:
        shown.update(task, description="由引擎补齐", completed=done, total=of or None)

    with shown:
        yield looking, told


def _show(filled: Sequence[Filled], done: Sequence[Checked]) -> None:
    if filled:
        showing.table(
            "由引擎补齐 · filled from the engine", ("案件", "原有", "现有", "未能补齐"), map(_filled, filled)
        )
    showing.styled_table("检查 · checks", COLUMNS, (row for checked in done for row in _rows(checked)))
    troubles = [found.trouble.level for checked in done for found in checked.found]
    faults, warnings = troubles.count(Level.FAULT), troubles.count(Level.WARNING)
    showing.line(f"故障 {faults} 项，提示 {warnings} 项 · {faults} faults, {warnings} warnings")


def _filled(one: Filled) -> tuple[Any, ...]:
    return f"{one.agency}/{one.number}", one.before, one.after, one.found.said if one.found else ""


def _rows(checked: Checked) -> Iterator[tuple[str, tuple[Any, ...]]]:
    name, note = checked.check.zh, checked.note or ""
    if not checked.found:
        yield STYLES[Level.OK], (name, checked.looked_at, Level.OK.zh, note, "")
    for found in checked.found:
        level = found.trouble.level
        cure = as_called(str(found.trouble.cure))
        yield STYLES[level], (name, found.subject, level.zh, found.said, cure)


def _as_json(filled: Sequence[Filled], done: Sequence[Checked]) -> dict[str, Any]:
    levels = [found.trouble.level for checked in done for found in checked.found]
    return {
        "faults": levels.count(Level.FAULT),
        "warnings": levels.count(Level.WARNING),
        "filled": [
            {
                "agency": one.agency,
                "number": one.number,
                "before": one.before,
                "after": one.after,
                "found": _found(one.found) if one.found else None,
            }
            for one in filled
        ],
        "checks": [_check(checked) for checked in done],
    }


def _check(checked: Checked) -> dict[str, Any]:
    return {
        "part": checked.check.part,
        "check": checked.check,
        "result": checked.level,
        "looked_at": checked.looked_at,
        "whole": checked.whole,
        "note": checked.note.as_dict() if checked.note else None,
        "found": [_found(found) for found in checked.found],
    }


def _found(found: Found) -> dict[str, Any]:
    return {
        "trouble": found.trouble,
        "level": found.trouble.level,
        "subject": found.subject,
        "agency": found.agency,
        "number": found.number,
        "detail": found.detail,
        "what": found.said.as_dict(),
        "cure": found.trouble.cure.as_dict(),
    }
