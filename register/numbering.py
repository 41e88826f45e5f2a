"""Document numbers (文号): one row of serials for each issuer, number word and year, without gaps and without doubles.

A number is reserved here for a document; `record` settles it in the transaction of the facts (register.settling).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from domain.bilingual import Words
from domain.case.documents import (
    Number,
    NumberSeries,
    NumberState,
    PaperNumber,
    TakenNumber,
    document_key,
)
from domain.law.money import format_number
from register.database import Database
from register.tables import documents, number_starts, numbers

_ATTEMPTS = 1000
"""A lost race means that another document got its number: this many in a row is not a race any more."""


ON_PAPER = "此前的文号在纸质案件中取用"
"""Why a row goes on above a number that came from paper."""


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

    def is_free(self, number: PaperNumber) -> bool:
        """Whether no other document has the number that a paper bears."""
        with self._database.reading() as connection:
            return self._is_free(connection, number)

    def claim(self, number: PaperNumber, by: str) -> bool:
        """Keep a number that a paper bears for its document, so that no other is given it; say whether it is its own.

        The row goes on above it; what it leaves out was taken on paper, and is noted as if somebody had told it so. A number
        of no row of ours is only looked for: nothing here could give it again.
        """
        if number.taken is None:
            return self.is_free(number)
        for _ in range(_ATTEMPTS):
            try:
                with self._database.writing() as connection:
                    if not self._is_free(connection, number):
                        return False
                    self._skip(connection, number.taken, number.document_key, by)
                    _reserve_as_printed(connection, number, number.taken)
                break
            except IntegrityError:
                continue  # another writer was first: seen when it is looked for again
        if self._claims is not None:
            self._claims.keep(number.taken, number.document_key)
        return True

    def _is_free(self, connection: Connection, number: PaperNumber) -> bool:
        key, taken = number.document_key, number.taken
        in_table = connection.execute(_PRINTED, {"printed": number.printed}).all()
        if any(row.document_key != key for row in in_table):
            return False
        in_journals = connection.execute(_IN_JOURNALS, {"printed": number.printed})
        if any(document_key(*row) != key for row in in_journals):
            return False
        held = taken and self._claims and self._claims.holder(taken, taken.serial)
        return held in (None, key)

    def _skip(self, connection: Connection, taken: TakenNumber, document_key: str, by: str) -> None:
        """Note the serials below one from paper that this row has never seen, so that nobody looks for them here."""
        before = self._next(connection, taken, document_key)
        if taken.serial > before:
            series = taken.model_dump(include=set(NumberSeries.model_fields))
            told = {
                "before": before,
                "next": taken.serial,
                "reason": ON_PAPER,
                "by": by,
                "at": datetime.now(UTC),
            }
            connection.execute(insert(number_starts).values(**series, **told))

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


def _reserve_as_printed(connection: Connection, number: PaperNumber, taken: TakenNumber) -> None:
    """Reserve it; what an earlier try that came to nothing had reserved for the document under another number is free again."""
    held = connection.execute(_HELD, {"document_key": number.document_key}).one_or_none()
    if held is not None and held.printed == number.printed:
        return
    if held is not None:
        connection.execute(_GIVE_BACK, {"key": number.document_key})
    values = {
        **taken.model_dump(),
        "place": 0,
        "state": NumberState.RESERVED,
        "taken_at": datetime.now(UTC),
        "printed": number.printed,
        "kind": number.kind,
        "document_key": number.document_key,
    }
    connection.execute(_RESERVE, values)


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
_PRINTED = select(numbers.c.issuer, numbers.c.document_key).where(numbers.c.printed == bindparam("printed"))
_IN_JOURNALS = select(documents.c.agency, documents.c.number, documents.c.document).where(
    documents.c.document_number == bindparam("printed")
)
_GIVE_BACK = delete(numbers).where(
    numbers.c.document_key == bindparam("key"), numbers.c.state == NumberState.RESERVED
)
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
