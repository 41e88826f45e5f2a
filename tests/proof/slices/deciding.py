"""A decision prepared as notified, lighter, heavier, of another kind; the proposal lowered or not (决定)."""

from collections.abc import Callable

from domain.bilingual import Words
from tests.procedure.scene import FINE, LESS
from tests.proof.bodies import GAINS, HEAVIER, WARNING, decision, recheck
from tests.proof.forcing import Forced
from tests.proof.journeys import citizen
from tests.proof.mutants import Mutant
from tests.proof.slices.before_decision import (
    BEGIN,
    REVIEW,
    STATEMENT,
    given_up,
    rights_alone,
    unlawful_to_impose,
)
from tests.proof.slicing import Slice
from tests.proof.stepping import Act, State, begun
from tests.proof.vectors import MAIN, Vector

ACTS = (
    STATEMENT,
    Act("officer-li", "recheck", recheck()),
    Act("officer-li", "recheck", recheck(LESS)),
    *REVIEW,
    *(
        Act("officer-li", "prepare_decision", decision(*penalties))
        for penalties in ((FINE,), (LESS,), (HEAVIER,), (FINE, GAINS), (WARNING,))
    ),
    Act("officer-li", "prepare_decision", decision(FINE, discretion="severe")),
)


def start(vector: Vector) -> State:
    return begun(given_up(vector), BEGIN)


OF_MINORS = ("MinorNotTreatedLeniently", "StatutoryAgentMissing")

SLICE = Slice(
    name="deciding",
    proves=Words(
        "处罚的种类、数额、裁量档次不超出告知，数额也不高于复核之后的拟处罚",
        "the penalty goes beyond what was told neither in kind, nor in amount, nor in tier; nor is it heavier than what the re-check left of the proposal",
    ),
    abstracts=Words(
        "从告知书送达、各项权利放弃之后开始；不要求审核、报备、集体讨论（另有切片）；只试原数额、一个较轻和一个较重的罚款，加没收违法所得，改为警告，以及加重档次；没有责令停业等有期限的处罚",
        "begins with the notices served and every right given up; review, filing and discussion are not asked for, they have a slice of their own; the fine as told, one lighter and one heavier, a confiscation with it, a warning instead, a heavier tier; no penalty that lasts for a time",
    ),
    components=(
        "papers",
        "review",
        "parties.notices.rechecks",
        "parties.proposal",
        "parties.statements",
        "parties.prepared_decision",
        "documents",
    ),
    start=start,
    acts=ACTS,
    check=unlawful_to_impose,
    quick=(MAIN, "market+zhenjiang, hearing_kinds: every fine"),
    bound=rights_alone,
)


def of_age(born: str) -> Callable[[Vector], State]:
    """Begin with a citizen born on a day, without a statutory agent, whom the procedure would not have notified."""
    return lambda vector: begun(given_up(vector, Forced(), parties=[citizen(born, FINE)]), BEGIN)


CHILD, MINOR = of_age("20130601"), of_age("20100601")
"""Twelve and fifteen years old when the act ended."""

MUTANTS = (
    Mutant(
        SLICE,
        (("prepare_decision", "TooYoungToBePunished"), ("impose", "TooYoungToBePunished")),
        "A4: a person under 14 is punished",
        start=CHILD,
        acts=("prepare_decision",),
    ),
    Mutant(
        SLICE,
        (
            *(("prepare_decision", code) for code in OF_MINORS),
            *(("impose", code) for code in OF_MINORS),
        ),
        "A4: a minor is punished in the tier ordinary",
        start=MINOR,
        acts=("prepare_decision",),
    ),
    Mutant(
        SLICE,
        (
            *(("prepare_decision", code) for code in OF_MINORS),
            *(("impose", code) for code in OF_MINORS),
        ),
        "A4: a minor has no statutory agent",
        start=MINOR,
        acts=("prepare_decision",),
    ),
    Mutant(
        SLICE,
        (("impose", "HeavierThanNotified"), ("prepare_decision", "HeavierThanNotified")),
        "heavier than notified",
    ),
    Mutant(
        SLICE,
        (("impose", "NotNotified"), ("prepare_decision", "NotNotified")),
        "A2: confiscation_of_gains was never told",
    ),
    Mutant(
        SLICE,
        (("impose", "HeavierThanReviewed"), ("prepare_decision", "HeavierThanReviewed")),
        "heavier than what was reviewed",
    ),
    Mutant(
        SLICE,
        (("impose", "HeavierThanNotified"), ("prepare_decision", "HeavierThanNotified")),
        "A10: told ordinary, decided severe",
    ),
)
