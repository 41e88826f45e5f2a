"""Penalties that the articles forbid, each a whole case: who reads the file by the law sees it, and a gate refuses it."""

from datetime import date
from typing import Any

import pytest

from demo.fitting import credit_code
from domain.law.rulebook import rulebook_for
from tests.procedure.scene import FINE, LESS, Scene
from tests.proof.cases import (
    Case,
    a_gate_refuses,
    named,
    nothing_is_wrong,
    the_articles_forbid,
)
from tests.proof.forcing import Forced
from tests.proof.journeys import (
    after_hearing,
    agreed,
    citizen,
    decided,
    fine,
    heard,
    hearing,
    lasting,
    late_hearing,
    party,
    spring,
    told,
    whole,
)
from tests.proof.oracle.file import FIVE_WORKING_DAYS

APL = "行政处罚法"
HALT = lasting("production_halt", 1, "calendar_day")
REVOCATION = {"kind": "permit_revocation", "subject": "食品经营许可证"}
SUSPENSION = lasting("permit_suspension", 1)
EVIDENCE = {"id": "E2", "kind": "document", "title": "台账", "proves": ["F1"]}


# 58(1)(2), 57, 65: a hearing asks for a review after its report, then for filing and discussion


def agreed_in_march(case: Scene) -> Scene:
    return case.reviewed("2026-03-12").filed("2026-03-12").acknowledged("2026-03-12").discussed("2026-03-13")


def agreed_before_the_hearing(case: Forced) -> None:
    late_hearing(agreed_in_march(spring(case))).decision_prepared("2026-04-01").imposed("2026-04-02")


def discussed_before_the_hearing(case: Forced) -> None:
    """Under the sector rule alone, where nothing is filed and nothing reviewed after the statements."""
    case.rules = rulebook_for("market")
    late_hearing(spring(case, profile="market").discussed("2026-03-13")).reviewed("2026-04-01")
    case.decision_prepared("2026-04-01").imposed("2026-04-02")


def submitted_before_and_agreed_after_the_hearing(case: Forced) -> None:
    spring(case).do("2026-03-12", "officer-li", "submit_for_review")
    late_hearing(case).opinion("2026-04-01")
    case.filed("2026-04-01").acknowledged("2026-04-01").discussed("2026-04-01")
    case.decision_prepared("2026-04-01").imposed("2026-04-02")


def discussed_on_an_earlier_day_than_the_report(case: Forced) -> None:
    late_hearing(spring(case)).reviewed("2026-04-01").filed("2026-04-01").acknowledged("2026-04-01")
    body = case.discussion_body("2026-03-31")
    case.do("2026-04-02", "clerk-zhao", "record_discussion", **body)
    case.decision_prepared("2026-04-02").imposed("2026-04-02")


def agreed_before_the_hearing_of_the_second_party(case: Forced) -> None:
    told(case, party(number=1), party(number=2))
    agreed(heard(case, parties=(1, 2)))
    # Posted on Monday 06-08, the last day; come on Friday 06-12.
    case.hearing_requested("2026-06-12", 2, posted_on="2026-06-08", channel="post")
    case.hearing_notified("2026-06-12", "2026-06-25", 2).hearing_held("2026-06-25", party=2)
    case.hearing_reported("2026-06-26", 2).decision_prepared("2026-06-26", 2).imposed("2026-06-29", 2)


HEARINGS = (
    Case("A1", f"{APL} 58.1(2)", "art58_1_2_reviewed_before_the_hearing", agreed_before_the_hearing),
    Case("A1", f"{APL} 65", "art65_filed_before_the_hearing", agreed_before_the_hearing),
    Case("A1", f"{APL} 57.2", "art57_2_discussed_before_the_hearing", agreed_before_the_hearing),
    Case(
        "A1", f"{APL} 57.2", "art57_2_discussed_before_the_hearing_under_market", discussed_before_the_hearing
    ),
    Case(
        "A1",
        f"{APL} 58.1(2)",
        "art58_1_2_submitted_before_the_hearing_and_agreed_after_it",
        submitted_before_and_agreed_after_the_hearing,
    ),
    Case(
        "A1",
        f"{APL} 57.2",
        "art57_2_discussed_on_the_day_before_the_report",
        discussed_on_an_earlier_day_than_the_report,
    ),
    Case(
        "A1",
        f"{APL} 58.1(2)",
        "art58_1_2_reviewed_before_the_hearing_of_the_second_party",
        agreed_before_the_hearing_of_the_second_party,
    ),
)


