"""What was meant (是否为): the names nearest to a mistyped agency, case, person, move or field."""

from collections.abc import Iterable
from difflib import get_close_matches

from domain.bilingual import Words, listed

MOST = 3
ALIKE = 0.6
"""As difflib measures it: half of the letters and more, in order."""


def nearest(typed: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known names that are most like what was typed, the likest first.

    >>> nearest("record_servce", ["record_service", "record_sealing", "waive"])
    ('record_service', 'record_sealing')
    """
    every = list(known)
    begun = [name for name in every if typed and name.startswith(typed)]
    alike = get_close_matches(typed, every, n=MOST, cutoff=ALIKE)
    return tuple(dict.fromkeys((*alike, *begun)))[:MOST]


def cure(typed: str, known: Iterable[str], *, where: str) -> Words:
    """Say what may have been meant, and by which command all are listed."""
    if found := nearest(typed, known):
        return Words("是否为 {near}？全部见 {where}", "did you mean {near}? {where} lists all").filled(
            near=listed(found), where=where
        )
    return Words("请对照 {where} 的列表", "look for it in the list of {where}").filled(where=where)
