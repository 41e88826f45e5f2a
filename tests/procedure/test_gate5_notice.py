"""Gate 5: nothing that was not notified, nothing heavier; and never heavier because of the defence."""

from typing import Any

import pytest

from tests.procedure.scene import FINE, Scene, codes_of, company


def fine(yuan: str) -> dict[str, Any]:
    return {"kind": "fine", "amount": yuan}


def halt(months: int) -> dict[str, Any]:
    return {"kind": "production_halt", "duration": {"length": months, "unit": "month"}}


def notified(*penalties: dict[str, Any]) -> Scene:
    """Notified of a fine of 120,000 yuan, or of these."""
    parties = [{**company(), "proposal": {"penalties": list(penalties) or [FINE]}}]
    return (
        Scene()
        .open("2026-05-18", parties=parties)
        .reviewed("2026-05-20")
        .issued("2026-05-25")
        .served("2026-06-01")
    )


def preparing(scene: Scene, *penalties: dict[str, Any], **changes: Any) -> set[str]:
    body = scene.decision_body(1, *penalties, **changes)
    return codes_of(scene, "2026-06-09", "officer-li", "prepare_decision", **body)


@pytest.mark.parametrize(
    ("yuan", "refused"), [("119999.99", set()), ("120000.00", set()), ("120000.01", {"HeavierThanNotified"})]
)
def test_art44_no_fine_above_the_notified_one(yuan, refused):
    assert preparing(notified(), fine(yuan)) == refused


def test_art44_no_kind_of_penalty_that_was_not_notified():
    assert preparing(notified(), FINE, {"kind": "confiscation_of_gains", "amount": "1.00"}) == {"NotNotified"}


@pytest.mark.parametrize(("months", "refused"), [(2, set()), (3, set()), (4, {"HeavierThanNotified"})])
def test_art44_no_duration_beyond_the_notified_one(months, refused):
    assert preparing(notified(FINE, halt(3)), FINE, halt(months)) == refused


@pytest.mark.parametrize(
    ("tier", "refused"), [("lenient", set()), ("ordinary", set()), ("severe", {"HeavierThanNotified"})]
)
def test_art44_no_graver_tier_than_the_notified_one(tier, refused):
    assert preparing(notified(), discretion=tier) == refused


def test_dropping_a_penalty_is_free():
    assert preparing(notified(FINE, halt(3)), FINE) == set()


@pytest.mark.parametrize("kind", [{"kind": "warning"}, halt(1)])
def test_art44_no_kind_takes_the_place_of_the_notified_one_be_it_milder(kind):
    assert preparing(notified(), kind) == {"NotNotified"}


@pytest.mark.parametrize("kind", [{"kind": "warning"}, halt(1)])
def test_art45_a_recheck_proposes_no_kind_on_which_the_party_was_not_heard(kind):
    scene = notified().statement("2026-06-02")
    body = scene.recheck_body(1, kind)
    assert codes_of(scene, "2026-06-03", "officer-li", "recheck", **body) == {"NotNotified"}


def test_an_amount_that_cannot_be_compared_needs_new_notices():
    goods = {"kind": "confiscation_of_goods", "amount": "100.00", "subject": "糕点"}
    unknown = {"kind": "confiscation_of_goods", "subject": "糕点"}
    assert preparing(notified(FINE, goods), FINE, unknown) == {"HeavierThanNotified"}


def test_art44_a_finding_of_nobody_s_is_no_ground():
    assert "GroundsOfDecision" in preparing(notified(), findings=["F9"])


def test_art44_a_basis_that_was_not_told_is_no_ground():
    assert "GroundNotNotified" in preparing(notified(), basis=["B1", "B9"])


def test_art59_a_decision_names_findings_and_basis():
    assert preparing(notified(), findings=[]) == {"GroundsOfDecision"}


def test_art44_who_was_never_notified_is_not_punished():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20")
    assert preparing(scene) == {"NothingNotified"}


