"""Refunds (退还): what was paid too much, once a remedy left less of the decision, goes back."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.recovering import Refund
from domain.labels import YUAN, Label
from domain.law.articles import art
from domain.procedure.chapters.payment import AMOUNT_NOT_POSITIVE
from domain.procedure.debts import debt, known_debt
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import parties
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


class Refunded(PartyFact):
    """Money was given back."""

    title: ClassVar = Words("已退还", "refunded")
    informs: ClassVar = (Role.OFFICER,)
    refund: Refund

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        refunds = (*party.recovery.refunds, self.refund)
        return party.with_recovery(refunds=refunds)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：{on} 退还 {amount:,}元", "{party}: {amount:,} yuan given back on {on}").filled(
            party=case.party(self.party).said, on=self.refund.on, amount=self.refund.amount
        )


NOTHING_TO_REFUND = Refusal(
    "NothingToRefund",
    art(APL, "73"),
    Words("当事人{party}没有多缴的款项", "party {party} has paid nothing too much"),
    Words(
        "决定经复议、诉讼撤销或者变更的，先记录（record_remedy）",
        "where a remedy revoked or varied the decision, record that first (record_remedy)",
    ),
)
MORE_THAN_PAID_TOO_MUCH = Refusal(
    "MoreThanPaidTooMuch",
    art(APL, "73"),
    Words(
        "退还数额{amount:,}元超过多缴的{most:,}元：{trace}",
        "{amount:,} yuan are more than the {most:,} yuan that were paid too much: {trace}",
    ),
    Words("请核对 amount，不超过{most:,}元", "check `amount`: at most {most:,} yuan"),
    Sort.FORM,
)


class RecordRefund(PartyMove):
    """Record what was given back of what was paid too much (记录退还)."""

    title: ClassVar = Words("记录退还", "record a refund")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "73")
    makes: ClassVar = (Refunded,)

    on: Annotated[date, Label("退还日期", "day of the refund")]
    amount: Annotated[
        Decimal,
        Label("退还数额", "amount", "不超过多缴的数额", "at most what was paid too much", YUAN),
    ]
    proof: Annotated[
        FileHash,
        Label(
            "退还凭证", "receipt", "退款凭证（文件的 SHA-256）", "proof of the refund (SHA-256 of the file)"
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.decided(now, party)
        who = now.case.party(party)
        owed = debt(now.case, who, now.today)
        if who.decision and (owed is None or not owed.refundable):
            yield NOTHING_TO_REFUND(party=party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("退还日期", "the day of the refund"),
            after=min((p.on for p in party.payments), default=None),
            event=Words("缴款之日", "the day of payment"),
        )
        yield from filled(self, proof=self.proof)
        owed = debt(now.case, party, now.today)
        if self.amount <= 0:
            yield AMOUNT_NOT_POSITIVE(amount=self.amount)
        elif owed is not None and self.amount > owed.refundable:
            yield MORE_THAN_PAID_TOO_MUCH(amount=self.amount, most=owed.refundable, trace=owed.trace)

    def facts(self, now: Moment) -> Iterator[Fact]:
        party = now.case.party(self.party)
        principal = min(max(party.principal_paid - party.payable, Decimal("0.00")), self.amount)
        refund = Refund(on=self.on, amount=self.amount, add_on=self.amount - principal, proof=self.proof)
        yield Refunded(party=self.party, refund=refund)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        changing = who.recovery.changing
        if changing is None or changing.ended_on is None or not who.payments:
            return None
        last = max(changing.ended_on, *(p.on for p in who.payments))
        owed = known_debt(case, who, last)
        return last if owed and owed.refundable else None


MOVES = (RecordRefund,)
FACTS = (Refunded,)
