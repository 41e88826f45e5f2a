"""Opening and moving (启动、办理), once the command line has been read: here the desk is opened, and the engine asked."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from cli import editing, showing, waiting
from cli.case_deadlines import COLUMNS, row
from cli.fields import body_from
from cli.files import read_body
from cli.instants import instant_of
from cli.making import Making
from cli.moves import known_move
from cli.reading import Desk, answered, check_agency
from cli.refusals import BAD_INPUT
from cli.running import key_or_new, person, run, the_desk
from desk.errors import DeskError, Fault, Malformed
from desk.fields.form import unknown_fields
from desk.outlook import Outlook
from desk.requests import Asked
from desk.trial import Trial, tried
from domain.bilingual import Words
from domain.procedure import FACTS, MOVES, Stage, title_of
from domain.procedure.receipts import Receipt

if TYPE_CHECKING:
    from desk.services import Services

CLOCK_IS_FIXED = (
    Words("案件的时间在此不能设定", "the time of a case is not set here"),
    Words(
        "请删去 --clock；仅 TINGSHU_TIME_SKIPPING=true 时可用",
        "leave out --clock: it works only with TINGSHU_TIME_SKIPPING=true",
    ),
)


FIELDS = (
    "  字段的说明和示例 · its fields, and an example: tingshu case do {agency} {number} {move} --help；"
    "--edit 打开表单 opens a form"
)
"""Beneath a request that was not understood."""
Made = tuple[Receipt | Trial, Outlook | None]
"""What was made or tried, and for whom the case waits then."""


@dataclass(frozen=True)
class Typed:
    """How a move was asked for."""

    as_: str
    key: str | None
    dry_run: bool
    json_: bool
    from_: Path | None = None
    edit: bool = False
    example: bool = False
    expects: int | None = None


def open_case(file: Path, typed: Typed, clock: str | None) -> None:
    """Open a case from the file of a draft."""

    async def work() -> Made:
        body = read_body(file)
        if faults := unknown_fields(MOVES["open_case"], body):
            raise Malformed(*faults)
        async with the_desk(engine=not typed.dry_run) as services:
            by = await person(services.identities, typed.as_)
            asked = Asked(by, "open_case", body, key_or_new(typed.key))
            at = civil_clock(services, clock) or services.opens_at()
            if typed.dry_run:
                return tried(*await services.desk.dry_opening(asked, clock=at)), None
            made = await services.desk.open(asked, clock=at)
            desk = Desk(
                services.reading,
                services.uploads,
                services.dossiers,
                services.comparing,
                by,
                services.desk.directory,
            )
            return made, None if typed.json_ else await _outlook(desk, made)

    show(*run(work(), json_=typed.json_), typed.json_)


def civil_clock(services: "Services", clock: str | None) -> datetime | None:
    if clock is None:
        return None
    if not services.clocks_may_be_set:
        raise Malformed(Fault("--clock", *CLOCK_IS_FIXED))
    return instant_of(clock, "--clock")


def make_move(agency: str, number: str, move: str, fields: list[str], typed: Typed) -> None:
    """Make a move, or only try it."""

    async def work() -> Made:
        kind = await known_move(move)
        start = read_body(typed.from_) if typed.from_ else {}
        await _check_names(kind, fields, start)
        editor = editing.editor() if typed.edit else None
        async with the_desk(engine=not typed.dry_run) as services:
            by = await person(services.identities, typed.as_)
            making = Making(
                services, by, agency, number, kind, key_or_new(typed.key), typed.expects, typed.dry_run
            )
            check_agency(services.desk.directory, (agency, number))
            if typed.example:
                from cli.learning import example_for  # the stories of the demo

                start = {**await example_for(services, by, agency, number, move), **start}
            body = await body_from(fields, making.upload, start)

            async def make(desk: Desk) -> Receipt | Trial:
                if editor is None:
                    return await making.make(body)
                return await editing.made(editor, making, body)

            desk = Desk(
                services.reading,
                services.uploads,
                services.dossiers,
                services.comparing,
                by,
                services.desk.directory,
            )
            made = await answered(make, desk, services.desk.directory, (agency, number))
            return made, None if typed.json_ else await _outlook(desk, made)

    try:
        done = run(work(), json_=typed.json_)
    except typer.Exit as ended:
        if ended.exit_code == BAD_INPUT and move in MOVES:
            showing.note(FIELDS.format(agency=agency, number=number, move=move), json_=typed.json_)
        raise
    show(*done, typed.json_)


async def _outlook(desk: Desk, made: Receipt | Trial) -> Outlook | None:
    """Return for whom the case waits now. A move that was made is made, whatever can be read of it."""
    if not isinstance(made, Receipt):
        return None
    _, agency, number = made.case.split("/", 2)
    with suppress(DeskError):
        shown = await desk.reading.case(desk.by, agency, number, at_least=made.position)
        return await waiting.asked(desk, agency, number, json.loads(shown.body)["as_of"])
    return None


async def _check_names(kind: Any, fields: list[str], start: dict[str, Any]) -> None:
    """Refuse what is no field of the move before anything is uploaded."""

    async def not_yet(path: Path) -> str:
        return ""

    if faults := unknown_fields(kind, await body_from(fields, not_yet, start)):
        raise Malformed(*faults)


def show(made: Receipt | Trial, outlook: Outlook | None, json_: bool) -> None:
    if json_:
        showing.as_json(made.model_dump(mode="json", exclude_none=True))
        return
    title, stage = title_of(made.move), Stage(made.stage).zh
    if isinstance(made, Receipt):
        proposed = any(fact.kind == "Proposed" for fact in made.facts)
        done = "已提出，待另一人确认（confirm）或者退回（send_back）" if proposed else "已办理"
        showing.line(f"{done}：{title}（{made.case}，第 {made.position} 项，阶段：{stage}）", "green")
        for fact in made.facts:
            showing.line(f"  {fact.seq:>4}  {fact.kind}  {FACTS[fact.kind].title}")
        if outlook is not None:
            showing.line("在等 · waiting for", "bold")
            waiting.tell(outlook, *made.case.split("/", 2)[1:])
        return
    showing.line(f"试办：{title}，没有写入 · dry run, nothing was written（阶段：{stage}）", "yellow")
    for one in made.facts:
        showing.line(f"        {one.kind}  {FACTS[one.kind].title}")
    if made.once_confirmed:
        showing.line("会签确认后 · once it is confirmed", "bold")
        for one in made.once_confirmed:
            showing.line(f"        {one.kind}  {FACTS[one.kind].title}  {'；'.join(one.said)}")
    rows = ((change.said.zh, *row(change.deadline.model_dump(mode="json"))) for change in made.deadlines)
    showing.table("期限", ("变化", *COLUMNS), rows)
