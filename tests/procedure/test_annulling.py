"""Annulling: what was recorded and did not happen is out of its place with what rested on it, and both texts stay."""

import json
from datetime import date
from typing import Any

import pytest

from desk.trial import tried
from domain.case.annulling import ActKind
from domain.case.documents import DocumentKind
from domain.law.rulebook import rulebook_for
from domain.procedure import waiting
from domain.procedure.chapters.remedies import remedies_over_on
from domain.procedure.clocks.deadlines import State
from domain.procedure.debts import debt
from domain.procedure.defects import defects
from domain.procedure.judging import available
from domain.procedure.view import view, view_written
from register.projection import CaseProjection
from tests.procedure.playing import shanghai
from tests.procedure.scene import LESS, SCAN, Scene, codes_of, company
from tests.procedure.test_deferring import TWICE, by_instalments
from tests.procedure.test_enforcing import asked, demanded, step
from tests.procedure.test_owing import paid
from tests.procedure.test_remedies import VARIED, refunded, remedy
from tests.proof.stepping import State as Reached
from tests.proof.working import left_over, now_of, undoable

WHY = "复查发现该项记录与事实不符"


def served(*parties: dict[str, Any]) -> Scene:
    """Served on Monday 2026-06-01."""
    scene = Scene().open("2026-05-18", parties=list(parties) or [company()]).reviewed("2026-05-20")
    for number in range(1, len(scene.case.parties.all) + 1):
        scene.issued("2026-05-25", number).served("2026-06-01", number)
    return scene


def annulled(scene: Scene, when: str, act: str, party: int | None = 1, **more: Any) -> Scene:
    body = {"act": act, "party": party, "reason": WHY, "together_with": "head-chen", **more}
    scene.do(when, "officer-li", "annul", **body)
    return scene


def annulling(scene: Scene, when: str, act: str, party: int | None = 1, **more: Any) -> set[str]:
    body = {"act": act, "party": party, "reason": WHY, "together_with": "head-chen", **more}
    return codes_of(scene, when, "officer-li", "annul", **body)


def notices_of(scene: Scene, party: int = 1) -> Any:
    return scene.state.party(party).last_notices


def undone(scene: Scene) -> list[tuple[str, ActKind | None]]:
    """What was annulled, each with the act with which it fell."""
    return [(a.kind.value, a.fell_with) for a in scene.case.annulments.acts]


def awaited(scene: Scene, on: str) -> set[str]:
    return {work.move for work in waiting(scene.case, date.fromisoformat(on))}


def submitting(scene: Scene, when: str) -> set[str]:
    return codes_of(scene, when, "officer-li", "submit_for_review")


def sound(scene: Scene, on: str) -> None:
    """Every reader can read the case, and nothing waits that cannot be done."""
    scene.at(shanghai(on))
    reached = Reached(scene.case, tuple(scene.entries), shanghai(on))
    now = now_of(reached, scene)
    assert [*undoable(scene, now), *left_over(scene, now)] == []
    assert available(now)
    last = scene.entries[-1]
    assert view_written(scene.case, last) == view_written(type(scene.case)(**dict(scene.case)), last)
    assert view(scene.case, last)["annulments"]
    projection = CaseProjection()
    folded = projection.fold(None, scene.entries)
    assert folded.case == scene.case
    assert projection.rows(folded, last).case["projection"]


# Of a service (送达)


def test_art44_a_party_whose_service_falls_counts_as_unserved():
    scene = annulled(served(), "2026-06-02", "service")
    assert scene.clocks("statement", "2026-06-02") == []
    assert scene.clocks("hearing_request", "2026-06-02") == []
    assert submitting(scene, "2026-06-30") == {"NoticesNotServed"}
    assert "record_service" in awaited(scene, "2026-06-02")
    assert undone(scene) == [("service", None)]
    sound(scene, "2026-06-02")


def test_art44_the_rights_begin_anew_with_the_new_service():
    """Served anew on Wednesday 06-10: five working days are 06-11, 12, 15, 16, 17; 06-19 is a holiday and comes later."""
    scene = annulled(served(), "2026-06-09", "service").served("2026-06-10")
    clock = scene.clock("statement", "2026-06-17")
    assert (str(clock.last_day), clock.state) == ("2026-06-17", State.RUNNING)
    assert scene.clock("statement", "2026-06-18").state is State.OVER
    sound(scene, "2026-06-18")


