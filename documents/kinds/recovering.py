"""Documents after a decision that asks for money: more time to pay, the demand, the application to the court."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from documents import excerpts
from documents.content import Content, Part, optional, required
from documents.excerpts import APL, cite
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import common
from documents.parts import PartyBlock, PartyRight, PenaltyLine, Period, ReachableOrgan
from documents.told import ServedWay, served_way
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.recovering import RemedyResult
from domain.law.articles import art
from domain.law.money import capital
from domain.law.terms import TermKey

AEL = "行政强制法"
MATERIALS = (
    "行政处罚决定书及作出决定的事实、理由和依据",
    "当事人的意见及催告情况",
    "申请强制执行标的情况",
    "法律、行政法规规定的其他材料",
)
"""What goes with the application (行政强制法 第55条)."""


class Sum(Part):
    """An amount of money, in figures and in capital numerals (大写)."""

    amount: Decimal | None = required("金额", None)
    capitals: str = required("大写金额")


def _sum(amount: Decimal) -> Sum:
    return Sum(amount=amount, capitals=capital(amount))


class _OfADecision(Content):
    """What stands on a decision that was served."""

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    party: PartyBlock = required("当事人", PartyBlock())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    decision_number: str = required("决定书文号")
    decided_on: date | None = required("决定日期", None)
    served_on: date | None = required("决定书送达日期", None)
    decision_service: ServedWay | None = optional("决定书送达情况", None)
    penalties: tuple[PenaltyLine, ...] = required("应缴款项", ())


def _decided(case: Case, document: Document) -> dict[str, object]:
    party = case.party(document.party)
    decision, service = party.decision, party.decision_service
    paid = [p for p in party.in_force if p.kind in excerpts.PAID]
    return {
        **common(case),
        "party": excerpts.party_block(party),
        "decision_number": excerpts.number_of(case, decision.document if decision else None),
        "decided_on": decision.on if decision else None,
        "served_on": service.served_on if service else None,
        "decision_service": served_way(party, decision.document if decision else None),
        "penalties": excerpts.penalties(paid),
    }


class PaidLater(Part):
    until: date | None = required("缴纳期限", None)
    sum: Sum = required("数额", Sum())


class DeferralDecision(_OfADecision):
    """延期（分期）缴纳罚款决定书 (行政处罚法 第66条)."""

    kind: ClassVar = DocumentKind.DEFERRAL_DECISION

    basis: tuple[str, ...] = required("依据", ())
    applied_on: date | None = required("申请日期", None)
    reason: str = required("准予的理由")
    instalments: tuple[PaidLater, ...] = required("各期", ())
    account: str = required("收款账户")
    late_basis: tuple[str, ...] = required("加处罚款依据", ())
    rate_a_day: str = required("加处罚款比例")


def _deferral(case: Case, document: Document) -> DeferralDecision:
    plan = next(p for p in case.party(document.party).recovery.plans if p.document == document.id)
    return DeferralDecision.model_validate(
        {
            **_decided(case, document),
            "basis": (cite(art(APL, "66")),),
            "applied_on": plan.applied_on,
            "reason": plan.reason,
            "instalments": tuple(PaidLater(until=p.until, sum=_sum(p.amount)) for p in plan.instalments),
            "account": case.identity.agency.payment_account,
            "late_basis": excerpts.LATE_FINE.basis,
            "rate_a_day": excerpts.LATE_FINE.rate_a_day,
        }
    )


class PaymentDemand(_OfADecision):
    """催告书: by when, how and exactly how much, and the right to answer (行政强制法 第35、54条)."""

    kind: ClassVar = DocumentKind.PAYMENT_DEMAND

    basis: tuple[str, ...] = required("催告依据", ())
    as_of: date | None = required("计算至", None)
    principal: Sum = required("本金", Sum())
    add_on: Sum = required("加处罚款", Sum())
    total: Sum = required("合计", Sum())
    period: Period | None = required("履行期限", None)
    account: str = required("收款账户")
    statement: PartyRight = required("陈述申辩权", PartyRight())


def _demand(case: Case, document: Document) -> PaymentDemand:
    demand = next(d for d in case.party(document.party).recovery.demands if d.document == document.id)
    term = excerpts.term_of(case, TermKey.DEMAND_PAYMENT, document.ordered_on)
    return PaymentDemand.model_validate(
        {
            **_decided(case, document),
            "basis": excerpts.sources(term),
            "as_of": demand.on,
            "principal": _sum(demand.principal),
            "add_on": _sum(demand.add_on),
            "total": _sum(demand.principal + demand.add_on),
            "period": excerpts.period(term),
            "account": case.identity.agency.payment_account,
            "statement": PartyRight(
                period=excerpts.period(term), basis=(cite(art(AEL, "35")), cite(art(AEL, "36")))
            ),
        }
    )


class EnforcementApplication(_OfADecision):
    """强制执行申请书, signed by the head (行政强制法 第53至55条)."""

    kind: ClassVar = DocumentKind.ENFORCEMENT_APPLICATION

    court: str = required("主送法院")
    basis: tuple[str, ...] = required("申请依据", ())
    demand_number: str = required("催告书文号")
    demand_served_on: date | None = required("催告书送达日期", None)
    statements: str = required("当事人对催告的意见")
    remedies: tuple[str, ...] = optional("复议、诉讼情况", ())
    as_of: date | None = required("计算至", None)
    principal: Sum = required("本金", Sum())
    add_on: Sum = required("加处罚款", Sum())
    total: Sum = required("合计", Sum())
    materials: tuple[str, ...] = required("所附材料", ())
    head: str = required("行政机关负责人")


def _said(result: RemedyResult) -> str:
    return "行政处罚决定没有改变" if result is RemedyResult.UPHELD else result.zh


def _application(case: Case, document: Document) -> EnforcementApplication:
    party = case.party(document.party)
    asked = next(a for a in party.recovery.applications if a.document == document.id)
    service = party.service_of(asked.demand)
    remedies = (r for r in party.recovery.remedies if r.result)
    return EnforcementApplication.model_validate(
        {
            **_decided(case, document),
            "court": asked.court,
            "basis": (cite(art(AEL, "53")), cite(art(AEL, "54"))),
            "demand_number": excerpts.number_of(case, asked.demand),
            "demand_served_on": service.served_on if service else None,
            "statements": asked.statements,
            "remedies": tuple(f"经{r.kind.zh}，{_said(r.result)}" for r in remedies if r.result),
            "as_of": asked.on,
            "principal": _sum(asked.principal),
            "add_on": _sum(asked.add_on),
            "total": _sum(asked.principal + asked.add_on),
            "materials": MATERIALS,
            "head": asked.by_name,
        }
    )


KINDS = (
    KindOfDocument(DocumentKind.DEFERRAL_DECISION, DeferralDecision, _deferral),
    KindOfDocument(DocumentKind.PAYMENT_DEMAND, PaymentDemand, _demand, terms=(TermKey.DEMAND_PAYMENT,)),
    KindOfDocument(DocumentKind.ENFORCEMENT_APPLICATION, EnforcementApplication, _application),
)
