"""Why screening says what it says (筛查理由): kept in Chinese, said in both languages."""

import re
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from domain.law.limitation import limitation_ended
from domain.law.parties import PartyKind
from domain.law.penalties import Penalty, PenaltyKind
from domain.law.reasons import said
from domain.law.rulebook import rulebook_for
from domain.law.screening import Finding, ScreenedParty, Screening, screen
from domain.pages.diagram import PROFILES

CHINESE = re.compile(r"[\u3400-\u9fff]")
TITLES = re.compile(r"安全生产违法行为行政处罚办法|农业行政处罚程序规定")
"""Titles of acts stay in Chinese."""
ON = date(2026, 9, 1)  # Tuesday


def findings(found: Screening) -> list[Finding]:
    return [
        found.major,
        found.in_scope,
        found.legal_review,
        found.discussion,
        found.filing,
        found.decision_filing,
        *found.hearing.values(),
    ]


def screened(profile: str, kind: PenaltyKind, answers: tuple[bool, bool, bool]) -> Screening:
    rules = rulebook_for(profile)
    amounts = (None, Decimal(900), Decimal(500_000))
    parties = [
        ScreenedParty(id=number, kind=party, penalties=(Penalty.model_construct(kind=kind, amount=amount),))
        for number, (party, amount) in enumerate(product(PartyKind, amounts), start=1)
    ]
    complex_case, influence, public_interest = answers
    return screen(
        rules, ON, parties, complex_case=complex_case, influence=influence, public_interest=public_interest
    )


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("kind", PenaltyKind)
def test_every_reason_is_said_in_english_too(profile: str, kind: PenaltyKind) -> None:
    for answers in ((False, False, False), (True, False, False), (False, True, False), (True, True, True)):
        for finding in findings(screened(profile, kind, answers)):
            assert finding.why.zh == finding.reason
            assert not CHINESE.search(TITLES.sub("", finding.why.en)), finding.why


def test_art36_limitation_is_said_in_english_too() -> None:
    rules = rulebook_for("national")
    over = limitation_ended(date(2023, 6, 1), date(2026, 6, 1), False, rules)
    assert over.reason == "违法行为终了于2023-06-01，时效2年至2025-06-01，于2026-06-01发现，已超过追责时效"
    assert over.why.en == (
        "the act ended on 2023-06-01; limitation of 2 years ran until 2025-06-01;"
        " discovered on 2026-06-01, after it was over"
    )
    goes_on = limitation_ended(None, date(2026, 6, 1), False, rules)
    assert not CHINESE.search(goes_on.why.en)


def test_what_a_person_wrote_stays_as_it_was_written() -> None:
    answered = said("拟作出的处罚属于听证范围，属重大行政处罚：机关负责人答复：一万元以上")
    assert answered.en == (
        "the penalty intended is within the scope of the hearing, and so a major one: answered by a head: 一万元以上"
    )
    assert said("别的话") == ("别的话", "别的话")
