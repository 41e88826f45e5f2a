"""`tingshu moves [MOVE]`: every move with who makes it; one move with its fields, and an example that works as it is printed."""

from datetime import timedelta
from typing import Annotated, Any

import typer

from cli import completing, showing
from cli.move_examples import command_of, example_of, to_fill_in
from cli.move_help import as_item, show_move
from cli.running import Json, run, settings
from desk import nearest
from desk.clock import civil_now
from desk.errors import Fault, Malformed
from domain.bilingual import Words
from domain.case.people import Role
from domain.procedure import MOVES
from domain.procedure.language import Move, civil

NO_SUCH_MOVE = Words("没有操作 {typed}", "there is no move {typed}")


def moves(
    move: Annotated[
        str | None,
        typer.Argument(
            metavar="[MOVE]", help="操作，如 record_service · the move", autocompletion=completing.moves
        ),
    ] = None,
    role: Annotated[Role | None, typer.Option(help="只列由此角色办理的 · only those of this role")] = None,
    json_: Json = False,
) -> None:
    """操作：由谁、填写什么、怎么写 · every move, its fields, and a command that works."""
    if move is not None:
        describe(move, json_=json_)
        return
    found = [kind for kind in MOVES.values() if role in (None, *kind.by)]
    if json_:
        showing.as_json([_line(kind) for kind in found])
        return
    columns = ("操作", "名称", "办理人", "依据")
    rows = ((kind.name, kind.title.zh, _by(kind), kind.source) for kind in found)
    showing.table("操作 · moves（tingshu moves MOVE 说明一项）", columns, rows)


def _by(kind: type[Move]) -> str:
    roles = "、".join(role.zh for role in kind.by)
    return f"{roles}，会同{kind.with_role.zh}" if kind.with_role else roles


def _line(kind: type[Move]) -> dict[str, Any]:
    item = as_item(kind)
    del item["fields"]
    return item


def describe(move: str, *, json_: bool = False, agency: str = "", number: str = "") -> None:
    """Show one move, for a case where one is named; end where there is none of this name."""
    kind = run(known_move(move), json_=json_)
    body = example_of(kind, civil(civil_now() + run(_offset())))
    command = command_of(kind, body, agency, number)
    if json_:
        showing.as_json({**as_item(kind), "example": body, "command": command})
    else:
        show_move(kind, to_fill_in(kind, body), command)


async def _offset() -> timedelta:
    return settings().clock_offset


async def known_move(move: str) -> type[Move]:
    """Return a move by its name.

    Raises:
        Malformed: There is none; says which may have been meant.
    """
    kind = MOVES.get(move)
    if kind is None:
        cure = nearest.cure(move, MOVES, where="tingshu moves")
        raise Malformed(Fault("MOVE", NO_SUCH_MOVE.filled(typed=move), cure))
    return kind
