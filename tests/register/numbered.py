"""Cases played in memory whose documents have their numbers from the register."""

from datetime import datetime, timedelta

from demo.story import Story, load, numbered
from documents.producing import NumberSource, number_of
from domain.canonical import sha256
from domain.case.documents import Document
from domain.case.journal import Entry, chained
from domain.case.people import CLOCK
from domain.procedure import apply, body_of
from domain.procedure.chapters.documents import DocumentsProduced, Numbered
from domain.procedure.language import Fact, Moment, Stamp
from tests.procedure.playing import EXAMPLES, Play
from tests.procedure.scene import Scene


class NumberedPlay(Play):
    def __init__(self, numbers: NumberSource) -> None:
        super().__init__()
        self.numbers = numbers

    def _print(self, when: datetime) -> None:
        now = when + timedelta(seconds=1)
        for document in [d for d in self.case.documents.all if d.pending and d.wanted == "final"]:
            if document.rule.numbered:
                self.produced(self.made(document), now)
        super()._print(when)

    def made(self, document: Document) -> Numbered:
        """Take a number and make the file, as the activity does; no fact says it yet."""
        number = number_of(self.case, document, self.numbers)
        return Numbered(
            document=document.id,
            content=document.content or sha256(f"content {document.id}".encode()),
            number=number.printed,
            taken=number.taken,
            file=sha256(f"file {document.id}".encode()),
            pages=1,
        )

    def produced(self, made: Numbered, when: datetime) -> None:
        self._state(DocumentsProduced(numbered=(made,)), Moment(case=self.case, actor=CLOCK, at=when))

    def stated(self, fact: Fact, when: datetime) -> None:
        """Let a fact become true that no move of today makes."""
        seq, by = len(self.entries) + 1, CLOCK.id
        entry = Entry(seq=seq, at=when, by=by, move="x", fact=type(fact).__name__, body=body_of(fact))
        self.entries.append(chained(entry, self.entries[-1].head))
        self.case = apply(self.case, fact, Stamp(seq=seq, at=when, by=by))
        self._print(when)


class NumberedScene(NumberedPlay, Scene):
    """A case told in acts."""


def numbered_case(numbers: NumberSource, number: str, until: str = "") -> NumberedPlay:
    """Play the standard case under another case number, up to the first step of this move."""
    story: Story = numbered(load(EXAMPLES / "standard.json"), number)
    played = NumberedPlay(numbers)
    for step in story.steps:
        if step.move == until:
            break
        played.do(step.at, step.by, step.move, **step.body)
    return played
