"""By which profile one looks (程序规定): those that come with the programme, by title."""

from collections.abc import Sequence
from typing import NamedTuple

from console.visiting import Visitor
from domain.bilingual import Words
from domain.law.errors import BadProfile
from domain.law.profile_words import all_said
from domain.law.profiles import profile
from domain.law.rulebook import Rulebook
from domain.pages.diagram import PROFILES

USUAL = "market+zhenjiang"


class Named(NamedTuple):
    """A profile by its word and its title."""

    word: str
    title: Words


def named() -> Sequence[Named]:
    """Return every profile that may be chosen."""
    found = []
    for word in PROFILES:
        titles = profile(word).titles
        found.append(Named(word, all_said(titles[1:] or titles)))
    return found


def rules_of(visitor: Visitor, word: str) -> tuple[str, Rulebook]:
    """Return the rules of a profile as this installation has them; of one that there is not, those of the usual one."""
    known = word if word in PROFILES else USUAL
    try:
        return known, visitor.given.rules(known)
    except BadProfile:
        return USUAL, visitor.given.rules(USUAL)
