"""Document numbers (文号): one row of serials for each issuer, number word and year, without gaps and without doubles.

A number is reserved here for a document; `record` settles it in the transaction of the facts (register.settling).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

from sqlalchemy import ColumnElement, Connection, Table, bindparam, func, insert, select
from sqlalchemy.exc import IntegrityError

from domain.bilingual import Words
from domain.case.documents import Number, NumberSeries, NumberState, TakenNumber
from domain.law.money import format_number
from register.database import Database
from register.tables import documents, number_starts, numbers

_ATTEMPTS = 1000
"""A lost race means that another document got its number: this many in a row is not a race any more."""


class NumberingError(Exception):
    """A number that is not given, and what makes it possible."""

    def __init__(self, why: Words, cure: Words) -> None:
        super().__init__(f"{why.zh}：{cure.zh} · {why.en}: {cure.en}")
        self.why = why
        self.cure = cure


class PrintedElsewhere(NumberingError):
    """Two rows of serials would print the same number: nothing is given until their words differ."""


class NotUpward(NumberingError):
    """A row of serials goes upward only."""

    def __init__(self, lowest: int) -> None:
        super().__init__(
            Words(f"{lowest - 1} 号以前的已经取用", f"the numbers up to {lowest - 1} are taken"),
            Words(f"请填写 {lowest} 或者更大的号", f"give {lowest} or a higher one"),
        )
        self.lowest = lowest
        """The lowest serial that is not taken."""


class Claims(Protocol):
    """What outlives the database: which document has which number."""

    def holder(self, series: NumberSeries, serial: int) -> str | None: ...
    def keep(self, taken: TakenNumber, document_key: str) -> None: ...


class Started(NamedTuple):
    """Where a row of serials goes on."""

    before: int
    """The serial that would have come next."""
    next: int

    @property
    def changed(self) -> bool:
        return self.before != self.next


class Numbering:
    def __init__(self, database: Database, claims: Claims | None = None) -> None:
        self._database = database
        self._claims = claims

    def take(self, series: NumberSeries, prefix: str, *, kind: str, document_key: str) -> Number:
        """Return the number of this document: a new one the first time, the same one for ever after.

        It is above every serial that table, journal and claims know, and it is bound to the document in the transaction
        that takes it: nothing that happens afterwards can leave a gap or give the document another one.

        Raises:
            PrintedElsewhere: Another row of serials has printed this number.
        """
        row = {"prefix": prefix, "kind": kind, "document_key": document_key}
        for _ in range(_ATTEMPTS):
            try:
                with self._database.writing() as connection:
                    number = self._take(connection, series, row)
                break
            except IntegrityError:
                # On SQLite writers stand in line. On PostgreSQL two may read the same last serial:
                # the second waits at the unique key, loses, and looks again.
                continue
        else:
            raise RuntimeError(f"no number for {document_key} after {_ATTEMPTS} attempts")
        if self._claims is not None:
            self._claims.keep(number.taken, document_key)
        return number

    def start(self, series: NumberSeries, following: int, *, by: str, reason: str, at: datetime) -> Started:
        """Let the row go on with this serial, which is noted with who, when and why; said twice, it is noted once.

        Raises:
            NotUpward: A serial as high is taken.
        """
        with self._database.writing() as connection:
            before = self._next(connection, series, "")
            if following < before:
                raise NotUpward(before)
            if following > before:
                told = {"before": before, "next": following, "reason": reason, "by": by, "at": at}
                connection.execute(insert(number_starts).values(**series.model_dump(), **told))
        return Started(before, following)

    def _take(self, connection: Connection, series: NumberSeries, row: Mapping[str, Any]) -> Number:
        key = row["document_key"]
        held = connection.execute(_HELD, {"document_key": key}).one_or_none()
        if held is not None:
            taken = TakenNumber(issuer=held.issuer, word=held.word, year=held.year, serial=held.serial)
            return Number(taken, held.printed)
        taken = TakenNumber(**series.model_dump(), serial=self._next(connection, series, key))
        printed = format_number(row["prefix"], taken.year, taken.serial)
        _printed_once(connection, printed)
        reserved = {"place": 0, "state": NumberState.RESERVED, "taken_at": datetime.now(UTC)}
        values = {
            **taken.model_dump(),
            **reserved,
            "printed": printed,
            "kind": row["kind"],
            "document_key": key,
        }
        connection.execute(_RESERVE, values)
        return Number(taken, printed)

    def _next(self, connection: Connection, series: NumberSeries, document_key: str) -> int:
        known = connection.execute(_HIGHEST, series.model_dump()).one()
        serial = max(highest or 0 for highest in known) + 1
        while self._claims and self._claims.holder(series, serial) not in (None, document_key):
            serial += 1
        return serial


def _printed_once(connection: Connection, printed: str) -> None:
    """Two issuers whose words run together alike would print the same number: unlike serials, words are for people."""
    other = connection.execute(_PRINTED, {"printed": printed}).first()
    if other is not None:
        raise PrintedElsewhere(
            Words(f"{printed} 已由 {other.issuer} 取用", f"{printed} is taken by {other.issuer}"),
            Words(
                "请在人员目录中更正机关代字（word），或者在程序规定中更正 number_words",
                "change an agency's `word` in the directory, or `number_words` in the profile",
            ),
        )


# Statements built once: building them anew costs more than running them.


def _of_series(table: Table, word: str, year: str) -> ColumnElement[bool]:
    return (
        (table.c.issuer == bindparam("issuer"))
        & (table.c[word] == bindparam("word"))
        & (table.c[year] == bindparam("year"))
    )


_HELD = select(numbers).where(numbers.c.document_key == bindparam("document_key"))
_PRINTED = select(numbers.c.issuer).where(numbers.c.printed == bindparam("printed"))
_RESERVE = insert(numbers)
_HIGHEST = select(
    select(func.max(numbers.c.serial)).where(_of_series(numbers, "word", "year")).scalar_subquery(),
    select(func.max(documents.c.serial))
    .where(_of_series(documents, "number_word", "number_year"))
    .scalar_subquery(),
    select(func.max(number_starts.c.next) - 1)
    .where(_of_series(number_starts, "word", "year"))
    .scalar_subquery(),
)
"""The highest serial that the table of numbers, the documents of the journals and what the row was told know."""
