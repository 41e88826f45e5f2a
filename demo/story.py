"""A story: the steps of one case in a readable file, with references to what the case itself brings forth.

They are those of `desk.references`, and two of its own:

    $upload:NAME                   the SHA-256 of a file of that name, uploaded when the step comes
    $rulebook                      the SHA-256 of the rules that the installation has now, with the story's calendar adopted
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from domain.record import Record

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Shown(Record):
    """A last day as the story says it must be: counted by hand from the law, with its weekday in sight."""

    term: str
    party: int | None = None
    last_day: str = ""
    """`2026-06-08 周一`"""
    earliest: str = ""
    latest: str = ""
    """Both while the year's holidays are not published."""

    @property
    def days(self) -> dict[str, str]:
        """The days by what they are, without their weekdays."""
        written = {"last_day": self.last_day, "earliest": self.earliest, "latest": self.latest}
        return {name: text.partition(" ")[0] for name, text in written.items() if text}

    def fits(self, deadline: Mapping[str, Any]) -> bool:
        """Whether a deadline, as the API shows it, has these days and no others."""
        return self.days == {n: deadline[n] for n in ("last_day", "earliest", "latest") if deadline.get(n)}


class Step(Record):
    at: datetime
    """Civil time in Asia/Shanghai."""
    by: str
    move: str
    body: dict[str, Any]
    refused: str = ""
    """The code with which the step is to be refused, where that is the point of it."""
    says: str = ""
    """What the step shows, in a sentence for the reader."""
    shows: tuple[Shown, ...] = ()
    """Last days that stand after it."""
    reminds: bool = False
    """Before it, the reminder of that day goes out (每日期限提醒)."""


class Story(Record):
    title: str
    calendar: str = ""
    """File of the holiday notice that is adopted on the way, beside the story."""
    ends: str = "closed"
    """The stage in which it leaves the case."""
    steps: tuple[Step, ...]

    @property
    def opening(self) -> Step:
        return self.steps[0]

    @property
    def agency(self) -> str:
        return str(self.opening.body["agency"])

    @property
    def number(self) -> str:
        return str(self.opening.body["number"])


def load(path: Path) -> Story:
    """Read a story; times without an offset are times in Shanghai."""
    story = Story.model_validate(json.loads(path.read_text(encoding="utf-8")))
    steps = tuple(
        s.model_copy(update={"at": s.at.replace(tzinfo=s.at.tzinfo or SHANGHAI)}) for s in story.steps
    )
    return story.model_copy(update={"steps": steps})


def numbered(story: Story, number: str) -> Story:
    """Return the same story under another case number."""
    first = story.opening.model_copy(update={"body": {**story.opening.body, "number": number}})
    return story.model_copy(update={"steps": (first, *story.steps[1:])})


def paper(name: str) -> bytes:
    """Return a stand-in for a signed paper: a small text that says what it would be."""
    return f"（演示用扫描件）{name}\n".encode()
