"""Executing and closing: published, filed, paid, closed on a lawful trigger."""

from datetime import date
from typing import Any

import pytest

from domain.case.documents import DocumentKind
from domain.law.rulebook import Rulebook, rulebook_for
from domain.procedure import read, waiting
from tests.procedure.scene import FINE, SCAN, Scene, codes_of, company

DECISION = DocumentKind.PENALTY_DECISION


def decided(**changes: Any) -> Scene:
    """Decided and sealed on Friday 2026-06-12."""
    return Scene().to_discussed().decision_prepared("2026-06-11", **changes).imposed("2026-06-12")


def served() -> Scene:
    """Served on Monday 2026-06-15."""
    return decided().served("2026-06-15", kind=DECISION)


def paying(scene: Scene, when: str, amount: str, **changes: Any) -> set[str]:
    body = {"party": 1, "on": when[:10], "amount": amount, "proof": SCAN, **changes}
    return codes_of(scene, when, "officer-li", "record_payment", **body)


def paid(scene: Scene, when: str, amount: str) -> Scene:
    scene.do(when, "officer-li", "record_payment", party=1, on=when[:10], amount=amount, proof=SCAN)
    return scene


def filed(scene: Scene, when: str) -> Scene:
    scene.do(when, "officer-li", "file_decision", together_with="head-chen")
    return scene.sealed(when)


# Payment


def test_art67_nothing_is_paid_before_the_decision_was_served():
    assert paying(decided(), "2026-06-15", "1.00") == {"DecisionNotServed"}


def test_nothing_is_paid_before_a_decision():
    assert paying(Scene().to_discussed(), "2026-06-12", "1.00") == {"NotDecided"}


def test_a_payment_is_not_dated_before_the_decision():
    assert paying(served(), "2026-06-16", "1.00", on="2026-06-11") == {"DateBeforeItsEvent"}


@pytest.mark.parametrize(
    ("amount", "refused"),
    [
        ("0", {"AmountNotPositive"}),
        ("-1.00", {"AmountNotPositive"}),
        ("120000.00", set()),
        ("120000.01", {"MoreThanDue"}),
    ],
)
def test_no_more_is_paid_than_is_due(amount, refused):
    assert paying(served(), "2026-06-16", amount) == refused


def test_a_payment_has_the_bank_s_receipt():
    assert paying(served(), "2026-06-16", "1.00", proof="") == {"FieldMissing"}


def test_parts_add_up_and_the_last_yuan_ends_the_clock():
    scene = paid(served(), "2026-06-16", "100000.00")
    assert paying(scene, "2026-06-17", "20000.01") == {"MoreThanDue"}
    assert scene.clock("payment", "2026-06-17").ended_on is None
    paid(scene, "2026-06-17", "20000.00")
    assert str(scene.clock("payment", "2026-06-17").ended_on) == "2026-06-17"
    assert paying(scene, "2026-06-18", "1.00") == {"NothingToPay"}


def test_the_value_of_confiscated_goods_is_not_paid():
    goods = {"kind": "confiscation_of_goods", "amount": "5000.00", "subject": "糕点"}
    scene = Scene().open("2026-05-18", parties=[{**company(), "proposal": {"penalties": [FINE, goods]}}])
    scene.reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01").interview("2026-06-05")
    scene.reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10").discussed("2026-06-11")
    scene.decision_prepared("2026-06-11").imposed("2026-06-12").served("2026-06-15", kind=DECISION)
    assert str(scene.state.party(1).decision.payable) == "120000.00"
    assert paying(scene, "2026-06-16", "120000.01") == {"MoreThanDue"}


def test_a_payment_says_who_paid_what_and_when():
    scene = paid(served(), "2026-06-16", "120000.00")
    (said,) = read(scene.entries[-1]).said(scene.case)
    assert said.zh == "当事人1（镇江示例食品有限公司1）：2026-06-16 缴款 120,000.00元"
    assert said.en == "party 1 (镇江示例食品有限公司1): 120,000.00 yuan paid on 2026-06-16"


# Publication (行政处罚法 第48条)


def publishing(scene: Scene, when: str, **changes: Any) -> set[str]:
    body = {"party": 1, "on": when[:10], "where": "公示系统", **changes}
    return codes_of(scene, when, "officer-li", "publicise", **body)


def test_art48_only_what_is_to_be_published_is():
    """Under the market rules every penalty is, whatever the officer says; without that switch it is the officer's choice."""
    market = rulebook_for("market+zhenjiang")
    choice = market.switches.model_copy(update={"every_penalty_published": False})
    scene = Scene(market.model_copy(update={"switches": choice})).to_discussed()
    scene.decision_prepared("2026-06-11").imposed("2026-06-12")
    assert publishing(scene, "2026-06-15") == {"NotToBePublished"}
    assert publishing(decided(), "2026-06-15") == set()


