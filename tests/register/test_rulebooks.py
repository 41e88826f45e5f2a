"""Rules by their address: kept before a case names them, and again with the entries that do."""

import pytest

from domain.law.held import RulesNotHeld, held
from domain.law.rulebook import rulebook_for
from installation.rules import RulesShelf
from register.database import Database
from register.projection import CaseProjection
from register.recording import Recorder
from register.rulebooks import Rulebooks
from tests.procedure.playing import standard

RULES = rulebook_for("market+zhenjiang")


def test_what_is_kept_is_read_as_it_was(database: Database):
    book = Rulebooks(database)
    assert book.read(RULES.sha256) is None
    book.keep(RULES)
    book.keep(RULES)
    assert book.read(RULES.sha256) == RULES
    assert [one.sha256 for one in book.all()] == [RULES.sha256]


def test_a_journal_names_no_rules_that_its_register_lacks(database: Database):
    """So it is also in a register that came back from an older copy, and is handed the entries anew."""
    played = standard(until="submit_for_review")
    Recorder(database, CaseProjection()).record("zj-market", played.case.identity.number, played.entries)
    assert Rulebooks(database).read(played.case.rules.sha256) == played.case.rulebook


def test_a_process_that_begins_holds_all_that_is_kept(database: Database, monkeypatch: pytest.MonkeyPatch):
    other = RULES.model_copy(update={"profile": "kept-before"})
    Rulebooks(database).keep(other)
    monkeypatch.setattr("domain.law.held._HELD", {})
    shelf = RulesShelf(Rulebooks(database))
    shelf.fill()
    shelf.close()  # from now on nothing is read any more
    assert held(other.sha256) == other


def test_rules_that_nobody_has_are_named():
    with pytest.raises(RulesNotHeld, match="restore it into the register"):
        held("0" * 64)
