"""A publication taken back (行政处罚法 第48条第2款): within three working days of what overturned the decision.

Decided on Friday 2026-06-12, served on Monday 06-15 and made public on Thursday 06-18.
"""

from typing import Any

import pytest

from tests.procedure.scene import LESS, SCAN, Scene, codes_of
from tests.procedure.test_mending import set_aside
from tests.procedure.test_owing import DECISION
from tests.procedure.test_remaking import remade
from tests.procedure.test_remedies import awaited, remedy


def sealed() -> Scene:
    scene = Scene().to_discussed().decision_prepared("2026-06-11", publish=True)
    return scene.imposed("2026-06-12").served("2026-06-15", kind=DECISION)


def published(scene: Scene | None = None, when: str = "2026-06-18") -> Scene:
    scene = scene or sealed()
    scene.do(when, "officer-li", "publicise", party=1, on=when, where="公示系统")
    return scene


def body(on: str, **more: Any) -> dict[str, Any]:
    return {"party": 1, "on": on, "where": "公示系统", "reason": "决定已经撤销", "proof": SCAN, **more}


def withdrawn(scene: Scene, when: str) -> Scene:
    scene.do(when, "officer-li", "withdraw_publication", **body(when))
    return scene


def withdrawing(scene: Scene, when: str, **more: Any) -> set[str]:
    return codes_of(scene, when, "officer-li", "withdraw_publication", **{**body(when), **more})


def revoked() -> Scene:
    """On Monday 07-06: to be taken back by Thursday 07-09."""
    return set_aside(published(), "2026-07-06")


@pytest.mark.parametrize(
    ("today", "state"), [("2026-07-06", "running"), ("2026-07-09", "running"), ("2026-07-10", "overdue")]
)
def test_art48_2_within_three_working_days_of_the_revocation(today, state):
    clock = revoked().clock("withdraw_publication", today)
    assert (str(clock.start), str(clock.last_day), clock.state) == ("2026-07-06", "2026-07-09", state)


@pytest.mark.parametrize(("on", "state"), [("2026-07-09", "met"), ("2026-07-10", "met_late")])
def test_art48_2_it_is_taken_back_and_the_reason_said_in_public(on, state):
    scene = revoked()
    assert awaited(scene, "2026-07-06")["withdraw_publication"] == "2026-07-06"
    withdrawn(scene, on)
    assert scene.clock("withdraw_publication", on).state == state
    assert "withdraw_publication" not in awaited(scene, on)
    party = scene.state.party(1)
    kept = party.recovery.withdrawn[0]
    assert (party.published_on, str(kept.published_on), kept.because) == (None, "2026-06-18", "经本机关撤销")
    document = scene.document(kept.document)
    assert (document.number, str(document.issued_on)) == ("", on)


@pytest.mark.parametrize("result", ["revoked", "remake_ordered", "void", "declared_unlawful"])
def test_art48_2_whatever_a_remedy_overturned_is_taken_back_and_not_published_again(result):
    scene = remedy(published(), "2026-07-02", "2026-07-01")
    remedy(scene, "2026-09-07", "2026-07-01", result=result, ended_on="2026-09-04")
    # Friday 09-04, and so by Wednesday 09-09.
    assert str(scene.clock("withdraw_publication", "2026-09-07").last_day) == "2026-09-09"
    withdrawn(scene, "2026-09-08")
    assert "publicise" not in awaited(scene, "2026-09-08")
    again = codes_of(scene, "2026-09-08", "officer-li", "publicise", party=1, on="2026-09-08", where="x")
    assert again == {"DecisionDoesNotStand"}
    assert scene.clock("publicise", "2026-12-31").state == "met"