def test_both_texts_stay():
    scene = annulled(served(), "2026-06-02", "service")
    (kept,) = scene.case.annulments.acts
    said = json.loads(kept.said)
    assert (said["served_on"], said["mode"], said["proof"]) == ("2026-06-01", "direct", SCAN)
    assert (kept.reason, kept.by, kept.head, str(kept.annulled_on)) == (
        WHY,
        "officer-li",
        "head-chen",
        "2026-06-02",
    )
    assert [e.fact for e in scene.entries if e.fact == "Served"] == ["Served"]
    proof = scene.document(said["proof_document"])
    assert proof.void


def test_art62_a_waiver_loses_its_force_with_the_service_and_has_it_again_where_receipt_is_confirmed():
    scene = annulled(served().waived("2026-06-02", "statement"), "2026-06-03", "service")
    scene.served("2026-06-04")
    assert scene.clock("statement", "2026-06-04").state is State.RUNNING
    scene = annulled(served().waived("2026-06-02", "statement"), "2026-06-03", "service")
    confirmed(scene, "2026-06-04", on="2026-06-02")
    assert scene.clock("statement", "2026-06-04").state is State.MET


def test_art45_what_was_said_in_an_interview_stays_to_be_answered_when_its_summons_falls():
    scene = annulled(served().interview("2026-06-05", "请求从轻"), "2026-06-08", "service")
    assert undone(scene) == [("service", None), ("interview", ActKind.SERVICE)]
    assert notices_of(scene).outcome is None
    assert [p.text for p in scene.case.party(1).unanswered] == ["请求从轻"]
    scene.served("2026-06-08").interview("2026-06-12", "补充意见")
    assert [p.id for p in scene.case.party(1).unanswered] == ["I1", "I2"]
    sound(scene, "2026-06-12")


def test_art57_what_the_heads_agreed_to_before_counts_no_more():
    scene = annulled(Scene().to_discussed(), "2026-06-12", "service")
    scene.served("2026-06-12").interview("2026-06-18").at(shanghai("2026-06-23"))
    assert codes_of(
        scene, "2026-06-23", "officer-li", "file_interview_report", together_with="head-chen", summary="x"
    ) == {"NotReviewed"}
    scene.reviewed("2026-06-23").filed("2026-06-23").acknowledged("2026-06-23").discussed("2026-06-24")
    scene.decision_prepared("2026-06-24").imposed("2026-06-25")
    sound(scene, "2026-06-25")


def test_an_announcement_that_a_service_had_made_needless_goes_on():
    """Announced on Tuesday 05-26, handed over on 06-01: when that falls, the thirty days end on 06-25."""
    scene = announced()
    scene.served("2026-06-01")
    assert scene.clock("public_notice_service", "2026-06-02").state is State.MET
    annulled(scene, "2026-06-02", "service")
    assert str(scene.clock("public_notice_service", "2026-06-02").last_day) == "2026-06-25"
    sound(scene, "2026-06-02")
    scene.at(shanghai("2026-06-26"))
    assert str(scene.state.party(1).notices_served_on) == "2026-06-25"


def announced() -> Scene:
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25")
    scene.attempted("2026-05-25", "whereabouts_unknown")
    body = {"documents": scene.to_serve(1), "reason": "下落不明", "course": "查找未果"}
    scene.do("2026-05-26", "officer-li", "serve_by_announcement", party=1, together_with="head-chen", **body)
    scene.sealed("2026-05-26")
    published = {"on": "2026-05-26", "where": "公告栏", "proof": SCAN}
    scene.do("2026-05-26", "officer-li", "record_publication", party=1, **published)
    return scene


def test_cpl95_an_announcement_is_annulled_with_the_service_that_came_of_it():
    scene = announced()
    annulled(scene, "2026-06-01", "announcement")
    assert scene.clocks("public_notice_service", "2026-06-30") == []
    assert scene.state.party(1).announcement is None
    sound(scene, "2026-06-30")
    scene = announced()
    scene.at(shanghai("2026-06-26"))
    annulled(scene, "2026-06-26", "service")
    assert undone(scene) == [("service", None), ("announcement", ActKind.SERVICE)]
    assert scene.state.party(1).notices_served_on is None
    sound(scene, "2026-06-30")


