"""`tingshu case show`, `list`, `journal`, `tingshu work`: looking at cases, with the same rights as over HTTP."""

import json
from datetime import date
from typing import Annotated, Any

import typer

from cli import completing, showing, waiting
from cli.paging import Limit, told_of_more, whole
from cli.reading import Desk, read
from cli.running import Agency, As, Json, Number
from desk.outlook import Outlook
from desk.reading import Source
from domain.case.identity import age_said, identified_by
from domain.case.parties import Party
from domain.procedure import Stage, title_of
from domain.procedure.lists import CaseFilter, CaseRow, JournalRow, Page, WorkRow


def show(
    agency: Agency,
    number: Number,
    as_: As = "",
    at_least: Annotated[int, typer.Option(min=0, help="至少到此位置 · wait until this position")] = 0,
    workflow: Annotated[
        bool, typer.Option("--workflow", help="直接询问流程 · ask the workflow itself")
    ] = False,
    json_: Json = False,
) -> None:
    """查看案件现状 · show a case."""

    async def asked(desk: Desk) -> tuple[dict[str, Any], Outlook | None]:
        source: Source = "workflow" if workflow else "register"
        shown = await desk.reading.case(desk.by, agency, number, at_least=at_least, source=source)
        state: dict[str, Any] = json.loads(shown.body)
        return state, None if json_ else await waiting.asked(desk, agency, number, state["as_of"])

    state, outlook = read(asked, as_, json_=json_, case=(agency, number))
    if outlook is None:
        showing.as_json(state)
        return
    showing.line(f"{state['agency_name']}  {state['number']}  {state['stage_title']}", "bold")
    showing.line(f"程序 {state['profile']} · 第 {state['position']} 项 · {state['as_of']}")
    showing.line(f"案卷材料版本 papers_version {state['papers_version'][:HASH_SHOWN]}")
    act_to = date.fromisoformat(state["papers"]["act_to"] or state["papers"]["investigation_ended_on"])
    parties = (_party_row(Party.model_validate(party), act_to) for party in state["parties"]["all"])
    showing.table("当事人", ("编号", "名称", "证件", "拟处罚", "决定"), parties)
    for found in state["defects"]:
        what = found["what"]
        showing.line(f"当事人{found['party']}：{what['zh']}（{found['article']}） · {what['en']}", "bold")
    for owed in state["debts"]:
        showing.line(f"当事人{owed['party']}：{owed['trace']['zh']} · {owed['trace']['en']}")
    showing.line("在等 · waiting for", "bold")
    waiting.tell(outlook, agency, number)


HASH_SHOWN = 12
"""Characters of a hash in a line: so many are enough to name it in a move."""


def _party_row(party: Party, act_to: date) -> tuple[Any, ...]:
    penalties = "；".join(str(penalty) for penalty in party.proposal.penalties)
    age = age_said(party, act_to)
    over = party.decision.outcome if party.decision else party.left.why if party.left else None
    changing = party.recovery.changing
    return (
        party.id,
        party.name,
        _document_of(party),
        "；".join(filter(None, (penalties, age and age.zh))),
        "；".join(filter(None, (over and over.zh, changing and changing.said.zh))),
    )


def _document_of(party: Party) -> str:
    """By which document a party is identified; what was checked by hand is said."""
    said = f"{identified_by(party).zh} {party.identifier}"
    exception = party.identifier_exception
    return f"{said}（校验位不符，经核实：{exception.reason}）" if exception else said


def journal(agency: Agency, number: Number, as_: As = "", json_: Json = False) -> None:
    """全过程记录 · the journal of a case."""

    async def entries(desk: Desk) -> list[JournalRow]:
        return await whole(lambda **page: desk.reading.journal(desk.by, agency, number, **page))

    columns = ("序号", "时间", "办理人", "操作", "事实", "校验值")
    found = read(entries, as_, json_=json_, case=(agency, number))
    showing.answer(found, "全过程记录", columns, _entry_row, json_=json_)


