"""The access log held against its chain: links first, then every row against the link that names it."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, func, select

from domain.case.journal import GENESIS, chain
from domain.case.proof import Chained, Damage, Flaw, Told, digest_of
from register.access_chain import read_of
from register.proof_tables import access_links
from register.tables import access_log

Listed = dict[int, str]
"""The hash of each row by its id, as a link names them."""


def read_flaws(connection: Connection, told: Told) -> Iterator[Flaw]:
    """Yield every row of the access log, and every link of its chain, that is not as it was written."""
    many = connection.scalar(select(func.count()).select_from(access_links)) or 0
    rows = _Rows(connection)
    place, head, whole = 0, GENESIS, True
    for done, link in enumerate(_links(connection), start=1):
        for missing in range(place + 1, link.place):
            whole = False
            yield Flaw(Chained.ACCESS_LINKS, Damage.MISSING, missing)
        listed = _listed(link)
        follows = link.place != place + 1 or chain(head, link.body.encode()) == link.head
        if not follows or list(listed)[-1:] != [link.last_id]:
            yield Flaw(Chained.ACCESS_LINKS, Damage.CHANGED, link.place)
        yield from _compared(listed, rows.until(max(listed, default=0)), whole)
        place, head, whole = link.place, link.head, True
        told(done, many)
    yield from (Flaw(Chained.ACCESS_LOG, Damage.INSERTED, number) for number in rows.until(None))


def _compared(listed: Listed, found: Listed, whole: bool) -> Iterator[Flaw]:
    """Hold the rows up to the end of a link against it; where a link is missing its rows are named by nobody."""
    stood = {digest: number for number, digest in listed.items() if found.get(number) != digest}
    for number in sorted(listed.keys() | found.keys()):
        if number not in found:
            yield Flaw(Chained.ACCESS_LOG, Damage.MISSING, number)
        elif number in listed and listed[number] != found[number]:
            moved = found[number] in stood
            yield Flaw(Chained.ACCESS_LOG, Damage.MOVED if moved else Damage.CHANGED, number)
        elif number not in listed and whole:
            yield Flaw(Chained.ACCESS_LOG, Damage.INSERTED, number)


class _Rows:
    """The rows of the log in the order of their ids, a link's worth at a time."""

    def __init__(self, connection: Connection) -> None:
        statement = select(access_log).order_by(access_log.c.id)
        self._rows = iter(connection.execute(statement, execution_options={"yield_per": 1000}))
        self._next = next(self._rows, None)

    def until(self, last: int | None) -> Listed:
        found: Listed = {}
        while self._next is not None and (last is None or self._next.id <= last):
            found[self._next.id] = digest_of(read_of(self._next))
            self._next = next(self._rows, None)
        return found


def _links(connection: Connection) -> Iterator[Row[Any]]:
    statement = select(access_links).order_by(access_links.c.place)
    yield from connection.execute(statement, execution_options={"yield_per": 100})


def _listed(link: Row[Any]) -> Listed:
    """Return what a link names; nothing where its text is none."""
    try:
        body = json.loads(link.body)
        return (
            {int(number): str(digest) for number, digest in body["rows"]}
            if body["place"] == link.place
            else {}
        )
    except (ValueError, TypeError, KeyError):
        return {}
