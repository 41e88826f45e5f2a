"""The interview (审前听述): the party is heard in full, or does not come."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import InterviewOutcome, Notices, Party, Point, Right
from domain.case.people import Role
from domain.law.articles import Article, art
from domain.law.counting import first_lawful_day, nth_working_day
from domain.law.terms import TermKey
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import parties
from domain.procedure.language import (
    APL,
    FORBIDDEN,
    MALFORMED,
    SHANGHAI,
    Fact,
    Moment,
    PartiesMove,
    PartyFact,
    Refused,
    Stamp,
    civil,
)
from domain.record import FileHash, Record


class SessionPoint(Record):
    """One point that a party made in a session."""

    party: int
    text: str


def points_of(party: int, points: tuple[SessionPoint, ...], letter: str) -> tuple[Point, ...]:
    said = [p for p in points if p.party == party]
    return tuple(Point(id=f"{letter}{n}", text=p.text) for n, p in enumerate(said, start=1))


def strangers(
    points: tuple[SessionPoint, ...], parties: tuple[int, ...], source: Article
) -> Iterator[Refused]:
    """Refuse points that would be lost: no party of the session made them."""
    if others := sorted({p.party for p in points} - set(parties)):
        yield Refused(
            "PointOfAnother",
            source,
            f"当事人{'、'.join(map(str, others))}不在本次会议的 parties 中：请核对"
            f" · points of parties {others}, who are not in `parties`: check",
            MALFORMED,
        )


def summoned_for(now: Moment, party: Party) -> tuple[datetime, datetime] | None:
    """Return the instant for which a served party is summoned, as its earliest and latest.

    They differ only while the day follows from service in a year whose holidays are not published; then nobody
    is held to have missed the earlier one (gate 7).
    """
    notices, served = party.last_notices, party.notices_served_on
    if notices is None or served is None:
        return None
    plan = notices.interview
    if plan.at is not None:
        return plan.at, plan.at
    day = nth_working_day(served, plan.working_days_after_service or 0, now.rules.calendar)
    hour = time.fromisoformat(plan.time)
    return (
        datetime.combine(day.remind_by, hour, SHANGHAI),
        datetime.combine(day.waits_for, hour, SHANGHAI),
    )


def _summoned(now: Moment, party: int | None, source: Article) -> Iterator[Refused]:
    who = now.case.party(party)
    yield from parties.undecided(who, source)
    if who.last_notices is None or who.notices_served_on is None:
        yield Refused(
            "NotSummoned", art(APL, "44"), "约谈函尚未送达 · the letter is not served: serve it first"
        )
    elif who.last_notices.outcome is not None:
        yield Refused(
            "InterviewOver", art(APL, "45"), "听述已经举行或记录缺席 · the interview is over already"
        )
    elif who.last_notices.waived(Right.INTERVIEW):
        yield Refused("InterviewWaived", art(APL, "62"), "当事人已放弃听述 · the party waived its interview")


def not_too_soon(now: Moment, party: Party, on: date, served: date) -> Iterator[Refused]:
    """Refuse an interview that leaves too short a notice after service on that day."""
    term = now.rules.term(TermKey.INTERVIEW_NOTICE, served)
    first = first_lawful_day(term, served, now.rules.calendar, strict=now.rules.switches.strict_backward)
    if on < first:
        yield Refused(
            "InterviewTooSoon",
            term.source,
            f"当事人{party.id}的听述最早可在{first}举行：请另定时间"
            f" · the first lawful day for the interview of party {party.id} is {first}",
        )


def _by_its_presider(now: Moment, notices: Notices) -> Iterator[Refused]:
    if notices.interview.presider != now.actor.id:
        yield Refused(
            "NotThePresider",
            art(APL, "45"),
            f"约谈函载明的主持人是 {notices.interview.presider} · the letter names another presider: {notices.interview.presider}",
            FORBIDDEN,
        )


class InterviewHeld(PartyFact):
    """The interview was held: what was said, point by point."""

    title: ClassVar = Words("听述已举行", "interview held")
    informs: ClassVar = (Role.OFFICER,)
    outcome: InterviewOutcome

    @property
    def persons(self) -> tuple[str, ...]:
        return (self.outcome.recorder,)

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(outcome=self.outcome)


class HoldInterview(PartiesMove):
    """Record that the interview was held (举行听述): what was said, point by point, and the signed record."""

    title: ClassVar = Words("举行听述", "hold interview")
    by: ClassVar = (Role.OFFICER, Role.PRESIDER)
    with_role: ClassVar = Role.RECORDER
    source: ClassVar = art(APL, "45")
    makes: ClassVar = (InterviewHeld,)

    on: date
    place: str
    attendance: tuple[str, ...]
    """Who was present, with their function."""
    interpreter: str = ""
    """Interpreter (翻译), where one is needed."""
    guardian: str = ""
    """Statutory agent (法定代理人) of a minor or incapable person."""
    file_shown: bool
    """The party could see the file before (查阅案卷)."""
    points: tuple[SessionPoint, ...] = ()
    evidence: tuple[FileHash, ...] = ()
    """SHA-256 of what the parties handed in (证据材料)."""
    record: FileHash
    """SHA-256 of the signed record (听述笔录)."""
    refusal: str = ""
    """Noted refusal to sign."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from _summoned(now, party, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from in_order(now, self.source, self.on, "听述日期", after=None, event="")
        if not self.file_shown:
            yield Refused(
                "FileNotShown",
                self.source,
                "听述前须让当事人查阅案卷 · let the party see the file before the interview",
            )
        yield from filled(art(APL, "47"), place=self.place, attendance=self.attendance, record=self.record)
        yield from strangers(self.points, self.parties, self.source)
        for number in self.parties:
            party = now.case.party(number)
            assert party.last_notices is not None, "bars asked for notices"
            yield from _by_its_presider(now, party.last_notices)
            summoned, served = summoned_for(now, party), party.notices_served_on
            assert summoned is not None, "bars asked for service"
            assert served is not None, "bars asked for service"
            yield from not_too_soon(now, party, self.on, served)
            if self.on < civil(summoned[0]):
                yield Refused(
                    "BeforeTheSummonedDay",
                    self.source,
                    f"早于约谈函载明的{civil(summoned[0])}：请在载明的时间举行"
                    f" · before the day of the letter ({civil(summoned[0])}): hold it then",
                )

    def facts(self, now: Moment) -> Iterator[Fact]:
        for number in self.parties:
            outcome = InterviewOutcome(
                held=True,
                presider=now.actor.id,
                recorder=self.together_with or "",
                points=points_of(number, self.points, "I"),
                **{f: getattr(self, f) for f in ("on", "place", "attendance", "interpreter", "guardian")},
                **{f: getattr(self, f) for f in ("evidence", "record", "refusal")},
            )
            yield InterviewHeld(party=number, outcome=outcome)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        notices = who.last_notices
        if notices is None or notices.outcome or notices.waived(Right.INTERVIEW) or who.decision:
            return None
        return who.notices_served_on

    @classmethod
    def awaited_of(cls, case: Case, party: int | None) -> str:
        last = case.party(party).last_notices
        return last.interview.presider if last else ""


