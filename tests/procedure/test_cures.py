"""A cure names what helps: the person whose move it is, the document, the fields, the command that lists who could."""

from tests.procedure.playing import shanghai
from tests.procedure.scene import Scene, opening


def cure(scene: Scene, when: str, by: str, move: str, **body: object) -> str:
    """The cure of the one refusal, in both languages."""
    scene.at(shanghai(when))
    refused, *_ = scene.judged(when, by, move, **body)
    return str(refused.cure)


def under_review() -> Scene:
    scene = Scene().open("2026-05-18")
    scene.do("2026-05-19", "officer-li", "submit_for_review")
    return scene


def test_who_may_not_learns_who_may():
    said = cure(under_review(), "2026-05-20", "clerk-zhao", "submit_for_review")
    assert "officer-li" in said
    assert "officer-wang" in said
    assert "tingshu people" in said


def test_who_is_no_reviewer_learns_where_reviewers_are_listed():
    said = cure(under_review(), "2026-05-20", "head-chen", "assign_reviewer", reviewer="clerk-zhao")
    assert "tingshu people --role reviewer --agency zj-market" in said


def test_another_reviewer_learns_whose_opinion_it_is():
    scene = under_review().known("reviewer-new", first_time_reviewer=False)
    scene.do("2026-05-19", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    said = cure(scene, "2026-05-20", "reviewer-new", "give_opinion", **scene.opinion_body())
    assert "reviewer-sun" in said
    assert "assign_reviewer" in said


def test_a_missing_point_is_named_with_the_fields_that_it_has():
    scene = under_review()
    scene.do("2026-05-19", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    body = scene.opinion_body()
    first, *others = body["points"]
    said = cure(scene, "2026-05-20", "reviewer-sun", "give_opinion", **{**body, "points": others})
    assert first["heading"] in said
    assert all(name in said for name in ("points", "heading", "agreed", "finding"))


def test_a_filing_that_is_not_sealed_names_the_document_and_who_seals_it():
    scene = Scene().to_heard().reviewed("2026-06-09")
    scene.do(
        "2026-06-10", "officer-li", "file_interview_report", together_with="head-chen", summary="听述情况"
    )
    said = cure(scene, "2026-06-10", "filing-zhou", "acknowledge_filing", on="2026-06-10")
    last = scene.case.filing.last
    assert last is not None
    assert f"document {last.document} " in said
    assert "zj-market" in said
    assert "record_sealing" in said


def test_another_presider_learns_whose_interview_it_is():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    when = "2026-06-05T15:00"
    said = cure(scene, when, "officer-li", "hold_interview", **scene.interview_body(when))
    assert "--as officer-wang" in said


def test_a_chinese_case_number_is_answered_with_one_that_can_be_written():
    said = cure(Scene(), "2026-05-18", "officer-li", "open_case", **opening(number="镇市监案〔2026〕12号"))
    assert "2026-0012" in said
