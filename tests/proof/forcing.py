"""A case played against the gates: what they refuse is noted, and made true all the same."""

from datetime import datetime
from typing import Any

from domain.case.people import Person
from domain.procedure import obstacles
from tests.procedure.scene import Scene
from tests.proof.oracle.file import CaseFile, Wrong
from tests.proof.oracle.whole import unlawful


class Forced(Scene):
    """A scene in which every move is made."""

    def __init__(self, rules: Any = None) -> None:
        super().__init__(rules)
        self.refused: list[tuple[str, str]] = []
        """Move and code of whatever a gate refused."""

    def _make(self, instant: datetime, by: str, name: str, body: dict[str, Any]) -> None:
        move = self.read(name, body)
        now = self.moment(by, instant, move)
        # What is refused at a confirmation is the move that was proposed.
        what = self.case.proposals.waiting[-1].move if name == "confirm" else name
        self.refused += [(what, r.code) for r in obstacles(now, move)]
        self._state(move, now)

    def read_by_the_law(self) -> list[Wrong]:
        """What the articles say of the whole journal."""
        return unlawful(CaseFile.of(self.entries, self._person))

    def _person(self, person: str) -> Person | None:
        return self.person(person)
