"""Mutants of the slices before the decision that begin elsewhere: with what a slice has no reason to come to (变异的起点)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.case.case import Case, CaseScreening
from domain.case.documents import DocumentKind
from domain.procedure import body_of
from domain.procedure.chapters.screening import Screened
from tests.procedure.playing import DIRECTORY, shanghai
from tests.procedure.scene import FINE, SCAN, Scene, company, opening
from tests.proof.bodies import always, decision, once, presider, rights_of, seal, serve
from tests.proof.forcing import Forced
from tests.proof.keys import party_key
from tests.proof.mutants import Mutant
from tests.proof.oracle.acts import wrong_acts
from tests.proof.oracle.file import CaseFile
from tests.proof.oracle.numbers import wrong_documents
from tests.proof.slices import deciding, otherwise, papers, rights
from tests.proof.slices.before_decision import BEGIN, given_up, opened, rights_alone
from tests.proof.slicing import everywhere
from tests.proof.stepping import Act, Key, State, begun
from tests.proof.vectors import Vector

DECIDING = ("prepare_decision",)


def both(code: str) -> tuple[tuple[str, str], ...]:
    """A refusal of the decision, left out of its preparation too."""
    return ("prepare_decision", code), ("impose", code)


# The supervising office objects to the filing

OBJECTION = ("FilingObjected", "ObjectionAnswered", "ObjectionLifted", "ObjectionMaintained")


def objected_key(state: State) -> Key:
    """What the key of one party leaves out, because nobody objects there."""
    said = {entry.fact: entry.at.date() for entry in state.entries if entry.fact in OBJECTION}
    return *party_key(state), tuple(sorted((fact, (state.today - on).days) for fact, on in said.items()))


def delivered(vector: Vector) -> State:
    """Begin with the report filed and sealed, which the supervising office has not answered."""
    return begun(agreed(opened(vector).reviewed(BEGIN)).filed(BEGIN), BEGIN)


def agreed(scene: Scene) -> Scene:
    """Every party notified and every right given up, and the review in agreement, all on one day."""
    for party in scene.case.undecided:
        told = {"working_days_after_service": 2, "time": "09:00", "presider": presider(scene)}
        scene.issued(BEGIN, party.id, **told).served(BEGIN, party.id)
        for right in rights_of(scene):
            scene.waived(BEGIN, right, party.id)
    scene.do(BEGIN, "officer-li", "submit_for_review")
    return scene.opinion(BEGIN)


WHY = "听述笔录未记明当事人要求听证的意见。"
OBJECTING = (
    Act(
        "filing-zhou",
        "object_to_filing",
        once("FilingObjected", lambda scene, today: {"on": today, "reason": WHY}),
    ),
    Act("officer-li", "answer_objection", always(answer="已补正笔录附件。")),
    Act("filing-zhou", "lift_objection", always()),
)
DISCUSSED_AND_DECIDED = ("record_discussion", "prepare_decision")


def held_up(code: str) -> tuple[tuple[str, str], ...]:
    return ("record_discussion", code), ("impose", code)


# Two parties, of whom the heads concluded on the other alone


def left_open(vector: Vector) -> State:
    parties = [company(1), company(2)]
    scene = agreed(opened(vector, Forced(), parties=parties).reviewed(BEGIN)).filed(BEGIN).acknowledged(BEGIN)
    other = scene.concluded(scene.state.party(2))
    scene.do(BEGIN, "clerk-zhao", "record_discussion", **scene.discussion_body(BEGIN, conclusions=[other]))
    return begun(scene, BEGIN)


# A draft that says more than was told


def with_more_basis(vector: Vector) -> State:
    """Begin with an article that came into the draft after the notices, which nobody told the party."""
    scene = given_up(vector, Forced())
    basis = [
        {"id": name, "statute": "食品安全法", "article": article, "findings": ["F1"]}
        for name, article in (("B1", "125(2)"), ("B2", "124(1)"))
    ]
    scene.do(BEGIN, "officer-li", "amend_draft", basis=basis, reason="补充依据")
    return begun(scene.reviewed(BEGIN).discussed(BEGIN), BEGIN)


# What was revoked, decided once more


def to_be_made_anew(vector: Vector) -> State:
    """Begin with a fine that a reconsideration revoked, with the order to decide anew."""
    scene = given_up(vector).decision_prepared(BEGIN).imposed(BEGIN)
    scene.served(BEGIN, 1, DocumentKind.PENALTY_DECISION)
    remedy = {
        "party": 1,
        "kind": "reconsideration",
        "lodged_on": BEGIN,
        "organ": "示例机关",
        "proof": SCAN,
    }
    scene.do(BEGIN, "officer-li", "record_remedy", **remedy)
    ended = {"result": "remake_ordered", "ended_on": BEGIN, "ruling": SCAN}
    scene.do(BEGIN, "officer-li", "record_remedy", **remedy, **ended)
    scene.do(BEGIN, "head-chen", "remake_decision", party=1, reason="责令重新作出")
    return begun(scene, BEGIN)


# What leaves, and by whom


def to_serve(vector: Vector) -> State:
    return begun(opened(vector).issued(BEGIN, working_days_after_service=2, time="09:00"), BEGIN)


def electronically(scene: Scene, today: str) -> dict[str, Any] | None:
    said = serve(scene, today)
    return {**said, "service": scene.service(today, mode="electronic")} if said else None


def approved(vector: Vector) -> State:
    """Begin with notices that are approved, and not issued yet."""
    scene = opened(vector).prepared(BEGIN, working_days_after_service=2, time="09:00")
    return begun(scene.approved(BEGIN), BEGIN)


WORDED = {"document": 2, "section": "facts", "text": "经改写的事实", "reason": "写明起止日期"}
"""Of the notice."""


def worded(vector: Vector) -> State:
    """Begin with a decision whose facts were worded otherwise, and which nobody has seen so."""
    scene = given_up(vector).decision_prepared(BEGIN)
    draft = scene.state.party(1).prepared_decision.document
    scene.printer_away = True
    scene.do(BEGIN, "officer-li", "edit_document", **{**WORDED, "document": draft})
    return begun(scene, BEGIN)


def decided(vector: Vector) -> State:
    return begun(given_up(vector).decision_prepared(BEGIN).imposed(BEGIN), BEGIN)


def words_of_the_decision(scene: Scene, today: str) -> dict[str, Any]:
    return {**WORDED, "document": scene.state.party(1).prepared_decision.document}


def supervised(vector: Vector) -> State:
    """Begin with a notice of the supervising office that waits for its own seal."""
    scene = given_up(vector).decision_prepared(BEGIN)
    body = {"form": "supervision_notice", "problem": "笔录不全", "demand": "补正"}
    scene.do(BEGIN, "supervisor-wu", "issue_supervision_notice", **body)
    return begun(scene, BEGIN)


def with_the_printer_away(vector: Vector) -> State:
    """Begin with notices that are approved, and neither made nor numbered yet."""
    scene = opened(vector).prepared(BEGIN, working_days_after_service=2, time="09:00")
    scene.printer_away = True
    return begun(scene.approved(BEGIN), BEGIN)


# What the screening found


def too_late(vector: Vector) -> State:
    """Begin with an act that was discovered more than two years after its end."""
    days = {"act_from": "2023-01-05", "act_to": "2023-01-20", "discovered_on": "2026-02-02"}
    return begun(given_up(vector, Forced(), **days), BEGIN)


def in_doubt(vector: Vector) -> State:
    """Begin with a screening that could not tell whether the penalty is a major one."""
    scene = given_up(vector)
    screening = scene.case.screening
    unknown = screening.major.model_copy(update={"answer": None})
    return begun(screened(scene, screening.model_copy(update={"major": unknown})), BEGIN)


def screened(scene: Scene, screening: CaseScreening) -> Scene:
    scene.case = scene.case.model_copy(update={"screening": screening})
    body = body_of(Screened(screening=screening))
    scene.entries = [
        e.model_copy(update={"body": {**e.body, **body}}) if "screening" in e.body else e
        for e in scene.entries
    ]
    return scene


# Judged by the acts alone, whatever may be decided


def of_the_acts(state: State, vector: Vector) -> list[str]:
    file = CaseFile.of(state.entries, DIRECTORY.person)
    return [f"{wrong.finding}: {wrong.why}" for wrong in (*wrong_acts(file), *wrong_documents(file))]


def waits_for_nothing(state: State) -> tuple[date, ...]:
    return ()


BY_ACTS: Mapping[str, Any] = {
    "acts": (),
    "bound": rights_alone,
    "free": everywhere,
    "check": of_the_acts,
    "key": lambda state: (len(state.entries),),
    "days": waits_for_nothing,
}


def unopened(vector: Vector) -> State:
    """Begin before there is a case."""
    return State(Case(), (), shanghai(BEGIN))


TWICE = opening(parties=[company(), {**company(), "name": "镇江示例食品有限公司（分部）"}])

MUTANTS = (
    Mutant(
        papers.SLICE,
        held_up("ObjectionOpen"),
        "E3: the objection to the filing was not answered",
        start=delivered,
        acts=DISCUSSED_AND_DECIDED,
        also=OBJECTING,
        otherwise={"key": objected_key},
    ),
    Mutant(
        papers.SLICE,
        held_up("ObjectionNotSettled"),
        "E3: the objection to the filing was not settled",
        start=delivered,
        acts=DISCUSSED_AND_DECIDED,
        also=OBJECTING,
        otherwise={"key": objected_key},
    ),
    Mutant(
        papers.SLICE,
        both("NotConcluded"),
        "A7: the heads concluded nothing on this party",
        start=left_open,
        acts=DECIDING,
    ),
    Mutant(
        otherwise.SLICE,
        (("open_case", "PartyTwice"),),
        f"A15: {TWICE['parties'][0]['identifier']} is more than one party",
        start=unopened,
        also=(Act("officer-li", "open_case", always(**TWICE)),),
        otherwise=BY_ACTS,
    ),
    Mutant(
        deciding.SLICE,
        both("GroundNotNotified"),
        "E5: B2 was never told",
        start=with_more_basis,
        acts=("recheck",),
        also=(Act("officer-li", "prepare_decision", decision(FINE, basis=["B1", "B2"])),),
    ),
    Mutant(
        deciding.SLICE,
        both("SameAgain"),
        "A17: the same decision once more, on the same facts",
        start=to_be_made_anew,
        acts=DECIDING,
    ),
    Mutant(
        rights.SLICE,
        (("record_service", "NoConsentToElectronicService"),),
        "A6: served electronically without a consent signed before",
        start=to_serve,
        also=(Act("officer-li", "record_service", electronically),),
        otherwise=BY_ACTS,
    ),
    Mutant(
        rights.SLICE,
        (("record_sealing", "AnotherIssuer"),),
        "A18: clerk-zhao sealed a document of zj-justice",
        start=supervised,
        also=(Act("clerk-zhao", "record_sealing", seal),),
        otherwise=BY_ACTS,
    ),
    Mutant(
        rights.SLICE,
        (("issue_notices", "DocumentIncomplete"),),
        "G4: document 1 left without a number",
        start=with_the_printer_away,
        also=(Act("clerk-zhao", "issue_notices", always(party=1)),),
        otherwise=BY_ACTS,
    ),
    *(
        Mutant(
            rights.SLICE,
            (("edit_document", code),),
            "G5: document 2 was worded otherwise after its approval",
            start=start,
            also=(Act("officer-li", "edit_document", always(**WORDED)),),
            otherwise=BY_ACTS,
        )
        for code, start in (("WordingApproved", approved), ("WordingIssued", to_serve))
    ),
    Mutant(
        rights.SLICE,
        (("edit_document", "WordingDecided"),),
        "G5: document 4 was worded otherwise after its approval",
        start=decided,
        also=(Act("officer-li", "edit_document", words_of_the_decision),),
        otherwise=BY_ACTS,
    ),
    Mutant(
        deciding.SLICE,
        (("impose", "PreviewOutstanding"),),
        "F6: the decision was not shown whole",
        start=worded,
        acts=("recheck",),
    ),
    Mutant(
        deciding.SLICE,
        (("impose", "LimitationOver"),),
        "F10: punished after the limitation",
        start=too_late,
        acts=DECIDING,
    ),
    Mutant(
        deciding.SLICE,
        both("LawUnknown"),
        "A19: a question of the screening was left open",
        start=in_doubt,
        acts=DECIDING,
    ),
    Mutant(
        otherwise.SLICE,
        (("prepare_decision", "TooOldForTheGround"), ("decide_no_penalty", "TooOldForTheGround")),
        "A4: not punished for an age that it does not have",
        acts=("submit_for_review", "assign_reviewer", "give_opinion", "decide_no_penalty"),
        also=(Act("officer-li", "prepare_decision", otherwise.prepared("no_penalty", ground="30")),),
    ),
)
