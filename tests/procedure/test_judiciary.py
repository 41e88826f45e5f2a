"""A suspected crime: the papers go over, nothing is decided until they are back, and no fine follows a criminal one."""

from datetime import date
from typing import Any

import pytest

from domain.case.documents import DocumentKind
from domain.case.judiciary import CriminalOutcome
from domain.procedure import waiting
from domain.procedure.chapters.documents import DocumentsProduced, Preview
from domain.procedure.clocks.deadlines import State
from domain.procedure.language import machine_moment
from tests.procedure.playing import shanghai
from tests.procedure.scene import SCAN, Scene, codes_of, company


def transfer(**changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = {"parties": [1], "findings": ["F1"], "organ": "镇江市公安局", "reason": "货值巨大"}
    body |= {
        "crime": "生产、销售伪劣产品罪",
        "report": SCAN,
        "reported_on": "2026-06-08",
        "papers": ["调查报告"],
    }
    return {**body, **changes}


def result(outcome: str = "not_prosecuted", **changes: Any) -> dict[str, Any]:
    body = {
        "parties": [1],
        "outcome": outcome,
        "organ": "镇江市京口区人民检察院",
        "on": "2026-06-30",
        "proof": SCAN,
    }
    return {**body, **changes}


def sent(scene: Scene, when: str, **changes: Any) -> Scene:
    scene.do(when, "head-chen", "transfer_to_judiciary", **transfer(**changes))
    return scene.sealed(when)


def back(scene: Scene, when: str, outcome: str = "not_prosecuted", **changes: Any) -> Scene:
    scene.do(when, "head-chen", "return_from_judiciary", **result(outcome, **changes))
    return scene


def prepared() -> Scene:
    return Scene().to_discussed().decision_prepared("2026-06-11")


def awaited(scene: Scene, on: str) -> set[str]:
    return {work.move for work in waiting(scene.case, date.fromisoformat(on))}


def imposing(scene: Scene, when: str) -> set[str]:
    return codes_of(scene, when, "head-chen", "impose", party=1, content=scene.content())


def test_art27_nothing_is_decided_while_the_case_is_away_and_the_party_is_heard_all_the_same():
    scene = sent(prepared(), "2026-06-11")
    assert imposing(scene, "2026-06-12") == {"AtTheJudiciary"}
    assert "AtTheJudiciary" in codes_of(
        scene, "2026-06-12", "head-chen", "decide_no_penalty", party=1, content="x"
    )
    assert awaited(scene, "2026-06-12") == {"return_from_judiciary"}
    scene.statement("2026-06-12")
    assert scene.case.party(1).unanswered


def test_art27_the_case_goes_on_where_it_was_when_it_is_back():
    scene = sent(prepared(), "2026-06-11")
    back(scene, "2026-07-01")
    assert awaited(scene, "2026-07-01") == {"impose"}
    assert imposing(scene, "2026-07-01") == set()


def test_art27_the_case_waits_for_each_party_that_went_over():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)])
    sent(scene, "2026-06-08", parties=[1, 2])
    back(scene, "2026-07-01")
    found = codes_of(scene, "2026-07-01", "head-chen", "decide_no_penalty", party=1, content="x")
    assert "AtTheJudiciary" in found
    again = codes_of(scene, "2026-07-01", "head-chen", "return_from_judiciary", **result())
    assert again == {"NotWithTheJudiciary"}
    back(scene, "2026-07-02", "dropped", parties=[2])
    found = codes_of(scene, "2026-07-02", "head-chen", "decide_no_penalty", party=1, content="x")
    assert "AtTheJudiciary" not in found
    outcomes = [r.outcome for t in scene.case.judiciary.transfers for r in t.results]
    assert outcomes == [CriminalOutcome.NOT_PROSECUTED, CriminalOutcome.DROPPED]


def test_art27_who_left_the_case_is_waited_for_no_more():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)])
    sent(scene, "2026-06-08")
    died = {"party": 1, "kind": "dissolution", "on": "2026-06-09", "proof": SCAN}
    scene.do("2026-06-09", "officer-li", "record_party_change", **died)
    scene.do("2026-06-09", "head-chen", "end_against_party", party=1, reason="已注销")
    found = codes_of(scene, "2026-06-10", "head-chen", "decide_no_penalty", party=2, content="x")
    assert "AtTheJudiciary" not in found
    assert "return_from_judiciary" not in awaited(scene, "2026-06-10")


