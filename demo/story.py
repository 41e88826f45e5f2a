"""A story: the steps of one case in a readable file, with references to what the case itself brings forth.

References, as string values in a step's body:

    $papers                        the papers version (案卷材料版本) at that moment
    $document:penalty_notice:1     the number of the newest document of this kind for party 1
    $document:interview_report     … of this kind, where it is the case's
    $content:penalty_notice:1      the SHA-256 of its content, as previewed
    $final:penalty_notice:1        the SHA-256 of its final file
    $upload:NAME                   the SHA-256 of a file of that name, uploaded when the step comes
    $proposal                      the number of the newest proposal that waits to be confirmed
    $proposed                      the SHA-256 of its content
    $rulebook                      the SHA-256 of the rules that the installation has now, with the story's calendar adopted
"""

import json
from collections.abc import Callable, Iterator, Mapping
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


def resolve(body: Any, state: dict[str, Any], upload: Callable[[str], str]) -> Any:
    """Return the body with every reference replaced by what it names in this state."""
    if isinstance(body, dict):
        return {key: resolve(value, state, upload) for key, value in body.items()}
    if isinstance(body, list):
        return [resolve(value, state, upload) for value in body]
    if not isinstance(body, str) or not body.startswith("$"):
        return body
    what, _, name = body[1:].partition(":")
    if what == "papers":
        return state["papers_version"]
    if what in ("proposal", "proposed"):
        waiting = state["proposals"]["waiting"]
        if not waiting:
            raise LookupError("no proposal to be confirmed")
        return waiting[-1]["number" if what == "proposal" else "content"]
    if what == "rulebook":
        return state["rulebook_now"]
    if what == "upload":
        return upload(name)
    document = newest(state, *name.split(":"))
    return document[{"document": "id", "content": "content", "final": "file"}[what]]


def newest(state: Mapping[str, Any], kind: str, party: str = "") -> Mapping[str, Any]:
    """Return the newest document of a kind that is not void.

    Raises:
        LookupError: There is none.
    """
    for document in reversed(state["documents"]["all"]):
        if (document["kind"], str(document.get("party") or "")) == (kind, party) and not document.get("void"):
            found: Mapping[str, Any] = document
            return found
    raise LookupError(f"no document {kind} {party}".rstrip())


def references(body: Any) -> Iterator[str]:
    """Yield the references in a body."""
    values = body.values() if isinstance(body, dict) else body if isinstance(body, list) else ()
    for value in values:
        yield from references(value)
    if isinstance(body, str) and body.startswith("$"):
        yield body


def paper(name: str) -> bytes:
    """Return a stand-in for a signed paper: a small text that says what it would be."""
    return f"（演示用扫描件）{name}\n".encode()
