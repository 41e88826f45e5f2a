"""What may follow a decision that asks for money: remedies, more time to pay, refunds, the way to the court (执行)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from domain.bilingual import Titled, Words
from domain.case.mending import SetAside, TextCorrection, Withdrawn
from domain.labels import YUAN, Label
from domain.law.penalties import Penalty
from domain.lengths import Line, LongText, Text
from domain.record import FileHash, Record


class RemedyKind(Titled):
    """Against a decision (救济途径)."""

    RECONSIDERATION = "reconsideration", "行政复议", "reconsideration"
    LAWSUIT = "lawsuit", "行政诉讼", "lawsuit"


class RemedyResult(Titled):
    """How a remedy ended (复议、诉讼结果)."""

    UPHELD = "upheld", "维持或者驳回", "upheld, or rejected"
    VARIED = "varied", "变更或者部分撤销", "varied, or revoked in part"
    REVOKED = "revoked", "撤销", "revoked"
    REMAKE_ORDERED = "remake_ordered", "撤销并责令重新作出决定", "revoked, a new decision ordered"
    DECLARED_UNLAWFUL = "declared_unlawful", "确认违法", "declared unlawful"
    VOID = "void", "确认无效", "declared void"
    WITHDRAWN = "withdrawn", "撤回或者终止", "withdrawn or ended"
    NOT_ACCEPTED = "not_accepted", "不予受理", "not accepted"


SET_ASIDE = frozenset({RemedyResult.REVOKED, RemedyResult.REMAKE_ORDERED, RemedyResult.VOID})
"""Nothing of the decision stands; one that is declared unlawful (确认违法) keeps its effect (行政诉讼法 第74条)."""
_OVERTURNED = SET_ASIDE | {RemedyResult.VARIED, RemedyResult.DECLARED_UNLAWFUL}
_UNDECIDED = frozenset({RemedyResult.WITHDRAWN, RemedyResult.NOT_ACCEPTED})


class Remedy(Record):
    """A reconsideration or a lawsuit against the decision."""

    kind: RemedyKind
    lodged_on: date
    organ: Line
    proof: FileHash
    result: RemedyResult | None = None
    ended_on: date | None = None
    """Day on which the party was served the reconsideration decision, or the judgment took effect."""
    penalties: tuple[Penalty, ...] = ()
    """What it was varied to: all that stands of the decision."""
    ruling: FileHash = ""
    procedural: bool = False
    """Whether it was revoked because the procedure of the law was not kept."""

    @property
    def counts(self) -> bool:
        """Whether it was ever under way: of one that was not accepted the law makes nothing [I]."""
        return self.result is not RemedyResult.NOT_ACCEPTED

    @property
    def was_decided(self) -> bool:
        return self.result is not None and self.result not in _UNDECIDED


class Overturning(NamedTuple):
    """That a decision was changed, revoked, or declared unlawful or void: by a remedy, or by the agency itself."""

    on: date
    by: Words
    how: Words
    penalties: tuple[Penalty, ...] | None
    """All that stands of it from then on; nothing where what was decided keeps its effect."""
    anew: bool = False
    """Whether another decision is to be made in its place."""
    document: int | None = None
    """By which the agency itself did it."""
    remedy: Remedy | None = None

    @property
    def said(self) -> Words:
        return Words("{on}经{by}{how}", "{how} on {on} by {by}").filled(on=self.on, by=self.by, how=self.how)


_ITSELF = Words("本机关", "the agency itself")


class Refund(Record):
    """What was given back of what was paid too much (退还)."""

    on: date
    amount: Decimal
    add_on: Decimal = Decimal("0.00")
    """How much of it had been paid as add-on fine."""
    proof: FileHash

    @property
    def principal(self) -> Decimal:
        return self.amount - self.add_on


class Instalment(Record):
    """A part of the fine, and until when it is to be paid (分期)."""

    until: Annotated[date, Label("缴纳期限", "until", "含当日", "inclusive")]
    amount: Annotated[Decimal, Label("数额", "amount", unit=YUAN)]


class PaymentPlan(Record):
    """More time to pay a fine (延期、分期缴纳, 行政处罚法 第66条): one part where it is put off as a whole."""

    document: int
    on: date
    instalments: tuple[Instalment, ...]
    applied_on: date
    application: FileHash
    reason: Text
    by: str

    @property
    def until(self) -> date:
        return max(part.until for part in self.instalments)


class Demand(Record):
    """A demand to pay (催告, 行政强制法 第54条), with what was owed on its day."""

    document: int
    on: date
    principal: Decimal
    add_on: Decimal


class EnforcementStep(Titled):
    """What the court did (法院执行情况)."""

    ACCEPTED = "accepted", "受理", "accepted"
    REFUSED = "refused", "不予受理或者不准予执行", "not accepted, or enforcement refused"
    CARRIED_OUT = "carried_out", "执行完毕", "carried out"
    ENDED = "ended", "终结执行", "enforcement ended"


class CourtStep(Record):
    """One step of the court, with its paper."""

    step: EnforcementStep
    on: date
    ruling: FileHash
    note: Text = ""


class CourtApplication(Record):
    """An application to the court (申请强制执行, 行政强制法 第53至55条)."""

    document: int
    on: date
    by: str
    """The head who signs it."""
    by_name: Line
    court: Line
    demand: int
    """The document of the demand that went before it."""
    principal: Decimal
    add_on: Decimal
    statements: LongText
    late: bool = False
    steps: tuple[CourtStep, ...] = ()

    @property
    def last_step(self) -> EnforcementStep | None:
        return self.steps[-1].step if self.steps else None


class Recovery(Record):
    """All of it for one party."""

    remedies: tuple[Remedy, ...] = ()
    refunds: tuple[Refund, ...] = ()
    plans: tuple[PaymentPlan, ...] = ()
    demands: tuple[Demand, ...] = ()
    applications: tuple[CourtApplication, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    text_corrections: tuple[TextCorrection, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()

    @property
    def pending(self) -> Remedy | None:
        """The remedy under way."""
        return next((r for r in self.remedies if r.result is None), None)

    @property
    def overturnings(self) -> tuple[Overturning, ...]:
        """Whatever overturned the decision, in the order of its days; of one day, what the agency itself did comes last."""
        by_remedies = (_overturning(r) for r in self.remedies)
        by_itself = (_by_the_agency(one) for one in self.set_aside)
        return tuple(sorted((*filter(None, by_remedies), *by_itself), key=lambda one: one.on))

    @property
    def changing(self) -> Overturning | None:
        """What says last what stands of the decision."""
        return next((o for o in reversed(self.overturnings) if o.penalties is not None), None)

    @property
    def revoked(self) -> Overturning | None:
        """What left nothing of the decision."""
        return self.changing if self.changing and not self.changing.penalties else None

    @property
    def remake_ordered(self) -> bool:
        """Whether another decision is to be made in the place of this one."""
        return self.changing is not None and self.changing.anew

    def standing(self, decided: tuple[Penalty, ...]) -> tuple[Penalty, ...]:
        """What stands of the penalties that were decided."""
        return decided if self.changing is None else self.changing.penalties or ()

    def stood(self, decided: tuple[Penalty, ...]) -> tuple[Penalty, ...]:
        """What stood of the penalties that were decided before they were changed last."""
        earlier = [o.penalties for o in self.overturnings if o.penalties is not None][:-1]
        return earlier[-1] if earlier else decided

    @property
    def plan(self) -> PaymentPlan | None:
        """The plan in force."""
        return self.plans[-1] if self.plans else None

    @property
    def application(self) -> CourtApplication | None:
        """The last application, unless the court refused it."""
        last = self.applications[-1] if self.applications else None
        return last if last and last.last_step is not EnforcementStep.REFUSED else None

    @property
    def ended_on(self) -> date | None:
        """The day on which the court ended the enforcement."""
        last = self.application
        return last.steps[-1].on if last and last.last_step is EnforcementStep.ENDED else None

    def of(self, kind: RemedyKind) -> Iterator[Remedy]:
        """Remedies of a kind that were ever under way."""
        return (r for r in self.remedies if r.kind is kind and r.counts)


def _overturning(remedy: Remedy) -> Overturning | None:
    if remedy.result not in _OVERTURNED or remedy.ended_on is None:
        return None
    anew = remedy.result is RemedyResult.REMAKE_ORDERED
    stands = None if remedy.result is RemedyResult.DECLARED_UNLAWFUL else remedy.penalties
    return Overturning(
        remedy.ended_on,
        remedy.kind.words,
        remedy.result.words,
        stands,
        anew=anew,
        remedy=remedy,
    )


def _by_the_agency(one: SetAside) -> Overturning:
    return Overturning(one.on, _ITSELF, one.how.words, one.penalties, anew=one.anew, document=one.document)
