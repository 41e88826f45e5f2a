"""What comes after the decision: a letter posted in time is recorded, and shown as a ground to set it aside (75; CPL 85)."""

from typing import Any

import pytest

from domain.procedure import read
from domain.procedure.view import view
from tests.procedure.playing import shanghai
from tests.procedure.scene import Scene, codes_of

BY_POST: dict[str, Any] = {"channel": "post", "text": "请求从轻"}


def stating(scene: Scene, posted_on: str | None, **changes: Any) -> set[str]:
    body = {**BY_POST, "received_at": shanghai("2026-06-15").isoformat(), "posted_on": posted_on, **changes}
    return codes_of(scene, "2026-06-15", "officer-li", "submit_statement", party=1, **body)


def asking(scene: Scene, posted_on: str | None, **changes: Any) -> set[str]:
    body = {**BY_POST, "on": "2026-06-15", "posted_on": posted_on, **changes}
    return codes_of(scene, "2026-06-15", "officer-li", "request_hearing", party=1, **body)


@pytest.mark.parametrize("coming", [stating, asking])
@pytest.mark.parametrize(
    ("posted_on", "refused"),
    [
        ("2026-06-05", set()),
        ("2026-06-08", set()),  # Monday, the last day of both terms
        ("2026-06-09", {"DecidedBefore"}),
        (None, {"DecidedBefore"}),
    ],
)
def test_cpl85_posted_in_time_it_is_recorded_after_the_decision(coming, posted_on, refused):
    """Served on Monday 06-01, decided on Friday 06-12, come on Monday 06-15."""
    assert coming(Scene().to_decided(), posted_on) == refused


def test_what_a_party_sends_in_itself_after_the_decision_is_refused():
    scene = Scene().to_decided()
    body = {"channel": "online", "received_at": shanghai("2026-06-15").isoformat(), "text": "请求从轻"}
    assert codes_of(scene, "2026-06-15", "party-demo", "submit_statement", party=1, **body) == {
        "AlreadyDecided"
    }


def test_art75_2_the_letter_is_a_ground_to_set_the_decision_aside():
    scene = Scene().to_decided()
    letter = {**BY_POST, "posted_on": "2026-06-08"}
    received = {"received_at": shanghai("2026-06-15").isoformat()}
    scene.do("2026-06-15", "officer-li", "submit_statement", party=1, **letter, **received)
    fact = read(scene.entries[-1])
    assert fact.persons == ("head-chen",)
    assert "撤销决定的事由" in next(fact.said(scene.case)).zh
    scene.do("2026-06-15", "officer-li", "request_hearing", party=1, on="2026-06-15", **letter)
    shown = view(scene.case, scene.entries[-1])["defects"]
    assert [(d["party"], d["on"], d["article"]) for d in shown] == [
        (1, "2026-06-08", "行政处罚法第七十五条第二款"),
        (1, "2026-06-08", "行政处罚法第七十五条第二款"),
    ]
    assert scene.state.party(1).last_notices.hearing_request is None


def test_art62_a_right_that_was_waived_is_no_ground():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.interview("2026-06-05").waived("2026-06-05", "hearing").reviewed("2026-06-09").filed("2026-06-10")
    scene.acknowledged("2026-06-10").discussed("2026-06-11").decision_prepared("2026-06-11")
    scene.imposed("2026-06-12")
    letter = {**BY_POST, "posted_on": "2026-06-08"}
    scene.do("2026-06-15", "officer-li", "request_hearing", party=1, on="2026-06-15", **letter)
    assert view(scene.case, scene.entries[-1])["defects"] == []