def test_art60_the_time_to_decide_runs_on_while_the_case_is_away():
    scene = back(sent(prepared(), "2026-06-11"), "2026-07-01")
    # Ninety days after Monday 03-16 end on Sunday 06-14.
    assert str(scene.clock("decide", "2026-07-01").last_day) == "2026-06-15"


@pytest.mark.parametrize(
    ("on", "state"),
    [("2026-06-10", State.MET), ("2026-06-11", State.MET), ("2026-06-12", State.MET_LATE)],
)
def test_art5_of_the_transfer_rules_the_head_decides_within_three_days_and_later_is_marked_late(on, state):
    """Reported on Monday 06-08: three days end on Thursday 06-11."""
    scene = sent(Scene().open("2026-05-18"), on)
    clock = scene.clock("decide_transfer", "2026-06-20")
    assert (clock.state, str(clock.last_day), clock.owner.value) == (state, "2026-06-11", "head")


@pytest.mark.parametrize(
    ("on", "state"),
    [("2026-06-12", State.MET), ("2026-06-13", State.MET), ("2026-06-14", State.MET_LATE)],
)
def test_art5_of_the_transfer_rules_the_papers_go_out_within_a_day_even_a_day_of_rest(on, state):
    """Approved on Friday 06-12: twenty-four hours end on Saturday."""
    scene = Scene().open("2026-05-18")
    scene.do("2026-06-12", "head-chen", "transfer_to_judiciary", **transfer(reported_on="2026-06-11"))
    assert scene.clock("send_transfer", "2026-06-12").open
    clock = scene.sealed(on).clock("send_transfer", "2026-06-20")
    assert (clock.state, str(clock.last_day), clock.owner.value) == (state, "2026-06-13", "officer")


def test_art5_of_the_transfer_rules_a_result_comes_after_the_letter_went_out():
    scene = Scene().open("2026-05-18")
    scene.do("2026-06-08", "head-chen", "transfer_to_judiciary", **transfer())
    assert awaited(scene, "2026-06-08") >= {"record_sealing"}
    assert "return_from_judiciary" not in awaited(scene, "2026-06-08")
    assert codes_of(scene, "2026-07-01", "head-chen", "return_from_judiciary", **result()) == {"LetterNotOut"}


def test_art35_no_fine_after_a_criminal_fine_and_another_penalty_stays_lawful():
    halt = {"kind": "production_halt", "duration": {"length": 1, "unit": "month"}}
    fine = {"kind": "fine", "amount": "120000.00"}
    scene = Scene().open("2026-05-18", parties=[company() | {"proposal": {"penalties": [fine, halt]}}])
    scene.reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.interview("2026-06-05", "请求从轻").rechecked("2026-06-08", 1, fine, halt)
    scene.reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10").discussed("2026-06-11")
    scene.decision_prepared("2026-06-11", 1, fine, halt)
    back(sent(scene, "2026-06-11"), "2026-07-01", "fined")
    assert imposing(scene, "2026-07-01") == {"FinedByTheCourt"}
    assert awaited(scene, "2026-07-01") == {"prepare_decision"}
    body = scene.decision_body(1, fine, halt)
    assert codes_of(scene, "2026-07-01", "officer-li", "prepare_decision", **body) == {"FinedByTheCourt"}
    scene.decision_prepared("2026-07-01", 1, halt)
    assert imposing(scene, "2026-07-01") == set()


@pytest.mark.parametrize("outcome", [o.value for o in CriminalOutcome if o is not CriminalOutcome.FINED])
def test_art35_after_any_other_result_the_fine_stays_lawful(outcome):
    assert imposing(back(sent(prepared(), "2026-06-11"), "2026-07-01", outcome), "2026-07-01") == set()


