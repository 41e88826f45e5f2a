"""`tingshu numbers …`: the document numbers (文号) that were taken, and where a row of serials goes on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

import typer

from cli import showing
from cli.running import As, Json, person, run, settings
from desk.errors import Barred, Fault, Malformed
from domain.bilingual import Words, listed
from domain.case.documents import DocumentKind, NumberSeries, NumberState
from domain.case.people import Person, Role
from domain.case.readers import Reader
from domain.procedure.language import SHANGHAI, Refusal, Sort
from installation.office import Office, opened
from register.number_check import NumberRow, taken
from register.numbering import NotUpward, Started

app = typer.Typer(no_args_is_help=True, help="文号：查看、续号 · document numbers")

Issuer = Annotated[
    str, typer.Argument(metavar="ISSUER", help="发文机关代码 · code of the agency that issues")
]
Word = Annotated[str, typer.Argument(metavar="WORD", help="文书字，如 罚告 · the number word, such as 罚告")]
NOT_THE_KEEPER = Refusal(
    "NotTheKeeperOfNumbers",
    None,
    Words("只有系统运维人员或者该机关的内勤可以续号", "only an operator or a clerk of that agency does this"),
    Words("请用 --as 指明其中一人", "name one of them with --as"),
    Sort.PERSON,
)
UPWARD_ONLY = Refusal(
    "NumbersGoUpward",
    None,
    Words("{taken} 号以前的已经取用", "the numbers up to {taken} are taken"),
    Words("请填写 {free} 或者更大的号（NEXT）", "give {free} or a higher one (NEXT)"),
)
NO_REASON = Fault(
    "--reason",
    Words("没有写明理由", "no reason is given"),
    Words("请用 --reason 写明", "give it with --reason"),
)


@app.command("list")
def list_(
    issuer: Annotated[str | None, typer.Option(help="发文机关代码 · code of the issuer")] = None,
    word: Annotated[str | None, typer.Option(help="文书字，如 罚告 · number word")] = None,
    year: Annotated[int | None, typer.Option(help="年份 · year")] = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """已取用的文号：在用的、作废的、重号的 · the numbers that were taken: in use, void, double."""

    async def work() -> list[NumberRow]:
        with opened(settings()) as parts:
            by = await person(parts.identities, as_)
            return taken(parts.database, issuers=_issuers(parts, by, issuer), word=word, year=year)

    found = run(work(), json_=json_)
    if json_:
        showing.as_json([{**row, "taken_at": row["taken_at"].isoformat()} for row in found])
        return
    showing.table("文号", ("文号", "状态", "案件", "文书", "取号日期"), map(_row, found))


def _row(row: NumberRow) -> tuple[Any, ...]:
    case = (row["document"] or "").rpartition("/")[0]
    day = row["taken_at"].astimezone(SHANGHAI).date()
    return row["printed"], NumberState(row["state"]).zh, case, DocumentKind(row["kind"]).zh, day


def _issuers(parts: Office, by: Person, wanted: str | None) -> frozenset[str]:
    """The issuers whose numbers this person may see: of its own agency and those that it supervises; an operator all."""
    mine = Reader.of(by).journals
    if Role.OPERATOR in by.roles:
        mine = frozenset(parts.directory.agencies)
    return mine if wanted is None else mine & {wanted}


@app.command()
def start(
    issuer: Issuer,
    word: Word,
    year: Annotated[int, typer.Argument(metavar="YEAR", min=2000, max=2999, help="年份 · year")],
    following: Annotated[
        int, typer.Argument(metavar="NEXT", min=1, help="下一个文号的顺序号 · the serial that comes next")
    ],
    reason: Annotated[str, typer.Option(help="理由，如纸质登记簿用到37号 · why")] = "",
    as_: As = "",
    json_: Json = False,
) -> None:
    """从某号起续号（只能向上）· let a row of serials go on with this number: upward only, and noted."""

    async def work() -> Started:
        with opened(settings()) as parts:
            by = await person(parts.identities, as_)
            _may_start(parts, by, issuer, word)
            if not reason.strip():
                raise Malformed(NO_REASON)
            series = NumberSeries(issuer=issuer, word=word, year=year)
            return _started(parts, series, following, by, reason.strip())

    told = run(work(), json_=json_)
    if json_:
        showing.as_json({**told._asdict(), "changed": told.changed})
    elif told.changed:
        showing.line(
            f"{issuer} {word}〔{year}〕：下一个是 {told.next} 号（原为 {told.before} 号）"
            f" · {told.next} comes next, and not {told.before}"
        )
    else:
        showing.line(
            f"{issuer} {word}〔{year}〕：下一个本来就是 {told.next} 号 · {told.next} comes next anyway"
        )


def _may_start(parts: Office, by: Person, issuer: str, word: str) -> None:
    """Refuse who may not; and a row that no profile knows, since nobody would ever number in it."""
    if Role.OPERATOR not in by.roles and (Role.CLERK not in by.roles or by.agency != issuer):
        raise Barred(NOT_THE_KEEPER())
    if parts.directory.agency(issuer) is None:
        raise Malformed(_unknown("ISSUER", parts.directory.agencies))
    if word not in parts.number_words:
        raise Malformed(_unknown("WORD", parts.number_words))


def _unknown(field: str, known: Iterable[str]) -> Fault:
    why = Words("没有这一发文机关或者文书字", "no such issuer or number word")
    cure = Words("请填写其中之一：{known}", "give one of these: {known}")
    return Fault(field, why, cure.filled(known=listed(sorted(known))))


def _started(parts: Office, series: NumberSeries, following: int, by: Person, reason: str) -> Started:
    try:
        return parts.numbering.start(series, following, by=by.id, reason=reason, at=datetime.now(SHANGHAI))
    except NotUpward as error:
        raise Barred(UPWARD_ONLY(taken=error.lowest - 1, free=error.lowest)) from error
