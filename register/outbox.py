"""The outbox: what has to reach somebody because of a fact, written in the fact's own transaction."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Connection, Select, case, func, select, update

from domain.case.dossier import SealOrder
from domain.procedure.outgoing import Digest, Mail, Receiver
from register.database import Database, insert_new
from register.tables import outbox

ATTEMPTS_UNTIL_WORK = 6
"""After so many failures a row is shown as somebody's work; it is tried further, without end."""


@dataclass(frozen=True)
class Outgoing:
    """One report or message."""

    receiver: Receiver
    agency: str
    number: str
    seq: int
    position: int
    """Which of the several outgoing things of this one fact."""
    person: str
    body: Mapping[str, JsonValue]
    key: str
    lane: str

    @classmethod
    def report(
        cls, agency: str, number: str, seq: int, position: int, body: Mapping[str, JsonValue]
    ) -> "Outgoing":
        """To the supervision platform: in order within the case."""
        key = f"{Receiver.PLATFORM}/{agency}/{number}/{seq}/{position}"
        return cls(Receiver.PLATFORM, agency, number, seq, position, "", body, key, f"{agency}/{number}")

    @classmethod
    def dossier(cls, agency: str, number: str, seq: int) -> "Outgoing":
        """To the bindery: the dossier of a closed case as it stands after this entry."""
        body = SealOrder(agency=agency, number=number, position=seq).model_dump(mode="json")
        key = f"{Receiver.DOSSIER}/{agency}/{number}/{seq}"
        return cls(Receiver.DOSSIER, agency, number, seq, 0, "", body, key, f"{agency}/{number}")

    @classmethod
    def message(
        cls, agency: str, number: str, seq: int, position: int, person: str, mail: Mail
    ) -> "Outgoing":
        """To a person's mail box: in order within the case and person, so that one dead box holds up nobody else."""
        key = f"{Receiver.MAIL}/{agency}/{number}/{seq}/{position}/{person}"
        lane = f"{agency}/{number}/{person}"
        return cls(Receiver.MAIL, agency, number, seq, position, person, _said(mail), key, lane)

    @classmethod
    def digest(cls, day: date, digest: Digest) -> "Outgoing":
        """One a person and day: a second one for the same day is the same row."""
        lane = f"digest/{digest.person}"
        return cls(Receiver.MAIL, "", "", 0, 0, digest.person, _said(digest), f"{lane}/{day}", lane)


def _said(mail: Mail) -> Mapping[str, JsonValue]:
    return {"subject": mail.subject, "text": mail.text}


@dataclass(frozen=True)
class Waiting:
    """A row that has not been delivered."""

    id: int
    receiver: str
    lane: str
    key: str
    agency: str
    number: str
    seq: int
    person: str
    body: str
    created_at: datetime
    not_before: datetime
    attempts: int
    last_error: str | None


@dataclass(frozen=True)
class OutboxState:
    """What waits for one receiver."""

    receiver: str
    waiting: int
    stuck: int
    """Of those, how many failed so often that a person should look at them."""
    oldest: datetime
    """Since when the oldest waits."""


_WAITING = select(*(outbox.c[field.name] for field in fields(Waiting))).where(outbox.c.delivered_at.is_(None))


def put(connection: Connection, rows: Iterable[Outgoing], at: datetime) -> int:
    """Add rows within the caller's transaction and return how many are new; a key that is there stays as it is."""
    return insert_new(connection, outbox, [_values(row, at) for row in rows])


def _values(row: Outgoing, at: datetime) -> dict[str, Any]:
    return {
        "receiver": row.receiver,
        "lane": row.lane,
        "key": row.key,
        "agency": row.agency,
        "number": row.number,
        "seq": row.seq,
        "person": row.person,
        "body": json.dumps(row.body, ensure_ascii=False, sort_keys=True),
        "created_at": at,
        "not_before": at,
        "attempts": 0,
    }


