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

from domain.bilingual import Words


class LawError(Exception):
    """A question of law that has no answer. `str()` is `中文 · English`."""

    code = "LawError"
    """Stable: programs ask for it."""

    def __init__(self, why: Words, cure: Words) -> None:
        """`cure` says what would make the question answerable: the file, the field, the command."""
        super().__init__(str(why.followed_by(cure)))
        self.why = why
        self.cure = cure


class LawUnknown(LawError):
    """The statute table has no row, or no figure, for this question."""

    code = "LawUnknown"

    def __init__(self, why: Words, cure: Words, *, key: str = "", on: date | None = None) -> None:
        super().__init__(why, cure)
        self.key = key
        self.on = on


class CalendarNotPublished(LawUnknown):
    """The holidays of a year are unknown: its notice is not loaded."""

    code = "CalendarNotPublished"

    def __init__(self, year: int) -> None:
        super().__init__(
            Words(f"{year}年的节假日安排尚未载入", f"the holidays of {year} are unknown"),
            Words(
                f"请载入国务院办公厅关于{year}年部分节假日安排的通知（tingshu law adopt）",
                f"load the State Council notice for {year} (tingshu law adopt)",
            ),
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

    def __init__(self, why: Words, cure: Words, *, line: int | None = None) -> None:
        super().__init__(why if line is None else _in_line(line).followed_by(why), cure)
        self.line = line


class BadProfile(LawError):
    """A profile file that cannot be right."""

    code = "BadProfile"

    def __init__(self, why: Words, cure: Words, *, profile: str, line: int | None = None) -> None:
        place = (
            Words(profile or "profile", profile or "profile")
            if line is None
            else _in_line(line, f"{profile} ")
        )
        super().__init__(place.followed_by(why), cure)
        self.profile = profile
        self.line = line


def _in_line(line: int, file: str = "") -> Words:
    return Words(f"{file}第{line}行", f"{file}line {line}")
