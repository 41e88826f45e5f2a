"""Gate 1: two qualified officers; no officer of the case reviews it or presides over its hearing."""

from datetime import date

from domain.law.rulebook import rulebook_for
from tests.procedure.scene import Scene, codes_of, company, opening


def test_art42_one_officer_is_too_few():
    body = opening(officers=["officer-li"])
    assert codes_of(Scene(), "2026-05-18", "officer-li", "open_case", **body) == {"TooFewOfficers"}


def test_art42_the_same_officer_twice_is_one():
    body = opening(officers=["officer-li", "officer-li"])
    assert "TooFewOfficers" in codes_of(Scene(), "2026-05-18", "officer-li", "open_case", **body)


def test_art42_two_officers_open():
    assert Scene().open("2026-05-18").case.opened


def test_art42_a_certificate_is_valid_on_its_last_day():
    scene = Scene().known("officer-wang", certificate_until=date(2026, 5, 18))  # Monday
    assert codes_of(scene, "2026-05-18", "officer-li", "open_case", **opening()) == set()


def test_art42_a_certificate_is_invalid_on_the_day_after_its_last():
    scene = Scene().known("officer-wang", certificate_until=date(2026, 5, 17))  # Sunday
    assert codes_of(scene, "2026-05-18", "officer-li", "open_case", **opening()) == {"CertificateInvalid"}


def test_art42_an_officer_without_a_certificate_does_not_count():
    scene = Scene().known("officer-wang", certificate="")
    assert codes_of(scene, "2026-05-18", "officer-li", "open_case", **opening()) == {"CertificateInvalid"}


def test_art42_the_second_officer_of_a_recheck_is_qualified_too():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.statement("2026-06-02").known("officer-wang", certificate_until=date(2026, 6, 2))
    assert codes_of(scene, "2026-06-03", "officer-li", "recheck", **scene.recheck_body()) == {
        "CertificateInvalid"
    }


def test_art42_nobody_imposes_when_a_certificate_has_run_out():
    scene = Scene().known("officer-wang", certificate_until=date(2026, 6, 11))  # Thursday, the day before
    scene.to_discussed().decision_prepared("2026-06-11")
    body = {"party": 1, "content": scene.content()}
    assert codes_of(scene, "2026-06-11T17:00", "head-chen", "impose", **body) == set()
    assert codes_of(scene, "2026-06-12", "head-chen", "impose", **body) == {"CertificateInvalid"}


def test_samr_art49_an_officer_of_the_case_does_not_review_it():
    scene = Scene().open("2026-05-18").known("officer-li", roles=("officer", "reviewer"))
    found = codes_of(scene, "2026-05-19", "head-chen", "assign_reviewer", reviewer="officer-li")
    assert found == {"ReviewerInvestigated"}


def test_art43_nobody_related_to_a_party_reviews():
    scene = Scene().open("2026-05-18").known("reviewer-sun", related_to=(company()["identifier"],))
    found = codes_of(scene, "2026-05-19", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    assert found == {"RelatedToParty"}


def test_art58_a_first_time_reviewer_needs_the_legal_qualification():
    scene = Scene().open("2026-05-18")
    found = codes_of(scene, "2026-05-19", "head-chen", "assign_reviewer", reviewer="reviewer-new")
    assert found == {"ReviewerUnqualified"}


def test_art58_a_first_time_reviewer_with_the_legal_qualification_reviews():
    scene = Scene().open("2026-05-18").known("reviewer-new", legal_qualification=True)
    assert codes_of(scene, "2026-05-19", "head-chen", "assign_reviewer", reviewer="reviewer-new") == set()


def requested() -> Scene:
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    return scene.hearing_requested("2026-06-03")


def test_art64_4_an_investigator_does_not_preside_over_the_hearing():
    body = requested().hearing_body("2026-06-23", presider="officer-wang")
    assert codes_of(requested(), "2026-06-10", "officer-li", "notify_hearing", **body) == {
        "PresiderInvestigated"
    }


def test_art43_nobody_related_to_a_party_presides():
    scene = requested().known("presider-he", related_to=(company()["identifier"],))
    body = scene.hearing_body("2026-06-23")
    assert codes_of(scene, "2026-06-10", "officer-li", "notify_hearing", **body) == {"RelatedToParty"}


def test_the_hearing_is_presided_over_by_a_presider():
    body = requested().hearing_body("2026-06-23", presider="clerk-zhao", recorder="presider-he")
    assert codes_of(requested(), "2026-06-10", "officer-li", "notify_hearing", **body) == {"NotAPresider"}


def test_a_reviewer_may_preside_where_the_profile_lets_him():
    scene = requested().known("reviewer-sun", roles=("reviewer", "presider"))
    body = scene.hearing_body("2026-06-23", presider="reviewer-sun")
    assert codes_of(scene, "2026-06-10", "officer-li", "notify_hearing", **body) == set()


def test_a_reviewer_does_not_preside_where_the_profile_keeps_them_apart():
    scene = apart().known("reviewer-sun", roles=("reviewer", "presider"))
    body = scene.hearing_body("2026-06-23", presider="reviewer-sun")
    assert codes_of(scene, "2026-06-10", "officer-li", "notify_hearing", **body) == {"PresiderReviews"}


def test_a_presider_does_not_review_where_the_profile_keeps_them_apart():
    scene = apart().hearing_notified("2026-06-10", "2026-06-23")
    scene.known("presider-he", roles=("reviewer", "presider"))
    found = codes_of(scene, "2026-06-24", "head-chen", "assign_reviewer", reviewer="presider-he")
    assert found == {"PresiderReviews"}


def apart() -> Scene:
    """The same case under a profile that sets `reviewer_may_preside` to no."""
    rules = rulebook_for("market+zhenjiang")
    switches = rules.switches.model_copy(update={"reviewer_may_preside": False})
    scene = Scene(rules=rules.model_copy(update={"switches": switches}))
    scene.open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    return scene.hearing_requested("2026-06-03")
