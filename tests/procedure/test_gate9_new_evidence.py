"""Gate 9: evidence that supports a finding and came after the notice is told to the party, who is heard on it (44, 45)."""

from typing import Any

import pytest

from domain.case.documents import DocumentKind
from domain.law.rulebook import rulebook_for
from domain.law.terms import TermKey
from tests.procedure.scene import Scene, codes_of, company

EVIDENCE = {"id": "E2", "kind": "document", "title": "台账", "proves": ["F1"]}


def added(scene: Scene | None = None, when: str = "2026-06-09", **changes: Any) -> Scene:
    """Heard by Monday 06-08; the ledger comes on Tuesday 2026-06-09."""
    scene = scene or Scene().to_heard()
    scene.do(when, "officer-li", "add_evidence", evidence={**EVIDENCE, **changes}, reason="补充")
    return scene


def submitting(scene: Scene, when: str) -> set[str]:
    return codes_of(scene, when, "officer-li", "submit_for_review")


def telling(scene: Scene, when: str = "2026-06-09", **changes: Any) -> set[str]:
    body = {"party": 1, "evidence": ["E2"], "shown": "复印件", "means": "随告知书送达", **changes}
    return codes_of(scene, when, "officer-li", "notify_new_evidence", **body)


def test_art44_no_review_filing_discussion_or_penalty_on_evidence_of_which_the_party_was_not_told():
    scene = added(Scene().to_discussed(), "2026-06-11").decision_prepared("2026-06-11")
    body = {"party": 1, "content": scene.content()}
    assert "NewEvidenceNotTold" in codes_of(scene, "2026-06-12", "head-chen", "impose", **body)
    assert submitting(scene, "2026-06-12") == {"NewEvidenceNotTold"}
    talk = scene.discussion_body("2026-06-12")
    assert "NewEvidenceNotTold" in codes_of(scene, "2026-06-12", "clerk-zhao", "record_discussion", **talk)


def test_art44_telling_counts_from_service():
    scene = added().told_of_evidence("2026-06-09", served=False)
    assert submitting(scene, "2026-06-10") == {"NewEvidenceNotServed"}


@pytest.mark.parametrize(
    ("when", "refused"),
    [
        ("2026-06-15", {"NewEvidencePeriodRunning"}),
        ("2026-06-16", {"NewEvidencePeriodRunning"}),
        ("2026-06-17", set()),
    ],
)
def test_art45_the_party_has_five_working_days_to_answer(when: str, refused: set[str]):
    """Served on Tuesday 06-09: Wednesday 10, 11, 12, Monday 15, Tuesday 16 is the last day [A]."""
    scene = added().told_of_evidence("2026-06-09")
    assert str(scene.clock("new_evidence_answer", "2026-06-09", 1).last_day) == "2026-06-16"
    assert submitting(scene, when) == refused


def test_art62_the_answer_can_be_given_up_from_service_on():
    scene = added().told_of_evidence("2026-06-09", served=False).waived("2026-06-09", "new_evidence")
    scene.sealed("2026-06-09").served("2026-06-10", kind=DocumentKind.NEW_EVIDENCE_NOTICE)
    assert submitting(scene, "2026-06-10") == {"NewEvidencePeriodRunning"}
    assert submitting(scene.waived("2026-06-10", "new_evidence"), "2026-06-10") == set()


def test_art62_a_waiver_is_of_what_was_told_until_then():
    scene = added().told_of_evidence("2026-06-09").waived("2026-06-09", "new_evidence")
    added(scene, "2026-06-10", id="E3").told_of_evidence("2026-06-10", "E3")
    assert submitting(scene, "2026-06-11") == {"NewEvidencePeriodRunning"}
    assert submitting(scene.waived("2026-06-11", "new_evidence"), "2026-06-11") == set()