def test_art64_a_hearing_falls_with_the_service_of_its_notice():
    scene = heard()
    notice = str(notices_of(scene).hearing_plan.document)
    annulled(scene, "2026-06-17", "service", which=notice)
    assert undone(scene) == [
        ("service", None),
        ("hearing", ActKind.SERVICE),
        ("hearing_report", ActKind.SERVICE),
    ]
    assert [p.id for p in scene.case.party(1).points] == ["H1"]
    assert "HearingOutstanding" in submitting(scene, "2026-06-18")
    sound(scene, "2026-06-18")


def heard() -> Scene:
    """Asked for on 06-02, told on 06-03, held on Tuesday 06-16, reported on the same day."""
    scene = served().hearing_requested("2026-06-02").hearing_notified("2026-06-03", "2026-06-16")
    return scene.hearing_held("2026-06-16", "罚款过重").hearing_reported("2026-06-16")


# Receipt confirmed (确认收到)


def confirmed(scene: Scene, when: str, on: str, **changes: Any) -> Scene:
    scene.do(when, "officer-li", "confirm_receipt", **receipt(scene, on, **changes))
    return scene


def receipt(scene: Scene, on: str, **changes: Any) -> dict[str, Any]:
    how = {"how": "当事人的陈述申辩书引用了告知书", "proof": SCAN}
    return {"party": 1, "documents": scene.to_serve(1), "on": on, **how, **changes}


def confirming(scene: Scene, when: str, on: str, **changes: Any) -> set[str]:
    return codes_of(scene, when, "officer-li", "confirm_receipt", **receipt(scene, on, **changes))


def test_art61_a_confirmed_receipt_takes_the_place_of_the_annulled_service():
    """Had on Wednesday 06-03: 06-04, 05, 08, 09, 10."""
    scene = confirmed(annulled(served(), "2026-06-04", "service"), "2026-06-05", "2026-06-03")
    assert str(scene.clock("statement", "2026-06-05").last_day) == "2026-06-10"
    service = scene.state.party(1).services[0]
    assert (service.proof, service.receipt_shown_by) == (SCAN, "当事人的陈述申辩书引用了告知书")
    sound(scene, "2026-06-05")


def test_art61_nothing_but_an_annulled_service_is_replaced():
    assert confirming(served(), "2026-06-04", "2026-06-03") == {"NoServiceAnnulled"}
    scene = annulled(served(), "2026-06-04", "service")
    letter, _ = scene.to_serve(1)
    assert confirming(scene, "2026-06-04", "2026-06-03", documents=[letter]) == {"NoticesGoTogether"}
    assert confirming(scene, "2026-06-04", "2026-06-03", how="　") == {"FieldMissing"}
    assert confirming(scene, "2026-06-04", "2026-06-05") == {"DateInTheFuture"}
    assert confirming(scene, "2026-06-04", "2026-05-24") == {"DateBeforeItsEvent"}
    assert confirming(scene, "2026-06-04", "2026-05-25") == set()


# What the party did


def test_art62_the_term_runs_again_when_a_waiver_is_annulled():
    scene = served().waived("2026-06-02", "statement")
    assert scene.clock("statement", "2026-06-03").state is State.MET
    annulled(scene, "2026-06-03", "waiver", which="statement")
    clock = scene.clock("statement", "2026-06-03")
    assert (clock.state, str(clock.last_day)) == (State.RUNNING, "2026-06-08")
    sound(scene, "2026-06-03")


def test_art62_the_interview_is_due_again_when_its_waiver_is_annulled():
    scene = served().rescheduled("2026-06-02", served=False, at=shanghai("2026-06-12T09:00").isoformat())
    annulled(scene.waived("2026-06-03", "interview"), "2026-06-04", "waiver")
    assert "reschedule_interview" in awaited(scene, "2026-06-04")
    sound(scene, "2026-06-04")


def test_art63_a_hearing_is_off_when_nobody_asked_for_it():
    scene = (
        served().hearing_requested("2026-06-02").hearing_notified("2026-06-03", "2026-06-16", served=False)
    )
    plan = notices_of(scene).hearing_plan
    annulled(scene, "2026-06-04", "hearing_request")
    last = notices_of(scene)
    assert (last.hearing_requests, last.hearing_plan, last.cancelled_hearings) == ((), None, (plan,))
    assert scene.document(plan.document).void
    assert scene.clock("hearing_request", "2026-06-04").state is State.RUNNING
    sound(scene, "2026-06-04")


