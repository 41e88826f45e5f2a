"""The dossier: papers added to it, and slips of the pen corrected, with both texts in the journal."""

from typing import Any

import pytest

from tests.procedure.scene import SCAN, Scene, codes_of

SLIP = {"record": "evidence_title", "of": "E1", "reads": "现场检查笔录", "reason": "漏写"}
PAPER = {
    "document_title": "补充说明",
    "dated": "2026-05-18",
    "origin": "投诉人",
    "file": SCAN,
    "reason": "说明经过",
}


def correcting(scene: Scene, when: str, by: str = "officer-li", **changes: Any) -> set[str]:
    return codes_of(scene, when, by, "correct_record", **{**SLIP, **changes})


def adding(scene: Scene, when: str, by: str = "officer-li", **changes: Any) -> set[str]:
    return codes_of(scene, when, by, "add_document", **{**PAPER, **changes})


def test_both_texts_stay_and_corrected_papers_are_another_version():
    scene = Scene().open("2026-05-18").reviewed("2026-05-19")
    before = scene.state.papers_version
    scene.do("2026-05-20", "officer-li", "correct_record", **SLIP)
    assert scene.state.papers.evidence[0].title == "现场检查笔录"
    assert scene.state.papers_version != before
    body = scene.entries[-1].body
    assert (body["was"], body["reads"]) == ("现场笔录", "现场检查笔录")
    assert codes_of(scene, "2026-05-20", "officer-li", "submit_for_review") == set()


@pytest.mark.parametrize("changes", [{"record": "contact", "of": "1", "reads": "0511-00000099"}])
def test_the_contact_of_a_party_is_no_part_of_the_papers(changes):
    scene = Scene().open("2026-05-18")
    before = scene.state.papers_version
    scene.do("2026-05-20", "officer-li", "correct_record", **{**SLIP, **changes})
    assert scene.state.party(1).contact == "0511-00000099"
    assert scene.state.papers_version == before


def test_the_cause_is_corrected_without_an_id():
    scene = Scene().open("2026-05-18")
    scene.do("2026-05-20", "officer-li", "correct_record", record="cause", reads="销售食品", reason="笔误")
    assert scene.state.papers.cause == "销售食品"


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"of": "E9"}, {"NoSuchRecord"}),
        ({"of": "1"}, {"NoSuchRecord"}),
        ({"record": "contact", "of": "2"}, {"NoSuchRecord"}),
        ({"record": "cause"}, {"NoSuchRecord"}),
        ({"reads": "现场笔录"}, {"NothingCorrected"}),
        ({"reads": ""}, {"FieldMissing"}),
        ({"reason": ""}, {"FieldMissing"}),
    ],
)
def test_a_correction_names_what_is_there_changes_it_and_says_why(changes, refused):
    assert correcting(Scene().open("2026-05-18"), "2026-05-20", **changes) == refused


def test_after_the_decision_the_papers_it_rests_on_stay_and_a_contact_is_still_corrected():
    scene = Scene().to_decided()
    assert correcting(scene, "2026-06-15") == {"AllDecided"}
    assert correcting(scene, "2026-06-15", record="contact", of="1", reads="0511-00000099") == set()


def test_a_paper_is_added_and_changes_no_papers_version():
    scene = Scene().open("2026-05-18")
    before = scene.state.papers_version
    scene.do("2026-05-20", "officer-li", "add_document", **PAPER)
    (added,) = scene.state.dossier.added
    assert (added.title, str(added.added_on)) == ("补充说明", "2026-05-20")
    assert scene.state.papers_version == before


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"dated": "2026-05-20"}, set()),
        ({"dated": "2026-05-21"}, {"DateInTheFuture"}),
        ({"file": ""}, {"FieldMissing"}),
        ({"reason": ""}, {"FieldMissing"}),
    ],
)
def test_a_paper_has_a_day_that_has_come_a_file_and_a_reason(changes, refused):
    assert adding(Scene().open("2026-05-18"), "2026-05-20", **changes) == refused


def test_only_an_officer_of_the_case_keeps_the_dossier():
    assert adding(Scene().open("2026-05-18"), "2026-05-20", by="clerk-zhao") == {"RoleRequired"}
    assert correcting(Scene().open("2026-05-18"), "2026-05-20", by="head-chen") == {"RoleRequired"}


@pytest.mark.parametrize("asked", [adding, correcting])
def test_the_dossier_of_a_closed_case_is_sealed(asked):
    scene = Scene().open("2026-05-18").decision_prepared("2026-05-18", outcome="not_established")
    scene.reviewed("2026-05-19")
    scene.do("2026-05-20", "head-chen", "decide_not_established", party=1, content=scene.content())
    scene.sealed("2026-05-20")
    document = scene.state.party(1).decision.document
    service = scene.service("2026-05-21")
    scene.do("2026-05-21", "officer-li", "record_service", party=1, documents=[document], service=service)
    scene.do("2026-05-22", "officer-li", "close_case", form=SCAN)
    assert "ClosedAlready" in asked(scene, "2026-05-22")
