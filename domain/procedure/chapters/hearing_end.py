"""The hearing ended (终止听证): who does not come without good reason, or leaves without leave, gives it up."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.sessions import HearingEnd, HearingEndGround
from domain.labels import Label
from domain.law.articles import art
from domain.lengths import Text
from domain.procedure.chapters.hearing import DAY, on_its_day, plan_of, to_come
from domain.procedure.faults import filled
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
)
from domain.procedure.sessions import (
    SessionPoints,
    points_of,
    points_of_parties_present,
    points_said,
    took_place,
)
from domain.record import FileHash


class HearingEnded(PartyFact):
    """The hearing was ended: the right to it counts as given up (行政处罚法 第64条第6项)."""

    title: ClassVar = Words("听证已终止", "hearing ended")
    informs: ClassVar = (Role.OFFICER,)
    end: HearingEnd

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(hearing_end=self.end).with_decision_overtaken()

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：{ground}；{note}", "{party}: {ground}; {note}").filled(
            party=case.party(self.party).said, ground=self.end.ground, note=self.end.note
        )
        yield from points_said(self.end.points)


HEARING_HOUR_NOT_COME = Refusal(
    "HearingHourNotCome",
    art(APL, "64(6)"),
    Words(
        "当事人{party}的听证时间（{hour}）未到",
        "the hearing of party {party} is at {hour}, which is still to come",
    ),
    Words(
        "请等到{hour}；届时无正当理由拒不出席的，再终止听证（end_hearing）",
        "wait until {hour}; end the hearing of who has not come by then without good reason (`end_hearing`)",
    ),
)
POINTS_OF_THE_ABSENT = Refusal(
    "PointsOfTheAbsent",
    art(APL, "64(6)"),
    Words("当事人没有出席，却记有其意见", "the party did not come, and yet points of it are recorded"),
    Words(
        "请删去 points；当事人到场后退出的，在 ground 中选择 left",
        "leave out `points`; where the party came and left, choose left as `ground`",
    ),
    Sort.FORM,
)


class EndHearing(PartiesMove):
    """End the hearing (终止听证) of a party that does not come without good reason, or leaves without leave.

    Where there is a good reason, notice of another day is given instead.
    """

    title: ClassVar = Words("终止听证", "end the hearing")
    by: ClassVar = (Role.PRESIDER,)
    hearing: ClassVar = True
    source: ClassVar = art(APL, "64(6)")
    makes: ClassVar = (HearingEnded,)

    on: Annotated[
        date, Label("听证日期", "day of the hearing", "须为通知的日期", "the day that was notified")
    ]
    ground: Annotated[HearingEndGround, Label("终止情形", "ground")]
    note: Annotated[
        Text,
        Label(
            "情况说明",
            "note",
            "如何等候、联系，当事人是否说明理由",
            "how the party was waited for and called, and whether it gave a reason",
        ),
    ]
    points: SessionPoints = ()
    record: Annotated[
        FileHash,
        Label("终止听证记录", "record", "签名的终止听证记录扫描件", "scan of the signed record of its end"),
    ]

    def acted_on(self, now: Moment) -> date:
        return self.on

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from to_come(now, party, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from took_place(now, self.source, self.on, DAY)
        yield from filled(self, note=self.note, record=self.record)
        yield from points_of_parties_present(self.points, self.parties, self.source)
        if self.points and self.ground is HearingEndGround.NO_SHOW:
            yield POINTS_OF_THE_ABSENT()
        for number in self.parties:
            yield from on_its_day(now, number, self.on)
            yield from self._hour_has_come(now, number)

    def _hour_has_come(self, now: Moment, party: int) -> Iterator[Refused]:
        plan, _ = plan_of(now.case, party)
        hour = datetime.combine(plan.on, time.fromisoformat(plan.time), SHANGHAI)
        if now.at < hour:
            yield HEARING_HOUR_NOT_COME(party=party, hour=f"{hour:%Y-%m-%d %H:%M}")

    def facts(self, now: Moment) -> Iterator[Fact]:
        for number in self.parties:
            end = HearingEnd(
                on=self.on,
                ground=self.ground,
                note=self.note,
                record=self.record,
                points=points_of(now.case.party(number), self.points, "H"),
            )
            yield HearingEnded(party=number, end=end)


MOVES = (EndHearing,)
FACTS = (HearingEnded,)
