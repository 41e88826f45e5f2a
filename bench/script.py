"""The standard case written out before it is timed: each move's request and, for the baseline, what it records."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from activities.documents import DocumentsMade, DocumentsOrder
from bench.bare import BareMove, BareTimer
from demo.story import Step, Story, load, numbered, paper
from desk.directory import Directory
from desk.references import references, resolve
from desk.requests import Asked
from domain.canonical import sha256
from domain.case.case import Case
from domain.case.documents import Document
from domain.case.journal import Entry, Tip
from domain.case.people import CLOCK
from domain.law.rulebook import rulebook_for
from domain.procedure import MOVES, due_instants, obstacles, stage
from domain.procedure.chapters.documents import DocumentsProduced, Numbered, Preview, PreviewsRendered
from domain.procedure.chapters.drafting import OpenCase
from domain.procedure.clocks.ending_terms import EndTerm
from domain.procedure.language import Moment, Move
from domain.procedure.view import view
from domain.record import Names, named
from installation.examples import EXAMPLES
from workflows.following import follow


@dataclass
class Scripted:
    """One case, ready to be played on either side."""

    story: Story
    asked: list[Asked]
    bare: list[BareMove]


def printed(document: Document, wanted: str) -> Preview | Numbered:
    """What the bench's own printer answers: made from the document's number alone, so that it is known beforehand."""
    content = sha256(f"content {document.id}".encode())
    if wanted == "preview":
        return Preview(document=document.id, content=content, preview=content)
    number = f"镇市监〔2026〕{document.id}号" if document.rule.numbered else ""
    return Numbered(
        document=document.id, content=content, number=number, file=sha256(f"{document.id}".encode()), pages=1
    )


def made(case: Case, order: DocumentsOrder) -> DocumentsMade:
    documents = [case.documents.get(i) for i in order.documents]
    results = [printed(d, order.wanted) for d in documents if d]
    return DocumentsMade(
        previews=tuple(r for r in results if isinstance(r, Preview)),
        numbered=tuple(r for r in results if isinstance(r, Numbered)),
    )


class _Writer:
    def __init__(self, story: Story, directory: Directory) -> None:
        self.story, self.directory = story, directory
        self.case, self.entries = Case(), list[Entry]()
        self.armed: datetime | None = None
        self.set_at, self.set_on = 0, story.opening.at

    def write(self) -> Scripted:
        asked, bare = [], list[BareMove]()
        shown = ""
        for index, step in enumerate(self.story.steps):
            if self.armed and self.armed <= step.at:
                bare[self.set_at] = bare[self.set_at].model_copy(update={"timer": self._ring(step.at)})
            asked.append(self._asked(index, step))
            first = len(self.entries)
            self._state(MOVES[step.move].model_validate(asked[-1].body), self._moment(step, asked[-1].body))
            timer = self._arm(index, step.at)
            middle = len(self.entries)
            order = self._order()
            if order is not None:
                self._print(order, step)
            now = stage(self.case, step.at)
            bare.append(
                BareMove(
                    entries=tuple(self.entries[first:middle]),
                    after_documents=tuple(self.entries[middle:]),
                    order=order,
                    stage=now if now != shown else "",
                    timer=timer,
                )
            )
            shown = now
        return Scripted(self.story, asked, bare)

    def _asked(self, index: int, step: Step) -> Asked:
        actor = self.directory.person(step.by)
        assert actor is not None
        state = view(self.case, self.entries[-1]) if self.entries else {}
        body = resolve(step.body, state, lambda name: sha256(paper(name)))
        return Asked(actor=actor, move=step.move, body=body, key=f"step-{index}")

    def _arm(self, index: int, at: datetime) -> BareTimer | None:
        """Set the timer as the case does: anew only for something earlier."""
        wanted = min((due[0] for due in due_instants(self.case)), default=None)
        if wanted is None or (self.armed and self.armed <= wanted):
            return None
        self.armed, self.set_at, self.set_on = wanted, index, at
        return BareTimer(seconds=(wanted - at).total_seconds())

    def _ring(self, until: datetime) -> BareTimer:
        """Let the last days up to `until` end, and return the timer that brings what is then recorded."""
        assert self.armed is not None
        rings, first = self.armed, len(self.entries)
        while (due := min(due_instants(self.case), key=lambda d: (d[0], d[1].term)))[0] <= until:
            self._state(EndTerm(day=due[1], overdue=due[2]), Moment(case=self.case, actor=CLOCK, at=due[0]))
        self.armed = due[0]
        return BareTimer(
            seconds=(rings - self.set_on).total_seconds(),
            entries=tuple(self.entries[first:]),
            then=BareTimer(seconds=(self.armed - rings).total_seconds()),
        )

    def _moment(self, step: Step, body: dict[str, Any]) -> Moment:
        move = MOVES[step.move].model_validate(body)
        people = {i: p for i in named(move, Names.PERSON) if (p := self.directory.person(i))}
        agency, rules = None, None
        if isinstance(move, OpenCase):
            agency, rules = self.directory.agency(move.agency), rulebook_for(move.profile)
        actor = self.directory.person(step.by)
        assert actor is not None
        now = Moment(case=self.case, actor=actor, at=step.at, people=people, agency=agency, new_rules=rules)
        assert not obstacles(now, move), [r.as_dict() for r in obstacles(now, move)]
        return now

    def _state(self, move: Move, now: Moment) -> None:
        made = follow(self.entries[-1].tip if self.entries else Tip(), move, now)
        self.entries.extend(made.entries)
        self.case = made.case

    def _order(self) -> DocumentsOrder | None:
        pending = [d for d in self.case.documents.all if d.pending]
        if not pending:
            return None
        return DocumentsOrder(
            agency=self.story.agency,
            number=self.story.number,
            position=len(self.entries),
            wanted="preview" if pending[0].wanted == "preview" else "final",
            documents=tuple(d.id for d in pending),
        )

    def _print(self, order: DocumentsOrder, step: Step) -> None:
        done = made(self.case, order)
        move: Move = (
            PreviewsRendered(documents=done.previews)
            if order.wanted == "preview"
            else DocumentsProduced(numbered=done.numbered)
        )
        self._state(move, Moment(case=self.case, actor=CLOCK, at=step.at))


def played(story: Story, directory: Directory) -> list[Entry]:
    """Return the journal of a story played in memory."""
    writer = _Writer(story, directory)
    writer.write()
    return writer.entries


FIRST_DAY, SECOND_DAY = "2026-05-26", "2026-06-04"


def two_days(story: Story) -> Story:
    """Return the story told in two days, with one jump between them in which the party's terms end."""
    steps = [story.opening.model_copy(update={"at": _instant(FIRST_DAY, 0)})]
    for minute, step in enumerate(story.steps[1:], start=1):
        day = FIRST_DAY if step.at < _instant("2026-06-01", 0) else SECOND_DAY
        steps.append(step.model_copy(update={"at": _instant(day, minute), "body": _retimed(step.body)}))
    return story.model_copy(update={"steps": tuple(steps)})


