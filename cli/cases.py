"""`tingshu case …`, `tingshu work`: looking at cases on the command line, with the same rights as over HTTP."""

import json
from typing import Annotated, Any

import typer

from cli import showing
from cli.case_deadlines import deadlines
from cli.case_moves import do, open_
from cli.reading import MOST, read
from cli.running import Agency, As, Json, Number
from desk.options import Options
from desk.reading import Reading, Source
from domain.case.documents import DocumentKind, DocumentState
from domain.case.parties import Outcome
from domain.case.people import Person, Role
from domain.law.penalties import Penalty
from domain.procedure import Stage, title_of
from domain.procedure.lists import CaseFilter, CaseRow, DocumentRow, JournalRow, WorkRow
from domain.procedure.roles import ROLE_REQUIRED

app = typer.Typer(no_args_is_help=True, help="案件：启动、查看、办理 · open, look at and move cases")
app.command("open")(open_)
app.command()(do)


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
    source: Source = "workflow" if workflow else "register"
    shown = read(
        lambda desk, by: desk.case(by, agency, number, at_least=at_least, source=source),
        as_,
        json_=json_,
        engine=workflow,
    )
    state = json.loads(shown.body)
    if json_:
        showing.as_json(state)
        return
    showing.line(f"{state['agency_name']}  {state['number']}  {state['stage_title']}", "bold")
    showing.line(f"程序 {state['profile']} · 第 {state['position']} 项 · {state['as_of']}")
    parties = map(_party_row, state["parties"]["all"])
    showing.table("当事人", ("编号", "名称", "拟处罚", "决定"), parties)


def _party_row(party: dict[str, Any]) -> tuple[Any, ...]:
    penalties = "；".join(str(Penalty.model_validate(p)) for p in party["proposal"]["penalties"])
    decision = party.get("decision")
    outcome = Outcome(decision["outcome"]).zh if decision else ""
    return party["id"], party["name"], penalties, outcome


@app.command()
def moves(agency: Agency, number: Number, as_: As = "", json_: Json = False) -> None:
    """现在可以办理什么 · what may be done now, and what bars the rest."""
    found = read(lambda desk, by: desk.moves(by, agency, number), as_, json_=json_)
    if json_:
        showing.as_json(
            {
                "position": found.position,
                "available": [option.model_dump(mode="json") for option in found.available],
                "barred": [option.model_dump(mode="json") for option in found.barred],
            }
        )
        return
    available = ((o.move, o.title, o.party, _roles(o.by), o.article) for o in found.available)
    showing.table("可以办理", ("操作", "名称", "当事人", "办理人", "依据"), available)
    columns = ("操作", "名称", "当事人", "代码", "依据", "原因", "办法")
    showing.table("暂不能办理", columns, _barred_rows(found))


def _barred_rows(found: Options) -> list[tuple[Any, ...]]:
    return [
        (o.move, o.title, o.party, r["code"], r["article"], r["why"]["zh"], r["cure"]["zh"])
        for o in found.barred
        for r in o.refusals
        if r["code"] != ROLE_REQUIRED.code
    ]


def _roles(roles: tuple[Role, ...]) -> str:
    return "、".join(role.zh for role in roles)


app.command()(deadlines)


@app.command()
def journal(agency: Agency, number: Number, as_: As = "", json_: Json = False) -> None:
    """全过程记录 · the journal of a case."""

    async def whole(desk: Reading, by: Person) -> list[JournalRow]:
        found, cursor = list[JournalRow](), None
        while True:
            page = await desk.journal(by, agency, number, cursor=cursor, limit=MOST)
            found.extend(page.items)
            if (cursor := page.cursor) is None:
                return found

    columns = ("序号", "时间", "办理人", "操作", "事实", "校验值")
    showing.answer(read(whole, as_, json_=json_), "全过程记录", columns, _entry_row, json_=json_)


def _entry_row(entry: JournalRow) -> tuple[Any, ...]:
    move = title_of(entry["move"]).zh
    return entry["seq"], entry["at"][:19], entry["by"], move, entry["fact"], entry["head"][:12]


@app.command()
def documents(agency: Agency, number: Number, as_: As = "", json_: Json = False) -> None:
    """案件文书 · the documents of a case."""
    found = read(lambda desk, by: desk.documents(by, agency, number), as_, json_=json_)
    columns = ("编号", "文书", "当事人", "文号", "状态", "页数", "SHA-256")
    showing.answer(found, "文书", columns, _document_row, json_=json_)


def _document_row(found: DocumentRow) -> tuple[Any, ...]:
    kind, state = DocumentKind(found["kind"]).zh, DocumentState(found["state"]).zh
    number, pages = found["document_number"], found["pages"]
    return found["document"], kind, found["party"], number, state, pages, found["file_sha256"]


@app.command("list")
def list_(
    stage: Annotated[Stage | None, typer.Option(help="阶段 · stage")] = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """案件列表 · the cases one may read."""
    page = read(lambda desk, by: desk.cases(by, CaseFilter(stage=stage), limit=MOST), as_, json_=json_)
    columns = ("机关", "案号", "阶段", "案由", "当事人", "最近届满")
    showing.answer(page.items, "案件", columns, _case_row, json_=json_)


def _case_row(case: CaseRow) -> tuple[Any, ...]:
    stage = Stage(case["stage"]).zh
    return case["agency"], case["number"], stage, case["cause"], case["party_names"], case["next_due"]


def work(as_: As = "", json_: Json = False) -> None:
    """待办：什么在等我 · what waits for me, since when, until when."""
    page = read(lambda desk, by: desk.work(by, limit=MOST), as_, json_=json_)
    columns = ("案件", "事项", "当事人", "操作", "自", "至")
    showing.answer(page.items, "待办", columns, _work_row, json_=json_)


def _work_row(item: WorkRow) -> tuple[Any, ...]:
    case = f"{item['agency']}/{item['number']}"
    return case, item["what"], item["party"], item["move"], item["since"], item["until"]
