"""A decision made public, set aside or contested, and taken back from the public (公示)."""

from domain.bilingual import Words
from domain.procedure import MOVES
from tests.procedure.scene import LESS
from tests.proof.bodies import once
from tests.proof.bodies_after import (
    ended,
    ended_before,
    gives_back_all,
    pays_all,
    published,
    reconsideration,
    set_aside,
    taken_back,
    twice,
)
from tests.proof.mutants import Mutant
from tests.proof.slices.after_decision import (
    CLOSING,
    LEAVING,
    decided,
    key,
    settled,
    unlawful,
)
from tests.proof.slices.before_decision import rights_alone
from tests.proof.slices.mending import days
from tests.proof.slicing import Slice, everywhere
from tests.proof.stepping import Act, State, after
from tests.proof.vectors import Vector

ACTS = (
    *LEAVING,
    Act("head-chen", "set_aside_decision", once("DecisionSetAside", set_aside("revoked"))),
    Act("head-chen", "set_aside_decision", once("DecisionSetAside", set_aside("changed", LESS))),
    Act("officer-li", "record_remedy", reconsideration),
    Act("officer-li", "record_remedy", ended_before("reconsideration", "revoked")),
    Act("officer-li", "record_remedy", ended("reconsideration", "varied", penalties=[LESS])),
    Act("officer-li", "record_remedy", ended("reconsideration", "declared_unlawful")),
    Act("officer-li", "publicise", twice(published)),
    Act("officer-li", "withdraw_publication", taken_back),
    Act("officer-li", "record_payment", pays_all),
    Act("officer-li", "record_refund", gives_back_all),
    CLOSING,
)


def start(vector: Vector) -> State:
    """Served, and paid at once: money has slices of its own."""
    state = decided(vector)
    paid = after(state, Act("officer-li", "record_payment", pays_all), MOVES)
    assert paid is not None, "what was served may be paid"
    return paid


SLICE = Slice(
    name="publication",
    proves=Words(
        "决定撤销或者确认违法之后不公示；已公示的决定变更、撤销、确认违法的，总能撤回公示；没有这些情形的，不撤回",
        "nothing is made public once it was revoked or declared unlawful; what was public can always be taken back when it was"
        " changed, revoked or declared unlawful, and is not taken back otherwise",
    ),
    abstracts=Words(
        "从已盖章、送达并缴款的罚款决定开始，盖章之前的公示因此不在其内；公示至多两次，自行纠正、复议各一次；是否应当公示、是否及时撤回不在其内",
        "begins with a fine that was sealed, served and paid, so that nothing is tried before the seal; made public twice at most, set"
        " aside and contested once each; whether it ought to be public, or was taken back in time, is not asked",
    ),
    components=(
        "parties.payments",
        "parties.earlier",
        "parties.published_on",
        "parties.recovery",
        "parties.services",
        "documents",
        "closing",
    ),
    start=start,
    acts=ACTS,
    check=unlawful,
    free=everywhere,
    ends=settled,
    key=key,
    days=days,
    bound=rights_alone,
    quick=(),
)
MUTANTS = (Mutant(SLICE, (("publicise", "DecisionDoesNotStand"),), "made public although it does not stand"),)
