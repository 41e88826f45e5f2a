"""Cases that are kept folded: asked again, a case costs what was recorded since, and is never an old one."""

from collections.abc import Sequence

from desk.folded import FoldedCases
from domain.case.journal import Entry
from domain.procedure import fold
from tests.procedure.scene import Scene


class _Journal:
    """A journal that grows, and notes what is read of it."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries_ = list(entries)
        self.recorded = len(self.entries_)
        self.read = list[int]()

    def entries(
        self, agency: str, number: str, *, after: int = 0, until: int | None = None
    ) -> tuple[Entry, ...]:
        found = tuple(e for e in self.entries_[: self.recorded] if e.seq > after)
        self.read.append(len(found))
        return found


def played() -> list[Entry]:
    return Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").entries


def test_a_case_asked_again_is_folded_from_where_it_was():
    entries = played()
    journal = _Journal(entries)
    journal.recorded = 8
    cases = FoldedCases(journal)
    for recorded in (8, 8, len(entries)):
        journal.recorded = recorded
        found = cases.of("zj-market", "1")
        assert found is not None
        assert found.case == fold(entries[:recorded])
        assert found.tip == entries[recorded - 1].tip
    assert journal.read == [8, 1, len(entries) - 7]


def test_a_case_that_is_not_recorded_is_none_and_is_not_kept():
    journal = _Journal(played())
    journal.recorded = 0
    cases = FoldedCases(journal)
    assert cases.of("zj-market", "1") is None
    journal.recorded = 6
    found = cases.of("zj-market", "1")
    assert found is not None
    assert found.tip.seq == 6


def test_a_register_that_came_back_from_a_copy_is_believed():
    entries, journal = played(), _Journal(played())
    cases = FoldedCases(journal)
    cases.of("zj-market", "1")
    journal.recorded = 7
    found = cases.of("zj-market", "1")
    assert found is not None
    assert (found.tip, found.case) == (entries[6].tip, fold(entries[:7]))
    other = Scene().open("2026-05-19").reviewed("2026-05-21").entries
    journal.entries_, journal.recorded = list(other), len(other)
    found = cases.of("zj-market", "1")
    assert found is not None
    assert found.case == fold(other)


def test_what_is_kept_has_a_bound():
    journal = _Journal(played())
    journal.recorded = 6
    cases = FoldedCases(journal, most_entries=13)
    for number in ("1", "2", "3", "1"):
        cases.of("zj-market", number)
    assert journal.read == [6, 6, 6, 6]
    cases.of("zj-market", "1")
    cases.of("zj-market", "3")
    assert journal.read[4:] == [1, 1]
