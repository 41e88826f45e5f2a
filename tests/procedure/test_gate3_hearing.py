"""Gate 3: a hearing asked for in time and within scope is held and reported before a penalty."""

from tests.procedure.scene import Scene, codes_of, company


def served() -> Scene:
    """Served on Monday 2026-06-01: the hearing may be asked for until Monday 06-08."""
    return Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")


def waited_for(scene: Scene, when: str = "2026-07-30") -> set[str]:
    scene.waived("2026-06-08", "interview")
    return codes_of(scene, when, "officer-li", "submit_for_review")


def test_art63_a_hearing_asked_for_holds_up_the_review():
    assert waited_for(served().hearing_requested("2026-06-03")) == {"HearingOutstanding"}


def test_art64_1_a_request_on_the_last_day_counts():
    scene = served().hearing_requested("2026-06-08")  # Monday, the 5th working day
    assert scene.state.party(1).last_notices.hearing_request is not None


def test_art64_1_a_request_on_the_day_after_the_last_holds_up_nothing():
    scene = served().waived("2026-06-08", "interview").hearing_requested("2026-06-09")  # Tuesday
    (request,) = scene.state.party(1).last_notices.hearing_requests
    assert (request.counts, str(request.article)) == (False, "行政处罚法第六十四条第一项")
    assert codes_of(scene, "2026-06-09", "officer-li", "submit_for_review") == set()


def test_cpl_art85_a_request_posted_on_the_last_day_is_in_time():
    scene = served().hearing_requested("2026-06-10", channel="post", posted_on="2026-06-08")
    assert scene.state.party(1).last_notices.hearing_request is not None


def test_cpl_art85_a_request_posted_after_the_last_day_is_late():
    scene = served().hearing_requested("2026-06-10", channel="post", posted_on="2026-06-09")
    assert scene.state.party(1).last_notices.hearing_request is None


def test_art63_a_request_out_of_scope_holds_up_nothing():
    minor = {"penalties": [{"kind": "fine", "amount": "99999.99"}]}
    scene = Scene().open(
        "2026-05-18",
        parties=[{**company(), "proposal": minor}],
        influence={"answer": True, "reason": "社会关注"},
    )
    scene.reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01").hearing_requested("2026-06-02")
    (request,) = scene.state.party(1).last_notices.hearing_requests
    assert (request.counts, str(request.article)) == (False, "行政处罚法第六十三条")
    assert waited_for(scene) == set()


def test_art62_who_waived_the_hearing_has_no_request_that_counts():
    scene = served().waived("2026-06-02", "hearing").hearing_requested("2026-06-03")
    assert scene.state.party(1).last_notices.hearing_request is None


def test_art65_a_hearing_held_but_not_reported_is_outstanding():
    scene = served().hearing_requested("2026-06-03").hearing_notified("2026-06-10", "2026-06-23")
    assert waited_for(scene.hearing_held("2026-06-23")) == {"HearingOutstanding"}


def test_art65_a_hearing_held_and_reported_opens_the_gate():
    scene = served().hearing_requested("2026-06-03").hearing_notified("2026-06-10", "2026-06-23")
    assert waited_for(scene.hearing_held("2026-06-23").hearing_reported("2026-06-25")) == set()


def test_what_was_said_in_the_hearing_is_rechecked():
    scene = served().hearing_requested("2026-06-03").hearing_notified("2026-06-10", "2026-06-23")
    scene.hearing_held("2026-06-23", "初次违法").hearing_reported("2026-06-25")
    assert waited_for(scene) == {"NotRechecked"}
