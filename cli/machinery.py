"""Commands of the operator: schedule, engine, register."""

import asyncio
from datetime import timedelta
from typing import Annotated, Any

import typer
from temporalio.api.workflowservice.v1 import GetSystemInfoRequest

from cli import showing
from cli.instants import instant_of
from cli.rebuilding import migrate, rebuild
from cli.running import Agency, Json, Number, run, settings
from desk.errors import Unknown
from domain.case.case import case_id
from domain.procedure import fold
from domain.procedure.language import SHANGHAI
from engine.connection import address_of
from engine.environment import configured_address
from engine.schedules import ensure_schedule
from engine.timeskipping import fast_forward, workflow_now
from installation.engine import daily_reminder, daily_schedules, engine_client
from installation.office import opened

schedule = typer.Typer(
    no_args_is_help=True, help="定时计划：每日提醒、每夜检查 · the daily reminder, the nightly check"
)
engine = typer.Typer(no_args_is_help=True, help="引擎 · the engine")
register = typer.Typer(no_args_is_help=True, help="登记簿 · the register")
register.command()(migrate)
register.command()(rebuild)


@schedule.command()
def ensure(json_: Json = False) -> None:
    """建立或更新定时计划 · create the schedules, or bring them up to date."""

    async def work() -> str:
        given = settings()
        client = await engine_client(given, seconds=5)
        wanted = daily_schedules(given)
        for daily in wanted:
            await ensure_schedule(client, daily)
        return ", ".join(daily.id for daily in wanted)

    showing.pairs({"schedules": run(work(), json_=json_)}, json_=json_)


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
        str,
        typer.Option(
            "--to",
            metavar="INSTANT",
            help="案件的民用时间，如 2026-06-09T00:00:01 · the case's civil time",
        ),
    ],
    json_: Json = False,
) -> None:
    """把一个案件的时钟向前拨（仅演示和测试）· move the clock of one case forward, demo and tests only."""

    async def work() -> dict[str, Any]:
        wanted = instant_of(to, "--to")
        client = await engine_client(settings(), seconds=5)
        workflow = case_id(agency, number)
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
