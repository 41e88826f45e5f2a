"""Gate 1: two qualified officers; no officer of the case reviews it or presides over its hearing."""

from datetime import date

import pytest

from domain.case.people import Certificate, Office, Relation, Role
from domain.law.rulebook import rulebook_for
from domain.procedure import available
from domain.procedure.gates.hearing_day import sits_no_more
from domain.procedure.language import Moment
from tests.procedure.playing import shanghai
from tests.procedure.scene import Scene, codes_of, company, opening


def test_art42_one_officer_is_too_few():
    body = opening(officers=["officer-li"])
    assert codes_of(Scene(), "2026-05-18", "officer-li", "open_case", **body) == {"TooFewOfficers"}


def test_art42_the_same_officer_twice_is_one():
    body = opening(officers=["officer-li", "officer-li"])
    assert codes_of(Scene(), "2026-05-18", "officer-li", "open_case", **body) == {"NamedTwice"}


def test_art42_two_officers_open():
    assert Scene().open("2026-05-18").case.opened


def test_art42_a_certificate_is_valid_on_its_last_day():
    scene = Scene().known("officer-wang", certificate_until=date(2026, 5, 18))  # Monday
    assert codes_of(scene, "2026-05-18", "officer-li", "open_case", **opening()) == set()


def test_art42_a_certificate_is_invalid_on_the_day_after_its_last():
    scene = Scene().known("officer-wang", certificate_until=date(2026, 5, 17))  # Sunday
    assert codes_of(scene, "2026-05-18", "officer-li", "open_case", **opening()) == {"CertificateInvalid"}


def test_art42_whose_certificate_is_invalid_is_said_by_name():
    scene = Scene().known("officer-wang", certificate_until=date(2026, 5, 17))
    whys = {r.why for r in scene.judged("2026-05-18", "officer-li", "open_case", **opening())}
    assert "王示例（officer-wang）在2026-05-18没有有效的执法证件" in {why.zh for why in whys}
    assert "王示例 (officer-wang) holds no valid enforcement certificate on 2026-05-18" in {
        w.en for w in whys
    }


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
    scene = Scene().open("2026-05-18").known("officer-li", roles=(Role.OFFICER, Role.REVIEWER))
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
    assert codes_of(requested(), "2026-06-10", "presider-he", "notify_hearing", **body) == {
        "PresiderInvestigated"
    }


def test_art43_nobody_related_to_a_party_presides():
    scene = requested().known("presider-he", related_to=(company()["identifier"],))
    body = scene.hearing_body("2026-06-23")
    assert codes_of(scene, "2026-06-10", "presider-he", "notify_hearing", **body) == {"RelatedToParty"}


def test_the_hearing_is_presided_over_by_a_presider():
    body = requested().hearing_body("2026-06-23", presider="clerk-zhao", recorder="presider-he")
    assert codes_of(requested(), "2026-06-10", "presider-he", "notify_hearing", **body) == {"NotAPresider"}


def test_a_reviewer_may_preside_where_the_profile_lets_him():
    scene = requested().known("reviewer-sun", roles=(Role.REVIEWER, Role.PRESIDER))
    body = scene.hearing_body("2026-06-23", presider="reviewer-sun")
    assert codes_of(scene, "2026-06-10", "presider-he", "notify_hearing", **body) == set()


def test_a_reviewer_does_not_preside_where_the_profile_keeps_them_apart():
    scene = apart().known("reviewer-sun", roles=(Role.REVIEWER, Role.PRESIDER))
    body = scene.hearing_body("2026-06-23", presider="reviewer-sun")
    assert codes_of(scene, "2026-06-10", "presider-he", "notify_hearing", **body) == {"PresiderReviews"}


