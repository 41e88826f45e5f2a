"""Notices, service, statement, interview and waivers, in every order, and time (告知与权利)."""

from domain.bilingual import Words
from tests.proof.bodies import PRESIDERS, always, once_served, recheck, waive, where_presiding
from tests.proof.mutants import Mutant
from tests.proof.slices.before_decision import (
    BEGIN,
    DECISION,
    NOTIFYING,
    STATEMENT,
    opened,
    rights_alone,
    unlawful_to_impose,
)
from tests.proof.slicing import Slice
from tests.proof.stepping import Act, State, begun
from tests.proof.vectors import Vector

ACTS = (
    *NOTIFYING,
    *(Act("officer-li", "waive", waive(right)) for right in ("hearing", "interview")),
    # One right less before service: that an early waiver ends nothing is the same for each.
    Act("officer-li", "waive", once_served(waive("statement"))),
    STATEMENT,
    *(
        Act(
            person,
            "hold_interview",
            where_presiding(person, lambda s, today: s.interview_body(today, "不知情")),
        )
        for person in PRESIDERS
    ),
    *(
        Act(person, "record_no_show", where_presiding(person, always(parties=[1], note="等候一小时")))
        for person in PRESIDERS
    ),
    Act("officer-li", "recheck", recheck()),
    DECISION,
)


def start(vector: Vector) -> State:
    return begun(opened(vector), BEGIN)


SLICE = Slice(
    name="rights",
    proves=Words(
        "告知书编号、盖章并送达之前，陈述申辩期限和要求听证期限届满或者明确放弃之前，审前听述完成之前，每一项意见复核之前，不得作出处罚决定；送达之前的放弃不算",
        "no penalty before the notices are numbered, sealed and served, before each term is over or given up, before the interview, and before each point is re-checked; a waiver before service counts for nothing",
    ),
    abstracts=Words(
        "不要求审核、报备、集体讨论（另有切片）；当事人不要求听证；每种放弃、陈述各一次；送达之前的放弃，只试听证、听述两项",
        "without review, filing and discussion, which have a slice of their own; no hearing is asked for; each waiver and the statement once; before service only hearing and interview are given up",
    ),
    components=(
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
    bound=rights_alone,
)

MUTANTS = (
    Mutant(
        SLICE,
        (
            ("impose", "NoticesNotServed"),
            ("impose", "NothingNotified"),
            ("prepare_decision", "NothingNotified"),
        ),
        "notices not served",
    ),
    Mutant(SLICE, (("impose", "NoticesNotServed"),), "notices not served"),
    Mutant(SLICE, (("impose", "StatementPeriodRunning"),), "statement term running"),
    Mutant(SLICE, (("impose", "HearingRequestPeriodRunning"),), "hearing request term running"),
    Mutant(SLICE, (("impose", "InterviewOutstanding"),), "interview outstanding"),
    Mutant(SLICE, (("impose", "NotRechecked"),), "point I1 not re-checked"),
    Mutant(
        SLICE,
        (("issue_notices", "DocumentNotSealed"), ("record_service", "DocumentNotSealed")),
        "notices issued without number and seal",
    ),
)
