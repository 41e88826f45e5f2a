"""Parting (分案): how a case begins that was split off another, from that one's journal alone."""

from collections.abc import Sequence

from domain.case.cutting import cut
from domain.case.journal import GENESIS, Entry, chained
from domain.case.splits import Origin
from domain.procedure.chapters.splitting import CaseSplitOff
from domain.procedure.folding import body_of, fold


def beginning(entries: Sequence[Entry], party: int, number: str) -> Entry:
    """Return the first entry of the case in which a party goes on; `entries` end with that by which the party left.

    Whenever it is asked for it is the same, to the byte: so whoever tries the opening again sees whether it is done.
    """
    *before, left = entries
    whole = fold(before)
    origin = Origin(number=whole.identity.number, party=party, position=left.seq, head=left.head)
    first = CaseSplitOff(case=cut(whole, party, number, origin))
    return chained(
        Entry(seq=1, at=left.at, by=left.by, move=left.move, fact=type(first).__name__, body=body_of(first)),
        GENESIS,
    )
