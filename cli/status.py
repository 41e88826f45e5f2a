"""`tingshu status`: whether all is well now, on one screen."""

from collections.abc import Iterator
from typing import Any

import typer
from rich.text import Text

from api.operations import shown
from cli import showing
from cli.called import as_called
from cli.refusals import REFUSED
from cli.running import Json, run, settings, the_desk
from desk.operations import Reason, State
from domain.case.system_work import Level, Trouble
from domain.procedure.language import SHANGHAI
from domain.procedure.outgoing import Receiver

PARTS = {"engine": "引擎 engine", "register": "登记簿 register", "schema": "登记簿结构 schema"}
WAITING = (
    "待发的会自行送出，送不出的自行再送（tingshu outbox list） · they go out by themselves, again and again"
)
KEPT = (
    "此处没有设置 TINGSHU_SMTP_HOST；工作进程也没有的，邮件只留存，不送出"
    " · TINGSHU_SMTP_HOST is not set here: where the worker has none either, mails are kept, and not sent"
)
STYLES = {Level.WARNING: "yellow", Level.FAULT: "bold red"}


def status(json_: Json = False) -> None:
    """现在是否一切正常，有故障时退出码为 1 · whether all is well; the exit code is 1 where it is not."""
    state = run(_state(), json_=json_)
    if json_:
        showing.as_json(shown(state))
    else:
        _show(state)
    if state.degraded:
        raise typer.Exit(REFUSED)


async def _state() -> State:
    async with the_desk(engine=False) as services:
        return await services.operations.state()


def _show(state: State) -> None:
    showing.table("听述运行情况 · Tingshu", ("", ""), _rows(state, mails=settings().smtp_host is not None))
    for reason in state.reasons:
        showing.out.print(Text(as_called(_said(reason)), style=STYLES[reason.trouble.level]), soft_wrap=True)
    if state.degraded:
        showing.line(
            "✗ 有故障：tingshu check 列出每一项 · degraded: tingshu check lists everything", "bold red"
        )
    else:
        showing.line("✓ 一切正常 · all is well", "bold green")


def _rows(state: State, *, mails: bool) -> Iterator[tuple[str, Any]]:
    busy = {"register"} if any(r.trouble is Trouble.REGISTER_BUSY for r in state.reasons) else set()
    for part, well in state.parts.items():
        yield PARTS[part], "正常 well" if well else "✗ 忙 busy" if part in busy else "✗ 没有应答 away"
    counts = state.counts
    if counts is None:
        return
    yield "案件 cases", f"{counts.open_cases} 件在办 under way / {counts.cases}"
    yield "留存的来件 letters kept", counts.letters
    for box in counts.outbox:
        since = box.oldest.astimezone(SHANGHAI).isoformat(sep=" ", timespec="minutes")[:16]
        yield (
            f"外发 outbox {box.receiver}",
            f"待发 waiting {box.waiting}，受阻 stuck {box.stuck}，最早 oldest {since}",
        )
        if box.receiver == Receiver.MAIL and not mails:
            yield "", KEPT
        elif box.waiting and not box.stuck:
            yield "", as_called(WAITING)
    if not counts.outbox:
        yield "外发 outbox", "全部送达 all delivered"
    yield "系统待办 system work", state.open_work


def _said(reason: Reason) -> str:
    about = " ".join(part for part in (reason.subject, reason.detail) if part)
    times = f" × {reason.count}" if reason.count > 1 else ""
    return f"{reason.trouble.words}{times}（{about}）\n→ {reason.trouble.cure}"
