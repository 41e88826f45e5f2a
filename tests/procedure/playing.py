"""A case played in memory: real moves, real clocks, and a printer that is always ready."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from demo.story import SHANGHAI, Step, Story, load, paper
from desk.directory import Directory
from desk.references import resolve
from desk.rehearsing.playing import content_of
from domain.canonical import sha256
from domain.case.case import Case
from domain.case.documents import Document
from domain.case.journal import Entry, Tip
from domain.case.people import CLOCK, Agency, Person, Role
from domain.law.rulebook import Rulebook, rulebook_for
from domain.procedure import MOVES, due_instants, obstacles, read
from domain.procedure.chapters.documents import DocumentsProduced, Numbered, Preview, PreviewsRendered
from domain.procedure.clocks.ending_terms import EndTerm
from domain.procedure.language import Moment, Move, Refused
from domain.procedure.view import view
from domain.procedure.writing import written_alike
from domain.record import Names, named
from domain.texts import texts_in
from installation import examples
from installation.examples import EXAMPLES as EXAMPLES
from workflows.following import follow

DIRECTORY = Directory.load(examples.DIRECTORY)


def shanghai(text: str) -> datetime:
    """`2026-06-01` or `2026-06-01T09:00`, in Shanghai; a bare day is nine o'clock."""
    return datetime.fromisoformat(text if "T" in text else f"{text}T09:00").replace(tzinfo=SHANGHAI)


class Play:
    """One case in memory."""

    def __init__(self) -> None:
        self.case = Case()
        self.entries: list[Entry] = []
        self.rules: Rulebook | None = None
        self.clock_offset = timedelta()
        self.people: dict[str, Person] = {}
        """Persons as this case has them, instead of the directory's."""
        self.agencies: dict[str, Agency] = {}

    def person(self, person: str) -> Person | None:
        return self.people.get(person) or DIRECTORY.person(person)

    def _is_head(self, person: str, agency: str) -> bool:
        found = self.person(person)
        return found is not None and Role.HEAD in found.roles and found.agency == agency

    def at(self, when: datetime) -> None:
        """Let time pass: every last day before `when` ends on its own instant."""
        while due := sorted(due_instants(self.case), key=lambda d: (d[0], d[1].term, d[1].party or 0)):
            instant, told, overdue = due[0]
            if instant > when:
                return
            self._state(EndTerm(day=told, overdue=overdue), Moment(case=self.case, actor=CLOCK, at=instant))

    def moment(self, by: str, when: datetime, move: Move) -> Moment:
        actor = self.person(by)
        assert actor is not None, by
        heads = (
            p for p in DIRECTORY.persons if move.with_role is Role.HEAD and self._is_head(p, actor.agency)
        )
        wanted = (*named(move, Names.PERSON), *self.case.persons, *heads)
        people = {i: p for i in wanted if (p := self.person(i))}
        opening = MOVES["open_case"]
        if isinstance(move, opening):
            rules = self.rules or rulebook_for(move.profile)  # type: ignore[attr-defined]
            agency = self.agencies.get(move.agency) or DIRECTORY.agency(move.agency)  # type: ignore[attr-defined]
            return Moment(
                case=self.case,
                actor=actor,
                at=when,
                people=people,
                agency=agency,
                new_rules=rules,
                clock_offset=self.clock_offset,
            )
        own = (self.agencies.get(actor.agency) or DIRECTORY.agency(actor.agency)) if move.issues_own else None
        return Moment(case=self.case, actor=actor, at=when, people=people, agency=own, new_rules=self.rules)

    def resolved(self, body: dict[str, Any]) -> dict[str, Any]:
        state = view(self.case, self.entries[-1]) if self.entries else {}
        found: dict[str, Any] = resolve(body, state, lambda n: sha256(paper(n)))
        return found

    def read(self, name: str, body: dict[str, Any]) -> Move:
        return written_alike(MOVES[name].model_validate(self.resolved(body), extra="forbid"))

    def judged(self, when: str | datetime, by: str, name: str, **body: Any) -> tuple[Refused, ...]:
        """What stands in the way of a move, without making it; of its confirmation too, where a second person is named."""
        instant = shanghai(when) if isinstance(when, str) else when
        self.at(instant)
        second = _second(name, body)
        move = self.read(name, body)
        found = obstacles(now := self.moment(by, instant, move), move)
        if found or second is None:
            return found
        case, entries = self.case, self.entries
        self.entries = list(entries)
        self._state(move, now)
        confirm = self.read("confirm", {"proposal": "$proposal", "content": "$proposed"})
        found = obstacles(self.moment(second, instant, confirm), confirm)
        self.case, self.entries = case, entries
        return found

    def do(self, when: str | datetime, by: str, name: str, **body: Any) -> "Play":
        """Make a move that must be accepted; its documents are there at once.

        Where it takes a second person, who is named in `together_with` confirms it at once.
        """
        instant = shanghai(when) if isinstance(when, str) else when
        self.at(instant)
        second = _second(name, body)
        self._make(instant, by, name, body)
        if second is not None:
            self._make(instant, second, "confirm", {"proposal": "$proposal", "content": "$proposed"})
        self._print(instant)
        return self

    def _make(self, instant: datetime, by: str, name: str, body: dict[str, Any]) -> None:
        move = self.read(name, body)
        now = self.moment(by, instant, move)
        found = obstacles(now, move)
        assert not found, [r.as_dict() for r in found]
        self._state(move, now)

    def codes(self, when: str | datetime, by: str, name: str, **body: Any) -> set[str]:
        return {r.code for r in self.judged(when, by, name, **body)}

    def _state(self, move: Move, now: Moment) -> None:
        made = follow(self.entries[-1].tip if self.entries else Tip(), move, now)
        assert not (lost := texts_not_known(move, made.entries)), lost
        self.entries.extend(made.entries)
        self.case = made.case

    def _print(self, when: datetime) -> None:
        for document in [d for d in self.case.documents.all if d.pending]:
            now = Moment(case=self.case, actor=CLOCK, at=when + timedelta(seconds=1))
            self._state(_printed(document), now)