def test_art63_a_hearing_falls_with_the_request_and_what_was_said_stays():
    scene = annulled(heard(), "2026-06-17", "hearing_request")
    assert [kind for kind, _ in undone(scene)] == ["hearing_request", "hearing", "hearing_report"]
    assert [p.text for p in scene.case.party(1).unanswered] == ["罚款过重"]
    sound(scene, "2026-06-17")


def test_art45_a_statement_takes_the_recheck_along_that_answered_it():
    scene = served().statement("2026-06-02").statement("2026-06-03", text="另有意见").interview("2026-06-05")
    scene.rechecked("2026-06-08", 1, LESS)
    papers = scene.case.papers_version
    annulled(scene, "2026-06-09", "statement", which="S1")
    assert undone(scene) == [("statement", None), ("recheck", ActKind.STATEMENT)]
    assert [p.id for p in scene.case.party(1).unanswered] == ["S2"]
    assert scene.case.party(1).proposal == notices_of(scene).notified
    assert scene.case.papers_version != papers
    sound(scene, "2026-06-09")
    scene.statement("2026-06-10", text="第三次")
    assert [s.id for s in scene.case.party(1).statements] == ["S2", "S3"]


@pytest.mark.parametrize("act", ["interview", "no_show"])
def test_art45_the_interview_is_outstanding_again(act):
    scene = (
        served().interview("2026-06-05", "请求从轻") if act == "interview" else served().missed("2026-06-05")
    )
    annulled(scene, "2026-06-08", act)
    assert scene.case.party(1).points == ()
    assert "InterviewOutstanding" in submitting(scene, "2026-06-09")
    sound(scene, "2026-06-09")


def test_art64_a_hearing_that_was_not_held_is_outstanding_with_all_that_came_of_it():
    scene = heard().rechecked("2026-06-17")
    annulled(scene, "2026-06-18", "hearing")
    assert [kind for kind, _ in undone(scene)] == ["hearing", "hearing_report", "recheck"]
    assert "HearingOutstanding" in submitting(scene, "2026-06-18")
    sound(scene, "2026-06-18")


def test_art64_a_report_and_an_end_of_a_hearing_are_annulled_too():
    scene = annulled(heard(), "2026-06-17", "hearing_report")
    assert scene.clock("hearing_report", "2026-06-17").state is State.RUNNING
    sound(scene, "2026-06-17")
    scene = served().hearing_requested("2026-06-02").hearing_notified("2026-06-03", "2026-06-16")
    annulled(scene.hearing_ended("2026-06-16T10:30"), "2026-06-17", "hearing_end")
    assert "HearingOutstanding" in submitting(scene, "2026-06-17")
    sound(scene, "2026-06-17")


def test_art45_later_rechecks_rest_on_the_earlier_one():
    scene = (
        Scene()
        .to_heard(LESS)
        .statement("2026-06-09", text="另有意见")
        .rechecked("2026-06-09", 1, {**LESS, "amount": "80000.00"})
    )
    annulled(scene, "2026-06-10", "recheck", which="1")
    assert undone(scene) == [("recheck", None), ("recheck", ActKind.RECHECK)]
    assert notices_of(scene).rechecks == ()
    assert scene.case.party(1).proposal == notices_of(scene).notified
    sound(scene, "2026-06-10")


# Review, filing, discussion


def test_art58_without_its_opinion_the_review_is_not_agreed():
    scene = Scene().to_discussed()
    annulled(scene, "2026-06-12", "opinion", None)
    assert "give_opinion" in awaited(scene, "2026-06-12")
    assert imposing(scene, "2026-06-12") >= {"NotReviewed", "NotFiled", "NotDiscussed"}
    sound(scene, "2026-06-12")
    scene.opinion("2026-06-12").filed("2026-06-12").acknowledged("2026-06-12").discussed("2026-06-12")
    scene.imposed("2026-06-12")


def imposing(scene: Scene, when: str) -> set[str]:
    """What refuses the decision that was prepared for it."""
    scene.decision_prepared(when)
    return codes_of(scene, when, "head-chen", "impose", party=1, content=scene.content())


