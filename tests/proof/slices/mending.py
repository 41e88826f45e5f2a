"""A decision executed, set aside, contested and made anew (纠正与结案)."""

from collections.abc import Iterator
from datetime import date, timedelta

from domain.bilingual import Words
from tests.procedure.scene import FINE, LESS
from tests.proof.bodies import HEAVIER, always, once
from tests.proof.bodies_after import (
    DAYS,
    corrected,
    ended,
    executed,
    gives_back_all,
    pays_all,
    reconsideration,
    set_aside,
    while_it_stands,
)
from tests.proof.mutants import Mutant
from tests.proof.slices.after_decision import (
    CLOSING,
    HALT,
    LEAVING,
    decided,
    key,
    settled,
    unlawful,
    waiting_papers,
)
from tests.proof.slices.before_decision import rights_alone
from tests.proof.slicing import Slice, everywhere
from tests.proof.stepping import Act, State
from tests.proof.vectors import Vector

ACTS = (
    *LEAVING,
    Act("officer-li", "record_payment", pays_all),
    Act("officer-li", "record_execution", executed("whole")),
    Act("head-chen", "set_aside_decision", once("DecisionSetAside", set_aside("revoked"))),
    Act("head-chen", "set_aside_decision", once("DecisionSetAside", set_aside("revoked", anew=True))),
    Act("head-chen", "set_aside_decision", once("DecisionSetAside", set_aside("changed", LESS))),
    Act("head-chen", "set_aside_decision", once("DecisionSetAside", set_aside("changed", HEAVIER, HALT))),
    Act("head-chen", "correct_decision", once("TextCorrected", while_it_stands(corrected))),
    Act("officer-li", "record_remedy", reconsideration),
    Act("officer-li", "record_remedy", ended("reconsideration", "remake_ordered")),
    Act("head-chen", "remake_decision", always(party=1, reason="责令重新作出")),
    Act("officer-li", "record_refund", gives_back_all),
    CLOSING,
)


def start(vector: Vector) -> State:
    return decided(vector, FINE, HALT, served=False)


def days(state: State) -> Iterator[date]:
    """The last day of payment, which is the last of the halt too."""
    service = state.case.party(1).decision_service
    if service and not waiting_papers(state.case):
        yield service.served_on + timedelta(days=DAYS.payment)


SLICE = Slice(
    name="mending",
    proves=Words(
        "已撤销、已变更的部分不再执行；自行变更不加重；多缴的退还以后、全部执行并告知以后才结案；原决定撤销并须重新作出的，才重新作出决定",
        "what was revoked or changed is not executed; the agency makes nothing heavier; a case is closed when what"
        " was paid too much went back and all was executed and told; another decision is made only in the place of a revoked one",
    ),
    abstracts=Words(
        "从一份罚款并责令停产停业二日、尚未送达的决定开始；补正、自行纠正、复议各一次；复议只试责令重新作出；重新作出的决定本身不在其内；逾期、强制执行和公示另有切片",
        "begins with a fine and a halt of two days, not served yet; corrected, set aside and contested once each, the last ending with"
        " an order to decide anew, and the new decision is left out; lateness, enforcement and publication have slices of their"
        " own",
    ),
    components=(
        "parties.decision",
        "parties.prepared_decision",
        "parties.payments",
        "parties.published_on",
        "parties.executions",
        "parties.recovery",
        "parties.earlier",
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
    # Closed, and to be decided anew: the law reopens it (reopen), which is no end of this slice.
    excused=lambda state: bool(state.case.closing.closed_on and state.case.party(1).recovery.remake_ordered),
    key=key,
    days=days,
    bound=rights_alone,
    quick=(),
)
MUTANTS = (
    Mutant(
        SLICE,
        (("record_execution", "DecisionNotServed"), ("record_execution", "NotYetOver")),
        "executed before it was told",
    ),
    Mutant(SLICE, (("record_execution", "NotYetOver"),), "executed before its time was over"),
    Mutant(SLICE, (("set_aside_decision", "HeavierThanDecided"),), "changed to something heavier"),
    Mutant(SLICE, (("remake_decision", "NotToBeMadeAnew"),), "decided anew although it stands"),
    Mutant(SLICE, (("remake_decision", "RemedyPending"),), "decided anew while a remedy is under way"),
    Mutant(SLICE, (("close_case", "NotExecuted"),), "not all executed"),
    Mutant(SLICE, (("close_case", "NotExecuted"),), "not told what was mended"),
)
