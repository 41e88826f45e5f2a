"""`tingshu law …`: the law as data, asked on the command line. Every answer names its article and explains itself."""

import csv
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from cli import law_batch, showing
from cli.fields import BadField
from cli.law_reading import Draft, calendar, day_of, read_draft, read_facts, rules_of, term_of
from cli.lazy import Place, lazy
from cli.running import Json, run
from desk.clock import civil_now
from domain.law.calendars import CalendarYear
from domain.law.counting import Reckoning, reckon_notice
from domain.law.errors import CalendarNotPublished
from domain.law.holidays_file import load_calendar
from domain.law.limitation import limitation_ended
from domain.law.profiles import ReviewTime
from domain.law.rulebook import Rulebook
from domain.law.screening import Finding, ScreenedParty, Screening, screen
from domain.law.tables.statute import STATUTE
from domain.law.terms import Direction, Term, TermKey
from domain.law.traces import Trace, chinese_day, explain, explain_notice, picture
from domain.law.versions import LawChoice, laws_in_question

T = TypeVar("T")

ADOPTING = {
    "adopt": Place(
        "cli.adopting",
        "adopt",
        "采用新的节假日安排或者新规定，在办案件一并适用 · adopt new rules; every open case is told, once.",
    ),
    "rules": Place(
        "cli.adopting", "rules", "程序规定现在的规则集 · the rulebook of a profile as it is now, by its hash."
    ),
}
app = typer.Typer(
    cls=lazy(ADOPTING), no_args_is_help=True, help="法律数据：期限、筛查、节假日 · the law as data"
)
calendars = typer.Typer(no_args_is_help=True, help="节假日安排 · holiday notices")
app.add_typer(calendars, name="calendar")

DEFAULT_PROFILE = "market+zhenjiang"
Profile = Annotated[
    str, typer.Option("--profile", metavar="P", help="程序规定，可以分层 · profile, may be layered")
]
TermName = Annotated[str, typer.Argument(metavar="TERM", help="期限，见 tingshu law terms · the term")]
From = Annotated[str, typer.Option("--from", metavar="DATE", help="起算事件之日 · the day of the event")]
FactsFile = Annotated[
    Path | None,
    typer.Option(
        "--facts", metavar="FILE", help="中止、听证等不计入的时间，延长 · JSON: excluded, extended_by"
    ),
]
YES = {True: "是", False: "否", None: "待确定"}


def _answered(work: Callable[[], T], json_: bool) -> T:
    async def asked() -> T:
        return work()

    return run(asked(), json_=json_)


@app.command()
def terms(
    profile: Annotated[
        str | None, typer.Option("--profile", metavar="P", help="只列适用于它的 · only those that bind it")
    ] = None,
    json_: Json = False,
) -> None:
    """期限总表：每一项期限、条文和确定程度 · every term with its article and words."""
    rows = _answered(lambda: STATUTE if profile is None else rules_of(profile).terms, json_)
    if json_:
        showing.as_json([_term(row) for row in rows])
        return
    shown = (
        (row.key, row.title, _length(row), row.source, row.since, row.certainty, "、".join(row.binds))
        for row in rows
    )
    columns = ("期限", "名称", "长度", "依据", "施行", "确定", "仅适用")
    showing.table("期限总表（非 V 者须由律师确认）", columns, shown)


def _length(row: Term) -> str:
    return f"{row.length}{row.unit.counted_zh}" + ("前" if row.direction is Direction.BACKWARD else "")


def _term(row: Term) -> dict[str, Any]:
    """A row of the table with every column, those left at their defaults too."""
    fields = {name: getattr(row, name) for name in type(row).model_fields}
    plain = {**fields, **row.model_dump(mode="json")}
    return {"term": plain.pop("key"), "title": row.title, **plain, "article": str(row.source)}


@app.command()
def due(
    term: Annotated[str | None, typer.Argument(metavar="TERM", help="期限 · the term")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="起算事件之日")] = None,
    profile: Profile = DEFAULT_PROFILE,
    facts: FactsFile = None,
    batch: Annotated[
        Path | None,
        typer.Option("--batch", metavar="FILE.csv", help="成批计算：列 term,profile,start · many at once"),
    ] = None,
    json_: Json = False,
) -> None:
    """届满日：某期限自某日起算的最后一日 · the last day of a term that runs from a day."""
    if batch is not None:
        _answered(lambda: _batch(batch, json_), json_)
        return

    def work() -> Trace:
        if term is None or from_ is None:
            raise BadField(
                "请写明期限和起算日：tingshu law due TERM --from DATE，或者 --batch FILE.csv"
                " · name a term and its start, or a file"
            )
        return _forward(rules_of(profile), term_of(term), day_of(from_, "--from"), facts)

    trace = _answered(work, json_)
    if json_:
        showing.as_json(as_due(trace))
    else:
        showing.line(f"{trace.title}：{_days(trace)}", "bold")
        showing.line("\n".join(trace.sentences))


