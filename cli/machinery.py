"""Commands of the operator: schedule, engine, register, journal."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Any

import typer
from temporalio.api.workflowservice.v1 import GetSystemInfoRequest

from cli import showing
from cli.rebuilding import migrate, rebuild
from cli.refusals import REFUSED
from cli.running import Agency, Json, Number, run, settings
from desk.errors import Unknown
from domain.case.case import case_id
from domain.case.journal import BrokenChain
from domain.case.readers import Reader
from domain.procedure import fold
from domain.procedure.language import SHANGHAI
from engine.connection import address_of
from engine.environment import configured_address
from engine.schedules import ensure_schedule
from engine.timeskipping import fast_forward, workflow_now
from installation.engine import daily_reminder, engine_client
from installation.office import Office, opened
from register.journal import verify
from register.projection import CaseProjection
from register.queries import Queries
from register.rebuilding import Rebuilder

schedule = typer.Typer(no_args_is_help=True, help="每日提醒 · the daily reminder")
engine = typer.Typer(no_args_is_help=True, help="引擎 · the engine")
register = typer.Typer(no_args_is_help=True, help="登记簿 · the register")
journal = typer.Typer(no_args_is_help=True, help="全过程记录 · the journals")
register.command()(migrate)
register.command()(rebuild)


@schedule.command()
def ensure(json_: Json = False) -> None:
    """建立或更新每日提醒 · create the daily reminder, or bring it up to date."""

    async def work() -> str:
        given = settings()
        daily = daily_reminder(given)
        await ensure_schedule(await engine_client(given, seconds=5), daily)
        return daily.id

    showing.pairs({"schedule": run(work(), json_=json_)}, json_=json_)


@schedule.command()
def trigger(json_: Json = False) -> None:
    """立即发送一次提醒 · send the reminder now."""

    async def work() -> str:
        given = settings()
        daily = daily_reminder(given)
        await (await engine_client(given, seconds=5)).get_schedule_handle(daily.id).trigger()
        return daily.id

    showing.pairs({"triggered": run(work(), json_=json_)}, json_=json_)


@engine.command()
def status(json_: Json = False) -> None:
    """引擎的地址和版本 · address and version of the engine."""

    async def work() -> dict[str, Any]:
        given = settings()
        client = await engine_client(given, seconds=5)
        info = await client.workflow_service.get_system_info(GetSystemInfoRequest())
        return {
            "address": address_of(given.data),
            "embedded": configured_address() is None,
            "namespace": client.namespace,
            "server_version": info.server_version,
            "time_skipping": given.time_skipping,
        }

    showing.pairs(run(work(), json_=json_), json_=json_)


@engine.command()
def skip(
    agency: Agency,
    number: Number,
    to: Annotated[
        datetime, typer.Option("--to", help="案件的民用时间，如 2026-06-09T00:00:01 · the case's civil time")
    ],
    json_: Json = False,
) -> None:
    """把一个案件的时钟向前拨（仅演示和测试）· move the clock of one case forward, demo and tests only."""

    async def work() -> dict[str, Any]:
        client = await engine_client(settings(), seconds=5)
        workflow = case_id(agency, number)
        wanted = to if to.tzinfo else to.replace(tzinfo=SHANGHAI)
        offset = await asyncio.to_thread(_offset_of, agency, number)
        missing = wanted - offset - await workflow_now(client, workflow)
        if missing.total_seconds() > 0:
            await fast_forward(client, workflow, missing)
        now = await workflow_now(client, workflow) + offset
        return {"case": workflow, "now": now.astimezone(SHANGHAI).isoformat()}

    showing.pairs(run(work(), json_=json_), json_=json_)


def _offset_of(agency: str, number: str) -> timedelta:
    """How far the civil time of a case lies from the engine's, as its opening says."""
    with opened(settings()) as parts:
        entries = parts.journals.entries(agency, number, until=1)
    if not entries:
        raise Unknown
    return fold(entries).identity.clock_offset


def _cases(parts: Office) -> Iterator[tuple[str, str]]:
    """Every case of the register, for the operator's checks: no content is shown."""
    everything = Reader("operator", "", frozenset(parts.directory.agencies), frozenset())
    queries, cursor = Queries(parts.database), None
    while True:
        page = queries.cases(everything, datetime.now(SHANGHAI).date(), cursor=cursor, limit=200)
        yield from ((item["agency"], item["number"]) for item in page.items)
        if (cursor := page.cursor) is None:
            return


@register.command()
def check(json_: Json = False) -> None:
    """核对登记簿与全过程记录 · hold the register against the journals."""

    async def work() -> list[dict[str, Any]]:
        with opened(settings()) as parts:
            rebuilder = Rebuilder(parts.database, CaseProjection())
            return [
                {"agency": agency, "number": number, "differs": list(rebuilder.differences(agency, number))}
                for agency, number in _cases(parts)
            ]

    _verdict(run(work(), json_=json_), json_, "登记簿核对")


@journal.command("verify")
def verify_(json_: Json = False) -> None:
    """校验全过程记录的哈希链 · hash every journal again, from the first entry to the last."""

    async def work() -> list[dict[str, Any]]:
        with opened(settings()) as parts:
            return [_verified(parts, agency, number) for agency, number in _cases(parts)]

    _verdict(run(work(), json_=json_), json_, "全过程记录校验")


def _verified(parts: Office, agency: str, number: str) -> dict[str, Any]:
    case: dict[str, Any] = {"agency": agency, "number": number, "differs": []}
    with parts.database.reading() as connection:
        try:
            found = verify(connection, agency, number)
        except BrokenChain as broken:
            return {**case, "differs": [str(broken)]}
    return {**case, "position": found.position, "head": found.head}


def _verdict(rows: list[dict[str, Any]], json_: bool, title: str) -> None:
    wrong = [row for row in rows if row["differs"]]
    if json_:
        showing.as_json({"cases": rows, "wrong": len(wrong)})
    else:
        showing.line(
            f"{title}：{len(rows)} 件，有问题 {len(wrong)} 件 · {len(rows)} cases, {len(wrong)} wrong"
        )
        differing = ((f"{r['agency']}/{r['number']}", "、".join(r["differs"])) for r in wrong)
        if wrong:
            showing.table("有问题的案件", ("案件", "差异"), differing)
    if wrong:
        raise typer.Exit(REFUSED)
