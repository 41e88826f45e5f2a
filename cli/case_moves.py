"""`tingshu case open`, `case do`: making moves on the command line, or only trying them (`--dry-run`).

Help and completion load this alone; what is then done stands in `cli.case_making`.
"""

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from cli import completing
from cli.moves import describe
from cli.running import Agency, As, Json, Number
from domain.procedure import MOVES

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
    """启动案件 · open a case from a draft decision.

    草案的示例：tingshu case draft；全部字段：tingshu moves open_case。依规则不必适用本程序、但确需适用的，在草案中写明理由
    opened_all_the_same · an example of a draft: tingshu case draft; all its fields: tingshu moves open_case. What the rules
    do not call major is opened all the same where the draft gives the reason in opened_all_the_same.
    """
    from cli.case_making import Typed, open_case  # loads the desk and the engine's SDK

    open_case(file, Typed(as_, key, dry_run, json_), clock)


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
    from cli.case_making import Typed, make_move  # loads the desk and the engine's SDK

    typed = Typed(as_, key, dry_run, json_, from_, edit, example, if_position)
    make_move(agency, number, move, fields or [], typed)
