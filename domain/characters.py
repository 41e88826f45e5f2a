"""Characters (字符): which of them no text may hold, because it would not print, or print as something else.

What the fonts of an office lack is asked beside this, of the fonts themselves.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Control, format (bidi, zero-width), surrogate, private-use characters, and Unicode's own line ends."""

_INVISIBLE = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
"""Letters and marks by category, and nothing to be seen: a name of them would be none."""

LAYOUT = frozenset("\n\r\t")
"""Line ends and tabs come in with any pasted text: they begin a new line, or are a space."""


_IN_PATTERNS = r"\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ue000-\uf8ff\ufeff"
A_LINE = rf"^(?!\s+$)[^\x00-\x1f{_IN_PATTERNS}]*$"
"""How a text of one line is written, for the schema: not blanks alone, and nothing in it of what is met most.

The rarer characters that no text may hold, and those that the fonts lack, are left to the door to name.
"""
LINES = rf"^(?!\s+$)[^\x00-\x08\x0b\x0c\x0e-\x1f{_IN_PATTERNS}]*$"


ASKED_OFTEN = 10_000
"""Characters about which is known what has been found out: more than a case is written with. A draft at the caps asks
for a hundred thousand."""


@lru_cache(ASKED_OFTEN)
def described(character: str) -> str:
    """Name a character so that a person can find it: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def shown(characters: Iterable[str]) -> tuple[str, ...]:
    """Name each character with itself before its name, where it can be seen: `𪚥 U+2A6A5 CJK UNIFIED IDEOGRAPH-2A6A5`."""
    return tuple(f"{c} {described(c)}" for c in characters)


@lru_cache(ASKED_OFTEN)
def is_unprintable(character: str) -> bool:
    return character in _INVISIBLE or unicodedata.category(character) in _REFUSED


def unprintable(text: Iterable[str]) -> tuple[str, ...]:
    """Name each character of the text that no document may hold, once, in order of code point."""
    return tuple(described(c) for c in sorted(c for c in set(text) - LAYOUT if is_unprintable(c)))