def test_art58_notices_that_were_approved_on_an_annulled_opinion_are_prepared_anew():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-21").approved("2026-05-21")
    annulled(scene, "2026-05-22", "opinion", None)
    assert notices_of(scene).approved_on is None
    assert all(scene.document(d).void for d in notices_of(scene).documents)
    sound(scene, "2026-05-22")


def test_art58_no_penalty_once_the_only_review_was_annulled_after_the_notices():
    """SAMR-P reviews before the notice alone: annulled after the issue, no review is left on which to punish."""
    scene = Scene(rules=rulebook_for("market")).open("2026-05-18", profile="market").reviewed("2026-05-20")
    scene.issued("2026-05-25").served("2026-06-01")
    for right in ("statement", "hearing", "interview"):
        scene.waived("2026-06-01", right)
    scene.discussed("2026-06-01")
    annulled(scene, "2026-06-02", "opinion", None)
    assert "give_opinion" in awaited(scene, "2026-06-02")
    assert imposing(scene, "2026-06-02") == {"NotReviewed", "NotDiscussed"}
    sound(scene, "2026-06-02")
    scene.opinion("2026-06-02").discussed("2026-06-02").decision_prepared("2026-06-02").imposed("2026-06-02")


def test_art57_without_the_discussion_no_penalty():
    scene = annulled(Scene().to_discussed(), "2026-06-12", "discussion", None)
    assert imposing(scene, "2026-06-12") == {"NotDiscussed"}
    sound(scene, "2026-06-12")
    scene.discussed("2026-06-12").imposed("2026-06-12")


def test_a_filing_that_nobody_signed_for_is_not_answered():
    """Filed on Wednesday 06-10: five working days end on 06-17."""
    scene = annulled(Scene().to_discussed(), "2026-06-12", "filing_acknowledgement", None)
    assert scene.clock("filing_response", "2026-06-12").state is State.RUNNING
    assert imposing(scene, "2026-06-12") == {"FilingUnanswered", "NotDiscussed"}
    sound(scene, "2026-06-12")


def test_art57_a_discussion_that_lost_its_force_is_not_annulled():
    scene = annulled(Scene().to_discussed(), "2026-06-12", "recheck")
    assert annulling(scene, "2026-06-12", "discussion", None) == {"NoSuchAct"}


# Of a seal


def test_art59_a_document_without_its_seal_is_not_served():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25")
    letter, _ = scene.to_serve(1)
    annulled(scene, "2026-05-26", "sealing", which=str(letter))
    body = {"party": 1, "documents": scene.to_serve(1), "service": scene.service("2026-05-26")}
    assert codes_of(scene, "2026-05-26", "officer-li", "record_service", **body) == {"NothingToServe"}
    sound(scene, "2026-05-26")
    scene.sealed("2026-05-26").served("2026-05-26")


def test_art59_what_left_without_a_seal_was_not_served():
    scene = Scene().to_decided().served("2026-06-15", kind=DocumentKind.PENALTY_DECISION)
    decision = scene.state.party(1).decision.document
    annulled(scene, "2026-06-16", "sealing", which=str(decision))
    assert undone(scene) == [("sealing", None), ("service", ActKind.SEALING)]
    assert scene.clocks("payment", "2026-06-16") == []
    assert "record_sealing" in awaited(scene, "2026-06-16")
    assert list(defects(scene.case)) == []
    sound(scene, "2026-06-16")


def test_a_report_without_its_seal_was_not_delivered():
    scene = Scene().to_discussed()
    report = str(scene.case.filing.filings[-1].document)
    annulled(scene, "2026-06-12", "sealing", None, which=report)
    assert undone(scene) == [("sealing", None), ("filing_acknowledgement", ActKind.SEALING)]
    assert scene.clocks("filing_response", "2026-06-12") == []
    sound(scene, "2026-06-12")


# After the decision


def decided() -> Scene:
    """Served on Monday 2026-06-15: fifteen days end on Tuesday 06-30."""
    return Scene().to_decided().served("2026-06-15", kind=DocumentKind.PENALTY_DECISION)


