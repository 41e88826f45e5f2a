"""Signals from office systems that cannot wait: handed to the case, or kept until the engine is back. None is dropped."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from desk.bodies import read_model
from desk.desk import Desk
from desk.errors import SIGNAL, Barred, DeskError, Fault, Malformed, Unavailable, Unknown
from desk.lane import is_large
from desk.letters import SIGNALS, Letter, OfficeSignal, key_of_signal
from desk.ports import IntakeBook, Journals, Positions
from desk.rights import may_approach
from domain.bilingual import Titled, Words
from domain.canonical import canonical
from domain.case.intake import IntakeState
from domain.case.journal import Entry
from domain.case.people import Person, Role
from domain.case.readers import Reader
from domain.procedure.chapters.troubles import LONGEST_LETTER, SignalRefused
from domain.procedure.language import Refusal, Sort
from domain.record import Record

EVERY = 5.0
"""Seconds between two looks at what is kept."""
PATIENCE = 2.0
"""Seconds that a sender who cannot wait is kept waiting for the engine."""
SENDERS = frozenset({Role.REVIEWER, Role.SYSTEM})
NOT_FOR_HIM = Refusal(
    "RoleRequired",
    None,
    Words("不能替该审核人员发送信号", "this person may not signal for that reviewer"),
    Words(
        "请由 reviewer 所填的审核人员本人，或者本机关的业务系统发送",
        "let the person named in `reviewer` send it, or the agency's own system",
    ),
    Sort.PERSON,
)
LETTER_TOO_LONG = Fault(
    "body",
    Words(
        f"信号的内容超过 {LONGEST_LETTER} 字节",
        f"the body of a signal is over {LONGEST_LETTER} bytes",
    ),
    Words(
        "请缩短 reason、objections 等文字，或者改用 POST …/moves/give_opinion 提交",
        "shorten its texts (`reason`, `objections`), or give the opinion by POST …/moves/give_opinion",
    ),
)


class SignalState(Titled):
    """What became of a signal."""

    WAITING = "waiting", "待处理", "waiting"
    ACCEPTED = "accepted", "已接受", "accepted"
    REFUSED = "refused", "已拒绝", "refused"


class SignalAnswer(Record):
    """The answer to a signal, once there is one."""

    signal: str
    """Its id, as it was sent or returned."""
    state: SignalState
    position: int | None = None
    """Of the entry in the journal that has the answer."""
    code: str = ""
    reason: str = ""


class Intake:
    def __init__(
        self,
        desk: Desk,
        book: IntakeBook,
        positions: Positions,
        journals: Journals,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._desk = desk
        self._journals = journals
        self._book = book
        self._positions = positions
        self._now = now

    async def signal(
        self, by: Person, agency: str, number: str, name: str, body: dict[str, Any], key: str
    ) -> bool:
        """Take a signal in; say whether the case has it already (else it is kept until the engine is back).

        Raises:
            Unknown: No such case, or not this person's to know of.
            Malformed: A field is unknown or wrong.
            Barred: The person may not speak for that reviewer.
        """
        self.approach(by, agency, number)
        signal = await self._read(agency, number, name, body)
        _may_send(by, agency, signal)
        came_at = self._now()
        letter = Letter(**signal.model_dump() | {"id": signal.id or key, "came_at": came_at.isoformat()})
        payload = letter.model_dump(mode="json")
        if len(canonical(payload)) > LONGEST_LETTER:
            raise Malformed(LETTER_TOO_LONG)
        try:
            await asyncio.wait_for(self._desk.signal(agency, number, name, payload), PATIENCE)
        except (Unavailable, TimeoutError):
            # It may have got there all the same: a signal handed in twice gets the first answer.
            await asyncio.to_thread(self._keep, by, agency, number, name, key, payload, came_at)
            return False
        return True

    def approach(self, by: Person, agency: str, number: str) -> None:
        """Say who may not even try to signal, before a body is read; nothing is looked up for it.

        Raises:
            Unknown: Such a case may not be known to the person, whether there is one or not.
            Barred: The person is neither a reviewer nor a system of an agency.
        """
        if not may_approach(by, agency, number):
            raise Unknown
        if not SENDERS & set(by.roles):
            raise Barred(NOT_FOR_HIM())

    def _signal(self, name: str, body: dict[str, Any]) -> OfficeSignal:
        signal = read_model(OfficeSignal, body, name)
        self._desk.limits.check(signal)
        return signal

    async def _read(self, agency: str, number: str, name: str, body: dict[str, Any]) -> OfficeSignal:
        """Read the signal; of a case that is not there no fault is told but that."""
        if name not in SIGNALS:
            raise Unknown
        try:
            return await self._desk.lane.run(partial(self._signal, name, body), large=is_large(body))
        except Malformed:
            if not await self._desk.exists(agency, number):
                raise Unknown from None
            raise

    async def became(self, by: Person, agency: str, number: str, sent: str) -> SignalAnswer:
        """Say what became of the signal that its sender named so.

        Raises:
            Unknown: No such case or signal, or not this person's to know of.
        """
        signals = bool(SENDERS & set(by.roles))
        if not may_approach(by, agency, number) or not (signals or agency in Reader.of(by).agencies):
            raise Unknown(SIGNAL)
        entries = await asyncio.to_thread(self._journals.entries, agency, number)
        if answer := _answer_in(entries, sent):
            return answer
        kept = await asyncio.to_thread(self._book.waiting)
        if any((k.agency, k.number, k.payload.get("id")) == (agency, number, sent) for k in kept):
            return SignalAnswer(signal=sent, state=SignalState.WAITING)
        if entries and sent in await self._desk.query(agency, number, "signals"):
            return SignalAnswer(signal=sent, state=SignalState.WAITING)
        raise Unknown(SIGNAL)

    def _keep(
        self, by: Person, agency: str, number: str, name: str, key: str, payload: Any, came_at: datetime
    ) -> None:
        if not self._positions.position(agency, number):
            raise Unknown
        self._book.arrived(agency, number, name, f"{agency}/{number}/{by.id}:{key}", payload, came_at)

    async def hand_in(self) -> int:
        """Hand in what is kept, in the order in which it came; return how many the engine took."""
        taken = 0
        for letter in await asyncio.to_thread(self._book.waiting):
            try:
                await self._desk.signal(letter.agency, letter.number, letter.what, letter.payload)
            except Unavailable:
                return taken
            except DeskError as error:
                await self._settle(letter.id, IntakeState.REFUSED, error.code)
            else:
                taken += 1
                await self._settle(letter.id, IntakeState.ACCEPTED, "")
        return taken

    async def _settle(self, letter: int, state: IntakeState, answer: str) -> None:
        await asyncio.to_thread(self._book.settled, letter, state, answer, self._now())

    async def run(self, failed: Callable[[Exception], None] = lambda error: None) -> None:
        """Look after what is kept, for as long as the process lives."""
        while True:
            try:
                await self.hand_in()
            except Exception as error:
                failed(error)
            await asyncio.sleep(EVERY)


def _answer_in(entries: Sequence[Entry], sent: str) -> SignalAnswer | None:
    key = key_of_signal(sent)
    for entry in reversed(entries):
        if entry.key.partition(":")[2] == key:
            return SignalAnswer(signal=sent, state=SignalState.ACCEPTED, position=entry.seq)
        if entry.fact == SignalRefused.__name__ and entry.body["id"] == sent:
            return SignalAnswer(
                signal=sent,
                state=SignalState.REFUSED,
                position=entry.seq,
                code=entry.body["code"],
                reason=entry.body["reason"],
            )
    return None


def _may_send(by: Person, agency: str, signal: OfficeSignal) -> None:
    own = Role.REVIEWER in by.roles and by.id == signal.reviewer
    if not own and not (Role.SYSTEM in by.roles and by.agency == agency):
        raise Barred(NOT_FOR_HIM())
