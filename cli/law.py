"""`tingshu law …`: the law as data, asked on the command line. Every answer names its article and explains itself."""

from typing import Annotated, Any

import typer

from cli import completing, law_calendars, showing
from cli.law_days import before, due, explain_
from cli.law_reading import answered, rules_of
from cli.law_screening import screen_
from cli.lazy import Place, lazy
from cli.running import Json
from domain.law.tables.statute import STATUTE
from domain.law.terms import Direction, Term

APART = {
    "adopt": Place(
        "cli.adopting",
        "adopt",
        "采用新的节假日安排或者新规定，在办案件一并适用 · adopt new rules; every open case adopts them, once.",
    ),
    "page": Place(
        "cli.law_pages",
        "page",
        "供律师核对的页面：文字，或者可以签署的 PDF · a page for lawyers: as text, or as PDF to be signed.",
    ),
    "rules": Place(
        "cli.adopting", "rules", "程序规定现在的规则集 · the rulebook of a profile as it is now, by its hash."
    ),
}
app = typer.Typer(
    cls=lazy(APART), no_args_is_help=True, help="法律数据：期限、筛查、节假日 · the law as data"
)
app.add_typer(law_calendars.app, name="calendar")


@app.command()
def terms(
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            metavar="P",
            help="只列适用于它的 · only those that bind it",
            autocompletion=completing.profiles,
        ),
    ] = None,
    json_: Json = False,
) -> None:
    """期限总表：每一项期限、条文和确定程度 · every term with its article and words."""
    rows = answered(lambda: STATUTE if profile is None else rules_of(profile).terms, json_)
    if json_:
        showing.as_json([_term(row) for row in rows])
        return
    shown = ((_named(row), _length(row), row.source, f"{row.since} {row.certainty}") for row in rows)
    columns = ("期限（仅适用于）", "长度", "依据", "施行 确定")
    showing.table("期限总表（非 V 者须由律师确认）", columns, shown)


def _named(row: Term) -> str:
    """Its key, below it its name and what alone it binds."""
    binds = f"（{'、'.join(row.binds)}）" if row.binds else ""
    return f"{row.key}\n{row.title}{binds}"


def _length(row: Term) -> str:
    return f"{row.length}{row.unit.counted_zh}" + ("前" if row.direction is Direction.BACKWARD else "")


def _term(row: Term) -> dict[str, Any]:
    """A row of the table with every column, those left at their defaults too."""
    fields = {name: getattr(row, name) for name in type(row).model_fields}
    plain = {**fields, **row.model_dump(mode="json")}
    return {"term": plain.pop("key"), "title": row.title, **plain, "article": str(row.source)}


app.command()(due)
app.command()(before)
app.command("explain")(explain_)
app.command("screen")(screen_)
