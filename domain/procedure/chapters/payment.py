"""Payment (缴款): into the bank that the decision names, within its term."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.executing import Payment
from domain.case.parties import Party
from domain.case.people import Role
from domain.labels import YUAN, Label
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.debts import Debt, debt, known_debt, more_time, settled_on
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import parties
from domain.procedure.language import APL, Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Sort, Stamp
from domain.procedure.measuring import Clock, Span
from domain.record import FileHash


class PaymentRecorded(PartyFact):
    """A payment came in."""

    title: ClassVar = Words("已缴款", "payment recorded")
    informs: ClassVar = (Role.OFFICER,)
    payment: Payment

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"payments": (*party.payments, self.payment)})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "{party}：{on} 缴款 {amount:,}元{late}", "{party}: {amount:,} yuan paid on {on}{late}"
        ).filled(
            party=case.party(self.party).said,
            on=self.payment.on,
            amount=self.payment.amount,
            late=_OF_WHICH.filled(add_on=self.payment.add_on) if self.payment.add_on else "",
        )


_OF_WHICH = Words("（其中加处罚款 {add_on:,}元）", " ({add_on:,} yuan of them add-on fine)")


DECISION_NOT_SERVED = Refusal(
    "DecisionNotServed",
    art(APL, "61"),
    Words(
        "对当事人{party}的决定书尚未送达",
        "the decision on party {party} has not been served",
    ),
    Words("请先送达（record_service）", "serve it first (record_service)"),
)
NOTHING_TO_PAY = Refusal(
    "NothingToPay",
    art(APL, "67"),
    Words("当事人{party}没有待缴款项", "nothing is left for party {party} to pay"),
    Words(
        "无须再办；各当事人均执行完毕的，请结案（close_case）",
        "nothing is left to do here: close the case when every party is done (close_case)",
    ),
)
AMOUNT_NOT_POSITIVE = Refusal(
    "AmountNotPositive",
    art(APL, "67"),
    Words("缴款数额（{amount}元）不大于零", "the amount ({amount} yuan) is not above zero"),
    Words("请在 amount 中填写大于零的数额（元）", "give an amount above zero, in yuan, in `amount`"),
    Sort.FORM,
)
MORE_THAN_DUE = Refusal(
    "MoreThanDue",
    art(APL, "67"),
    Words(
        "缴款数额{amount:,}元超过应缴余额{left:,}元：{trace}",
        "{amount:,} yuan are more than the {left:,} yuan that are left to pay: {trace}",
    ),
    Words("请核对 amount 和 on，不超过{left:,}元", "check `amount` and `on`: at most {left:,} yuan"),
    Sort.FORM,
)
ADD_ON_APART = Refusal(
    "AddOnApart",
    art(APL, "72.1(1)"),
    Words(
        "其中的加处罚款{add_on:,}元不是尚欠的：尚欠本金{principal:,}元、加处罚款{late:,}元",
        "{add_on:,} yuan of add-on fine are not what is owed: left are {principal:,} yuan of principal and {late:,} yuan of"
        " add-on fine",
    ),
    Words(
        "请核对 add_on；不填的，先抵本金，余下的为加处罚款",
        "check `add_on`; left out, the principal is paid first and what is more is add-on fine",
    ),
    Sort.FORM,
)


class RecordPayment(PartyMove):
    """Record a payment into the bank named in the decision (记录缴款)."""

    title: ClassVar = Words("记录缴款", "record a payment")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "67")
    makes: ClassVar = (PaymentRecorded,)
    within: ClassVar = TermKey.PAYMENT

    on: Annotated[date, Label("缴款日期", "day of payment")]
    amount: Annotated[
        Decimal,
        Label(
            "缴款数额",
            "amount",
            "连同加处罚款，不超过缴款当日的应缴余额",
            "add-on fine included; at most what is owed on the day of payment",
            YUAN,
        ),
    ]
    add_on: Annotated[
        Decimal | None,
        Label(
            "其中加处罚款",
            "add-on fine in it",
            "不填的，先抵本金，余下的为加处罚款",
            "left out, the principal is paid first and what is more is add-on fine",
            YUAN,
        ),
    ] = None
    proof: Annotated[
        FileHash,
        Label(
            "缴款凭证",
            "receipt",
            "银行出具的缴款凭证（文件的 SHA-256）",
            "the bank's receipt (SHA-256 of the file)",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.decided(now, party)
        who = now.case.party(party)
        if who.decision and who.decision_service is None:
            yield DECISION_NOT_SERVED(party=party)
        elif who.decision and ((owed := debt(now.case, who, now.today)) is None or owed.left <= 0):
            yield NOTHING_TO_PAY(party=party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("缴款日期", "the day of payment"),
            after=party.decision.on if party.decision else None,
            event=Words("决定之日", "the day of the decision"),
        )
        yield from filled(self, proof=self.proof)
        if self.amount <= 0:
            yield AMOUNT_NOT_POSITIVE(amount=self.amount)
        elif (owed := debt(now.case, party, self.on)) is not None:
            yield from self._within(owed)

    def _within(self, owed: Debt) -> Iterator[Refused]:
        if self.amount > owed.left:
            yield MORE_THAN_DUE(amount=self.amount, left=owed.left, trace=owed.trace)
        elif self.add_on is not None and not (
            0 <= self.add_on <= owed.add_on_left and 0 <= self.amount - self.add_on <= owed.principal_left
        ):
            yield ADD_ON_APART(add_on=self.add_on, principal=owed.principal_left, late=owed.add_on_left)

    def facts(self, now: Moment) -> Iterator[Fact]:
        party = now.case.party(self.party)
        left = max(party.payable - party.principal_paid, Decimal(0))
        add_on = max(self.amount - left, Decimal("0.00")) if self.add_on is None else self.add_on
        yield PaymentRecorded(
            party=self.party,
            payment=Payment(on=self.on, amount=self.amount, proof=self.proof, add_on=add_on),
        )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        service = who.decision_service
        if service is None or not who.payable or who.recovery.ended_on or settled_on(case, who):
            return None
        if who.paid_up_on and (owed := known_debt(case, who, who.paid_up_on)) and owed.left <= 0:
            return None  # what is left is to be given back
        return service.served_on


def _payment(case: Case, party: Party | None) -> Iterator[Span]:
    service = party.decision_service if party else None
    if party and service and party.decision and party.decision.payable > 0:
        # Of what nothing stands nothing need be paid any more; who had paid before that paid when he did.
        changed = party.recovery.changing
        yield Span(
            start=service.served_on,
            ended_on=party.paid_in_full_on,
            lapsed_on=changed.on if changed and not party.payable else None,
            extended_by=more_time(case, party),
        )


MOVES = (RecordPayment,)
FACTS = (PaymentRecorded,)
CLOCKS = (Clock(TermKey.PAYMENT, owner=Role.OFFICER, per_party=True, of_decision=True, span=_payment),)
