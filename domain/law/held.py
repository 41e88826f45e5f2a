"""The rulebooks that this process holds (规则集), each once, found by its address.

A case, its history and its journal name their rules by SHA-256 alone. Whoever starts a process says where a rulebook
comes from that is not held yet; this table itself reads nothing.
"""

from collections.abc import Callable

from domain.law.rulebook import Rulebook

Source = Callable[[str], Rulebook | None]
"""Returns a rulebook by its SHA-256, or nothing where it does not have it."""

_HELD: dict[str, Rulebook] = {}
_SOURCES: list[Source] = []


class RulesNotHeld(RuntimeError):
    """A case names rules that nobody here has: put them into the register, and it goes on by itself."""

    def __init__(self, sha256: str) -> None:
        super().__init__(
            f"没有规则集 {sha256}，或者登记簿未及时给出 · no rulebook of this SHA-256 is here, or the register did not give it"
            " in time: see that the register answers; if it lacks the rulebook, restore it into the register"
        )
        self.sha256 = sha256


def hold(rulebook: Rulebook) -> Rulebook:
    """Hold a rulebook from now on; return the one that is held under its address."""
    return _HELD.setdefault(rulebook.sha256, rulebook)


def held(sha256: str) -> Rulebook:
    """Return the rulebook of this address.

    Raises:
        RulesNotHeld: No source has it.
    """
    found = _HELD.get(sha256)
    if found is not None:
        return found
    for source in _SOURCES:
        if rulebook := source(sha256):
            return hold(rulebook)
    raise RulesNotHeld(sha256)


def supply(source: Source) -> None:
    """Ask this source, too, for rulebooks that are not held."""
    _SOURCES.append(source)


def withdraw(source: Source) -> None:
    """Ask it no more."""
    _SOURCES.remove(source)
