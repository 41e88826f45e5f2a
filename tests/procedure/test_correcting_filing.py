"""A decision filing that is wanting: the supervising office asks for its correction, and the agency corrects it."""

from typing import Any

import pytest

from domain.case.documents import DocumentKind
from domain.case.issuing import issuer_of
from tests.procedure.scene import SCAN, Scene, codes_of
from tests.procedure.test_issuer import THEIR_CLERK
from tests.procedure.test_waiting import work

NOTICE, REPORT = DocumentKind.FILING_CORRECTION_NOTICE, DocumentKind.DECISION_FILING_REPORT


def filed() -> Scene:
    """Decided on Friday 2026-06-12, filed and sealed on Monday 06-15."""
    scene = Scene().to_decided()
    scene.do("2026-06-15", "officer-li", "file_decision", together_with="head-chen")
    return scene.sealed("2026-06-15")


def asking(scene: Scene, when: str, by: str = "filing-zhou", **changes: Any) -> set[str]:
    body = {"points": "缺少送达回证", "due_on": "2026-06-30", **changes}
    return codes_of(scene, when, by, "request_correction", **body)


def asked(scene: Scene, when: str, issued: bool = True) -> Scene:
    scene.do(when, "filing-zhou", "request_correction", points="缺少送达回证", due_on="2026-06-30")
    if issued:
        notice = newest(scene, NOTICE)
        seal = {"document": notice.id, "file": notice.file, "scan": SCAN, "on": when[:10]}
        scene.do(when, THEIR_CLERK, "record_sealing", **seal)
    return scene


def newest(scene: Scene, kind: DocumentKind):
    return [d for d in scene.state.documents.all if d.kind is kind][-1]


def correcting(scene: Scene, when: str, **changes: Any) -> set[str]:
    body = {"together_with": "head-chen", "corrected": "已补附送达回证", **changes}
    return codes_of(scene, when, "officer-li", "correct_decision_filing", **body)


def corrected(scene: Scene, when: str) -> Scene:
    body = {"together_with": "head-chen", "corrected": "已补附送达回证"}
    scene.do(when, "officer-li", "correct_decision_filing", **body)
    return scene


def acknowledging(scene: Scene, when: str) -> set[str]:
    return codes_of(scene, when, "filing-zhou", "acknowledge_decision_filing", on=when[:10])


def test_the_notice_is_numbered_sealed_and_issued_by_the_supervising_office():
    scene = asked(filed(), "2026-06-17", issued=False)
    notice = newest(scene, NOTICE)
    assert issuer_of(scene.state, notice).code == "zj-justice"
    assert notice.approved_by == "filing-zhou"
    seal = {"document": notice.id, "file": notice.file, "scan": SCAN, "on": "2026-06-17"}
    assert codes_of(scene, "2026-06-17", "clerk-zhao", "record_sealing", **seal) == {"AnotherIssuer"}
    assert correcting(scene, "2026-06-17") == {"NoCorrectionAsked"}
    scene.do("2026-06-17", THEIR_CLERK, "record_sealing", **seal)
    assert str(newest(scene, NOTICE).issued_on) == "2026-06-17"
    assert str(work(scene, "2026-06-17")["correct_decision_filing"].since) == "2026-06-17"


def test_a_filing_that_is_to_be_corrected_is_not_acknowledged_and_its_case_not_closed():
    scene = asked(filed(), "2026-06-17")
    assert acknowledging(scene, "2026-06-18") == {"CorrectionAwaited"}
    assert asking(scene, "2026-06-18") == {"CorrectionAwaited"}
    assert "DecisionFilingOutstanding" in codes_of(scene, "2026-06-18", "officer-li", "close_case", form=SCAN)


def test_the_corrected_report_is_sealed_and_acknowledged_in_place_of_the_first():
    scene = corrected(asked(filed(), "2026-06-17"), "2026-06-18")
    assert acknowledging(scene, "2026-06-18") == {"DecisionNotFiled"}
    assert "correct_decision_filing" not in work(scene, "2026-06-18")
    scene.sealed("2026-06-19")
    assert acknowledging(scene, "2026-06-19") == set()
    assert str(scene.state.decision_filing.filed_on) == "2026-06-15"
    assert scene.state.decision_filing.document == newest(scene, REPORT).id


def test_a_corrected_filing_may_be_found_wanting_again():
    scene = corrected(asked(filed(), "2026-06-17"), "2026-06-18").sealed("2026-06-19")
    scene = corrected(asked(scene, "2026-06-22"), "2026-06-23").sealed("2026-06-23")
    scene.do("2026-06-24", "filing-zhou", "acknowledge_decision_filing", on="2026-06-24")
    assert asking(scene, "2026-06-24") == {"DecisionFilingAcknowledgedAlready"}
    assert len(scene.state.decision_filing.corrections) == 2


@pytest.mark.parametrize(
    ("due_on", "refused"),
    [
        ("2026-06-16", {"CorrectionDueInThePast"}),
        ("2026-06-17", {"CorrectionDueInThePast"}),
        ("2026-06-18", set()),
    ],
)
def test_the_last_day_of_the_correction_is_still_to_come(due_on, refused):
    assert asking(filed(), "2026-06-17", due_on=due_on) == refused


def test_only_the_filing_clerk_of_the_office_asks_and_says_what_is_wanting():
    assert asking(filed(), "2026-06-17", by="officer-li") == {"RoleRequired"}
    assert asking(filed(), "2026-06-17", points=" ") == {"FieldMissing"}
    assert asking(Scene().to_decided(), "2026-06-15") == {"DecisionNotFiled"}


def test_of_a_report_that_is_not_there_nothing_is_corrected():
    assert asking(filed(), "2026-06-17", document=1) == {"WhichReportIsWanting"}
    assert correcting(asked(filed(), "2026-06-17"), "2026-06-18", document=1) == {"WhichReportIsWanting"}
