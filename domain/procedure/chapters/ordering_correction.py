"""Ordering correction (责令改正): the party puts right what it did, whether it is punished for it or not (行政处罚法 第28条第1款).

The day is the head's to set, and the party's to keep: no term of law runs, and no gate asks whether it was kept.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.correction_orders import CorrectionOrder
from domain.case.documents import DocumentKind
from domain.case.parties import Party
from domain.case.people import Role
from domain.labels import Label
from domain.law.articles import art
from domain.lengths import Text
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.faults import filled
from domain.procedure.gates import parties
from domain.procedure.language import APL, Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Sort, Stamp


class CorrectionOrdered(PartyFact):
    """A party was ordered to put something right; an order whose document lacked something is replaced by it."""

    title: ClassVar = Words("已责令改正", "correction ordered")
    informs: ClassVar = (Role.OFFICER,)
    order: CorrectionOrder
    instead_of: tuple[int, ...] = ()

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        kept = (one for one in party.correction_orders if one.document not in self.instead_of)
        return party.model_copy(update={"correction_orders": (*kept, self.order)})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：{until}前，{what}", "{party}: by {until}, {what}").filled(
            party=case.party(self.party).said, until=self.order.until, what=self.order.what
        )


CORRECTION_DAY_PAST = Refusal(
    "CorrectionDayPast",
    art(APL, "28.1"),
    Words(
        "改正期限（{until}）早于今天（{today}）",
        "the last day to correct ({until}) is before today ({today})",
    ),
    Words(
        "请在 until 中填写今天或者以后的日期；立即改正的，填写今天",
        "give in `until` today or a later day; today where it is to be done at once",
    ),
    Sort.FORM,
)


class OrderCorrection(PartyMove):
    """Order a party to put right what it did (责令改正), by a day; the order is served on it."""

    title: ClassVar = Words("责令改正", "order correction")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = art(APL, "28.1")
    makes: ClassVar = (CorrectionOrdered, DocumentsOrdered, DocumentApproved)

    what: Annotated[
        Text,
        Label(
            "改正内容", "what is to be corrected", "逐项写明如何改正", "each thing, and how it is put right"
        ),
    ]
    until: Annotated[
        date, Label("改正期限", "until", "含当日；立即改正的填写当日", "inclusive; today where it is at once")
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        if who.decision is None:
            yield from parties.undecided(who, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, what=self.what)
        if self.until < now.today:
            yield CORRECTION_DAY_PAST(until=self.until, today=now.today)

    def facts(self, now: Moment) -> Iterator[Fact]:
        lacking = tuple(one.document for one in _lacking(now.case, now.case.party(self.party)))
        order = final(now.case, DocumentKind.CORRECTION_ORDER, self.party).model_copy(
            update={"voids": lacking}
        )
        made = CorrectionOrder(
            document=order.documents[0].id,
            what=self.what,
            until=self.until,
            ordered_on=now.today,
            by=now.actor.id,
        )
        yield CorrectionOrdered(party=self.party, order=made, instead_of=lacking)
        yield order
        yield approved(order, now.actor.id)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        """Only anew, where the document of an order lacks something."""
        who = case.party(party)
        if case.closing.closed_on or who.left or (who.ended and who.undecided):
            return None
        return min((one.ordered_on for one in _lacking(case, who)), default=None)


def _lacking(case: Case, party: Party) -> Iterator[CorrectionOrder]:
    return (o for o in party.correction_orders if case.documents.known(o.document).lacks_something)


MOVES = (OrderCorrection,)
FACTS = (CorrectionOrdered,)
