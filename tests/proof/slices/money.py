"""A fine paid, put off, demanded, enforced, contested, given back, and the case closed, in every order, and time (缴款与执行)."""

from functools import partial

from domain.bilingual import Words
from tests.proof.bodies import once
from tests.proof.bodies_after import (
    by_the_next_day,
    gives_back_all,
    in_parts,
    paid_before,
    pays_all,
    pays_half,
    pays_too_much,
    put_off,
)
from tests.proof.mutants import Mutant
from tests.proof.slices.after_decision import (
    CLOSING,
    ENFORCING,
    LEAVING,
    awaited_to_the_most,
    decided,
    key,
    settled,
    unlawful,
)
from tests.proof.slices.before_decision import rights_alone
from tests.proof.slicing import Slice, everywhere
from tests.proof.stepping import Act, State
from tests.proof.vectors import Vector

ACTS = (
    *LEAVING,
    Act("officer-li", "record_payment", pays_half),
    Act("officer-li", "record_payment", pays_all),
    Act("officer-li", "record_payment", pays_too_much),
    Act("officer-li", "record_payment", paid_before),
    Act("head-chen", "defer_payment", once("PaymentDeferred", by_the_next_day(put_off))),
    Act("head-chen", "pay_by_instalments", once("PaymentDeferred", by_the_next_day(in_parts))),
    *ENFORCING,
    Act("officer-li", "record_refund", gives_back_all),
    CLOSING,
)


def start(vector: Vector) -> State:
    return decided(vector)


SLICE = Slice(
    name="money",
    proves=Words(
        "缴款不超过应缴；加处罚款逐日计算，不超过罚款，延期、分期的不计；催告在缴款期满以后，申请强制执行在起诉期限、延期和催告期满以后；"
        "缴清或者终结执行以后才结案",
        "nothing is paid beyond what is owed; the add-on fine is reckoned day by day, never above the fine, nothing of what is put"
        " off; a demand comes after the term of payment, the court after the time to sue, the time granted and the demand; the case"
        " is closed when all is paid, or the enforcement ended",
    ),
    abstracts=Words(
        "从送达罚款十二万元的决定开始；半数、全部、过多三种缴款；延期或者分期一次；文书先盖章、送达，日期才推进；没有复议、诉讼（另有切片）",
        "begins with a fine of 120,000 yuan that was served; half, all or too much is paid; put off once; papers are sealed and"
        " served before time goes on; no remedies, which have a slice of their own",
    ),
    components=(
        "parties.earlier",
        "parties.payments",
        "parties.recovery",
        "parties.services",
        "documents",
        "closing",
        "last_days",
    ),
    start=start,
    acts=ACTS,
    check=unlawful,
    free=everywhere,
    ends=settled,
    key=partial(key, contested=False),
    days=awaited_to_the_most,
    bound=rights_alone,
)
MUTANTS = (
    Mutant(SLICE, (("record_payment", "MoreThanDue"),), "more paid than was owed"),
    Mutant(
        SLICE,
        (("pay_by_instalments", "InstalmentsWrong"),),
        "another amount put off than is left of the fine",
    ),
    Mutant(SLICE, (("demand_payment", "NothingOverdue"),), "demanded before its last day"),
    Mutant(SLICE, (("apply_to_court", "DemandRunning"),), "enforced before the demand was over"),
    Mutant(SLICE, (("apply_to_court", "RemediesOpen"),), "enforced while the party may still sue"),
    Mutant(SLICE, (("record_enforcement", "StepOutOfTurn"),), "a step of the court out of its turn"),
    Mutant(SLICE, (("close_case", "NotExecuted"),), "not all paid"),
)
