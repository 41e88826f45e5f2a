"""`tingshu case next`: what waits for me, what I may do now, each with the command to type; and what bars the rest."""

import json
import shlex
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, NamedTuple

import typer

from cli import showing
from cli.case_options import is_mine
from cli.forms import form_of
from cli.paging import whole
from cli.reading import Desk, read
from cli.running import Agency, As, Json, Number
from desk.options import Options
from domain.case.people import Person
from domain.procedure import MOVES, Option, Stage
from domain.procedure.lists import WorkRow

NOT_NEXT = ("open_case", "confirm", "send_back")
"""Moves of which nobody wonders why they are barred: the case is open, and nothing waits to be confirmed."""
FEW = 3
"""Reasons why something is barred that are shown unasked."""


class Next(NamedTuple):
    by: Person
    stage: Stage
    waiting: list[WorkRow]
    options: Options
    proposals: tuple[int, ...]
    """Those that wait to be confirmed, by their numbers."""


def next_(
    agency: Agency,
    number: Number,
    every: Annotated[
        bool, typer.Option("--all", help="列出不能办理的全部原因 · every reason why something is barred")
    ] = False,
    as_: As = "",
    json_: Json = False,
) -> None:
    """下一步：我现在可以办理什么，怎么办 · what I may do now, and the command for it."""

    async def asked(desk: Desk) -> Next:
        shown = await desk.reading.case(desk.by, agency, number)
        options = await desk.reading.moves(desk.by, agency, number)
        work = await whole(lambda **page: desk.reading.work(desk.by, **page))
        mine = [row for row in work if (row["agency"], row["number"]) == (agency, number)]
        state = json.loads(shown.body)
        proposals = tuple(proposal["number"] for proposal in state["proposals"]["waiting"])
        return Next(desk.by, Stage(state["stage"]), mine, options, proposals)

    found = read(asked, as_, json_=json_, case=(agency, number))
    if json_:
        showing.as_json(_as_json(found, agency, number))
    else:
        _show(found, agency, number, every)


def _show(found: Next, agency: str, number: str, every: bool) -> None:
    roles = "、".join(role.zh for role in found.by.roles)
    showing.line(f"{agency} {number}  {found.stage.zh}  {found.by.name} {found.by.id}（{roles}）", "bold")
    waited = {(row["move"], row["party"]): row for row in found.waiting}
    first = [option for option in found.options.available if (option.move, option.party) in waited]
    rest = [option for option in found.options.available if (option.move, option.party) not in waited]
    showing.line("")
    showing.line("在等您 · waiting for you", "bold")
    for option in first:
        _tell(option, found, agency, number, waited[option.move, option.party])
    if not first:
        showing.line(showing.NOTHING)
    showing.line("")
    showing.line("也可以办理 · you may also", "bold")
    for option in rest:
        _tell(option, found, agency, number, None)
    if not rest:
        showing.line(showing.NOTHING)
    _tell_barred((o for o in found.options.barred if o.move not in NOT_NEXT), every)


def _tell(option: Option, found: Next, agency: str, number: str, row: WorkRow | None) -> None:
    party = f"  当事人 {option.party}" if option.party is not None else ""
    due = f"  自 {row['since']}" + (f" 至 {row['until']}" if row["until"] else "") if row else ""
    showing.line(f"  {option.title} {option.move}{party}{due}（{option.article}）")
    showing.line(f"    {command(option, found.by, agency, number, found.proposals)}")


def command(option: Option, by: Person, agency: str, number: str, proposals: tuple[int, ...] = ()) -> str:
    """Return the command for a move: whole where nothing else is asked for, else one that opens its form."""
    words = ["tingshu", "case", "do", agency, number, option.move]
    asked = {field.path[0] for field in form_of(MOVES[option.move]) if field.required} - {"party", "parties"}
    names = {field.path[0] for field in form_of(MOVES[option.move])}
    if option.party is not None:
        words.append(f"party={option.party}" if "party" in names else f"parties=[{option.party}]")
    if "proposal" in asked and len(proposals) == 1:
        words.append(f"proposal={proposals[0]}")
        asked -= {"proposal"}
    if asked:
        words.append("--edit")
    return shlex.join([*words, "--as", by.id])


def _tell_barred(barred: Iterable[Option], every: bool) -> None:
    reasons = list(_reasons(barred))
    if not reasons:
        return
    showing.line("")
    showing.line("不能办理 · barred", "bold")
    for code, article, why, cure, moves in reasons if every else reasons[:FEW]:
        showing.line(f"  ✗ {code} {article}  {moves}")
        showing.line(f"    {why}\n    → {cure}")
    if not every and len(reasons) > FEW:
        showing.line(
            f"  另有 {len(reasons) - FEW} 个原因：--all 列出 · and {len(reasons) - FEW} more reasons: --all"
        )


def _reasons(barred: Iterable[Option]) -> Iterator[tuple[str, ...]]:
    """Yield each reason once, with the moves that it bars; what belongs to another role is none of this person's."""
    moves: dict[str, dict[str, None]] = {}
    refusals: dict[str, dict[str, Any]] = {}
    for option in filter(is_mine, barred):
        for refusal in option.refusals:
            key = json.dumps(refusal, ensure_ascii=False, sort_keys=True)
            refusals[key] = refusal
            moves.setdefault(key, {})[option.move] = None
    for key, refusal in refusals.items():
        why, cure = (f"{refusal[part]['zh']} · {refusal[part]['en']}" for part in ("why", "cure"))
        yield refusal["code"], refusal["article"], why, cure, "、".join(moves[key])


def _as_json(found: Next, agency: str, number: str) -> dict[str, Any]:
    waited = {(row["move"], row["party"]): row for row in found.waiting}

    def item(option: Option) -> dict[str, Any]:
        row = waited.get((option.move, option.party))
        return {
            "move": option.move,
            "title": option.title,
            "party": option.party,
            "article": option.article,
            "waiting": row is not None,
            "since": row and row["since"],
            "until": row and row["until"],
            "command": command(option, found.by, agency, number),
        }

    return {
        "agency": agency,
        "number": number,
        "stage": found.stage,
        "position": found.options.position,
        "available": [item(option) for option in found.options.available],
        "barred": [option.model_dump(mode="json") for option in found.options.barred if is_mine(option)],
    }
