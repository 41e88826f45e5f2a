"""A fine paid, contested, demanded, enforced, contested, given back, and the case closed, in every order, and time (缴款与执行)."""

from domain.bilingual import Words
from domain.law.terms import TermKey
from tests.procedure.scene import LESS
from tests.proof.bodies import always, once
from tests.proof.bodies_after import (
    HALF,
    court,
    demanded,
    ended,
    gives_back_all,
    gives_back_early,
    in_parts,
    lodged,
    paid_before,
    pays,
    pays_all,
    pays_the_principal,
    pays_too_much,
    put_off,
)
from tests.proof.slices.after_decision import (
    CLOSING,
    ENFORCING,
    LEAVING,
    awaited,
    decided,
    key,
    settled,
    unlawful,
)
from tests.proof.slices.before_decision import rights_alone
from tests.proof.slicing import Slice
from tests.proof.stepping import Act, State
from tests.proof.vectors import Vector

ACTS = (
    *LEAVING,
    Act("officer-li", "record_payment", pays(HALF)),
    Act("officer-li", "record_payment", pays_all),
    *(Act("officer-li", "record_remedy", lodged(kind)) for kind in ("reconsideration", "lawsuit")),
    *(Act("officer-li", "record_remedy", ended("reconsideration", how)) for how in ("upheld", "withdrawn")),
    *(Act("officer-li", "record_remedy", ended("lawsuit", how)) for how in ("upheld", "not_accepted", "revoked")),
    Act("officer-li", "record_remedy", ended("lawsuit", "varied", penalties=[LESS])),
    *ENFORCING,
    Act("officer-li", "record_refund", gives_back_all),
    Act("officer-li", "record_refund", gives_back_early),
    CLOSING,
)


def start(vector: Vector) -> State:
    return decided(vector)


SLICE = Slice(
    name="remedies",
    proves=Words("x", "x"),
    abstracts=Words("x", "x"),
    components=("parties.payments", "parties.recovery", "parties.services", "documents", "closing", "last_days"),
    start=start,
    acts=ACTS,
    check=lambda state, vector: (),
    free=lambda state, moves: False,
    always=unlawful,
    ends=settled,
    key=key,
    days=awaited,
    bound=rights_alone,
)
MUTANTS = ()
