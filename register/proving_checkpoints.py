"""Checkpoints held against their own chain and against the journals; and one that was sent away against the register."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, and_, func, or_, select

from domain.case.checkpoint_file import Sent
from domain.case.journal import GENESIS
from domain.case.proof import CaseHead, Chained, Damage, Flaw, Key, Told, root_of
from register.checkpoints import carried_on, checkpoint_of, said_anew
from register.proof_tables import access_links, checkpoint_heads, checkpoints
from register.tables import journal


def checkpoint_flaws(connection: Connection, told: Told) -> Iterator[Flaw]:
    """Yield every checkpoint that is not as it was made, then every entry that is not what a checkpoint says."""
    rows = connection.execute(select(checkpoints).order_by(checkpoints.c.place)).all()
    said = {place: [head for _, head in of] for place, of in groupby(said_anew(connection), itemgetter(0))}
    known, place, head = dict[Key, CaseHead](), 0, GENESIS
    for done, row in enumerate(rows, start=1):
        missing = range(place + 1, row.place)
        yield from (Flaw(Chained.CHECKPOINTS, Damage.MISSING, n) for n in missing)
        for n in (*missing, row.place):
            carried_on(known, said.pop(n, []))
        made = checkpoint_of(row)
        follows = bool(missing) or row.previous == head
        if not follows or row.head != made.head or row.root != root_of(known.values()):
            yield Flaw(Chained.CHECKPOINTS, Damage.CHANGED, row.place)
        place, head = row.place, row.head
        told(done, len(rows))
    yield from (Flaw(Chained.CHECKPOINTS, Damage.MISSING, n) for n in sorted(said))
    yield from _unlike_journals(connection)


def flaws_against(connection: Connection, sent: Sent) -> Iterator[Flaw]:
    """Hold the register against a checkpoint that was sent away: what it named must still stand there."""
    point = sent.checkpoint
    heads = select(checkpoints.c.head).where(checkpoints.c.place == point.place)
    yield from _of_chain(Chained.CHECKPOINTS, point.place, point.head, connection.scalar(heads))
    if point.reads.place:
        links = select(access_links.c.head).where(access_links.c.place == point.reads.place)
        yield from _of_chain(Chained.ACCESS_LINKS, *point.reads, connection.scalar(links))
    for head in sent.heads:
        entry = select(journal.c.head).where(
            journal.c.agency == head.agency, journal.c.number == head.number, journal.c.seq == head.seq
        )
        yield from _of_case(head, connection.scalar(entry))


def _of_chain(chained: Chained, place: int, wanted: str, found: str | None) -> Iterator[Flaw]:
    if found != wanted:
        yield Flaw(chained, Damage.MISSING if found is None else Damage.REWRITTEN, place)


def _of_case(wanted: CaseHead, found: str | None) -> Iterator[Flaw]:
    if found != wanted.head:
        damage = Damage.MISSING if found is None else Damage.REWRITTEN
        yield Flaw(Chained.JOURNAL, damage, wanted.seq, wanted.agency, wanted.number)


def _unlike_journals(connection: Connection) -> Iterator[Flaw]:
    of_entry = and_(
        journal.c.agency == checkpoint_heads.c.agency,
        journal.c.number == checkpoint_heads.c.number,
        journal.c.seq == checkpoint_heads.c.seq,
    )
    unlike = (
        select(checkpoint_heads, func.coalesce(journal.c.head, "").label("found"))
        .outerjoin(journal, of_entry)
        .where(
            checkpoint_heads.c.seq > 0,
            or_(journal.c.head.is_(None), journal.c.head != checkpoint_heads.c.head),
        )
        .order_by(*checkpoint_heads.primary_key)
    )
    for row in connection.execute(unlike):
        yield from _of_case(CaseHead(row.agency, row.number, row.seq, row.head), row.found or None)