# 44, 45, 62, 63: every kind was told, and no graver tier


def kind(told_of: Any, *decision: Any) -> Any:
    def play(case: Forced) -> None:
        decided(agreed(heard(told(case, party(*told_of)))), *decision)

    return play


def suspended_without_a_right_to_a_hearing(case: Forced) -> None:
    """Whether a suspension is among the heavier penalties of 63(5) is the head's to say; told was no right."""
    case.open("2026-05-18", parties=[party(SUSPENSION)], opened_all_the_same="社会关注")
    answer = {"party": 1, "answer": False, "reason": "暂扣一个月", "article": "行政处罚法 63"}
    case.do("2026-05-18", "head-chen", "answer_screening", **answer)
    case.reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    decided(agreed(heard(case)), fine("5000000.00"))


def another_kind_in_the_recheck(case: Forced) -> None:
    heard(told(case, party(HALT)), fine("50000000.00"))


def severe_in_the_recheck(case: Forced) -> None:
    told(case).interview("2026-06-05", "请求从轻")
    body = case.recheck_body(1, FINE)
    proposal = {**body["proposal"], "discretion": "severe"}
    case.do("2026-06-08", "officer-li", "recheck", **{**body, "proposal": proposal})


def tier(told_of: str, decision: str) -> Any:
    def play(case: Forced) -> None:
        article = {"discretion_article": "行政处罚法第三十二条"} if decision == "mitigated" else {}
        whole(case, party(discretion=told_of), discretion=decision, **article)

    return play


KINDS = (
    Case("A2", f"{APL} 44", "art44_a_fine_for_a_halt_of_one_day", kind([HALT], fine("50000000.00"))),
    Case("A2", f"{APL} 44", "art44_a_fine_for_a_revocation", kind([REVOCATION], fine("50000000.00"))),
    Case(
        "A2",
        f"{APL} 44",
        "art63_a_fine_for_a_suspension_without_a_right_to_a_hearing",
        suspended_without_a_right_to_a_hearing,
    ),
    Case("A2", f"{APL} 44", "art44_a_warning_for_a_fine", kind([FINE], {"kind": "warning"})),
    Case("A2", f"{APL} 44", "art44_a_suspension_for_a_revocation", kind([REVOCATION], SUSPENSION)),
    Case("A2", f"{APL} 44", "art44_one_of_two_replaced", kind([FINE, HALT], FINE, SUSPENSION)),
    Case("A2", f"{APL} 44", "art44_a_kind_beside_the_told_one", kind([FINE], FINE, HALT)),
    Case("A2", f"{APL} 45", "art45_a_fine_for_a_halt_in_the_recheck", another_kind_in_the_recheck),
)
TIERS = (
    Case("A10", f"{APL} 44", "art44_told_ordinary_decided_severe", tier("ordinary", "severe")),
    Case("A10", f"{APL} 44", "art44_told_lenient_decided_ordinary", tier("lenient", "ordinary")),
    Case("A10", f"{APL} 44", "art44_told_lenient_decided_severe", tier("lenient", "severe")),
    Case("A10", f"{APL} 45", "art45_severe_in_the_recheck", severe_in_the_recheck),
    Case("A10", f"{APL} 44", "art44_told_mitigated_decided_lenient", tier("mitigated", "lenient")),
)


# 44, 62: a waiver counts from service on


def waived_on(day: str, *rights: str, imposed: str = "2026-06-02") -> Any:
    """Issued on Monday 05-25, served on Monday 06-01; the other rights are waived on the day of service."""

    def play(case: Forced) -> None:
        case.open("2026-05-18", parties=[party()]).reviewed("2026-05-20").issued("2026-05-25")
        everything = ("statement", "hearing", "interview")
        if day < "2026-06-01":
            for right in rights:
                case.waived(day, right)
        case.served("2026-06-01")
        for right in everything:
            if right not in rights or day >= "2026-06-01":
                case.waived(max(day, "2026-06-01"), right)
        case.reviewed(imposed).filed(imposed).acknowledged(imposed).discussed(imposed)
        case.decision_prepared(imposed).imposed(imposed)

    return play


