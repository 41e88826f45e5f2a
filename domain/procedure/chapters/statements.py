"""Statements (陈述申辩): what a party says, from the issue of its notices until its decision."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.annulling import ActKind
from domain.case.case import Case
from domain.case.parties import Notices, Party, Right, Statement
from domain.case.people import Role
from domain.labels import Label
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.defects import SELF_CORRECTION
from domain.procedure.faults import with_zone
from domain.procedure.gates import speaking
from domain.procedure.gates.speaking import ChannelUsed, Postmark, SaidFile, SaidText
from domain.procedure.language import APL, Fact, Moment, PartyFact, PartyMove, Refused, Stamp, civil
from domain.procedure.measuring import Clock, Span
from domain.record import PersonId


class StatementReceived(PartyFact):
    """A statement came in, in time or late."""

    title: ClassVar = Words("已收到陈述申辩", "statement received")
    informs: ClassVar = (Role.OFFICER,)
    statement: Statement
    head: PersonId = ""
    """Who had made the decision that it came after."""

    @property
    def persons(self) -> tuple[str, ...]:
        return (self.head,) if self.head else ()

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"statements": (*party.statements, self.statement)})

    def said(self, case: Case) -> Iterator[Words]:
        came = self.statement
        yield Words("{party}{late}：“{text}”", "{party}{late}: “{text}”").filled(
            party=case.party(self.party).said,
            late=_how(came),
            text=came.text or Words("见附件", "see the file"),
        )


def _how(came: Statement) -> Words | str:
    if came.after_decision:
        return Words(
            "（期限内交邮，决定后收到，为撤销决定的事由：{article}）",
            " (posted in time, come after the decision: a ground to set it aside, {article})",
        ).filled(article=SELF_CORRECTION)
    return "" if came.in_time else Words("（逾期，仍予听取）", " (late, and heard all the same)")


class SubmitStatement(PartyMove):
    """Submit, or record, a statement in defence (陈述申辩). A late one is heard too until the decision."""

    title: ClassVar = Words("提交陈述申辩", "submit a statement in defence")
    by: ClassVar = (Role.PARTY, Role.OFFICER)
    source: ClassVar = art(APL, "45")
    makes: ClassVar = (StatementReceived,)

    channel: ChannelUsed
    received_at: Annotated[datetime, Label("收到时间", "time of receipt")]
    posted_on: Postmark = None
    text: SaidText = ""
    file: SaidFile = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from speaking.may_still_arrive(now, party, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party, on = now.case.party(self.party), self._received_on
        yield from with_zone(self.source, received_at=self.received_at)
        yield from speaking.received_in_order(now, party, on, self.posted_on, self.source)
        yield from speaking.by_its_own_channel(now, self.channel, on, self.posted_on, self.source)
        yield from speaking.says_something(self.text, self.file, self.source)
        yield from speaking.came_after_the_decision(
            now, party, TermKey.STATEMENT, self.posted_on, self.source
        )

    @property
    def _received_on(self) -> date:
        return civil(self.received_at)

    def facts(self, now: Moment) -> Iterator[Fact]:
        party = now.case.party(self.party)
        counted = self.posted_on or self._received_on
        annulled = sum(1 for _ in now.case.annulments.of(ActKind.STATEMENT, self.party))
        yield StatementReceived(
            party=self.party,
            statement=Statement(
                id=f"S{1 + len(party.statements) + annulled}",
                channel=self.channel,
                received_at=self.received_at,
                posted_on=self.posted_on,
                text=self.text,
                file=self.file,
                in_time=speaking.in_time(now, party, TermKey.STATEMENT, counted),
                after_decision=party.decision is not None,
            ),
            head=party.decision.by if party.decision else "",
        )


def _served(party: Party | None) -> Iterator[tuple[Notices, date]]:
    assert party is not None, "a clock of a party"
    for notices in party.notices:
        service = party.service_of(notices.notice)
        if service:
            yield notices, service.served_on


def _statement(case: Case, party: Party | None) -> Iterator[Span]:
    for notices, served_on in _served(party):
        ended = [x.on for x in (notices.waived(Right.STATEMENT, served_on), notices.returned) if x]
        yield Span(
            start=served_on, ended_on=min(ended, default=None), lapsed_on=party.settled_on if party else None
        )


def _hearing_request(case: Case, party: Party | None) -> Iterator[Span]:
    if party is None or not case.has_hearing_right(party.id):
        return
    for notices, served_on in _served(party):
        given_up = (notices.waived(Right.HEARING, served_on), notices.returned)
        # A request that was kept from earlier notices is older than the service of these.
        asked = max(notices.hearing_request.on, served_on) if notices.hearing_request else None
        ended = [day for day in (asked, *(x.on for x in given_up if x)) if day]
        yield Span(
            start=served_on, ended_on=min(ended, default=None), lapsed_on=party.settled_on if party else None
        )


MOVES = (SubmitStatement,)
FACTS = (StatementReceived,)
CLOCKS = (
    Clock(TermKey.STATEMENT, owner=Role.OFFICER, per_party=True, span=_statement, right=True),
    Clock(TermKey.HEARING_REQUEST, owner=Role.OFFICER, per_party=True, span=_hearing_request, right=True),
)