def test_what_is_beyond_the_notice_is_said_in_both_languages():
    body = notified().decision_body(1, fine("130000.00"))
    (refusal,) = notified().judged("2026-06-09", "officer-li", "prepare_decision", **body)
    assert refusal.why.zh == "重于告知：罚款130,000.00元高于告知的120,000.00元"
    assert "130,000.00 yuan" in refusal.why.en
    assert all("prepare_notices" in cure for cure in refusal.cure)


def test_a_decision_says_whether_it_is_the_same_or_lighter_than_notified():
    assert Scene().to_decided().state.party(1).decision.against_notice == "same"
    assert Scene().to_decided(fine("90000.00")).state.party(1).decision.against_notice == "lighter"


@pytest.mark.parametrize("yuan", ["0", "-1.00"])
def test_art59_an_amount_is_above_zero(yuan):
    assert preparing(notified(), fine(yuan)) == {"PenaltyAmount"}


def test_art32_mitigation_names_its_provision():
    assert preparing(notified(), discretion="mitigated") == {"MitigatedWithoutArticle"}


def test_art57_no_penalty_has_a_ground():
    assert preparing(notified(), outcome="no_penalty", ground="") == {"NoPenaltyWithoutGround"}


@pytest.mark.parametrize("ground", ["31", "33(1)", "33(2)", "36"])
def test_art57_the_grounds_of_no_penalty(ground):
    """30 is that of a child, and stands with gate 8."""
    assert preparing(notified(), outcome="no_penalty", ground=ground) == set()


def test_no_penalty_has_no_penalties():
    assert preparing(notified(), outcome="no_penalty", penalties=[FINE]) == {"NoPenaltyWithoutGround"}


# Re-check


@pytest.mark.parametrize(
    ("yuan", "refused"),
    [("119999.99", set()), ("120000.00", set()), ("120000.01", {"HeavierBecauseOfDefence"})],
)
def test_art45_a_recheck_proposes_nothing_heavier(yuan, refused):
    scene = notified().statement("2026-06-02")
    assert (
        codes_of(scene, "2026-06-03", "officer-li", "recheck", **scene.recheck_body(1, fine(yuan))) == refused
    )


def test_art45_every_point_is_answered():
    scene = notified().statement("2026-06-02").statement("2026-06-02T10:00")
    body = scene.recheck_body()
    found = codes_of(scene, "2026-06-03", "officer-li", "recheck", **{**body, "answers": body["answers"][:1]})
    assert found == {"PointNotAnswered"}


def test_art45_an_answer_has_a_reason():
    scene = notified().statement("2026-06-02")
    answers = [{"point": "S1", "outcome": "not", "reason": ""}]
    found = codes_of(
        scene, "2026-06-03", "officer-li", "recheck", **{**scene.recheck_body(), "answers": answers}
    )
    assert found == {"AnswerWithoutReason"}


def test_a_point_that_nobody_made_is_not_answered():
    scene = notified().statement("2026-06-02")
    answers = [*scene.recheck_body()["answers"], {"point": "I7", "outcome": "not", "reason": "无"}]
    found = codes_of(
        scene, "2026-06-03", "officer-li", "recheck", **{**scene.recheck_body(), "answers": answers}
    )
    assert found == {"UnknownPoint"}


def test_a_divided_statement_names_the_passage_of_each_answer():
    scene = notified().statement("2026-06-02")
    parts = [{"point": "S1", "outcome": o, "reason": "理由"} for o in ("adopted", "not")]
    found = codes_of(
        scene, "2026-06-03", "officer-li", "recheck", **{**scene.recheck_body(), "answers": parts}
    )
    assert found == {"AnswerWithoutReason"}
    named = [{**part, "passage": passage} for part, passage in zip(parts, ("已召回", "不知情"), strict=True)]
    body = {**scene.recheck_body(), "answers": named}
    assert codes_of(scene, "2026-06-03", "officer-li", "recheck", **body) == set()


def test_without_a_point_there_is_nothing_to_recheck():
    scene = notified()
    assert codes_of(scene, "2026-06-03", "officer-li", "recheck", **scene.recheck_body()) == {
        "NothingToRecheck"
    }