def _instant(day: str, minute: int) -> datetime:
    return datetime.fromisoformat(f"{day}T09:{minute:02d}:00+08:00")


def _retimed(body: Any) -> Any:
    if isinstance(body, dict):
        return {key: _retimed(value) for key, value in body.items()}
    if isinstance(body, list):
        return [_retimed(value) for value in body]
    if isinstance(body, str) and body.startswith("2026-05-") and "T" not in body:
        return FIRST_DAY
    if isinstance(body, str) and body.startswith("2026-05-29T"):
        return f"{FIRST_DAY}T09:00:00+08:00"
    if isinstance(body, str) and body.startswith("2026-06-") and len(body) == len(SECOND_DAY):
        return min(body, SECOND_DAY)
    return body


def jump_at(story: Story) -> int:
    """The step before which time moves on to the second day."""
    return next(n for n, step in enumerate(story.steps) if step.at >= _instant(SECOND_DAY, 0))


def scripts(count: int, prefix: str, directory: Directory) -> list[Scripted]:
    """Write out so many standard cases, each under a number of its own."""
    story = two_days(load(EXAMPLES / "standard.json"))
    return [_Writer(numbered(story, f"{prefix}-{n}"), directory).write() for n in range(count)]


def uploads() -> list[str]:
    """The names of the signed papers that the standard case uploads."""
    named_in = (references(step.body) for step in load(EXAMPLES / "standard.json").steps)
    return [r.removeprefix("$upload:") for found in named_in for r in found if r.startswith("$upload:")]
