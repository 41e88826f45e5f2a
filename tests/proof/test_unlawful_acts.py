"""Single acts that the articles forbid: service, persons, the closing. Who reads the file sees them, a gate refuses them."""

from datetime import date
from typing import Any

import pytest

from domain.case.documents import DocumentKind
from tests.procedure.scene import FINE, SCAN, Scene, company
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
    party,
    told,
)

APL, CPL, SAMR_P = "行政处罚法", "民事诉讼法", "市场监督管理行政处罚程序规定"
CODE = party()["identifier"]
CONSENT = {"address": "shen@tingshu.invalid", "signed_on": "2026-05-15", "form": SCAN}
LEFT: dict[str, Any] = {"mode": "left", "refusal": "拒绝签收", "witness": "居委会陈某"}


# 43: nobody who acts or is named is related to a party; 64(4): no officer presides over or records the hearing


def related(person: str, rest: Any = told, **changes: Any) -> Any:
    """The person is related to the company, who is the first party."""

    def play(case: Forced) -> None:
        rest(case.known(person, related_to=(CODE,), **changes))

    return play


def decided_as_told(case: Scene) -> None:
    decided(agreed(heard(told(case))))


def with_a_hearing(case: Scene, **plan: Any) -> None:
    after_hearing(hearing(told(case), **plan))


def recorded_by(person: str) -> Any:
    return lambda case: with_a_hearing(case, recorder=person)


def related_to_the_second_party(case: Forced) -> None:
    other = party(number=2)
    told(case.known("officer-wang", related_to=(other["identifier"],)), party(), other)


PERSONS = (
    Case("A5", f"{APL} 43", "art43_a_related_officer_opens_the_case", related("officer-li")),
    Case("A5", f"{APL} 43", "art43_a_related_second_officer", related("officer-wang")),
    Case("A5", f"{APL} 43", "art43_an_officer_related_to_the_second_party", related_to_the_second_party),
    Case("A5", f"{APL} 43", "art43_a_related_head_approves_the_notices", related("head-chen")),
    Case(
        "A5",
        f"{APL} 43",
        "art43_a_related_head_imposes",
        related("head-chen", decided_as_told),
        frozenset({"impose"}),
    ),
    Case("A5", f"{APL} 43", "art43_a_related_clerk_seals_and_issues", related("clerk-zhao")),
    Case(
        "A5",
        f"{APL} 43",
        "art43_a_related_clerk_records_the_hearing",
        related("clerk-zhao", with_a_hearing),
        frozenset({"notify_hearing"}),
    ),
    Case(
        "A5",
        f"{APL} 43",
        "art43_a_related_clerk_records_the_discussion",
        related("clerk-zhao", decided_as_told),
        frozenset({"record_discussion"}),
    ),
    Case("A5", f"{APL} 43", "art43_a_related_reviewer", related("reviewer-sun")),
    Case("A5", f"{APL} 43", "art43_a_related_presider", related("presider-he", with_a_hearing)),
    Case("A5", f"{APL} 43", "art43_a_related_filing_clerk", related("filing-zhou", decided_as_told)),
    Case("A5", f"{APL} 64(4)", "art64_4_an_officer_records_the_hearing", recorded_by("officer-li")),
    Case(
        "A5",
        f"{APL} 64(4)",
        "art64_4_an_officer_presides_over_the_hearing",
        lambda case: with_a_hearing(case, presider="officer-wang"),
    ),
)


# 42: the certificate holds on the day of the act


def ended(on: str, person: str = "officer-li", rest: Any = told) -> Any:
    """The last day of the certificate."""

    def play(case: Forced) -> None:
        rest(case.known(person, certificate_until=date.fromisoformat(on)))

    return play


def attempted(case: Scene) -> None:
    case.open("2026-05-18", parties=[party()]).reviewed("2026-05-20").issued("2026-05-25")
    case.attempted("2026-06-01", "absent")


def announced(case: Scene) -> None:
    case.open("2026-05-18", parties=[party()]).reviewed("2026-05-20").issued("2026-05-25")
    case.attempted("2026-05-26", "absent").attempted("2026-05-26", "returned", "post")
    announcing(case, "2026-06-01")


