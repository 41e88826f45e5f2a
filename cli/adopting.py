"""`tingshu law adopt`: bring a holiday notice, or the law as this release has it, to the open cases."""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from temporalio.client import WorkflowHandle
from temporalio.service import RPCError

from cli import showing
from cli.foreseeing import foresee, show
from cli.progress import progress
from cli.refusals import REFUSED
from cli.running import As, Json, person, run, settings
from desk.errors import Barred
from domain.bilingual import Words
from domain.case.people import Person, Role
from domain.law.holidays_file import load_calendar
from domain.procedure.language import Refusal, Sort
from installation.engine import engine_client
from installation.office import Office, opened
from workflows.adoption import Adoption, AdoptionInput, Progress, adoption_id, ensure_adoption

NOT_AN_OPERATOR = Refusal(
    "NotAnOperator",
    None,
    Words("只有系统运维人员可以采用新规则", "only an operator adopts new rules"),
    Words("请用 --as 指明一名系统运维人员", "name an operator with --as"),
    Sort.PERSON,
)
INVENTED = Refusal(
    "InventedNotice",
    None,
    Words("虚构的节假日安排不得用于生产环境", "an invented notice is not adopted in production"),
    Words(
        "请载入国务院办公厅的通知（tingshu law adopt FILE）",
        "adopt the State Council's notice (tingshu law adopt FILE)",
    ),
)
LOOK = 0.5
"""Seconds between two looks at how far an adoption is."""
NOTICE = typer.Argument(
    metavar="[FILE]",
    help="节假日安排 JSON；不写文件则采用本版本现有的法律数据 · the notice; without it, the law of this release",
)


def rules(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", help="程序规定，如 market+zhenjiang")],
    json_: Json = False,
) -> None:
    """程序规定现在的规则集 · the rulebook of a profile as it is now, by its hash."""

    async def work() -> dict[str, Any]:
        with opened(settings()) as parts:
            found = parts.rules(profile)
            years = [str(one.year) + ("（虚构）" if one.invented else "") for one in found.calendar.years]
            return {"profile": profile, "sha256": found.sha256, "calendar": "、".join(years)}

    showing.pairs(run(work(), json_=json_), json_=json_)


def adopt(
    file: Annotated[Path | None, NOTICE] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只列出哪些期限会变动 · only list what would shift")
    ] = False,
    as_: As = "",
    at_once: Annotated[
        int, typer.Option(min=1, max=50, help="同时办理几件 · how many cases at a time")
    ] = AdoptionInput.model_fields["at_once"].default,
    json_: Json = False,
) -> None:
    """采用新的节假日安排或者新规定，在办案件一并适用 · adopt new rules; every open case adopts them, once."""
    if dry_run:
        show(run(foresee(file), json_=json_), json_=json_)
        return
    _show_adopted(run(_adopt(file, as_, at_once), json_=json_), json_)


@dataclass(frozen=True)
class Adopted:
    id: str
    progress: Progress


async def _adopt(file: Path | None, as_: str, at_once: int) -> Adopted:
    """Check everything before anything is begun; the adoption itself goes on whatever becomes of this command."""
    notice = load_calendar(file) if file else None
    with opened(settings()) as parts:
        operator = await _operator(parts, as_)
        if notice and notice.invented and parts.settings.production:
            raise Barred(INVENTED())
        client = await engine_client(parts.settings, seconds=5)
        sha256 = parts.rules("national", beside=(notice,) if notice else ()).sha256
        given = AdoptionInput(operator=operator, notice=notice, at_once=at_once)
        handle = await ensure_adoption(client, given, sha256=sha256, task_queue=parts.settings.task_queue)
        return Adopted(adoption_id(sha256), await _followed(handle))


async def _operator(parts: Office, as_: str) -> Person:
    by = await person(parts.identities, as_)
    if Role.OPERATOR not in by.roles:
        raise Barred(NOT_AN_OPERATOR())
    return by


async def _followed(handle: WorkflowHandle[Adoption, Progress]) -> Progress:
    """Show how far it is until it is done."""
    result = asyncio.ensure_future(handle.result())
    with progress() as bar:
        task = bar.add_task("开始 · beginning", total=None)
        while not (await asyncio.wait((result,), timeout=LOOK))[0]:
            with contextlib.suppress(RPCError):
                so_far = await handle.query(Adoption.progress, rpc_timeout=timedelta(seconds=5))
                bar.update(task, completed=so_far.reached, total=so_far.cases, description=_stage(so_far))
    return await result


def _stage(progress: Progress) -> str:
    if not progress.kept:
        return "开始 · beginning"
    if progress.sweep == 1:
        return "逐案适用 · adopting in each case"
    return "核对新近启动的案件 · looking once more at cases just opened"


def _show_adopted(found: Adopted, json_: bool) -> None:
    progress = found.progress
    if json_:
        counts = progress.model_dump(
            mode="json", include={"cases", "shifted", "unchanged", "already", "closed", "failed"}
        )
        showing.as_json({"adoption": found.id, **counts})
    else:
        rows: Sequence[tuple[str, Any]] = (
            ("在办案件 open cases", progress.cases),
            ("期限有变动 shifted", progress.shifted),
            ("没有变动 unchanged", progress.unchanged),
            ("已经适用 already", progress.already),
            ("其间已结束 closed meanwhile", progress.closed),
            ("没有适用 failed", len(progress.failed)),
        )
        showing.table(f"采用完毕 · adopted（{found.id}）", ("", ""), rows)
        failed = ((f"{f.agency}/{f.number}", f.reason) for f in progress.failed)
        if progress.failed:
            showing.table("没有适用的案件，须由人处理", ("案件", "原因"), failed)
    if progress.failed:
        raise typer.Exit(REFUSED)
