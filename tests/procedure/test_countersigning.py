"""Countersigning: proposed by one, judged twice, true when the other confirms it; sent back, lapsed, or signed on paper."""

from datetime import date
from typing import Any

import pytest

from domain.law.rulebook import Rulebook, rulebook_for
from domain.procedure import obstacles, waiting
from domain.texts import address_of, texts_in
from tests.procedure.playing import shanghai
from tests.procedure.scene import SCAN, Scene, codes_of, company

REPORT = {"summary": "听述情况"}


def reviewed(rules: Rulebook | None = None) -> Scene:
    """Heard, re-checked, reviewed on Tuesday 2026-06-09: the interview report is due."""
    return Scene(rules).to_heard().reviewed("2026-06-09")


def proposed(scene: Scene | None = None, **body: Any) -> Scene:
    scene = scene or reviewed()
    scene.do("2026-06-10", "officer-li", "file_interview_report", **{**REPORT, **body})
    return scene


def confirming(scene: Scene, by: str, when: str = "2026-06-10T10:00", proposal: int = 1) -> set[str]:
    found = scene.case.proposals.get(proposal)
    content = found.content if found else ""
    return codes_of(scene, when, by, "confirm", proposal=proposal, content=content)


def work(scene: Scene, when: date = date(2026, 6, 10)) -> list[tuple[str, str, str]]:
    return [(w.move, w.role.value, w.person) for w in waiting(scene.case, when)]


def test_what_is_proposed_is_not_true_before_it_is_confirmed():
    scene = reviewed()
    before = scene.case
    number = before.proposals.count + 1
    proposed(scene)
    assert scene.entries[-1].fact == "Proposed"
    assert scene.case.model_copy(update={"proposals": before.proposals}) == before
    seen = scene.case.proposals.waiting[0].content
    scene.do("2026-06-10T10:00", "head-chen", "confirm", proposal=number, content=seen)
    made = [e.fact for e in scene.entries if e.move == "confirm"][-4:]
    assert made == ["Confirmed", "InterviewReportFiled", "DocumentsOrdered", "DocumentApproved"]
    report = scene.document(scene.state.filing.last.document)
    assert (report.approved_by, str(report.approved_on)) == ("head-chen", "2026-06-10")


def test_only_the_second_role_confirms_and_nobody_his_own():
    scene = proposed()
    number = scene.case.proposals.count
    found = {
        who: confirming(scene, who, proposal=number)
        for who in ("officer-li", "officer-wang", "clerk-zhao", "reviewer-sun", "head-chen")
    }
    nothing = {"NothingToConfirm"}
    assert found == {
        "officer-li": nothing,
        "officer-wang": nothing,
        "clerk-zhao": nothing,
        "reviewer-sun": {"RoleRequired"},
        "head-chen": set(),
    }


def test_who_confirms_what_makes_a_document_names_what_he_had_in_sight():
    scene = proposed()
    body: dict[str, Any] = {"proposal": scene.case.proposals.count}
    confirm = ("2026-06-10T10:00", "head-chen", "confirm")
    assert codes_of(scene, *confirm, **body) == {"FieldMissing"}
    assert codes_of(scene, *confirm, **body, content="0" * 64) == {"ConfirmedUnseen"}
    assert codes_of(scene, *confirm, **body, content=scene.case.proposals.waiting[0].content) == set()


def test_what_is_in_sight_is_the_same_wherever_its_long_texts_lie():
    said = "采纳" * 2_000
    contents = [
        proposed(summary=text).case.proposals.waiting[0].content for text in (said, str(address_of(said)))
    ]
    assert contents[0] == contents[1]


def test_a_proposal_that_is_not_there_is_named_with_those_that_are():
    assert confirming(proposed(), "head-chen", proposal=9) == {"NoSuchProposal"}


def test_a_second_click_proposes_nothing_twice():
    assert codes_of(proposed(), "2026-06-10", "officer-wang", "file_interview_report", **REPORT) == {
        "ProposedAlready"
    }


def test_anybody_of_the_agency_keeps_the_record_of_an_interview_but_its_presider():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    body = scene.interview_body("2026-06-05")
    body.pop("together_with")
    scene.do("2026-06-05", "officer-wang", "hold_interview", **body)
    found = {
        who: confirming(scene, who, "2026-06-05T12:00")
        for who in ("clerk-zhao", "head-chen", "officer-ma", "officer-wang")
    }
    assert found == {
        "clerk-zhao": set(),
        "head-chen": set(),
        "officer-ma": {"RoleRequired"},
        "officer-wang": {"NothingToConfirm"},
    }


def test_art45_a_re_check_is_judged_again_when_it_is_confirmed():
    """What the party says between the proposal and its confirmation is not passed over."""
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.interview("2026-06-05", "请求从轻")
    body = scene.recheck_body()
    body.pop("together_with")
    scene.do("2026-06-09", "officer-li", "recheck", **body)
    number = scene.case.proposals.count
    assert confirming(scene, "officer-wang", "2026-06-09T10:00", number) == set()
    scene.statement("2026-06-09T11:00")
    assert confirming(scene, "officer-wang", "2026-06-09T12:00", number) == {"PointNotAnswered"}


