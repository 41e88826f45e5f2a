"""`tingshu case next`: what waits for me and for others, what I may do now, each with its command; and what bars the rest."""

import json
import shlex
from typing import Annotated, Any, NamedTuple

import typer

from cli import showing, waiting
from cli.called import called
from cli.paging import whole
from cli.reading import Desk, read
from cli.running import Agency, As, Json, Number
from desk.fields.form import form_of
from desk.naming import with_names
from desk.next_moves import MAIN, barred, is_mine, reasons
from desk.options import Options
from desk.outlook import Outlook
from domain.bilingual import Words
from domain.case.people import Person
from domain.procedure import MOVES, Option, Stage
from domain.procedure.lists import WorkRow

FEW = 3
"""Reasons why something is barred that are shown unasked."""


class Next(NamedTuple):
    by: Person
    stage: Stage
    waiting: list[WorkRow]
    """For this person."""
    outlook: Outlook
    """For anybody."""
    options: Options
    proposals: tuple[int, ...]
    """Those that wait to be confirmed, by their numbers."""
    names: dict[int, str]
    """What the parties are called, by their numbers."""


def next_(
    agency: Agency,
    number: Number,
    every: Annotated[
        bool,
        typer.Option(
            "--all",
            help="也列尚不必办理的，以及不能办理的全部原因 · also what need not be done yet, and every reason why something is barred",
        ),
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
        outlook = await waiting.asked(desk, agency, number, options.at.isoformat())
        names = {party["id"]: party["name"] for party in state["parties"]["all"]}
        return Next(desk.by, Stage(state["stage"]), mine, outlook, options, proposals, names)

    found = read(asked, as_, json_=json_, case=(agency, number))
    if json_:
        showing.as_json(_as_json(found, agency, number))
    else:
        _show(found, agency, number, every)


def _show(found: Next, agency: str, number: str, every: bool) -> None:
    roles = "、".join(role.zh for role in found.by.roles)
    showing.line(f"{agency} {number}  {found.stage.zh}  {found.by.name} {found.by.id}（{roles}）", "bold")
    waited = {(row["move"], row["party"]): row for row in found.waiting}
    _heading("在等您 · waiting for you")
    mine = [option for option in found.options.available if (option.move, option.party) in waited]
    for option in mine:
        _tell(option, found, agency, number, waited[option.move, option.party])
    _tell_not_yet(found, waited)
    if not waited:
        showing.line(showing.NOTHING)
    if not waited or found.outlook.without(waited).awaited:
        _heading("在等其他人 · waiting for others" if waited else "在等 · waiting for")
        waiting.tell(found.outlook.without(waited), agency, number)
    rest = [option for option in found.options.available if option not in mine]
    _tell_rest(rest, found, agency, number, every)
    if every or found.stage is not Stage.CLOSED:
        _tell_barred(found, every)


def _heading(said: str) -> None:
    showing.line("")
    showing.line(said, "bold")


def _tell_not_yet(found: Next, waited: dict[tuple[str, int | None], WorkRow]) -> None:
    """Tell what waits for this person and cannot be done yet, with what it waits for itself."""
    for option in found.options.barred:
        if row := waited.get((option.move, option.party)):
            party = f"  当事人 {option.party}" if option.party is not None else ""
            showing.line(f"  {option.title} {option.move}{party}{_days(row)}：尚不能办理 · not yet")
            for refusal in option.refusals:
                why, cure = _both(refusal, "why", found.names), _both(refusal, "cure", found.names)
                showing.line(f"    ✗ {refusal['code']} {refusal['article']}  {why}\n    → {cure}")


def _tell_rest(rest: list[Option], found: Next, agency: str, number: str, every: bool) -> None:
    _heading("也可以办理 · you may also")
    sensible = [option for option in rest if every or option.move not in MAIN]
    for option in sensible:
        _tell(option, found, agency, number, None)
    if not sensible:
        showing.line(showing.NOTHING)
    if hidden := len(rest) - len(sensible):
        showing.line(
            f"  另有 {hidden} 项依法可以、但现在不必办理：--all 列出 · {hidden} more are open, though not their turn: --all"
        )


def _days(row: WorkRow) -> str:
    return f"  自 {row['since']}" + (f" 至 {row['until']}" if row["until"] else "")


def _tell(option: Option, found: Next, agency: str, number: str, row: WorkRow | None) -> None:
    party = f"  当事人 {option.party}" if option.party is not None else ""
    showing.line(f"  {option.title} {option.move}{party}{_days(row) if row else ''}（{option.article}）")
    showing.line(f"    {command(option, found.by, agency, number, found.proposals)}")


def command(option: Option, by: Person, agency: str, number: str, proposals: tuple[int, ...] = ()) -> str:
    """Return the command for a move: whole where nothing else is asked for, else one that opens its form."""
    words = [*shlex.split(called()), "case", "do", agency, number, option.move]
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


def _tell_barred(found: Next, every: bool) -> None:
    """Tell why the rest cannot be done, what comes next in a case first; what was long ago only where all is asked for."""
    waited = {(row["move"], row["party"]) for row in found.waiting}
    ahead, past = barred(found.options.barred, found.stage, found.outlook.awaited, waited)
    known = reasons([*ahead, *past])
    if not known:
        return
    _heading("不能办理 · barred")
    told = known if every else reasons(ahead)[:FEW]
    for refusal, moves in told:
        showing.line(f"  ✗ {refusal['code']} {refusal['article']}  {'、'.join(moves)}")
        why, cure = _both(refusal, "why", found.names), _both(refusal, "cure", found.names)
        showing.line(f"    {why}\n    → {cure}")
    if hidden := len(known) - len(told):
        showing.line(f"  另有 {hidden} 个原因：--all 列出 · and {hidden} more reasons: --all")


def _both(refusal: dict[str, Any], part: str, names: dict[int, str]) -> str:
    return str(with_names(Words(refusal[part]["zh"], refusal[part]["en"]), names))


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
            "its_turn": row is not None or option.move not in MAIN,
            "command": command(option, found.by, agency, number, found.proposals),
        }

    return {
        "agency": agency,
        "number": number,
        "stage": found.stage,
        "position": found.options.position,
        "waits_for": waiting.as_items(found.outlook),
        "available": [item(option) for option in found.options.available],
        "barred": [option.model_dump(mode="json") for option in found.options.barred if is_mine(option)],
    }
