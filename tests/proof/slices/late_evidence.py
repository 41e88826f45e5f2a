"""Evidence that comes at any time after the notices: told, served, answered, given up too early and in time (补充证据)."""

from domain.bilingual import Words
from tests.proof.bodies import ADDED, once, recheck, seal, serve, tell, waive
from tests.proof.mutants import Mutant
from tests.proof.slices.before_decision import (
    BEGIN,
    DECISION,
    REVIEW,
    STATEMENT,
    afterwards,
    given_up,
    unlawful_to_impose,
)
from tests.proof.slicing import Slice
from tests.proof.stepping import Act, State, begun
from tests.proof.vectors import Vector

ACTS = (
    Act("officer-li", "add_evidence", ADDED),
    Act("officer-li", "notify_new_evidence", once("NewEvidenceNotified", tell)),
    Act("clerk-zhao", "record_sealing", seal),
    Act("officer-li", "record_service", serve),
    Act("officer-li", "waive", once("Waived", waive("new_evidence"))),
    STATEMENT,
    Act("officer-li", "recheck", recheck()),
    *REVIEW,
    DECISION,
)


def start(vector: Vector) -> State:
    return begun(given_up(vector), BEGIN)


SLICE = Slice(
    name="late_evidence",
    proves=Words(
        "告知之后补充证据的，在向当事人出示、告知并送达之前，以及答复期限届满或者当事人明确放弃之前，不得据以处罚",
        "no penalty on evidence that came after the notices unless the party was told of it and served, and its time to answer is over or given up",
    ),
    abstracts=Words(
        "从告知书送达、各项权利放弃之后开始；告知前的审核、报备、集体讨论另有切片；证据补充一次，告知一次，放弃、陈述各一次",
        "begins with the notices served and every right given up; the review before the notice, filing and discussion have a slice of their own; one piece of evidence, told of once; one waiver and one statement",
    ),
    components=(
        "papers",
        "review",
        "parties.notices",
        "parties.services",
        "parties.statements",
        "parties.proposal",
        "parties.prepared_decision",
        "documents",
    ),
    start=start,
    acts=ACTS,
    check=unlawful_to_impose,
    bound=afterwards,
)

MUTANTS = (
    Mutant(
        SLICE,
        (("impose", "NewEvidenceNotServed"), ("submit_for_review", "NewEvidenceNotServed")),
        "A11: the party was never told of E2",
    ),
    Mutant(
        SLICE,
        (("impose", "NewEvidenceNotTold"), ("submit_for_review", "NewEvidenceNotTold")),
        "A11: the party was never told of E2",
    ),
    Mutant(
        SLICE,
        (("impose", "NewEvidencePeriodRunning"), ("submit_for_review", "NewEvidencePeriodRunning")),
        "A11: the party may still answer E2",
    ),
)
