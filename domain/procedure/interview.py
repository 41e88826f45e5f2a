"""The interview (审前听述): the party is heard in full, or does not come."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.case.case import Case
from domain.case.parties import InterviewOutcome, Notices, Party, Point, Right
from domain.case.people import Role
from domain.law.articles import art
from domain.law.counting import first_lawful_day, nth_working_day
from domain.law.terms import TermKey
from domain.procedure import gates
from domain.procedure.faults import in_order
from domain.procedure.parts import (
    FORBIDDEN,
    MALFORMED,
    SHANGHAI,
    Fact,
    Moment,
    PartiesMove,
    PartyFact,
    Refused,
    Stamp,
)
from domain.record import FileHash, Record

APL = gates.APL


class SessionPoint(Record):
    """One point that a party made in a session."""

    party: int
    text: str


def points_of(party: int, points: tuple[SessionPoint, ...], letter: str) -> tuple[Point, ...]:
    said = [p for p in points if p.party == party]
    return tuple(Point(id=f"{letter}{n}", text=p.text) for n, p in enumerate(said, start=1))


def interview_day(now: Moment, party: Party) -> date | None:
    """Return the day for which the party is summoned; `None` before service where the day follows from it.

    While the calendar is provisional this is the latest day, so that nobody is held to have missed an earlier one.
    """
    notices = party.last_notices
    if notices is None:
        return None
    if notices.interview.at is not None:
        return notices.interview.at.astimezone(SHANGHAI).date()
    served = party.notices_served_on
    if served is None or notices.interview.working_days_after_service is None:
        return None
    return nth_working_day(served, notices.interview.working_days_after_service, now.rules.calendar).waits_for


def _summoned(now: Moment, party: int | None) -> Iterator[Refused]:
    who = now.case.party(party)
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


def _not_too_soon(now: Moment, party: Party, on: date) -> Iterator[Refused]:
    served = party.notices_served_on
    assert served is not None, "bars asked for service"
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
    tells: ClassVar = (Role.OFFICER,)
    outcome: InterviewOutcome

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(outcome=self.outcome)


class HoldInterview(PartiesMove):
    """Record that the interview was held (举行听述): what was said, point by point, and the signed record."""

    title: ClassVar = "举行听述"
    by: ClassVar = (Role.OFFICER, Role.PRESIDER)
    with_role: ClassVar = Role.RECORDER
    source: ClassVar = art(APL, "45")
    makes: ClassVar = (InterviewHeld,)

    on: date
    place: str
    attendance: tuple[str, ...]
    """Who was present, with their function."""
    interpreter: str = ""
    guardian: str = ""
    file_shown: bool
    """The party could see the file before (查阅案卷)."""
    points: tuple[SessionPoint, ...] = ()
    record: FileHash
    """SHA-256 of the signed record (听述笔录)."""
    refusal: str = ""
    """Noted refusal to sign."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from _summoned(now, party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from in_order(now, self.source, self.on, "听述日期", after=None, event="")
        if not self.file_shown:
            yield Refused(
                "FileNotShown",
                self.source,
                "听述前须让当事人查阅案卷 · let the party see the file before the interview",
            )
        if not self.attendance or not self.record:
            yield Refused(
                "InterviewRecordIncomplete",
                art(APL, "47"),
                "须填写到场人员并上传听述笔录 · name who was present and upload the signed record",
                MALFORMED,
            )
        for number in self.parties:
            party = now.case.party(number)
            assert party.last_notices is not None, "bars asked for notices"
            yield from _by_its_presider(now, party.last_notices)
            yield from _not_too_soon(now, party, self.on)
            day = interview_day(now, party)
            if day is not None and self.on < day and party.last_notices.interview.at is not None:
                yield Refused(
                    "BeforeTheSummonedDay",
                    self.source,
                    f"早于约谈函载明的{day}：请在载明的时间举行 · before the day of the letter ({day}): hold it then",
                )

    def facts(self, now: Moment) -> Iterator[Fact]:
        for number in self.parties:
            outcome = InterviewOutcome(
                held=True,
                on=self.on,
                presider=now.actor.id,
                recorder=self.together_with or "",
                attendance=self.attendance,
                points=points_of(number, self.points, "I"),
                record=self.record,
                refusal=self.refusal,
            )
            yield InterviewHeld(party=number, outcome=outcome)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        notices = who.last_notices
        if notices is None or notices.outcome or notices.waived(Right.INTERVIEW) or who.decision:
            return None
        return who.notices_served_on


class InterviewMissed(PartyFact):
    """The party did not come: no waiver of anything (行政处罚法 第62条)."""

    tells: ClassVar = (Role.OFFICER,)
    outcome: InterviewOutcome

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(outcome=self.outcome)


class RecordNoShow(PartiesMove):
    """Record that a party summoned in time did not come (缺席). It gives up nothing by that."""

    title: ClassVar = "记录缺席"
    by: ClassVar = (Role.OFFICER, Role.PRESIDER)
    source: ClassVar = art(APL, "62")
    makes: ClassVar = (InterviewMissed,)

    note: str
    """What was done to wait for the party."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from _summoned(now, party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        for number in self.parties:
            party = now.case.party(number)
            assert party.last_notices is not None, "bars asked for notices"
            yield from _by_its_presider(now, party.last_notices)
            day = interview_day(now, party)
            if day is None or day > now.today:
                yield Refused(
                    "InterviewNotYetDue",
                    self.source,
                    f"听述时间（{day}）未到 · the interview of party {number} is not due yet ({day})",
                )
            else:
                yield from _not_too_soon(now, party, day)

    def facts(self, now: Moment) -> Iterator[Fact]:
        for number in self.parties:
            day = interview_day(now, now.case.party(number))
            assert day is not None, "faults asked for the day"
            outcome = InterviewOutcome(held=False, on=day, presider=now.actor.id, note=self.note)
            yield InterviewMissed(party=number, outcome=outcome)


MOVES = (HoldInterview, RecordNoShow)
FACTS = (InterviewHeld, InterviewMissed)