def announcing(case: Scene, when: str) -> None:
    body = {"party": 1, "documents": case.to_serve(1), "reason": "直接、邮寄均未成", "course": "见送达经过"}
    case.do(when, "officer-li", "serve_by_announcement", together_with="head-chen", **body)


def heard_as_told(case: Scene) -> None:
    heard(told(case))


def evidence_added(case: Scene) -> None:
    told(case)
    piece = {"id": "E2", "kind": "document", "title": "台账", "proves": ["F1"]}
    case.do("2026-06-02", "officer-li", "add_evidence", evidence=piece, reason="补充")


CERTIFICATES = (
    Case("A13", f"{APL} 42", "art42_ended_two_days_before_service", ended("2026-05-30")),
    Case("A13", f"{APL} 42", "art42_ended_on_the_day_before_service", ended("2026-05-31")),
    Case("A13", f"{APL} 42", "art42_ended_before_an_attempt_at_service", ended("2026-05-31", rest=attempted)),
    Case("A13", f"{APL} 42", "art42_ended_before_an_announcement", ended("2026-05-31", rest=announced)),
    Case(
        "A13",
        f"{APL} 42",
        "art42_ended_before_the_interview",
        ended("2026-06-04", "officer-wang", heard_as_told),
        frozenset({"hold_interview"}),
    ),
    Case(
        "A13",
        f"{APL} 42",
        "art42_ended_before_the_recheck",
        ended("2026-06-07", rest=heard_as_told),
    ),
    Case(
        "A13", f"{APL} 42", "art42_ended_before_evidence_was_added", ended("2026-06-01", rest=evidence_added)
    ),
    Case("A13", f"{APL} 42", "art42_ended_before_the_notices_were_prepared", ended("2026-05-24")),
)


# 民事诉讼法 88: who may receive; 95: announcement; 89: no mode before its ground


def received_by(relation: str, who: Any = None, **service: Any) -> Any:
    def play(case: Forced) -> None:
        case.open("2026-05-18", parties=[who or party()]).reviewed("2026-05-20").issued("2026-05-25")
        if service.get("mode"):
            case.attempted("2026-05-26", "absent")
        case.served("2026-06-01", relation=relation, **service)

    return play


def issued(case: Scene, **who: Any) -> Scene:
    case.open("2026-05-18", parties=[party(**who)]).reviewed("2026-05-20")
    return case.issued("2026-05-25")


def announced_after(*tried: tuple[str, str], search: Any = None, **who: Any) -> Any:
    """Attempts of Tuesday 05-26 (why it failed, mode), and an announcement the same day."""

    def play(case: Forced) -> None:
        issued(case, **who)
        for failure, mode in tried:
            case.attempted("2026-05-26", failure, mode, **(search or {}))
        announcing(case, "2026-05-26")

    return play


def forwarded_to(relation: str, ground: str = "prisoner", who: Any = None) -> Any:
    """On a ground of 92 or 93, and nothing was tried."""

    def play(case: Forced) -> None:
        case.open("2026-05-18", parties=[who or ADULT]).reviewed("2026-05-20").issued("2026-05-25")
        case.served("2026-06-01", relation=relation, mode="forwarded", ground=ground)

    return play


def on_a_ground(mode: str, ground: str | None, tried: str = "") -> Any:
    def play(case: Forced) -> None:
        issued(case)
        if tried:
            case.attempted("2026-05-26", tried)
        case.served("2026-06-01", mode=mode, ground=ground)

    return play


def left_after_refusal_by(who: str | None, party_: Any = None) -> Any:
    def play(case: Forced) -> None:
        case.open("2026-05-18", parties=[party_ or party()]).reviewed("2026-05-20").issued("2026-05-25")
        case.attempted("2026-06-03", "refused", refused_by=who).served("2026-06-03", **LEFT)

    return play


def before_its_ground(failure: str, **service: Any) -> Any:
    """Tried on Wednesday 06-03, and dated Tuesday 06-02."""

    def play(case: Forced) -> None:
        issued(case).attempted("2026-06-03", failure)
        case.served("2026-06-03", on="2026-06-02", **service)

    return play