def test_art45_the_answer_is_a_statement_and_is_rechecked():
    scene = (
        added().told_of_evidence("2026-06-09").statement("2026-06-10").waived("2026-06-10", "new_evidence")
    )
    assert submitting(scene, "2026-06-10") == {"NotRechecked"}
    assert submitting(scene.rechecked("2026-06-10"), "2026-06-10") == set()


@pytest.mark.parametrize("changes", [{"excluded": True}, {"checked": False}])
def test_art46_of_what_is_not_relied_on_nobody_is_told(changes: dict[str, Any]):
    scene = added(**changes)
    assert submitting(scene, "2026-06-09") == set()
    assert telling(scene) == {"NothingNewToTell"}


def test_art44_a_party_is_told_of_what_supports_a_finding_against_it():
    findings = [{"id": f"F{n}", "text": f"违法事实{n}", "parties": [n]} for n in (1, 2)]
    evidence = [{"id": "E1", "kind": "record", "title": "现场笔录", "proves": ["F1", "F2"]}]
    basis = [{"id": "B1", "statute": "食品安全法", "article": "125(2)", "findings": ["F1", "F2"]}]
    papers = {"findings": findings, "evidence": evidence, "basis": basis}
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)], **papers).reviewed("2026-05-20")
    for number in (1, 2):
        scene.issued("2026-05-25", number).served("2026-06-01", number)
    added(scene, proves=["F2"])
    assert telling(scene) == {"NothingNewToTell"}
    assert telling(scene, party=2) == set()
    assert telling(scene, party=2, evidence=["E1"]) == {"EvidenceNotNew"}


def test_what_is_shown_and_how_is_said():
    assert telling(added(), shown=" ", means="　") == {"FieldMissing"}


def test_told_again_while_the_notice_is_not_served_and_the_first_is_void():
    scene = added().told_of_evidence("2026-06-09", served=False)
    first = scene.case.documents.all[-1].id
    scene.told_of_evidence("2026-06-10")
    assert scene.document(first).void
    assert telling(scene, "2026-06-10") == {"NothingNewToTell"}


def test_evidence_that_came_before_the_issue_stands_in_the_notices():
    scene = added(Scene().open("2026-05-18"), "2026-05-19").reviewed("2026-05-20")
    assert telling(scene, "2026-05-20") == {"NoticesComeFirst"}
    scene.issued("2026-05-25").served("2026-06-01").interview("2026-06-05")
    assert telling(scene) == {"NothingNewToTell"}
    assert submitting(scene, "2026-06-09") == set()


def test_art59_evidence_on_a_finding_that_the_decision_drops_is_told_to_nobody():
    findings = [{"id": f"F{n}", "text": f"违法事实{n}", "parties": [1]} for n in (1, 2)]
    evidence = [{"id": "E1", "kind": "record", "title": "现场笔录", "proves": ["F1", "F2"]}]
    basis = [{"id": "B1", "statute": "食品安全法", "article": "125(2)", "findings": ["F1", "F2"]}]
    scene = Scene().open("2026-05-18", findings=findings, evidence=evidence, basis=basis)
    scene.reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01").interview("2026-06-05")
    added(scene, proves=["F2"]).decision_prepared("2026-06-09", findings=["F1"])
    assert submitting(scene, "2026-06-09") == set()


def test_under_older_rules_without_the_term_new_notices_are_the_way():
    rules = rulebook_for("market+zhenjiang")
    terms = tuple(t for t in rules.terms if t.key is not TermKey.NEW_EVIDENCE_ANSWER)
    scene = added(Scene(rules.model_copy(update={"terms": terms})).to_heard())
    assert telling(scene) == {"NoTermToAnswer"}
    assert submitting(scene, "2026-06-09") == {"NewEvidenceNotTold"}
    ground = {"error": None, "evidence": ["E2"], "obtained_on": "2026-06-09", "reason": "新证据"}
    scene.returned("2026-06-09", **ground).reviewed("2026-06-10").issued("2026-06-10").served("2026-06-11")
    assert "NewEvidenceNotTold" not in submitting(scene, "2026-06-11")
