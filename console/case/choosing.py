"""Whose part of a case is shown (当事人的选择): everybody's, or in a case of many parties one's."""

from collections.abc import Sequence
from typing import Final

from console.case.showing import Seen
from domain.case.parties import Party

MANY: Final = 5
"""Parties beyond which a page shows one at a time."""


def chosen_party(seen: Seen, party: str) -> int | None:
    """Read which party was asked for; nothing where it is everybody."""
    if party.isdecimal() and len(party) < 7 and seen.case.has_party(int(party)):
        return int(party)
    everyone = seen.case.parties.all
    return everyone[0].id if len(everyone) > MANY else None


def of_party(seen: Seen, chosen: int | None) -> Sequence[Party]:
    return seen.case.parties.all if chosen is None else (seen.case.party(chosen),)
