"""Receipts (回执) as they are recorded: the answer of every request with a key, for as long as the register lasts."""

from collections.abc import Iterable

from sqlalchemy import Connection, and_, bindparam, select

from domain.procedure.receipts import Kept, Looked, Receipt
from register.database import Database, insert_new
from register.tables import cases, people, receipts

# One statement and so one state: what is searched reaches up to the position that is read.
_LOOK = (
    select(cases.c.position, cases.c.inline_text, receipts.c.digest, receipts.c.body)
    .select_from(
        cases.outerjoin(
            receipts,
            and_(
                receipts.c.agency == cases.c.agency,
                receipts.c.number == cases.c.number,
                receipts.c.key == bindparam("of_key"),
            ),
        )
    )
    .where(cases.c.agency == bindparam("of_agency"), cases.c.number == bindparam("of_number"))
)

_PERSONS = (
    select(people.c.person)
    .where(people.c.agency == bindparam("of_agency"), people.c.number == bindparam("of_number"))
    .order_by(people.c.person)
)


class ReceiptBook:
    def __init__(self, database: Database) -> None:
        self._database = database

    def look(self, agency: str, number: str, key: str) -> Looked:
        """Return the receipt of a key, if there is one, and how far the case is recorded; 0 where it is not known."""
        parameters = {"of_agency": agency, "of_number": number, "of_key": key}
        with self._database.reading() as connection:
            row = connection.execute(_LOOK, parameters).one_or_none()
            if row is None:
                return Looked(position=0)
            persons = tuple(connection.execute(_PERSONS, parameters).scalars())
        looked = Looked(position=row.position, inline_text=row.inline_text, persons=persons)
        if row.body is None:
            return looked
        kept = Kept(key=key, digest=row.digest, receipt=Receipt.model_validate_json(row.body))
        return looked.model_copy(update={"kept": kept})


def write_receipts(connection: Connection, agency: str, number: str, new: Iterable[Kept]) -> None:
    """Write receipts within the transaction of their facts; one that is there stays as it is."""
    rows = [
        {
            "agency": agency,
            "number": number,
            "key": kept.key,
            "digest": kept.digest,
            "position": kept.receipt.position,
            "body": kept.receipt.model_dump_json(),
        }
        for kept in new
    ]
    insert_new(connection, receipts, rows)
