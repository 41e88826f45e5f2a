"""Attempts at service (送达未成): what was tried and failed, so that the modes lawful next are known."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.service import Attempt, Failure, Mode
from domain.law.articles import art
from domain.procedure.faults import filled, in_order
from domain.procedure.gates.serving import CPL, issue_day, may_be_served, something_to_serve
from domain.procedure.language import (
    MALFORMED,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refused,
    Stamp,
)


class ServiceAttempted(PartyFact):
    """Service was tried and failed; the modes lawful next follow from it."""

    title: ClassVar = Words("未能送达", "service attempted")
    informs: ClassVar = (Role.OFFICER,)
    attempt: Attempt

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"attempts": (*party.attempts, self.attempt)})


class RecordServiceAttempt(PartyMove):
    """Record that service was tried and failed (送达未成), so that the modes lawful next are known."""

    title: ClassVar = Words("记录未能送达", "record service attempt")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(CPL, "88")
    makes: ClassVar = (ServiceAttempted,)

    documents: tuple[int, ...]
    mode: Mode
    on: date
    by_whom: str
    """Who tried (送达人)."""
    failure: Failure
    why: str
    """What happened, in words."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from something_to_serve(now, party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from may_be_served(now, party, self.documents)
        yield from filled(self.source, by_whom=self.by_whom, why=self.why)
        if self.mode is Mode.ANNOUNCEMENT:
            yield Refused(
                "AnnouncementIsNoAttempt",
                art(CPL, "95"),
                "公告送达由 serve_by_announcement 办理 · an announcement is ordered by serve_by_announcement",
                MALFORMED,
            )
        yield from in_order(
            now, self.source, self.on, "送达日期", after=issue_day(now, self.documents), event="文书发出之日"
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        attempt = Attempt(**{f: getattr(self, f) for f in Attempt.model_fields})
        yield ServiceAttempted(party=self.party, attempt=attempt)


MOVES = (RecordServiceAttempt,)
FACTS = (ServiceAttempted,)
