"""Parties that part from a case: split off, ended, succeeded to; a case withdrawn, terminated, transferred, closed, reopened (分案、终止)."""

from collections.abc import Iterator
from typing import Any

from domain.bilingual import Words
from domain.case.people import CLOCK
from domain.procedure import fold
from domain.procedure.chapters.departing import DOCUMENTS
from domain.procedure.parting import beginning
from installation.examples import bodies
from tests.procedure.scene import SCAN, Scene, company
from tests.proof.bodies import always, once
from tests.proof.mutants import Mutant
from tests.proof.slices.before_decision import BEGIN, rights_alone
from tests.proof.slices.two_parties import (
    both_served,
    days,
    draft,
    happened,
    impose,
    notifies,
    rarely,
    rechecks,
    settled,
    somebody_decided,
    two_keys,
    wrong,
)
from tests.proof.slicing import Slice
from tests.proof.stepping import Act, Body, Key, State, begun
from tests.proof.vectors import Vector

RARE = frozenset({"CaseSplit", "PartyChanged", "PartyDeparted"})
MOST = 1
NUMBERS = ("2026-0001-2", "2026-0001-3")


def split(scene: Scene, today: str) -> dict[str, Any] | None:
    """Party 2 goes on alone; under another number where the first was taken."""
    tried = sum(entry.fact == "CaseSplit" for entry in scene.entries)
    if tried == len(NUMBERS):
        return None
    return {"party": 2, "number": NUMBERS[tried], "reason": "该当事人须单独办理"}


def answered(*, opened: bool) -> Body:
    """What became of the case of its own, once it is awaited; a number is taken once."""

    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        left = scene.case.party(2).left
        waits = left and left.onward and left.onward.awaited
        if not waits or (not opened and "SplitNumberTaken" in scene.facts()):
            return None
        return {"party": 2, "opened": opened}

    return body


def changed(kind: str, **new: str) -> Body:
    return lambda scene, today: {"party": 2, "kind": kind, "on": today, "proof": SCAN, **new}


def farewell(scene: Scene, today: str) -> dict[str, Any] | None:
    """The seal of what tells a party that it is let go."""
    for document in scene.case.documents.all:
        if document.ready_to_seal and document.kind in DOCUMENTS.values():
            return {"document": document.id, "file": document.file, "scan": SCAN, "on": today}
    return None


def start(vector: Vector) -> State:
    return begun(both_served(vector).statement(BEGIN, 2).decision_prepared(BEGIN), BEGIN)


def rare(body: Body) -> Body:
    return rarely(MOST, RARE, body)


def key(state: State) -> Key:
    return *two_keys(state), happened(state.entries, RARE), sum(e.fact == "CaseSplit" for e in state.entries)


def faults(state: State, vector: Vector) -> Iterator[str]:
    yield from wrong(state, vector)
    if state.entries[-1].fact == "CaseSplit":
        yield from _not_as_it_was(state)


def _not_as_it_was(state: State) -> Iterator[str]:
    """The case of its own has this party alone, with all that was told, said and waived, and every day of its terms."""
    was = fold(state.entries[:-1])
    there = fold([beginning(state.entries, 2, NUMBERS[0])])
    mine, theirs = was.party(2), there.party(2)
    if [p.id for p in there.parties.all] != [2]:
        yield "another party stands in the case of its own as well"
    for what in ("statements", "services", "notices_served_on", "points", "changes"):
        if getattr(mine, what) != getattr(theirs, what):
            yield f"{what} are others in the case of its own"


def somebody_is_no_more(state: State) -> bool:
    """The law itself ends the case against who died, or ended without a successor."""
    return any(party.ended for party in state.case.parties.all)


SUCCESSOR = {k: company(3)[k] for k in ("identifier", "address", "representative")} | {
    "new_name": "承受示例公司"
}
SLICE = Slice(
    name="parting",
    proves=Words(
        "当事人只在一个案件中；离开或者终止之后不再对其办理；承受人须重新告知；撤案、终止、移送其他机关均有编号文书；"
        "分案不改变当事人已受的告知、已提的意见和期限；结案之后不再告知、听取意见、作出决定",
        "a party is in one case only; nothing of the main line is done to who has left or is no more; a successor is told"
        " anew; whoever is let go has a document with a number; a split changes nothing of what a party was told, has said"
        " and may still do; nothing of the main line is done in a closed case",
    ),
    abstracts=Words(
        "两名当事人，从告知书均已送达、双方放弃听证和听述、一方另放弃陈述、另一方已陈述之后开始；审核、报备、讨论另有切片；分案、当事人变更、撤案、终止、移送其他机关合计至多一次；分出案件的答复由检验程序代为给出，立案和案号已被占用都试；当事人终止只试解散，死亡不在其内；终止的，法律使其程序终结，不算死路",
        "two parties, begins with both served, hearing and interview given up by both, one of them with a statement; review, filing and"
        " discussion have slices of their own; a split, a change of a party, a withdrawal, a termination and a transfer to another"
        " agency one at most together; a party ends by dissolution, not by death; what the case split off answers is given for it, either way; that the law ends the case"
        " against who is no more is no dead end",
    ),
    components=(
        "parties.address",
        "parties.proposal",
        "closing",
        "identity",
        "last_days",
        "documents",
        "parties.left",
        "parties.changes",
        "parties.services",
        "parties.statements",
        "parties.notices",
        "parties.prepared_decision",
        "parties.decision",
    ),
    start=start,
    acts=(
        impose(1),
        rechecks(2),
        *notifies(2),
        draft(2),
        impose(2),
        Act("head-chen", "split_case", rare(split)),
        Act(CLOCK.id, "answer_split", answered(opened=True)),
        Act(CLOCK.id, "answer_split", answered(opened=False)),
        Act("officer-li", "record_party_change", rare(changed("dissolution"))),
        Act("officer-li", "record_party_change", rare(changed("succession", **SUCCESSOR))),
        Act("head-chen", "end_against_party", always(party=2, reason="登记机关证明已注销")),
        *(
            Act("head-chen", name, rare(always(**bodies()[name])))
            for name in ("withdraw_case", "terminate_case", "transfer_to_agency")
        ),
        Act("clerk-zhao", "record_sealing", farewell),
        Act("officer-li", "close_case", always(form=SCAN)),
        Act("head-chen", "reopen", once("CaseReopened", always(reason="须更正文书"))),
    ),
    check=lambda state, vector: (),
    free=somebody_decided,
    always=faults,
    ends=settled,
    excused=somebody_is_no_more,
    key=key,
    days=days,
    bound=rights_alone,
)
MUTANTS = (
    Mutant(SLICE, (("impose", "PartyElsewhere"),), "DecisionMade on a party that has left"),
    Mutant(SLICE, (("impose", "PartyLeft"),), "DecisionMade on a party that has left"),
    Mutant(
        SLICE,
        (("impose", "PartyEnded"), ("prepare_decision", "PartyEnded")),
        "DecisionMade on a party that is no more",
    ),
    Mutant(SLICE, (("impose", "NoticesNotServed"),), "a successor is punished on what was told to another"),
)
