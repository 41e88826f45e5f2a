"""`tingshu case open`, `case do`: making moves on the command line, or only trying them (`--dry-run`)."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cli import showing
from cli.case_deadlines import COLUMNS, row
from cli.documents import uploader
from cli.fields import body_from, numbers_of
from cli.files import read_object
from cli.running import Agency, As, Json, Number, key_or_new, person, run, settings
from desk.errors import Fault, Malformed
from desk.requests import Asked
from desk.services import Services
from desk.trial import Trial, tried
from domain.bilingual import Words
from domain.procedure import FACTS, MOVES, Stage, title_of
from domain.procedure.receipts import Receipt
from installation.desk import counter

Key = Annotated[
    str | None, typer.Option("--key", help="幂等键，重试时不变 · idempotency key, the same for each retry")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只试办，不写入 · only try it")]
Clock = Annotated[
    datetime | None,
    typer.Option("--clock", help="案件的民用时间，仅演示 · the case's civil time, demo only"),
]

CLOCK_IS_FIXED = (
    Words("案件的时间在此不能设定", "the time of a case is not set here"),
    Words(
        "请删去 --clock；仅 TINGSHU_TIME_SKIPPING=true 时可用",
        "leave out --clock: it works only with TINGSHU_TIME_SKIPPING=true",
    ),
)


def open_(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="启动案件的 JSON · the draft as JSON")
    ],
    as_: As = "",
    key: Key = None,
    clock: Clock = None,
    dry_run: DryRun = False,
    json_: Json = False,
) -> None:
    """启动案件 · open a case from a draft decision."""

    async def work() -> Receipt | Trial:
        async with counter(settings(), engine=not dry_run) as services:
            body = read_object(file)
            asked = Asked(await person(services.identities, as_), "open_case", body, key_or_new(key))
            at = _clock(services, clock) or services.opens_at()
            if dry_run:
                return tried(*await services.desk.dry_opening(asked, clock=at))
            return await services.desk.open(asked, clock=at)

    _show(run(work(), json_=json_), json_)


def _clock(services: Services, clock: datetime | None) -> datetime | None:
    if clock is None:
        return None
    if not services.clocks_may_be_set:
        raise Malformed(Fault("--clock", *CLOCK_IS_FIXED))
    return clock.astimezone()


def do(
    agency: Agency,
    number: Number,
    move: Annotated[str, typer.Argument(help="操作，如 record_service · the move")],
    fields: Annotated[
        list[str] | None,
        typer.Argument(help="party=1 service.mode=post documents=[1,2] service.proof=@scan.pdf"),
    ] = None,
    from_: Annotated[
        Path | None, typer.Option("--from", exists=True, dir_okay=False, help="JSON 文件 · a JSON file")
    ] = None,
    as_: As = "",
    key: Key = None,
    if_position: Annotated[int | None, typer.Option(help="案件须仍在此位置 · only at this position")] = None,
    dry_run: DryRun = False,
    json_: Json = False,
) -> None:
    """办理：作出一个操作 · make a move in a case."""

    async def work() -> Receipt | Trial:
        async with counter(settings(), engine=not dry_run) as services:
            by = await person(services.identities, as_)
            body = await body_from(
                fields or (), uploader(services, by), read_object(from_) if from_ else None
            )
            if kind := MOVES.get(move):
                body = numbers_of(kind, body)
            asked = Asked(by, move, body, key_or_new(key), expects=if_position)
            if dry_run:
                at = await services.reading.now_of(by, agency, number)
                return tried(*await services.desk.dry_run(agency, number, asked, at=at))
            return await services.desk.perform(agency, number, asked)

    _show(run(work(), json_=json_), json_)


def _show(made: Receipt | Trial, json_: bool) -> None:
    if json_:
        showing.as_json(made.model_dump(mode="json", exclude_none=True))
        return
    title, stage = title_of(made.move), Stage(made.stage).zh
    if isinstance(made, Receipt):
        showing.line(f"已办理：{title}（{made.case}，第 {made.position} 项，阶段：{stage}）", "green")
        for fact in made.facts:
            showing.line(f"  {fact.seq:>4}  {fact.kind}  {FACTS[fact.kind].title}")
        return
    showing.line(f"试办：{title}，没有写入 · dry run, nothing was written（阶段：{stage}）", "yellow")
    for one in made.facts:
        showing.line(f"        {one.kind}  {FACTS[one.kind].title}")
    rows = ((change.effect.zh, *row(change.deadline.model_dump(mode="json"))) for change in made.deadlines)
    showing.table("期限", ("变化", *COLUMNS), rows)
