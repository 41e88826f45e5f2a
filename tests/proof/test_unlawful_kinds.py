"""Decisions of each kind that the articles forbid, each a whole case: penalty, no penalty, facts not established."""

from datetime import date
from typing import Any

import pytest

from tests.procedure.scene import SCAN, Scene
from tests.proof.cases import Case, a_gate_refuses, named, the_articles_forbid
from tests.proof.journeys import agreed, decided, heard, party, told, whole

APL = "行政处罚法"
SAMR = "市场监督管理行政处罚程序规定"

# Of any decision


def twice(case: Scene) -> None:
    whole(case)
    case.decision_prepared("2026-06-15").imposed("2026-06-15")


def withdrawn(case: Scene) -> None:
    said = {"ground": "立案后查明不属于应当立案的情形", "reason": "检验报告已撤回"}
    agreed(heard(told(case))).do("2026-06-11", "head-chen", "withdraw_case", **said)
    decided(case)


def dissolved(case: Scene) -> None:
    change = {"party": 1, "kind": "dissolution", "on": "2026-06-10", "proof": SCAN}
    agreed(heard(told(case))).do("2026-06-11", "officer-li", "record_party_change", **change)
    decided(case)


def suspended(case: Scene) -> None:
    said = {"ground": "因不可抗力暂时无法调查", "reason": "台风"}
    agreed(heard(told(case))).do("2026-06-11", "head-chen", "suspend", **said)
    decided(case)


TRANSFER = {
    "parties": [1],
    "findings": ["F1"],
    "organ": "镇江市公安局",
    "crime": "生产、销售不符合安全标准的食品罪",
    "reason": "涉嫌犯罪",
    "report": SCAN,
    "reported_on": "2026-06-11",
    "papers": ["检验报告"],
}


def at_the_judiciary(case: Scene) -> None:
    agreed(heard(told(case))).do("2026-06-11", "head-chen", "transfer_to_judiciary", **TRANSFER)
    decided(case)


def fined_by_a_court(case: Scene) -> None:
    at_the_judiciary_before = agreed(heard(told(case)))
    at_the_judiciary_before.do("2026-06-11", "head-chen", "transfer_to_judiciary", **TRANSFER)
    back = {"parties": [1], "outcome": "fined", "organ": "京口区人民法院", "on": "2026-06-12", "proof": SCAN}
    case.do("2026-06-12", "officer-li", "return_from_judiciary", **back)
    decided(case)


def one_certificate_over(case: Scene) -> None:
    agreed(heard(told(case))).known("officer-wang", certificate_until=date(2026, 6, 11))
    decided(case)


def of_another_kind(case: Scene) -> None:
    decided(agreed(heard(told(case))), outcome="no_penalty")


def sent_back(case: Scene) -> None:
    agreed(heard(told(case))).decision_prepared("2026-06-11")
    draft = case.state.party(1).prepared_decision.document
    case.do("2026-06-11", "head-chen", "send_back", document=draft, reason="请写明裁量理由")
    case.imposed("2026-06-12")


def prepared_before_the_recheck(case: Scene) -> None:
    told(case).interview("2026-06-05", "请求从轻").decision_prepared("2026-06-05").rechecked("2026-06-08")
    agreed(case).imposed("2026-06-12")


def prepared_before_evidence_came(case: Scene) -> None:
    agreed(heard(told(case))).decision_prepared("2026-06-11")
    piece = {"id": "E2", "kind": "document", "title": "台账", "proves": []}
    case.do("2026-06-11", "officer-li", "add_evidence", evidence=piece, reason="补充")
    case.imposed("2026-06-12")


def let_off(case: Scene, move: str = "decide_no_penalty", **body: Any) -> None:
    case.decision_prepared("2026-05-21", **body)
    case.do("2026-05-22", "head-chen", move, party=1, content=case.content())


def let_off_unreviewed(case: Scene) -> None:
    let_off(case.open("2026-05-18", parties=[party()]), outcome="no_penalty")


