"""Cases that stand still (停住): the register refuses what they record. Told once, and taken back when one is recorded again."""

from collections.abc import Callable

from temporalio import activity

from domain.case.journal import NotRecordable
from domain.case.system_work import Found, Trouble, TroubleBook


class StandingStill:
    """Which cases stand still, as far as this process knows: a record that succeeds asks a set, and no database.

    What another worker had reported is ended by the next check.
    """

    def __init__(self, book: TroubleBook) -> None:
        self._book = book
        self._known: set[str] | None = None

    def refused(self, error: NotRecordable) -> None:
        """The register did not take what a case records."""
        detail = f"{type(error).__name__} {error.seq}"
        found = Found.of_case(Trouble.CASE_STANDS_STILL, error.agency, error.number, detail)
        self._quietly(lambda: self._book.report(found))
        self._reported().add(found.subject)

    def recorded(self, agency: str, number: str) -> None:
        """A case was recorded."""
        known, subject = self._reported(), f"{agency}/{number}"
        if subject in known:
            self._quietly(lambda: self._book.ended(Trouble.CASE_STANDS_STILL, subject))
            known.discard(subject)

    def _reported(self) -> set[str]:
        """What is known already when this process begins is read once."""
        if self._known is None:
            self._known = set()
            self._quietly(self._read)
        return self._known

    def _read(self) -> None:
        self._known = {work.found.subject for work in self._book.open(Trouble.CASE_STANDS_STILL)}

    def _quietly(self, write: Callable[[], None]) -> None:
        """What becomes of the entries is said by the activity: telling a person must not change it."""
        try:
            write()
        except Exception as error:
            activity.logger.warning("system work not written", extra={"reason": type(error).__name__})
