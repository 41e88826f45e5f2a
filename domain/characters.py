"""Characters (字符): which of them no text may hold, because it would not print, or print as something else.

What the fonts of an office lack is asked beside this, of the fonts themselves.
"""

import unicodedata
from collections.abc import Iterable

_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Control, format (bidi, zero-width), surrogate, private-use characters, and Unicode's own line ends."""

_INVISIBLE = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
"""Letters and marks by category, and nothing to be seen: a name of them would be none."""

LAYOUT = frozenset("\n\r\t")
"""Line ends and tabs come in with any pasted text: they begin a new line, or are a space."""


def _class_of(refused: Iterable[int]) -> str:
    """Write code points as ranges of a character class."""
    ranges: list[list[int]] = []
    for point in refused:
        if ranges and point == ranges[-1][1] + 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"\\u{a:04x}" + (f"-\\u{b:04x}" if b > a else "") for a, b in ranges)


def pattern(*, one_line: bool) -> str:
    """Return how a text is written, for the schema: nothing unprintable in it, and not blanks alone.

    The characters beyond U+FFFF that no text may hold are left to the door: not every dialect of patterns can name them.
    Halves of characters are none, and no JSON in UTF-8 has them.
    """
    bad = [
        point
        for point in range(0x10000)
        if (is_unprintable(chr(point)) or (one_line and chr(point) in LAYOUT))
        and not 0xD800 <= point <= 0xDFFF
        and (one_line or chr(point) not in LAYOUT)
    ]
    fit = _class_of(bad)
    return f"^(?:[^{fit}]*[^{fit}\\s][^{fit}]*)?$"


def described(character: str) -> str:
    """Name a character so that a person can find it: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def shown(characters: Iterable[str]) -> tuple[str, ...]:
    """Name each character with itself before its name, where it can be seen: `𪚥 U+2A6A5 CJK UNIFIED IDEOGRAPH-2A6A5`."""
    return tuple(f"{c} {described(c)}" for c in characters)


def is_unprintable(character: str) -> bool:
    return character in _INVISIBLE or unicodedata.category(character) in _REFUSED


def unprintable(text: Iterable[str]) -> tuple[str, ...]:
    """Name each character of the text that no document may hold, once, in order of code point."""
    return tuple(described(c) for c in sorted(set(text) - LAYOUT) if is_unprintable(c))
