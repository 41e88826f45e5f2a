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
from tests.proof.slices.after_decision import (
    CLOSING,
    ASKING,
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
    Act("officer-li", "record_payment", pays_half_in_time),
    Act("officer-li", "record_payment", in_time_or_afterwards(pays_all)),
    Act("officer-li", "record_remedy", reconsideration),
    Act("officer-li", "record_remedy", suit),
    *(Act("officer-li", "record_remedy", ended("reconsideration", how)) for how in ("upheld", "not_accepted")),
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
    proves=Words("x", "x"),
    abstracts=Words("x", "x"),
    components=("parties.earlier", "parties.payments", "parties.recovery", "parties.services", "documents", "closing", "last_days"),
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
