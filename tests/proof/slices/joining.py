"""Another case that comes into this one, or does not; meanwhile and afterwards its parties are told, heard and decided on (并案)."""

from functools import cache
from typing import Any

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.people import CLOCK
from domain.procedure.gates import joining, since_hearing
from tests.procedure.scene import FINE, Scene, company
from tests.proof.bodies import once
from tests.proof.mutants import Mutant
from tests.proof.slices.before_decision import BEGIN, HEARD, opened
from tests.proof.slices.two_parties import (
    days,
    draft,
    happened,
    impose,
    notifies,
    settled,
    somebody_decided,
    two_keys,
    wrong,
)
from tests.proof.slicing import Slice
from tests.proof.stepping import Act, Key, State, begun
from tests.proof.vectors import MAIN, VECTORS, Vector

OTHER = "2026-0007"
ORDERED = frozenset({"JoinOrdered"})
MOST = 2


@cache
def other() -> Case:
    """Another case of the agency, of company 1 as well and of company 2; nobody was told of it."""
    vector = unreviewed(VECTORS[MAIN])
    return opened(vector, number=OTHER, parties=[company(1), company(2)]).case


def order(scene: Scene, today: str) -> dict[str, Any] | None:
    """Ordered twice at most: once refused, or once joined, another order names the same case in vain."""
    if happened(scene.entries, ORDERED) == MOST or "CasesJoined" in scene.facts():
        return None
    return {"number": OTHER, "ground": "same_party", "reason": "同一当事人"}


def comes(scene: Scene, today: str) -> dict[str, Any] | None:
    if joining.ordered(scene.case) is None:
        return None
    return {"brought": other(), "position": 9, "head": "0" * 64}


def stays(scene: Scene, today: str) -> dict[str, Any] | None:
    if joining.ordered(scene.case) is None:
        return None
    return {"code": "IssuedAlready", "because": "另一案件已发出文书"}


def united(scene: Scene, today: str) -> dict[str, Any] | None:
    """What is intended against the party of both cases, for all that it did."""
    if joining.to_unite(scene.case, scene.case.party(1)) is None:
        return None
    more = {**FINE, "amount": "150000.00"}
    return {"proposals": [{"party": 1, "proposal": {"penalties": [more]}}], "reason": "并案"}


def start(vector: Vector) -> State:
    return begun(opened(vector), BEGIN)


def answered(scene: Scene, today: str) -> dict[str, Any] | None:
    """The head answers what the parties' facts, taken together, leave unknown again, where the profile knows no threshold."""
    left = [party for party, found in scene.case.screening.hearing.items() if found.answer is None]
    return {**HEARD, "party": left[0]} if left else None


def key(state: State) -> Key:
    known = tuple(found.answer is None for found in state.case.screening.hearing.values())
    return (
        *two_keys(state),
        known,
        happened(state.entries, ORDERED),
        since_hearing.discussed(state.case) is None,
    )


def of_party_2(act: Act) -> Act:
    """Once it stands here and the first one is served and has a draft: how both go on side by side is another slice's matter."""

    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        follows = scene.case.has_party(2) and scene.case.party(1).prepared_decision
        return act.body(scene, today) if follows else None

    return Act(act.by, act.move, body)


def once_served(party: int, act: Act) -> Act:
    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        return act.body(scene, today) if scene.case.party(party).notices_served_on else None

    return Act(act.by, act.move, body)


def discussed(scene: Scene, today: str) -> dict[str, Any] | None:
    return scene.discussion_body(today) if since_hearing.discussed(scene.case) is None else None


def unreviewed(vector: Vector) -> Vector:
    """What is joined is screened anew, and discussed: the rest of what is agreed has slices of its own."""
    return vector.but(reviews=(), filing=False)


SLICE = Slice(
    name="joining",
    proves=Words(
        "并案期间不发出告知、不作决定；并入之后，两案均有的当事人须就全部违法行为重新拟定并告知；每名当事人只在一个案件中",
        "nothing is issued or decided while another case comes in; afterwards a party of both is proposed for and told of all"
        " that it did; each party is in one case",
    ),
    abstracts=Words(
        "从一名当事人的案件启动之后、告知之前开始；另一案件有同一当事人和另一当事人，尚未告知；另案的答复由检验程序代为给出，并入和不并入都试；至多两次决定并案；审核、报备另有切片；另一当事人的事项，在第一名当事人的决定书制作之后才办理",
        "begins with a case of one party opened, before any notice; the other case has that party and another, of whom nobody was told;"
        " its answer is given for it, either way; a join is ordered twice at most; review and filing have slices of their own;"
        " nothing is done about the other party before the decision on the first is prepared",
    ),
    components=(
        "discussions",
        "identity",
        "papers",
        "people",
        "dossier",
        "screening",
        "documents",
        "parties.notices",
        "parties.services",
        "parties.proposal",
        "parties.prepared_decision",
        "parties.decision",
    ),
    start=start,
    acts=(
        *notifies(1),
        once_served(1, draft(1)),
        impose(1),
        *map(of_party_2, (*notifies(2), once_served(2, draft(2)), impose(2))),
        Act("clerk-zhao", "record_discussion", discussed),
        Act("head-chen", "join_cases", order),
        Act(CLOCK.id, "answer_join", comes),
        Act(CLOCK.id, "answer_join", stays),
        Act("officer-li", "amend_draft", once("DraftAmended", united)),
        Act("head-chen", "answer_screening", answered),
    ),
    check=lambda state, vector: (),
    free=somebody_decided,
    always=wrong,
    ends=settled,
    key=key,
    days=days,
    bound=unreviewed,
)
MUTANTS = (
    Mutant(SLICE, (("issue_notices", "JoinUnderWay"),), "NoticesIssued while another case comes in"),
    Mutant(
        SLICE,
        (("prepare_notices", "ProposalNotUnited"), ("approve_notices", "ProposalNotUnited")),
        "NoticesApproved on what a party of both cases did in one alone",
    ),
)
