"""How a case was closed (结案), and reopened (重新打开) after it."""

from datetime import date

from domain.lengths import Text
from domain.record import Computing, FileHash, Record


def counted_from(trigger: str) -> date:
    """Return the day from which a closing counted, as it said."""
    return date.fromisoformat(trigger.rpartition(":")[2])


class Reopened(Record):
    """A closing that was undone, and why; its dossier stays as it was sealed, and the next closing seals it anew."""

    on: date
    reason: Text
    closed_on: date
    trigger: str
    form: FileHash

    @property
    def trigger_on(self) -> date:
        """The day from which that closing counted, as it said."""
        return counted_from(self.trigger)


class Closing(Computing):
    closed_on: date | None = None
    trigger: str = ""
    """In which way the case came to its end, and the day from which its closing counts."""
    form: FileHash = ""
    reopened: tuple[Reopened, ...] = ()

    @property
    def trigger_on(self) -> date | None:
        """The day from which the closing that stands counted; whatever comes after it moves that day no more."""
        return counted_from(self.trigger) if self.closed_on else None

    @property
    def reopened_on(self) -> date | None:
        """The last time, if ever."""
        return self.reopened[-1].on if self.reopened else None

    def undone(self, on: date, reason: str) -> "Closing":
        """Return it with the closing that stands undone."""
        assert self.closed_on is not None, "only what is closed is reopened"
        last = Reopened(on=on, reason=reason, closed_on=self.closed_on, trigger=self.trigger, form=self.form)
        return Closing(reopened=(*self.reopened, last))
