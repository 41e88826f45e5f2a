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
        "决定的种类、数额、档次不超出告知，也不超出经审核的拟处罚",
        "the decision goes beyond neither what was told, in kind, amount and tier, nor what was reviewed",
    ),
    abstracts=Words(
        "从各项权利放弃之后开始；每种一个较轻、一个较重的数额；不作期限处罚",
        "begins with every right given up; one lighter and one heavier amount; no penalty that lasts for a time",
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
    quick=(MAIN, "national", "environment", "market+zhenjiang, hearing_kinds: every fine"),
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