WAIVERS = (
    Case(
        "A3",
        f"{APL} 62",
        "art62_all_rights_waived_on_the_day_after_issue",
        waived_on("2026-05-26", "statement", "hearing", "interview"),
    ),
    Case(
        "A3", f"{APL} 62", "art62_the_statement_waived_before_service", waived_on("2026-05-26", "statement")
    ),
    Case("A3", f"{APL} 62", "art62_the_hearing_waived_before_service", waived_on("2026-05-26", "hearing")),
    Case(
        "A3", f"{APL} 62", "art62_the_interview_waived_before_service", waived_on("2026-05-26", "interview")
    ),
    Case("A3", f"{APL} 62", "art62_waived_on_the_day_before_service", waived_on("2026-05-31", "hearing")),
    Case(
        "A3",
        f"{APL} 62",
        "art62_an_interview_waived_before_service_and_never_held",
        waived_on("2026-05-26", "interview", imposed="2026-06-09"),
    ),
)


# 30: minors


def minor(born: str, tier: str = "ordinary", agent: str = "吴父") -> Any:
    """The act ended on Tuesday 2026-02-10."""

    def play(case: Forced) -> None:
        who = citizen(born, representative=agent, discretion=tier)
        article = {"discretion_article": "行政处罚法第三十条"} if tier in ("lenient", "mitigated") else {}
        whole(case, who, receiver="法定代理人" if agent else "本人", discretion=tier, **article)

    return play


MINORS = (
    Case("A4", f"{APL} 30", "art30_a_child_of_twelve_is_fined", minor("20140101", "lenient")),
    Case("A4", f"{APL} 30", "art30_on_the_fourteenth_birthday_one_is_thirteen", minor("20120210", "lenient")),
    Case("A4", f"{APL} 30", "art30_a_boy_of_sixteen_is_fined_as_usual", minor("20100101", "ordinary")),
    Case("A4", f"{APL} 30", "art30_a_boy_of_sixteen_is_fined_severely", minor("20100101", "severe")),
    Case(
        "A4", f"{APL} 30", "art30_a_boy_of_sixteen_without_statutory_agent", minor("20100101", "lenient", "")
    ),
    Case("A4", f"{APL} 30", "art30_a_statutory_agent_of_blanks", minor("20100101", "lenient", "　")),
    Case(
        "A4", f"{APL} 30", "art30_on_the_eighteenth_birthday_one_is_seventeen", minor("20080210", "ordinary")
    ),
)


def young_by_passport(born: str, tier: str, kind: str = "citizen") -> Any:
    def play(case: Forced) -> None:
        passport = {"identifier": "E12345678", "identifier_kind": "passport", "born_on": born}
        if kind == "sole_trader":
            passport = {"identifier": credit_code("TK1"), "born_on": born}
        who = {**citizen("20100101", representative="吴父", discretion=tier), "kind": kind, **passport}
        article = {"discretion_article": "行政处罚法第三十条"}
        whole(case, who, receiver="法定代理人", discretion=tier, **article)

    return play


MINORS_OF_OTHER_DOCUMENTS = (
    Case("A4", f"{APL} 30", "art30_a_child_with_a_passport", young_by_passport("2014-01-01", "lenient")),
    Case(
        "A4",
        f"{APL} 30",
        "art30_a_boy_with_a_passport_as_usual",
        young_by_passport("2010-01-01", "ordinary"),
    ),
    Case(
        "A4",
        f"{APL} 30",
        "art30_a_proprietor_of_sixteen_as_usual",
        young_by_passport("2010-01-01", "ordinary", "sole_trader"),
    ),
)


# 57(2): the heads conclude on each party


def concluded(*conclusions: Any) -> Any:
    """Told and proposed were 120,000 yuan, and so it is decided."""

    def play(case: Forced) -> None:
        decided(agreed(heard(told(case)), conclusions=list(conclusions)))

    return play


