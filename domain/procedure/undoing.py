"""Undoing (失效): each kind of act of a party taken out of its place, so that whoever reads there finds only what stands."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from domain.case.annulling import ActKind
from domain.case.parties import Party
from domain.case.service import Announcement, Mode

T = TypeVar("T")


def without(party: Party, kind: ActKind, which: str, *, fell: bool) -> Party:
    """Return the party as if this act had not been; `fell` says that it fell with another, and what was said in it stays."""
    if kind in _SESSIONS:
        return _without_session(party, _SESSIONS[kind], fell=fell)
    return _WITHOUT[kind](party, which)


_SESSIONS: Mapping[ActKind, str] = {
    ActKind.INTERVIEW: "outcome",
    ActKind.NO_SHOW: "outcome",
    ActKind.HEARING: "hearing",
    ActKind.HEARING_END: "hearing_end",
    ActKind.HEARING_REPORT: "hearing_report",
}


def _without_session(party: Party, field: str, *, fell: bool) -> Party:
    last = party.notices[-1]
    said = getattr(getattr(last, field), "points", ())
    kept = (*last.kept_points, *said) if fell else last.kept_points
    return party.with_last_notices(**{field: None}, kept_points=kept)


def _without_service(party: Party, which: str) -> Party:
    """An announcement that this service had made needless goes on; one that made it falls by itself."""
    gone = next(s for s in party.services if int(which) in s.documents)
    services = tuple(s for s in party.services if s is not gone)

    def goes_on(item: Announcement) -> bool:
        ended = gone.mode is not Mode.ANNOUNCEMENT and item.completed_on == gone.served_on
        return ended and bool(set(item.documents) & set(gone.documents))

    announcements = tuple(
        a.model_copy(update={"completed_on": None}) if goes_on(a) else a for a in party.announcements
    )
    return party.model_copy(update={"services": services, "announcements": announcements})


def _without_announcement(party: Party, which: str) -> Party:
    left = tuple(a for a in party.announcements if a.notice != int(which))
    return party.model_copy(update={"announcements": left})


def _without_waiver(party: Party, which: str) -> Party:
    return party.with_last_notices(waivers=_but(party.notices[-1].waivers, which))


def _without_hearing_request(party: Party, which: str) -> Party:
    """A hearing that was notified because of it is off."""
    last = party.notices[-1]
    gone = last.hearing_requests[int(which) - 1]
    plan = last.hearing_plan if gone is last.hearing_request else None
    return party.with_last_notices(
        hearing_requests=_but(last.hearing_requests, which),
        hearing_plan=None if plan else last.hearing_plan,
        cancelled_hearings=(*last.cancelled_hearings, plan) if plan else last.cancelled_hearings,
    )


def _without_statement(party: Party, which: str) -> Party:
    left = tuple(s for s in party.statements if s.id != which)
    return party.model_copy(update={"statements": left})


def _without_recheck(party: Party, which: str) -> Party:
    """What is intended is what the re-check before it left, or what was notified."""
    left = _but(party.notices[-1].rechecks, which)
    proposal = left[-1].proposal if left else party.notices[-1].notified
    return party.with_last_notices(rechecks=left).model_copy(update={"proposal": proposal})


def _without_publication(party: Party, which: str) -> Party:
    return party.model_copy(update={"published_on": None})


def _without_payment(party: Party, which: str) -> Party:
    return party.model_copy(update={"payments": _but(party.payments, which)})


def _without_refund(party: Party, which: str) -> Party:
    return party.with_recovery(refunds=_but(party.recovery.refunds, which))


def _without_demand(party: Party, which: str) -> Party:
    left = tuple(d for d in party.recovery.demands if d.document != int(which))
    return party.with_recovery(demands=left)


def _but(items: tuple[T, ...], which: str) -> tuple[T, ...]:
    """All but the one in this place, counted from 1."""
    place = int(which)
    return (*items[: place - 1], *items[place:])


_WITHOUT: Mapping[ActKind, Callable[[Party, str], Party]] = {
    ActKind.SERVICE: _without_service,
    ActKind.ANNOUNCEMENT: _without_announcement,
    ActKind.WAIVER: _without_waiver,
    ActKind.HEARING_REQUEST: _without_hearing_request,
    ActKind.STATEMENT: _without_statement,
    ActKind.RECHECK: _without_recheck,
    ActKind.PUBLICATION: _without_publication,
    ActKind.PAYMENT: _without_payment,
    ActKind.REFUND: _without_refund,
    ActKind.DEMAND: _without_demand,
}
