"""Penalties before which a party was not told or heard, or nobody reviewed, filed and discussed: each a whole case."""

import pytest

from tests.procedure.scene import FINE, LESS, Scene
from tests.proof.cases import Case, a_gate_refuses, named, the_articles_forbid
from tests.proof.forcing import Forced
from tests.proof.journeys import after_hearing, agreed, decided, fine, heard, party, told, whole

APL = "行政处罚法"
SAMR = "市场监督管理行政处罚程序规定"

# Told and heard: each party by itself, each version of the notices by itself


def never_told(case: Scene) -> None:
    case.open("2026-05-18", parties=[party()]).reviewed("2026-05-20").decision_prepared("2026-06-11")
    case.imposed("2026-06-12")


def told_and_taken_back(case: Scene) -> None:
    agreed(heard(told(case))).returned("2026-06-11")
    decided(case)


def given_up(case: Scene, *parties: int) -> None:
    """Served on Monday 06-01, so that the terms of both end on Monday 06-08; these give theirs up. All the rest on 06-05."""
    told(case, party(number=1), party(number=2))
    for number in parties:
        case.waived("2026-06-02", "statement", number).waived("2026-06-02", "hearing", number)
    case.interview("2026-06-05", "请求从轻", parties=(1, 2)).rechecked("2026-06-05").reviewed("2026-06-05")
    case.filed("2026-06-05").acknowledged("2026-06-05").discussed("2026-06-05")
    case.decision_prepared("2026-06-05").imposed("2026-06-05")


def only_the_other_gave_it_up(case: Scene) -> None:
    given_up(case, 2)


def only_the_other_was_interviewed(case: Scene) -> None:
    told(case, party(number=1), party(number=2)).interview("2026-06-05", "请求从轻", parties=(2,))
    decided(agreed(case.rechecked("2026-06-08", 2)))


def interviewed_under_the_notices_before(case: Scene) -> None:
    """New notices of 06-09, served on 06-10: their terms are over on Wednesday 06-17, and nobody was interviewed on them."""
    heard(told(case)).returned("2026-06-09").reviewed("2026-06-09").issued("2026-06-09").served("2026-06-10")
    case.reviewed("2026-06-18").filed("2026-06-18").acknowledged("2026-06-18").discussed("2026-06-18")
    case.decision_prepared("2026-06-18").imposed("2026-06-18")


def said_after_the_recheck(case: Scene) -> None:
    heard(told(case)).statement("2026-06-09")
    decided(agreed(case))


def asked_and_not_heard(case: Scene) -> None:
    told(case).hearing_requested("2026-06-03")
    decided(agreed(heard(case)))


def heard_and_not_reported(case: Scene) -> None:
    told(case).hearing_requested("2026-06-03").interview("2026-06-05", "请求从轻")
    case.hearing_notified("2026-06-10", "2026-06-23").hearing_held("2026-06-23").rechecked("2026-06-25")
    after_hearing(case)


def heard_too_soon(case: Scene) -> None:
    """Served on Wednesday 06-10: Friday 06-19 to Sunday 06-21 are off, so that the seventh working day is Monday 06-22."""
    told(case).hearing_requested("2026-06-03").interview("2026-06-05", "请求从轻")
    case.hearing_notified("2026-06-10", "2026-06-22").hearing_held("2026-06-22")
    after_hearing(case.hearing_reported("2026-06-23").rechecked("2026-06-25"))


HEARD = (
    Case("D1", f"{APL} 44", "art44_never_told", never_told),
    Case("D1", f"{APL} 44", "art44_told_and_taken_back", told_and_taken_back),
    Case("D2", f"{APL} 45", "art45_only_the_other_gave_up_its_statement", only_the_other_gave_it_up),
    Case("D3", f"{APL} 64(1)", "art64_1_only_the_other_gave_up_its_hearing", only_the_other_gave_it_up),
    Case("D4", f"{APL} 45", "art45_only_the_other_was_interviewed", only_the_other_was_interviewed),
    Case("D4", f"{APL} 45", "art45_interviewed_under_notices_before", interviewed_under_the_notices_before),
    Case("D5", f"{APL} 45", "art45_answered_under_notices_before", interviewed_under_the_notices_before),
    Case("D5", f"{APL} 45", "art45_said_after_the_recheck", said_after_the_recheck),
    Case("D6", f"{APL} 63", "art63_asked_and_not_heard", asked_and_not_heard),
    Case("D6", f"{APL} 65", "art65_heard_and_not_reported", heard_and_not_reported),
    Case("D7", f"{APL} 64(2)", "art64_2_heard_too_soon", heard_too_soon),
)


# Reviewed, filed, discussed, and no more than that


def not_reviewed(case: Scene) -> None:
    heard(told(case)).filed("2026-06-10").acknowledged("2026-06-10").discussed("2026-06-11")
    decided(case)


def not_reviewed_before_the_notice(case: Scene) -> None:
    case.open("2026-05-18", parties=[party()]).issued("2026-05-25").served("2026-06-01")
    decided(agreed(heard(case)))


def not_filed(case: Scene) -> None:
    heard(told(case)).reviewed("2026-06-09").discussed("2026-06-11")
    decided(case)


def filed_and_not_answered(case: Scene) -> None:
    """Sealed on Wednesday 06-10: the supervising office has until Wednesday 06-17."""
    heard(told(case)).reviewed("2026-06-09").filed("2026-06-10").discussed("2026-06-11")
    decided(case)


def not_discussed(case: Scene) -> None:
    heard(told(case)).reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10")
    decided(case)


def discussed_before_the_review(case: Scene) -> None:
    heard(told(case)).discussed("2026-06-09").reviewed("2026-06-09").filed("2026-06-10")
    decided(case.acknowledged("2026-06-10"))


def dearer_than_told(case: Scene) -> None:
    whole(case, penalties=(fine("120000.01"),))


def another_finding_than_told(case: Scene) -> None:
    whole(case, findings=["F1", "F2"])


def dearer_than_the_recheck(case: Scene) -> None:
    decided(agreed(heard(told(case), LESS)), FINE)


AGREED = (
    Case("E1", f"{APL} 58", "art58_not_reviewed", not_reviewed),
    Case("E2", f"{SAMR} 49", "samr49_not_reviewed_before_the_notice", not_reviewed_before_the_notice),
    Case("E3", "听述系统假定", "not_filed", not_filed),
    Case("E3", "听述系统假定", "filed_and_not_answered", filed_and_not_answered),
    Case("E4", f"{APL} 57.2", "art57_2_not_discussed", not_discussed),
    Case("E4", f"{APL} 57.2", "art57_2_discussed_before_the_review", discussed_before_the_review),
    Case("E5", f"{APL} 44", "art44_one_fen_more_than_told", dearer_than_told),
    Case("E5", f"{APL} 44", "art44_a_finding_never_told", another_finding_than_told),
    Case("E6", f"{APL} 58", "art58_more_than_the_recheck_left", dearer_than_the_recheck),
)


CASES = (*HEARD, *AGREED)


@pytest.mark.parametrize("case", named(CASES))
def test_the_oracle_sees(case: Case):
    the_articles_forbid(case)


@pytest.mark.parametrize("case", named(CASES))
def test_a_gate_refuses(case: Case):
    a_gate_refuses(case)


def test_art62_a_right_that_each_gave_up_itself_is_over():
    scene = Forced()
    given_up(scene, 1, 2)
    assert scene.refused == []
    assert scene.read_by_the_law() == []
