"""Screening: 行政处罚法 57, 58, 63; 市场监督管理行政处罚听证办法 5. Unknown never answers no."""

from datetime import date
from decimal import Decimal

import pytest

from domain.law.parties import PartyKind
from domain.law.penalties import Penalty, PenaltyKind
from domain.law.rulebook import Rulebook, rulebook_for
from domain.law.screening import Finding, ScreenedParty, Screening, hearing_right, screen
from domain.law.switches import ReviewTime

DAY = date(2026, 6, 1)
MARKET = rulebook_for("market")
ZHENJIANG = rulebook_for("market+zhenjiang")


def party(kind: PartyKind, *penalties: Penalty) -> ScreenedParty:
    return ScreenedParty(id=1, kind=kind, penalties=penalties)


def of(kind: PenaltyKind, yuan: int | str | None = None) -> Penalty:
    return Penalty(kind=kind, amount=None if yuan is None else Decimal(yuan))


def right(who: PartyKind, *penalties: Penalty, rules: Rulebook = MARKET, on: date = DAY) -> Finding:
    return hearing_right(rules, on, party(who, *penalties))


FINE, GAINS, GOODS = PenaltyKind.FINE, PenaltyKind.CONFISCATION_OF_GAINS, PenaltyKind.CONFISCATION_OF_GOODS


@pytest.mark.parametrize(
    ("who", "yuan", "answer"),
    [
        (PartyKind.ORGANISATION, "99999.99", False),
        (PartyKind.ORGANISATION, "100000", True),  # 以上 includes the number (程序规定 84)
        (PartyKind.ORGANISATION, "100000.01", True),
        (PartyKind.CITIZEN, "9999.99", False),
        (PartyKind.CITIZEN, "10000", True),
        (PartyKind.SOLE_TRADER, "10000", True),
    ],
)
def test_samr5_a_fine_from_the_threshold_on(who: PartyKind, yuan: str, answer: bool) -> None:
    assert right(who, of(FINE, yuan)).answer is answer


def test_samr5_gains_and_goods_are_added_up_but_not_to_the_fine() -> None:
    assert right(PartyKind.ORGANISATION, of(GAINS, 60_000), of(GOODS, 40_000)).answer is True
    assert right(PartyKind.ORGANISATION, of(GAINS, 60_000), of(GOODS, 39_999)).answer is False
    assert right(PartyKind.ORGANISATION, of(FINE, 60_000), of(GOODS, 60_000)).answer is False


def test_the_figures_compared_stand_in_the_reason() -> None:
    finding = right(PartyKind.ORGANISATION, of(FINE, 52_120))
    assert finding.reason == "对法人或者其他组织罚款52,120元，未达到100,000元以上"
    assert finding.threshold == Decimal(100_000)
    assert finding.comparator == ">="
    assert str(finding.article) == "市场监督管理行政处罚听证办法第五条"


@pytest.mark.parametrize(
    "kind",
    [
        PenaltyKind.DOWNGRADING,
        PenaltyKind.PERMIT_REVOCATION,
        PenaltyKind.PRODUCTION_HALT,
        PenaltyKind.CLOSURE,
        PenaltyKind.OCCUPATION_RESTRICTION,
    ],
)
def test_art63_kinds_that_give_the_right_whatever_the_amount(kind: PenaltyKind) -> None:
    finding = right(PartyKind.ORGANISATION, of(FINE, 1), of(kind))
    assert finding.answer is True
    assert str(finding.article).startswith("行政处罚法第六十三条第一款第")


@pytest.mark.parametrize("kind", [PenaltyKind.WARNING, PenaltyKind.PUBLIC_CRITICISM])
def test_art63_a_warning_gives_no_right(kind: PenaltyKind) -> None:
    assert right(PartyKind.CITIZEN, of(kind)).answer is False


@pytest.mark.parametrize(
    "kind", [PenaltyKind.PERMIT_SUSPENSION, PenaltyKind.BUSINESS_RESTRICTION, PenaltyKind.OTHER]
)
def test_art63_5_whether_another_penalty_is_heavy_is_for_a_person(kind: PenaltyKind) -> None:
    assert right(PartyKind.ORGANISATION, of(kind)).answer is None


