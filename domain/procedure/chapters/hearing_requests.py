"""Requests for a hearing (要求听证): in time and within scope they hold up the decision, else they are shown with the article."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import HearingRequest, Party, Right
from domain.case.people import Role
from domain.law.articles import Article, art
from domain.law.terms import TermKey
from domain.procedure.gates import speaking
from domain.procedure.gates.speaking import ChannelUsed, Postmark, Received, SaidFile, SaidText
from domain.procedure.language import (
    APL,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refusal,
    Refused,
    Stamp,
)

OUT_OF_SCOPE = Words("不属于听证范围", "outside the scope of hearings")
TOO_LATE = Words("超过要求听证的期限", "after the period for asking")
RIGHT_WAIVED = Words("已明确放弃听证权利", "the right to a hearing was expressly waived")
"""Why a request does not count; the journal keeps the Chinese."""


class HearingRequested(PartyFact):
    """A formal hearing was asked for; one late or out of scope holds up nothing and is the head's work."""

    title: ClassVar = Words("已要求听证", "hearing requested")
    informs: ClassVar = (Role.OFFICER,)
    request: HearingRequest

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        requests = party.notices[-1].hearing_requests
        return party.with_last_notices(hearing_requests=(*requests, self.request))

    def said(self, case: Case) -> Iterator[Words]:
        party = case.party(self.party).said
        if self.request.counts:
            yield Words("{party}：期限内提出，有效", "{party}: in time and within scope").filled(party=party)
            return
        why = next(
            (w for w in (OUT_OF_SCOPE, TOO_LATE, RIGHT_WAIVED) if w.zh == self.request.reason),
            self.request.reason,
        )
        yield Words("{party}：不计：{why}", "{party}: does not count: {why}").filled(party=party, why=why)


HEARING_REQUESTED_ALREADY = Refusal(
    "HearingRequestedAlready",
    art(APL, "64(1)"),
    Words("当事人{party}已于{on}要求听证", "party {party} asked for a hearing on {on} already"),
    Words("请等待听证通知（notify_hearing）", "wait for the notice of the hearing (`notify_hearing`)"),
)


class RequestHearing(PartyMove):
    """Ask for a formal hearing (要求听证)."""

    title: ClassVar = Words("要求听证", "request a hearing")
    by: ClassVar = (Role.PARTY, Role.OFFICER)
    source: ClassVar = art(APL, "64(1)")
    makes: ClassVar = (HearingRequested,)

    channel: ChannelUsed
    on: Received
    posted_on: Postmark = None
    text: SaidText = ""
    file: SaidFile = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from speaking.may_speak(now, party, cls.source)
        last = now.case.party(party).last_notices
        if last and last.hearing_request:
            yield HEARING_REQUESTED_ALREADY(party=party, on=last.hearing_request.on)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from speaking.received_in_order(now, party, self.on, self.posted_on, self.source)
        yield from speaking.by_its_own_channel(now, self.channel, self.on, self.posted_on, self.source)
        yield from speaking.says_something(self.text, self.file, self.source)

    def facts(self, now: Moment) -> Iterator[Fact]:
        defect = self._defect(now)
        yield HearingRequested(
            party=self.party,
            request=HearingRequest(
                on=self._counted_on,
                channel=self.channel,
                counts=defect is None,
                reason=defect[0].zh if defect else "",
                article=defect[1] if defect else None,
                text=self.text,
                file=self.file,
            ),
        )

    @property
    def _counted_on(self) -> date:
        return self.posted_on or self.on

    def _defect(self, now: Moment) -> tuple[Words, Article] | None:
        """Why the request does not count, with the article; nothing where it does."""
        party = now.case.party(self.party)
        if not now.case.has_hearing_right(self.party):
            return OUT_OF_SCOPE, art(APL, "63")
        if not speaking.in_time(now, party, TermKey.HEARING_REQUEST, self._counted_on):
            return TOO_LATE, self.source
        if party.waived(Right.HEARING):
            return RIGHT_WAIVED, art(APL, "62")
        return None


MOVES = (RequestHearing,)
FACTS = (HearingRequested,)
