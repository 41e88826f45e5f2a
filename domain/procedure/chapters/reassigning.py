"""Reassigning (变更承办人): other officers take a case over; gate 1 looks at its whole history."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.people import Capacity, Role
from domain.labels import Label
from domain.law.articles import art
from domain.lengths import Text, UpToOfficers
from domain.procedure.chapters.drafting import OfficersNamed
from domain.procedure.faults import filled
from domain.procedure.gates import draft
from domain.procedure.language import APL, Fact, Moment, Move, Refusal, Refused
from domain.record import PersonId

SAME_OFFICERS = Refusal(
    "SameOfficers",
    art(APL, "42"),
    Words("承办人没有变化", "these are the present officers of the case"),
    Words(
        "请在 officers 中填写变更后的全部承办人",
        "give in `officers` all who are to be its officers from now on",
    ),
)


class Reassign(Move):
    """Name other officers of the case (变更承办人), with the reason; who was one before stays known as such."""

    title: ClassVar = Words("变更承办人", "reassign the case")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = art(APL, "42")
    makes: ClassVar = (OfficersNamed,)

    officers: Annotated[
        UpToOfficers[PersonId],
        Capacity.OFFICER,
        Label("承办人", "officers", "变更后的全部承办人，至少两人", "all of them from now on, two at least"),
    ]
    reason: Annotated[Text, Label("变更理由", "reason")]

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from draft.officers_fit(now, now.case.identity.agency.code, self.officers)
        if set(self.officers) == {officer.id for officer in now.case.people.officers}:
            yield SAME_OFFICERS()
        yield from filled(self, reason=self.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield OfficersNamed(officers=tuple(now.people[o] for o in self.officers), reason=self.reason)


MOVES = (Reassign,)