def test_who_reviewed_before_another_does_not_preside_where_the_profile_keeps_them_apart():
    scene = apart().known("reviewer-sun", roles=(Role.REVIEWER, Role.PRESIDER))
    scene.known("reviewer-new", legal_qualification=True)
    scene.do("2026-06-09", "head-chen", "assign_reviewer", reviewer="reviewer-new")
    body = scene.hearing_body("2026-06-23", presider="reviewer-sun")
    assert codes_of(scene, "2026-06-10", "presider-he", "notify_hearing", **body) == {"PresiderReviews"}


def test_a_presider_does_not_review_where_the_profile_keeps_them_apart():
    scene = apart().hearing_notified("2026-06-10", "2026-06-23")
    scene.known("presider-he", roles=(Role.REVIEWER, Role.PRESIDER))
    found = codes_of(scene, "2026-06-24", "head-chen", "assign_reviewer", reviewer="presider-he")
    assert found == {"PresiderReviews"}


def apart() -> Scene:
    """The same case under a profile that sets `reviewer_may_preside` to no."""
    rules = rulebook_for("market+zhenjiang")
    switches = rules.switches.model_copy(update={"reviewer_may_preside": False})
    scene = Scene(rules=rules.model_copy(update={"switches": switches}))
    scene.open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    return scene.hearing_requested("2026-06-03")


# The day of the act, and the directory at that instant

COMPANY = company()["identifier"]


def issued() -> Scene:
    return Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25")


def served_on(scene: Scene, on: str) -> set[str]:
    """What refuses officer Li who records on Friday 05-29 that the notices were served on a day."""
    body = {"party": 1, "documents": scene.to_serve(), "service": scene.service(on)}
    return codes_of(scene, "2026-05-29", "officer-li", "record_service", **body)


def test_art42_who_serves_is_certified_on_the_day_of_the_service():
    scene = issued().known("officer-li", certificate_until=date(2026, 5, 28))  # Thursday
    assert served_on(scene, "2026-05-27") == set()
    assert served_on(scene, "2026-05-28") == set()
    assert served_on(scene, "2026-05-29") == {"CertificateInvalid"}


def test_art42_a_certificate_that_begins_later_is_none_before():
    renewed = Certificate(number="示例-0009", since=date(2026, 5, 28))
    scene = issued().known("officer-li", certificate="", certificates=(renewed,))
    assert served_on(scene, "2026-05-27") == {"CertificateInvalid"}
    assert served_on(scene, "2026-05-28") == set()


def test_art42_a_certificate_that_was_renewed_during_the_case_is_valid_again():
    """The case was opened with a certificate to 06-11; on the day of the decision the directory has the new one."""
    scene = Scene().known("officer-wang", certificate_until=date(2026, 6, 11))
    scene.to_discussed().decision_prepared("2026-06-11")
    body = {"party": 1, "content": scene.content()}
    assert codes_of(scene, "2026-06-12", "head-chen", "impose", **body) == {"CertificateInvalid"}
    scene.known("officer-wang", certificates=(Certificate(number="示例-0010", since=date(2026, 6, 12)),))
    assert codes_of(scene, "2026-06-12", "head-chen", "impose", **body) == set()


@pytest.mark.parametrize("move", ["submit_for_review", "prepare_notices"])
def test_art42_no_officer_acts_without_a_certificate(move: str):
    scene = Scene().open("2026-05-18").known("officer-li", certificate_until=date(2026, 5, 18))
    plan = {"working_days_after_service": 4, "time": "09:00", "place": "听述室"}
    plan |= {"presider": "officer-wang", "recorder": "clerk-zhao"}
    body = {} if move == "submit_for_review" else {"party": 1, "interview": plan}
    assert "CertificateInvalid" not in codes_of(scene, "2026-05-18T17:00", "officer-li", move, **body)
    assert "CertificateInvalid" in codes_of(scene, "2026-05-19", "officer-li", move, **body) | barred(
        scene, "2026-05-19", "officer-li", move
    )


