"""Refusals of the chapters i to z and of the gates l to z that no rehearsal can meet, each with the reason."""

from typing import Final

_ONE_CALENDAR: Final = "a rehearsal has the rules of its own profile and one calendar, which only adds a year"
_TAKES_NOTHING_OVER: Final = (
    "a rehearsal writes every step from the opening on; a case on paper is taken over by the register"
)

NOT_ON_PAPER: Final[dict[str, str]] = {
    "AnotherProfile": _ONE_CALENDAR,
    "CalendarYearLost": _ONE_CALENDAR,
    "NoTermToAnswer": "every profile has the term; only a rulebook of an earlier day, which a stored case keeps, lacks it",
    "PresiderReviews": "every named profile lets a reviewer preside; only an installation's own rules keep the two apart",
    "BeginsWithItsOpening": _TAKES_NOTHING_OVER,
    "NoTimeOfDay": _TAKES_NOTHING_OVER,
    "StepWithoutProof": _TAKES_NOTHING_OVER,
    "StepsOutOfOrder": _TAKES_NOTHING_OVER,
}
