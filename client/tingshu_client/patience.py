"""When a request is sent again. It does no harm: reads change nothing, and a write keeps its key, so that it is done once."""

import time
from dataclasses import dataclass
from typing import Any

import httpx

from tingshu_client.calls import Call
from tingshu_client.problems import Away, problem_of

ON_THE_WAY = frozenset({502, 504})
"""A proxy's own: what stands behind it is away, or took too long."""
TOO_SLOW = 408
AWAY = 503

Outcome = httpx.Response | httpx.TransportError


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a call may take with all its attempts, and how far they lie apart; all in seconds."""

    seconds: float = 60.0
    first_pause: float = 0.25
    longest_pause: float = 8.0


class Attempts:
    """The attempts of one call: whoever sends them asks after each what comes next."""

    def __init__(self, call: Call[Any], patience: Patience) -> None:
        self._call, self._patience = call, patience
        self._until = time.monotonic() + patience.seconds
        self._pause = patience.first_pause

    def pause_after(self, outcome: Outcome) -> float | None:
        """Return the seconds until the next attempt; nothing where the answer is there.

        Raises:
            Problem: It was refused, and no other attempt would help.
            Away: The patience is at its end.
        """
        if isinstance(outcome, httpx.Response):
            if outcome.is_success:
                return None
            if not _passes(outcome):
                raise problem_of(outcome)
        pause, self._pause = self._pause, min(self._pause * 2, self._patience.longest_pause)
        pause = max(pause, _asked_for(outcome))
        if time.monotonic() + pause > self._until:
            raise Away(str(self._call), self._call.key, self._patience.seconds) from _cause(outcome)
        return pause


def _passes(answer: httpx.Response) -> bool:
    """Whether it may be otherwise in a moment: a 503 that says when; one that does not is an operator's work."""
    status = answer.status_code
    return status in ON_THE_WAY or status == TOO_SLOW or (status == AWAY and "Retry-After" in answer.headers)


def _asked_for(outcome: Outcome) -> float:
    """The seconds that the installation asks for; a date, as a proxy may write it, is left to our own pauses."""
    if isinstance(outcome, httpx.TransportError):
        return 0.0
    said = outcome.headers.get("Retry-After", "")
    return float(said) if said.isdecimal() else 0.0


def _cause(outcome: Outcome) -> Exception:
    return problem_of(outcome) if isinstance(outcome, httpx.Response) else outcome
