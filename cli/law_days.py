"""`tingshu law due`, `before`, `explain`: last days, each with its article and how it was counted."""

import csv
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from cli import completing, law_batch, showing
from cli.law_reading import DEFAULT_PROFILE, Profile, answered, day_of, read_facts, rules_of, term_of
from cli.running import As, Json
from desk.errors import Fault, Malformed
from domain.bilingual import Words
from domain.law.counting import Reckoning, reckon_notice
from domain.law.rulebook import Rulebook
from domain.law.terms import Direction, Term, TermKey
from domain.law.traces import Trace, chinese_day, explain, explain_notice, picture

TermName = Annotated[
    str,
    typer.Argument(
        metavar="TERM", help="期限，见 tingshu law terms · the term", autocompletion=completing.terms
    ),
]
From = Annotated[str, typer.Option("--from", metavar="DATE", help="起算事件之日 · the day of the event")]
FactsFile = Annotated[
    Path | None,
    typer.Option(
        "--facts", metavar="FILE", help="中止、听证等不计入的时间，延长 · JSON: excluded, extended_by"
    ),
]

Batch = Annotated[
    Path | None,
    typer.Option("--batch", metavar="FILE.csv", help="成批计算：列 term,profile,start · many at once"),
]
WhatIf = Annotated[
    str | None,
    typer.Option(
        "--what-if",
        metavar="FILE|AGENCY/NUMBER",
        help="预演文件或者案件：现在和假设的各期限 · a rehearsal or a case: its deadlines now and as supposed",
    ),
]
Served = Annotated[
    str | None,
    typer.Option(
        "--served", metavar="DATE", help="假设最近的送达在此日；公告的为公告之日 · suppose it was served then"
    ),
]
ModeName = Annotated[
    str | None,
    typer.Option(
        "--mode", metavar="MODE", help="假设以此方式送达，如 announcement · suppose this mode of service"
    ),
]
PartyNumber = Annotated[
    int | None, typer.Option("--party", min=1, help="只假设对此当事人的送达 · of this party alone")
]
CalendarFile = Annotated[
    Path | None,
    typer.Option("--calendar", metavar="FILE", help="假设适用这份节假日安排 · suppose this holiday notice"),
]

NO_QUESTION = Fault(
    "TERM --from",
    Words("没有指明期限和起算日", "no term and no start is named"),
    Words(
        "请写明：tingshu law due TERM --from DATE，或者 --batch FILE.csv",
        "name a term and its start: tingshu law due TERM --from DATE, or --batch FILE.csv",
    ),
)
COUNTED_BACKWARD = (
    Words("“{title}”自事件之日向前计算", "{key} is counted backward from its event"),
    Words("请用 tingshu law before {key} --on DATE", "ask tingshu law before {key} --on DATE"),
)
COUNTED_FORWARD = (
    Words("“{title}”自事件之日向后计算", "{key} is counted forward from its event"),
    Words("请用 tingshu law due {key} --from DATE", "ask tingshu law due {key} --from DATE"),
)


def due(
    term: Annotated[
        str | None,
        typer.Argument(metavar="TERM", help="期限 · the term", autocompletion=completing.terms),
    ] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="起算事件之日")] = None,
    profile: Profile = DEFAULT_PROFILE,
    facts: FactsFile = None,
    batch: Batch = None,
    what_if: WhatIf = None,
    served: Served = None,
    mode: ModeName = None,
    party: PartyNumber = None,
    calendar: CalendarFile = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """届满日：某期限自某日起算的最后一日 · the last day of a term that runs from a day.

    --what-if：预演或者案件的各期限，假设另日送达、另一方式、另一节假日安排 · of a rehearsal or a case, under what is supposed.
    """
    if what_if is not None:
        # Loads the procedure, which no other question of law needs.
        from cli import what_if as supposing

        supposing.what_if(supposing.Typed(what_if, served, mode, party, calendar, as_), json_=json_)
        return
    if batch is not None:
        answered(lambda: _batch(batch, json_), json_)
        return

    def work() -> Trace:
        if term is None or from_ is None:
            raise Malformed(NO_QUESTION)
        return _forward(rules_of(profile), term_of(term), day_of(from_, "--from"), facts)

    trace = answered(work, json_)
    if json_:
        showing.as_json(as_due(trace))
    else:
        showing.line(f"{trace.title}：{_days(trace)}", "bold")
        showing.line("\n".join(trace.sentences))


def _forward(rules: Rulebook, key: TermKey, start: date, facts: Path | None) -> Trace:
    row = rules.term(key, start)
    if row.direction is Direction.BACKWARD:
        raise _other_direction(row, COUNTED_BACKWARD)
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
    first, last = (chinese_day(day) if day else "未知" for day in (trace.earliest, trace.latest))
    return f"暂定，{first if first == last else f'不早于{first}，不晚于{last}'}"


def _batch(path: Path, json_: bool) -> None:
    rows = law_batch.answered(path)
    if json_:
        showing.as_json(list(rows))
        return
    writer = csv.DictWriter(sys.stdout, law_batch.COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _other_direction(row: Term, said: tuple[Words, Words]) -> Malformed:
    why, cure = (words.filled(title=row.title, key=row.key) for words in said)
    return Malformed(Fault("TERM", why, cure))


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
            raise _other_direction(row, COUNTED_FORWARD)
        strict = rules.switches.strict_backward
        return row, event_on, reckon_notice(row, event_on, rules.calendar, strict=strict)

    row, event_on, counted = answered(work, json_)
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

    trace = answered(work, json_)
    if json_:
        beside = {"ends_at": trace.ends_at and trace.ends_at.isoformat(), "sentences": list(trace.sentences)}
        showing.as_json(as_due(trace) | beside)
        return
    showing.line(f"{trace.title}：{_days(trace)}", "bold")
    showing.line("\n".join(trace.sentences))
    showing.line("")
    showing.line(picture(trace))
    showing.line("* 起算  + 计入  - 休息日  x 不计入  > 顺延  = 届满")
