"""`tingshu case deadlines`: the clocks of a case, and how each last day was computed."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from cli import showing
from cli.reading import read
from cli.running import Agency, As, Json, Number
from domain.law.traces import Trace, picture
from domain.procedure import State

COLUMNS = ("期限", "当事人", "起算", "届满日", "状态", "依据")


def deadlines(
    agency: Agency,
    number: Number,
    term: Annotated[str | None, typer.Option(help="只说明这一期限如何计算 · explain this term")] = None,
    party: Annotated[int | None, typer.Option(help="当事人 · the party")] = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """案件期限；--term 说明如何计算 · the clocks of a case; --term explains one."""
    if term is not None:
        traces = read(lambda desk, by: desk.traces(by, agency, number, term, party), as_, json_=json_)
        _explain(traces, json_)
        return
    _, found = read(lambda desk, by: desk.deadlines(by, agency, number), as_, json_=json_)
    showing.answer(found, "期限", COLUMNS, row, json_=json_)


def row(item: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the cells of a deadline."""
    day = item.get("last_day") or _bounds(item)
    state = State(item["state"]).zh
    return item["title"], item.get("party"), item["start"], day, state, item["article"]


def _bounds(item: Mapping[str, Any]) -> str:
    earliest, latest = item.get("earliest") or "?", item.get("latest") or "?"
    return f"{earliest} 至 {latest}（{State.PROVISIONAL.zh}）"


def _explain(traces: Iterable[Trace], json_: bool) -> None:
    if json_:
        showing.as_json([_as_item(trace) for trace in traces])
        return
    for trace in traces:
        showing.line("\n".join([trace.title, *trace.sentences, picture(trace)]))


def _as_item(trace: Trace) -> dict[str, Any]:
    plain = trace.model_dump(mode="json", exclude_none=True)
    return {**plain, "sentences": list(trace.sentences), "picture": picture(trace)}
