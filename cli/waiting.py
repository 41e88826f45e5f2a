"""For whom a case waits, told on a terminal, and how to look as that person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cli import showing
from cli.called import called
from cli.reading import Desk
from desk.outlook import Awaited, Outlook, outlook
from domain.procedure.clocks.deadlines import Deadline
from domain.procedure.language import civil
from domain.procedure.work import Waiting

FEW = 3
"""Persons of a role who are named, and clocks that are told of."""


async def asked(desk: Desk, agency: str, number: str, at: str) -> Outlook:
    """Ask what waits in a case at an instant.

    Raises:
        Unknown: No such case, or not this person's.
    """
    case = await desk.reading.folded(desk.by, agency, number)
    return outlook(case, desk.directory, civil(datetime.fromisoformat(at)))


def tell(found: Outlook, agency: str, number: str) -> None:
    """Say for whom a case waits, and for what; where it is nobody, for which clocks."""
    by_whom: dict[str, list[Awaited]] = {}
    for one in found.awaited:
        by_whom.setdefault(who(one), []).append(one)
    for whom, awaited in by_whom.items():
        showing.line(f"  {whom}")
        for one in awaited:
            showing.line(f"    {said(one.work)}")
        if found.by_id and awaited[0].persons:
            showing.line(f"    → {called()} case next {agency} {number} --as {awaited[0].persons[0].id}")
    if found.being_made:
        showing.line(
            f"  文书制作中 {found.being_made} 件，稍候即成 · documents are being made, in a moment they are there"
            f"\n    → {called()} case documents {agency} {number}"
        )
    elif not found.awaited:
        _tell_running(found.running)


def who(one: Awaited) -> str:
    """Name who may do it: the persons where they are few, else the first of them."""
    names = "、".join(f"{person.name} {person.id}" for person in one.persons[:FEW])
    more = f" 等{len(one.persons)}人" if len(one.persons) > FEW else ""
    return f"{names}{more}（{one.work.role.zh}）" if names else one.work.role.zh


def said(work: Waiting) -> str:
    """Say what waits, since when and until when."""
    party = f"  当事人 {work.party}" if work.party is not None else ""
    until = f" 至 {work.until}" if work.until else ""
    return f"{work.title} {work.move}{party}  自 {work.since}{until}"


def _tell_running(running: Sequence[Deadline]) -> None:
    if not running:
        showing.line(showing.NOTHING)
    for deadline in running[:FEW]:
        party = f"  当事人 {deadline.party}" if deadline.party is not None else ""
        showing.line(f"  期限 {deadline.title} {deadline.term}{party}：至 {deadline.last_day}")


def as_items(found: Outlook) -> list[dict[str, Any]]:
    """The same for programs."""
    return [
        {
            **one.work.model_dump(mode="json", include={"move", "title", "role", "party", "since", "until"}),
            "persons": [{"id": person.id, "name": person.name} for person in one.persons],
        }
        for one in found.awaited
    ]
