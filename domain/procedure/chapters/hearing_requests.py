"""Requests for a hearing (要求听证): in time and within scope they hold up the decision, else they are shown with the article.

Who asked for one may withdraw the request (撤回) until it is held or ended.
"""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Notices, Party, Right
from domain.case.people import Role
from domain.case.sessions import HearingRequest, HearingWithdrawal
from domain.law.articles import Article, art
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentsVoided
from domain.procedure.defects import SELF_CORRECTION
from domain.procedure.faults import in_order
from domain.procedure.gates import agents, hearing_over, speaking
from domain.procedure.gates.agents import ActingAgent
from domain.procedure.gates.speaking import ChannelUsed, Postmark, Received, SaidFile, SaidText
from domain.procedure.language import (
    APL,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refusal,
    Refused,
    Sort,
    Stamp,
)
from domain.procedure.roles import as_officer
from domain.record import PersonId

OUT_OF_SCOPE = Words("不属于听证范围", "outside the scope of hearings")
TOO_LATE = Words("超过要求听证的期限", "after the period for asking")
RIGHT_WAIVED = Words("已明确放弃听证权利", "the right to a hearing was expressly waived")
AFTER_DECISION = Words(
    "期限内交邮，决定后收到，为撤销决定的事由",
    "posted in time, come after the decision: a ground to set it aside",
)
"""Why a request does not count; the journal keeps the Chinese."""


class HearingRequested(PartyFact):
    """A formal hearing was asked for; one late or out of scope holds up nothing and is the head's work."""

    title: ClassVar = Words("已要求听证", "hearing requested")
    informs: ClassVar = (Role.OFFICER,)
    request: HearingRequest
    head: PersonId = ""
    """Who had made the decision that it came after."""

    @property
    def persons(self) -> tuple[str, ...]:
        return (self.head,) if self.head else ()

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        requests = party.notices[-1].hearing_requests
        return party.with_last_notices(hearing_requests=(*requests, self.request))

    def said(self, case: Case) -> Iterator[Words]:
        party = case.party(self.party).said
        if self.request.counts:
            yield Words("{party}：期限内提出，有效", "{party}: in time and within scope").filled(party=party)
            return
        why = next(
            (
                w
                for w in (OUT_OF_SCOPE, TOO_LATE, RIGHT_WAIVED, AFTER_DECISION)
                if w.zh == self.request.reason
            ),
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
    agent: ActingAgent = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from speaking.may_still_arrive(now, party, cls.source)
        who = now.case.party(party)
        over = list(hearing_over.not_over(who))
        yield from over
        last = who.last_notices
        if last and last.hearing_request and not over:
            yield HEARING_REQUESTED_ALREADY(party=party, on=last.hearing_request.on)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from speaking.received_in_order(now, party, self.on, self.posted_on, self.source)
        yield from speaking.by_its_own_channel(now, self.channel, self.on, self.posted_on, self.source)
        yield from speaking.says_something(self.text, self.file, self.source)
        yield from agents.may_act(party, self.agent)
        yield from speaking.came_after_the_decision(
            now, party, TermKey.HEARING_REQUEST, self.posted_on, self.source
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        defect, decision = self._defect(now), now.case.party(self.party).decision
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
                after_decision=defect is not None and defect[0] is AFTER_DECISION,
                agent=self.agent,
            ),
            head=decision.by if decision else "",
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
        if party.decision is not None:
            return AFTER_DECISION, SELF_CORRECTION
        return None


class HearingRequestWithdrawn(PartyFact):
    """The party gave up the hearing it had asked for; one that was notified is cancelled."""

    title: ClassVar = Words("已撤回听证要求", "hearing request withdrawn")
    informs: ClassVar = (Role.OFFICER,)
    withdrawal: HearingWithdrawal
    told: tuple[PersonId, ...] = ()
    """Presider and recorder of a hearing that was notified, who need not come any more."""

    @property
    def persons(self) -> tuple[str, ...]:
        return self.told

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        notices = party.last_notices
        assert notices is not None, "a request is withdrawn after the notices"
        standing, plan = notices.hearing_request, notices.hearing_plan
        requests = tuple(
            r.model_copy(update={"withdrawal": self.withdrawal}) if r is standing else r
            for r in notices.hearing_requests
        )
        cancelled = (*notices.cancelled_hearings, plan) if plan else notices.cancelled_hearings
        return party.with_last_notices(
            hearing_requests=requests, hearing_plan=None, cancelled_hearings=cancelled
        )

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：{on}撤回听证要求", "{party}: request for a hearing withdrawn on {on}").filled(
            party=case.party(self.party).said, on=self.withdrawal.on
        )
        if self.told:
            yield Words("已通知的听证取消", "the hearing that was notified is cancelled")


