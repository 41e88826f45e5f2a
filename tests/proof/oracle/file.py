"""A journal as a file (案卷) that somebody reads who knows the law and not this procedure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.case.journal import Entry
from domain.case.people import Person

Body = dict[str, Any]
ONE_DAY = timedelta(days=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOBODY = Person(id="")


@dataclass(frozen=True)
class Wrong:
    """One act that the law does not allow."""

    finding: str
    """Under which it stands in the list of findings."""
    article: str
    why: str


@dataclass(frozen=True)
class Said:
    """One fact of the journal, its body as JSON."""

    place: int
    on: date
    by: str
    move: str
    fact: str
    body: Body


def _said(entries: Sequence[Entry]) -> Iterator[Said]:
    """Yield the facts; what a second person confirmed was done by whoever had proposed it."""
    proposed_by = ""
    for place, entry in enumerate(entries):
        by = proposed_by if entry.move == "confirm" and entry.fact != "Confirmed" else entry.by
        if entry.fact == "Confirmed":
            proposed_by = entry.body["proposed_by"]
        yield Said(place, _civil(entry.at), by, entry.move, entry.fact, entry.body)


def _civil(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()


@dataclass(frozen=True)
class Terms:
    """The terms for which a decision waits, in working days, and which days those are not."""

    statement: int
    hearing_request: int
    rest: Callable[[date], bool]
    new_evidence: int = 5
    hearing_notice: int = 7
    filing: int = 5
    lift_objection: int = 3

    def last_day(self, start: date, length: int) -> date:
        day = start
        while length:
            day += ONE_DAY
            length -= not self.rest(day)
        return day


def _days(month: int, first: int, last: int) -> Iterator[date]:
    return (date(2026, month, day) for day in range(first, last + 1))


OFF = {
    *_days(1, 1, 3),
    *_days(2, 15, 23),
    *_days(4, 4, 6),
    *_days(5, 1, 5),
    *_days(6, 19, 21),
    *_days(9, 25, 27),
    *_days(10, 1, 7),
}
WORKED = {date(2026, m, d) for m, d in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))}
"""国务院办公厅关于2026年部分节假日安排的通知, by hand."""

FIVE_WORKING_DAYS = Terms(
    statement=5,
    hearing_request=5,
    rest=lambda day: day in OFF or (day.weekday() > 4 and day not in WORKED),
)


@dataclass(frozen=True)
class CaseFile:
    """What was said in a case, up to some place, and whom the directory knows."""

    said: tuple[Said, ...]
    person: Callable[[str], Person | None] = lambda _: None
    terms: Terms = field(default=FIVE_WORKING_DAYS)

    @classmethod
    def of(cls, entries: Sequence[Entry], person: Callable[[str], Person | None], **more: Any) -> "CaseFile":
        return cls(tuple(_said(entries)), person, **more)

    def before(self, place: int) -> "CaseFile":
        return CaseFile(self.said[:place], self.person, self.terms)

    def all(self, fact: str, party: int | None = None, since: int = -1) -> list[Said]:
        return [
            s
            for s in self.said[since + 1 :]
            if s.fact == fact and (party is None or s.body["party"] == party)
        ]

    def last(self, fact: str, party: int | None = None, since: int = -1) -> Said | None:
        return next(iter(self.all(fact, party, since)[::-1]), None)

    # Who

    @property
    def parties(self) -> list[Body]:
        return self.all("PartiesNamed")[-1].body["parties"] if self.all("PartiesNamed") else []

    def party(self, number: int) -> Body:
        return self.parties[number - 1]

    @property
    def officers(self) -> set[str]:
        """Who is an officer of the case or was one."""
        return {o["id"] for s in self.all("OfficersNamed") for o in s.body["officers"]}

    def known(self, person: str) -> Person:
        return self.person(person) or NOBODY

    # What

    @property
    def papers(self) -> Body:
        laid = [s for s in self.said if s.fact in ("PapersLaid", "DraftAmended")]
        papers: Body = laid[-1].body["papers"]
        return papers

    @property
    def screening(self) -> Body:
        """As it stands, with what the head answered."""
        said: list[Body] = [
            s.body["screening"] for s in self.said if s.fact in ("Screened", "ScreeningAnswered")
        ]
        return said[-1]

    def due(self, what: str) -> bool:
        """Whether filing or discussion is due."""
        return bool(self.screening[what].get("answer") is not False)

    def may_be_heard(self, party: int) -> bool:
        return bool(self.screening["hearing"][str(party)].get("answer"))

    def told(self, party: int) -> Said | None:
        """The notices that were issued last, as they were prepared."""
        issued = self.last("NoticesIssued", party)
        return self.before(issued.place).last("NoticesPrepared", party) if issued else None

    def served_on(self, document: int) -> date | None:
        for said in self.all("Served"):
            if document in said.body["service"]["documents"]:
                return date.fromisoformat(said.body["service"]["served_on"])
        return None

    def prepared(self, party: int) -> Body:
        """The decision that would be made now."""
        said = self.last("DecisionPrepared", party)
        prepared: Body = said.body["prepared"] if said else {}
        return prepared

    def agreed_since(self, place: int) -> Said | None:
        """The last word of the review on what was submitted after a place, if it was an agreement."""
        rounds = [s for s in self.said if s.fact in ("SubmittedForReview", "OpinionAnswered")]
        words = [s for s in self.all("OpinionGiven") if rounds[s.body["round"] - 1].place > place]
        return words[-1] if words and words[-1].body["opinion"]["verdict"] == "agree" else None