def test_mee46_the_environment_rule_widens_the_kinds() -> None:
    rules = rulebook_for("environment")
    finding = right(PartyKind.ORGANISATION, of(PenaltyKind.PERMIT_SUSPENSION), rules=rules)
    assert finding.answer is True
    assert str(finding.article) == "生态环境行政处罚办法第四十六条"


@pytest.mark.parametrize("word", ["national", "housing", "emergency", "agriculture"])
def test_an_unknown_threshold_never_says_no(word: str) -> None:
    finding = right(PartyKind.CITIZEN, of(FINE, 1), rules=rulebook_for(word))
    assert finding.answer is None
    assert "未知" in finding.reason
    assert "请" in finding.reason


def test_an_unknown_value_never_says_no() -> None:
    assert right(PartyKind.ORGANISATION, of(GOODS)).answer is None
    assert right(PartyKind.ORGANISATION, of(GOODS), of(GAINS, 100_000)).answer is True


def test_a_day_before_the_thresholds_is_unknown() -> None:
    assert right(PartyKind.ORGANISATION, of(FINE, 1), on=date(2021, 7, 14)).answer is None


def screened(*parties: ScreenedParty, rules: Rulebook = ZHENJIANG, **words: bool) -> Screening:
    given = {"complex_case": False, "influence": False, "public_interest": False, **words}
    return screen(rules, DAY, parties, **given)


SMALL = party(PartyKind.ORGANISATION, of(FINE, 20_000))
LARGE = ScreenedParty(id=2, kind=PartyKind.ORGANISATION, penalties=(of(FINE, 120_000),))


def test_one_large_penalty_makes_the_case_major() -> None:
    screening = screened(SMALL, LARGE)
    assert screening.major.answer is True
    assert "120,000元" in screening.major.reason
    assert screening.hearing[1].answer is False
    assert screening.hearing[2].answer is True


def test_a_small_case_is_not_major_and_says_why() -> None:
    screening = screened(SMALL)
    assert screening.major.answer is False
    assert screening.in_scope.answer is False
    assert "20,000元" in screening.in_scope.reason
    assert "100,000元" in screening.in_scope.reason


def test_a_complex_or_influential_case_is_in_scope_whatever_the_amount() -> None:
    assert screened(SMALL, complex_case=True).in_scope.answer is True
    assert screened(SMALL, influence=True).in_scope.answer is True
    assert screened(SMALL, influence=True).major.answer is False


def test_not_knowing_one_party_leaves_the_case_open() -> None:
    unknown = ScreenedParty(id=3, kind=PartyKind.CITIZEN, penalties=(of(PenaltyKind.OTHER),))
    assert screened(SMALL, unknown).major.answer is None
    assert screened(SMALL, unknown).in_scope.answer is None
    assert screened(LARGE, unknown).major.answer is True


def test_art58_when_the_review_must_be_a_legal_review() -> None:
    assert (
        str(screened(SMALL, public_interest=True).legal_review.article) == "行政处罚法第五十八条第一款第一项"
    )
    assert str(screened(SMALL, complex_case=True).legal_review.article) == "行政处罚法第五十八条第一款第三项"
    assert str(screened(LARGE).legal_review.article) == "行政处罚法第五十八条第一款第二项"
    assert screened(SMALL).legal_review.answer is False


def test_art57_2_major_or_complex_is_discussed_and_so_by_default_is_all() -> None:
    assert str(screened(LARGE).discussion.article) == "市场监督管理行政处罚程序规定第六十条第二款"
    assert screened(SMALL).discussion.answer is True
    assert "假定" in screened(SMALL).discussion.reason


def test_filing_before_the_decision_is_zhenjiangs_assumption() -> None:
    assert screened(LARGE).filing.answer is True
    assert "假定" in screened(LARGE).filing.reason
    assert screened(LARGE, rules=MARKET).filing.answer is False


def test_a_decision_within_the_scope_of_the_hearing_is_filed_afterwards() -> None:
    assert screened(LARGE).decision_filing.answer is True
    assert screened(SMALL).decision_filing.answer is False
    assert screened(LARGE, rules=MARKET).decision_filing.answer is False


def test_the_review_times_are_the_profiles() -> None:
    assert screened(LARGE).reviews == tuple(ReviewTime)


def test_a_screening_is_readable_in_two_years() -> None:
    screening = screened(SMALL, LARGE)
    assert Screening.model_validate_json(screening.model_dump_json()) == screening