def test_art48_a_decision_is_published_after_it_was_made():
    scene = decided(publish=True)
    assert publishing(scene, "2026-06-15", on="2026-06-11") == {"DateBeforeItsEvent"}
    assert publishing(scene, "2026-06-15", where="") == {"FieldMissing"}
    assert publishing(scene, "2026-06-15") == set()


def test_art48_a_decision_is_published_once():
    scene = decided(publish=True)
    scene.do("2026-06-15", "officer-li", "publicise", party=1, on="2026-06-15", where="公示系统")
    assert publishing(scene, "2026-06-16") == {"PublishedAlready"}
    assert scene.clock("publicise", "2026-06-16").state == "met"


# Filing of the decision


def filing(scene: Scene, when: str) -> set[str]:
    return codes_of(scene, when, "officer-li", "file_decision", together_with="head-chen")


def test_nothing_is_filed_before_a_decision():
    assert "NothingToFile" in filing(Scene().to_discussed(), "2026-06-11")


def test_the_decisions_are_filed_together():
    scene = two_parties(Scene(rules=filed_together()))
    scene.imposed("2026-06-12", 1)
    assert filing(scene, "2026-06-12") == {"DecisionsOutstanding"}
    assert scene.clocks("decision_filing", "2026-06-12") == []
    scene.decision_prepared("2026-07-06", 2).imposed("2026-07-06", 2)
    assert filing(scene, "2026-07-06") == set()
    assert str(scene.clock("decision_filing", "2026-07-06").start) == "2026-07-06"


def filed_together() -> Rulebook:
    rules = rulebook_for("market+zhenjiang")
    switches = rules.switches.model_copy(update={"decision_filing_each": False})
    return rules.model_copy(update={"switches": switches})


def two_parties(scene: Scene) -> Scene:
    """Both heard, reviewed and discussed; the decision on the first one prepared on Thursday 06-11."""
    scene.open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    for party in (1, 2):
        scene.issued("2026-05-25", party).served("2026-06-01", party)
    scene.interview("2026-06-05", parties=(1, 2)).reviewed("2026-06-09").filed("2026-06-10")
    return scene.acknowledged("2026-06-10").discussed("2026-06-11").decision_prepared("2026-06-11", 1)


def test_each_decision_is_filed_within_its_own_term():
    """The first made on Friday 06-12, the second on Monday 07-06, when the first one's fifteen days are long over."""
    scene = filed(two_parties(Scene()).imposed("2026-06-12", 1), "2026-06-15")
    assert filing(scene, "2026-06-16") == {"DecisionFiledAlready"}
    scene.decision_prepared("2026-07-06", 2).imposed("2026-07-06", 2)
    assert [(str(d.start), d.state) for d in scene.clocks("decision_filing", "2026-07-06")] == [
        ("2026-06-12", "met"),
        ("2026-07-06", "running"),
    ]
    filed(scene, "2026-07-07")
    assert [d.state for d in scene.clocks("decision_filing", "2026-07-07")] == ["met", "met"]
    assert [f.parties for f in scene.state.decision_filing.all] == [(1,), (2,)]


def test_each_report_is_acknowledged():
    scene = filed(two_parties(Scene()).imposed("2026-06-12", 1), "2026-06-15")
    filed(scene.decision_prepared("2026-07-06", 2).imposed("2026-07-06", 2), "2026-07-07")
    first, second = (f.document for f in scene.state.decision_filing.all)
    assert acknowledging(scene, "2026-07-08") == {"WhichReport"}
    assert acknowledging(scene, "2026-07-08", document=99) == {"WhichReport"}
    scene.do("2026-07-08", "filing-zhou", "acknowledge_decision_filing", on="2026-07-08", document=second)
    assert acknowledging(scene, "2026-07-08", document=second) == {"WhichReport"}
    scene.do("2026-07-09", "filing-zhou", "acknowledge_decision_filing", on="2026-07-09")
    assert [str(f.acknowledged_on) for f in scene.state.decision_filing.all] == ["2026-07-09", "2026-07-08"]
    assert acknowledging(scene, "2026-07-10") == {"DecisionFilingAcknowledgedAlready"}
    assert first != second


def test_a_decision_is_filed_once():
    assert filing(filed(decided(), "2026-06-15"), "2026-06-16") == {"DecisionFiledAlready"}


def test_a_decision_without_penalty_is_not_filed():
    scene = (
        Scene()
        .open("2026-05-18")
        .reviewed("2026-05-20")
        .decision_prepared("2026-05-20", outcome="no_penalty")
    )
    scene.do("2026-05-21", "head-chen", "decide_no_penalty", party=1, content=scene.content())
    assert filing(scene, "2026-05-22") == {"NothingToFile"}
    assert scene.clocks("decision_filing", "2026-05-22") == []


def acknowledging(scene: Scene, when: str, **changes: Any) -> set[str]:
    return codes_of(scene, when, "filing-zhou", "acknowledge_decision_filing", **{"on": when[:10], **changes})


