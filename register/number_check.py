"""The check of numbers (文号核对): what was taken, and what is wrong with it: gaps, doubles, reservations left lying."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypedDict

from sqlalchemy import Connection, Row, and_, func, select

from domain.bilingual import Titled, Words
from domain.case.documents import NumberState
from domain.law.money import format_number, parse_number
from register.database import Database
from register.tables import documents, number_starts, numbers

LONG = timedelta(hours=1)
"""A reservation becomes a fact within seconds; where engine and register both answer, one so old never will by itself."""


class NumberFaultKind(Titled):
    GAP = "gap", "缺号", "gap"
    DOUBLE = "double", "重号", "double"
    LEFT_LYING = "left_lying", "取号后没有使用", "reserved and not used"
    NOT_ENTERED = "not_entered", "没有登入文号簿", "not entered"


@dataclass(frozen=True)
class NumberFault:
    """Something wrong with a number, or with a run of numbers that begins with it."""

    kind: NumberFaultKind
    issuer: str
    word: str
    year: int
    serial: int
    printed: str
    detail: Words


class NumberRow(TypedDict):
    """A number that was taken."""

    issuer: str
    word: str
    year: int
    serial: int
    printed: str
    state: str
    document: str | None
    """Key of the document: `AGENCY/NUMBER/DOCUMENT`."""
    kind: str
    taken_at: datetime


def taken(
    database: Database,
    *,
    issuers: frozenset[str] | None = None,
    word: str | None = None,
    year: int | None = None,
) -> list[NumberRow]:
    """Return the numbers of these issuers (of all, where none is named), row by row, in order."""
    statement = select(numbers).order_by(*_KEY)
    if issuers is not None:
        statement = statement.where(numbers.c.issuer.in_(issuers))
    if word is not None:
        statement = statement.where(numbers.c.word == word)
    if year is not None:
        statement = statement.where(numbers.c.year == year)
    with database.reading() as connection:
        return [_number(row) for row in connection.execute(statement)]


def faults(database: Database, now: datetime | None = None) -> list[NumberFault]:
    """Return everything that is wrong with the numbers of all issuers; nothing where all is well."""
    with database.snapshot() as connection:
        return [
            *_gaps(connection),
            *_doubles(connection),
            *_left_lying(connection, (now or datetime.now(UTC)) - LONG),
            *_not_entered(connection),
        ]


def _gaps(connection: Connection) -> Iterator[NumberFault]:
    """A serial between others that nobody took, unless the row was told to go on above it."""
    skipped: dict[tuple[str, str, int], list[range]] = {}
    for start in connection.execute(select(number_starts)):
        key = (start.issuer, start.word, start.year)
        skipped.setdefault(key, []).append(range(start.before, start.next))
    before = func.lag(numbers.c.serial, 1, 0).over(partition_by=_KEY[:3], order_by=numbers.c.serial)
    row = select(numbers, before.label("before")).where(numbers.c.place == 0).subquery()
    for found in connection.execute(
        select(row).where(row.c.serial > row.c.before + 1).order_by(*row.primary_key)
    ):
        missing = range(found.before + 1, found.serial)
        for gap in _without(missing, skipped.get((found.issuer, found.word, found.year), [])):
            yield _fault(NumberFaultKind.GAP, found, _missing(gap), serial=gap.start)


def _without(missing: range, skipped: Sequence[range]) -> Iterator[range]:
    """Yield the parts of a run that none of the others covers."""
    first = missing.start
    for told in sorted(skipped, key=lambda r: r.start):
        if told.start > first and first < missing.stop:
            yield range(first, min(told.start, missing.stop))
        first = max(first, told.stop)
    if first < missing.stop:
        yield range(first, missing.stop)


def _missing(gap: range) -> Words:
    if len(gap) == 1:
        return Words(f"{gap.start}号没有取用", f"serial {gap.start} was never taken")
    last = gap.stop - 1
    return Words(f"{gap.start}至{last}号没有取用", f"serials {gap.start} to {last} were never taken")


def _doubles(connection: Connection) -> Iterator[NumberFault]:
    holder = numbers.alias()
    same = and_(holder.c.printed == numbers.c.printed, holder.c.place == 0)
    statement = (
        select(numbers, holder.c.document_key.label("holder"))
        .outerjoin(holder, same)
        .where(numbers.c.place > 0)
        .order_by(*_KEY)
    )
    for row in connection.execute(statement):
        both = Words(
            f"文书 {row.holder} 和 {row.document_key}", f"documents {row.holder} and {row.document_key}"
        )
        yield _fault(NumberFaultKind.DOUBLE, row, both)


def _left_lying(connection: Connection, before: datetime) -> Iterator[NumberFault]:
    waiting = and_(numbers.c.state == NumberState.RESERVED, numbers.c.taken_at < before)
    for row in connection.execute(select(numbers).where(waiting).order_by(*_KEY)):
        since = row.taken_at.isoformat(timespec="minutes")
        said = Words(
            f"文书 {row.document_key}，{since} 取号", f"document {row.document_key}, taken at {since}"
        )
        yield _fault(NumberFaultKind.LEFT_LYING, row, said)


def _not_entered(connection: Connection) -> Iterator[NumberFault]:
    """A number that the journal knows and the table does not: it was restored or written by another hand."""
    known = and_(
        numbers.c.issuer == documents.c.issuer,
        numbers.c.word == documents.c.number_word,
        numbers.c.year == documents.c.number_year,
        numbers.c.serial == documents.c.serial,
    )
    lost = (
        select(
            documents.c.issuer,
            documents.c.number_word.label("word"),
            documents.c.number_year.label("year"),
            documents.c.serial,
            documents.c.document_number.label("printed"),
            (documents.c.agency + "/" + documents.c.number).label("case"),
        )
        .outerjoin(numbers, known)
        .where(documents.c.serial.is_not(None), numbers.c.serial.is_(None))
        .order_by(documents.c.agency, documents.c.number, documents.c.document)
    )
    for row in connection.execute(lost):
        said = Words(
            f"案件 {row.case} 已经使用；请重建登记簿（tingshu register rebuild --all）",
            f"case {row.case} uses it; rebuild the register (tingshu register rebuild --all)",
        )
        yield _fault(NumberFaultKind.NOT_ENTERED, row, said)


def _fault(kind: NumberFaultKind, row: Any, detail: Words, serial: int | None = None) -> NumberFault:
    printed = row.printed
    if serial is not None:
        printed = format_number(parse_number(printed).prefix, row.year, serial)
    return NumberFault(kind, row.issuer, row.word, row.year, serial or row.serial, printed, detail)


def _number(row: Row[Any]) -> NumberRow:
    return NumberRow(
        issuer=row.issuer,
        word=row.word,
        year=row.year,
        serial=row.serial,
        printed=row.printed,
        state=row.state,
        document=row.document_key,
        kind=row.kind,
        taken_at=row.taken_at,
    )


_KEY = (numbers.c.issuer, numbers.c.word, numbers.c.year, numbers.c.serial, numbers.c.place)
