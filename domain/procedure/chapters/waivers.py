"""Waivers (放弃权利): a party expressly gives up one named right; only the clock of that right ends."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party, Right, Waiver
from domain.case.people import Role
from domain.labels import Label
from domain.law.articles import art
from domain.procedure.chapters.documents import DocumentsVoided
from domain.procedure.gates import agents, hearing_over, new_evidence, speaking
from domain.procedure.gates.agents import ActingAgent
from domain.procedure.gates.speaking import Postmark, Received
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
from domain.record import FileHash

BEFORE_SERVICE = Words(
    "送达之前放弃的，不产生效力（行政处罚法第六十二条）",
    "given before service, it ends nothing (Administrative Penalty Law art. 62)",
)


class Waived(PartyFact):
    """One right was expressly given up; the others stay."""

    title: ClassVar = Words("已放弃权利", "right waived")
    informs: ClassVar = (Role.OFFICER,)
    waiver: Waiver

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(waivers=(*party.notices[-1].waivers, self.waiver))

    def said(self, case: Case) -> Iterator[Words]:
        party, waiver = case.party(self.party), self.waiver
        yield Words("{party}：{on}明确放弃{right}", "{party}: {right}, expressly waived on {on}").filled(
            party=party.said, right=waiver.right, on=waiver.on
        )
        told_on = _told_on(party, waiver.right)
        if told_on is None or waiver.on < told_on:
            yield BEFORE_SERVICE


def _told_on(party: Party, right: Right) -> date | None:
    """Since when a right can be given up: the service of the notices, or of the last notice of new evidence."""
    if right is not Right.NEW_EVIDENCE:
        return party.notices_served_on
    told = party.last_notices.new_evidence if party.last_notices else ()
    days = [new_evidence.served_on(party, item) for item in told]
    return max((day for day in days if day), default=None) if all(days) else None


WAIVER_NOT_EXPRESS = Refusal(
    "WaiverNotExpress",
    art(APL, "62"),
    Words("放弃权利须明确，没有签名的书面材料", "a waiver is express, and there is no signed form"),
    Words(
        "请上传签名的放弃声明（在 form 中填写其 SHA-256）",
        "upload the signed form (and name it in `form` by its SHA-256)",
    ),
    Sort.FORM,
)
WAIVED_ALREADY = Refusal(
    "WaivedAlready",
    art(APL, "62"),
    Words("该权利（{right}）已于{on}放弃", "this right ({right}) was waived on {on} already"),
    Words(
        "不必再次放弃；要放弃其他权利的，请在 right 中另选", "to give up another right, choose it in `right`"
    ),
)


HEARING_ASKED_FOR = Refusal(
    "HearingAskedFor",
    art(APL, "64(1)"),
    Words("当事人{party}已于{on}要求听证", "party {party} asked for a hearing on {on}"),
    Words(
        "不再要求听证的，请记录撤回（withdraw_hearing_request）",
        "where it wants none any more, record that it withdraws its request (withdraw_hearing_request)",
    ),
)


class Waive(PartyMove):
    """Expressly give up one named right (明确放弃). One waiver never ends another right."""

    title: ClassVar = Words("放弃权利", "waive a right")
    by: ClassVar = (Role.PARTY, Role.OFFICER)
    source: ClassVar = art(APL, "62")
    makes: ClassVar = (Waived, DocumentsVoided)

    right: Annotated[
        Right, Label("放弃的权利", "right", "一次只放弃一项权利", "one right at a time; the others stay")
    ]
    form: Annotated[
        FileHash,
        Label(
            "放弃声明",
            "signed form",
            "签名的书面材料或者电子签名记录",
            "the signed form, or the record of the e-signature",
        ),
    ]
    on: Received
    posted_on: Postmark = None
    agent: ActingAgent = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from speaking.may_speak(now, party, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from speaking.received_in_order(now, party, self.on, self.posted_on, self.source)
        yield from agents.may_act(party, self.agent)
        if not self.form:
            yield WAIVER_NOT_EXPRESS()
        yield from self._hearing_not_asked_for(party)
        last = party.last_notices
        # One given before service ends nothing, and is given anew after it.
        if last and (waiver := last.waived(self.right, _told_on(party, self.right) or date.min)):
            yield WAIVED_ALREADY(right=self.right, on=waiver.on)

    def _hearing_not_asked_for(self, party: Party) -> Iterator[Refused]:
        """A hearing that was asked for is no longer waived: its request is withdrawn, unless it is over."""
        if self.right is not Right.HEARING:
            return
        request = party.last_notices.hearing_request if party.last_notices else None
        over = list(hearing_over.not_over(party))
        yield from over
        if request and not over:
            yield HEARING_ASKED_FOR(party=party.id, on=request.on)

    def facts(self, now: Moment) -> Iterator[Fact]:
        party, on = now.case.party(self.party), self.posted_on or self.on
        yield Waived(party=self.party, waiver=Waiver(right=self.right, on=on, form=self.form))
        counts = party.notices_served_on is not None and party.notices_served_on <= on
        if self.right is Right.INTERVIEW and counts and party.reschedulings_untold:
            yield DocumentsVoided(documents=party.reschedulings_untold)


MOVES = (Waive,)
FACTS = (Waived,)
