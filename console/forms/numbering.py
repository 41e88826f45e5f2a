"""Numbers that a form gives by itself or proposes (编号): the next finding, evidence, basis, case. One may write another."""

import re
from collections.abc import Sequence

from desk.fields.source import Known

PREFIXES = {"findings": "F", "evidence": "E", "basis": "B"}
"""By the name of the group."""
_SERIAL = re.compile(r"(.*?)([0-9]{1,9})")
_ID = re.compile(r"[A-Z]([1-9][0-9]{0,5})")


def next_id(known: Known, name: str) -> str | None:
    """Return the next id for a field such as `findings.2.id` or `evidence.id`; nothing where it is numbered otherwise."""
    group, *place, _ = name.split(".")
    prefix = PREFIXES.get(group)
    if prefix is None:
        return None
    there = [str(one.get("id", "")) for one in known.listed(group)]
    if known.case.opened:
        there += [one.id for one in getattr(known.case.papers, group)]
    taken = [int(found[1]) for one in there if one.startswith(prefix) and (found := _ID.fullmatch(one))]
    # Several that are new at once are numbered one after the other.
    before = sum(not one for one in there[: int(place[0])]) if place else 0
    return f"{prefix}{max(taken, default=0) + 1 + before}"


def highest(numbers: Sequence[str]) -> str:
    """Return the highest of the numbers that are written like the first, which is the newest; nothing without one.

    >>> highest(["2026-0011", "2026-0012", "2025-0199", "A-B"]), highest([])
    ('2026-0012', '')
    """
    found = [_SERIAL.fullmatch(number) for number in numbers]
    if not found or found[0] is None:
        return numbers[0] if numbers else ""
    alike = [one for one in found if one and one[1] == found[0][1]]
    return max(alike, key=lambda one: int(one[2]))[0]


def number_after(newest: str) -> str:
    """Return the case number that follows, in the same width; nothing where it does not end in a serial number.

    >>> number_after("2026-0012"), number_after("2026-9"), number_after("A-B")
    ('2026-0013', '2026-10', '')
    """
    found = _SERIAL.fullmatch(newest)
    return f"{found[1]}{int(found[2]) + 1:0{len(found[2])}d}" if found else ""