def attended(*members: str) -> Any:
    def play(case: Forced) -> None:
        opinions = [f"{member}：同意" for member in members]
        decided(agreed(heard(told(case)), chair=members[0], attendees=list(members), opinions=opinions))

    return play


def concluded_on_the_first_party(case: Forced) -> None:
    told(case, party(number=1), party(number=2))
    agreed(heard(case, parties=(1, 2)), conclusions=[{"party": 1, "penalties": [FINE]}])
    decided(decided(case), number=2)


def discussed_on(day: str) -> Any:
    """Served on Tuesday 2026-12-29, with 2027 not published: how long the terms run is not known for sure."""

    def play(case: Forced) -> None:
        days = {"accepted_on": "2026-11-02", "act_from": "2026-09-01", "act_to": "2026-09-30"}
        days |= {"discovered_on": "2026-10-12", "investigation_ended_on": "2026-12-01"}
        case.open("2026-12-02", parties=[party()], **days).reviewed("2026-12-03").issued("2026-12-21")
        case.served("2026-12-29").waived("2026-12-29", "interview")
        case.reviewed("2027-01-11").filed("2027-01-11").acknowledged("2027-01-11")
        case.do("2027-01-12", "clerk-zhao", "record_discussion", **case.discussion_body(day))
        case.decision_prepared("2027-01-12").imposed("2027-01-12")

    return play


DISCUSSIONS = (
    Case(
        "A7",
        f"{APL} 57.2",
        "art57_2_concluded_no_penalty",
        concluded({"party": 1, "ground": "33(1)"}),
        frozenset({"prepare_decision", "impose"}),
    ),
    Case(
        "A7",
        f"{APL} 57.2",
        "art57_2_concluded_eighty_thousand",
        concluded({"party": 1, "penalties": [fine("80000.00")]}),
        frozenset({"prepare_decision", "impose"}),
    ),
    Case(
        "A7",
        f"{APL} 57.2",
        "art57_2_concluded_a_fen_less",
        concluded({"party": 1, "penalties": [fine("119999.99")]}),
        frozenset({"prepare_decision", "impose"}),
    ),
    Case(
        "A7",
        f"{APL} 57.2",
        "art57_2_concluded_another_kind",
        concluded({"party": 1, "penalties": [HALT]}),
        frozenset({"prepare_decision", "impose"}),
    ),
    Case(
        "A7",
        f"{APL} 57.2",
        "art57_2_concluded_leniently",
        concluded({"party": 1, "penalties": [FINE], "discretion": "lenient"}),
        frozenset({"prepare_decision", "impose"}),
    ),
    Case(
        "A7",
        f"{APL} 57.2",
        "art57_2_concluded_on_nobody",
        concluded(),
        frozenset({"record_discussion"}),
    ),
    Case(
        "A7",
        f"{APL} 57.2",
        "art57_2_concluded_on_the_first_of_two_parties",
        concluded_on_the_first_party,
        frozenset({"record_discussion"}),
    ),
    Case(
        "A7",
        f"{APL} 57.2",
        "art57_2_the_two_officers_conclude",
        attended("officer-li", "officer-wang"),
        frozenset({"record_discussion"}),
    ),
    Case(
        "A7",
        f"{APL} 57.2",
        "art57_2_an_officer_among_the_heads",
        attended("head-chen", "head-zhang", "officer-li"),
        frozenset({"record_discussion"}),
    ),
    Case("A9", f"{APL} 57.2", "art57_2_discussed_before_a_provisional_term", discussed_on("2026-12-02")),
    Case("A9", f"{APL} 57.2", "art57_2_discussed_in_another_century", discussed_on("1999-12-31")),
    Case("A9", f"{APL} 57.2", "art57_2_discussed_on_the_day_before_the_filing", discussed_on("2027-01-10")),
)


# 44, 45: evidence that came after the notice; 64(7): evidence at the hearing


def more_evidence(when: str, piece: Any = EVIDENCE) -> Any:
    def play(case: Forced) -> None:
        told(case)
        if when < "2026-06-09":
            heard(case)
        else:
            agreed(heard(case))
        case.do(when, "officer-li", "add_evidence", evidence=piece, reason="补充")
        case.reviewed("2026-06-12").filed("2026-06-12").acknowledged("2026-06-12").discussed("2026-06-12")
        case.decision_prepared("2026-06-12").imposed("2026-06-15")

    return play


