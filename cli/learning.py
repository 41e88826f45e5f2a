"""Examples for those who learn: a draft for today (`case draft`), a body fitted to the case at hand (`case do … --example`)."""

import asyncio
import json
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import showing
from cli.documents import uploader
from cli.law_reading import answered, day_of
from cli.move_examples import fitted
from cli.moves import known_move
from cli.running import settings
from demo.fitting import NoExample, draft, example
from demo.story import paper
from desk.clock import civil_now
from desk.errors import Fault, Malformed
from desk.references import references, resolve
from domain.bilingual import Words
from domain.case.documents import Documents
from domain.case.people import Person
from domain.procedure.language import civil

if TYPE_CHECKING:
    from desk.services import Services

ONLY_FOR_LEARNING = (
    Words("示例内容只用于学习", "examples are for learning"),
    Words(
        "请删去 --example，逐项填写；仅使用演示身份时可用",
        "leave out --example and fill in the fields: it works only with the demo identities",
    ),
)
DOCUMENTS_AWAITED = (
    Words("文书尚未制作完成", "the documents are still being made"),
    Words(
        "请稍后再办；久无结果的，请看 tingshu status",
        "try again in a moment; where nothing comes of it, look at `tingshu status`",
    ),
)
LONGEST_WAIT, PAUSE = 60.0, 0.2
"""Seconds that an example waits for the documents on which it rests, and between two looks."""
NOT_THERE_YET = (
    Words("示例所引用的还没有：{what}", "what the example refers to is not there yet: {what}"),
    Words("请先看现在可以办理什么（tingshu case next）", "look at what may be done now (tingshu case next)"),
)


def draft_(
    number: Annotated[str, typer.Option("--number", help="案号 · case number")] = "2026-0100",
    day: Annotated[
        str | None,
        typer.Option("--day", metavar="DATE", help="启动之日，缺省为今天 · today by default"),
    ] = None,
) -> None:
    """拟处罚草案的示例，日期按今天推算 · an example of a draft decision, its days made for today.

    存成文件，改成自己的，再用 tingshu case open 启动 · save it, make it your own, open it with tingshu case open.
    """

    def work() -> date:
        return day_of(day, "--day") if day else civil(civil_now() + settings().clock_offset)

    showing.as_json(draft(answered(work, True), number))


async def example_for(
    services: "Services", by: Person, agency: str, number: str, move: str
) -> dict[str, Any]:
    """Return the example's body of a move, with the day, the numbers, the hashes of this case.

    It is that of the shortest case; where that does not make the move, or not so often, that of the catalogue.

    Raises:
        Malformed: Examples are not for this installation, or what the example refers to is not there yet.
        Unknown: No such case, for this person.
    """
    if not services.identities.demo:
        raise Malformed(Fault("--example", *ONLY_FOR_LEARNING))
    state = await _settled(services, by, agency, number)
    # Asked of the case itself: a day of its last entry would be a guess.
    today = civil(datetime.fromisoformat(await services.desk.query(agency, number, "now")))
    made = await _moves_made(services, by, agency, number)
    try:
        body = example(move, made, today)
    except NoExample:
        body = fitted(await known_move(move), today)
    uploaded = {
        name: await _uploaded(services, by, name)
        for name in (r.removeprefix("$upload:") for r in references(body) if r.startswith("$upload:"))
    }
    try:
        found: dict[str, Any] = resolve(body, state, uploaded.__getitem__)
    except LookupError as error:
        raise Malformed(Fault("--example", *(s.filled(what=error) for s in NOT_THERE_YET))) from error
    return found


async def _settled(services: "Services", by: Person, agency: str, number: str) -> dict[str, Any]:
    """Return what is true of the case once the documents that were ordered are there; they take a second or two."""
    for _ in range(round(LONGEST_WAIT / PAUSE)):
        shown = await services.reading.case(by, agency, number)
        state: dict[str, Any] = json.loads(shown.body)
        if not any(d.pending for d in Documents.model_validate(state["documents"]).all):
            return state
        await asyncio.sleep(PAUSE)
    raise Malformed(Fault("--example", *DOCUMENTS_AWAITED))


async def _moves_made(services: "Services", by: Person, agency: str, number: str) -> list[str]:
    """Name the moves of a case, each once however many facts it made."""
    made, cursor = list[str](), None
    while True:
        page = await services.reading.journal(by, agency, number, cursor=cursor, limit=200)
        instants = [(entry["at"], entry["move"]) for entry in page.items]
        made += [move for place, (at, move) in enumerate(instants) if (at, move) not in instants[:place]]
        if (cursor := page.cursor) is None:
            return made


async def _uploaded(services: "Services", by: Person, name: str) -> str:
    """Upload a stand-in for a signed paper, and return its SHA-256."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"{name}.txt"
        file.write_bytes(paper(name))
        return await uploader(services.uploads, by)(file)