NO_REQUEST_TO_WITHDRAW = Refusal(
    "NoRequestToWithdraw",
    art(APL, "64(1)"),
    Words("当事人{party}没有有效的听证要求", "no request of party {party} for a hearing counts"),
    Words(
        "没有可以撤回的；在期限内放弃听证权利的，用 waive",
        "there is none to withdraw; who gives up the right within the period waives it (`waive`)",
    ),
)
WITHDRAWAL_NOT_SIGNED = Refusal(
    "WithdrawalNotSigned",
    art(APL, "62"),
    Words(
        "撤回听证要求须由当事人明确表示，没有其签名的材料",
        "a request is withdrawn expressly, and there is no paper that the party signed",
    ),
    Words(
        "请上传当事人签名的撤回申请或者笔录（在 file 中填写其 SHA-256）",
        "upload the signed withdrawal, or the signed record of it (and name it in `file` by its SHA-256)",
    ),
    Sort.FORM,
)


class WithdrawHearingRequest(PartyMove):
    """Withdraw the request for a hearing (撤回听证要求). While the period runs it may be made anew."""

    title: ClassVar = Words("撤回听证要求", "withdraw the hearing request")
    by: ClassVar = (Role.PARTY, Role.OFFICER)
    source: ClassVar = art(APL, "62")
    makes: ClassVar = (HearingRequestWithdrawn, DocumentsVoided)

    channel: ChannelUsed
    on: Received
    text: SaidText = ""
    file: SaidFile = ""
    agent: ActingAgent = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from speaking.may_speak(now, party, cls.source)
        who = now.case.party(party)
        over = list(hearing_over.not_over(who))
        yield from over
        if not over and (who.last_notices is None or who.last_notices.hearing_request is None):
            yield NO_REQUEST_TO_WITHDRAW(party=party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        receipt, request = Words("收到日期", "the day of receipt"), self._notices(now).hearing_request
        yield from in_order(
            now,
            self.source,
            self.on,
            receipt,
            after=request.on if request else None,
            event=Words("要求听证之日", "the day on which the hearing was asked for"),
        )
        yield from speaking.by_its_own_channel(now, self.channel, self.on, None, self.source)
        yield from agents.may_act(now.case.party(self.party), self.agent)
        if as_officer(now) and not self.file:
            yield WITHDRAWAL_NOT_SIGNED()
        else:
            yield from speaking.says_something(self.text, self.file, self.source)

    def facts(self, now: Moment) -> Iterator[Fact]:
        party, plan = now.case.party(self.party), self._notices(now).hearing_plan
        withdrawal = HearingWithdrawal(
            on=self.on, channel=self.channel, text=self.text, file=self.file, agent=self.agent
        )
        told = plan.sitting if plan else ()
        yield HearingRequestWithdrawn(party=self.party, withdrawal=withdrawal, told=told)
        if plan and party.service_of(plan.document) is None:
            yield DocumentsVoided(documents=(plan.document,))

    def _notices(self, now: Moment) -> Notices:
        notices = now.case.party(self.party).last_notices
        assert notices is not None, "bars asked for a request"
        return notices


MOVES = (RequestHearing, WithdrawHearingRequest)
FACTS = (HearingRequested, HearingRequestWithdrawn)
