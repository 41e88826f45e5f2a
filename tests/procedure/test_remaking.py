"""A decision made anew (重新作出): after the agency revoked its own, or a remedy ordered another.

Decided on Friday 2026-06-12 and served on Monday 06-15, a fine of 120,000 yuan, to be paid by Tuesday 06-30.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from domain.procedure.debts import debt
from domain.procedure.stage import Stage, stage
from domain.procedure.view import view
from tests.procedure.playing import shanghai
from tests.procedure.scene import FINE, LESS, SCAN, Scene, codes_of, company
from tests.procedure.test_mending import REVOKED, body, correction, set_aside
from tests.procedure.test_owing import DECISION, owed, paid, paying, served
from tests.procedure.test_remedies import awaited, refunded, refunding, remedy
from tests.proof.stepping import State
from tests.proof.working import left_over, now_of, undoable


def remade(scene: Scene, when: str) -> Scene:
    scene.do(when, "head-chen", "remake_decision", party=1, reason="原决定已经撤销")
    return scene


def remaking(scene: Scene, when: str) -> set[str]:
    return codes_of(scene, when, "head-chen", "remake_decision", party=1, reason="原决定已经撤销")


def ordered(result: str = "remake_ordered", **more: Any) -> Scene:
    """Revoked on Friday 2026-09-04, another decision ordered."""
    scene = remedy(served(), "2026-07-07", "2026-07-06")
    return remedy(scene, "2026-09-07", "2026-07-06", result=result, ended_on="2026-09-04", **more)


def preparing(scene: Scene, when: str, *penalties: dict[str, Any], **more: Any) -> set[str]:
    return codes_of(
        scene, when, "officer-li", "prepare_decision", **scene.decision_body(1, *penalties, **more)
    )


# The whole course


def test_art75_2_decided_paid_set_aside_refunded_remade_lighter_paid_and_closed():
    scene = paid(served(), "2026-06-29", "120000.00")
    scene.do("2026-06-30", "officer-li", "file_decision", together_with="head-chen")
    set_aside(scene.sealed("2026-06-30"), "2026-07-06", anew=True)
    assert scene.clocks("close_case", "2026-07-07") == []
    assert {"record_refund", "remake_decision", "file_decision"} <= set(awaited(scene, "2026-07-07"))
    refunded(scene, "2026-07-07", "120000.00")
    remade(scene, "2026-07-08")
    assert stage(scene.case, shanghai("2026-07-08")) is Stage.DECIDING
    assert set(awaited(scene, "2026-07-08")) == {"prepare_decision", "acknowledge_decision_filing"}
    assert paying(scene, "2026-07-08", "1.00") == {"NotDecided"}
    scene.decision_prepared("2026-07-09", 1, LESS)
    assert set(awaited(scene, "2026-07-09")) == {"impose", "acknowledge_decision_filing"}
    scene.imposed("2026-07-10").served("2026-07-13", kind=DECISION)  # to be paid by Tuesday 07-28
    assert owed(scene, "2026-07-29") == ("90000.00", "2700.00")
    assert {"record_payment", "file_decision"} <= set(awaited(scene, "2026-07-13"))
    paid(scene, "2026-07-20", "90000.00")
    scene.do("2026-07-21", "officer-li", "file_decision", together_with="head-chen")
    scene.sealed("2026-07-21")
    assert str(scene.clock("close_case", "2026-07-21").start) == "2026-07-20"
    scene.do("2026-07-22", "head-chen", "close_case", form=SCAN)
    party = scene.state.party(1)
    assert [str(p.amount) for e in party.earlier for p in e.payments] == ["120000.00"]
    assert [str(p.amount) for p in party.payments] == ["90000.00"]


def test_art75_2_each_decision_has_its_own_clocks():
    scene = remade(set_aside(served(), "2026-07-06", anew=True), "2026-07-07")
    scene.decision_prepared("2026-07-07", 1, LESS).imposed("2026-07-08").served("2026-07-10", kind=DECISION)
    days = [(str(c.start), str(c.last_day), str(c.ended_on)) for c in scene.clocks("payment", "2026-07-10")]
    # 07-10 + 15 = Saturday 07-25, and so Monday 07-27.
    assert days == [("2026-06-15", "2026-06-30", "2026-07-06"), ("2026-07-10", "2026-07-27", "None")]
    assert [str(c.start) for c in scene.clocks("serve_decision", "2026-07-10")] == [
        "2026-06-12",
        "2026-07-08",
    ]
    assert [str(c.start) for c in scene.clocks("lawsuit", "2026-07-10")] == ["2026-06-15", "2026-07-10"]


def test_art60_the_time_to_decide_begins_anew():
    """Accepted on 2026-05-18; 07-07 + 90 = Monday 10-05, a holiday until 10-07."""
    scene = remade(set_aside(served(), "2026-07-06", anew=True), "2026-07-07")
    first, second = scene.clocks("decide", "2026-07-07")
    assert (first.state, str(first.ended_on)) == ("met", "2026-06-12")
    assert (second.state, str(second.start), str(second.last_day)) == ("running", "2026-07-07", "2026-10-08")
    scene.decision_prepared("2026-07-07", 1, LESS).imposed("2026-07-08")
    assert str(scene.clocks("decide", "2026-07-08")[1].ended_on) == "2026-07-08"


# Money paid on the earlier decision


def test_art73_what_was_paid_on_the_earlier_decision_goes_back_and_is_not_set_off():
    """Paid on 07-10, ten days late: 120,000 and 36,000 of add-on fine."""
    scene = set_aside(paid(served(), "2026-07-10", "156000.00"), "2026-07-13", anew=True)
    remade(scene, "2026-07-14").decision_prepared("2026-07-14", 1, LESS)
    assert awaited(scene, "2026-07-14")["record_refund"] == "2026-07-13"
    refunded(scene, "2026-07-15", "100000.00")
    scene.imposed("2026-07-15").served("2026-07-16", kind=DECISION)
    assert owed(scene, "2026-07-16") == ("90000.00", "0.00")
    assert [d["refundable"] for d in view(scene.case, scene.entries[-1])["debts"]] == ["56000.00", "0.00"]
    paid(scene, "2026-07-20", "90000.00")
    assert scene.clocks("close_case", "2026-07-20") == []
    assert refunding(scene, "2026-07-21", "56000.01") == {"MoreThanPaidTooMuch"}
    refunded(scene, "2026-07-21", "56000.00")
    back = scene.state.party(1).earlier[0].recovery.refunds
    assert [(str(r.principal), str(r.add_on)) for r in back] == [
        ("100000.00", "0.00"),
        ("20000.00", "36000.00"),
    ]
    assert str(scene.clock("close_case", "2026-07-21").start) == "2026-07-21"


def test_ael53_a_period_to_sue_over_the_earlier_decision_opens_no_enforcement_of_the_new_one():
    """The six months of the first end on 2026-12-15, those of the second, served on 2026-09-15, on 2027-03-15."""
    scene = remade(ordered(), "2026-09-08").decision_prepared("2026-09-08", 1, LESS)
    scene.imposed("2026-09-09").served("2026-09-15", kind=DECISION)
    scene.at(shanghai("2026-12-16T00:00"))
    assert scene.clocks("apply_enforcement", "2026-12-16") == []


def test_art73_who_leaves_instead_of_being_decided_anew_still_gets_back_what_it_paid():
    scene = set_aside(paid(served(), "2026-06-29", "120000.00"), "2026-07-06", anew=True)
    ground = {"ground": "立案后查明不属于应当立案的情形", "reason": "原决定的主要证据已经撤回"}
    remade(scene, "2026-07-07").do("2026-07-08", "head-chen", "withdraw_case", **ground)
    assert scene.sealed("2026-07-08").clocks("close_case", "2026-07-08") == []
    assert str(refunded(scene, "2026-07-10", "120000.00").clock("close_case", "2026-07-10").start) == (
        "2026-07-10"
    )


# Ordered by a remedy


def test_all71_an_ordered_decision_waits_in_the_list_of_the_head():
    scene = ordered()
    assert awaited(scene, "2026-09-07") == {"remake_decision": "2026-09-04", "file_decision": "2026-06-12"}
    remade(scene, "2026-09-08")
    assert awaited(scene, "2026-09-08") == {"prepare_decision": "2026-06-11"}


def test_all71_never_the_same_again_on_the_same_facts_and_for_the_same_reason():
    scene = remade(ordered(), "2026-09-08")
    assert preparing(scene, "2026-09-08", FINE) == {"SameAgain"}
    assert preparing(scene, "2026-09-08", LESS) == set()
    assert preparing(scene, "2026-09-08", outcome="no_penalty") == set()


def test_arl64_the_article_is_that_of_the_remedy():
    scene = remade(ordered(), "2026-09-08")
    (refused,) = scene.judged("2026-09-08", "officer-li", "prepare_decision", **scene.decision_body(1, FINE))
    assert str(refused.article) == "行政复议法第六十四条第二款"
    scene = remedy(served(), "2026-07-07", "2026-07-06", "lawsuit")
    remedy(scene, "2026-09-07", "2026-07-06", "lawsuit", result="remake_ordered", ended_on="2026-09-04")
    remade(scene, "2026-09-08")
    (refused,) = scene.judged("2026-09-08", "officer-li", "prepare_decision", **scene.decision_body(1, FINE))
    assert str(refused.article) == "行政诉讼法第七十一条"


def test_alli90_revoked_for_its_procedure_it_may_be_the_same():
    assert preparing(remade(ordered(procedural=True), "2026-09-08"), "2026-09-08", FINE) == set()


def test_art75_2_what_the_agency_revoked_itself_may_be_the_same():
    scene = remade(set_aside(served(), "2026-07-06", anew=True), "2026-07-07")
    assert preparing(scene, "2026-07-07", FINE) == set()


def test_all71_on_new_evidence_and_new_notices_it_is_another_decision():
    scene = remade(ordered(), "2026-09-08")
    piece = {"id": "E2", "kind": "document", "title": "进货台账", "proves": ["F1"]}
    scene.do("2026-09-08", "officer-li", "add_evidence", evidence=piece, reason="补充调查")
    assert "SameAgain" not in preparing(scene, "2026-09-08", FINE)


# What stands in the way


@pytest.mark.parametrize("result", ["revoked", "void"])
def test_all70_without_an_order_nothing_is_decided_anew(result):
    assert remaking(ordered(result), "2026-09-08") == {"NotToBeMadeAnew"}


def test_art75_2_only_what_was_revoked_is_decided_anew():
    assert remaking(Scene().to_discussed(), "2026-06-11") == {"NotDecided"}
    assert remaking(served(), "2026-07-06") == {"NotToBeMadeAnew"}
    assert remaking(set_aside(served(), "2026-07-06"), "2026-07-07") == {"NotToBeMadeAnew"}
    changed = set_aside(served(), "2026-07-06", "changed", penalties=[LESS])
    assert remaking(changed, "2026-07-07") == {"NotToBeMadeAnew"}
    by_officer = codes_of(ordered(), "2026-09-08", "officer-li", "remake_decision", party=1, reason="x")
    assert by_officer == {"RoleRequired"}
    assert codes_of(ordered(), "2026-09-08", "head-chen", "remake_decision", party=1, reason="　") == {
        "FieldMissing"
    }


def test_gate6_the_revocation_goes_out_first():
    scene = served()
    scene.do("2026-07-06", "head-chen", "set_aside_decision", **body(anew=True))
    assert remaking(scene, "2026-07-06") == {"DocumentNotSealed"}
    assert "remake_decision" not in awaited(scene, "2026-07-06")
    assert remaking(scene.sealed("2026-07-07"), "2026-07-07") == set()
    assert awaited(scene, "2026-07-07")["remake_decision"] == "2026-07-07"
    remade(scene, "2026-07-07")
    scene.served("2026-07-08", kind=REVOKED)
    assert scene.state.party(1).service_of(scene.state.party(1).earlier[0].recovery.set_aside[0].document)


def test_arl29_a_remedy_under_way_is_ended_first():
    scene = set_aside(remedy(served(), "2026-07-07", "2026-07-06"), "2026-07-08", anew=True)
    assert remaking(scene, "2026-07-08") == {"RemedyPending"}
    assert "remake_decision" not in awaited(scene, "2026-07-08")
    remedy(scene, "2026-07-10", "2026-07-06", result="withdrawn", ended_on="2026-07-09")
    assert remaking(scene, "2026-07-10") == set()


# What the party said is heard now


def test_cpl85_a_letter_that_came_after_the_decision_is_answered_before_the_new_one():
    scene = Scene().to_decided()
    letter = {"channel": "post", "text": "请求从轻", "posted_on": "2026-06-08"}
    received = {"received_at": shanghai("2026-06-15").isoformat()}
    scene.do("2026-06-15", "officer-li", "submit_statement", party=1, **letter, **received)
    scene.do("2026-06-15", "officer-li", "request_hearing", party=1, on="2026-06-15", **letter)
    remade(set_aside(scene, "2026-06-16", ground="shown_by_file", anew=True), "2026-06-17")
    assert {"recheck", "notify_hearing"} <= set(awaited(scene, "2026-06-17"))
    scene.decision_prepared("2026-06-17", 1, LESS)
    refused = codes_of(scene, "2026-06-17", "head-chen", "impose", party=1, content=scene.content())
    assert refused == {"HearingOutstanding", "NotRechecked"}


def test_art44_heavier_only_after_new_notices():
    scene = remade(set_aside(served(), "2026-07-06", anew=True), "2026-07-07")
    more = {"kind": "fine", "amount": "130000.00"}
    assert preparing(scene, "2026-07-07", more) == {"HeavierThanNotified", "BeyondConclusion"}
    scene.returned("2026-07-07")
    assert set(awaited(scene, "2026-07-07")) == {"prepare_notices", "submit_for_review"}


# Work and clocks


def courses() -> Iterator[Scene]:
    """Cases in the midst of being mended, a day after their last act."""
    yield ordered()
    yield remade(ordered(), "2026-09-08")
    half = served()
    half.do("2026-07-06", "head-chen", "set_aside_decision", **body(anew=True))
    yield half
    late = paid(served(), "2026-07-10", "156000.00")
    late.do("2026-07-13", "head-chen", "correct_decision", **correction())
    yield set_aside(late, "2026-07-13", anew=True)
    yield remade(late, "2026-07-14")
    yield late.decision_prepared("2026-07-15", 1, LESS)
    yield late.imposed("2026-07-16")
    yield paid(late.served("2026-07-17", kind=DECISION), "2026-07-20", "90000.00")
    yield set_aside(served(), "2026-07-06", "changed", penalties=[LESS])


def test_whatever_waits_can_be_made_and_no_clock_runs_in_vain():
    for number, scene in enumerate(courses()):
        at = scene.entries[-1].at + timedelta(days=1)
        scene.at(at)
        state = State(scene.case, tuple(scene.entries), at)
        assert [number, *undoable(scene, now_of(state, scene)), *left_over(scene, now_of(state, scene))] == [
            number
        ]


def test_a_closed_case_is_not_decided_anew():
    scene = paid(served(), "2026-06-29", "120000.00")
    scene.do("2026-06-30", "officer-li", "file_decision", together_with="head-chen")
    scene.sealed("2026-06-30").do("2026-07-01", "head-chen", "close_case", form=SCAN)
    set_aside(scene, "2026-07-06", anew=True)
    assert remaking(scene, "2026-07-07") == {"ClosedAlready"}
    assert "remake_decision" not in awaited(scene, "2026-07-07")


def test_one_party_is_decided_anew_while_the_other_s_decision_stands():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    for party in (1, 2):
        scene.issued("2026-05-25", party).served("2026-06-01", party)
    scene.interview("2026-06-05", parties=(1, 2)).reviewed("2026-06-09").filed("2026-06-10")
    scene.acknowledged("2026-06-10").discussed("2026-06-11")
    for party in (1, 2):
        scene.decision_prepared("2026-06-11", party).imposed("2026-06-12", party)
        scene.served("2026-06-15", party, DECISION)
    remade(set_aside(scene, "2026-07-06", anew=True), "2026-07-07")
    assert [p.id for p in scene.case.undecided] == [1]
    assert [str(c.ended_on) for c in scene.clocks("decide", "2026-07-07")] == ["2026-06-12", "None"]
    assert owed_by(scene, 2, "2026-07-01") == "123600.00"
    assert preparing(scene, "2026-07-07", LESS) == set()


def owed_by(scene: Scene, party: int, on: str) -> str:
    found = debt(scene.case, scene.state.party(party), shanghai(on).date())
    assert found is not None
    return str(found.left)
