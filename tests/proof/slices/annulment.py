"""What the slices of annulment have in common: an act of each kind annulled, the receipt confirmed, the oracle, the key."""

from collections.abc import Iterator
from typing import Any

from domain.case.annulling import ActKind
from domain.case.review import Purpose
from domain.law.switches import ReviewTime, Switches
from domain.procedure.acts import acts, is_of_a_party
from domain.procedure.gates import since_hearing
from domain.procedure.gates.serving import unserved
from tests.procedure.playing import DIRECTORY
from tests.procedure.scene import FINE, SCAN, Scene
from tests.proof.bodies import decision, stands
from tests.proof.keys import party_key
from tests.proof.oracle import plain
from tests.proof.oracle.file import CaseFile
from tests.proof.oracle.standing import Standing, standing
from tests.proof.oracle.undone import Asked, wrong_with_imposing
from tests.proof.slices.before_decision import SHORT_TERMS
from tests.proof.stepping import Act, Body, Key, State
from tests.proof.vectors import Vector

HEAD = "head-chen"


def annul(kind: str, most: int, place: int = -1, document: str = "") -> Act:
    """Annul the last act of a kind, or that in another place, or of a kind of document, while fewer than `most` were annulled."""
    of = ActKind(kind)

    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        party = 1 if is_of_a_party(of) else None
        there = list(acts(scene.case, of, party)) if annulled(scene) < most else []
        if document:
            there = [a for a in there if scene.document(int(a.which)).kind == document]
        if not there or (place != -1 and len(there) < 2):
            return None
        said = {"act": kind, "party": party, "which": there[place].which, "reason": "误录"}
        return {**said, "together_with": HEAD}

    return Act("officer-li", "annul", body)


def annulled(scene: Scene) -> int:
    """How many acts were annulled by name."""
    return sum(e.fact == "ActAnnulled" and "fell_with" not in e.body for e in scene.entries)


def receipt(scene: Scene, today: str) -> dict[str, Any] | None:
    """The party had what waits to be served again, as it says today."""
    documents = [d.id for d in unserved(scene.case, scene.case.party(1))]
    if not documents or not any(scene.case.annulments.of(ActKind.SERVICE, 1)):
        return None
    return {"party": 1, "documents": documents, "on": today, "how": "申辩书引用了文号", "proof": SCAN}


def agreed(scene: Scene, today: str) -> dict[str, Any] | None:
    """The decision, prepared once the review has agreed: its place among the rest is another slice's matter."""
    if stands(scene) or since_hearing.agreed(scene.case, Purpose.AFTER_STATEMENTS) is None:
        return None
    return decision(FINE)(scene, today)


RECEIPT = Act("officer-li", "confirm_receipt", receipt)


def if_not_yet(fact: str, body: Body) -> Body:
    """Only while nothing of the kind stands."""
    return lambda scene, today: None if _stands(scene, fact) else body(scene, today)


def _stands(scene: Scene, fact: str) -> bool:
    return any(s.fact == fact for s in read(scene.entries).believed.said)


def read(entries: Any) -> Standing:
    return standing(CaseFile.of(entries, DIRECTORY.person, terms=SHORT_TERMS))


def asked(vector: Vector) -> Asked:
    return asked_of(vector.switches)


def asked_of(switches: Switches) -> Asked:
    return Asked(
        before_notice=ReviewTime.BEFORE_NOTICE in switches.reviews,
        after_statements=ReviewTime.AFTER_STATEMENTS in switches.reviews,
        filing=switches.filing,
        discussion=switches.discussion,
        filing_days=plain.FILING_DAYS,
        hearing_notice_days=plain.HEARING_NOTICE_DAYS,
    )


def unlawful_after_annulments(state: State, vector: Vector) -> Iterator[str]:
    """What the articles forbid of a penalty on the party, on what stands of the journal."""
    yield from wrong_with_imposing(read(state.entries), asked(vector), 1, state.today)


def undo_key(state: State) -> Key:
    """What a rule can read besides that of one party's case: what counts no more, what waits to be sealed or served again."""
    case, party = state.case, state.case.party(1)
    found = read(state.entries)
    notices, prepared = party.last_notices, party.prepared_decision
    return (
        *party_key(state),
        len(found.annulled),
        len(party.notices),
        party.last_notices is None,
        tuple(since_hearing.agreed(case, p) is not None for p in Purpose),
        since_hearing.under_way(case) is not None,
        since_hearing.filed(case) is not None,
        since_hearing.discussed(case) is not None,
        since_hearing.discussion_sent_back(case),
        notices.sent_back is not None if notices else None,
        prepared.sent_back is not None if prepared else None,
        tuple(d.kind for d in case.documents.all if d.ready_to_seal),
        tuple(d.kind for d in unserved(case, party)),
        any(case.annulments.of(ActKind.SERVICE, 1)),
        len(notices.rechecks) if notices else 0,
        len(party.points),
        tuple(wrong_with_imposing(found, asked_of(case.rulebook.switches), 1, state.today)),
    )
