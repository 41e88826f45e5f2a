"""The letterbox: a signal is handed in as the move it asks for, and answered. One path of judgement; nothing is dropped."""

from datetime import datetime
from typing import Protocol

from temporalio import activity

from activities.heartbeat import heartbeating
from domain.record import Record


class HandIn(Record):
    agency: str
    number: str
    signal: str
    id: str
    payload: str
    """The signal's body as it came, whatever it was."""
    came_at: datetime


class Answered(Record):
    accepted: bool
    sent: str = ""
    """The id that its sender gave it, where it could be read."""
    code: str = ""
    reason: str = ""


class LetterDesk(Protocol):
    async def hand_in(self, letter: HandIn) -> Answered:
        """Hand the letter in under its own id; a letter handed in twice gets the first answer."""


class Letterbox:
    def __init__(self, desk: LetterDesk) -> None:
        self._desk = desk

    @activity.defn(name="hand_in")
    async def hand_in(self, letter: HandIn) -> Answered:
        async with heartbeating():
            return await self._desk.hand_in(letter)
