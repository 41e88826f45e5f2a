"""What every page of a case needs (案情): the case as it is recorded, its day, and the frame of its pages."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from fastapi import Response

from console.linking import Saying
from console.visiting import Visitor
from domain.case.case import Case
from domain.procedure import MOVES, Stage, stage
from domain.procedure.clocks.deadlines import Deadline, deadlines
from domain.procedure.language import civil


@dataclass(frozen=True)
class Tab:
    """One page of a case."""

    path: str
    zh: str
    en: str


TABS = (
    Tab("", "概况", "Overview"),
    Tab("/moves", "可以办理", "What can be done"),
)


@dataclass(frozen=True)
class Seen:
    """A case as one person sees it at one moment."""

    visitor: Visitor
    agency: str
    number: str
    case: Case
    at: datetime
    position: int

    @property
    def stage(self) -> Stage:
        return stage(self.case, self.at)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        return deadlines(self.case, civil(self.at))

    @property
    def path(self) -> str:
        """Its address within the console."""
        return f"/cases/{self.agency}/{self.number}"

    def do(self, move: str, party: int | None = None) -> str:
        """The address, from the root of the installation, of the form of a move."""
        root: str = self.visitor.request.app.state.root
        return f"{root}{self.path}/do/{move}" + (f"?party={party}" if party is not None else "")

    @cached_property
    def said(self) -> Saying:
        """Says the sentences of rules, with the moves they name as links."""
        return Saying(self.visitor.voice, lambda move: "" if MOVES[move].opens else self.do(move))

    def page(self, template: str, **values: Any) -> Response:
        """Return a page of the case."""
        return self.visitor.page(
            f"case/{template}",
            seen=self,
            case=self.case,
            tabs=TABS,
            today=civil(self.at),
            said=self.said,
            **values,
        )


async def seen_by(visitor: Visitor, agency: str, number: str, at_least: int = 0) -> Seen:
    """Return a case as this person sees it now.

    Raises:
        Unknown: No such case, or not this person's to read.
    """
    reading, person = visitor.given.reading, visitor.person
    at = await reading.now_of(person, agency, number, at_least=at_least)
    case = await reading.folded(person, agency, number, request=visitor.request_id)
    position = await reading.position(person, agency, number)
    return Seen(visitor, agency, number, case, at, position)