ADULT = citizen("19850101")
SERVICE = (
    *(
        Case("A6", f"{CPL} 88", f"cpl88_a_company_s_papers_to_{name}", received_by(relation))
        for name, relation in (
            ("a_neighbour", "邻居"),
            ("a_security_guard", "门口保安"),
            ("a_village_post", "村口代收点"),
            ("a_passer_by", "路人"),
            ("a_cohabiting_relative", "同住成年家属"),
            ("the_party_in_person", "本人"),
        )
    ),
    *(
        Case("A6", f"{CPL} 88", f"cpl88_a_citizen_s_papers_to_{name}", received_by(relation, ADULT))
        for name, relation in (
            ("a_neighbour", "邻居"),
            ("a_son_of_twelve", "儿子，12岁"),
            ("a_colleague", "同事"),
            ("a_mail_room", "收发室"),
            ("a_legal_representative", "法定代表人"),
        )
    ),
    Case(
        "A6",
        f"{CPL} 88",
        "cpl88_a_sole_trader_s_papers_to_a_mail_room",
        received_by("收发室", party(kind="sole_trader")),
    ),
    *(
        Case("A6", f"{CPL} 88", f"cpl88_{mode}_papers_to_{name}", received_by(relation, mode=mode))
        for mode in ("post", "entrusted")
        for name, relation in (("a_neighbour", "邻居"), ("a_security_guard", "门口保安"))
    ),
    Case("A6", f"{CPL} 88", "cpl88_a_relation_of_blanks", received_by("　")),
    Case("A6", f"{CPL} 88", "cpl88_a_receiver_of_blanks", received_by("法定代表人", receiver="　")),
    Case("A6", f"{CPL} 88", "cpl88_no_capacity_at_all", received_by("法定代表人", receiver_kind=None)),
    Case("A6", f"{CPL} 94", "cpl94_forwarded_to_a_relative", forwarded_to("同住成年家属")),
    Case(
        "A6",
        f"{CPL} 94",
        "cpl94_forwarded_to_an_agent_of_a_trader",
        forwarded_to("委托代理人", "soldier", party(kind="sole_trader")),
    ),
    Case(
        "A6",
        f"{CPL} 89",
        "cpl89_left_after_a_relative_of_the_director_refused",
        left_after_refusal_by("adult_family"),
    ),
    Case("A6", f"{CPL} 89", "cpl89_left_after_nobody_known_refused", left_after_refusal_by(None)),
    Case(
        "A6",
        f"{CPL} 89",
        "cpl89_left_after_a_mail_room_refused_a_citizen_s_papers",
        left_after_refusal_by("mail_room", ADULT),
    ),
    Case(
        "A8",
        f"{CPL} 95",
        "cpl95_announced_after_one_attempt_that_proves_nothing",
        announced_after(("whereabouts_unknown", "direct"), search={"looked_for": [], "proof": ""}),
    ),
    Case(
        "A8",
        f"{CPL} 95",
        "cpl95_announced_after_a_search_without_proof",
        announced_after(("whereabouts_unknown", "direct"), search={"proof": ""}),
    ),
    Case(
        "A8",
        f"{CPL} 95",
        "cpl95_announced_after_a_visit_to_the_address_alone",
        announced_after(("whereabouts_unknown", "direct"), search={"looked_for": ["address"]}),
    ),
    Case(
        "A8",
        f"{CPL} 95",
        "cpl95_announced_after_the_party_was_absent_once",
        announced_after(("absent", "direct")),
    ),
    Case(
        "A8",
        f"{CPL} 95",
        "cpl95_announced_although_electronic_service_was_consented_to",
        announced_after(("whereabouts_unknown", "direct"), consent=CONSENT),
    ),
    Case(
        "A8",
        f"{CPL} 95",
        "cpl95_all_else_failed_but_the_account_that_was_consented_to",
        announced_after(("absent", "direct"), ("returned", "post"), consent=CONSENT),
    ),
    Case("B5", f"{CPL} 91", "cpl91_posted_without_any_ground", on_a_ground("post", None)),
    Case("B5", f"{CPL} 91", "cpl91_entrusted_without_any_ground", on_a_ground("entrusted", None)),
    Case("B5", f"{CPL} 91", "cpl91_posted_on_the_ground_of_another_mode", on_a_ground("post", "prisoner")),
    Case("B5", f"{CPL} 93", "cpl93_forwarded_without_any_ground", on_a_ground("forwarded", None, "absent")),
    Case("B5", f"{CPL} 93", "cpl93_forwarded_to_another_city", on_a_ground("forwarded", "elsewhere")),
    Case("B5", f"{CPL} 93", "cpl93_a_company_is_no_prisoner", on_a_ground("forwarded", "prisoner")),
    Case(
        "C",
        f"{CPL} 89",
        "cpl89_left_on_the_day_before_it_was_refused",
        before_its_ground("refused", **LEFT),
    ),
    Case(
        "C",
        f"{CPL} 89",
        "cpl91_posted_on_the_day_before_direct_service_failed",
        before_its_ground("absent", mode="post"),
    ),
    Case(
        "C",
        f"{CPL} 89",
        "cpl91_entrusted_on_the_day_before_direct_service_failed",
        before_its_ground("absent", mode="entrusted"),
    ),
)


