"""The standard case written out before it is timed: each move's request and, for the baseline, what it records."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from activities.documents import DocumentsMade, DocumentsOrder
from bench.bare import BareMove
from demo.story import Story, load, numbered, paper, resolve
from desk.directory import Directory
from desk.moving import Asked
from domain.case.case import Case
from domain.case.documents import Document
from domain.case.journal import GENESIS, Entry, chained, sha256
from domain.case.people import CLOCK
from domain.law.rulebook import rulebook_for
from domain.procedure import MOVES, apply, body_of, obstacles, stage
from domain.procedure.drafting import OpenCase
from domain.procedure.papering import DocumentsProduced, Numbered, Preview, PreviewsRendered
from domain.procedure.parts import Moment, Move, Stamp
from domain.procedure.view import view
from domain.record import Names, named

EXAMPLES = Path(__file__).parents[1] / "examples"
SPARE = 30 * 86400.0
"""Seconds of a timer that never fires while it is measured."""


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

    def write(self) -> Scripted:
        asked, bare = [], []
        stage_before = ""
        for index, step in enumerate(self.story.steps):
            actor = self.directory.person(step.by)
            assert actor is not None
            state = view(self.case, self.entries[-1]) if self.entries else {}
            body = resolve(step.body, state, lambda name: sha256(paper(name)))
            asked.append(Asked(actor=actor, move=step.move, body=body, key=f"step-{index}"))
            first = len(self.entries)
            self._state(MOVES[step.move].model_validate(body), self._moment(step, body))
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
                    stage=now if now != stage_before else "",
                    timer_seconds=SPARE if index in TIMERS_AT else 0,
                )
            )
            stage_before = now
        return Scripted(self.story, asked, bare)

    def _moment(self, step: Any, body: dict[str, Any]) -> Moment:
        move = MOVES[step.move].model_validate(body)
        people = {i: p for i in named(move, Names.PERSON) if (p := self.directory.person(i))}
        agency, rules = None, None
        if isinstance(move, OpenCase):
            agency, rules = self.directory.agency(move.agency), rulebook_for(move.profile)
        actor = self.directory.person(step.by)
        assert actor is not None
        now = Moment(case=self.case, actor=actor, at=step.at, people=people, agency=agency, rulebook=rules)
        assert not obstacles(now, move), [r.as_dict() for r in obstacles(now, move)]
        return now

    def _state(self, move: Move, now: Moment) -> None:
        for fact in move.facts(now):
            seq = len(self.entries) + 1
            entry = Entry(
                seq=seq,
                at=now.at,
                by=now.actor.id,
                move=move.name,
                fact=type(fact).__name__,
                body=body_of(fact),
            )
            self.entries.append(chained(entry, self.entries[-1].head if self.entries else GENESIS))
            self.case = apply(self.case, fact, Stamp(seq=seq, at=now.at, by=now.actor.id))

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

    def _print(self, order: DocumentsOrder, step: Any) -> None:
        done = made(self.case, order)
        move: Move = (
            PreviewsRendered(documents=done.previews)
            if order.wanted == "preview"
            else DocumentsProduced(numbered=done.numbered)
        )
        self._state(move, Moment(case=self.case, actor=CLOCK, at=step.at))


TIMERS_AT = (0, 1)
"""Steps at which the case sets its timer: at the opening, and when the first nearer term begins. A timer that would
ring too early is left, so that later steps set none. Held against the history of the case in every run."""


def scripts(count: int, prefix: str, directory: Directory) -> list[Scripted]:
    """Write out so many standard cases, each under a number of its own."""
    story = load(EXAMPLES / "standard.json")
    return [_Writer(numbered(story, f"{prefix}-{n}"), directory).write() for n in range(count)]