@pytest.mark.parametrize("act", ["service", "interview", "recheck", "waiver"])
def test_art75_what_was_before_the_decision_stays_and_is_a_ground_to_set_it_aside(act):
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.waived("2026-06-01", "hearing").interview("2026-06-05", "请求从轻").rechecked("2026-06-08")
    scene.reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10").discussed("2026-06-11")
    scene.decision_prepared("2026-06-11").imposed("2026-06-12")
    before = scene.case.parties
    annulled(scene, "2026-06-15", act)
    assert scene.case.parties == before
    (found,) = defects(scene.case)
    assert (found.party, str(found.article)) == (1, "行政处罚法第七十五条第二款")
    assert annulling(scene, "2026-06-16", act) == {"DefectRecorded"}
    sound(scene, "2026-06-16")


def test_art75_a_discussion_is_a_defect_of_who_is_decided_and_falls_for_who_is_not():
    scene = served(company(1), company(2))
    scene.interview("2026-06-05", parties=(1, 2))
    scene.reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10").discussed("2026-06-11")
    scene.decision_prepared("2026-06-11").imposed("2026-06-12")
    annulled(scene, "2026-06-15", "discussion", None)
    assert [d.party for d in defects(scene.case)] == [1]
    assert scene.case.discussions.all == ()
    scene.decision_prepared("2026-06-15", 2)
    refused = codes_of(scene, "2026-06-15", "head-chen", "impose", party=2, content=scene.content(2))
    assert refused == {"NotDiscussed"}
    sound(scene, "2026-06-15")


def test_art61_the_clocks_of_the_decision_begin_anew_with_its_service():
    scene = decided()
    document = str(scene.state.party(1).decision.document)
    annulled(scene, "2026-06-16", "service", which=document)
    for term in ("payment", "reconsideration", "lawsuit"):
        assert scene.clocks(term, "2026-06-16") == []
    scene.served("2026-06-17", kind=DocumentKind.PENALTY_DECISION)
    assert str(scene.clock("payment", "2026-06-17").last_day) == "2026-07-02"
    assert list(defects(scene.case)) == []
    sound(scene, "2026-06-17")


def owed(scene: Scene, on: str) -> str:
    found = debt(scene.case, scene.case.party(1), date.fromisoformat(on))
    assert found is not None
    return str(found.left)


def test_art67_the_debt_is_what_it_was_when_a_payment_is_annulled():
    scene = paid(paid(decided(), "2026-06-18", "20000.00"), "2026-06-22", "100000.00")
    assert owed(scene, "2026-06-22") == "0.00"
    assert annulling(scene, "2026-06-23", "payment") == {"WhichAct"}
    annulled(scene, "2026-06-23", "payment", which="2026-06-22")
    assert owed(scene, "2026-06-23") == "100000.00"
    assert scene.clock("payment", "2026-06-23").state is State.RUNNING
    assert "record_payment" in awaited(scene, "2026-06-23")
    sound(scene, "2026-06-23")


def test_art67_what_was_paid_too_much_is_owed_back_of_what_stays_paid():
    """Varied to 60,000 yuan after 120,000 were paid; 60,000 went back: without the payment nothing did."""
    scene = remedy(paid(decided(), "2026-06-22", "120000.00"), "2026-06-25", "2026-06-24")
    remedy(scene, "2026-07-20", "2026-06-24", result="varied", ended_on="2026-07-17", penalties=VARIED)
    refunded(scene, "2026-07-21", "60000.00")
    annulled(scene, "2026-07-22", "payment")
    assert undone(scene) == [("payment", None), ("refund", ActKind.PAYMENT)]
    party = scene.case.party(1)
    assert not party.principal_paid
    assert not party.recovery.refunds
    sound(scene, "2026-07-22")


def test_ael54_a_demand_falls_with_the_service_of_the_decision_and_its_last_days_count_no_more():
    """The six months to sue ended on Tuesday 12-15: with a new service on Monday 12-21 they begin anew."""
    scene = demanded(by_instalments(decided(), "2026-06-25", TWICE), "2026-09-01")
    document = str(scene.state.party(1).decision.document)
    assert remedies_over_on(scene.case, scene.case.party(1)) is None
    scene.at(shanghai("2026-12-17"))
    assert str(remedies_over_on(scene.case, scene.case.party(1))) == "2026-12-15"
    annulled(scene, "2026-12-17", "service", which=document)
    assert undone(scene) == [("service", None), ("demand", ActKind.SERVICE)]
    assert remedies_over_on(scene.case, scene.case.party(1)) is None
    sound(scene, "2026-12-17")
    scene.served("2026-12-21", kind=DocumentKind.PENALTY_DECISION)
    assert remedies_over_on(scene.case, scene.case.party(1)) is None
    sound(scene, "2026-12-21")


