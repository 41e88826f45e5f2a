"""The lawyer's page is what the tables say today."""

import re
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from domain.law.counting import first_lawful_day, reckon
from domain.law.profiles import own_confirmations
from domain.law.rulebook import rulebook_for
from domain.law.tables.readings import ReadingKey
from domain.law.tables.statute import STATUTE
from domain.law.terms import Certainty, Term, TermKey
from domain.pages.prohibitions import GATES
from domain.pages.statute import questions_page, start_of_example, statute_page
from domain.procedure import gates
from domain.procedure.language import Refusal

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "statute.md"
OF_NO_GATE = {
    "agents",
    "closed",
    "suspended",
    "draft",
    "hearing_day",
    "hearing_over",
    "identities",
    "interview_day",
    "interviewers",
    "judiciary",
    "joining",
    "parties",
    "receiving",
    "serving",
    "slips",
    "speaking",
}
"""What several moves ask besides: of a draft, of days, of who speaks, of service. No decision is forbidden there."""


def test_the_page_is_fresh() -> None:
    """Write it again: uv run python -m domain.pages.statute > docs/statute.md."""
    assert PAGE.read_text(encoding="utf-8") == statute_page()


def test_every_row_and_every_quote_stands_on_the_page() -> None:
    page = statute_page()
    assert all(row.quote in page for row in STATUTE)
    assert all(str(row.source) in page for row in STATUTE)


def test_what_a_lawyer_must_confirm_stands_first() -> None:
    first = statute_page().partition("## 二、")[0]
    for row in STATUTE:
        if row.certainty is not Certainty.V:
            assert f"{row.title}{row.length}{row.unit.counted_zh}" in first


def declared_by_gates() -> set[str]:
    """The codes of the refusals that stand in the gates' own files."""
    names = {found.name for found in iter_modules(gates.__path__)} - OF_NO_GATE
    modules = (import_module(f"{gates.__name__}.{name}") for name in names)
    return {value.code for m in modules for value in vars(m).values() if isinstance(value, Refusal)}


def test_every_gate_of_the_procedure_stands_on_the_page_with_its_codes() -> None:
    listed = {refusal.code for gate in GATES for refusal in gate.refusals}
    assert declared_by_gates() == listed
    page = statute_page()
    assert all(f"`{code}`" in page for code in listed)
    assert [gate.number for gate in GATES] == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_the_days_of_the_examples_of_gates_are_those_that_are_counted() -> None:
    rules = rulebook_for("market+zhenjiang")
    statement = rules.term(TermKey.STATEMENT, date(2026, 6, 1))
    assert reckon(statement, date(2026, 6, 1), rules.calendar).last_day == date(2026, 6, 8)
    notice = rules.term(TermKey.HEARING_NOTICE, date(2026, 6, 10))
    assert first_lawful_day(notice, date(2026, 6, 10), rules.calendar) == date(2026, 6, 23)
    lawsuit = reckon(rules.term(TermKey.LAWSUIT, date(2026, 8, 5)), date(2026, 8, 5), rules.calendar)
    assert (lawsuit.earliest, lawsuit.latest) == (date(2027, 2, 5), date(2027, 2, 15))
    payment = reckon(rules.term(TermKey.PAYMENT, date(2026, 6, 5)), date(2026, 6, 5), rules.calendar)
    assert payment.last_day == date(2026, 6, 22)


def rows_of_questions() -> dict[str, list[str]]:
    """The cells of each question, by the row that it is about."""
    table = statute_page().partition("## 一、")[2].partition("\n## ")[0]
    lines = [line.strip("|").split(" | ") for line in table.splitlines() if re.match(r"\| \d", line)]
    return {cells[1].strip("` "): [cell.strip() for cell in cells] for cells in lines}


def test_every_question_can_be_answered_in_a_profile(tmp_path: Path) -> None:
    for row in rows_of_questions():
        said = f'question = "?"\nrow = "{row}"\nholds = true\nopinion = "可以"\nwho = "示例律师"\nday = 2026-12-01\n'
        folder = tmp_path / row
        folder.mkdir()
        (folder / "own.toml").write_text(f'title = "本局"\nlayer = true\n[[confirmed]]\n{said}', "utf-8")
        assert own_confirmations("own", folder)[0].row == row


def test_an_answer_stands_in_the_row_of_its_question_and_the_rest_is_left_to_be_signed() -> None:
    rows = rows_of_questions()
    asked, basis, opinion, day, who = rows["terms.decision_filing"][2:]
    assert "决定备案期限15日" in asked
    assert basis.startswith("[江苏省行政处罚听证程序规则（V2）](#act-")
    assert "答：可以适用。按自然日计算。" in opinion
    assert (day, who) == ("2026-11-24", "示例律师（虚构，演示用）")
    assert "答：不得适用。没有读到本行业的条文。" in rows["acts.各行业送达地址确认的规定"][4]
    assert rows["terms.statement"][4:] == ["", "", ""]


def test_the_readings_are_asked_about() -> None:
    rows = rows_of_questions()
    assert "任何一名当事人的公告送达、听证" in rows["readings.whose_exclusion"][2]
    assert "重叠的日子只扣一次" in rows["readings.excluded_days"][2]
    assert {f"readings.{key}" for key in ReadingKey} <= rows.keys()


def test_an_office_reads_its_own_answers(tmp_path: Path) -> None:
    said = 'question = "含首尾两日？"\nrow = "readings.excluded_days"\nholds = true\nopinion = "是"\nwho = "某律师"\n'
    (tmp_path / "ours.toml").write_text(
        f'title = "本局"\nlayer = true\n[[confirmed]]\n{said}day = 2026-12-01\n', "utf-8"
    )
    page = questions_page(tmp_path)
    assert "〔本局〕问：含首尾两日？ 答：可以适用。是 | 2026-12-01 | 某律师 |" in page
    assert "某律师" not in questions_page()


def test_what_is_assumed_is_never_given_as_checked() -> None:
    page = statute_page()
    assert "（A，假定值，不是法律规定）" in page
    assert "（G，据一般了解，待核对）" in page
    assert not re.search(r"[（，](A|G|I)，\d{4}-\d\d-\d\d核对", page)


@pytest.mark.parametrize("row", STATUTE, ids=lambda row: f"{row.key}-{row.since}-{'+'.join(row.binds)}")
def test_no_example_is_counted_from_a_day_on_which_its_row_is_not_in_force(row: Term) -> None:
    assert row.holds_on(start_of_example(row))


def test_art60_the_example_of_the_90_days_rolls_only_where_the_act_says_so() -> None:
    """From Monday 2026-06-01 the 90th day is Sunday 2026-08-30; SAMR-P 80 alone lets it move on."""
    section = statute_page().partition("### 办案期限 `decide`")[2].partition("\n### ")[0]
    everybody, market, *_ = section.split("- 例：")[1:]
    assert everybody.startswith("2026年6月1日（周一）起算，届满日2026年8月30日（周日）")
    assert market.startswith("2026年6月1日（周一）起算，届满日2026年8月31日（周一）")
