"""Last days (届满日) that were told: passed, kept against newer rules, shifted by them."""

from datetime import date

from domain.record import Record


class SettledDay(Record):
    """The last day of one term, settled: of which term, whose, counted from when."""

    term: str
    party: int | None = None
    start: date
    last_day: date


class DeadlineDays(Record):
    """From which day a deadline runs, and its last day, or the bounds of it while provisional."""

    start: date
    last_day: date | None = None
    earliest: date | None = None
    latest: date | None = None


class ShiftedDeadline(Record):
    """An open deadline that new rules have shifted."""

    term: str
    party: int | None = None
    was: DeadlineDays
    now: DeadlineDays


class DeadlineShift(Record):
    """What one adoption of new rules has shifted, and who was informed of it."""

    on: date
    rulebook: str
    """SHA-256 of the new rules."""
    shifted: tuple[ShiftedDeadline, ...]
    informed: tuple[str, ...]
    """Ids of the persons to whom a message goes."""


class LastDays(Record):
    """What was said of last days in this case."""

    passed: tuple[SettledDay, ...] = ()
    """Last days that have passed, each said once."""
    kept: tuple[SettledDay, ...] = ()
    """Last days of a party's terms that stand although newer rules would set them earlier: the party knows them."""
    shifts: tuple[DeadlineShift, ...] = ()
