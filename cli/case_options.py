"""`tingshu case moves`: what may be done in a case now; what bars the rest is shown when it is asked for."""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from cli import completing, showing
from cli.called import as_called
from cli.moves import known_move
from cli.reading import read
from cli.running import Agency, As, Json, Number, run
from desk.next_moves import is_mine
from desk.options import Options
from domain.case.people import Role
from domain.procedure import Option

OPEN = ("操作", "名称", "当事人", "办理人", "依据")
BARRED = ("操作", "当事人", "代码", "依据", "原因", "办法")


def moves(
    agency: Agency,
    number: Number,
    move: Annotated[
        str | None,
        typer.Argument(
            metavar="[MOVE]", help="只看这一操作 · only this move", autocompletion=completing.moves
        ),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="只列可以办理的 · only what may be done")] = False,
    barred: Annotated[
        bool, typer.Option("--barred", help="也列不能办理的及其原因 · also what is barred, and why")
    ] = False,
    party: Annotated[int | None, typer.Option(min=1, help="只看这一当事人 · only for this party")] = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """可以办理哪些操作，其余为何不能 · what may be done, and what bars the rest."""
    if move is not None:
        run(known_move(move), json_=json_)
    found = read(
        lambda desk: desk.reading.moves(desk.by, agency, number), as_, json_=json_, case=(agency, number)
    )
    available, bars = (_wanted(options, move, party) for options in (found.available, found.barred))
    if json_:
        showing.as_json(_as_json(found, available, () if open_ else bars))
        return
    rows = ((o.move, o.title, o.party, roles(o.by), o.article) for o in available)
    showing.table("可以办理 · open", OPEN, rows)
    of_mine = [option for option in bars if is_mine(option)]
    if (barred or move is not None) and not open_:
        showing.table(
            "不能办理 · barred", BARRED, (row for option in of_mine for row in _barred_rows(option))
        )
        _tell_of_others(len(bars) - len(of_mine))
    elif bars and not open_:
        showing.line(
            f"不能办理的另有 {len(bars)} 项：--barred 列出原因和办法"
            f" · {len(bars)} more are barred: --barred says why, and what to do"
        )


def _tell_of_others(count: int) -> None:
    if count:
        showing.line(
            f"另有 {count} 项属于其他角色：tingshu moves 列出由谁办理"
            f" · {count} more belong to other roles: tingshu moves says whose they are"
        )


def _wanted(options: Iterable[Option], move: str | None, party: int | None) -> list[Option]:
    return [
        option
        for option in options
        if move in (None, option.move) and (party is None or option.party in (None, party))
    ]


def _barred_rows(option: Option) -> list[tuple[Any, ...]]:
    return [
        (option.move, option.party, r["code"], r["article"], r["why"]["zh"], as_called(r["cure"]["zh"]))
        for r in option.refusals
    ]


def roles(by: Iterable[Role]) -> str:
    """Name the roles, one after the other."""
    return "、".join(role.zh for role in by)


def _as_json(found: Options, available: list[Option], barred: Iterable[Option]) -> dict[str, Any]:
    return {
        "position": found.position,
        "available": [option.model_dump(mode="json") for option in available],
        "barred": [option.model_dump(mode="json") for option in barred],
    }
