"""Trying a move (试办): what it would make true, and which last days it would set, shift or end. Nothing is written."""

from collections.abc import Iterable
from functools import partial
from typing import Annotated, Any

from pydantic import Field

from domain.bilingual import Words
from domain.case.case import Case
from domain.procedure import Change, apply, body_of, changes, deadlines, stage, stated
from domain.procedure.chapters.proposing import Proposed
from domain.procedure.language import Fact, Moment, Move, Stamp
from domain.procedure.messages import informed
from domain.record import Record
from domain.texts import readable


class FactTried(Record):
    kind: str
    body: dict[str, Any]
    said: tuple[str, ...] = ()
    """What it says to a person, in both languages."""
    words: Annotated[tuple[Words, ...], Field(exclude=True)] = ()
    """The same as it is written, each language by itself: for a page that speaks one of them, and has links for long texts."""


class DocumentTried(Record):
    """A document that would come."""

    kind: str
    title: str
    party: int | None = None


class Trial(Record):
    """What a move would do at this moment."""

    move: str
    dry_run: bool = True
    stage: str
    facts: tuple[FactTried, ...]
    once_confirmed: tuple[FactTried, ...] = ()
    """What a move that takes two makes true when the second person confirms it."""
    deadlines: tuple[Change, ...]
    documents: tuple[DocumentTried, ...] = ()
    """Documents that would be made."""
    told: tuple[str, ...] = ()
    """Persons who would get a message, by their ids."""


def tried(move: Move, now: Moment) -> Trial:
    """Make the move in memory, on a case where nothing stands in its way."""
    stated_now = list(stated(move, now))
    proposed = any(isinstance(fact, Proposed) for fact in stated_now)
    case, facts = _made(now, stated_now)
    known = {document.id for document in now.case.documents.all}
    told = (who for fact in stated_now for who in informed(case, type(fact), partial(_named, fact)))
    before, after = deadlines(now.case, now.today), deadlines(case, now.today)
    return Trial(
        move=move.name,
        stage=stage(case, now.at),
        facts=facts,
        once_confirmed=_made(now, move.facts(now))[1] if proposed else (),
        deadlines=tuple(changes(before, after)),
        documents=tuple(
            DocumentTried(kind=one.kind, title=str(one.kind.words), party=one.party)
            for one in case.documents.all
            if one.id not in known
        ),
        told=tuple(who for who in dict.fromkeys(told) if who != now.actor.id),
    )


def _named(fact: Fact) -> tuple[str, ...]:
    return fact.persons


def _made(now: Moment, facts: Iterable[Fact]) -> tuple[Case, tuple[FactTried, ...]]:
    """Return the case with these facts true, and each of them as it is told."""
    case: Case = now.case
    found = []
    for seq, fact in enumerate(facts, start=1):
        case = apply(case, fact, Stamp(seq=seq, at=now.at, by=now.actor.id))
        words = tuple(fact.said(case))
        said = tuple(str(readable(one)) for one in words)
        found.append(FactTried(kind=type(fact).__name__, body=body_of(fact), said=said, words=words))
    return case, tuple(found)
