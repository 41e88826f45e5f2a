"""Cases folded (折叠) from what is recorded, and kept: who asks again pays for what was recorded since, not for the whole case."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import NamedTuple

from desk.ports import Journals
from domain.case.case import Case
from domain.case.journal import Entry, Tip
from domain.procedure import fold

MOST_ENTRIES = 30_000
"""Entries of the cases that are kept, all together: a thousand ordinary ones, or ten of a hundred parties."""


class Folded(NamedTuple):
    """A case as it is recorded up to its tip."""

    case: Case
    tip: Tip


class FoldedCases:
    """Rights are no matter of this page: whoever asks has asked for them before."""

    def __init__(self, journals: Journals, most_entries: int = MOST_ENTRIES) -> None:
        self._journals = journals
        self._most = most_entries
        self._kept: OrderedDict[tuple[str, str], Folded] = OrderedDict()
        self._lock = Lock()

    def of(self, agency: str, number: str) -> Folded | None:
        """Return the case as it is recorded now, or nothing where there is none. One query."""
        with self._lock:
            kept = self._kept.get((agency, number))
        found = self._gone_on(agency, number, kept) if kept else None
        found = found or _folded(self._journals.entries(agency, number))
        if found is not None and found is not kept:
            self._keep(agency, number, found)
        return found

    def entries(self, agency: str, number: str, after: int) -> tuple[Entry, ...]:
        """Return what was recorded in a case since a position."""
        return self._journals.entries(agency, number, after=after)

    def _gone_on(self, agency: str, number: str, kept: Folded) -> Folded | None:
        """Fold what was recorded since; nothing where the register does not have the entry that was the last one."""
        last, *since = self._journals.entries(agency, number, after=kept.tip.seq - 1) or (None,)
        if last is None or last.tip != kept.tip:
            return None  # restored from a copy, or gone
        return _folded(since, kept.case) if since else kept

    def _keep(self, agency: str, number: str, found: Folded) -> None:
        with self._lock:
            self._kept[agency, number] = found
            self._kept.move_to_end((agency, number))
            weight = sum(one.tip.seq for one in self._kept.values())
            while weight > self._most and len(self._kept) > 1:
                weight -= self._kept.popitem(last=False)[1].tip.seq


def _folded(entries: Sequence[Entry], before: Case | None = None) -> Folded | None:
    return Folded(fold(entries, before), entries[-1].tip) if entries else None
