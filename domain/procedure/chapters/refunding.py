"""Refunds (退还): what was paid too much, once a remedy left less of the decision, goes back."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.recovering import Refund
from domain.labels import YUAN, Label
from domain.law.articles import art
from domain.procedure.chapters.payment import AMOUNT_NOT_POSITIVE
from domain.procedure.debts import Debt, debt, known_debt
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
    decision: int | None = None
    """The document of the decision on which it had been paid, where that is not the present one."""

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        refunds = (*party.recovery_of(self.decision).refunds, self.refund)
        return party.with_recovery(self.decision, refunds=refunds)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：{on} 退还 {amount:,}元", "{party}: {amount:,} yuan given back on {on}").filled(
            party=case.party(self.party).said, on=self.refund.on, amount=self.refund.amount
        )


NOTHING_TO_REFUND = Refusal(
    "NothingToRefund",
    art(APL, "73"),
    Words("当事人{party}没有多缴的款项", "party {party} has paid nothing too much"),
    Words(
        "决定经复议、诉讼撤销或者变更的，先记录（record_remedy）；确有错误的，由负责人撤销、变更（set_aside_decision）",
        "where a remedy revoked or varied the decision, record that first (record_remedy); where it is wrong a head sets it"
        " aside (set_aside_decision)",
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
        who = now.case.party(party)
        if not who.earlier:
            yield from parties.decided(now, party)
        if (who.decision or who.earlier) and not any(_paid_too_much(now.case, who, now.today)):
            yield NOTHING_TO_REFUND(party=party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        too_much = list(_paid_too_much(now.case, now.case.party(self.party), now.today))
        under = [one for one, _ in too_much]
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("退还日期", "the day of the refund"),
            after=min(map(_too_much_since, under), default=None),
            event=Words("多缴之日", "the day since which too much was paid"),
        )
        yield from filled(self, proof=self.proof)
        found = [owed for _, owed in too_much]
        most = sum((owed.refundable for owed in found), Decimal("0.00"))
        if self.amount <= 0:
            yield AMOUNT_NOT_POSITIVE(amount=self.amount)
        elif self.amount > most:
            yield MORE_THAN_PAID_TOO_MUCH(
                amount=self.amount, most=most, trace=listed(owed.trace for owed in found)
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        """Say of each decision what went back of it, the earliest first."""
        party, left = now.case.party(self.party), self.amount
        for under, owed in _paid_too_much(now.case, party, now.today):
            amount = min(left, owed.refundable)
            if not amount:
                return
            left -= amount
            principal = min(max(under.principal_paid - under.payable, Decimal("0.00")), amount)
            refund = Refund(on=self.on, amount=amount, add_on=amount - principal, proof=self.proof)
            assert under.decision is not None, "nothing is owed without one"
            yield Refunded(
                party=self.party,
                refund=refund,
                decision=None if under is party else under.decision.document,
            )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        due = (_to_give_back_since(case, under) for under in case.party(party).as_decided)
        return min((on for on in due if on), default=None)


def _paid_too_much(case: Case, party: Party, on: date) -> Iterator[tuple[Party, Debt]]:
    """The decisions on a party under which something was paid too much, and what is owed under each."""
    for under in party.as_decided:
        owed = debt(case, under, on)
        if owed and owed.refundable:
            yield under, owed


def _too_much_since(under: Party) -> date:
    """The earliest day of a refund: something was paid, and what was to be paid had been made less, if ever it was.

    A refund dated before would count as unpaid for days on which nothing was late (第72、73条).
    """
    first_paid = min(p.on for p in under.payments)
    made_less = (o.on for o in under.recovery.overturnings if o.penalties is not None)
    return max(first_paid, min(made_less, default=first_paid))


def _to_give_back_since(case: Case, under: Party) -> date | None:
    """Since when something is to be given back: what is owed was made less, or days that were paid for do not count (第73条)."""
    if not under.payments:
        return None
    changing = under.recovery.changing
    last = max([*(p.on for p in under.payments), *([changing.on] if changing else [])])
    owed = known_debt(case, under, last)
    return last if owed and owed.refundable else None


MOVES = (RecordRefund,)
FACTS = (Refunded,)