def barred(scene: Scene, when: str, by: str, move: str) -> set[str]:
    """What the list of moves shows of one that may not be made."""
    person = scene.person(by)
    assert person is not None
    now = Moment(case=scene.case, actor=person, at=shanghai(when))
    return {r["code"] for option in available(now) if option.move == move for r in option.refusals}


def test_art43_an_officer_related_to_a_party_opens_no_case_against_it():
    for who in ("officer-li", "officer-wang"):
        scene = Scene().known(who, related_to=(COMPANY,))
        assert codes_of(scene, "2026-05-18", "officer-li", "open_case", **opening()) == {"RelatedToParty"}


def test_art43_a_head_related_to_a_party_decides_nothing_in_its_case():
    scene = Scene().to_discussed().decision_prepared("2026-06-11")
    body = {"party": 1, "content": scene.content()}
    scene.known("head-chen", related_to=(COMPANY,))
    assert codes_of(scene, "2026-06-12", "head-chen", "impose", **body) == {"RelatedToParty"}
    assert "RelatedToParty" in barred(scene, "2026-06-12", "head-chen", "impose")


def test_art43_a_clerk_related_to_a_party_records_no_discussion():
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10")
    scene.known("clerk-zhao", related_to=(COMPANY,))
    body = scene.discussion_body("2026-06-11")
    assert codes_of(scene, "2026-06-11", "clerk-zhao", "record_discussion", **body) == {"RelatedToParty"}


def test_art43_a_relation_holds_for_its_time():
    ended = Relation(identifier=COMPANY, ground="任职", until=date(2026, 5, 18))
    scene = Scene().open("2026-05-18").known("reviewer-sun", relations=(ended,))
    body = {"reviewer": "reviewer-sun"}
    assert codes_of(scene, "2026-05-18T17:00", "head-chen", "assign_reviewer", **body) == {"RelatedToParty"}
    assert codes_of(scene, "2026-05-19", "head-chen", "assign_reviewer", **body) == set()


@pytest.mark.parametrize("field", ["presider", "recorder"])
def test_art43_nobody_named_at_an_interview_is_related_to_the_party(field: str):
    scene = Scene().open("2026-05-18").reviewed("2026-05-20")
    who = {"presider": "presider-he", "recorder": "clerk-zhao"}
    plan = {"working_days_after_service": 4, "time": "09:00", "place": "听述室", **who}
    scene.known(who[field], related_to=(COMPANY,))
    found = codes_of(scene, "2026-05-25", "officer-li", "prepare_notices", party=1, interview=plan)
    assert found == {"RelatedToParty"}


def test_hearing_measures_art11_no_officer_of_the_case_keeps_the_record_of_its_hearing():
    scene = requested()
    body = scene.hearing_body("2026-06-23", recorder="officer-wang")
    assert codes_of(scene, "2026-06-09", "presider-he", "notify_hearing", **body) == {"RecorderInvestigated"}


def test_hearing_measures_art11_no_officer_of_the_case_sits_at_its_hearing():
    scene = requested()
    body = scene.hearing_body("2026-06-23", hearers=["officer-wang"])
    assert codes_of(scene, "2026-06-09", "presider-he", "notify_hearing", **body) == {"RecorderInvestigated"}


def test_art64_4_who_presides_is_no_hearer_too():
    scene = requested()
    body = scene.hearing_body("2026-06-23", hearers=["presider-he"])
    assert codes_of(scene, "2026-06-09", "presider-he", "notify_hearing", **body) == {"NotAPresider"}


def test_art64_4_a_hearer_is_of_this_agency():
    scene = requested()
    body = scene.hearing_body("2026-06-23", hearers=["filing-zhou"])
    assert "StrangerAtHearing" in codes_of(scene, "2026-06-09", "presider-he", "notify_hearing", **body)