@pytest.mark.parametrize("act", ["service", "demand", "sealing"])
def test_ael54_what_was_brought_before_the_court_rests_where_it_is(act):
    scene = asked(demanded(decided(), "2026-07-10"), "2026-12-16")
    document = scene.state.party(1).decision.document
    which = "" if act == "demand" else str(document)
    assert annulling(scene, "2026-12-17", act, which=which) == {"BeforeTheCourt"}
    step(scene, "2026-12-18", "refused")
    assert annulling(scene, "2026-12-18", act, which=which) == set()


def test_art48_a_decision_that_was_not_published_is_to_be():
    scene = Scene().to_discussed().decision_prepared("2026-06-11", publish=True).imposed("2026-06-12")
    scene.do("2026-06-15", "officer-li", "publicise", party=1, on="2026-06-15", where="公示系统", proof=SCAN)
    annulled(scene, "2026-06-16", "publication")
    assert "publicise" in awaited(scene, "2026-06-16")
    assert scene.clock("publicise", "2026-06-16").state is State.RUNNING
    sound(scene, "2026-06-16")


def test_a_decision_filing_that_nobody_signed_for_waits_for_it():
    scene = Scene().to_decided()
    scene.do("2026-06-15", "officer-li", "file_decision", together_with="head-chen")
    scene.sealed("2026-06-15").do("2026-06-16", "filing-zhou", "acknowledge_decision_filing", on="2026-06-16")
    annulled(scene, "2026-06-17", "decision_filing_acknowledgement", None)
    assert "acknowledge_decision_filing" in awaited(scene, "2026-06-17")
    sound(scene, "2026-06-17")


# What is refused


@pytest.mark.parametrize("act", ["opening", "issue", "decision"])
def test_what_cannot_be_annulled_says_by_which_move_it_is_repaired(act):
    assert annulling(decided(), "2026-06-16", act) == {"RepairedByItsOwnMove"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"act": "service", "which": "77"}, "NoSuchAct"),
        ({"act": "hearing"}, "NoSuchAct"),
        ({"act": "service", "party": None}, "FieldMissing"),
        ({"act": "opinion", "party": 1}, "NoSuchAct"),
        ({"act": "service", "party": 7}, "UnknownParty"),
        ({"act": "service", "reason": "　"}, "FieldMissing"),
    ],
)
def test_an_act_is_named(body, code):
    assert annulling(served(), "2026-06-02", **body) == {code}


def test_art47_it_takes_an_officer_and_a_head():
    scene = served()
    body = {"act": "service", "party": 1, "reason": WHY}
    assert codes_of(scene, "2026-06-02", "clerk-zhao", "annul", **body) == {"RoleRequired"}
    scene.do("2026-06-02", "officer-li", "annul", **body)
    assert scene.state.party(1).notices_served_on
    assert "confirm" in awaited(scene, "2026-06-02")


def test_an_annulment_that_was_sent_back_is_in_its_officer_s_list_whosesoever_the_act_was():
    scene = Scene().to_discussed()
    scene.do("2026-06-12", "officer-li", "annul", act="opinion", reason=WHY)
    back = {"proposal": "$proposal", "reason": "请附证明"}
    scene.do("2026-06-12", "head-chen", "send_back", **back)
    [work] = [w for w in waiting(scene.case, date(2026, 6, 12)) if w.move == "annul"]
    assert (work.person, work.party) == ("officer-li", None)


def test_what_falls_is_named_before_it_is_done():
    scene = served().interview("2026-06-05", "请求从轻")
    body = {"act": "service", "party": 1, "reason": WHY}
    move = scene.read("annul", body)
    trial = tried(move, scene.moment("officer-li", shanghai("2026-06-08"), move))
    assert [f.kind for f in trial.facts] == ["Proposed"]
    named = [f.body["act"] for f in trial.once_confirmed if f.kind == "ActAnnulled"]
    assert named == ["service", "interview"]
    assert "随送达失效" in trial.once_confirmed[1].said[0]