# SAMR-P 77: a penalty that is not money is executed before the case is closed


def closed_after(*penalties: Any, told_of: Any = None, pay: str = "") -> Any:
    """Served on Monday 06-15, filed, paid where there is something to pay, closed the same day."""

    def play(case: Forced) -> None:
        notified = told_of or penalties
        decided(agreed(heard(told(case, party(*notified)))), *penalties)
        case.served("2026-06-15", kind=DocumentKind.PENALTY_DECISION)
        case.do("2026-06-15", "officer-li", "file_decision", together_with="head-chen")
        case.sealed("2026-06-15")
        if pay:
            case.do(
                "2026-06-15", "officer-li", "record_payment", party=1, on="2026-06-15", amount=pay, proof=SCAN
            )
        case.do("2026-06-15", "officer-li", "close_case", form=SCAN)

    return play


def halted(case: Scene, on: str, **changes: Any) -> None:
    """The halt begun on the day after service, Tuesday 06-16, for three months: over on 09-15."""
    body = {"party": 1, "kind": "production_halt", "begun_on": "2026-06-16", "extent": "whole", "proof": SCAN}
    case.do(on, "officer-li", "record_execution", **{**body, "on": on, **changes})


def closed_after_the_halt(on: str, **changes: Any) -> Any:
    def play(case: Forced) -> None:
        decided(agreed(heard(told(case, party(FINE, HALT)))), HALT)
        case.served("2026-06-15", kind=DocumentKind.PENALTY_DECISION)
        case.do("2026-06-15", "officer-li", "file_decision", together_with="head-chen")
        halted(case.sealed("2026-06-15"), on, **changes)
        case.do(on, "officer-li", "close_case", form=SCAN)

    return play


HALT = lasting("production_halt", 3)
GOODS = {"kind": "confiscation_of_goods", "amount": "5000.00", "subject": "糕点"}
CLOSING = (
    Case(
        "A16",
        f"{SAMR_P} 77",
        "samr77_closed_during_a_halt_of_three_months",
        closed_after(HALT, told_of=(FINE, HALT)),
    ),
    Case(
        "A16",
        f"{SAMR_P} 77",
        "samr77_paid_and_closed_during_the_halt",
        closed_after(FINE, HALT, pay="120000.00"),
    ),
    Case(
        "A16",
        f"{SAMR_P} 77",
        "samr77_closed_when_the_halt_was_kept_in_part",
        closed_after_the_halt("2026-08-31", extent="partly", remainder="尚余半个月"),
        frozenset({"close_case"}),
    ),
    *(
        Case(
            "A16",
            f"{SAMR_P} 77",
            f"samr77_closed_before_{penalty['kind']}",
            closed_after(FINE, penalty, pay="120000.00"),
        )
        for penalty in (
            {"kind": "permit_revocation", "subject": "食品经营许可证"},
            {"kind": "closure"},
            {"kind": "downgrading"},
            {"kind": "occupation_restriction", "duration": {"length": 1, "unit": "year"}},
            GOODS,
        )
    ),
)


def paid_late(when: str, amount: str = "120000.00") -> Any:
    """Served on Monday 06-15, due by Tuesday 06-30, three per cent of 120,000 yuan a day from 07-01 on."""

    def play(case: Forced) -> None:
        decided(agreed(heard(told(case)))).served("2026-06-15", kind=DocumentKind.PENALTY_DECISION)
        case.do("2026-06-15", "officer-li", "file_decision", together_with="head-chen")
        case.sealed("2026-06-15")
        case.do(when, "officer-li", "record_payment", party=1, on=when, amount=amount, proof=SCAN)
        case.do(when, "officer-li", "close_case", form=SCAN)

    return play


