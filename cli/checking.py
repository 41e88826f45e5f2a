"""`tingshu check`: everything that can be checked in an installation, as one table."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Annotated, Any, NamedTuple

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cli import showing
from cli.called import as_called
from cli.refusals import REFUSED
from cli.running import Json, run, settings
from domain.case.checks import Check, Checked, Part
from domain.case.dangers import words_of
from domain.case.system_work import Found, Level
from engine.errors import EngineUnavailable
from installation.checking import Checking, Looking
from installation.engine import engine_client
from installation.filling import Filled, Filling
from installation.inspecting import Inspected, Inspecting
from installation.office import keep_rules, opened

STYLES = {Level.OK: "green", Level.WARNING: "yellow", Level.FAULT: "bold red"}
COLUMNS = ("检查", "对象", "结果", "情况", "办法")


class Answer(NamedTuple):
    """What was done before, and what the checks came to."""

    filled: Sequence[Filled]
    inspected: Inspected | None
    done: Sequence[Checked]

    @property
    def faulty(self) -> bool:
        return any(one.level is Level.FAULT for one in self.done) or any(one.found for one in self.filled)


def check(
    part: Annotated[list[Part] | None, typer.Argument(help="只检查这些部分 · only these parts")] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="不读文件内容，不逐案比较 · no bytes of files, no heads of cases")
    ] = False,
    fill: Annotated[
        bool, typer.Option("--fill", help="先由引擎补齐登记簿 · fill the register from the engine first")
    ] = False,
    inspect: Annotated[
        bool,
        typer.Option(
            "--inspect",
            help="先查验库中此前收到的文件，危险的隔离 · look through what was taken in before, keep apart what is dangerous",
        ),
    ] = False,
    json_: Json = False,
) -> None:
    """全面检查，有故障时退出码为 1 · check everything; the exit code is 1 where there is a fault."""
    answer = run(_checked(part or tuple(Part), json_, quick=quick, fill=fill, inspect=inspect), json_=json_)
    if json_:
        showing.as_json(_as_json(answer))
    else:
        _show(answer)
    if answer.faulty:
        raise typer.Exit(REFUSED)


async def _checked(parts: Sequence[Part], json_: bool, *, quick: bool, fill: bool, inspect: bool) -> Answer:
    given = settings()
    with opened(given) as office, _progress(quiet=json_) as (looking, told):
        try:
            client = await engine_client(given, seconds=5) if fill or Part.ENGINE in parts else None
        except EngineUnavailable:
            if fill:
                raise
            client = None
        filled, inspected = list[Filled](), None
        if fill and client:
            await asyncio.to_thread(keep_rules, office)
            filled = await Filling(office.database, client).run(partial(told, "由引擎补齐"))
        if inspect:
            inspecting = Inspecting(office.store, office.quarantine)
            inspected = await asyncio.to_thread(inspecting.run, partial(told, "查验库中文件"))
        done = await Checking(office, client, looking=looking).run(parts, quick=quick)
        return Answer(filled, inspected, done)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[tuple[Looking, Callable[[str, int, int], None]]]:
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

    def told(what: str, done: int, of: int) -> None:
        shown.update(task, description=what, completed=done, total=of or None)

    with shown:
        yield looking, told


def _show(answer: Answer) -> None:
    if answer.filled:
        title = "由引擎补齐 · filled from the engine"
        showing.table(title, ("案件", "原有", "现有", "未能补齐"), map(_filled, answer.filled))
    if answer.inspected is not None:
        _show_inspected(answer.inspected)
    done = answer.done
    showing.styled_table("检查 · checks", COLUMNS, (row for checked in done for row in _rows(checked)))
    troubles = [found.trouble.level for checked in done for found in checked.found]
    faults, warnings = troubles.count(Level.FAULT), troubles.count(Level.WARNING)
    showing.line(f"故障 {faults} 项，提示 {warnings} 项 · {faults} faults, {warnings} warnings")


def _show_inspected(inspected: Inspected) -> None:
    if inspected.apart:
        rows = ((one.sha256, words_of(one.dangers).zh, "、".join(one.cases)) for one in inspected.apart)
        showing.table("新隔离的文件 · files kept apart now", ("文件", "危险", "案件"), rows)
    counts = inspected.looked_at, len(inspected.apart)
    showing.line(
        "查验文件 {} 个，新隔离 {} 个 · {} files looked through, {} kept apart".format(*counts, *counts)
    )


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


def _as_json(answer: Answer) -> dict[str, Any]:
    levels = [found.trouble.level for checked in answer.done for found in checked.found]
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
            for one in answer.filled
        ],
        "inspected": _inspected(answer.inspected) if answer.inspected else None,
        "checks": [_check(checked) for checked in answer.done],
    }


def _inspected(inspected: Inspected) -> dict[str, Any]:
    return {
        "looked_at": inspected.looked_at,
        "kept_apart": [
            {"sha256": one.sha256, "dangers": sorted(one.dangers), "cases": list(one.cases)}
            for one in inspected.apart
        ],
    }


def _check(checked: Checked) -> dict[str, Any]:
    return {
        "part": checked.check.part,
        "check": checked.check,
        "result": checked.level,
        "looked_at": checked.looked_at,
        "whole": checked.whole,
        "note": checked.note.as_dict() if checked.note else None,
        "unnamed": list(checked.unnamed),
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
