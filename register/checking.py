"""Checks of the register: its schema, every journal, what waits in outbox and intake, and how large cases are.

A broken journal does not stop the rest: it is one trouble found among others.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from domain.case.checks import Check, Checked, Tell
from domain.case.intake import IntakeState
from domain.case.journal import BrokenChain
from domain.case.proof import Flaw
from domain.case.snapshot import snapshot_size
from domain.case.system_work import Found, Trouble
from domain.procedure import fold
from register.database import Database
from register.journal import Journals
from register.migrating import newest, revision_of
from register.outbox import Outbox
from register.proving import Proofs
from register.rebuilding import Rebuilder
from register.recording import Projection
from register.tables import cases, intake, journal

LETTERS_REST = timedelta(minutes=1)
"""A letter is handed in again every few seconds: one that waits longer is not taken."""
NEAR_LIMIT = 576 * 1024
"""Bytes of a case's snapshot: three quarters of where moves are refused."""

BYTES_A_CHARACTER = 3
"""At most, in Chinese: what is shown of a case holds all of its snapshot."""


class RegisterChecks:
    def __init__(
        self,
        database: Database,
        projection: Projection[Any],
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        near_limit: int = NEAR_LIMIT,
    ) -> None:
        self._database = database
        self._rebuilder = Rebuilder(database, projection)
        self._proofs = Proofs(database)
        self._outbox = Outbox(database)
        self._now = now
        self._near_limit = near_limit

    def schema(self) -> Checked:
        """See that the register has the schema of this version."""
        fault = schema_fault(self._database)
        return Checked(Check.SCHEMA, 1, (fault,) if fault else ())

    def journals(self, tell: Tell = lambda done, all_: None) -> Checked:
        """Hash every journal again, fold it, and hold the tables against what comes out."""
        keys, found = self._cases(), list[Found]()
        for done, (agency, number) in enumerate(keys, start=1):
            found.extend(self._journal(agency, number))
            tell(done, len(keys))
        return Checked(Check.JOURNALS, len(keys), tuple(found))

    def access_log(self, tell: Tell = lambda done, all_: None) -> Checked:
        """Hold the access log against its chain."""
        found = self._proofs.reads(tell)
        return Checked(
            Check.ACCESS_LOG, self._proofs.sizes()["access_log"], _flawed(Trouble.ACCESS_LOG_BROKEN, found)
        )

    def checkpoints(self, tell: Tell = lambda done, all_: None) -> Checked:
        """Hold the checkpoints against their chain, and the journals against them."""
        found = self._proofs.checkpoints(tell)
        return Checked(
            Check.CHECKPOINTS, self._proofs.sizes()["checkpoints"], _flawed(Trouble.CHECKPOINTS_BROKEN, found)
        )

    def outbox(self) -> Checked:
        """List the rows that failed so often that a person should look at them."""
        stuck = tuple(
            Found(Trouble.OUTBOX_STUCK, row.key, f"× {row.attempts}", row.agency, row.number)
            for row in self._outbox.stuck()
        )
        waiting = sum(state.waiting for state in self._outbox.states())
        return Checked(Check.OUTBOX, waiting, stuck)

    def intake(self) -> Checked:
        """List the letters that wait for the engine for longer than they should."""
        waiting = select(intake).where(intake.c.state == IntakeState.WAITING).order_by(intake.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(waiting).all()
        late = (row for row in rows if row.came_at < self._now() - LETTERS_REST)
        found = (
            Found(
                Trouble.LETTER_WAITING,
                f"{row.agency}/{row.number}#{row.id}",
                row.what,
                row.agency,
                row.number,
            )
            for row in late
        )
        return Checked(Check.INTAKE, len(rows), tuple(found))

    def sizes(self) -> Checked:
        """List the cases that come near the size at which a move is refused.

        What is shown of a case is about as large as what it carries: only the large ones are measured.
        """
        shown = func.length(cases.c.projection)
        large = select(cases.c.agency, cases.c.number).where(shown > self._near_limit // BYTES_A_CHARACTER)
        with self._database.reading() as connection:
            count = connection.scalar(select(func.count()).select_from(cases)) or 0
            rows = connection.execute(large.order_by(cases.c.agency, cases.c.number)).all()
        sizes = ((row.agency, row.number, self._size(row.agency, row.number)) for row in rows)
        found = (
            Found.of_case(Trouble.CASE_NEAR_LIMIT, agency, number, f"{size // 1024} KB")
            for agency, number, size in sizes
            if size > self._near_limit
        )
        return Checked(Check.SIZES, count, tuple(found))

    def _size(self, agency: str, number: str) -> int:
        try:
            return snapshot_size(fold(Journals(self._database).entries(agency, number)))
        except Exception:
            # A case that cannot be read is a trouble of its own.
            return 0

    def _cases(self) -> list[tuple[str, str]]:
        """Every case that has a row or an entry: either may have been lost."""
        rows, entries = (select(table.c.agency, table.c.number) for table in (cases, journal))
        with self._database.reading() as connection:
            return sorted((row.agency, row.number) for row in connection.execute(rows.union(entries)))

    def _journal(self, agency: str, number: str) -> Iterator[Found]:
        try:
            differing = self._rebuilder.differences(agency, number)
        except BrokenChain as broken:
            yield Found.of_case(Trouble.JOURNAL_BROKEN, agency, number, f"# {broken.seq}")
        except Exception as error:
            # Whatever this version cannot read, the other cases are looked at all the same.
            yield Found.of_case(Trouble.CASE_UNREADABLE, agency, number, type(error).__name__)
        else:
            if differing:
                yield Found.of_case(Trouble.PROJECTION_OUTDATED, agency, number, ", ".join(differing))


def _flawed(trouble: Trouble, flaws: Sequence[Flaw]) -> tuple[Found, ...]:
    """Return one trouble for all that was done to one record: its first row is named."""
    first: dict[str, Flaw] = {}
    for flaw in flaws:
        first.setdefault(flaw.subject, flaw)
    return tuple(
        Found(trouble, subject, f"# {flaw.place}", flaw.agency, flaw.number)
        for subject, flaw in first.items()
    )


def schema_fault(database: Database) -> Found | None:
    """Return what is wrong with the schema: one that is newer has all that this version of the programme needs."""
    stored, wanted = revision_of(database), newest()
    if stored >= wanted:
        return None
    return Found(Trouble.SCHEMA_OUTDATED, "register", f"{stored or '-'} < {wanted}")
