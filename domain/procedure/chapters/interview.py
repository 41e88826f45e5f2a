"""The interview (审前听述): the party is heard in full, or does not come."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Notices, Party, Right
from domain.case.people import Role
from domain.case.sessions import InterviewOutcome
from domain.labels import Label
from domain.law.articles import Article, art
from domain.lengths import Line, Text, UpToFiles
from domain.procedure.faults import filled
from domain.procedure.gates import interview_day, parties
from domain.procedure.language import (
    APL,
    SHANGHAI,
    Fact,
    Moment,
    PartiesMove,
    PartyFact,
    Refusal,
    Refused,
    Sort,
    Stamp,
    civil,
)
from domain.procedure.sessions import (
    Attendance,
    NotedRefusal,
    SessionPoints,
    points_of,
    points_of_parties_present,
    session_said,
    took_place,
)
from domain.record import FileHash

NOT_SUMMONED = Refusal(
    "NotSummoned",
    art(APL, "44"),
    Words(
        "当事人{party}的约谈函、告知书或者听述改期通知书尚未送达",
        "letter and notice, or the notice of another time, are not served on party {party} yet",
    ),
    Words("请先送达（record_service）", "serve them first (`record_service`)"),
)
INTERVIEW_OVER = Refusal(
    "InterviewOver",
    art(APL, "45"),
    Words("当事人{party}的听述（{on}）{outcome}", "the interview of party {party} ({on}) {outcome}"),
    Words(
        "不必再办理；当事人有意见的，请复核（recheck）",
        "nothing is left to record; re-check what was said (`recheck`)",
    ),
)
HELD = Words("已经举行", "is held already")
MISSED = Words("已记录缺席", "is recorded as missed already")
INTERVIEW_WAIVED = Refusal(
    "InterviewWaived",
    art(APL, "62"),
    Words("当事人{party}已于{on}放弃听述", "party {party} waived its interview on {on}"),
    Words(
        "不必举行听述；当事人有意见的，请复核（recheck）",
        "no interview is held; re-check what the party said (`recheck`)",
    ),
)


def to_come(party: Party, source: Article) -> Iterator[Refused]:
    """Refuse where no interview is to come any more: decided, held, missed, waived."""
    yield from parties.undecided(party, source)
    notices = party.last_notices
    if notices is not None and notices.outcome is not None:
        outcome = HELD if notices.outcome.held else MISSED
        yield INTERVIEW_OVER(party=party.id, on=notices.outcome.on, outcome=outcome)
    elif waiver := party.waived(Right.INTERVIEW):
        yield INTERVIEW_WAIVED(party=party.id, on=waiver.on)


def _summoned(now: Moment, party: int | None, source: Article) -> Iterator[Refused]:
    who = now.case.party(party)
    over = list(to_come(who, source))
    yield from over
    if not over and who.summoned_on is None:
        yield NOT_SUMMONED(party=party)
    elif not over:
        yield from interview_day.not_lapsed(now, who)


def _summons(now: Moment, party: Party) -> tuple[Notices, date, tuple[datetime, datetime]]:
    """The notices, the day of the summons and the instant it names; there are such, else a bar had said so."""
    notices, served = party.last_notices, party.summoned_on
    summoned = interview_day.summoned_for(now.case, party)
    assert notices is not None, "bars asked for notices"
    assert served is not None, "bars asked for service"
    assert summoned is not None, "bars asked for service"
    return notices, served, summoned


NOT_THE_PRESIDER = Refusal(
    "NotThePresider",
    art(APL, "45"),
    Words("听述通知载明的主持人是{who}", "the party was told that {who} presides"),
    Words(
        "请由{who}以本人身份（命令行用 --as {presider}，接口用其令牌）举行听述（hold_interview）或者记录缺席（record_no_show）；"
        "更换主持人的，用 reschedule_interview",
        "let {who}, as themselves (`--as {presider}`, their own token over HTTP), hold it (`hold_interview`)"
        " or record the absence (`record_no_show`); another presider is named by `reschedule_interview`",
    ),
    Sort.PERSON,
)


def _by_its_presider(now: Moment, notices: Notices) -> Iterator[Refused]:
    if notices.summons.presider != now.actor.id:
        presider = notices.summons.presider
        yield NOT_THE_PRESIDER(who=now.called(presider), presider=presider)


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

    def said(self, case: Case) -> Iterator[Words]:
        yield from session_said(self.outcome.attendance, self.outcome.points)


FILE_NOT_SHOWN = Refusal(
    "FileNotShown",
    art(APL, "45"),
    Words("听述前没有让当事人查阅案卷", "the party could not see the file before the interview"),
    Words(
        "请先让当事人查阅案卷，再举行听述，并在 file_shown 中填写“是”",
        "let the party see the file, hold the interview then, and say so in `file_shown`",
    ),
)
BEFORE_THE_SUMMONED_DAY = Refusal(
    "BeforeTheSummonedDay",
    art(APL, "45"),
    Words("{on}早于通知的听述日期（{summoned}）", "{on} is before the day that was told, {summoned}"),
    Words(
        "请在{summoned}或者以后举行，并填写该日（on）",
        "hold it on {summoned} or later, and give that day (`on`)",
    ),
)


def _by_its_presider_when_due(now: Moment, party: int | None) -> Iterator[Refused]:
    """On a day that is still to come nothing can be recorded as held, whatever day is given."""
    notices, _, (earliest, _) = _summons(now, now.case.party(party))
    yield from _by_its_presider(now, notices)
    if now.today < civil(earliest):
        yield BEFORE_THE_SUMMONED_DAY(on=now.today, summoned=civil(earliest))


class HoldInterview(PartiesMove):
    """Record that the interview was held (举行听述): what was said, point by point, and the signed record."""

    title: ClassVar = Words("举行听述", "hold the interview")
    by: ClassVar = (Role.OFFICER, Role.PRESIDER)
    with_role: ClassVar = Role.RECORDER
    until_decision: ClassVar = True
    source: ClassVar = art(APL, "45")
    makes: ClassVar = (InterviewHeld,)

    on: Annotated[date, Label("听述日期", "day of the interview")]
    place: Annotated[Line, Label("地点", "place")]
    attendance: Attendance
    interpreter: Annotated[
        Line, Label("翻译", "interpreter", "需要翻译的，填写其姓名", "name, where one is needed")
    ] = ""
    guardian: Annotated[
        Line,
        Label(
            "法定代理人",
            "statutory agent",
            "当事人未成年或者无行为能力的，填写其法定代理人",
            "name, where the party is a minor or incapable person",
        ),
    ] = ""
    file_shown: Annotated[
        bool,
        Label(
            "已查阅案卷",
            "file shown",
            "听述前当事人能否查阅案卷",
            "whether the party could see the file before",
        ),
    ]
    points: SessionPoints = ()
    evidence: Annotated[
        UpToFiles[FileHash], Label("证据材料", "evidence", "当事人当场提交的", "what the parties handed in")
    ] = ()
    record: Annotated[
        FileHash,
        Label("听述笔录", "record", "签名的听述笔录扫描件", "scan of the signed record of the interview"),
    ]
    refusal: NotedRefusal = ""

    def acted_on(self, now: Moment) -> date:
        return self.on

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        not_summoned = tuple(_summoned(now, party, cls.source))
        yield from not_summoned
        if not not_summoned:
            yield from _by_its_presider_when_due(now, party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from took_place(now, self.source, self.on, Words("听述日期", "the day of the interview"))
        if not self.file_shown:
            yield FILE_NOT_SHOWN()
        yield from filled(
            self, under=art(APL, "47"), place=self.place, attendance=self.attendance, record=self.record
        )
        yield from points_of_parties_present(self.points, self.parties, self.source)
        for number in self.parties:
            party = now.case.party(number)
            _, served, (earliest, _) = _summons(now, party)
            # While a year is not published the earliest day may leave too short a notice.
            summoned = max(civil(earliest), interview_day.first_day(now.case, served))
            if self.on < summoned:
                yield BEFORE_THE_SUMMONED_DAY(on=self.on, summoned=summoned)

    def facts(self, now: Moment) -> Iterator[Fact]:
        for number in self.parties:
            yield InterviewHeld(party=number, outcome=self._outcome(now, number))

    def _outcome(self, now: Moment, party: int) -> InterviewOutcome:
        return InterviewOutcome(
            held=True,
            on=self.on,
            place=self.place,
            presider=now.actor.id,
            recorder=self.together_with or "",
            attendance=self.attendance,
            interpreter=self.interpreter,
            guardian=self.guardian,
            points=points_of(now.case.party(party), self.points, "I"),
            evidence=self.evidence,
            record=self.record,
            refusal=self.refusal,
        )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        notices = who.last_notices
        if notices is None or notices.outcome or who.waived(Right.INTERVIEW) or not who.pending:
            return None
        summoned = interview_day.summoned_for(case, who)
        # Before that day nothing can be recorded as held.
        return None if summoned is None or interview_day.lapsed(case, who) else civil(summoned[0])

    @classmethod
    def awaited_of(cls, case: Case, party: int | None) -> str:
        last = case.party(party).last_notices
        return last.summons.presider if last else ""


class InterviewMissed(PartyFact):
    """The party did not come: no waiver of anything (行政处罚法 第62条)."""

    title: ClassVar = Words("听述缺席", "interview missed")
    informs: ClassVar = (Role.OFFICER,)
    outcome: InterviewOutcome

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(outcome=self.outcome)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "{party}未到场；缺席不是放弃（行政处罚法第六十二条）",
            "{party} did not come; that waives nothing (Administrative Penalty Law art. 62)",
        ).filled(party=case.party(self.party).said)


INTERVIEW_NOT_YET_DUE = Refusal(
    "InterviewNotYetDue",
    art(APL, "62"),
    Words(
        "当事人{party}的听述时间（{hour}）未到",
        "the interview of party {party} is at {hour}, which is still to come",
    ),
    Words(
        "请等到{hour}；届时仍未到场的，再记录缺席（record_no_show）",
        "wait until {hour}; who has not come by then is recorded as absent (`record_no_show`)",
    ),
)


class RecordNoShow(PartiesMove):
    """Record that a party summoned in time did not come (缺席). It gives up nothing by that."""

    title: ClassVar = Words("记录缺席", "record that a party did not come")
    by: ClassVar = (Role.OFFICER, Role.PRESIDER)
    source: ClassVar = art(APL, "62")
    makes: ClassVar = (InterviewMissed,)

    note: Annotated[
        Text, Label("等候情况", "note", "为等候当事人做了什么", "what was done to wait for the party")
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        not_summoned = tuple(_summoned(now, party, cls.source))
        yield from not_summoned
        if not not_summoned:
            who = now.case.party(party)
            notices, _, (_, latest) = _summons(now, who)
            yield from _by_its_presider(now, notices)
            if now.at < latest:
                hour = f"{latest.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
                yield INTERVIEW_NOT_YET_DUE(party=who.id, hour=hour)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, note=self.note)

    def facts(self, now: Moment) -> Iterator[Fact]:
        for number in self.parties:
            _, _, (_, latest) = _summons(now, now.case.party(number))
            outcome = InterviewOutcome(held=False, on=civil(latest), presider=now.actor.id, note=self.note)
            yield InterviewMissed(party=number, outcome=outcome)


MOVES = (HoldInterview, RecordNoShow)
FACTS = (InterviewHeld, InterviewMissed)
