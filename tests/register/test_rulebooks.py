"""Rules by their address: kept before a case names them, and again with the entries that do."""

import time
from contextlib import closing

import pytest

from domain.law.held import RulesNotHeld, held
from domain.law.rulebook import Rulebook, rulebook_for
from installation.rules import IN_A_WORKER, RulesShelf
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
    shelf.fill_for_worker()
    shelf.close()  # from now on nothing is read any more
    assert held(other.sha256) == other


class Busy(Rulebooks):
    """A register that takes longer to answer than a worker may wait."""

    def read(self, sha256: str) -> Rulebook | None:
        time.sleep(IN_A_WORKER + 0.3)
        return super().read(sha256)


def test_only_a_worker_would_rather_be_without_than_wait(database: Database, monkeypatch: pytest.MonkeyPatch):
    book = Busy(database)
    book.keep(RULES)
    with closing(RulesShelf(book)):
        monkeypatch.setattr("domain.law.held._HELD", {})
        assert held(RULES.sha256) == RULES
    with closing(RulesShelf(book)) as shelf:
        shelf.fill_for_worker()
        held_now: dict[str, Rulebook] = {}
        monkeypatch.setattr("domain.law.held._HELD", held_now)
        with pytest.raises(RulesNotHeld, match="did not give it in time"):
            held(RULES.sha256)
        while not held_now:
            time.sleep(0.05)
        assert held(RULES.sha256) == RULES  # what came too late is there for the next try


def test_rules_that_nobody_has_are_named():
    with pytest.raises(RulesNotHeld, match="restore it into the register"):
        held("0" * 64)