def _forward(rules: Rulebook, key: TermKey, start: date, facts: Path | None) -> Trace:
    row = rules.term(key, start)
    if row.direction is Direction.BACKWARD:
        raise BadField(
            f"“{row.title}”自事件之日向前计算：请用 tingshu law before {key} --on DATE"
            " · this term is counted backward from its event: use `law before`"
        )
    given = read_facts(facts)
    return explain(row, start, rules.calendar, excluded=given.excluded, extended_by=given.extended_by)


def as_due(trace: Trace) -> dict[str, Any]:
    """A computed last day as programs read it."""
    shown: dict[str, Any] = {
        "term": trace.key,
        "start": trace.start.isoformat(),
        "last_day": trace.last_day and trace.last_day.isoformat(),
        "state": law_batch.state_of(trace),
    }
    if trace.last_day is None:
        shown["earliest"] = trace.earliest and trace.earliest.isoformat()
        shown["latest"] = trace.latest and trace.latest.isoformat()
    return shown | {
        "unit": trace.unit,
        "length": trace.length,
        "article": str(trace.article),
        "calendar": trace.calendar,
        "trace": [line.model_dump(mode="json", exclude_none=True) for line in trace.lines],
    }


def _days(trace: Trace) -> str:
    if trace.last_day is not None:
        return chinese_day(trace.last_day)
    bounds = (chinese_day(day) if day else "未知" for day in (trace.earliest, trace.latest))
    return "暂定，不早于{}，不晚于{}".format(*bounds)


def _batch(path: Path, json_: bool) -> None:
    rows = law_batch.answered(path)
    if json_:
        showing.as_json(list(rows))
        return
    writer = csv.DictWriter(sys.stdout, law_batch.COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


@app.command()
def before(
    term: TermName,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="事件之日，例如听证日 · day of the event")],
    profile: Profile = DEFAULT_PROFILE,
    json_: Json = False,
) -> None:
    """最迟通知日：某日举行的，最迟哪一日送达通知 · the last day on which notice of an event may be served."""

    def work() -> tuple[Term, date, Reckoning]:
        rules, event_on = rules_of(profile), day_of(on, "--on")
        row = rules.term(term_of(term), event_on)
        if row.direction is Direction.FORWARD:
            raise BadField(
                f"“{row.title}”自事件之日向后计算：请用 tingshu law due {row.key} --from DATE"
                " · this term is counted forward from its event: use `law due`"
            )
        strict = rules.switches.strict_backward
        return row, event_on, reckon_notice(row, event_on, rules.calendar, strict=strict)

    row, event_on, counted = _answered(work, json_)
    latest = counted.waits_for
    if json_:
        shown = {"term": row.key, "event_on": event_on.isoformat(), "latest_day": latest.isoformat()}
        showing.as_json(shown | ({"state": "provisional"} if counted.provisional else {}))
        return
    provisional = "（暂定，节假日安排尚未公布）" if counted.provisional else ""
    showing.line(
        f"{row.title}：{chinese_day(event_on)}举行的，最迟{chinese_day(latest)}送达{provisional}", "bold"
    )
    showing.line(f"依据：{row.source}（{row.certainty.zh}）。“{row.quote}”")


@app.command("explain")
def explain_(
    term: TermName,
    from_: From,
    profile: Profile = DEFAULT_PROFILE,
    facts: FactsFile = None,
    json_: Json = False,
) -> None:
    """说明：某期限如何算出；向前计算的，起算日是事件之日 · why a last day is what it is, with a small calendar."""

    def work() -> Trace:
        rules, key, start = rules_of(profile), term_of(term), day_of(from_, "--from")
        row = rules.term(key, start)
        if row.direction is Direction.BACKWARD:
            return explain_notice(row, start, rules.calendar, strict=rules.switches.strict_backward)
        return _forward(rules, key, start, facts)

    trace = _answered(work, json_)
    if json_:
        beside = {"ends_at": trace.ends_at and trace.ends_at.isoformat(), "sentences": list(trace.sentences)}
        showing.as_json(as_due(trace) | beside)
        return
    showing.line(f"{trace.title}：{_days(trace)}", "bold")
    showing.line("\n".join(trace.sentences))
    showing.line("")
    showing.line(picture(trace))
    showing.line("* 起算  + 计入  - 休息日  x 不计入  > 顺延  = 届满")


