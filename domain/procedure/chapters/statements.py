"""Statements (陈述申辩): what a party says, from the issue of its notices until its decision."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Channel, Notices, Party, Right, Statement
from domain.case.people import Role
from domain.law.articles import Article, art
from domain.law.terms import TermKey
from domain.procedure.faults import in_order, with_zone
from domain.procedure.gates import heard, parties
from domain.procedure.language import (
    APL,
    MALFORMED,
    Clock,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refused,
    Span,
    Stamp,
    civil,
)
from domain.procedure.roles import as_officer
from domain.record import FileHash

LONGEST_TEXT = 8 * 1024
"""Bytes; a longer text is uploaded and named by its SHA-256."""


def speaks(now: Moment, party: int | None, source: Article) -> Iterator[Refused]:
    """The party's own moves are lawful from the issue of its notices until its decision."""
    who = now.case.party(party)
    yield from parties.undecided(who, source)
    if who.issued_notices is None:
        yield Refused(
            "NotYetNotified", source, "约谈函和告知书尚未发出 · the notices are not issued yet: wait for them"
        )


def came_in(
    now: Moment, party: Party, on: date, posted_on: date | None, source: Article
) -> Iterator[Refused]:
    notices = party.issued_notices
    issued = notices.issued_on if notices else None
    yield from in_order(now, source, on, "收到日期", after=issued, event="约谈函和告知书发出之日")
    if posted_on is not None:
        yield from in_order(now, source, posted_on, "交邮日期", after=issued, event="约谈函和告知书发出之日")
        if posted_on > on:
            yield Refused(
                "PostedAfterReceipt",
                source,
                "交邮日期晚于收到日期：请核对 · posted after it was received: check",
                MALFORMED,
            )


def _by_its_own_channel(
    now: Moment, channel: Channel, on: date, posted_on: date | None, source: Article
) -> Iterator[Refused]:
    """What a party sends in itself is online and counts by today; what came otherwise an officer records."""
    if as_officer(now):
        if channel is Channel.ONLINE:
            yield Refused(
                "NotTheirChannel",
                source,
                "在线意见由当事人自行提交，承办人记录书面、邮寄或者口头意见"
                " · a party speaks online for itself; an officer records what came on paper, by post or by word of mouth",
                MALFORMED,
            )
    elif channel is not Channel.ONLINE or posted_on is not None or on != now.today:
        yield Refused(
            "OnlineToday",
            source,
            "当事人自行提交的为在线意见，以提交当日为收到日；邮寄或者书面的由承办人记录"
            " · what you send in yourself is online and counts by today: an officer records letters and papers",
            MALFORMED,
        )


def _has_content(text: str, file: str, source: Article) -> Iterator[Refused]:
    if not text and not file:
        yield Refused(
            "NothingSaid", source, "请填写 text 或上传 file · give a text, or upload a file", MALFORMED
        )
    if len(text.encode()) > LONGEST_TEXT:
        yield Refused(
            "TextTooLong",
            source,
            "文字超过8KB：请作为文件上传，在 file 中填写其 SHA-256 · upload the text as a file and name it in `file`",
            MALFORMED,
        )


def _in_time(now: Moment, party: Party, term: TermKey, on: date) -> bool:
    """Whether `on` is in time; before service the period has not begun and everything is."""
    period = heard.right_period(now, party, term)
    return period is None or on <= period.waits_for


class StatementReceived(PartyFact):
    """A statement came in, in time or late."""

    title: ClassVar = Words("已收到陈述申辩", "statement received")
    informs: ClassVar = (Role.OFFICER,)
    statement: Statement

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"statements": (*party.statements, self.statement)})


class SubmitStatement(PartyMove):
    """Submit, or record, a statement in defence (陈述申辩). A late one is heard too until the decision."""

    title: ClassVar = Words("提交陈述申辩", "submit statement")
    by: ClassVar = (Role.PARTY, Role.OFFICER)
    source: ClassVar = art(APL, "45")
    makes: ClassVar = (StatementReceived,)

    channel: Channel
    received_at: datetime
    posted_on: date | None = None
    """Postmark: it counts instead of the day of receipt (民事诉讼法 第85条)."""
    text: str = ""
    file: FileHash = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from speaks(now, party, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from with_zone(self.source, received_at=self.received_at)
        yield from came_in(now, party, self._received_on, self.posted_on, self.source)
        yield from _by_its_own_channel(now, self.channel, self._received_on, self.posted_on, self.source)
        yield from _has_content(self.text, self.file, self.source)

    @property
    def _received_on(self) -> date:
        return civil(self.received_at)

    def facts(self, now: Moment) -> Iterator[Fact]:
        party = now.case.party(self.party)
        counted = self.posted_on or self._received_on
        yield StatementReceived(
            party=self.party,
            statement=Statement(
                id=f"S{len(party.statements) + 1}",
                in_time=_in_time(now, party, TermKey.STATEMENT, counted),
                **{f: getattr(self, f) for f in ("channel", "received_at", "posted_on", "text", "file")},
            ),
        )


def _served(party: Party | None) -> Iterator[tuple[Notices, date]]:
    assert party is not None, "a clock of a party"
    for notices in party.notices:
        service = party.service_of(notices.notice)
        if service:
            yield notices, service.served_on


def _statement(case: Case, party: Party | None) -> Iterator[Span]:
    for notices, served_on in _served(party):
        waiver = notices.waived(Right.STATEMENT)
        yield Span(start=served_on, ended_on=waiver.on if waiver else None)


def _hearing_request(case: Case, party: Party | None) -> Iterator[Span]:
    if party is None or not case.has_hearing_right(party.id):
        return
    for notices, served_on in _served(party):
        ended = [x.on for x in (notices.waived(Right.HEARING), notices.hearing_request) if x]
        yield Span(start=served_on, ended_on=min(ended) if ended else None)


MOVES = (SubmitStatement,)
FACTS = (StatementReceived,)
CLOCKS = (
    Clock(TermKey.STATEMENT, owner=Role.OFFICER, per_party=True, span=_statement, right=True),
    Clock(TermKey.HEARING_REQUEST, owner=Role.OFFICER, per_party=True, span=_hearing_request, right=True),
)
