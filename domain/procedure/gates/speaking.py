"""What a party says (当事人的意见): from when until when it is heard, by which channel, and when it counts as received."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from domain.bilingual import Words
from domain.case.parties import Channel, Party
from domain.labels import Label
from domain.law.articles import Article
from domain.law.terms import TermKey
from domain.lengths import LongText
from domain.procedure.faults import blank, in_order
from domain.procedure.gates import heard, parties
from domain.procedure.language import Moment, Refusal, Refused, Sort
from domain.record import FileHash

Received = Annotated[date, Label("收到日期", "day of receipt")]
Postmark = Annotated[
    date | None,
    Label(
        "交邮日期",
        "postmark",
        "邮寄的，以交邮日期为准（民事诉讼法第85条）",
        "for what came by post: it counts instead of the day of receipt (Civil Procedure Law art. 85)",
    ),
]
ChannelUsed = Annotated[
    Channel,
    Label(
        "提出方式",
        "channel",
        "当事人自行提交的为网上提交；其余由承办人记录",
        "online is what a party sends in itself; the others an officer records",
    ),
]
SaidText = Annotated[
    LongText,
    Label(
        "内容",
        "text",
        "当事人所说的内容；更长的作为文件上传",
        "what the party says; a longer one is uploaded as a file",
    ),
]
SaidFile = Annotated[
    FileHash, Label("材料", "file", "上传的书面材料", "what was handed in on paper or is too long for a text")
]

NOT_YET_NOTIFIED = Refusal(
    "NotYetNotified",
    None,
    Words("尚未向当事人{party}发出约谈函和告知书", "letter and notice are not issued to party {party} yet"),
    Words("请等待约谈函和告知书发出（issue_notices）", "wait until they are issued (`issue_notices`)"),
)


def may_speak(now: Moment, party: int | None, source: Article) -> Iterator[Refused]:
    """The party's own moves are lawful from the issue of its notices until its decision."""
    who = now.case.party(party)
    yield from parties.undecided(who, source)
    if who.issued_notices is None:
        yield NOT_YET_NOTIFIED(article=source, party=party)


POSTED_AFTER_RECEIPT = Refusal(
    "PostedAfterReceipt",
    None,
    Words(
        "交邮日期（{posted_on}）晚于收到日期（{on}）", "posted on {posted_on}, after it was received ({on})"
    ),
    Words("请核对交邮日期（posted_on）和收到日期", "check `posted_on` and the day of receipt"),
    Sort.FORM,
)


def received_in_order(
    now: Moment, party: Party, on: date, posted_on: date | None, source: Article
) -> Iterator[Refused]:
    """Refuse what is dated before the notices were issued, or posted after it was received."""
    notices = party.issued_notices
    issued = notices.issued_on if notices else None
    issuing = Words("约谈函和告知书发出之日", "the day on which the notices were issued")
    receipt, posting = Words("收到日期", "the day of receipt"), Words("交邮日期", "the postmark")
    yield from in_order(now, source, on, receipt, after=issued, event=issuing)
    if posted_on is not None:
        yield from in_order(now, source, posted_on, posting, after=issued, event=issuing)
        if posted_on > on:
            yield POSTED_AFTER_RECEIPT(article=source, posted_on=posted_on, on=on)


NOT_THEIR_CHANNEL = Refusal(
    "NotTheirChannel",
    None,
    Words(
        "网上提交的意见由当事人自行提交，承办人记录书面、邮寄或者口头意见",
        "a party speaks online for itself; an officer records what came on paper, by post or by word of mouth",
    ),
    Words("请在 channel 中选择 paper、post 或者 oral", "choose paper, post or oral as `channel`"),
    Sort.FORM,
)
ONLINE_TODAY = Refusal(
    "OnlineToday",
    None,
    Words(
        "当事人自行提交的为网上提交，以提交当日（{today}）为收到日",
        "what a party sends in itself is online and counts by today ({today})",
    ),
    Words(
        "channel 请选 online，收到日期填写当日，不填 posted_on；书面或者邮寄的交承办人记录",
        "choose online as `channel`, today as the day of receipt and no `posted_on`; letters and papers go to an officer",
    ),
    Sort.FORM,
)


def by_its_own_channel(
    now: Moment, channel: Channel, on: date, posted_on: date | None, source: Article
) -> Iterator[Refused]:
    """What a party sends in itself is online and counts by today; what came otherwise an officer records."""
    if now.case.people.is_officer(now.actor.id):
        if channel is Channel.ONLINE:
            yield NOT_THEIR_CHANNEL(article=source)
    elif channel is not Channel.ONLINE or posted_on is not None or on != now.today:
        yield ONLINE_TODAY(article=source, today=now.today)


NOTHING_SAID = Refusal(
    "NothingSaid",
    None,
    Words("没有内容，也没有材料", "there is neither a text nor a file"),
    Words("请填写 text，或者上传材料并填写 file", "give a `text`, or upload a `file`"),
    Sort.FORM,
)


def says_something(text: str, file: str, source: Article) -> Iterator[Refused]:
    if blank(text) and not file:
        yield NOTHING_SAID(article=source)


def in_time(now: Moment, party: Party, term: TermKey, on: date) -> bool:
    """Whether `on` is in time; before service the period has not begun and everything is."""
    period = heard.right_period(now, party, term)
    return period is None or on <= period.waits_for
