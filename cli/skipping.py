"""`tingshu engine skip`: moving the clock of one case forward, on an installation for learning or tests only."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Annotated, Any

import typer

from cli import completing, showing
from cli.instants import instant_of
from cli.law_reading import term_of
from cli.running import Agency, Json, Number, run, settings
from desk.errors import TERM, Fault, Malformed, Unknown
from domain.bilingual import Words
from domain.case.case import Case, case_id
from domain.law.terms import TermKey
from domain.procedure import deadlines, fold
from domain.procedure.clocks.deadlines import Deadline
from domain.procedure.language import SHANGHAI, civil
from engine.timeskipping import fast_forward, workflow_now
from installation.engine import engine_client
from installation.office import opened

OFFICE_HOURS = time(9, tzinfo=SHANGHAI)

ONE_OF_THEM = (
    Words("没有说明拨到何时", "it is not said how far"),
    Words(
        "请只写 --to、--until、--past 之一，例如 --past statement",
        "give one of --to, --until, --past, such as --past statement",
    ),
)


Until = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="TERM",
        help=f"到这一期限的届满日 · to the last day of a term: {', '.join(TermKey)}",
        autocompletion=completing.terms,
    ),
]
Past = Annotated[
    str | None,
    typer.Option(
        "--past",
        metavar="TERM",
        help="到这一期限届满之后，名称同上 · to the day after it, of the same terms",
        autocompletion=completing.terms,
    ),
]


def skip(
    agency: Agency,
    number: Number,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="INSTANT", help="案件的民用时间，如 2026-06-09T09:00 · the case's civil time"
        ),
    ] = None,
    until: Until = None,
    past: Past = None,
    json_: Json = False,
) -> None:
    """把一个案件的时钟向前拨（仅演示和测试）· move the clock of one case forward, demo and tests only.

    需要 TINGSHU_TIME_SKIPPING=true；案件不会倒退，途中届满的期限逐一届满 · it needs TINGSHU_TIME_SKIPPING=true; a case
    never goes back, and what falls due on the way does so in its order.
    """

    async def work() -> dict[str, Any]:
        given = instant_of(to, "--to") if to is not None else None
        for name, term in (("--until", until), ("--past", past)):
            if term is not None:
                term_of(term, name)
        if sum(wanted is not None for wanted in (to, until, past)) != 1:
            raise Malformed(Fault("--to", *ONE_OF_THEM))
        case, running = await asyncio.to_thread(_case, agency, number)
        wanted = given or _by_term(running, until, past)
        client = await engine_client(settings(), seconds=5)
        workflow, offset = case_id(agency, number), case.identity.clock_offset
        missing = wanted - offset - await workflow_now(client, workflow)
        if missing > timedelta():
            await fast_forward(client, workflow, missing)
            # A case learns the time with what comes to it: without this it would tell the old one when it is asked.
            await client.get_workflow_handle(workflow).signal("look_again")
        now = await workflow_now(client, workflow) + offset
        return {"case": workflow, "now": now.astimezone(SHANGHAI).isoformat(timespec="seconds")}

    showing.pairs(run(work(), json_=json_), json_=json_)


def _case(agency: str, number: str) -> tuple[Case, tuple[Deadline, ...]]:
    with opened(settings()) as parts:
        entries = parts.journals.entries(agency, number)
        if not entries:
            raise Unknown
        case = fold(entries)
        return case, deadlines(case, civil(entries[-1].at))


def _by_term(running: Iterable[Deadline], until: str | None, past: str | None) -> datetime:
    """Return nine in the morning of a term's last day, or of the day after; of the later one where two are possible."""
    days = [d.last_day or d.latest for d in running if d.term == (until or past)]
    last = max((day for day in days if day), default=None)
    if last is None:
        raise Unknown(TERM)
    return datetime.combine(last if until else last + timedelta(days=1), OFFICE_HOURS)
