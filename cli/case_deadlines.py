"""`tingshu case deadlines`, `tingshu deadlines`: clocks, and how each last day was computed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any

import typer

from cli import completing, showing
from cli.law_reading import answered, day_of, term_of
from cli.paging import Limit, told_of_more
from cli.reading import Desk, read
from cli.running import Agency, As, Json, Number
from domain.law.terms import TermKey
from domain.law.traces import Trace, picture
from domain.procedure import State
from domain.procedure.clocks.deadlines import state_said
from domain.procedure.lists import DeadlineRow, Page

COLUMNS = ("期限", "代码", "当事人", "起算", "届满日", "状态", "依据")
STILL = (State.RUNNING, State.PROVISIONAL, State.OVERDUE)


def deadlines(
    agency: Agency,
    number: Number,
    term: Annotated[
        str | None,
        typer.Option(
            metavar="TERM", help="只说明这一期限如何计算 · explain this term", autocompletion=completing.terms
        ),
    ] = None,
    party: Annotated[int | None, typer.Option(min=1, help="当事人 · the party")] = None,
    state: Annotated[
        list[State] | None, typer.Option(help="只列此状态的，可写几次 · only those in this state")
    ] = None,
    open_: Annotated[
        bool, typer.Option("--open", help="只列仍在计算和已逾期的 · only what runs or is overdue")
    ] = False,
    as_: As = "",
    json_: Json = False,
) -> None:
    """案件期限；--term 说明如何计算 · the clocks of a case; --term explains one."""
    case = (agency, number)
    if term is not None:
        key = answered(lambda: term_of(term, "--term"), json_)

        async def traces(desk: Desk) -> Iterable[Trace]:
            return await desk.reading.traces(desk.by, agency, number, key, party)

        _explain(read(traces, as_, json_=json_, case=case), json_)
        return

    async def clocks(desk: Desk) -> list[DeadlineRow]:
        _, found = await desk.reading.deadlines(desk.by, agency, number)
        wanted = {*(state or ()), *(STILL if open_ else ())}
        return [
            row
            for row in found
            if (not wanted or row["state"] in wanted) and (party is None or row["party"] in (None, party))
        ]

    showing.answer(read(clocks, as_, json_=json_, case=case), "期限", COLUMNS, row, json_=json_)


def all_deadlines(
    before: Annotated[
        str | None, typer.Option(metavar="DATE", help="只列此日以前提醒的 · only those due before this day")
    ] = None,
    limit: Limit = 50,
    as_: As = "",
    json_: Json = False,
) -> None:
    """期限：各案最紧迫的在前 · running clocks of all cases, most pressing first."""
    until: date | None = answered(lambda: day_of(before, "--before") if before else None, json_)

    async def due(desk: Desk) -> Page[DeadlineRow]:
        return await desk.reading.due(desk.by, before=until, limit=limit)

    page = read(due, as_, json_=json_)
    columns = ("案件", *COLUMNS)
    showing.answer(
        page.items, "期限", columns, lambda one: (f"{one['agency']}/{one['number']}", *row(one)), json_=json_
    )
    told_of_more(page, limit, json_=json_)


def row(item: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the cells of a deadline."""
    day = item.get("last_day") or bounds(item)
    state = state_said(TermKey(item["term"]), State(item["state"])).zh
    return item["title"], item["term"], item.get("party"), item["start"], day, state, item["article"]


def bounds(item: Mapping[str, Any]) -> str:
    """Return between which days a last day lies that is not settled; nothing is guessed where nobody knows."""
    known = dict.fromkeys(str(item[side]) for side in ("earliest", "latest") if item.get(side))
    return f"{' 至 '.join(known)}（{State.PROVISIONAL.zh}）" if known else State.UNKNOWN.zh


def _explain(traces: Iterable[Trace], json_: bool) -> None:
    if json_:
        showing.as_json([_as_item(trace) for trace in traces])
        return
    for trace in traces:
        showing.line("\n".join([trace.title, *trace.sentences, picture(trace)]))


def _as_item(trace: Trace) -> dict[str, Any]:
    plain = trace.model_dump(mode="json", exclude_none=True)
    return {**plain, "sentences": list(trace.sentences), "picture": picture(trace)}
