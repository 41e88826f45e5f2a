"""An office's own layer brings terms and thresholds of its own, without any code."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from domain.law.errors import BadProfile
from domain.law.parties import PartyKind
from domain.law.penalties import Penalty, PenaltyKind
from domain.law.profiles import FOLDER, check_profiles
from domain.law.rulebook import rulebook_for
from domain.law.screening import ScreenedParty, hearing_right
from domain.law.terms import Certainty, TermKey

JUNE = date(2026, 6, 1)
OFFICE = """
title = "丹阳市应急管理局（本局规定）"
layer = true

[[thresholds]]
measure = "fine"
parties = ["citizen", "sole_trader"]
amount = 20000
source = "某某省安全生产行政处罚听证规定 5"
quote = "对个人处二万元以上罚款"
since = 2026-02-01
certainty = "V"
checked_on = 2026-11-24

[[terms]]
key = "interview_notice"
length = 5
unit = "working_day"
runs_from = "interview_day"
direction = "backward"
source = "某某市审前听述实施办法 9"
quote = "应当在听述五个工作日前送达约谈函"
since = 2026-02-01
certainty = "V"
checked_on = 2026-11-24
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "danyang.toml").write_text(OFFICE, encoding="utf-8")
    return tmp_path


def citizen(fine: int) -> ScreenedParty:
    penalty = Penalty(kind=PenaltyKind.FINE, amount=Decimal(fine))
    return ScreenedParty(id=1, kind=PartyKind.CITIZEN, penalties=(penalty,))


@pytest.mark.parametrize(("fine", "answer"), [(19_999, False), (20_000, True), (20_001, True)])
def test_an_unknown_threshold_is_answered_by_the_layer_of_the_office(folder: Path, fine: int, answer: bool):
    rules = rulebook_for("emergency+danyang", folder=folder)
    assert hearing_right(rulebook_for("emergency"), JUNE, citizen(fine)).answer is None
    found = hearing_right(rules, JUNE, citizen(fine))
    assert found.answer is answer
    assert str(found.article) == "某某省安全生产行政处罚听证规定第五条"


def test_what_the_layer_does_not_say_stays_unknown(folder: Path):
    rules = rulebook_for("emergency+danyang", folder=folder)
    company = citizen(50_000).model_copy(update={"kind": PartyKind.ORGANISATION})
    assert hearing_right(rules, JUNE, company).answer is None
    assert hearing_right(rules, date(2026, 1, 31), citizen(50_000)).answer is None


def test_a_term_of_the_layer_holds_instead_of_the_general_one_from_its_day_on(folder: Path):
    rules = rulebook_for("emergency+zhenjiang+danyang", folder=folder)
    before = rules.term(TermKey.INTERVIEW_NOTICE, date(2026, 1, 31))
    since = rules.term(TermKey.INTERVIEW_NOTICE, date(2026, 2, 1))
    assert (before.length, before.certainty) == (3, Certainty.A)
    assert (since.length, since.certainty) == (5, Certainty.V)


def test_an_office_folder_stands_beside_the_files_of_the_programme(folder: Path):
    check_profiles(folder)
    check_profiles(FOLDER)
    assert rulebook_for("market+danyang", folder=folder).profile == "market+danyang"


def spoilt(old: str, new: str) -> str:
    assert old in OFFICE
    return OFFICE.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (spoilt("amount = 20000", "ammount = 20000"), 8, "ammount"),
        (spoilt("amount = 20000", 'amount = "two"'), 8, "amount"),
        (spoilt('measure = "fine"', 'measure = "fines"'), 6, "measure"),
        (spoilt('source = "某某省安全生产行政处罚听证规定 5"\n', ""), 5, "source"),
        (spoilt("since = 2026-02-01", "since = 2026-02-30"), None, "TOML"),
        (spoilt('key = "interview_notice"', 'key = "interview"'), 16, "key"),
        (OFFICE + OFFICE[OFFICE.index("[[terms]]") :], 34, "重叠"),
        (OFFICE + 'binds = ["market"]\n', 26, "binds"),
    ],
)
def test_a_faulty_row_is_refused_with_its_line(tmp_path: Path, text: str, line: int | None, words: str):
    (tmp_path / "danyang.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadProfile) as refused:
        check_profiles(tmp_path)
    assert words in str(refused.value)
    assert refused.value.line == line