def test_an_unsealed_report_is_not_acknowledged():
    scene = decided()
    scene.do("2026-06-15", "officer-li", "file_decision", together_with="head-chen")
    assert acknowledging(scene, "2026-06-15") == {"DecisionNotFiled"}


def test_a_report_is_acknowledged_after_it_was_issued_and_once():
    scene = filed(decided(), "2026-06-15")
    assert acknowledging(scene, "2026-06-16", on="2026-06-14") == {"DateBeforeItsEvent"}
    scene.do("2026-06-16", "filing-zhou", "acknowledge_decision_filing", on="2026-06-16")
    assert acknowledging(scene, "2026-06-17") == {"DecisionFilingAcknowledgedAlready"}


# Closing (市场监督管理行政处罚程序规定 第77条)


def closing(scene: Scene, when: str, form: str = SCAN) -> set[str]:
    return codes_of(scene, when, "officer-li", "close_case", form=form)


def test_samr_art77_an_undecided_case_is_not_closed():
    assert closing(Scene().to_discussed(), "2026-06-12") == {"NotExecuted"}


def test_samr_art77_an_unserved_decision_is_not_executed():
    assert closing(filed(decided(), "2026-06-15"), "2026-06-15") == {"NotExecuted"}


def test_samr_art77_an_unpaid_decision_is_not_executed():
    scene = paid(filed(served(), "2026-06-15"), "2026-06-16", "119999.99")
    assert closing(scene, "2026-06-16") == {"NotExecuted"}
    assert closing(paid(scene, "2026-06-17", "0.01"), "2026-06-17") == set()


def test_the_decision_filing_is_part_of_the_dossier():
    assert closing(paid(served(), "2026-06-16", "120000.00"), "2026-06-16") == {"DecisionFilingOutstanding"}


def test_a_case_waits_to_be_closed_once_its_decision_was_filed():
    def waits(scene: Scene) -> bool:
        return "close_case" in {work.move for work in waiting(scene.case, date(2026, 6, 16))}

    assert not waits(paid(served(), "2026-06-16", "120000.00"))
    assert waits(paid(filed(served(), "2026-06-15"), "2026-06-16", "120000.00"))


def test_closing_does_not_wait_for_the_supervising_office():
    assert closing(paid(filed(served(), "2026-06-15"), "2026-06-16", "120000.00"), "2026-06-16") == set()


def test_a_case_is_closed_with_its_form():
    assert closing(paid(filed(served(), "2026-06-15"), "2026-06-16", "120000.00"), "2026-06-16", form="") == {
        "FieldMissing"
    }


def test_samr_art77_every_party_must_be_done():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    for party in (1, 2):
        scene.decision_prepared("2026-05-20", party, outcome="no_penalty")
        scene.do("2026-05-21", "head-chen", "decide_no_penalty", party=party, content=scene.content(party))
    scene.sealed("2026-05-21").served("2026-05-22", 1, DocumentKind.NO_PENALTY_DECISION)
    assert closing(scene, "2026-05-22") == {"NotExecuted"}
    assert closing(scene.served("2026-05-22", 2, DocumentKind.NO_PENALTY_DECISION), "2026-05-22") == set()


def executed() -> Scene:
    return paid(filed(served(), "2026-06-15"), "2026-06-16", "120000.00")


def closed() -> Scene:
    scene = executed()
    scene.do("2026-06-17", "officer-li", "close_case", form=SCAN)
    return scene


def test_a_closed_case_is_closed_once():
    assert "ClosedAlready" in closing(closed(), "2026-06-18")


@pytest.mark.parametrize(
    ("by", "move", "body"),
    [
        ("officer-li", "submit_for_review", {}),
        ("head-chen", "assign_reviewer", {"reviewer": "reviewer-sun"}),
        (
            "officer-li",
            "add_evidence",
            {"evidence": {"id": "E9", "kind": "object", "title": "x", "proves": ["F1"]}, "reason": "x"},
        ),
        (
            "officer-li",
            "submit_statement",
            {"party": 1, "channel": "paper", "received_at": "2026-06-18T09:00:00+08:00", "text": "x"},
        ),
        ("officer-li", "waive", {"party": 1, "right": "hearing", "form": SCAN, "on": "2026-06-18"}),
        ("officer-li", "file_interview_report", {"together_with": "head-chen", "summary": "x"}),
    ],
)
def test_after_the_decision_the_procedure_before_it_is_over(by, move, body):
    assert codes_of(executed(), "2026-06-18", by, move, **body) & {
        "AlreadyDecided",
        "AllDecided",
        "DecidedBefore",
    }


def test_the_acknowledgement_still_comes_to_a_closed_case():
    assert acknowledging(closed(), "2026-06-18") == set()


def test_a_trigger_is_kept_with_the_closing():
    assert closed().state.closing.trigger == "executed:2026-06-16"