def test_art48_what_was_changed_is_taken_back_and_made_public_as_it_stands():
    scene = set_aside(published(), "2026-07-06", "changed", penalties=[LESS])
    assert "publicise" not in awaited(scene, "2026-07-06")
    withdrawn(scene, "2026-07-08")
    assert awaited(scene, "2026-07-08")["publicise"] == "2026-07-08"
    assert [c.state for c in scene.clocks("publicise", "2026-07-08")] == ["met", "running"]
    published(scene, "2026-07-09")
    assert "withdraw_publication" not in awaited(scene, "2026-07-09")
    assert [str(c.ended_on) for c in scene.clocks("publicise", "2026-07-09")] == ["2026-06-18", "2026-07-09"]
    set_aside(scene, "2026-07-10")
    assert awaited(scene, "2026-07-10")["withdraw_publication"] == "2026-07-10"
    assert [c.state for c in scene.clocks("withdraw_publication", "2026-07-10")] == ["met", "running"]


def test_art48_changed_before_it_was_public_it_is_published_as_it_stands():
    scene = set_aside(sealed(), "2026-06-16", "changed", penalties=[LESS])
    assert "publicise" in awaited(scene, "2026-06-16")
    published(scene)
    assert scene.clocks("withdraw_publication", "2026-06-18") == []


def test_art48_revoked_before_it_was_public_nothing_is_published():
    scene = set_aside(sealed(), "2026-06-16")
    assert not {"publicise", "withdraw_publication"} & set(awaited(scene, "2026-06-16"))
    assert scene.clock("publicise", "2026-12-31").state == "lapsed"
    assert withdrawing(scene, "2026-06-17") == {"NoPublicationToWithdraw"}


def test_art48_2_the_earlier_publication_is_taken_back_while_the_case_is_decided_anew():
    scene = remade(set_aside(published(), "2026-07-06", anew=True), "2026-07-07")
    assert awaited(scene, "2026-07-07")["withdraw_publication"] == "2026-07-06"
    withdrawn(scene, "2026-07-08").decision_prepared("2026-07-08", 1, LESS, publish=True).imposed(
        "2026-07-09"
    )
    assert awaited(scene, "2026-07-09")["publicise"] == "2026-07-09"
    assert scene.state.party(1).earlier[0].published_on is None
    assert scene.clock("withdraw_publication", "2026-07-09").state == "met"


def test_art48_2_it_says_when_where_why_and_proves_it():
    assert withdrawing(Scene().to_discussed(), "2026-06-11") == {"NotDecided"}
    assert withdrawing(published(), "2026-06-19") == {"NoPublicationToWithdraw"}
    for field in ("where", "reason", "proof"):
        assert withdrawing(revoked(), "2026-07-07", **{field: ""}) == {"FieldMissing"}
    assert withdrawing(revoked(), "2026-07-07", on="2026-07-03") == {"DateBeforeItsEvent"}
    assert withdrawing(revoked(), "2026-07-07", on="2026-07-08") == {"DateInTheFuture"}
    assert codes_of(revoked(), "2026-07-07", "head-chen", "withdraw_publication", **body("2026-07-07")) == {
        "RoleRequired"
    }


def test_art48_2_what_was_revoked_before_its_publication_and_known_after_it_is_taken_back_too():
    """Made public on Thursday 06-18; on 06-22 comes the paper of a reconsideration that ended on Wednesday 06-17."""
    scene = remedy(published(), "2026-06-19", "2026-06-16")
    remedy(scene, "2026-06-22", "2026-06-16", result="revoked", ended_on="2026-06-17")
    assert awaited(scene, "2026-06-22")["withdraw_publication"] == "2026-06-17"
    withdrawn(scene, "2026-06-22")
    assert scene.state.party(1).published_on is None
    assert "withdraw_publication" not in awaited(scene, "2026-06-22")


def test_art48_2_changed_taken_back_made_public_again_and_revoked_on_one_day_it_is_taken_back_again():
    scene = set_aside(published(), "2026-07-06", "changed", penalties=[LESS])
    published(withdrawn(scene, "2026-07-06"), "2026-07-06")
    set_aside(scene, "2026-07-06")
    withdrawn(scene, "2026-07-06")
    assert scene.state.party(1).published_on is None
