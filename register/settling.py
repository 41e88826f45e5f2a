"""Settling numbers (文号落定): the facts of a case say which numbers its documents have; the table follows them.

Facts are never refused here. A reservation of another document gives way to a fact, since it never became one itself;
where two documents have one number by their facts, both are kept, and the second is seen as a double (重号).
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, insert, or_, select, update

from domain.case.documents import NumberState
from register.tables import numbers

Values = dict[str, Any]

_NUMBER = ("issuer", "word", "year", "serial")


class _Unlike(NamedTuple):
    """What a case says of a document's number, where the table says something else."""

    said: Values
    stored: Row[Any] | None


def changed(said: Sequence[Values], before: Sequence[Values] | None) -> list[Values]:
    """Return what a case says of its numbers now and did not say before."""
    if before is None:
        return list(said)
    known = {row["document_key"]: row for row in before}
    return [row for row in said if known.get(row["document_key"]) != row]


def settle(connection: Connection, said: Sequence[Values]) -> None:
    """Make the table say what a case says of the numbers of its documents."""
    for found in _unlike(connection, said):
        if found.stored is None:
            _enter(connection, found.said)
        elif found.said["serial"] is None or _same(found.stored, found.said):
            _set(connection, found.stored, {"state": found.said["state"]})
        else:
            _set(connection, found.stored, {"state": NumberState.VOIDED, "document_key": None})
            _enter(connection, found.said)


def settled(connection: Connection, said: Sequence[Values]) -> bool:
    """Whether the table says what a case says; a double is said elsewhere (register.number_check)."""
    return not any(_unlike(connection, said))


def doubles(connection: Connection, said: Sequence[Values]) -> tuple[str, ...]:
    """Return the numbers of a case that another document has as well, as they are printed."""
    stored = _stored(connection, said).values()
    return tuple(sorted(row.printed for row in stored if row.state == NumberState.DOUBLE))


def _unlike(connection: Connection, said: Sequence[Values]) -> Iterator[_Unlike]:
    stored = _stored(connection, said) if said else {}
    for row in said:
        there = stored.get(row["document_key"])
        if row["serial"] is None:
            # Withdrawn before a fact named its number: what was reserved for it is void.
            if there is not None and there.state == NumberState.RESERVED:
                yield _Unlike(row, there)
        elif there is None or not _same(there, row) or there.state not in (row["state"], NumberState.DOUBLE):
            yield _Unlike(row, there)


def _enter(connection: Connection, said: Values) -> None:
    """Put a number into its place, or beside the document that has it by a fact of its own."""
    place = 0
    for holder in connection.execute(_AT, said).all():
        if holder.state == NumberState.RESERVED or holder.document_key is None:
            connection.execute(_DELETE, _place_of(holder))
        else:
            place = max(place, holder.place + 1)
    state = NumberState.DOUBLE if place else said["state"]
    connection.execute(_INSERT, {**said, "place": place, "state": state})


def _set(connection: Connection, stored: Row[Any], values: Values) -> None:
    connection.execute(_SET, {**_place_of(stored), **values})


def _stored(connection: Connection, said: Sequence[Values]) -> dict[str, Row[Any]]:
    found = connection.execute(_OF_DOCUMENTS, {"keys": [row["document_key"] for row in said]})
    return {row.document_key: row for row in found}


def _same(stored: Row[Any], said: Values) -> bool:
    return all(getattr(stored, name) == said[name] for name in _NUMBER)


def _place_of(row: Row[Any]) -> Values:
    return {f"of_{name}": getattr(row, name) for name in (*_NUMBER, "place")}


# Statements built once: building them anew costs more than running them.

_IS_PLACE = (
    (numbers.c.issuer == bindparam("of_issuer"))
    & (numbers.c.word == bindparam("of_word"))
    & (numbers.c.year == bindparam("of_year"))
    & (numbers.c.serial == bindparam("of_serial"))
    & (numbers.c.place == bindparam("of_place"))
)
_OF_DOCUMENTS = select(numbers).where(numbers.c.document_key.in_(bindparam("keys", expanding=True)))
_AT = select(numbers).where(
    or_(
        numbers.c.printed == bindparam("printed"),
        (numbers.c.issuer == bindparam("issuer"))
        & (numbers.c.word == bindparam("word"))
        & (numbers.c.year == bindparam("year"))
        & (numbers.c.serial == bindparam("serial")),
    )
)
_SET = update(numbers).where(_IS_PLACE)
_DELETE = delete(numbers).where(_IS_PLACE)
_INSERT = insert(numbers)
