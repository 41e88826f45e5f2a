"""More time to pay (延期、分期缴纳罚款): on the party's written application, by the head (行政处罚法 第66条)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.recovering import Instalment, PaymentPlan
from domain.labels import Label
from domain.law.articles import art
from domain.lengths import Text, UpToInstalments
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.chapters.payment import DECISION_NOT_SERVED
from domain.procedure.debts import debt, fine_left
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

HARDSHIP = art(APL, "66")


class PaymentDeferred(PartyFact):
    """The party was given more time to pay its fine."""

    title: ClassVar = Words("已准予延期、分期缴纳", "more time to pay granted")
    informs: ClassVar = (Role.OFFICER,)
    plan: PaymentPlan

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        plans = (*party.recovery.plans, self.plan)
        return party.with_recovery(plans=plans)

    def said(self, case: Case) -> Iterator[Words]:
        parts = (
            Words("{until}前 {amount:,}元", "{amount:,} yuan by {until}").filled(
                until=part.until, amount=part.amount
            )
            for part in self.plan.instalments
        )
        yield Words("{party}：{parts}", "{party}: {parts}").filled(
            party=case.party(self.party).said, parts=listed(parts)
        )


NO_FINE_LEFT = Refusal(
    "NoFineLeft",
    HARDSHIP,
    Words("当事人{party}没有待缴的罚款", "no fine is left for party {party} to pay"),
    Words(
        "只有罚款可以延期、分期缴纳；其余款项照常缴纳（record_payment）",
        "only a fine is put off; whatever else is owed is paid in its time (record_payment)",
    ),
)
NOT_LATER = Refusal(
    "NotLater",
    HARDSHIP,
    Words(
        "{until}不晚于今天（{today}）和法定缴款期限（{last_day}）",
        "{until} is not later than today ({today}) and the last day that the law gives ({last_day})",
    ),
    Words("请在 until 中填写更晚的日期", "give a later day in `until`"),
    Sort.FORM,
)


class _MoreTime(PartyMove):
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = HARDSHIP
    makes: ClassVar = (PaymentDeferred, DocumentsOrdered, DocumentApproved)

    applied_on: Annotated[
        date, Label("申请日期", "applied on", "当事人提出书面申请之日", "day of the application")
    ]
    application: Annotated[
        FileHash,
        Label(
            "书面申请",
            "application",
            "当事人签名或者盖章的申请（文件的 SHA-256）",
            "the party's signed application (SHA-256 of the file)",
        ),
    ]
    reason: Annotated[
        Text,
        Label("理由", "reason", "当事人有何经济困难，有何证明", "which hardship, and what proves it"),
    ]

    def planned(self, now: Moment) -> tuple[Instalment, ...]:
        """What is to be paid until when."""
        raise NotImplementedError

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.decided(now, party)
        who = now.case.party(party)
        if who.decision and who.decision_service is None:
            yield DECISION_NOT_SERVED(party=party)
        elif who.decision and fine_left(who) <= 0:
            yield NO_FINE_LEFT(party=party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from in_order(
            now,
            self.source,
            self.applied_on,
            Words("申请日期", "the day of the application"),
            after=party.decision.on if party.decision else None,
            event=Words("决定之日", "the day of the decision"),
        )
        yield from filled(self, application=self.application, reason=self.reason)

    def later(self, now: Moment, until: date) -> Iterator[Refused]:
        """Refuse a day that gives no more time than there is."""
        owed = debt(now.case, now.case.party(self.party), now.today)
        if owed is not None and until <= max(now.today, owed.ordinary_last_day):
            yield NOT_LATER(until=until, today=now.today, last_day=owed.ordinary_last_day)

    def facts(self, now: Moment) -> Iterator[Fact]:
        order = final(now.case, DocumentKind.DEFERRAL_DECISION, self.party)
        plan = PaymentPlan(
            document=order.documents[0].id,
            on=now.today,
            instalments=self.planned(now),
            applied_on=self.applied_on,
            application=self.application,
            reason=self.reason,
            by=now.actor.id,
        )
        yield PaymentDeferred(party=self.party, plan=plan)
        yield order
        yield approved(order, now.actor.id)


class DeferPayment(_MoreTime):
    """Put the payment of the fine off to a later day (延期缴纳)."""

    title: ClassVar = Words("准予延期缴纳", "defer the payment")

    until: Annotated[date, Label("延期至", "until", "含当日", "inclusive")]

    def planned(self, now: Moment) -> tuple[Instalment, ...]:
        return (Instalment(until=self.until, amount=fine_left(now.case.party(self.party))),)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from super().faults(now)
        yield from self.later(now, self.until)


INSTALMENTS_WRONG = Refusal(
    "InstalmentsWrong",
    HARDSHIP,
    Words(
        "分期缴纳须为两期以上，日期逐期在后并晚于今天，数额大于零，合计等于尚欠罚款{left:,}元",
        "instalments are two or more, each later than the one before and than today, each above zero, and together the"
        " {left:,} yuan that are left of the fine",
    ),
    Words("请核对 instalments 的 until 和 amount", "check `until` and `amount` in `instalments`"),
    Sort.FORM,
)


class PayByInstalments(_MoreTime):
    """Let the fine be paid in instalments (分期缴纳); on one that is late the add-on fine grows, on the others not."""

    title: ClassVar = Words("准予分期缴纳", "allow instalments")

    instalments: Annotated[
        UpToInstalments[Instalment],
        Label("各期", "instalments", "每一期的期限和数额", "until when each is paid, and how much"),
    ]

    def planned(self, now: Moment) -> tuple[Instalment, ...]:
        return self.instalments

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from super().faults(now)
        left = fine_left(now.case.party(self.party))
        days = [part.until for part in self.instalments]
        amounts = [part.amount for part in self.instalments]
        in_turn = days == sorted(set(days)) and len(days) > 1 and days[0] > now.today
        if not in_turn or min(amounts) <= 0 or sum(amounts, Decimal(0)) != left:
            yield INSTALMENTS_WRONG(left=left)
        else:
            yield from self.later(now, days[-1])


MOVES = (DeferPayment, PayByInstalments)
FACTS = (PaymentDeferred,)
