"""Reopening (重新打开): a closing is undone where something is left to be done that a closed case does not take."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.closing import Closing
from domain.case.people import Role
from domain.labels import Label
from domain.law.provisions import Provision, of_sector
from domain.lengths import Text
from domain.procedure.chapters.closing import trigger_on
from domain.procedure.faults import filled
from domain.procedure.language import Fact, Moment, Move, Refusal, Refused, Stamp


class CaseReopened(Fact):
    """The closing was undone: the case is open again, and is closed anew when nothing is left to be done."""

    title: ClassVar = Words("案件已重新打开", "case reopened")
    component: ClassVar = "closing"
    informs: ClassVar = (Role.OFFICER,)
    reason: Text

    def change(self, case: Case, stamp: Stamp) -> Closing:
        return case.closing.undone(stamp.on, self.reason)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{reason}", "{reason}").filled(reason=self.reason)


NOT_CLOSED = Refusal(
    "NotClosed",
    of_sector(Provision.CLOSING),
    Words("案件没有结案", "the case is not closed"),
    Words(
        "无须重新打开：请直接办理所要办理的事项（见 tingshu case moves）",
        "there is nothing to reopen: make the move itself (see `tingshu case moves`)",
    ),
)


class Reopen(Move):
    """Reopen a closed case (重新打开), with the reason [I]; its dossier is sealed anew when it is closed again."""

    title: ClassVar = Words("重新打开", "reopen the case")
    by: ClassVar = (Role.HEAD, Role.SUPERVISOR)
    source: ClassVar = of_sector(Provision.CLOSING)
    makes: ClassVar = (CaseReopened,)

    reason: Annotated[
        Text,
        Label(
            "理由",
            "reason",
            "结案后还须办理什么，依据何在",
            "what is left to be done after the closing, and on what ground",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if now.case.closing.closed_on is None:
            yield NOT_CLOSED()

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield CaseReopened(reason=self.reason)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        """Since a remedy has left to be done anew what the closing rested on."""
        closed_on = case.closing.closed_on
        if closed_on is None or trigger_on(case) is not None:
            return None
        changing = (p.recovery.changing for p in case.parties.all)
        return max([closed_on, *(overturned.on for overturned in changing if overturned)])


MOVES = (Reopen,)
FACTS = (CaseReopened,)
