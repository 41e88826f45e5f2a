"""`tingshu case open`, `case do`: making moves on the command line, or only trying them (`--dry-run`)."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from cli import completing, editing, showing
from cli.case_deadlines import COLUMNS, row
from cli.fields import body_from
from cli.files import read_body
from cli.forms import unknown_fields
from cli.instants import instant_of
from cli.making import Making
from cli.moves import describe, known_move
from cli.reading import Desk, answered, check_agency
from cli.running import Agency, As, Json, Number, key_or_new, person, run, settings
from desk.errors import Fault, Malformed
from desk.requests import Asked
from desk.trial import Trial, tried
from domain.bilingual import Words
from domain.procedure import FACTS, MOVES, Stage, title_of
from domain.procedure.receipts import Receipt

if TYPE_CHECKING:
    from desk.services import Services

Key = Annotated[
    str | None, typer.Option("--key", help="幂等键，重试时不变 · idempotency key, the same for each retry")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只试办，不写入 · only try it")]
Clock = Annotated[
    str | None,
    typer.Option(
        "--clock", metavar="INSTANT", help="案件的民用时间，仅演示 · the case's civil time, demo only"
    ),
]
MoveName = Annotated[
    str,
    typer.Argument(
        metavar="MOVE",
        help="操作，如 record_service；加 --help 说明其字段 · the move; with --help its fields",
        autocompletion=completing.moves,
    ),
]
Fields = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FIELD=VALUE]...",
        help="party=1 service.mode=post documents=[1,2] answers.0.point=S1 service.proof=@scan.pdf",
        autocompletion=completing.fields,
    ),
]
From = Annotated[
    Path | None,
    typer.Option("--from", exists=True, dir_okay=False, help="JSON 或者 TOML 文件 · a JSON or TOML file"),
]
Edit = Annotated[
    bool, typer.Option("--edit", help="在编辑器中填写（VISUAL、EDITOR） · fill it in in the editor")
]
Example = Annotated[
    bool,
    typer.Option("--example", help="用示例案件此时的内容，仅供学习 · the example's body, for learning only"),
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
        Path,
        typer.Argument(
            exists=True, dir_okay=False, help="拟处罚草案，JSON 或者 TOML · the draft, JSON or TOML"
        ),
    ],
    as_: As = "",
    key: Key = None,
    clock: Clock = None,
    dry_run: DryRun = False,
    json_: Json = False,
) -> None:
    """启动案件 · open a case from a draft decision."""

    async def work() -> Receipt | Trial:
        from installation.desk import counter

        body = read_body(file)
        if faults := unknown_fields(MOVES["open_case"], body):
            raise Malformed(*faults)
        async with counter(settings(), engine=not dry_run) as services:
            asked = Asked(await person(services.identities, as_), "open_case", body, key_or_new(key))
            at = _clock(services, clock) or services.opens_at()
            if dry_run:
                return tried(*services.desk.dry_opening(asked, clock=at))
            return await services.desk.open(asked, clock=at)

    _show(run(work(), json_=json_), json_)


def _clock(services: "Services", clock: str | None) -> datetime | None:
    if clock is None:
        return None
    if not services.clocks_may_be_set:
        raise Malformed(Fault("--clock", *CLOCK_IS_FIXED))
    return instant_of(clock, "--clock")


class DoCommand(TyperCommand):
    """`case do`: with a move named, `--help` is the help of that move."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        words = [one for one in args if not one.startswith("-")]
        if words and set(args) & set(self.get_help_option_names(ctx)):
            move = next((one for one in words if one in MOVES), words[2] if len(words) > 2 else None)
            if move is not None:
                agency, number = words[:2] if len(words) > 2 else ("", "")
                describe(move, agency=agency, number=number)
                ctx.exit()
        rest: list[str] = super().parse_args(ctx, args)
        return rest


def do(
    agency: Agency,
    number: Number,
    move: MoveName,
    fields: Fields = None,
    from_: From = None,
    edit: Edit = False,
    example: Example = False,
    as_: As = "",
    key: Key = None,
    if_position: Annotated[
        int | None, typer.Option(min=1, help="案件须仍在此位置 · only at this position")
    ] = None,
    dry_run: DryRun = False,
    json_: Json = False,
) -> None:
    """办理：作出一个操作 · make a move in a case."""

    async def work() -> Receipt | Trial:
        from installation.desk import counter

        kind = await known_move(move)
        start = read_body(from_) if from_ else {}
        await _check_names(kind, fields or [], start)
        editor = editing.editor() if edit else None
        async with counter(settings(), engine=not dry_run) as services:
            by = await person(services.identities, as_)
            making = Making(services, by, agency, number, kind, key_or_new(key), if_position, dry_run)
            check_agency(services.desk.directory, (agency, number))
            if example:
                from cli.learning import example_for  # the stories of the demo

                start = {**await example_for(services, by, agency, number, move), **start}
            body = await body_from(fields or (), making.upload, start)

            async def make(desk: Desk) -> Receipt | Trial:
                if editor is None:
                    return await making.make(body)
                return await editing.made(editor, making, body)

            desk = Desk(services.reading, services.uploads, by)
            return await answered(make, desk, services.desk.directory, (agency, number))

    _show(run(work(), json_=json_), json_)


async def _check_names(kind: Any, fields: list[str], start: dict[str, Any]) -> None:
    """Refuse what is no field of the move before anything is uploaded."""

    async def not_yet(path: Path) -> str:
        return ""

    if faults := unknown_fields(kind, await body_from(fields, not_yet, start)):
        raise Malformed(*faults)


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