class Outbox:
    """What a delivery reads and marks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, rows: Sequence[Outgoing], at: datetime) -> int:
        with self._database.writing() as connection:
            return put(connection, rows, at)

    def due(self, receiver: str, now: datetime, limit: int) -> tuple[Waiting, ...]:
        """Return what may be tried now, in order: a row that failed holds back the later ones of its lane."""
        earlier = outbox.alias("earlier")
        held_back = (
            select(earlier.c.id)
            .where(earlier.c.receiver == outbox.c.receiver, earlier.c.lane == outbox.c.lane)
            .where(earlier.c.delivered_at.is_(None), earlier.c.not_before > now, earlier.c.id <= outbox.c.id)
            .exists()
        )
        statement = _waiting(receiver).where(~held_back).order_by(outbox.c.id).limit(limit)
        with self._database.reading() as connection:
            return tuple(Waiting(**row) for row in connection.execute(statement).mappings())

    def next_attempt_at(self, receiver: str) -> datetime | None:
        """Return the earliest instant at which a lane may be tried; nothing when nothing waits."""
        earlier = outbox.alias("earlier")
        first_of_lane = ~(
            select(earlier.c.id)
            .where(earlier.c.receiver == outbox.c.receiver, earlier.c.lane == outbox.c.lane)
            .where(earlier.c.delivered_at.is_(None), earlier.c.id < outbox.c.id)
            .exists()
        )
        statement = select(func.min(outbox.c.not_before)).where(
            outbox.c.receiver == receiver, outbox.c.delivered_at.is_(None), first_of_lane
        )
        with self._database.reading() as connection:
            found: datetime | None = connection.scalar(statement)
            return found

    def delivered(self, row_id: int, at: datetime) -> None:
        with self._database.writing() as connection:
            connection.execute(
                update(outbox)
                .where(outbox.c.id == row_id, outbox.c.delivered_at.is_(None))
                .values(delivered_at=at, attempts=outbox.c.attempts + 1, last_error=None)
            )

    def failed(self, row_id: int, error: str, not_before: datetime) -> None:
        with self._database.writing() as connection:
            connection.execute(
                update(outbox)
                .where(outbox.c.id == row_id, outbox.c.delivered_at.is_(None))
                .values(attempts=outbox.c.attempts + 1, last_error=error[:500], not_before=not_before)
            )

    def stuck(self, attempts: int = ATTEMPTS_UNTIL_WORK) -> tuple[Waiting, ...]:
        """Return what failed so often that a person should look at it."""
        statement = _WAITING.where(outbox.c.attempts >= attempts)
        with self._database.reading() as connection:
            rows = connection.execute(statement.order_by(outbox.c.id)).mappings()
            return tuple(Waiting(**row) for row in rows)

    def waiting(self, receiver: str | None = None, *, limit: int = 200) -> tuple[Waiting, ...]:
        """Return what was not delivered, the oldest first."""
        statement = _WAITING if receiver is None else _waiting(receiver)
        with self._database.reading() as connection:
            rows = connection.execute(statement.order_by(outbox.c.id).limit(limit)).mappings()
            return tuple(Waiting(**row) for row in rows)

    def states(self, attempts: int = ATTEMPTS_UNTIL_WORK) -> tuple[OutboxState, ...]:
        """Return what waits for each receiver; a receiver for whom nothing waits is left out."""
        failing = func.sum(case((outbox.c.attempts >= attempts, 1), else_=0))
        statement = (
            select(outbox.c.receiver, func.count(), failing, func.min(outbox.c.created_at))
            .where(outbox.c.delivered_at.is_(None))
            .group_by(outbox.c.receiver)
            .order_by(outbox.c.receiver)
        )
        with self._database.reading() as connection:
            return tuple(OutboxState(*row) for row in connection.execute(statement))

    def retry_now(self, receiver: str, now: datetime | None = None) -> int:
        """Try everything of this receiver again at once (after its outage has ended); return how many wait."""
        return self._retry(outbox.c.receiver == receiver, now)

    def retry_row(self, row_id: int, now: datetime | None = None) -> str | None:
        """Try one row again at once; return its receiver, nothing where no such row waits."""
        the_row = outbox.c.id == row_id
        if not self._retry(the_row, now):
            return None
        with self._database.reading() as connection:
            return connection.scalar(select(outbox.c.receiver).where(the_row))

    def _retry(self, which: ColumnElement[bool], now: datetime | None) -> int:
        waiting = update(outbox).where(which, outbox.c.delivered_at.is_(None))
        with self._database.writing() as connection:
            return connection.execute(waiting.values(not_before=now or datetime.now(UTC))).rowcount

    def counts(self) -> dict[str, dict[str, int]]:
        """Return, by receiver, how much was written and how much of it was delivered."""
        statement = select(outbox.c.receiver, func.count(), func.count(outbox.c.delivered_at)).group_by(
            outbox.c.receiver
        )
        with self._database.reading() as connection:
            rows = connection.execute(statement).all()
        return {receiver: {"sent": sent, "delivered": delivered} for receiver, sent, delivered in rows}


def _waiting(receiver: str) -> Select[Any]:
    return _WAITING.where(outbox.c.receiver == receiver)
