"""How the installation is (运行情况): whether it is ready, what waits, what is wrong, and so whether it is degraded."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol, TypeVar

from desk.errors import Barred
from domain.bilingual import Words
from domain.case.keeping import RegisterBusy
from domain.case.people import Person, Role
from domain.case.readers import Reader
from domain.case.system_work import Found, Level, SystemWork, Trouble
from domain.procedure.language import Refusal, Sort

PATIENCE = 2.0
"""Seconds that one part is waited for."""
SHOWN = 200
"""Open troubles that are shown one by one; the reasons count all."""
MAY_NOT_LOOK = Refusal(
    "RoleRequired",
    None,
    Words(
        "只有系统运维和执法监督机构可以查看运行情况",
        "only an operator or a supervisor sees how the system is",
    ),
    Words("请由系统运维（operator）或者执法监督机构（supervisor）查看", "ask an operator or a supervisor"),
    Sort.PERSON,
)

T = TypeVar("T")


class OutboxState(Protocol):
    """What waits for one receiver."""

    @property
    def receiver(self) -> str: ...
    @property
    def waiting(self) -> int: ...
    @property
    def stuck(self) -> int: ...
    @property
    def oldest(self) -> datetime: ...


class Counts(Protocol):
    """What the register counts."""

    @property
    def cases(self) -> int: ...
    @property
    def open_cases(self) -> int: ...
    @property
    def letters(self) -> int:
        """Letters kept until the engine is back."""

    @property
    def oldest_letter(self) -> datetime | None: ...
    @property
    def outbox(self) -> Sequence[OutboxState]: ...


class OperationsBook(Protocol):
    """What the register says of itself."""

    def answers(self) -> None: ...
    def schema(self) -> Found | None:
        """Return what is wrong with the schema."""

    def counts(self) -> Counts: ...
    def open(self) -> Sequence[SystemWork]: ...


class EngineLook(Protocol):
    """What the engine says of itself, each within a moment or by an error."""

    async def answers(self) -> None: ...
    async def failing(self) -> Sequence[Found]:
        """Return cases whose workflow fails again and again now; the first of them, if they are many."""

    async def settings(self) -> Sequence[Found]:
        """Return settings that are not as they should be."""


@dataclass(frozen=True)
class Reason:
    """Why the installation is not as it should be."""

    trouble: Trouble
    count: int
    subject: str
    """The first that it is about."""
    detail: str


@dataclass(frozen=True)
class Readiness:
    """Whether moves can be taken."""

    parts: dict[str, bool]
    found: tuple[Found, ...] = ()

    @property
    def ready(self) -> bool:
        return all(self.parts.values())


@dataclass(frozen=True)
class State:
    """How the installation is."""

    at: datetime
    parts: dict[str, bool]
    reasons: tuple[Reason, ...]
    counts: Counts | None
    """Nothing while the register is away."""
    work: tuple[SystemWork, ...] = field(default=())
    open_work: int = 0
    """How many troubles are open."""

    @property
    def degraded(self) -> bool:
        """Whether something is wrong that cannot wait for the next working day."""
        return any(reason.trouble.level is Level.FAULT for reason in self.reasons)


class Operations:
    def __init__(self, book: OperationsBook, engine: EngineLook, now: Callable[[], datetime]) -> None:
        self._book = book
        self._engine = engine
        self._now = now

    async def ready(self) -> Readiness:
        """Say whether engine and register answer, with the right schema and settings."""
        engine, settings, (unread, schema) = await asyncio.gather(
            _succeeds(self._engine.answers()), _or(self._engine.settings(), ()), self._register()
        )
        found = [] if engine else [Found(Trouble.ENGINE_AWAY, "engine")]
        found += [*([unread] if unread else []), *([schema] if schema else []), *settings]
        register = unread is None
        parts = {"engine": engine, "register": register, "schema": register and schema is None}
        return Readiness(parts, tuple(found))

    async def state(self) -> State:
        """Say how the installation is, to whoever runs it."""
        ready = await self.ready()
        readable = ready.parts["schema"]
        failing, counts, noted = await asyncio.gather(
            _or(self._engine.failing(), None),
            _or(asyncio.to_thread(self._book.counts), None) if readable else _nothing(),
            _or(asyncio.to_thread(self._book.open), None) if readable else _nothing(),
        )
        live = _live(failing, counts)
        work = [one for one in noted or () if one.found.trouble not in live or live[one.found.trouble]]
        found = [*ready.found, *(one for kind in live.values() for one in kind)]
        found += [one.found for one in work if one.found.trouble not in live]
        return State(
            at=self._now(),
            parts=ready.parts,
            reasons=_reasons(found),
            counts=counts,
            work=tuple(work[:SHOWN]),
            open_work=len(work),
        )

    async def shown(self, by: Person) -> State:
        """Say how the installation is; a supervisor sees the troubles of the cases under it, and not the others.

        Raises:
            Barred: The person is neither operator nor supervisor.
        """
        if Role.OPERATOR in by.roles:
            return await self.state()
        if Role.SUPERVISOR not in by.roles:
            raise Barred(MAY_NOT_LOOK())
        state, agencies = await self.state(), Reader.of(by).agencies
        return replace(
            state,
            reasons=tuple(replace(reason, subject="", detail="") for reason in state.reasons),
            work=tuple(work for work in state.work if work.found.agency in agencies),
        )

    async def _register(self) -> tuple[Found | None, Found | None]:
        """Return why the register cannot be read, and what is wrong with its schema."""
        try:
            await asyncio.wait_for(asyncio.to_thread(self._book.answers), PATIENCE)
        except Exception as error:  # whatever goes wrong is the answer: it cannot be read
            return unreadable(error), None
        return None, await _or(asyncio.to_thread(self._book.schema), None)


def _live(failing: Sequence[Found] | None, counts: Counts | None) -> dict[Trouble, Sequence[Found]]:
    """Return what is known of this very instant by kind: the last check may have seen more, or less."""
    live = dict[Trouble, Sequence[Found]]()
    if failing is not None:
        live[Trouble.TASK_FAILING] = failing
    if counts is not None:
        stuck = (box for box in counts.outbox if box.stuck)
        live[Trouble.OUTBOX_STUCK] = [Found(Trouble.OUTBOX_STUCK, b.receiver, f"× {b.stuck}") for b in stuck]
    return live


def _reasons(found: Iterable[Found]) -> tuple[Reason, ...]:
    """One reason a kind, however many it is about; what is told twice is one."""
    once = {(one.trouble, one.subject): one for one in found}
    counts, first = Counter(trouble for trouble, _ in once), dict[Trouble, Found]()
    for one in once.values():
        first.setdefault(one.trouble, one)
    return tuple(
        Reason(trouble, counts[trouble], first[trouble].subject, first[trouble].detail)
        for trouble in Trouble
        if trouble in first
    )


def unreadable(error: Exception) -> Found:
    """Return what is wrong with a register that was asked in vain: it is there and busy, or nothing is known of it."""
    busy = isinstance(error, RegisterBusy)
    return Found(Trouble.REGISTER_BUSY if busy else Trouble.REGISTER_AWAY, "register")


async def _succeeds(asked: Awaitable[None]) -> bool:
    try:
        await asyncio.wait_for(asked, PATIENCE)
    except Exception:  # whatever goes wrong is the answer: it is not well
        return False
    return True


async def _or(asked: Awaitable[T], otherwise: T) -> T:
    """Return what is answered; where a part does not answer, that is said elsewhere."""
    try:
        return await asyncio.wait_for(asked, PATIENCE)
    except Exception:
        return otherwise


async def _nothing() -> None:
    return None
