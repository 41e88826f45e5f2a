"""Gate 8 (行政处罚法 第30条): under 14 nobody is punished, under 18 only leniently and by a statutory agent.

The act ended on Tuesday 2026-02-10.
"""

from typing import Any

import pytest

from domain.procedure import read, waiting
from domain.procedure.language import civil
from tests.procedure.playing import shanghai
from tests.procedure.scene import Scene, codes_of, opening
from tests.proof.journeys import citizen

FATHER = {"representative": "吴父"}


def refused(who: dict[str, Any]) -> set[str]:
    return codes_of(Scene(), "2026-05-18", "officer-li", "open_case", **opening(parties=[who]))


def abroad(born_on: str, **changes: Any) -> dict[str, Any]:
    passport = {"identifier": "E12345678", "identifier_kind": "passport", "born_on": born_on}
    return {**citizen("19850101", **changes), **passport}


def child(born: str = "20140101") -> Scene:
    """A child of twelve, reviewed on 05-20."""
    return Scene().open("2026-05-18", parties=[citizen(born, **FATHER)]).reviewed("2026-05-20")


def test_art30_the_case_of_a_child_is_opened_and_says_so():
    scene = Scene().open("2026-05-18", parties=[citizen("20140101")])
    (screened,) = [e for e in scene.entries if e.fact == "Screened"]
    said = [words.zh for words in read(screened).said(scene.case)]
    assert "行为时不满14周岁，不予行政处罚" in said[-1]


def test_art30_a_child_is_told_of_no_penalty():
    body = {
        "party": 1,
        "interview": {
            "place": "听述室",
            "presider": "officer-wang",
            "recorder": "clerk-zhao",
            "working_days_after_service": 4,
            "time": "09:00",
        },
    }
    assert codes_of(child(), "2026-05-25", "officer-li", "prepare_notices", **body) == {
        "TooYoungToBePunished"
    }


def test_art30_no_penalty_decision_on_a_child_is_prepared():
    scene = child()
    found = codes_of(scene, "2026-05-25", "officer-li", "prepare_decision", **scene.decision_body())
    assert "TooYoungToBePunished" in found


def test_art30_the_way_to_no_penalty_is_open_at_once():
    scene = child()
    scene.decision_prepared("2026-05-25", outcome="no_penalty", ground="30")
    scene.do("2026-05-26", "head-chen", "decide_no_penalty", party=1, content=scene.content())
    assert scene.state.party(1).decision.outcome == "no_penalty"


def test_art30_what_waits_for_a_child_is_the_decision_without_penalty_and_no_notice():
    scene = child()
    scene.at(shanghai("2026-05-25"))
    moves = {w.move for w in waiting(scene.case, civil(shanghai("2026-05-25")))}
    assert "prepare_decision" in moves
    assert "prepare_notices" not in moves


@pytest.mark.parametrize(
    ("born", "codes"),
    [
        ("20120211", set()),  # 13, and shown: the case may be opened
        ("20120210", set()),  # on the birthday itself still 13
        ("20120209", {"MinorNotTreatedLeniently", "StatutoryAgentMissing"}),
        ("20080210", {"MinorNotTreatedLeniently"}),  # 17 on the day of the act, of age since
        ("20080209", set()),
    ],
)
def test_art30_the_age_at_the_end_of_the_act_counts(born, codes):
    assert refused(citizen(born)) == codes


@pytest.mark.parametrize(
    ("born", "codes"),
    [
        ("2012-02-10", set()),
        ("2012-02-09", {"MinorNotTreatedLeniently", "StatutoryAgentMissing"}),
        ("2008-02-10", {"MinorNotTreatedLeniently"}),
        ("2008-02-09", set()),
    ],
)
def test_art30_of_who_has_a_passport_the_day_counts_that_was_given(born, codes):
    assert refused(abroad(born)) == codes


def test_art30_a_sole_trader_is_a_natural_person():
    young = {**citizen("20100101", **FATHER), "kind": "sole_trader", "identifier_kind": "resident_id"}
    assert refused(young) == {"MinorNotTreatedLeniently"}


@pytest.mark.parametrize(
    ("tier", "codes"),
    [
        ("lenient", set()),
        ("mitigated", set()),
        ("ordinary", {"MinorNotTreatedLeniently"}),
        ("severe", {"MinorNotTreatedLeniently"}),
    ],
)
def test_art30_from_14_to_17_leniently_or_mitigated(tier, codes):
    assert refused(citizen("20100101", discretion=tier, **FATHER)) == codes


@pytest.mark.parametrize("agent", ["", " ", "　"])
def test_art30_a_minor_has_a_statutory_agent_and_blanks_are_none(agent):
    found = refused(citizen("20100101", discretion="lenient", representative=agent))
    assert found == {"FieldMissing" if agent else "StatutoryAgentMissing"}


def test_art30_a_minor_is_not_brought_to_another_tier_by_the_recheck_or_the_decision():
    who = citizen("20100101", discretion="lenient", **FATHER)
    scene = Scene().open("2026-05-18", parties=[who]).reviewed("2026-05-20").issued("2026-05-25")
    scene.served("2026-06-01", relation="法定代理人").interview("2026-06-05", "请求从轻")
    body = scene.recheck_body(1)
    body["proposal"] = {**body["proposal"], "discretion": "ordinary"}
    assert "MinorNotTreatedLeniently" in codes_of(scene, "2026-06-08", "officer-li", "recheck", **body)
    scene.rechecked("2026-06-08").reviewed("2026-06-09")
    ordinary = scene.decision_body(discretion="ordinary")
    found = codes_of(scene, "2026-06-11", "officer-li", "prepare_decision", **ordinary)
    assert "MinorNotTreatedLeniently" in found
