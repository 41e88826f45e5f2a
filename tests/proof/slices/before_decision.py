"""What the slices of one party before its decision have in common: how they begin, acts that belong together, the oracle."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from domain.case.case import CaseScreening
from domain.case.journal import Entry
from domain.law.switches import ReviewTime
from domain.procedure import body_of
from domain.procedure.chapters.screening import Screened
from tests.procedure.playing import DIRECTORY
from tests.procedure.scene import FINE, Scene
from tests.proof.bodies import (
    always,
    contents,
    decision,
    interview,
    once,
    opinion,
    presider,
    rights_of,
    seal,
    serve,
    stands,
    stated,
)
from tests.proof.oracle import plain
from tests.proof.oracle.acts import wrong_acts
from tests.proof.oracle.deciding import wrong_with_deciding
from tests.proof.oracle.file import CaseFile, Terms
from tests.proof.oracle.numbers import wrong_documents
from tests.proof.stepping import Act, State
from tests.proof.vectors import Vector

BEGIN = "2026-05-18"
HEARD = {"party": 1, "answer": True, "reason": "属于较大数额罚款", "article": "行政处罚法 63.1(1)"}
NOTIFYING = (
    Act("officer-li", "prepare_notices", interview),
    Act("head-chen", "approve_notices", contents),
    Act("clerk-zhao", "record_sealing", seal),
    Act("clerk-zhao", "issue_notices", always(party=1)),
    Act("officer-li", "record_service", serve),
)
REVIEW = (
    Act("officer-li", "submit_for_review", always()),
    Act("head-chen", "assign_reviewer", once("ReviewerAssigned", always(reviewer="reviewer-sun"))),
    Act("reviewer-sun", "give_opinion", opinion("agree")),
)
STATEMENT = Act("officer-li", "submit_statement", once("StatementReceived", stated))
DECISION = Act(
    "officer-li",
    "prepare_decision",
    lambda scene, today: None if stands(scene) else decision(FINE)(scene, today),
)
SHORT_TERMS = Terms(
    plain.STATEMENT_DAYS,
    plain.HEARING_REQUEST_DAYS,
    rest=lambda _: False,
    new_evidence=plain.NEW_EVIDENCE_DAYS,
    hearing_notice=plain.HEARING_NOTICE_DAYS,
    filing=plain.FILING_DAYS,
)


def opened(vector: Vector, scene: Scene | None = None, **changes: Any) -> Scene:
    """Opened on the first day; perhaps with a party of another kind, by a scene that lets it pass."""
    scene = scene or Scene(rules=vector.rules)
    scene.rules = vector.rules
    # Where a fine of this amount gives no right to a hearing, it is opened for another reason.
    scene.open(BEGIN, **{"profile": vector.word, "opened_all_the_same": "社会关注度高", **changes})
    for party, found in scene.case.screening.hearing.items():
        # Where a threshold is not known, the head answers (gate 7).
        if found.answer is None:
            scene.do(BEGIN, "head-chen", "answer_screening", **{**HEARD, "party": party})
    if not vector.switches.discussion:
        # What is major is discussed in every profile: it has a slice of its own.
        screening = scene.case.screening
        spared = screening.discussion.model_copy(update={"answer": False})
        screening = screening.model_copy(update={"discussion": spared})
        scene.case = scene.case.model_copy(update={"screening": screening})
        scene.entries = [screened(entry, screening) for entry in scene.entries]
    return scene


def screened(entry: Entry, screening: CaseScreening) -> Entry:
    """An entry that says what the screening found, with this in its place."""
    if entry.fact not in ("Screened", "ScreeningAnswered"):
        return entry
    body = body_of(Screened(screening=screening))
    return entry.model_copy(update={"body": {**entry.body, **body}})


def served(vector: Vector, scene: Scene | None = None, **changes: Any) -> Scene:
    """The notices issued and served on the first day."""
    return notified(opened(vector, scene, **changes))


def notified(scene: Scene) -> Scene:
    """Issued and served on the first day."""
    scene.issued(BEGIN, working_days_after_service=2, time="09:00", presider=presider(scene))
    return scene.served(BEGIN)


def given_up(vector: Vector, scene: Scene | None = None, **changes: Any) -> Scene:
    """The notices served, and every right given up on the day."""
    scene = served(vector, scene, **changes)
    for right in rights_of(scene):
        scene.waived(BEGIN, right)
    return scene


def afterwards(vector: Vector) -> Vector:
    """Without review before the notice, filing and discussion: they have a slice of their own."""
    reviews = tuple(time for time in vector.switches.reviews if time is not ReviewTime.BEFORE_NOTICE)
    return vector.but(reviews=reviews, filing=False, discussion=False)


def rights_alone(vector: Vector) -> Vector:
    """Without any review, filing and discussion."""
    return vector.but(reviews=(), filing=False, discussion=False)


def unlawful_to_impose(state: State, vector: Vector) -> Iterator[str]:
    """Every gate and every article, held against the journal of a state in which a penalty may be imposed on the party."""
    history, switches = plain.History(state.entries), vector.switches
    for gate in (plain.gate_1, plain.gate_2, plain.gate_3, plain.gate_5, plain.gate_6):
        yield from gate(history, state.today)
    yield from plain.gate_4(
        history,
        state.today,
        before=ReviewTime.BEFORE_NOTICE in switches.reviews,
        after=ReviewTime.AFTER_STATEMENTS in switches.reviews,
        filing=switches.filing,
        discussion=switches.discussion,
    )
    file = CaseFile.of(state.entries, DIRECTORY.person, terms=SHORT_TERMS)
    yield from unlawful_to_decide(file, "penalty", state.today)


def unlawful_to_decide(file: CaseFile, outcome: str, today: date) -> Iterator[str]:
    """What the articles have against the acts and documents so far, and against such a decision on the party today."""
    decision = wrong_with_deciding(file, 1, outcome, today)
    for wrong in (*wrong_acts(file), *wrong_documents(file), *decision):
        yield f"{wrong.finding}: {wrong.why}"
