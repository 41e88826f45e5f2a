"""Differences (文字对比) of two texts, as a person reads them: sentence by sentence, and character by character within one.

Chinese is not divided into words by spaces. What was said otherwise is found by its sentences first; a sentence that was
changed a little shows which of its characters are others.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

How = Literal["same", "removed", "added"]

_UNIT = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|.", re.DOTALL)
"""What is compared within a sentence: characters, but a number and a word of letters as a whole."""
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+")
CLOSE = 0.5
"""How alike two passages are that are shown as one which was changed; others are shown as taken out and put in."""
LONGEST = 1_000
"""Characters of passages that are compared one by one: the time for that grows with their product."""
SHORTEST = 2
"""Characters that stay between two changes; fewer are shown as changed with them, since nobody reads such shreds."""


class Piece(NamedTuple):
    """A passage, and whether both texts have it."""

    how: How
    text: str


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts as one run of passages: what is the same or removed gives `before`, the same or added `after`.

    >>> [(p.how, p.text) for p in differences("罚款三万元。", "罚款二万元。")]
    [('same', '罚款'), ('removed', '三'), ('added', '二'), ('same', '万元。')]
    >>> [p.text for p in differences("罚款105000元。", "罚款140000元。")]
    ['罚款', '105000', '140000', '元。']
    """
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    found = list[Piece]()
    for how, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        if how == "equal":
            found.append(Piece("same", "".join(old[i1:i2])))
        else:
            found += _changed("".join(old[i1:i2]), "".join(new[j1:j2]))
    return tuple(_joined(found))


def _changed(old: str, new: str) -> Iterator[Piece]:
    before, after = _UNIT.findall(old), _UNIT.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    short = max(len(old), len(new)) <= LONGEST
    if not (short and matcher.quick_ratio() >= CLOSE and matcher.ratio() >= CLOSE):
        yield from _replaced(old, new)
        return
    taken, put = "", ""
    for how, i1, i2, j1, j2 in matcher.get_opcodes():
        same = "".join(before[i1:i2])
        at_an_end = i1 == 0 or i2 == len(before)
        if how == "equal" and (len(same) >= SHORTEST or at_an_end):
            yield from _replaced(taken, put)
            taken, put = "", ""
            yield Piece("same", same)
        else:
            taken, put = taken + same, put + "".join(after[j1:j2])
    yield from _replaced(taken, put)


def _replaced(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece("removed", old)
    if new:
        yield Piece("added", new)


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Put neighbours of one kind together."""
    waiting: Piece | None = None
    for piece in pieces:
        if waiting and waiting.how == piece.how:
            waiting = Piece(piece.how, waiting.text + piece.text)
            continue
        if waiting:
            yield waiting
        waiting = piece
    if waiting:
        yield waiting
