"""Intake (留存): what came while the engine could not take it, kept until it is handed in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import JsonValue


class IntakeState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    """The engine took it; what the case made of it stands in its journal."""
    REFUSED = "refused"


@dataclass(frozen=True)
class Arrived:
    """Something handed in while the engine could not take it."""

    id: int
    agency: str
    number: str
    what: str
    """The name of the signal."""
    key: str
    payload: dict[str, JsonValue]
    came_at: datetime
