"""Objections of the supervising office: answered, lifted (also by silence) or maintained; a filing taken back.

The report is delivered on Wednesday 2026-06-10: five working days, until 06-17. 06-19 is a day off (端午).
"""

from domain.procedure import waiting
from domain.procedure.clocks.deadlines import State
from tests.procedure.playing import shanghai
from tests.procedure.scene import LESS, Scene, codes_of

WHY = "听述笔录未记明当事人要求听证的意见。"


def filed() -> Scene:
    return Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10")


def objected(when: str = "2026-06-11") -> Scene:
    scene = filed()
    scene.do(when, "filing-zhou", "object_to_filing", on=when, reason=WHY)
    return scene


def answered(when: str = "2026-06-15") -> Scene:
    scene = objected()
    scene.do(when, "officer-li", "answer_objection", answer="已补正笔录附件。")
    return scene


def discussing(scene: Scene, when: str) -> set[str]:
    return codes_of(scene, when, "clerk-zhao", "record_discussion", **scene.discussion_body(when))


def work(scene: Scene, when: str) -> dict[str, tuple[str, str]]:
    today = shanghai(when).date()
    return {w.move: (w.role.value, str(w.until)) for w in waiting(scene.case, today)}


def test_an_objection_is_raised_until_the_last_day_of_the_answer_and_not_after_it():
    assert (
        codes_of(filed(), "2026-06-17", "filing-zhou", "object_to_filing", on="2026-06-17", reason=WHY)
        == set()
    )
    late = codes_of(filed(), "2026-06-18", "filing-zhou", "object_to_filing", on="2026-06-17", reason=WHY)
    assert late == {"FilingResponseOver"}


def test_an_objection_needs_a_reason_a_delivered_report_and_an_office():
    assert codes_of(
        filed(), "2026-06-11", "filing-zhou", "object_to_filing", on="2026-06-11", reason="　"
    ) == {"FieldMissing"}
    assert codes_of(filed(), "2026-06-11", "officer-li", "object_to_filing", on="2026-06-11", reason=WHY) == {
        "RoleRequired"
    }
    early = codes_of(filed(), "2026-06-11", "filing-zhou", "object_to_filing", on="2026-06-09", reason=WHY)
    assert early == {"DateBeforeItsEvent"}
    unsealed = Scene().to_heard().reviewed("2026-06-09")
    unsealed.do(
        "2026-06-10", "officer-li", "file_interview_report", together_with="head-chen", summary="情况"
    )
    body = {"on": "2026-06-10", "reason": WHY}
    assert codes_of(unsealed, "2026-06-10", "filing-zhou", "object_to_filing", **body) == {
        "FilingNotDelivered"
    }


def test_what_is_acknowledged_is_not_objected_to_and_what_is_objected_to_is_not_acknowledged():
    done = filed().acknowledged("2026-06-11")
    assert codes_of(done, "2026-06-11", "filing-zhou", "object_to_filing", on="2026-06-11", reason=WHY) == {
        "NoFilingWaits"
    }
    assert codes_of(objected(), "2026-06-12", "filing-zhou", "acknowledge_filing", on="2026-06-12") == {
        "NothingToAcknowledge"
    }


def test_an_objection_ends_the_term_of_the_answer_and_waits_for_the_officer_five_working_days():
    scene = objected()
    assert str(scene.clock("filing_response", "2026-06-11").ended_on) == "2026-06-11"
    # Thursday 06-11: Friday 12, Monday 15 to Thursday 18.
    assert str(scene.clock("answer_objection", "2026-06-11").last_day) == "2026-06-18"
    assert work(scene, "2026-06-11")["answer_objection"] == ("officer", "2026-06-18")
    assert "acknowledge_filing" not in work(scene, "2026-06-11")
    assert discussing(scene, "2026-06-30") == {"ObjectionOpen"}


def test_an_answer_that_comes_late_is_late_and_stays_possible():
    scene = objected()
    assert scene.clock("answer_objection", "2026-06-22").state is State.OVERDUE
    scene.do("2026-06-22", "officer-li", "answer_objection", answer="已补正。")
    assert scene.clock("answer_objection", "2026-06-22").state is State.MET_LATE


