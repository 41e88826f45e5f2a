"""Sign-ins (登录) at the screen: who sits before it, and the forms that this person has begun and not sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

IDLE = timedelta(minutes=60)
"""After so long without a page a person is asked who is there."""
LONGEST = timedelta(hours=12)
"""A working day: after it everybody signs in anew."""


@dataclass(frozen=True)
class SignIn:
    """One person before one browser."""

    token_sha256: str
    """Hash of what the browser holds: who reads the register can sign in as nobody."""
    person: str
    secret: str
    """Stands behind the tokens of this sign-in's forms, so that no other page can send one."""
    began_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None
    """When the person signed out."""

    def is_over(self, at: datetime) -> bool:
        """Whether the person has to sign in again."""
        return self.ended_at is not None or at - self.seen_at > IDLE or at - self.began_at > LONGEST


@dataclass(frozen=True)
class FormDraft:
    """A form that somebody has begun (草稿): one a person, case, move and party; it is no part of the case."""

    person: str
    agency: str
    """Empty, like the number, where no case is open yet."""
    number: str
    move: str
    party: int
    """0 where the form is none party's."""
    body: dict[str, Any]
    """What was typed, as it was typed."""
    names: dict[str, str]
    """Of each uploaded file its name, by the SHA-256."""
    key: str
    """The idempotency key under which the move is made, however often it is sent."""
    position: int
    """Where the case stood when the form was begun."""
    saved_at: datetime