def test_art43_a_hearing_whose_hearer_stands_back_is_notified_anew():
    scene = requested()
    scene.do(
        "2026-06-09",
        "presider-he",
        "notify_hearing",
        **scene.hearing_body("2026-06-23", hearers=["officer-tang"]),
    )
    plan = scene.state.party(1).last_notices.hearing_plan
    assert plan.sitting == ("presider-he", "clerk-zhao", "officer-tang")
    assert sits_no_more(scene.case, plan) == ""
    body = {"person": "officer-tang", "ground": "与当事人有利害关系"}
    scene.do("2026-06-10", "officer-li", "request_recusal", party=1, **body)
    scene.do("2026-06-10T15:00", "head-chen", "decide_recusal", recusal=1, granted=True, reason="属实")
    assert sits_no_more(scene.case, plan) == "officer-tang"


def test_a_role_is_held_for_its_time():
    office = Office(role=Role.REVIEWER, since=date(2026, 5, 19))
    scene = Scene().open("2026-05-18").known("reviewer-sun", roles=(), offices=(office,))
    body = {"reviewer": "reviewer-sun"}
    assert codes_of(scene, "2026-05-18T17:00", "head-chen", "assign_reviewer", **body) == {"NotAReviewer"}
    assert codes_of(scene, "2026-05-19", "head-chen", "assign_reviewer", **body) == set()


# Others take the case over


def taking_over(
    scene: Scene, *officers: str, when: str = "2026-05-21", reason: str = "李示例调离"
) -> set[str]:
    return codes_of(scene, when, "head-chen", "reassign", officers=list(officers), reason=reason)


def test_art42_two_others_take_the_case_over_and_who_was_its_officer_stays_known():
    scene = Scene().open("2026-05-18").known("presider-he", roles=(Role.OFFICER,), certificate="示例-0011")
    scene.known("presider-he", certificate_until=date(2028, 12, 31), agency="zj-market")
    assert taking_over(scene, "officer-wang", "presider-he") == set()
    scene.do("2026-05-21", "head-chen", "reassign", officers=["officer-wang", "presider-he"], reason="调离")
    assert scene.case.people.is_officer("presider-he")
    assert not scene.case.people.is_officer("officer-li")
    assert codes_of(scene, "2026-05-21", "officer-li", "submit_for_review") == {"RoleRequired"}
    scene.known("officer-li", roles=(Role.REVIEWER,))
    found = codes_of(scene, "2026-05-21", "head-chen", "assign_reviewer", reviewer="officer-li")
    assert found == {"ReviewerInvestigated"}


def test_art58_who_has_reviewed_the_case_never_becomes_its_officer():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20")
    scene.known("reviewer-sun", roles=(Role.REVIEWER, Role.OFFICER), certificate="示例-0012")
    scene.known("reviewer-sun", certificate_until=date(2028, 12, 31))
    assert taking_over(scene, "officer-wang", "reviewer-sun") == {"OfficerReviewed"}


def test_hearing_rules_art11_who_is_told_to_keep_the_record_of_the_hearing_never_becomes_an_officer():
    """Named in the notice of Wednesday 06-10; on the day of the hearing nobody is asked who keeps its record."""
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.hearing_requested("2026-06-03")
    body = scene.hearing_body("2026-06-23", recorder="officer-tang")
    scene.do("2026-06-10", "presider-he", "notify_hearing", **body)
    named = {"officers": ["officer-li", "officer-tang"], "reason": "调离"}
    assert codes_of(scene, "2026-06-11", "head-chen", "reassign", **named) == {"OfficerReviewed"}


def test_art42_a_case_is_never_left_with_one_officer_nor_with_the_same_two():
    scene = Scene().open("2026-05-18")
    assert taking_over(scene, "officer-wang") == {"TooFewOfficers"}
    assert taking_over(scene, "officer-wang", "officer-old") == {"CertificateInvalid"}
    assert taking_over(scene, "officer-wang", "head-chen") >= {"NotAnOfficer"}
    assert taking_over(scene, "officer-wang", "officer-li") == {"SameOfficers"}
    assert "FieldMissing" in taking_over(scene, "officer-wang", "officer-li", reason="　")
