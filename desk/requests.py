"""Requests (请求): a move as somebody asks for it, read strictly, and stamped with what a move itself never carries."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from desk.bodies import read_model
from desk.directory import Directory
from desk.errors import MOVE, Barred, Fault, NotHere, Unknown, UnknownFile
from desk.lane import Lane, is_large
from desk.limits import Limits
from desk.long_texts import Taken
from desk.ports import Files
from domain.bilingual import Words
from domain.canonical import canonical, sha256
from domain.case.people import Person, Role
from domain.law.errors import LawError
from domain.law.rulebook import Rulebook
from domain.procedure import MOVES, obstacles
from domain.procedure.language import Moment, Move
from domain.procedure.writing import written_alike
from domain.record import Names, named
from workflows.messages import Envelope


@dataclass(frozen=True)
class Asked:
    """A move as somebody asks for it."""

    actor: Person
    move: str
    body: dict[str, Any]
    key: str
    """Idempotency key as the caller gave it; unique for caller and case."""
    request: str = ""
    came_at: datetime | None = None
    expects: int | None = None
    """The position from which the caller has read; at another one nothing is made."""

    @cached_property
    def is_large(self) -> bool:
        return is_large(self.body)

    @cached_property
    def digest(self) -> str:
        return sha256(canonical({"move": self.move, "body": self.body}))

    @property
    def scoped_key(self) -> str:
        return f"{self.actor.id}:{self.key}"

    @property
    def update_id(self) -> str:
        """The engine answers a repeated update id without looking at the body, so the body is part of it."""
        return f"{self.scoped_key}:{self.digest[:16]}"


INVENTED = Fault(
    "profile",
    Words(
        "这个程序规定的律师确认意见是虚构的，只供演示",
        "this profile rests on a lawyer's confirmations that nobody gave: it is for demonstrations",
    ),
    Words(
        "请在 profile 中去掉演示层（+demo），律师的意见写入本机关自己的程序规定（docs/profile.md）",
        "leave the layer `+demo` out of `profile`, and write what a lawyer said into your own (docs/profile.md)",
    ),
)
MayName = Callable[[Person, str], bool]
"""Whether a person may name a file of the document store in a case."""


class Requests:
    """Reads what is asked for, and stamps it with persons and rules as the installation has them now."""

    def __init__(
        self,
        directory: Directory,
        files: Files,
        rules: Callable[[str], Rulebook],
        may_name: MayName,
        limits: Limits,
        lane: Lane,
    ) -> None:
        self.directory = directory
        self._limits = limits
        self._files = files
        self._rules = rules
        self._may_name = may_name
        self.lane = lane

    async def read(self, asked: Asked) -> Move:
        """Return the move, as `understood` does; a large one has its turn in the lane."""
        return await self.lane.run(partial(self.understood, asked), large=asked.is_large)

    def understood(self, asked: Asked) -> Move:
        """Return the move, all of whose files are there and this person's to name.

        A case gives its readers the files that it names: so who guesses a hash gets the answer of one that is not there.

        Raises:
            Unknown: There is no such move.
            Malformed: A field is unknown or wrong, longer than it may be, or not to be printed.
            UnknownFile: A file was not uploaded before, or is not this person's to read.
        """
        kind = MOVES.get(asked.move)
        if kind is None:
            raise Unknown(MOVE)
        move = read_model(kind, asked.body, asked.move)
        self._limits.check(move)
        move = written_alike(move)
        wanted = dict.fromkeys(named(move, Names.FILE))
        missing = [f for f in wanted if not (self._files.has(f) and self._may_name(asked.actor, f))]
        if missing:
            raise UnknownFile(missing)
        return move

    async def keep(self, taken: Taken) -> None:
        """Put the texts of a move into the store, before it is sent; one that lies there already stays as it is."""
        if taken.texts:
            await asyncio.to_thread(self.keep_texts, taken.texts)

    def keep_texts(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._files.put(text.encode())

    def envelope(
        self, asked: Asked, move: Move, persons: Iterable[str] = (), rulebook: Rulebook | None = None
    ) -> Envelope:
        """Stamp a move with who is named in it and with these persons of the case, as the directory has them now.

        `rulebook` are new rules that come with it. With what a head has to confirm come the heads, who are told of it.
        """
        wanted = (*named(move, Names.PERSON), *persons, *self._heads(asked, move))
        people = {i: p for i in wanted if (p := self.directory.person(i))}
        return Envelope(
            actor=asked.actor,
            people=tuple(people.values()),
            agency=self.directory.agency(asked.actor.agency) if move.issues_own else None,
            key=asked.scoped_key,
            digest=asked.digest,
            request=asked.request,
            came_at=asked.came_at,
            expects=asked.expects,
            rulebook=rulebook.sha256 if rulebook else "",
        )

    def _heads(self, asked: Asked, move: Move) -> Iterator[str]:
        if move.with_role is Role.HEAD and not move.together_with:
            yield from (person.id for person in self.directory.holding(Role.HEAD, asked.actor.agency))

    def rules(self, profile: str) -> Rulebook:
        """Return the rules that this installation has for a profile now.

        Raises:
            NotHere: There is no such profile, or it rests on confirmations that nobody gave, and the persons are real.
        """
        try:
            rules = self._rules(profile)
        except LawError as error:
            raise NotHere(Fault("profile", error.why, error.cure)) from error
        if rules.rests_on_invention and not self.directory.demo:
            raise NotHere(INVENTED)
        return rules


def judge(now: Moment, move: Move) -> None:
    """Judge a move before it is sent, or instead of sending it.

    Raises:
        Barred: Something stands in its way.
    """
    if found := obstacles(now, move):
        raise Barred(*found)