def _entry_row(entry: JournalRow) -> tuple[Any, ...]:
    move = title_of(entry["move"]).zh
    return entry["seq"], entry["at"][:19], entry["by"], move, entry["fact"], entry["head"][:HASH_SHOWN]


Sought = Annotated[
    str | None,
    typer.Option(
        "--find",
        metavar="TEXT",
        help="案号、当事人名称或者文号的一部分 · part of a case number, a party's name or a document's number",
    ),
]


def list_(
    stage: Annotated[Stage | None, typer.Option(help="阶段 · stage")] = None,
    overdue: Annotated[
        bool | None, typer.Option("--overdue/--in-time", help="是否逾期 · whether somebody is overdue")
    ] = None,
    officer: Annotated[
        str | None,
        typer.Option(
            metavar="PERSON", help="承办人编号 · id of an officer", autocompletion=completing.people
        ),
    ] = None,
    party: Annotated[
        str | None, typer.Option(metavar="NAME", help="当事人名称的一部分 · part of a party's name")
    ] = None,
    document_number: Annotated[
        str | None,
        typer.Option(metavar="文号", help="一件文书的完整文号 · the whole number of a document"),
    ] = None,
    sought: Sought = None,
    limit: Limit = 50,
    as_: As = "",
    json_: Json = False,
) -> None:
    """案件列表 · the cases one may read."""
    wanted = CaseFilter(
        stage=stage,
        overdue=overdue,
        officer=officer,
        party=party,
        document_number=document_number,
        sought=sought,
    )

    async def cases(desk: Desk) -> Page[CaseRow]:
        return await desk.reading.cases(desk.by, wanted, limit=limit)

    page = read(cases, as_, json_=json_)
    columns = ("机关", "案号", "阶段", "案由", "当事人", "最近届满")
    showing.answer(page.items, "案件", columns, _case_row, json_=json_)
    told_of_more(page, limit, json_=json_)


def _case_row(case: CaseRow) -> tuple[Any, ...]:
    stage, late = Stage(case["stage"]).zh, "（逾期）" if case["overdue"] else ""
    due = f"{case['next_due'] or ''}{late}"
    return case["agency"], case["number"], stage, case["cause"], case["party_names"], due


def work(
    agency: Annotated[
        str | None,
        typer.Option(
            metavar="AGENCY", help="只列此机关的 · of this agency", autocompletion=completing.agencies
        ),
    ] = None,
    number: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="只列此案的 · of the case of this number")
    ] = None,
    move: Annotated[
        str | None,
        typer.Option(metavar="MOVE", help="只列此操作 · of this move", autocompletion=completing.moves),
    ] = None,
    limit: Limit = 50,
    as_: As = "",
    json_: Json = False,
) -> None:
    """待办：什么在等我 · what waits for me, since when, until when."""

    async def waiting(desk: Desk) -> Page[WorkRow]:
        if (agency, number, move) == (None, None, None):
            return await desk.reading.work(desk.by, limit=limit)
        found = await whole(lambda **page: desk.reading.work(desk.by, **page))
        return Page([row for row in found if _is_wanted(row, agency, number, move)])

    page = read(waiting, as_, json_=json_)
    columns = ("案件", "事项", "当事人", "操作", "自", "至")
    showing.answer(page.items, "待办", columns, work_row, json_=json_)
    told_of_more(page, limit, json_=json_)


def _is_wanted(row: WorkRow, agency: str | None, number: str | None, move: str | None) -> bool:
    return agency in (None, row["agency"]) and number in (None, row["number"]) and move in (None, row["move"])


def work_row(item: WorkRow) -> tuple[Any, ...]:
    """Return the cells of something that waits."""
    case = f"{item['agency']}/{item['number']}"
    return case, item["what"], item["party"], item["move"], item["since"], item["until"]