class InterviewMissed(PartyFact):
    """The party did not come: no waiver of anything (行政处罚法 第62条)."""

    title: ClassVar = Words("听述缺席", "interview missed")
    informs: ClassVar = (Role.OFFICER,)
    outcome: InterviewOutcome

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(outcome=self.outcome)


class RecordNoShow(PartiesMove):
    """Record that a party summoned in time did not come (缺席). It gives up nothing by that."""

    title: ClassVar = Words("记录缺席", "record no show")
    by: ClassVar = (Role.OFFICER, Role.PRESIDER)
    source: ClassVar = art(APL, "62")
    makes: ClassVar = (InterviewMissed,)

    note: str
    """What was done to wait for the party."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from _summoned(now, party, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self.source, note=self.note)
        for number in self.parties:
            party = now.case.party(number)
            summoned, served = summoned_for(now, party), party.notices_served_on
            assert party.last_notices is not None, "bars asked for notices"
            assert summoned is not None, "bars asked for service"
            assert served is not None, "bars asked for service"
            yield from _by_its_presider(now, party.last_notices)
            yield from not_too_soon(now, party, civil(summoned[1]), served)
            if now.at < summoned[1]:
                hour = f"{summoned[1].astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
                yield Refused(
                    "InterviewNotYetDue",
                    self.source,
                    f"当事人{number}的听述时间（{hour}）未到 · the interview of party {number} is at {hour}: wait for it",
                )

    def facts(self, now: Moment) -> Iterator[Fact]:
        for number in self.parties:
            summoned = summoned_for(now, now.case.party(number))
            assert summoned is not None, "bars asked for service"
            day = civil(summoned[1])
            outcome = InterviewOutcome(held=False, on=day, presider=now.actor.id, note=self.note)
            yield InterviewMissed(party=number, outcome=outcome)


MOVES = (HoldInterview, RecordNoShow)
FACTS = (InterviewHeld, InterviewMissed)