def evidence_at_the_hearing(**held: Any) -> Any:
    return lambda case: after_hearing(hearing(told(case), held))


def given_up(anew: bool) -> Any:
    """Discussed and prepared on 06-11, given up that day; imposed at once, or on new notices with the old discussion."""

    def play(case: Forced) -> None:
        agreed(heard(told(case))).decision_prepared("2026-06-11").returned("2026-06-11")
        if anew:
            case.reviewed("2026-06-11").issued("2026-06-11").served("2026-06-12")
            for right in ("statement", "hearing", "interview"):
                case.waived("2026-06-12", right)
            case.rechecked("2026-06-12").reviewed("2026-06-12").decision_prepared("2026-06-12")
        case.imposed("2026-06-15")

    return play


HOLDING = frozenset({"hold_hearing"})
EVIDENCE_LATE = (
    Case("B4", f"{APL} 44", "art44_imposed_on_notices_given_up", given_up(anew=False)),
    Case("B4", f"{APL} 57", "art57_discussed_before_the_new_notices", given_up(anew=True)),
    Case("A11", f"{APL} 44", "art44_evidence_after_the_interview", more_evidence("2026-06-08T10:00")),
    Case("A11", f"{APL} 44", "art44_evidence_after_the_discussion", more_evidence("2026-06-12")),
    Case(
        "A11",
        f"{APL} 44",
        "art44_evidence_obtained_before_the_notice_and_laid_after_it",
        more_evidence("2026-06-12", {**EVIDENCE, "obtained_on": "2026-05-20"}),
    ),
    *(
        Case("A12", f"{APL} 64(7)", f"art64_7_{name}", evidence_at_the_hearing(**held), HOLDING)
        for name, held in (
            ("a_hearing_without_evidence", {"put_forward": []}),
            ("a_hearing_on_evidence_that_the_case_lacks", {"put_forward": ["E1", "E9"]}),
            ("a_hearing_at_which_nobody_says_what_the_party_said", {"questioned": "　"}),
        )
    ),
)


# 59(3): every finding keeps its norms; 29: one person is fined once


def lost_basis(*basis: str) -> Any:
    """Two findings, each with an article of its own; the decision names both findings and these articles."""

    def play(case: Forced) -> None:
        findings = [{"id": i, "text": f"违法事实{i}", "parties": [1]} for i in ("F1", "F2")]
        evidence = [{"id": "E1", "kind": "record", "title": "现场笔录", "proves": ["F1", "F2"]}]
        norms = [
            {"id": f"B{n}", "statute": "食品安全法", "article": a, "findings": [f"F{n}"]}
            for n, a in ((1, "125(2)"), (2, "124(1)"))
        ]
        told(case, findings=findings, evidence=evidence, basis=norms)
        decided(agreed(heard(case)), findings=["F1", "F2"], basis=list(basis))

    return play


def twice(**second: Any) -> Any:
    def play(case: Forced) -> None:
        code = credit_code("TK1")
        told(case, party(identifier=code), party(number=2, **{"identifier": code, **second}))
        agreed(heard(case, parties=(1, 2)))
        decided(decided(case), number=2)

    return play


def twice_abroad(second: str) -> Any:
    def play(case: Forced) -> None:
        register = "foreign_registration"
        first = party(identifier="HRB 123456", identifier_kind=register)
        told(case, first, party(number=2, identifier=second, identifier_kind=register))
        agreed(heard(case, parties=(1, 2)))
        decided(decided(case), number=2)

    return play


GROUNDS = (
    Case("A14", f"{APL} 59.1(3)", "art59_3_the_second_finding_loses_its_basis", lost_basis("B1")),
    Case("A14", f"{APL} 59.1(3)", "art59_3_the_first_finding_loses_its_basis", lost_basis("B2")),
    Case("A15", f"{APL} 29", "art29_the_same_company_twice", twice()),
    Case("A15", f"{APL} 29", "art29_the_same_code_under_another_name", twice(name="镇江另一示例有限公司")),
    Case("A15", f"{APL} 29", "art29_the_same_code_as_a_sole_trader", twice(kind="sole_trader")),
    Case("A15", f"{APL} 29", "art29_the_same_company_written_otherwise", twice_abroad("hrb-123456")),
)

