"""The time of a case (办案时间): when it stood still, and by how much it was prolonged."""

from datetime import date

from domain.lengths import Line, Text
from domain.record import Computing, FileHash, Record


class Suspension(Record):
    """Time in which the case stood still (中止), for a ground of the profile's list."""

    since: date
    ground: Line
    reason: Text
    resumed_on: date | None = None
    resumed_because: Text = ""


class Extension(Record):
    """By how much the time to decide was prolonged (延期), in the unit of the term."""

    by: int
    before: date
    """The last day until then, the earlier one where it is provisional."""
    on: date
    reason: Text
    collective: bool = False
    """Decided by the heads together, as each extension after the first is."""
    record: FileHash = ""
    """SHA-256 of the signed record of that discussion."""


class Timing(Computing):
    suspensions: tuple[Suspension, ...] = ()
    extensions: tuple[Extension, ...] = ()

    @property
    def suspended(self) -> Suspension | None:
        """The suspension that lasts."""
        last = self.suspensions[-1] if self.suspensions else None
        return last if last and last.resumed_on is None else None
