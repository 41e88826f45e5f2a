"""`tingshu register migrate`, `tingshu register rebuild`: the register brought to what this version reads and writes."""

import asyncio
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from cli import showing
from cli.progress import progress
from cli.refusals import REFUSED
from cli.running import Json, run, settings
from installation.migrating import Migrated
from installation.migrating import migrate as migrate_register
from installation.office import opened
from register.projection import PROJECTION, CaseProjection
from register.rebuilding import Rebuilder, Rebuilt


def migrate(json_: Json = False) -> None:
    """把登记簿的结构升级到本版本 · bring the register's schema to this version."""

    async def work() -> Migrated:
        return await asyncio.to_thread(migrate_register, settings())

    done = run(work(), json_=json_)
    showing.pairs({"before": done.before, "now": done.now}, json_=json_)


def rebuild(
    agency: Annotated[str | None, typer.Argument(help="只重建这一机关 · only this agency")] = None,
    every: Annotated[
        bool,
        typer.Option(
            "--all", help="也重建已是本版本的案件 · also the cases that are of this version already"
        ),
    ] = False,
    json_: Json = False,
) -> None:
    """由全过程记录重建登记簿中旧版本写入的案件，中断后可以接着做 · write anew from the journals what an older version wrote."""

    async def work() -> list[Rebuilt]:
        with opened(settings()) as parts:
            rebuilder = Rebuilder(parts.database, CaseProjection())
            return await asyncio.to_thread(lambda: list(_shown(rebuilder, agency, every)))

    _tell(run(work(), json_=json_), json_)


def _shown(rebuilder: Rebuilder, agency: str | None, every: bool) -> Iterator[Rebuilt]:
    rebuilding = rebuilder.rebuild(agency, every=every)
    if not sys.stderr.isatty():
        yield from rebuilding
        return
    total = rebuilder.count(agency, every=every)
    with progress() as shown:
        yield from shown.track(rebuilding, total=total, description="逐案重建 · rebuilding each case")


def _tell(done: list[Rebuilt], json_: bool) -> None:
    """Show how many, and by name those that said something else or could not be built."""
    differed = [one for one in done if one.differed]
    broken = [one for one in done if one.broken]
    doubled = [one for one in done if one.doubles]
    rebuilt = len(done) - len(broken)
    if json_:
        cases: list[dict[str, Any]] = [vars(one) for one in done if one.differed or one.broken or one.doubles]
        counts = {"rebuilt": rebuilt, "differed": len(differed), "broken": len(broken)}
        showing.as_json({"projection": PROJECTION, **counts, "cases": cases})
    else:
        showing.line(
            f"已重建 {rebuilt} 件，其中 {len(differed)} 件原有差异；全过程记录已损坏、未重建 {len(broken)} 件 · "
            f"{rebuilt} rebuilt, {len(differed)} of them differed; {len(broken)} not rebuilt: their journals are broken"
        )
        named = ((f"{r.agency}/{r.number}", r.broken or "、".join(r.differed)) for r in (*differed, *broken))
        if differed or broken:
            showing.table("差异 · what differed", ("案件", "差异"), named)
        if doubled:
            of_each = ((f"{r.agency}/{r.number}", "、".join(r.doubles)) for r in doubled)
            showing.table("重号 · numbers that another document has too", ("案件", "文号"), of_each)
    if broken:
        raise typer.Exit(REFUSED)