CASES = (
    *HEARINGS,
    *KINDS,
    *TIERS,
    *WAIVERS,
    *MINORS,
    *MINORS_OF_OTHER_DOCUMENTS,
    *DISCUSSIONS,
    *EVIDENCE_LATE,
    *GROUNDS,
)


@pytest.mark.parametrize("case", named(CASES))
def test_who_reads_the_file_by_the_law_sees_it(case):
    the_articles_forbid(case)


@pytest.mark.parametrize("case", named(CASES))
def test_a_gate_refuses_it(case):
    a_gate_refuses(case)


# The neighbours that are lawful


def reviewed_after_the_hearing(case: Forced) -> None:
    late_hearing(spring(case)).reviewed("2026-04-01").filed("2026-04-01").acknowledged("2026-04-01")
    case.discussed("2026-04-01").decision_prepared("2026-04-01").imposed("2026-04-02")


def statements_after_the_discussion(case: Forced) -> None:
    """A late statement that changes nothing reopens nothing."""
    agreed(heard(told(case))).statement("2026-06-12").rechecked("2026-06-12")
    case.decision_prepared("2026-06-12").imposed("2026-06-15")


LAWFUL = {
    "art57_as_told": whole,
    "art58_1_2_reviewed_filed_and_discussed_after_the_hearing": reviewed_after_the_hearing,
    "art45_a_late_statement_reopens_nothing": statements_after_the_discussion,
    "art44_a_told_kind_dropped": kind([FINE, HALT], FINE),
    "art44_a_lower_fine": kind([FINE], LESS),
    "art44_told_severe_decided_ordinary": tier("severe", "ordinary"),
    "art44_told_ordinary_decided_lenient": tier("ordinary", "lenient"),
    "art44_told_severe_decided_severe": tier("severe", "severe"),
    "art62_waived_on_the_day_of_service": waived_on("2026-06-01", "statement", "hearing", "interview"),
    "art62_waived_on_the_day_after_service": waived_on("2026-06-02", "statement", "hearing", "interview"),
    "art30_on_the_day_after_the_fourteenth_birthday": minor("20120209", "lenient"),
    "art30_a_boy_of_sixteen_leniently_with_his_agent": minor("20100101", "lenient"),
    "art30_a_boy_of_sixteen_mitigated": minor("20100101", "mitigated"),
    "art30_a_boy_with_a_passport_leniently": young_by_passport("2010-01-01", "lenient"),
    "art30_on_the_day_after_the_eighteenth_birthday": minor("20080209", "ordinary", ""),
    "art57_2_decided_as_concluded": concluded({"party": 1, "penalties": [FINE]}),
    "art57_2_concluded_heavier_than_told_and_decided_as_told": concluded(
        {"party": 1, "penalties": [fine("150000.00")]}
    ),
    "art57_2_discussed_on_the_day_of_the_filing": discussed_on("2027-01-11"),
    "art57_2_discussed_on_the_day_after_the_filing": discussed_on("2027-01-12"),
    "art44_evidence_that_is_not_relied_on": more_evidence("2026-06-12", {**EVIDENCE, "excluded": True}),
    "art59_3_both_findings_keep_their_basis": lost_basis("B1", "B2"),
    "art29_two_parties_each_fined_once": twice(identifier=credit_code("TK2")),
}


@pytest.mark.parametrize("play", [pytest.param(play, id=name) for name, play in LAWFUL.items()])
def test_a_lawful_neighbour_is_neither_forbidden_nor_refused(play):
    nothing_is_wrong(play)


def test_the_reader_counts_working_days_by_the_notice_of_the_state_council():
    """From Monday 2026-02-09: 10, 11, 12, 13 and the worked Saturday 02-14; 春节 begins on 02-15."""
    assert FIVE_WORKING_DAYS.last_day(date(2026, 2, 9), 5) == date(2026, 2, 14)
