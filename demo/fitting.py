"""Examples fitted to the case at hand: the steps of the shortest case (`examples/first.json`) with today's days.

For those who learn on an installation of their own. A step keeps its distance in days from the day on which it is made, so
that a draft for today is as far from its investigation as the example's, and an act of today is dated today.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from demo.story import Step, Story, load
from domain.procedure.language import civil
from installation.examples import EXAMPLES

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=T|$)")


class NoExample(LookupError):
    """The shortest case does not make this move, or not so often."""


def first() -> Story:
    """Return the shortest case: every move that the law demands, each once where once is enough."""
    return load(EXAMPLES / "first.json")


def draft(today: date, number: str) -> dict[str, Any]:
    """Return the example of a draft decision, as if its investigation had just ended."""
    opening = first().opening
    return {**moved(opening.body, today - civil(opening.at)), "number": number}


def example(move: str, made: Sequence[str], today: date) -> dict[str, Any]:
    """Return the body with which the shortest case makes a move after it was made so often.

    Args:
        move: The move.
        made: The moves that the case has made by now.
        today: The case's own day.

    Returns:
        The body, with references to what the case itself brings forth (`desk.references`).

    Raises:
        NoExample: The shortest case does not go that way.
    """
    step = _step(move, made.count(move))
    body: dict[str, Any] = moved(step.body, today - civil(step.at))
    return body


def credit_code(name: str) -> str:
    """An invented credit code that passes both of its checks (GB 32100-2015, GB 11714)."""
    inner = f"MA{name:0>6}"
    values = [int(sign, 36) for sign in inner]
    check = -sum(v * w for v, w in zip(values, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    front = f"91321102{inner}{'X' if check == 10 else check}"
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(alphabet.index(sign) * pow(3, place, 31) for place, sign in enumerate(front))
    return front + alphabet[-total % 31]


def _step(move: str, before: int) -> Step:
    same = [step for step in first().steps if step.move == move]
    if before >= len(same):
        raise NoExample(move)
    return same[before]


def days_in(body: Any) -> list[date]:
    """Return every day in a body, and the day of every instant."""
    if isinstance(body, dict | list):
        return [
            day for inner in (body.values() if isinstance(body, dict) else body) for day in days_in(inner)
        ]
    found = _DAY.match(body) if isinstance(body, str) else None
    return [date.fromisoformat(found[0])] if found else []


def moved(body: Any, by: timedelta) -> Any:
    """Move every day and instant in a body by so many days."""
    if isinstance(body, dict):
        return {key: moved(value, by) for key, value in body.items()}
    if isinstance(body, list):
        return [moved(value, by) for value in body]
    if isinstance(body, str) and (found := _DAY.match(body)):
        return (date.fromisoformat(found[0]) + by).isoformat() + body[found.end() :]
    return body
