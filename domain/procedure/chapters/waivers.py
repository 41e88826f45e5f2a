"""Waivers (放弃权利): a party expressly gives up one named right; only the clock of that right ends."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.parties import Party, Right, Waiver
from domain.case.people import Role
from domain.law.articles import art
from domain.procedure.chapters.statements import came_in, speaks
from domain.procedure.language import (
    APL,
    MALFORMED,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refused,
    Stamp,
)
from domain.record import FileHash


class Waived(PartyFact):
    """One right was expressly given up; the others stay."""

    title: ClassVar = Words("已放弃权利", "waived")
    informs: ClassVar = (Role.OFFICER,)
    waiver: Waiver

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        notices = party.last_notices
        assert notices is not None, "a right is waived after the notices"
        return party.with_last_notices(waivers=(*notices.waivers, self.waiver))


class Waive(PartyMove):
    """Expressly give up one named right (明确放弃). One waiver never ends another right."""

    title: ClassVar = Words("放弃权利", "waive")
    by: ClassVar = (Role.PARTY, Role.OFFICER)
    source: ClassVar = art(APL, "62")
    makes: ClassVar = (Waived,)

    right: Right
    form: FileHash
    """SHA-256 of the signed form, or of the e-signature's record."""
    on: date
    """Day of receipt."""
    posted_on: date | None = None
    """Postmark: it counts instead of the day of receipt (民事诉讼法 第85条)."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from speaks(now, party, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from came_in(now, party, self.on, self.posted_on, self.source)
        if not self.form:
            yield Refused(
                "WaiverNotExpress",
                self.source,
                "放弃权利须明确：请上传签名的书面材料 · a waiver is express: upload the signed form",
                MALFORMED,
            )
        last = party.last_notices
        if last and last.waived(self.right):
            yield Refused("WaivedAlready", self.source, "该权利已经放弃 · this right is waived already")

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield Waived(
            party=self.party, waiver=Waiver(right=self.right, on=self.posted_on or self.on, form=self.form)
        )


MOVES = (Waive,)
FACTS = (Waived,)