@app.command("screen")
def screen_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="拟处罚草案 JSON，open_case 的内容即可 · a draft")
    ],
    profile: Annotated[str | None, typer.Option("--profile", metavar="P")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="按哪一日的规定 · rules of")] = None,
    json_: Json = False,
) -> None:
    """筛查：是否重大、有无听证权、还须办什么 · is it major, who may ask for a hearing, what else must be done."""

    def work() -> tuple[Screening, Finding | None, list[LawChoice]]:
        draft = read_draft(file)
        rules = rules_of(profile or draft.profile or DEFAULT_PROFILE)
        today = day_of(on, "--on") if on else draft.on or civil_now().date()
        return _screened(draft, rules, today), _limitation(draft, rules), list(_laws(draft, today))

    screening, limitation, laws = _answered(work, json_)
    if json_:
        shown = screening.model_dump(mode="json")
        shown["limitation"] = limitation and limitation.model_dump(mode="json")
        showing.as_json({**shown, "laws": [one.model_dump(mode="json") for one in laws]})
        return
    showing.table("筛查", ("问题", "回答", "理由", "依据"), _findings(screening, limitation))
    reviews = "、".join(ReviewTime(time).zh for time in screening.reviews)
    showing.line(f"法制审核的时点：{reviews}")
    for choice in laws:
        showing.line(f"法律适用（{choice.article}）：{choice.reason}，由人决定")


def _screened(draft: Draft, rules: Rulebook, today: date) -> Screening:
    parties = [
        ScreenedParty(id=party.id or number, kind=party.kind, penalties=party.intended)
        for number, party in enumerate(draft.parties, start=1)
    ]
    questions = ("complex_case", "influence", "public_interest")
    return screen(rules, today, parties, **{name: draft.said(name) for name in questions})


def _limitation(draft: Draft, rules: Rulebook) -> Finding | None:
    if draft.act_to is None or draft.discovered_on is None:
        return None
    return limitation_ended(draft.act_to, draft.discovered_on, draft.harm, rules)


def _laws(draft: Draft, today: date) -> Iterator[LawChoice]:
    """The laws of the draft that were replaced between the act and today: a person decides."""
    if draft.act_to is not None:
        cited = (one.statute for one in draft.basis)
        yield from (question.choice for question in laws_in_question(cited, draft.act_to, today))


def _findings(screening: Screening, limitation: Finding | None) -> Iterator[tuple[Any, ...]]:
    named: list[tuple[str, Finding]] = [
        ("属于本程序（重大、复杂或有较大影响）", screening.in_scope),
        ("重大行政处罚", screening.major),
        *((f"当事人{party}有权要求听证", found) for party, found in screening.hearing.items()),
        ("法制审核", screening.legal_review),
        ("集体讨论", screening.discussion),
        ("决定前报备", screening.filing),
        ("决定备案", screening.decision_filing),
    ]
    if limitation is not None:
        named.append(("已过追责时效", limitation))
    for question, found in named:
        yield question, YES[found.answer], found.reason, found.article


@calendars.command("show")
def show_calendar(
    year: Annotated[int, typer.Argument(metavar="YEAR", help="年份")], json_: Json = False
) -> None:
    """某年的放假和调休 · days off and days worked of a year."""

    def work() -> CalendarYear:
        found = next((one for one in calendar().years if one.year == year), None)
        if found is None:
            raise CalendarNotPublished(year)
        return found

    _show_year(_answered(work, json_), json_)


@calendars.command("check")
def check_calendar(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="节假日安排 JSON · the notice as JSON")],
    json_: Json = False,
) -> None:
    """检查一份节假日安排文件，不采用 · check a holiday notice before it is adopted."""
    _show_year(_answered(lambda: load_calendar(file), json_), json_)


def _show_year(year: CalendarYear, json_: bool) -> None:
    if json_:
        shown: dict[str, Any] = {
            "year": year.year,
            "notice": year.notice,
            "days_off": [day.isoformat() for day in year.days_off],
            "days_worked": [day.isoformat() for day in year.days_worked],
        }
        showing.as_json(shown | ({"invented": True} if year.invented else {}))
        return
    invented = "（虚构，仅供演示）" if year.invented else ""
    showing.line(f"{year.year}年{invented}：{year.notice}，{year.issued_on}", "bold")
    for title, days in (("放假", year.days_off), ("调休上班", year.days_worked)):
        showing.line(f"{title}{len(days)}天：" + "、".join(chinese_day(day) for day in days))
