"""Requests for a hearing (要求听证): in time and within scope they hold up the decision, else they are shown with the article."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.parties import Channel, HearingRequest, Party, Right
from domain.case.people import Role
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.chapters.statements import (
    _by_its_own_channel,
    _has_content,
    _in_time,
    came_in,
    speaks,
)
from domain.procedure.language import (
    APL,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refused,
    Stamp,
)
from domain.record import FileHash


class HearingRequested(PartyFact):
    """A formal hearing was asked for; one late or out of scope holds up nothing and is the head's work."""

    title: ClassVar = Words("已要求听证", "hearing requested")
    informs: ClassVar = (Role.OFFICER,)
    request: HearingRequest

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        notices = party.last_notices
        assert notices is not None, "a hearing is asked for after the notices"
        return party.with_last_notices(hearing_requests=(*notices.hearing_requests, self.request))


class RequestHearing(PartyMove):
    """Ask for a formal hearing (要求听证)."""

    title: ClassVar = Words("要求听证", "request hearing")
    by: ClassVar = (Role.PARTY, Role.OFFICER)
    source: ClassVar = art(APL, "64(1)")
    makes: ClassVar = (HearingRequested,)

    channel: Channel
    on: date
    """Day of receipt."""
    posted_on: date | None = None
    text: str = ""
    file: FileHash = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from speaks(now, party, cls.source)
        last = now.case.party(party).last_notices
        if last and last.hearing_request:
            yield Refused(
                "HearingRequestedAlready", cls.source, "已经要求听证 · a hearing is asked for already"
            )

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from came_in(now, party, self.on, self.posted_on, self.source)
        yield from _by_its_own_channel(now, self.channel, self.on, self.posted_on, self.source)
        yield from _has_content(self.text, self.file, self.source)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield HearingRequested(party=self.party, request=self._judged(now))

    def _judged(self, now: Moment) -> HearingRequest:
        party = now.case.party(self.party)
        given = {
            "on": self.posted_on or self.on,
            "channel": self.channel,
            "text": self.text,
            "file": self.file,
        }
        if not now.case.has_hearing_right(self.party):
            return HearingRequest(**given, counts=False, reason="不属于听证范围", article=art(APL, "63"))
        if not _in_time(now, party, TermKey.HEARING_REQUEST, self.posted_on or self.on):
            return HearingRequest(**given, counts=False, reason="超过要求听证的期限", article=self.source)
        if party.last_notices and party.last_notices.waived(Right.HEARING):
            return HearingRequest(**given, counts=False, reason="已明确放弃听证权利", article=art(APL, "62"))
        return HearingRequest(**given, counts=True)


MOVES = (RequestHearing,)
FACTS = (HearingRequested,)
