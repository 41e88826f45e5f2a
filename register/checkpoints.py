"""The daily checkpoints (核验点): made once a day, and read again for the file that is sent away."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from domain.case.checkpoint_file import Sent
from domain.case.journal import GENESIS
from domain.case.proof import CaseHead, Checkpoint, Key, Link, root_of
from domain.law.counting import SHANGHAI
from register.access_chain import chained_so_far
from register.database import Database, one_writer_of
from register.proof_tables import checkpoint_heads, checkpoints
from register.tables import cases

_PLAIN = tuple(field.name for field in fields(Checkpoint) if field.name != "reads")
"""Its values that are columns of the same name."""


class Checkpoints:
    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, at: datetime) -> Checkpoint:
        """Make the checkpoint of that day; a second time returns the first."""
        on = at.astimezone(SHANGHAI).date()
        with self._database.writing() as connection:
            one_writer_of(connection, checkpoints)
            if made := _of_day(connection, on):
                return made
            return _make(connection, on, at)

    def sent(self, place: int) -> Sent:
        """Return a checkpoint with its whole list."""
        with self._database.snapshot() as connection:
            row = connection.execute(select(checkpoints).where(checkpoints.c.place == place)).one()
            return Sent(checkpoint_of(row), _list(connection, place))


def checkpoint_of(row: Row[Any]) -> Checkpoint:
    plain = {name: getattr(row, name) for name in _PLAIN}
    return Checkpoint(reads=Link(row.reads_place, row.reads_head), **plain)


def said_anew(connection: Connection, until: int | None = None) -> Iterator[tuple[int, CaseHead]]:
    """Yield what each checkpoint says otherwise than the one before, in order; `until` inclusive."""
    statement = select(checkpoint_heads).order_by(*checkpoint_heads.primary_key)
    if until is not None:
        statement = statement.where(checkpoint_heads.c.place <= until)
    for row in connection.execute(statement, execution_options={"yield_per": 1000}):
        yield row.place, CaseHead(row.agency, row.number, row.seq, row.head)


def carried_on(known: dict[Key, CaseHead], said: Iterable[CaseHead]) -> None:
    """Bring a list up to what the next checkpoint says."""
    for head in said:
        if head.seq:
            known[head.agency, head.number] = head
        else:
            known.pop((head.agency, head.number), None)


def _make(connection: Connection, on: date, at: datetime) -> Checkpoint:
    before = connection.execute(
        select(checkpoints).order_by(checkpoints.c.place.desc()).limit(1)
    ).one_or_none()
    now = {(head.agency, head.number): head for head in _heads(connection)}
    known = {(head.agency, head.number): head for head in _list(connection)}
    gone = [CaseHead(*key, 0, GENESIS) for key in known.keys() - now.keys()]
    anew = [*gone, *(head for key, head in now.items() if known.get(key) != head)]
    made = Checkpoint(
        place=before.place + 1 if before else 1,
        on=on,
        made_at=at,
        cases=len(now),
        entries=sum(head.seq for head in now.values()),
        reads=chained_so_far(connection),
        root=root_of(now.values()),
        previous=before.head if before else GENESIS,
    )
    plain = {name: getattr(made, name) for name in _PLAIN}
    link = {"reads_place": made.reads.place, "reads_head": made.reads.head, "head": made.head}
    connection.execute(insert(checkpoints).values(**plain, **link))
    if anew:
        connection.execute(
            insert(checkpoint_heads), [{"place": made.place, **head._asdict()} for head in anew]
        )
    return made


def _of_day(connection: Connection, on: date) -> Checkpoint | None:
    row = connection.execute(select(checkpoints).where(checkpoints.c.on == on)).one_or_none()
    return checkpoint_of(row) if row else None


def _heads(connection: Connection) -> Iterator[CaseHead]:
    statement = select(cases.c.agency, cases.c.number, cases.c.position, cases.c.head)
    for row in connection.execute(statement):
        yield CaseHead(row.agency, row.number, row.position, row.head)


def _list(connection: Connection, until: int | None = None) -> tuple[CaseHead, ...]:
    known = dict[Key, CaseHead]()
    carried_on(known, (head for _, head in said_anew(connection, until)))
    return tuple(known.values())
