"""The letterbox: a signal is handed in as the move it asks for, and answered. One path of judgement; nothing is dropped."""

from datetime import datetime
from typing import Protocol

from temporalio import activity

from activities.beating import beating
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
    code: str = ""
    reason: str = ""


class Office(Protocol):
    async def hand_in(self, letter: HandIn) -> Answered:
        """Hand the letter in under its own id; a letter handed in twice gets the first answer."""


class Letterbox:
    def __init__(self, office: Office) -> None:
        self._office = office

    @activity.defn(name="hand_in")
    async def hand_in(self, letter: HandIn) -> Answered:
        async with beating():
            return await self._office.hand_in(letter)