def _second(name: str, body: dict[str, Any]) -> str | None:
    """Take who countersigns in person out of a body."""
    if MOVES[name].with_role is None or body.get("signed"):
        return None
    second: str | None = body.pop("together_with", None)
    return second


def texts_not_known(move: Move, entries: Iterable[Entry]) -> dict[str, list[str]]:
    """Name the facts that hold a text of their move in a field that is not known to hold one.

    Nobody would count it, read it from the store for a document, or give it to who may read the case.
    """
    said = {text for text in texts_in(move) if len(text) > 3}
    lost: dict[str, list[str]] = {}
    for entry in entries if said else ():
        known = set(texts_in(read(entry)))
        unknown = [one for one in _strings(entry.body) if one not in known and any(t in one for t in said)]
        lost |= {entry.fact: unknown} if unknown else {}
    return lost


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)
    elif isinstance(value, str):
        yield value


def _printed(document: Document) -> Move:
    content = document.content or content_of(document)
    if document.wanted == "preview":
        return PreviewsRendered(documents=(Preview(document=document.id, content=content, preview=content),))
    number = f"〔2026〕{document.id}号" if document.rule.numbered else ""
    file = sha256(f"file {document.id}".encode())
    return DocumentsProduced(
        numbered=(Numbered(document=document.id, content=content, number=number, file=file, pages=1),)
    )


def play(story: Story, until: str = "") -> Play:
    """Play a story to its end, or up to (not with) the first step of this move."""
    played = Play()
    for step in _up_to(story.steps, until):
        played.do(step.at, step.by, step.move, **step.body)
    return played


def _up_to(steps: Iterable[Step], until: str) -> Iterable[Step]:
    for step in steps:
        if step.move == until:
            return
        yield step


def standard(until: str = "") -> Play:
    return play(load(EXAMPLES / "standard.json"), until)
