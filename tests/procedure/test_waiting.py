"""Work that waits: for whom, since when, until when. Nobody waits for what is done, and nothing done was not waited for."""

from datetime import date

import pytest

from demo.story import load
from domain.case.documents import DocumentKind
from domain.case.people import Role
from domain.procedure import Waiting, waiting
from domain.procedure.chapters.documents import Preview, PreviewsRendered
from domain.procedure.language import machine_moment
from domain.procedure.progress import last_of
from tests.procedure.playing import EXAMPLES, Play, shanghai, standard
from tests.procedure.scene import Scene

UNASKED = {
    "open_case",
    "submit_statement",
    "request_hearing",
    "waive",
    "add_evidence",
    "record_service_attempt",
    "serve_by_announcement",
    "adopt_rulebook",
    "amend_draft",
    "send_back",
    "return_to_notifying",
}
"""What a party, or chance, brings: nobody is waited for to do it."""


def work(scene: Play, today: str) -> dict[str, Waiting]:
    scene.at(shanghai(today))
    return {w.move: w for w in waiting(scene.case, shanghai(today).date())}


def test_the_last_of_several_days_is_known_when_all_have_come():
    assert last_of([date(2026, 6, 2), date(2026, 6, 1)]) == date(2026, 6, 2)
    assert last_of([date(2026, 6, 2), None]) is None
    assert last_of([]) is None


@pytest.mark.parametrize("name", ["standard", "two_parties"])
def test_every_move_of_a_story_was_waited_for(name):
    played = Play()
    for step in load(EXAMPLES / f"{name}.json").steps:
        if step.refused or step.move == "adopt_rulebook":
            continue
        if step.move not in UNASKED:
            awaited = work(played, step.at.isoformat()[:16])
            # Who does not come to his interview was waited for to hold it.
            assert {"record_no_show": "hold_interview"}.get(step.move, step.move) in awaited, step
        played.do(step.at, step.by, step.move, **step.body)


def test_a_closed_case_waits_for_nobody():
    assert work(standard(), "2026-07-01") == {}


def test_work_says_since_when_and_until_when():
    scene = Scene().to_heard()
    scene.do("2026-06-09", "officer-li", "submit_for_review")
    item = work(scene, "2026-06-09")["give_opinion"]
    # Ten working days from Tuesday 06-09: Wed 10 … Fri 12 (3), Mon 15 … Thu 18 (7), Mon 22, Tue 23, Wednesday 24.
    assert (item.role, item.person, str(item.since), str(item.until)) == (
        "reviewer",
        "reviewer-sun",
        "2026-06-09",
        "2026-06-24",
    )


def test_a_review_without_a_reviewer_waits_for_the_head():
    scene = Scene().open("2026-05-18")
    scene.do("2026-05-19", "officer-li", "submit_for_review")
    assert {"assign_reviewer"} <= set(work(scene, "2026-05-19"))
    assert "give_opinion" not in work(scene, "2026-05-19")


def test_the_interview_waits_for_the_presider_of_the_letter():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    assert "hold_interview" not in work(scene, "2026-06-04")
    assert work(scene, "2026-06-05")["hold_interview"].person == "officer-wang"


def test_the_hearing_waits_for_its_presider():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.hearing_requested("2026-06-03").hearing_notified("2026-06-10", "2026-06-23")
    assert work(scene, "2026-06-10")["hold_hearing"].person == "presider-he"
    assert work(scene.hearing_held("2026-06-23"), "2026-06-23")["report_hearing"].person == "presider-he"


def test_a_hearing_whose_notice_came_too_late_waits_to_be_notified_again():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.hearing_requested("2026-06-03").hearing_notified("2026-06-10", "2026-06-23", served=False)
    assert "notify_hearing" not in work(scene, "2026-06-12")
    scene.served("2026-06-12", kind=DocumentKind.HEARING_NOTICE)
    assert "notify_hearing" in work(scene, "2026-06-12")
    assert "hold_hearing" not in work(scene, "2026-06-12")


def test_notices_that_lack_something_wait_for_the_officer_and_not_for_the_head():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-25")
    assert "approve_notices" in work(scene, "2026-05-25")
    letter, notice = scene.state.party(1).last_notices.documents
    lacking = Preview(document=letter, content="c", preview="p", gaps=("地址",))
    whole = Preview(document=notice, content="c", preview="p")
    scene._state(
        PreviewsRendered(documents=(lacking, whole)), machine_moment(scene.case, shanghai("2026-05-25"))
    )
    assert {"prepare_notices"} == set(work(scene, "2026-05-25")) & {"prepare_notices", "approve_notices"}


def test_before_the_review_agreed_the_head_is_not_asked_to_approve():
    scene = Scene().open("2026-05-18").prepared("2026-05-18")
    assert "approve_notices" not in work(scene, "2026-05-18")


def test_a_decision_on_older_papers_waits_to_be_prepared_again():
    scene = Scene().to_discussed().decision_prepared("2026-06-11")
    assert "impose" in work(scene, "2026-06-11")
    evidence = {"id": "E2", "kind": "document", "title": "台账", "proves": ["F1"]}
    scene.do("2026-06-11", "officer-li", "add_evidence", evidence=evidence, reason="补充")
    assert not {"impose", "prepare_decision", "submit_for_review"} & set(work(scene, "2026-06-11"))
    assert "notify_new_evidence" in work(scene, "2026-06-11")
    scene.told_of_evidence("2026-06-11").waived("2026-06-11", "new_evidence")
    assert "submit_for_review" in work(scene, "2026-06-11")
    assert not {"impose", "prepare_decision", "notify_new_evidence"} & set(work(scene, "2026-06-11"))


def test_after_silence_the_discussion_is_waited_for():
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10")  # silent until Wednesday 06-17
    assert "record_discussion" not in work(scene, "2026-06-17")
    assert str(work(scene, "2026-06-18")["record_discussion"].since) == "2026-06-18"


def test_who_is_announced_is_not_waited_for_to_be_served():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25")
    scene.attempted("2026-05-26", "whereabouts_unknown")
    body = {"party": 1, "documents": scene.to_serve(1), "reason": "x", "course": "x"}
    scene.do("2026-05-26", "officer-li", "serve_by_announcement", **body, together_with="head-chen")
    assert set(work(scene, "2026-05-26")) >= {"record_sealing", "record_publication"}
    assert "record_service" not in work(scene, "2026-05-26")


def test_a_review_before_the_notices_stands_before_them():
    scene = Scene().open("2026-05-18")
    assert list(work(scene, "2026-05-18")) == ["submit_for_review", "prepare_notices"]


def test_the_hearing_and_the_interview_wait_for_their_presider_as_presider():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25", presider="presider-he")
    found = work(scene.served("2026-06-01"), "2026-06-05")["hold_interview"]
    assert (found.role, found.person) == (Role.PRESIDER, "presider-he")
