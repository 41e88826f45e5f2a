"""The lawyer's page is what the tables say today."""

from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from domain.law.counting import first_lawful_day, reckon
from domain.law.rulebook import rulebook_for
from domain.law.tables.statute import STATUTE
from domain.law.terms import Certainty, TermKey
from domain.pages.prohibitions import GATES
from domain.pages.statute import statute_page
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
