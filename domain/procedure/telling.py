"""What the world is told of a move: reports to the supervision platform, messages to persons, work that waits."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from domain.case.case import Case
from domain.case.journal import Entry
from domain.case.people import Role
from domain.procedure.deadlines import Deadline, State
from domain.procedure.language import Fact, civil
from domain.record import Record


class Report(Record):
    """One report to the supervision platform. It carries numbers and dates, no names and no statements."""

    seq: int
    """The fact in whose transaction it is written."""
    position: int
    kind: str
    """deadline_set, deadline_met, deadline_shifted, deadline_overdue, filing."""
    body: dict[str, Any]


class Message(Record):
    """One message to one person."""

    seq: int
    position: int
    person: str
    subject: str
    text: str


FILINGS = {
    "InterviewReportFiled": "filed",
    "FilingAcknowledged": "filing_acknowledged",
    "DecisionFiled": "decision_filed",
    "DecisionFilingAcknowledged": "decision_filing_acknowledged",
}


def reports(
    before: Sequence[Deadline], after: Sequence[Deadline], case: Case, entries: Sequence[Entry]
) -> Iterator[Report]:
    """Yield what one step of the case means for the supervision platform."""
    last = entries[-1].seq
    found: list[tuple[str, dict[str, Any]]] = []
    for entry in entries:
        if entry.fact in FILINGS:
            found.append(("filing", {"what": FILINGS[entry.fact], "on": civil(entry.at).isoformat()}))
        elif entry.fact == "TermEnded" and entry.body.get("overdue"):
            found.append(("deadline_overdue", dict(entry.body["told"])))
    found.extend(_moved(before, after))
    for position, (kind, body) in enumerate(found):
        yield Report(
            seq=last,
            position=position,
            kind=kind,
            body={"agency": case.identity.agency.code, "number": case.identity.number, **body},
        )


def _moved(before: Sequence[Deadline], after: Sequence[Deadline]) -> Iterator[tuple[str, dict[str, Any]]]:
    known = dict(_counted(before))
    for key, deadline in _counted(after):
        old = known.get(key)
        if old is None:
            yield "deadline_set", _body(deadline)
            if deadline.state in (State.MET, State.MET_LATE):
                yield "deadline_met", _body(deadline)
            continue
        days = (deadline.last_day, deadline.earliest, deadline.latest)
        if old.ended_on is None and days != (old.last_day, old.earliest, old.latest):
            yield "deadline_shifted", _body(deadline)
        if deadline.ended_on and old.ended_on is None:
            yield "deadline_met", _body(deadline)


def _counted(deadlines: Sequence[Deadline]) -> Iterator[tuple[tuple[object, ...], Deadline]]:
    """Name each deadline; two of one term may start on one day (a review returned and answered within it)."""
    seen: Counter[tuple[object, ...]] = Counter()
    for deadline in deadlines:
        key = (deadline.term, deadline.party, deadline.start)
        seen[key] += 1
        yield (*key, seen[key]), deadline


def _body(deadline: Deadline) -> dict[str, Any]:
    return deadline.model_dump(
        mode="json",
        include={"term", "party", "start", "last_day", "earliest", "latest", "ended_on", "state"},
        exclude_none=True,
    )


def messages(case: Case, entries: Sequence[Entry], facts: dict[str, type[Fact]]) -> Iterator[Message]:
    """Yield a message to each person of the case whom a fact concerns, but not to its author."""
    told: set[tuple[str, str]] = set()
    for entry in entries:
        for position, person in enumerate(_addressees(case, entry, facts[entry.fact])):
            if person == entry.by or (person, entry.move) in told:
                continue
            told.add((person, entry.move))
            title = _title(entry.move)
            yield Message(
                seq=entry.seq,
                position=position,
                person=person,
                subject=f"〔听述〕案件 {case.identity.number}：{title}",
                text=f"案件 {case.identity.number} 于 {civil(entry.at)} 有新进展：{title}。请登录系统查看。",
            )


def _title(move: str) -> str:
    from domain.procedure import title_of  # the registry imports the chapters

    return title_of(move)


def _addressees(case: Case, entry: Entry, kind: type[Fact]) -> Iterator[str]:
    if Role.OFFICER in kind.tells:
        yield from (p.id for p in case.people.officers if p.email)
    if Role.REVIEWER in kind.tells and case.review.reviewer and case.review.reviewer.email:
        yield case.review.reviewer.id
    if kind.persons is not Fact.persons:
        yield from kind.model_validate(entry.body).persons


class Waiting(Record):
    """Work that waits for somebody."""

    move: str
    title: str
    role: Role
    person: str = ""
    """The person for whom it waits, where it is one."""
    party: int | None = None
    since: date
    until: date | None = None
