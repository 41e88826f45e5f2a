"""A fine paid, contested, demanded, enforced, contested, given back, and the case closed, in every order, and time (缴款与执行)."""

from domain.bilingual import Words
from tests.procedure.scene import LESS
from tests.proof.bodies_after import (
    ended,
    gives_back_all,
    gives_back_early,
    in_time_or_afterwards,
    pays_all,
    pays_half_in_time,
    reconsideration,
    suit,
)
from tests.proof.mutants import Mutant
from tests.proof.slices.after_decision import (
    ASKING,
    CLOSING,
    LEAVING,
    awaited,
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
    Act("officer-li", "record_payment", pays_half_in_time),
    Act("officer-li", "record_payment", in_time_or_afterwards(pays_all)),
    Act("officer-li", "record_remedy", reconsideration),
    Act("officer-li", "record_remedy", suit),
    *(
        Act("officer-li", "record_remedy", ended("reconsideration", how))
        for how in ("upheld", "not_accepted")
    ),
    Act("officer-li", "record_remedy", ended("lawsuit", "revoked")),
    Act("officer-li", "record_remedy", ended("lawsuit", "varied", penalties=[LESS])),
    *ASKING,
    Act("officer-li", "record_refund", gives_back_all),
    Act("officer-li", "record_refund", gives_back_early),
    CLOSING,
)


def start(vector: Vector) -> State:
    return decided(vector)


SLICE = Slice(
    name="remedies",
    proves=Words(
        "复议、诉讼期间不计加处罚款，不申请强制执行；变更、撤销以后按尚存的处罚计算，多缴的退还以后才结案；催告的数额变更的，重新催告",
        "no add-on fine for the days of a remedy, and no court while one is under way; what a remedy left is reckoned from the first,"
        " and the case is closed when what was paid too much went back; a demand for what is not owed any more carries nothing",
    ),
    abstracts=Words(
        "从送达罚款十二万元的决定开始；复议、诉讼各一次，各至多二日；复议只试维持、不予受理，诉讼只试撤销、变更；按期缴一半、全部，或者救济终结以后缴清；法院受理强制执行申请以后另有切片",
        "begins with a fine of 120,000 yuan that was served; one reconsideration and one suit of two days at most; the first upheld or"
        " not accepted, the second revoking or varying; half or all paid in time, or all after a remedy; what the court does with"
        " an application has a slice of its own",
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
    key=key,
    days=awaited,
    quick=(),
    bound=rights_alone,
)
MUTANTS = (
    Mutant(SLICE, (("apply_to_court", "RemediesOpen"),), "enforced while a remedy is under way"),
    Mutant(SLICE, (("record_refund", "DateBeforeItsEvent"),), "given back before it was paid too much"),
    Mutant(SLICE, (("close_case", "NotExecuted"),), "not all given back"),
)
