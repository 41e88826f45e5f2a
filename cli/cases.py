"""`tingshu case …`, `tingshu work`: the desk on the command line, with the same rights as over HTTP."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli import showing
from cli.fields import BadField, Upload, body_from
from cli.running import Agency, As, Json, Number, key_or_new, person, run, settings
from desk.reading import Shown, Source
from desk.requests import Asked
from desk.services import Services
from desk.trial import Trial, tried
from domain.case.documents import DocumentKind, DocumentState
from domain.case.parties import Outcome
from domain.case.people import Person, Role
from domain.law.penalties import Penalty
from domain.law.traces import picture
from domain.procedure import title_of
from domain.procedure.clocks.deadlines import State
from domain.procedure.lists import CaseFilter, CaseRow, DocumentRow, JournalRow, WorkRow
from domain.procedure.stage import Stage
from installation.desk import counter
from workflows.messages import Receipt

app = typer.Typer(no_args_is_help=True, help="案件：启动、查看、办理 · open, look at and move cases")

Key = Annotated[
    str | None, typer.Option("--key", help="幂等键，重试时不变 · idempotency key, the same for each retry")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只试办，不写入 · only try it")]
Clock = Annotated[
    datetime | None,
    typer.Option("--clock", help="案件的民用时间，仅演示 · the case's civil time, demo only"),
]


@app.command("open")
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
        async with counter(settings(), engine=not dry_run) as (services, _):
            body = _read(file)
            asked = Asked(await person(services.identities, as_), "open_case", body, key_or_new(key))
            at = _clock(services, clock) or services.opens_at()
            if dry_run:
                return tried(*services.desk.dry_opening(asked, clock=at))
            return await services.desk.open(asked, clock=at)

    _show_made(run(work(), json_=json_), json_)


def _read(file: Path) -> dict[str, Any]:
    try:
        body = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadField(f"{file}：不是有效的 JSON · not valid JSON: {error}") from error
    if not isinstance(body, dict):
        raise BadField(f"{file}：应为 JSON 对象 · a JSON object is expected")
    return body


def _clock(services: Services, clock: datetime | None) -> datetime | None:
    if clock is None:
        return None
    if not services.clocks_may_be_set:
        raise BadField(
            "--clock：仅在 TINGSHU_TIME_SKIPPING=true 时可用 · only with TINGSHU_TIME_SKIPPING=true"
        )
    return clock.astimezone()


@app.command()
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
        async with counter(settings(), engine=not dry_run) as (services, _):
            by = await person(services.identities, as_)
            body = await body_from(fields or (), uploader(services, by), _read(from_) if from_ else None)
            asked = Asked(by, move, body, key_or_new(key), expects=if_position)
            if dry_run:
                at = await services.reading.now_of(agency, number)
                return tried(*await services.desk.dry_run(agency, number, asked, at=at))
            return await services.desk.perform(agency, number, asked)

    _show_made(run(work(), json_=json_), json_)


def uploader(services: Services, by: Person) -> Upload:
    async def upload(path: Path) -> str:
        note = await services.uploads.receive(
            by, _chunks(path), name=path.name, media_type="application/octet-stream", key=None
        )
        return note.sha256

    return upload


async def _chunks(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(1024 * 1024):
            yield chunk


def _show_made(made: Receipt | Trial, json_: bool) -> None:
    if json_:
        showing.as_json(made.model_dump(mode="json", exclude_none=True))
        return
    stage = Stage(made.stage).zh
    if isinstance(made, Receipt):
        showing.line(
            f"已办理：{title_of(made.move)}（{made.case}，第 {made.position} 项，阶段：{stage}）", "green"
        )
        for fact in made.facts:
            showing.line(f"  {fact.seq:>4}  {fact.kind}")
        return
    showing.line(
        f"试办：{title_of(made.move)}，没有写入 · dry run, nothing was written（阶段：{stage}）", "yellow"
    )
    for tried_fact in made.facts:
        showing.line(f"        {tried_fact.kind}")
    effects = {"set": "起算", "moved": "变动", "ended": "终止"}
    rows = ((effects[c.effect], *_deadline_row(c.deadline.model_dump(mode="json"))) for c in made.deadlines)
    showing.table("期限", ("变化", *DEADLINES), rows)


@app.command()
def show(
    agency: Agency,
    number: Number,
    as_: As = "",
    at_least: Annotated[int, typer.Option(help="至少到此位置 · wait until this position")] = 0,
    workflow: Annotated[
        bool, typer.Option("--workflow", help="直接询问流程 · ask the workflow itself")
    ] = False,
    json_: Json = False,
) -> None:
    """查看案件现状 · show a case."""

    async def work() -> Shown:
        async with counter(settings(), engine=workflow) as (services, _):
            by = await person(services.identities, as_)
            source: Source = "workflow" if workflow else "register"
            return await services.reading.case(by, agency, number, at_least=at_least, source=source)

    state = json.loads(run(work(), json_=json_).body)
    if json_:
        showing.as_json(state)
        return
    showing.line(f"{state['agency_name']}  {state['number']}  {state['stage_title']}", "bold")
    showing.line(f"程序 {state['profile']} · 第 {state['position']} 项 · {state['as_of']}")
    showing.table(
        "当事人", ("编号", "名称", "拟处罚", "决定"), (_party_row(p) for p in state["parties"]["all"])
    )


def _party_row(party: dict[str, Any]) -> tuple[Any, ...]:
    penalties = "；".join(str(Penalty.model_validate(p)) for p in party["proposal"]["penalties"])
    decision = party.get("decision")
    outcome = Outcome(decision["outcome"]).zh if decision else ""
    return party["id"], party["name"], penalties, outcome


@app.command()
def moves(agency: Agency, number: Number, as_: As = "", json_: Json = False) -> None:
    """现在可以办理什么 · what may be done now, and what bars the rest."""

    async def work() -> dict[str, Any]:
        async with counter(settings(), engine=False) as (services, _):
            found = await services.reading.moves(await person(services.identities, as_), agency, number)
            return {
                "position": found.position,
                "available": [option.model_dump(mode="json") for option in found.available],
                "barred": [option.model_dump(mode="json") for option in found.barred],
            }

    found = run(work(), json_=json_)
    if json_:
        showing.as_json(found)
        return
    rows = ((o["move"], o["title"], o["party"], _roles(o["by"]), o["article"]) for o in found["available"])
    showing.table("可以办理", ("操作", "名称", "当事人", "办理人", "依据"), rows)
    barred = (
        (o["move"], o["title"], o["party"], r["code"], r["article"], f"{r['why']['zh']}：{r['cure']['zh']}")
        for o in found["barred"]
        for r in o["refusals"]
        if r["code"] != "NotYourRole"
    )
    showing.table("暂不能办理", ("操作", "名称", "当事人", "代码", "依据", "原因和办法"), barred)


def _roles(roles: list[str]) -> str:
    return "、".join(Role(role).zh for role in roles)


DEADLINES = ("期限", "当事人", "起算", "届满日", "状态", "依据")


def _deadline_row(item: Mapping[str, object]) -> tuple[Any, ...]:
    day = item["last_day"] or f"{item['earliest'] or '?'} 至 {item['latest'] or '?'}（暂定）"
    state = State(str(item["state"])).zh
    return item["title"], item["party"], item["start"], day, state, item["article"]


@app.command()
def deadlines(
    agency: Agency,
    number: Number,
    term: Annotated[str | None, typer.Option(help="只说明这一期限如何计算 · explain this term")] = None,
    party: Annotated[int | None, typer.Option(help="当事人 · the party")] = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """案件期限；--term 说明如何计算 · the clocks of a case; --term explains one."""

    async def work() -> Sequence[Any]:
        async with counter(settings(), engine=False) as (services, _):
            by = await person(services.identities, as_)
            if term is None:
                return (await services.reading.deadlines(by, agency, number))[1]
            found = await services.reading.traces(by, agency, number, term, party)
            return [
                {
                    **t.model_dump(mode="json", exclude_none=True),
                    "sentences": list(t.sentences),
                    "picture": picture(t),
                }
                for t in found
            ]

    found = run(work(), json_=json_)
    if json_:
        showing.as_json(found)
    elif term is None:
        showing.table("期限", DEADLINES, map(_deadline_row, found))
    else:
        for trace in found:
            showing.line("\n".join([trace["title"], *trace["sentences"], trace["picture"]]))


@app.command()
def journal(agency: Agency, number: Number, as_: As = "", json_: Json = False) -> None:
    """全过程记录 · the journal of a case."""

    async def work() -> list[JournalRow]:
        async with counter(settings(), engine=False) as (services, _):
            by, found, cursor = await person(services.identities, as_), list[JournalRow](), None
            while True:
                page = await services.reading.journal(by, agency, number, cursor=cursor, limit=200)
                found.extend(page.items)
                if (cursor := page.cursor) is None:
                    return found

    entries = run(work(), json_=json_)
    if json_:
        showing.as_json(entries)
        return
    rows = (
        (e["seq"], e["at"][:19], e["by"], title_of(e["move"]), e["fact"], e["head"][:12]) for e in entries
    )
    showing.table("全过程记录", ("序号", "时间", "办理人", "操作", "事实", "校验值"), rows)


@app.command()
def documents(agency: Agency, number: Number, as_: As = "", json_: Json = False) -> None:
    """案件文书 · the documents of a case."""

    async def work() -> Sequence[DocumentRow]:
        async with counter(settings(), engine=False) as (services, _):
            return await services.reading.documents(await person(services.identities, as_), agency, number)

    found = run(work(), json_=json_)
    if json_:
        showing.as_json(found)
        return
    rows = (
        (
            d["document"],
            DocumentKind(d["kind"]).zh,
            d["party"],
            d["document_number"],
            DocumentState(d["state"]).zh,
            d["pages"],
            d["file_sha256"],
        )
        for d in found
    )
    showing.table("文书", ("编号", "文书", "当事人", "文号", "状态", "页数", "SHA-256"), rows)


def work(as_: As = "", json_: Json = False) -> None:
    """待办：什么在等我 · what waits for me, since when, until when."""

    async def find() -> list[WorkRow]:
        async with counter(settings(), engine=False) as (services, _):
            page = await services.reading.work(await person(services.identities, as_), limit=200)
            return list(page.items)

    found = run(find(), json_=json_)
    if json_:
        showing.as_json(found)
        return
    rows = (
        (f"{w['agency']}/{w['number']}", w["what"], w["party"], w["move"], w["since"], w["until"])
        for w in found
    )
    showing.table("待办", ("案件", "事项", "当事人", "操作", "自", "至"), rows)


def list_cases(
    stage: Annotated[Stage | None, typer.Option(help="阶段 · stage")] = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """案件列表 · the cases one may read."""

    async def find() -> list[CaseRow]:
        async with counter(settings(), engine=False) as (services, _):
            page = await services.reading.cases(
                await person(services.identities, as_), CaseFilter(stage=stage), limit=200
            )
            return list(page.items)

    found = run(find(), json_=json_)
    if json_:
        showing.as_json(found)
        return
    rows = (
        (
            c["agency"],
            c["number"],
            Stage(c["stage"]).zh,
            c["cause"],
            c["party_names"],
            c["next_due"],
        )
        for c in found
    )
    showing.table("案件", ("机关", "案号", "阶段", "案由", "当事人", "最近届满"), rows)


app.command("list")(list_cases)
