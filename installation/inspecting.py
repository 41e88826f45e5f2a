"""Inspecting what is stored (查验库中文件): files that came in before there was a quarantine, or before a danger was known, are looked through.

What is dangerous is kept apart from then on, in cases that name it as well, until somebody who may has released it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from desk.inspecting import looked_through
from domain.case.dangers import Danger
from domain.case.keeping import FileDamaged, FileMissing
from register.quarantine import Quarantine
from register.store import DocumentStore

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Apart:
    """A file that was handed out until now."""

    sha256: str
    dangers: frozenset[Danger]
    """What was not known of it before."""
    cases: tuple[str, ...]
    """Which cases name it, as `AGENCY/NUMBER`."""


@dataclass(frozen=True)
class Inspected:
    looked_at: int
    apart: tuple[Apart, ...]


class Inspecting:
    def __init__(self, store: DocumentStore, quarantine: Quarantine) -> None:
        self._store = store
        self._quarantine = quarantine

    def run(self, told: Told = lambda done, of: None) -> Inspected:
        """Look through every file that somebody brought; it may be broken off at any moment, and be run again.

        Raises:
            StoreAway, StoreUnusable: What was found until then stays noted.
        """
        brought, apart, looked_at = self._quarantine.brought_in(), list[Apart](), 0
        for done, sha256 in enumerate(brought, start=1):
            found = self._dangers(sha256)
            looked_at += found is not None
            known = set(self._quarantine.dangers(sha256)) if found else set()
            if found and found - known:
                self._quarantine.keep_apart(sha256, found)
                apart.append(Apart(sha256, found - known, self._quarantine.named_by(sha256)))
            told(done, len(brought))
        return Inspected(looked_at, tuple(apart))

    def _dangers(self, sha256: str) -> frozenset[Danger] | None:
        """Return what is dangerous in a file; nothing is known of one that is lost or damaged, which the check names."""
        try:
            with self._store.open(sha256) as content:
                return looked_through(content)
        except (FileMissing, FileDamaged):
            return None
