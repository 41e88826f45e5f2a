"""`tingshu case rehearse`: cases on paper, each run through the real procedure and shown step by step."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from cli import showing
from cli.case_deadlines import COLUMNS, row
from cli.refusals import BAD_INPUT, REFUSED
from cli.refusals import show as show_error
from cli.running import Json
from desk.errors import Fault, Malformed
from desk.rehearsing.results import FactSaid, Next, RehearsalResult, StepResult
from domain.bilingual import Words
from domain.law.traces import chinese_day
from domain.procedure import Change, Effect, State

STDIN = Path("-")
LONG = 64 * 1024
"""Bytes of a file of which it is told how far it is."""
UNREADABLE = Words("不能读取：{reason}", "it cannot be read: {reason}")
CHECK_PATH = Words("请核对路径", "check the path")
MADE_UP = "虚构人物，纸上推演，没有写入 · invented persons, run on paper, nothing was written"
OPEN_COLUMNS = ("可以办理", "操作 move", "当事人", "由谁 by", "最迟 until")


def rehearse(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="预演文件 YAML 或 JSON，- 为标准输入 · or - for stdin"),
    ],
    every_step: Annotated[
        bool,
        typer.Option(
            "--every-step",
            help="与 --json 同用，每一步之后都列出还可办理的操作 · with --json: what may be done after each step",
        ),
    ] = False,
    json_: Json = False,
) -> None:
    """预演：在纸上推演整个案件，不符预期的退出码为 1 · run a case on paper; exit code 1 where an expectation fails.

    格式见 docs/rehearsal.md · the format stands there。示例 examples: examples/rehearsals/
    """
    results: list[RehearsalResult] = []
    wrong = False
    for file in files:
        try:
            results.append(_result(file, always_open=json_ and every_step))
        except Malformed as error:
            wrong = True
            show_error(_of_file(file, error) if len(files) > 1 else error, json_=json_)
            continue
        if not json_:
            _show(results[-1])
    if json_ and results:
        shown = [one.model_dump(mode="json", exclude_none=True) for one in results]
        showing.as_json(shown if len(files) > 1 else shown[0])
    if wrong:
        raise typer.Exit(BAD_INPUT)
    if not all(one.holds for one in results):
        raise typer.Exit(REFUSED)


def _result(file: Path, *, always_open: bool) -> RehearsalResult:
    from cli.law_reading import rules_of
    from installation.rehearsing import rehearsed

    try:
        data = sys.stdin.buffer.read() if file == STDIN else file.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Malformed(Fault(str(file), UNREADABLE.filled(reason=reason), CHECK_PATH)) from error
    with _progress(len(data)) as done:
        return rehearsed(rules_of, data, done, always_open=always_open)


@contextmanager
def _progress(length: int) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on a terminal, of a file that takes its time."""
    if length < LONG or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import Progress

    with Progress(console=showing.err, transient=True) as bar:
        task = bar.add_task("推演 · running", total=None)
        yield lambda made, total: bar.update(task, completed=made, total=total)


def _of_file(file: Path, error: Malformed) -> Malformed:
    return Malformed(*(Fault(f"{file}: {fault.field}", fault.why, fault.cure) for fault in error.faults))


def _show(result: RehearsalResult) -> None:
    showing.line(result.title, "bold")
    showing.line(f"{result.profile}，{MADE_UP}")
    if result.note:
        showing.line(result.note)
    for step in result.steps:
        _show_step(step)
    last = result.steps[-1]
    showing.table("期限", COLUMNS, (row(one.model_dump(mode="json")) for one in last.deadlines))
    showing.table("下一步 · next", OPEN_COLUMNS, (*map(_awaited, last.awaited), *map(_next, last.open)))
    unmet = sum(bool(step.unmet) for step in result.steps)
    if unmet:
        showing.line(f"✗ {unmet} 步与预期不符 · {unmet} steps are not as expected", "bold red")
    else:
        showing.line("✓ 符合全部预期 · every expectation holds", "green")


def _show_step(step: StepResult) -> None:
    for fact in step.passed:
        showing.line(f"      … {fact.on}  {_said(fact)}")
    day, hour = chinese_day(date.fromisoformat(step.at[:10])), step.at[11:16]
    mark, style = ("✓", "green") if step.accepted else ("✗", "bold red")
    title = step.title.partition(" · ")[0]
    showing.line(f"{mark} {step.step:>3}  {day} {hour}  {step.by_name}  {title}（{step.move}）", style)
    if step.note:
        showing.line(f"      {step.note}")
    for refusal in step.refusals:
        showing.line(f"      ✗ {refusal.code} {refusal.article}".rstrip(), "red")
        showing.line(f"        {Words(**refusal.why)}")
        showing.line(f"      → {Words(**refusal.cure)}")
    for fact in (*step.facts, *step.afterwards):
        showing.line(f"      {_said(fact)}")
    _show_beside(step)


def _show_beside(step: StepResult) -> None:
    if step.confirmed_by:
        showing.line(f"      会签 · confirmed by：{step.confirmed_by}")
    if step.supplied:
        showing.line(f"      补入 · supplied：{'、'.join(step.supplied)}", "dim")
    for change in _told_once(step.changes):
        showing.line(f"      期限{change.said.zh}：{_clock(change.deadline.model_dump(mode='json'))}")
    for hindered in step.not_supplied:
        showing.line(f"      未能代办 · not supplied：{Words(**hindered.why)}", "yellow")
    for said in step.unmet:
        showing.line(f"      ！{Words(**said)}", "bold red")


def _told_once(changes: Sequence[Change]) -> Iterator[Change]:
    """What began and was met by the same step is told as begun; that it was met stands beside it."""
    begun = [change.after for change in changes if change.effect is Effect.SET]
    return (one for one in changes if one.effect is not Effect.MET or one.after not in begun)


def _said(fact: FactSaid) -> str:
    said = "；".join(one["zh"] for one in fact.said)
    return f"{fact.title['zh']}（{said}）" if said else fact.title["zh"]


def _clock(item: dict[str, Any]) -> str:
    title, _, party, _, day, state, article = row(item)
    of = f"（当事人{party}）" if party else ""
    unknown = item["state"] == State.UNKNOWN
    return f"{title}{of} {day}：{article}" if unknown else f"{title}{of} {day}（{state}）"


def _awaited(item: Next) -> tuple[Any, ...]:
    return (f"待办：{item.title}", *_next(item)[1:])


def _next(item: Next) -> tuple[Any, ...]:
    return item.title, item.move, item.party, "、".join(item.by), item.until