def not_established_unreviewed(case: Scene) -> None:
    opened = case.open("2026-05-18", parties=[party()])
    let_off(opened, "decide_not_established", outcome="not_established")


def let_off_without_a_ground(case: Scene) -> None:
    let_off(case.open("2026-05-18").reviewed("2026-05-20"), outcome="no_penalty", ground="")


def not_proven_without_saying_why(case: Scene) -> None:
    opened = case.open("2026-05-18").reviewed("2026-05-20")
    let_off(opened, "decide_not_established", outcome="not_established", unproven_because="")


def let_off_while_suspended(case: Scene) -> None:
    case.open("2026-05-18").reviewed("2026-05-20")
    said = {"ground": "因不可抗力暂时无法调查", "reason": "台风"}
    case.do("2026-05-20", "head-chen", "suspend", **said)
    let_off(case, outcome="no_penalty")


def after_two_years(case: Scene) -> None:
    days = {"act_from": "2023-10-08", "act_to": "2023-11-20", "discovered_on": "2026-03-02"}
    case.open("2026-05-18", parties=[party()], **days).reviewed("2026-05-20")
    decided(agreed(heard(case.issued("2026-05-25").served("2026-06-01"))))


def by_an_officer(case: Scene) -> None:
    agreed(heard(told(case))).decision_prepared("2026-06-11")
    case.do("2026-06-12", "officer-li", "impose", party=1, content=case.content())


DECIDED = (
    Case("F1", f"{APL} 57", "art57_decided_twice", twice),
    Case("F2", f"{APL} 57", "art57_decided_on_who_left", withdrawn),
    Case("F2", f"{APL} 57", "art57_decided_on_who_is_no_more", dissolved),
    Case("F3", f"{SAMR} 46", "samr46_decided_while_suspended", suspended),
    Case("F3", f"{SAMR} 46", "samr46_let_off_while_suspended", let_off_while_suspended),
    Case("F4", f"{APL} 27", "art27_decided_while_at_the_judiciary", at_the_judiciary),
    Case("F5", f"{APL} 42", "art42_the_certificate_of_one_was_over", one_certificate_over),
    Case("F6", f"{APL} 59", "art59_another_kind_was_prepared", of_another_kind),
    Case("F6", f"{APL} 57", "art57_the_draft_was_sent_back", sent_back),
    Case("F6", f"{APL} 59", "art59_prepared_before_the_recheck", prepared_before_the_recheck),
    Case("F6", f"{APL} 59", "art59_prepared_before_evidence_came", prepared_before_evidence_came),
    Case("F7", f"{APL} 58", "art58_let_off_unreviewed", let_off_unreviewed),
    Case("F7", f"{APL} 58", "art58_not_established_unreviewed", not_established_unreviewed),
    Case("F8", f"{APL} 33", "art33_let_off_without_a_ground", let_off_without_a_ground),
    Case("F9", f"{APL} 57.1(3)", "art57_1_3_not_proven_without_saying_why", not_proven_without_saying_why),
    Case("F10", f"{APL} 36", "art36_after_two_years", after_two_years),
    Case("F11", f"{APL} 35", "art35_fined_by_a_court_and_once_more", fined_by_a_court),
    Case("F12", f"{APL} 57", "art57_decided_by_an_officer", by_an_officer),
)


# Documents


def issued_without_a_seal(case: Scene) -> None:
    case.open("2026-05-18", parties=[party()]).reviewed("2026-05-20").prepared("2026-05-25").approved(
        "2026-05-25"
    )
    case.do("2026-05-25", "clerk-zhao", "issue_notices", party=1)
    case.served("2026-06-01")


SEALED = (Case("G4", f"{APL} 59", "art59_issued_without_a_seal", issued_without_a_seal),)
CASES = (*DECIDED, *SEALED)


@pytest.mark.parametrize("case", named(CASES))
def test_the_oracle_sees(case: Case):
    the_articles_forbid(case)


@pytest.mark.parametrize("case", named(CASES))
def test_a_gate_refuses(case: Case):
    a_gate_refuses(case)
