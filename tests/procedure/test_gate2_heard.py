"""Gate 2: served, the rights used up or waived, the interview over, every point re-checked."""

from tests.procedure.scene import Scene, codes_of, company


def issued() -> Scene:
    return Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25")


def served() -> Scene:
    """Served on Monday 2026-06-01: five working days end on Monday 06-08."""
    return issued().served("2026-06-01")


def refused(scene: Scene, when: str, by: str = "officer-li", move: str = "submit_for_review") -> set[str]:
    return codes_of(scene, when, by, move)


def test_art44_no_review_before_the_notices_were_served():
    assert refused(issued(), "2026-06-30") == {"NoticesNotServed"}


def test_samr_art57_the_statement_term_runs_until_its_last_day():
    scene = served().interview("2026-06-05").waived("2026-06-05", "hearing")
    assert refused(scene, "2026-06-05T12:00") == {"StatementPeriodRunning"}  # Friday, the 4th working day
    assert refused(scene, "2026-06-08T23:59") == {"StatementPeriodRunning"}  # Monday, the 5th
    assert refused(scene, "2026-06-09T00:00") == set()  # Tuesday


def test_a_running_period_says_until_when_and_what_else_ends_it():
    found = served().judged("2026-06-02", "officer-li", "submit_for_review")
    (refusal,) = (r for r in found if r.code == "StatementPeriodRunning")
    assert refusal.cure.zh == "请等待期限届满（至2026-06-08），当事人明确放弃的，登记其放弃（waive）"
    assert "until 2026-06-08" in refusal.cure.en


def test_art64_1_the_hearing_request_term_runs_until_its_last_day():
    scene = served().interview("2026-06-05").waived("2026-06-05", "statement")
    assert refused(scene, "2026-06-05T12:00") == {"HearingRequestPeriodRunning"}  # Friday
    assert refused(scene, "2026-06-08T23:59") == {"HearingRequestPeriodRunning"}  # Monday
    assert refused(scene, "2026-06-09T00:00") == set()  # Tuesday


def test_art62_waiving_statements_does_not_waive_the_hearing():
    scene = served().waived("2026-06-02", "statement").waived("2026-06-02", "interview")
    assert refused(scene, "2026-06-03") == {"HearingRequestPeriodRunning"}


def test_art62_waiving_the_hearing_does_not_waive_statements():
    scene = served().waived("2026-06-02", "hearing").waived("2026-06-02", "interview")
    assert refused(scene, "2026-06-03") == {"StatementPeriodRunning"}


def test_art62_waiving_the_interview_waives_neither_right():
    scene = served().waived("2026-06-02", "interview")
    assert refused(scene, "2026-06-03") == {"StatementPeriodRunning", "HearingRequestPeriodRunning"}


def test_art62_the_three_rights_waived_one_by_one_open_the_gate():
    scene = served()
    for right in ("statement", "hearing", "interview"):
        scene.waived("2026-06-02", right)
    assert refused(scene, "2026-06-02T10:00") == set()


def test_a_party_without_a_hearing_right_is_not_waited_for_to_ask_for_one():
    minor = [{"kind": "fine", "amount": "99999.99"}]  # 听证 from 100,000 yuan on a company
    scene = Scene().open(
        "2026-05-18",
        parties=[{**company(), "proposal": {"penalties": minor}}],
        influence={"answer": True, "reason": "社会关注"},
    )
    scene.reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.waived("2026-06-02", "statement").waived("2026-06-02", "interview")
    assert refused(scene, "2026-06-03") == set()


def test_art45_the_interview_is_held_first():
    assert refused(served(), "2026-06-09") == {"InterviewOutstanding"}


def test_art62_a_missed_interview_is_over_but_waives_nothing():
    scene = served().missed("2026-06-05T09:30")
    assert refused(scene, "2026-06-08") == {"StatementPeriodRunning", "HearingRequestPeriodRunning"}
    assert refused(scene, "2026-06-09") == set()


def test_art62_no_review_before_every_point_was_rechecked():
    scene = served().statement("2026-06-02").interview("2026-06-05", "销售数量有误")
    assert refused(scene, "2026-06-09") == {"NotRechecked"}
    assert refused(scene.rechecked("2026-06-09"), "2026-06-09T10:00") == set()


def test_art62_no_decision_before_a_late_statement_was_rechecked():
    scene = Scene().to_discussed().decision_prepared("2026-06-11").statement("2026-06-11T15:00")
    body = {"party": 1, "content": scene.content()}
    assert codes_of(scene, "2026-06-12", "head-chen", "impose", **body) == {"NotRechecked"}


def test_a_late_recheck_that_changes_no_papers_reopens_nothing():
    scene = Scene().to_discussed().statement("2026-06-11T15:00").rechecked("2026-06-12")
    scene.decision_prepared("2026-06-12")
    body = {"party": 1, "content": scene.content()}
    assert codes_of(scene, "2026-06-12T10:00", "head-chen", "impose", **body) == set()


def test_gate_2_binds_the_decision_itself():
    scene = served().decision_prepared("2026-06-02")
    found = codes_of(scene, "2026-06-02", "head-chen", "impose", party=1, content=scene.content())
    assert {"StatementPeriodRunning", "HearingRequestPeriodRunning", "InterviewOutstanding"} <= found


def test_gate_2_binds_no_decision_without_penalty():
    scene = served().decision_prepared("2026-06-02", outcome="no_penalty")
    body = {"party": 1, "content": scene.content()}
    assert codes_of(scene, "2026-06-02", "head-chen", "decide_no_penalty", **body) == set()


def test_every_party_still_to_be_punished_is_heard_before_the_review():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    scene.issued("2026-05-25", 1).issued("2026-05-25", 2).served("2026-06-01", 1)
    for right in ("statement", "hearing", "interview"):
        scene.waived("2026-06-02", right, 1)
    assert refused(scene, "2026-06-09") == {"NoticesNotServed"}


def test_a_party_that_gets_no_penalty_holds_up_no_review():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    scene.issued("2026-05-25", 1).issued("2026-05-25", 2).served("2026-06-01", 1)
    for right in ("statement", "hearing", "interview"):
        scene.waived("2026-06-02", right, 1)
    scene.decision_prepared("2026-06-03", 2, outcome="no_penalty")
    assert refused(scene, "2026-06-09") == set()