LATE = (
    Case("B7", f"{APL} 72", "art72_paid_a_day_late_and_closed", paid_late("2026-07-01")),
    Case(
        "B7", f"{APL} 72", "art72_a_fen_of_the_add_on_fine_is_missing", paid_late("2026-07-01", "123599.99")
    ),
    Case("B7", f"{APL} 72", "art72_paid_ten_days_late_and_closed", paid_late("2026-07-10")),
)

CASES = (*PERSONS, *CERTIFICATES, *SERVICE, *CLOSING, *LATE)


@pytest.mark.parametrize("case", named(CASES))
def test_who_reads_the_file_by_the_law_sees_it(case):
    the_articles_forbid(case)


@pytest.mark.parametrize("case", named(CASES))
def test_a_gate_refuses_it(case):
    a_gate_refuses(case)


LAWFUL = {
    "art43_an_officer_related_to_a_stranger": lambda case: told(
        case.known("officer-li", related_to=(company(9)["identifier"],))
    ),
    "art42_on_the_last_day_of_the_certificate": ended("2026-06-01"),
    "art64_4_the_clerk_records_the_hearing": with_a_hearing,
    **{
        f"cpl88_{relation}": received_by(relation)
        for relation in ("法定代表人", "主要负责人", "收发室", "办公室", "值班室", "委托代理人", "指定代收人")
    },
    **{
        f"cpl88_citizen_{relation}": received_by(relation, ADULT)
        for relation in ("本人", "同住成年家属", "委托代理人", "指定代收人")
    },
    "cpl88_经营者": received_by("经营者", party(kind="sole_trader")),
    "cpl88_经营者_本人": received_by("本人", party(kind="sole_trader")),
    "cpl88_somebody_else_with_proof_of_authority": received_by("姐姐", ADULT, authority=SCAN),
    "cpl94_forwarded_to_a_prisoner": forwarded_to("本人"),
    "cpl92_forwarded_to_a_soldier": forwarded_to("本人", "soldier"),
    "cpl93_forwarded_to_the_proprietor": forwarded_to(
        "经营者", "compulsory_measures", party(kind="sole_trader")
    ),
    "cpl91_posted_to_another_place": on_a_ground("post", "elsewhere"),
    "cpl91_entrusted_where_it_is_hard_to_reach": on_a_ground("entrusted", "inaccessible"),
    "cpl89_left_after_an_adult_of_the_household_refused": left_after_refusal_by("adult_family", ADULT),
    "cpl91_posted_on_the_day_on_which_direct_service_failed": lambda case: (
        issued(case).attempted("2026-06-03", "absent").served("2026-06-03", mode="post")
    ),
    "cpl95_direct_and_post_failed": announced_after(("absent", "direct"), ("returned", "post")),
    "cpl95_looked_for_in_vain": announced_after(("whereabouts_unknown", "direct")),
    "cpl95_looked_for_in_vain_and_the_account_tried": announced_after(
        ("not_delivered", "electronic"), ("whereabouts_unknown", "direct"), consent=CONSENT
    ),
    "cpl89_left_on_the_day_of_the_refusal": lambda case: (
        issued(case).attempted("2026-06-03", "refused").served("2026-06-03", **LEFT)
    ),
    "art72_paid_on_the_last_day": paid_late("2026-06-30"),
    "samr77_paid": closed_after(FINE, pay="120000.00"),
    "samr77_a_warning_is_executed_by_its_service": closed_after(
        {"kind": "warning"}, told_of=(FINE, {"kind": "warning"})
    ),
    "samr77_closed_on_the_last_day_of_the_halt": closed_after_the_halt("2026-09-15"),
    "samr77_a_lower_fine_paid": closed_after(fine("80000.00"), told_of=(FINE,), pay="80000.00"),
}


@pytest.mark.parametrize("play", [pytest.param(play, id=name) for name, play in LAWFUL.items()])
def test_a_lawful_neighbour_is_neither_forbidden_nor_refused(play):
    nothing_is_wrong(play)
