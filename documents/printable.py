"""Which characters may stand in a document at all, whatever the fonts have."""

import unicodedata
from collections.abc import Iterable

_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Control, format (bidi, zero-width), surrogate, private-use characters, and Unicode's own line ends."""

_LAYOUT = frozenset("\n\r\t")
"""Line ends and tabs come in with any pasted text: they begin a new line, or are a space."""


class UnprintableText(ValueError):
    """Text holds characters that would not print, or would make the rest print as something else."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        super().__init__(
            f"含有不可打印的字符 {'、'.join(characters)} · unprintable characters: remove them from the text"
        )
        self.characters = characters


def name(character: str) -> str:
    """Name a character so that a person can find it: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def unprintable(text: Iterable[str]) -> tuple[str, ...]:
    """Name each character of the text that no document may hold, once, in order of code point."""
    found = {c for c in set(text) - _LAYOUT if unicodedata.category(c) in _REFUSED}
    return tuple(name(c) for c in sorted(found))
