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
from tests.proof.slicing import Slice
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
    proves=Words("x", "x"),
    abstracts=Words("x", "x"),
    components=("parties.earlier", "parties.payments", "parties.recovery", "parties.services", "documents", "closing", "last_days"),
    start=start,
    acts=ACTS,
    check=lambda state, vector: (),
    free=lambda state, moves: False,
    always=unlawful,
    ends=settled,
    key=partial(key, contested=False),
    days=awaited_to_the_most,
    bound=rights_alone,
)
MUTANTS = ()
