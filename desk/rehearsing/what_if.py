"""What if (假设): the deadlines of a case as they are, and as they would be under another calendar, service day or mode.

What became true stays, but for the last service on each party from which terms run, and the calendar of the rules; the
clocks are read off that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desk.errors import Fault, Malformed
from domain.bilingual import Words
from domain.case.case import Case
from domain.case.journal import Entry
from domain.case.service import Announcement, Mode
from domain.law.calendars import CalendarYear
from domain.law.held import held
from domain.law.terms import TermKey
from domain.law.traces import Trace
from domain.procedure import apply, deadlines, explained, read
from domain.procedure.chapters.announcing import AnnouncementPrepared, ServiceAnnounced
from domain.procedure.chapters.drafting import RulebookAdopted
from domain.procedure.chapters.service import Served
from domain.procedure.clocks.deadlines import Deadline
from domain.procedure.language import Fact, Stamp
from domain.procedure.periods import period
from domain.record import Record

SUPPOSED: Final = "假设"
NOTHING_SERVED: Final = (
    Words("案件中没有送达可供改动", "nothing was served in the case that could be served otherwise"),
    Words(
        "请去掉 --served、--mode、--party，或者另指一件已送达的案件",
        "leave out --served, --mode and --party, or name a case in which something was served",
    ),
)


@dataclass(frozen=True)
class Supposed:
    """What is supposed to be otherwise; what is left out is as it is."""

    served_on: date | None = None
    """The day of the last service from which terms run; of an announcement the day of its publication."""
    mode: Mode | None = None
    party: int | None = None
    """On whom; on everybody, where it is left out."""
    year: CalendarYear | None = None
    """A holiday notice beside those of the case, or in the place of one."""

    @property
    def serves(self) -> bool:
        return self.served_on is not None or self.mode is not None


class Shifted(Record):
    """One deadline before and after."""

    term: TermKey
    title: str
    party: int | None = None
    before: Deadline | None = None
    after: Deadline | None = None
    traces: tuple[Trace, ...] = ()
    """How the new last day is counted, where it is another."""

    @property
    def days(self) -> int | None:
        """Calendar days by which a settled last day moves; later is positive."""
        if not (self.before and self.after and self.before.last_day and self.after.last_day):
            return None
        return (self.after.last_day - self.before.last_day).days

    @property
    def moved(self) -> bool:
        return _days(self.before) != _days(self.after)


def compared(entries: Sequence[Entry], wanted: Supposed, today: date) -> tuple[Shifted, ...]:
    """Return every deadline of a case, as it is and as it would be.

    Raises:
        Malformed: Another service is supposed, and nothing was served.
        LawUnknown: The announcement cannot be counted.
    """
    before = _folded(entries, Supposed(), frozenset())
    found = deadlines(before, today)
    after = _folded(entries, wanted, frozenset(_supposed(entries, wanted, found)))
    theirs, ours = _in_order(found), _in_order(deadlines(after, today))
    return tuple(_shifted(after, theirs.get(key), ours.get(key)) for key in dict.fromkeys((*theirs, *ours)))


_Place = tuple[TermKey, int | None, int]


def _in_order(found: Sequence[Deadline]) -> dict[_Place, Deadline]:
    """Return deadlines by term, party and which of these it is."""
    named: dict[_Place, Deadline] = {}
    for one in found:
        place = sum((one.term, one.party) == key[:2] for key in named)
        named[one.term, one.party, place] = one
    return named


def _shifted(after: Case, theirs: Deadline | None, ours: Deadline | None) -> Shifted:
    one = ours or theirs
    assert one is not None, "a key of one of the two"
    found = Shifted(term=one.term, title=one.title, party=one.party, before=theirs, after=ours)
    if ours is None or not found.moved:
        return found
    traces = tuple(t for t in explained(after, one.term, one.party) if t.start == ours.start)
    return found.model_copy(update={"traces": traces})


def _days(deadline: Deadline | None) -> tuple[date | None, ...]:
    return (deadline.last_day, deadline.earliest, deadline.latest) if deadline else ()


def _folded(entries: Sequence[Entry], wanted: Supposed, otherwise: frozenset[int]) -> Case:
    """Fold a journal with what is supposed in the place of what was; of services, in that of these entries."""
    case = Case()
    for entry in entries:
        for fact in _facts(case, entry, wanted, otherwise):
            case = apply(case, fact, Stamp(seq=entry.seq, at=entry.at, by=entry.by))
    return case


def _facts(case: Case, entry: Entry, wanted: Supposed, otherwise: frozenset[int]) -> Iterator[Fact]:
    """Yield what is supposed to have become true with an entry."""
    fact: Fact = read(entry)
    if isinstance(fact, RulebookAdopted) and wanted.year is not None:
        yield RulebookAdopted.of(held(fact.rulebook).with_calendar(wanted.year))
    elif isinstance(fact, Served) and entry.seq in otherwise:
        yield from _served(case, fact, wanted)
    else:
        yield fact


def _supposed(entries: Sequence[Entry], wanted: Supposed, found: Sequence[Deadline]) -> Iterator[int]:
    """Yield the entries of the services that are supposed otherwise: on each party the last from which a term runs.

    Raises:
        Malformed: Nothing was served.
    """
    if not wanted.serves:
        return
    starts = {(one.party, one.start) for one in found}
    services: dict[int, list[Entry]] = {}
    for entry in entries:
        if entry.fact == Served.__name__ and wanted.party in (None, entry.body["party"]):
            services.setdefault(entry.body["party"], []).append(entry)
    if not services:
        raise Malformed(Fault("--served", *NOTHING_SERVED))
    for party, made in services.items():
        counted = [e for e in made if (party, date.fromisoformat(e.body["service"]["served_on"])) in starts]
        yield (counted or made)[-1].seq


def _served(case: Case, fact: Served, wanted: Supposed) -> Iterator[Fact]:
    """Yield a service as it is supposed; one by announcement is published, and complete on the last day of its term."""
    service, party = fact.service, case.party(fact.party)
    day, mode = wanted.served_on or service.handed_over_on, wanted.mode or service.mode
    served_on = day
    if mode is Mode.ANNOUNCEMENT:
        served_on = period(case, TermKey.PUBLIC_NOTICE_SERVICE, day, party=fact.party)[1].waits_for
        if party.announcement is None:
            ordered = Announcement(
                documents=service.documents, notice=0, reason=SUPPOSED, course=SUPPOSED, prepared_on=day
            )
            yield AnnouncementPrepared(party=fact.party, announcement=ordered)
        yield ServiceAnnounced(party=fact.party, on=day, where=SUPPOSED, proof="")
    elif party.announcement is not None:
        # What was never published keeps nobody from counting.
        yield ServiceAnnounced(party=fact.party, on=served_on, where=SUPPOSED, proof="")
    changed = {"mode": mode, "served_on": served_on, "handed_over_on": day}
    yield fact.model_copy(update={"service": service.model_copy(update=changed)})
