"""Commands of the operator: schedule, engine, register."""

from typing import Any

import typer
from temporalio.api.workflowservice.v1 import GetSystemInfoRequest

from cli import showing
from cli.rebuilding import migrate, rebuild
from cli.running import Json, run, settings
from cli.skipping import skip
from engine.connection import address_of
from engine.environment import configured_address
from engine.schedules import ensure_schedule
from installation.engine import daily_reminder, daily_schedules, engine_client

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


engine.command()(skip)
