"""Numbers that a form gives by itself (编号): the next finding, evidence, basis. One may write another."""

import re

from desk.fields.source import Known

PREFIXES = {"findings": "F", "evidence": "E", "basis": "B"}
"""By the name of the group."""
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
