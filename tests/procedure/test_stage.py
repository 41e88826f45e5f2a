"""The stage: the first that holds over the parties; computed, shown, and refusing nothing."""

from domain.procedure import Stage, stage
from tests.procedure.playing import shanghai, standard
from tests.procedure.scene import Scene, company

EVIDENCE = {"id": "E2", "kind": "document", "title": "台账", "proves": ["F1"]}


def at(scene: Scene, when: str) -> Stage:
    scene.at(shanghai(when))
    return stage(scene.case, shanghai(when))


def test_the_stages_of_a_case_in_their_order():
    scene = Scene().open("2026-05-18")
    seen = [at(scene, "2026-05-18")]
    seen.append(at(scene.reviewed("2026-05-20"), "2026-05-20"))
    seen.append(at(scene.issued("2026-05-25"), "2026-05-25"))
    seen.append(at(scene.served("2026-06-01"), "2026-06-01"))
    scene.interview("2026-06-05", "请求从轻").rechecked("2026-06-08")
    seen.append(at(scene, "2026-06-09"))
    scene.do("2026-06-09", "officer-li", "submit_for_review")
    seen.append(at(scene, "2026-06-09"))
    seen.append(at(scene.opinion("2026-06-09"), "2026-06-09"))
    seen.append(at(scene.filed("2026-06-10").acknowledged("2026-06-10"), "2026-06-10"))
    scene.discussed("2026-06-11").decision_prepared("2026-06-11").imposed("2026-06-12")
    seen.append(at(scene, "2026-06-12"))
    assert seen == [
        "drafted",
        "drafted",
        "notifying",
        "collecting_statements",
        "collecting_statements",  # heard, but the review that gate 4 wants is not submitted
        "legal_review",
        "filing",
        "deciding",
        "executing",
    ]


def test_the_standard_case_ends_closed():
    played = standard()
    assert stage(played.case, played.entries[-1].at) == "closed"


def test_one_party_unserved_is_notifying():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    scene.issued("2026-05-25", 1).issued("2026-05-25", 2).served("2026-06-01", 1)
    assert at(scene, "2026-06-01") == "notifying"


def test_a_returned_review_is_still_in_review():
    scene = Scene().to_heard().reviewed("2026-06-09", "correct")
    assert at(scene, "2026-06-09") == "legal_review"


def test_papers_changed_after_the_agreement_are_to_be_submitted_again():
    scene = Scene().to_heard().reviewed("2026-06-09")
    scene.do("2026-06-10", "officer-li", "add_evidence", evidence=EVIDENCE, reason="补充")
    assert at(scene, "2026-06-10") == "collecting_statements"


def test_silence_of_the_supervising_office_ends_the_stage_of_filing():
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10")  # the term ends on Wednesday 06-17
    assert at(scene, "2026-06-17") == "filing"
    assert at(scene, "2026-06-18") == "deciding"


def test_a_case_without_penalty_before_any_notice_is_executing():
    scene = (
        Scene()
        .open("2026-05-18")
        .reviewed("2026-05-20")
        .decision_prepared("2026-05-20", outcome="no_penalty")
    )
    scene.do("2026-05-21", "head-chen", "decide_no_penalty", party=1, content=scene.content())
    assert at(scene, "2026-05-21") == "executing"
