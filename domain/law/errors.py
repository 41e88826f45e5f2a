"""What the law cannot answer, and why.

LawError
├── LawUnknown            no row of the statute table, or no figure, answers the question
│   └── CalendarNotPublished   the year's holiday notice is not loaded
├── WrongDirection        a forward term asked backward, or the reverse
├── BadDate               a date before the event it follows, or one that does not exist
├── BadCalendar           a calendar file that cannot be right
└── BadProfile            a profile file that cannot be right
"""

from datetime import date


class LawError(Exception):
    """A question of law that has no answer; `code` is stable, `cure` says what would make it answerable."""

    code = "LawError"

    def __init__(self, message: str, *, cure: str) -> None:
        super().__init__(f"{message} · {cure}")
        self.message = message
        self.cure = cure


class LawUnknown(LawError):
    """The statute table has no row, or no figure, for this question."""

    code = "LawUnknown"

    def __init__(self, message: str, *, cure: str, key: str = "", on: date | None = None) -> None:
        super().__init__(message, cure=cure)
        self.key = key
        self.on = on


class CalendarNotPublished(LawUnknown):
    """The holidays of a year are unknown: its notice is not loaded."""

    code = "CalendarNotPublished"

    def __init__(self, year: int) -> None:
        super().__init__(
            f"{year}年的节假日安排尚未载入 · the holidays of {year} are unknown",
            cure=f"载入国务院办公厅关于{year}年部分节假日安排的通知 · load the State Council notice for {year}",
            key="calendar",
        )
        self.year = year


class WrongDirection(LawError):
    """A forward term was asked for a day before an event, or the reverse."""

    code = "WrongDirection"


class BadDate(LawError):
    """A date that cannot be right where it stands."""

    code = "BadDate"


class BadCalendar(LawError):
    """A calendar file that cannot be right."""

    code = "BadCalendar"

    def __init__(self, message: str, *, cure: str, line: int | None = None) -> None:
        super().__init__(message if line is None else f"第{line}行 (line {line}): {message}", cure=cure)
        self.line = line


class BadProfile(LawError):
    """A profile file that cannot be right."""

    code = "BadProfile"

    def __init__(self, message: str, *, cure: str, profile: str = "", line: int | None = None) -> None:
        where = f"{profile}: " if line is None else f"{profile} 第{line}行 (line {line}): "
        super().__init__(where + message, cure=cure)
        self.profile = profile
        self.line = line