def test_art35_a_fine_of_acts_that_no_court_judged_stays_lawful():
    facts = [{"id": f, "text": "销售标注虚假生产日期的食品。", "parties": [1]} for f in ("F1", "F2")]
    basis = [{"id": "B1", "statute": "食品安全法", "article": "125(2)", "findings": ["F1", "F2"]}]
    evidence = [{"id": "E1", "kind": "record", "title": "现场笔录", "proves": ["F1", "F2"]}]
    scene = Scene().open("2026-05-18", findings=facts, basis=basis, evidence=evidence)
    back(sent(scene, "2026-06-08"), "2026-07-01", "fined")
    assert scene.case.judiciary.fined_for(1) == {"F1"}
    for findings, refused in ((["F1"], True), (["F2"], False), (["F1", "F2"], False)):
        body = scene.decision_body(1) | {"findings": findings}
        found = codes_of(scene, "2026-07-01", "officer-li", "prepare_decision", **body)
        assert ("FinedByTheCourt" in found) is refused


def test_a_party_goes_over_after_its_decision_too_and_not_once_it_has_left_or_the_case_is_closed():
    scene = sent(Scene().to_decided(), "2026-06-15")
    assert scene.case.judiciary.away(1)
    why = {"ground": "不属于应当立案的情形", "reason": "已查明"}
    left = Scene().open("2026-05-18")
    left.do("2026-06-08", "head-chen", "withdraw_case", **why)
    assert codes_of(left, "2026-06-08", "head-chen", "transfer_to_judiciary", **transfer()) == {"PartyLeft"}
    left.sealed("2026-06-08").do("2026-06-08", "officer-li", "close_case", form=SCAN)
    found = codes_of(left, "2026-06-08", "head-chen", "transfer_to_judiciary", **transfer())
    assert found == {"PartyLeft", "ClosedAlready"}


def test_a_party_goes_over_once_at_a_time_and_anew_where_the_letter_lacks_something():
    scene = Scene().open("2026-05-18")
    scene.printer_away = True
    scene.do("2026-06-08", "head-chen", "transfer_to_judiciary", **transfer())
    again = codes_of(scene, "2026-06-08", "head-chen", "transfer_to_judiciary", **transfer())
    assert again == {"WithTheJudiciary"}
    (made,) = [d for d in scene.case.documents.all if d.kind is DocumentKind.CRIMINAL_TRANSFER]
    gap = Preview(document=made.id, content="c", preview="p", gaps=("联系电话",))
    at = machine_moment(scene.case, shanghai("2026-06-08T10:00"))
    scene._state(DocumentsProduced(incomplete=(gap,)), at)
    assert "transfer_to_judiciary" in awaited(scene, "2026-06-08")
    scene.printer_away = False
    scene.do("2026-06-10", "head-chen", "transfer_to_judiciary", **transfer())
    (one,) = scene.case.judiciary.transfers
    assert str(one.decided_on) == "2026-06-08"
    assert scene.document(made.id).void
    assert "transfer_to_judiciary" not in awaited(scene, "2026-06-10")


def test_each_party_goes_over_with_acts_of_its_own():
    scene = Scene().open("2026-05-18")

    def wrong(**changes: Any) -> set[str]:
        return codes_of(scene, "2026-06-08", "head-chen", "transfer_to_judiciary", **transfer(**changes))

    assert wrong(findings=["F9"]) == {"SuspectedActs"}
    assert wrong(findings=[]) == {"SuspectedActs"}
    assert wrong(reported_on="2026-06-09") == {"DateInTheFuture"}
    assert wrong(reported_on="2025-01-01") == {"DateBeforeItsEvent"}
    assert wrong(organ="　", papers=[]) == {"FieldMissing"}
    by_officer = codes_of(scene, "2026-06-08", "officer-li", "transfer_to_judiciary", **transfer())
    assert by_officer >= {"RoleRequired"}


@pytest.mark.parametrize(("on", "codes"), [("2026-06-10", {"DateBeforeItsEvent"}), ("2026-06-11", set())])
def test_a_result_is_not_dated_before_the_transfer(on, codes):
    scene = sent(prepared(), "2026-06-11")
    assert codes_of(scene, "2026-07-01", "head-chen", "return_from_judiciary", **result(on=on)) == codes
