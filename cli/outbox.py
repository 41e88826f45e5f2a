"""`tingshu outbox …`: what waits to leave, why it did not, and trying it again."""

import asyncio
from typing import Annotated, Any

import typer

from cli import showing
from cli.refusals import BAD_INPUT
from cli.running import Json, run, settings
from domain.procedure.language import SHANGHAI
from domain.procedure.outgoing import Receiver
from engine.errors import EngineUnavailable
from installation.delivering import resume_delivery
from installation.engine import engine_client
from installation.office import opened
from register.outbox import ATTEMPTS_UNTIL_WORK, Waiting

app = typer.Typer(no_args_is_help=True, help="外发：上报和邮件 · reports and mails that wait")

WhichReceiver = Annotated[Receiver | None, typer.Argument(help="接收方 · the receiver")]
COLUMNS = ("编号", "接收方", "次序", "已试", "自", "下次", "上次的原因")


@app.command("list")
def list_(
    receiver: WhichReceiver = None,
    stuck: Annotated[bool, typer.Option("--stuck", help="只列受阻的 · only what is stuck")] = False,
    limit: Annotated[int, typer.Option(min=1, help="最多行数 · at most so many rows")] = 200,
    json_: Json = False,
) -> None:
    """列出尚未送达的 · list what was not delivered, the oldest first."""

    async def work() -> list[Waiting]:
        with opened(settings()) as parts:
            found = parts.outbox.stuck() if stuck else parts.outbox.waiting(receiver, limit=limit)
            return [row for row in found if receiver in (None, row.receiver)][:limit]

    found = run(work(), json_=json_)
    if json_:
        showing.as_json([_as_json(row) for row in found])
    else:
        showing.table("外发", COLUMNS, map(_row, found))


@app.command()
def retry(
    receiver: WhichReceiver = None,
    id_: Annotated[int | None, typer.Option("--id", help="只重试这一行 · only this row")] = None,
    json_: Json = False,
) -> None:
    """立即重试：一个接收方的全部，或者一行 · try again now: all of a receiver, or one row."""
    if (receiver is None) == (id_ is None):
        showing.problem(
            "请指明一个接收方或者 --id · name a receiver, or one row with --id", json_=json_, code="Malformed"
        )
        raise typer.Exit(BAD_INPUT)
    showing.pairs(run(_retried(receiver, id_), json_=json_), json_=json_)


@app.command()
def resume(
    receiver: Annotated[Receiver, typer.Argument(help="接收方 · the receiver")], json_: Json = False
) -> None:
    """唤醒投递流程；已不存在时重新启动 · wake the delivery, or start it again where it is gone."""

    async def work() -> str:
        given = settings()
        client = await engine_client(given, seconds=5)
        return await resume_delivery(client, receiver, task_queue=given.task_queue)

    showing.pairs({"receiver": receiver.value, "delivery": run(work(), json_=json_)}, json_=json_)


async def _retried(receiver: Receiver | None, row: int | None) -> dict[str, Any]:
    given = settings()
    with opened(given) as parts:
        if receiver is not None:
            count = await asyncio.to_thread(parts.outbox.retry_now, receiver)
        else:
            assert row is not None, "one of both is given"
            of = await asyncio.to_thread(parts.outbox.retry_row, row)
            count, receiver = int(of is not None), Receiver(of) if of else None
    if receiver is None:
        return {"rows": 0}
    try:
        client = await engine_client(given, seconds=5)
        said = await resume_delivery(client, receiver, task_queue=given.task_queue, start=False)
    except EngineUnavailable:
        said = "engine away"
    return {"receiver": receiver.value, "rows": count, "delivery": said}


def _row(row: Waiting) -> tuple[Any, ...]:
    since, next_ = (
        at.astimezone(SHANGHAI).isoformat(sep=" ", timespec="seconds")[:19]
        for at in (row.created_at, row.not_before)
    )
    tried = f"{row.attempts} ✗" if row.attempts >= ATTEMPTS_UNTIL_WORK else row.attempts
    return row.id, row.receiver, row.lane, tried, since, next_, row.last_error


def _as_json(row: Waiting) -> dict[str, Any]:
    """What is sent is not shown: it may hold what belongs to nobody else."""
    return {
        "id": row.id,
        "receiver": row.receiver,
        "lane": row.lane,
        "key": row.key,
        "attempts": row.attempts,
        "stuck": row.attempts >= ATTEMPTS_UNTIL_WORK,
        "since": row.created_at.isoformat(),
        "not_before": row.not_before.isoformat(),
        "last_error": row.last_error,
    }