def test_a_proposal_lapses_with_the_papers_on_which_it_rests():
    scene = proposed()
    number = scene.case.proposals.count
    evidence = {"id": "E9", "kind": "record", "title": "补充笔录", "proves": ["F1"]}
    scene.do("2026-06-10T09:30", "officer-li", "add_evidence", evidence=evidence, reason="补充")
    assert confirming(scene, "head-chen", proposal=number) == {"NothingToConfirm"}
    assert "confirm" not in [move for move, _, _ in work(scene)]


def test_who_confirms_and_who_proposed_are_both_asked_by_gate_1_at_that_moment():
    scene = proposed().known("head-chen", related_to=(company()["identifier"],))
    assert confirming(scene, "head-chen", proposal=scene.case.proposals.count) == {"RelatedToParty"}
    scene = proposed().known("officer-li", certificate_until=date(2026, 6, 9))
    assert confirming(scene, "head-chen", proposal=scene.case.proposals.count) == {"CertificateInvalid"}


def test_a_proposal_stands_in_the_second_one_s_list_and_not_in_the_first_one_s():
    scene = reviewed()
    assert ("file_interview_report", "officer", "") in work(scene)
    proposed(scene)
    assert ("confirm", "head", "") in work(scene)
    assert "file_interview_report" not in [move for move, _, _ in work(scene)]


def test_what_is_sent_back_stands_in_the_list_of_who_proposed_it_until_it_is_proposed_anew():
    scene = proposed()
    scene.do(
        "2026-06-10T10:00",
        "head-chen",
        "send_back",
        proposal=scene.case.proposals.count,
        reason="请写明两点意见的采纳情况",
    )
    assert scene.entries[-1].fact == "ProposalSentBack"
    assert ("file_interview_report", "officer", "officer-li") in work(scene)
    assert "confirm" not in [move for move, _, _ in work(scene)]
    proposed(scene)
    assert scene.case.proposals.sent_back == ()
    assert ("confirm", "head", "") in work(scene)


@pytest.mark.parametrize("reason", ["", " ", "　"])
def test_who_sends_back_says_why(reason: str):
    scene = proposed()
    body = {"proposal": scene.case.proposals.count, "reason": reason}
    assert codes_of(scene, "2026-06-10T10:00", "head-chen", "send_back", **body) == {"FieldMissing"}


def test_what_an_officer_proposed_waits_for_the_other_officer_by_name():
    scene = (
        Scene()
        .open("2026-05-18")
        .reviewed("2026-05-20")
        .issued("2026-05-25")
        .served("2026-06-01")
        .interview("2026-06-05", "请求从轻")
    )
    scene.do("2026-06-08", "officer-li", "recheck", **{**scene.recheck_body(), "together_with": None})
    assert work(scene, date(2026, 6, 8)) == [("confirm", "officer", "officer-wang")]


def test_the_record_of_an_interview_waits_for_the_recorder_whom_its_notice_names():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    body = scene.interview_body("2026-06-05", "请求从轻") | {"together_with": None}
    scene.do("2026-06-05", "officer-wang", "hold_interview", **body)
    assert ("confirm", "recorder", "clerk-zhao") in work(scene, date(2026, 6, 5))


# On paper


def on_paper() -> Rulebook:
    rules = rulebook_for("market+zhenjiang")
    switches = rules.switches.model_copy(update={"countersigned_on_paper": True})
    return rules.model_copy(update={"switches": switches})


def filing(scene: Scene, **changes: Any) -> set[str]:
    move = scene.read("file_interview_report", {**REPORT, **changes})
    return {r.code for r in obstacles(scene.moment("officer-li", shanghai("2026-06-10"), move), move)}


def test_nobody_names_another_as_countersigning_where_the_profile_asks_for_it_in_person():
    assert filing(reviewed(), together_with="head-chen", signed=SCAN) == {"CountersignInPerson"}


def test_on_paper_the_scan_that_both_have_signed_is_required():
    scene = reviewed(on_paper())
    assert filing(scene, together_with="head-chen") == {"SignedPaperMissing"}
    assert filing(scene, together_with="officer-li", signed=SCAN) == {"SecondPersonUnfit"}
    assert filing(scene, together_with="nobody", signed=SCAN) == {"SecondPersonUnfit"}
    assert filing(scene, together_with="head-chen", signed=SCAN) == set()


def test_what_is_countersigned_on_paper_is_true_at_once_and_keeps_its_paper():
    scene = reviewed(on_paper())
    body = {**REPORT, "together_with": "head-chen", "signed": SCAN}
    scene.do("2026-06-10", "officer-li", "file_interview_report", **body)
    made = [e for e in scene.entries if e.move == "file_interview_report"]
    assert made[0].fact == "CountersignedOnPaper"
    assert made[0].body["signed"] == SCAN
    assert scene.state.filing.last is not None


# What it holds


def test_the_texts_of_a_proposal_are_those_of_its_move():
    long = str(address_of("采纳" * 2_000))
    scene = proposed(summary=long)
    (proposal,) = scene.case.proposals.waiting
    assert long in set(texts_in(proposal))


def test_what_is_signed_on_paper_after_it_was_sent_back_is_sent_back_no_more():
    scene = proposed(reviewed(on_paper()))
    scene.do("2026-06-10T10:00", "head-chen", "send_back", proposal=scene.case.proposals.count, reason="补")
    body = {"summary": "听述情况", "together_with": "head-chen", "signed": SCAN}
    scene.do("2026-06-10T11:00", "officer-li", "file_interview_report", **body)
    assert scene.case.proposals.sent_back == ()
    assert "file_interview_report" not in [move for move, _, _ in work(scene)]
