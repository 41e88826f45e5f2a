"""Proposals (会签): moves that one person has proposed and another has still to confirm."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, TypeVar

from domain.case.people import Person
from domain.lengths import Code, Limit, Text
from domain.record import Computing, FileHash, Record


class Proposal(Record):
    """A move that was proposed, with what it rests on."""

    number: int
    """Its serial number in the case, from 1."""
    move: str
    body: dict[str, Annotated[Any, Limit(100_000, stored=True)]]
    """The move as it was proposed, in JSON; any string in it may be the address of a text."""
    content: Code = ""
    """SHA-256 of the body in one form, whoever has its long texts: this is what is confirmed."""
    files: tuple[FileHash, ...] = ()
    """The files that it names."""
    parties: tuple[int | None, ...] = (None,)
    """The parties whom it concerns; `None` stands for the case."""
    by: Person
    people: tuple[Person, ...] = ()
    """Whom it names, as the directory had them then."""
    proposed_on: date
    papers: Code
    """The papers version on which it rests: with another one it lapses."""


class SentBack(Record):
    """A proposal that was sent back, for the person who had made it."""

    move: str
    parties: tuple[int | None, ...] = (None,)
    to: Code
    by: Code
    on: date
    reason: Text


class Proposals(Computing):
    count: int = 0
    """How many have been made in this case."""
    waiting: tuple[Proposal, ...] = ()
    on_paper: int = 0
    """How many were countersigned on paper."""
    sent_back: tuple[SentBack, ...] = ()
    """The last of each move and party, until it is proposed anew."""

    def get(self, number: int) -> Proposal | None:
        return next((p for p in self.waiting if p.number == number), None)

    def of(self, move: str, party: int | None) -> Proposal | None:
        """Return the proposal that waits for this move and party."""
        return self.waiting_by_move.get((move, party))

    def back(self, move: str, party: int | None) -> SentBack | None:
        return self.sent_back_by_move.get((move, party))

    @cached_property
    def waiting_by_move(self) -> Mapping[tuple[str, int | None], Proposal]:
        return _first_by_move(self.waiting)

    @cached_property
    def sent_back_by_move(self) -> Mapping[tuple[str, int | None], SentBack]:
        return _first_by_move(self.sent_back)

    def added(self, new: Proposal) -> "Proposals":
        """Return them with one more, in the place of an older one of the same move and parties."""
        waiting = (*(p for p in self.waiting if not _same(p, new.move, new.parties)), new)
        sent_back = self.sent_back_but(new.move, new.parties)
        return self.model_copy(update={"count": new.number, "waiting": waiting, "sent_back": sent_back})

    def sent_back_but(self, move: str, parties: tuple[int | None, ...]) -> tuple[SentBack, ...]:
        """What was sent back, but for what is made anew."""
        return tuple(s for s in self.sent_back if not _same(s, move, parties))

    def without(self, number: int, sent_back: SentBack | None = None) -> "Proposals":
        """Return them without one that was confirmed, or that was sent back."""
        back = (sent_back,) if sent_back else ()
        left = tuple(p for p in self.waiting if p.number != number)
        return self.model_copy(update={"waiting": left, "sent_back": (*self.sent_back, *back)})


Of = TypeVar("Of", Proposal, SentBack)


def _first_by_move(found: tuple[Of, ...]) -> Mapping[tuple[str, int | None], Of]:
    return {(one.move, party): one for one in reversed(found) for party in one.parties}


def _same(one: Proposal | SentBack, move: str, parties: tuple[int | None, ...]) -> bool:
    return one.move == move and bool(set(one.parties) & set(parties))
