"""What a lawyer was asked about a row, and said: read strictly, and never for more than it says."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.law.confirmed import Confirmation, confirmed
from domain.law.errors import BadProfile
from domain.law.profiles import FOLDER, own_confirmations
from domain.law.rulebook import Rulebook, rulebook_for
from domain.law.terms import TermKey

ON = date(2026, 6, 1)
SAID = {
    "question": '"是否适用？"',
    "row": '"terms.decision_filing"',
    "holds": "true",
    "opinion": '"可以适用"',
    "who": '"示例律师"',
    "day": "2026-11-24",
}


def written(folder: Path, **changes: str | None) -> Path:
    lines = (f"{key} = {value}" for key, value in {**SAID, **changes}.items() if value is not None)
    text = 'title = "本局"\nlayer = true\n\n[[confirmed]]\n' + "\n".join(lines) + "\n"
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return folder


def rules_of(folder: Path, **changes: str | None) -> Rulebook:
    return rulebook_for("market+zhenjiang+own", folder=written(folder, **changes))


def unconfirmed(rules: Rulebook) -> bool:
    """The row of the decision filing was read in a copy alone, and checked on 2026-11-23."""
    return rules.unconfirmed(rules.term(TermKey.DECISION_FILING, ON))


def test_a_row_that_was_not_read_is_unconfirmed_until_a_lawyer_says_that_it_holds(tmp_path: Path):
    assert unconfirmed(rulebook_for("market+zhenjiang"))
    assert not unconfirmed(rules_of(tmp_path))


def test_a_row_that_was_read_in_its_own_words_asks_nobody():
    rules = rulebook_for("market+zhenjiang")
    assert not rules.unconfirmed(rules.term(TermKey.PAYMENT, ON))


def test_an_opinion_that_it_does_not_hold_confirms_nothing(tmp_path: Path):
    assert unconfirmed(rules_of(tmp_path, holds="false"))


@pytest.mark.parametrize(
    ("day", "still_open"), [("2026-11-22", True), ("2026-11-23", False), ("2026-11-24", False)]
)
def test_what_was_written_after_the_confirmation_is_not_confirmed_by_it(tmp_path: Path, day, still_open):
    assert unconfirmed(rules_of(tmp_path, day=day)) is still_open


def test_a_confirmation_of_another_row_is_none_of_this_one(tmp_path: Path):
    assert unconfirmed(rules_of(tmp_path, row='"terms.statement"'))


def test_the_last_word_counts():
    said: dict[str, Any] = {"question": "？", "row": "terms.payment", "opinion": "…", "who": "示例律师"}
    first = Confirmation(**said, holds=True, day=date(2026, 11, 24))
    second = Confirmation(**said, holds=False, day=date(2026, 11, 25))
    assert confirmed((second, first), "terms.payment", None) is None
    assert confirmed((first,), "terms.payment", None) == first


@pytest.mark.parametrize("row", ["switches.filing", "articles.closing", "thresholds.fine", "calendars.2024"])
def test_a_lawyer_can_be_asked_about_every_table(tmp_path: Path, row):
    (found,) = rules_of(tmp_path, row=f'"{row}"').confirmed
    assert found.row == row


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"row": '"terms.nothing"'}, 6),
        ({"row": '"calendars.24"'}, 6),
        ({"row": '"decision_filing"'}, 6),
        ({"who": '" "'}, 9),
        ({"opinion": '""'}, 8),
        ({"holds": '"perhaps"'}, 7),
        ({"day": '"soon"'}, 10),
        ({"day": None}, 4),
        ({"holds": None}, 4),
        ({"day": "2026-11-24\nnote = 1"}, 11),
    ],
)
def test_a_faulty_confirmation_is_named_by_its_line(tmp_path: Path, changes, line):
    with pytest.raises(BadProfile) as raised:
        rules_of(tmp_path, **changes)
    assert raised.value.line == line


def test_those_of_the_demo_are_marked_as_invented_and_no_other_profile_has_any():
    for name in (path.stem for path in FOLDER.glob("*.toml")):
        rows = own_confirmations(name)
        assert bool(rows) is (name == "demo")
        assert all(row.invented for row in rows)


def test_rules_read_back_remember_what_was_confirmed(tmp_path: Path):
    rules = rules_of(tmp_path)
    assert Rulebook.model_validate_json(rules.stored).confirmed == rules.confirmed