def test_an_objection_that_was_lifted_lets_the_case_go_on():
    scene = answered()
    assert discussing(scene, "2026-06-15") == {"ObjectionNotSettled"}
    scene.do("2026-06-16", "filing-zhou", "lift_objection")
    assert discussing(scene, "2026-06-16") == set()
    assert work(scene, "2026-06-16")["record_discussion"][0] == "clerk"


def test_silence_lifts_an_answered_objection_on_the_day_after_its_third_working_day():
    scene = answered()
    # Monday 06-15: 16, 17, Thursday 18.
    assert str(scene.clock("lift_objection", "2026-06-15").last_day) == "2026-06-18"
    assert work(scene, "2026-06-15")["lift_objection"] == ("filing_clerk", "2026-06-18")
    assert discussing(scene, "2026-06-18") == {"ObjectionNotSettled"}
    scene.at(shanghai("2026-06-22"))
    assert discussing(scene, "2026-06-22") == set()
    assert "lift_objection" not in work(scene, "2026-06-22")
    assert work(scene, "2026-06-22")["record_discussion"][0] == "clerk"
    assert codes_of(scene, "2026-06-22", "filing-zhou", "maintain_objection", reason=WHY) == {
        "NoAnsweredObjection"
    }


def test_an_objection_is_maintained_with_a_reason_and_goes_to_the_discussion():
    scene = answered()
    assert codes_of(scene, "2026-06-16", "filing-zhou", "maintain_objection", reason="") == {"FieldMissing"}
    scene.do("2026-06-16", "filing-zhou", "maintain_objection", reason="答复未回应异议。")
    assert codes_of(scene, "2026-06-16", "filing-zhou", "lift_objection") == {"NoAnsweredObjection"}
    assert "lift_objection" not in work(scene, "2026-06-16")
    assert discussing(scene, "2026-06-16") == {"ObjectionUnanswered"}
    body = scene.discussion_body(
        "2026-06-16", on_objection="异议涉及的意见已在复核意见书第二项答复，不影响处罚。"
    )
    assert codes_of(scene, "2026-06-16", "clerk-zhao", "record_discussion", **body) == set()


def test_an_objection_is_answered_before_it_is_lifted_and_once():
    assert codes_of(objected(), "2026-06-12", "filing-zhou", "lift_objection") == {"NoAnsweredObjection"}
    assert codes_of(filed(), "2026-06-12", "officer-li", "answer_objection", answer="无") == {"NoObjection"}
    assert codes_of(answered(), "2026-06-16", "officer-li", "answer_objection", answer="再答") == {
        "NoObjection"
    }


def test_a_filing_that_was_withdrawn_is_filed_anew_with_a_term_of_its_own():
    scene = objected()
    scene.do("2026-06-12", "officer-li", "withdraw_filing", reason="补正笔录后重新报备")
    assert str(scene.clock("answer_objection", "2026-06-12").ended_on) == "2026-06-12"
    assert {"answer_objection", "acknowledge_filing", "lift_objection"} & set(
        work(scene, "2026-06-12")
    ) == set()
    assert work(scene, "2026-06-12")["file_interview_report"][0] == "officer"
    assert discussing(scene, "2026-06-12") == {"NotFiled"}
    scene.filed("2026-06-15")
    assert [str(c.last_day) for c in scene.clocks("filing_response", "2026-06-15")][-1] == "2026-06-23"
    assert discussing(scene.acknowledged("2026-06-16"), "2026-06-16") == set()


def test_what_is_acknowledged_or_withdrawn_is_not_withdrawn():
    done = filed().acknowledged("2026-06-11")
    assert codes_of(done, "2026-06-11", "officer-li", "withdraw_filing", reason="重报") == {
        "NothingToWithdraw"
    }
    scene = filed()
    scene.do("2026-06-11", "officer-li", "withdraw_filing", reason="重报")
    assert codes_of(scene, "2026-06-11", "officer-li", "withdraw_filing", reason="重报") == {
        "NothingToWithdraw"
    }


def test_papers_that_change_after_an_objection_are_filed_anew_and_its_terms_end():
    scene = objected()
    scene.statement("2026-06-12").rechecked("2026-06-12", 1, LESS)
    scene.reviewed("2026-06-15").filed("2026-06-16")
    assert str(scene.clock("answer_objection", "2026-06-16").ended_on) == "2026-06-16"
    assert "answer_objection" not in work(scene, "2026-06-16")
