"""Long texts (长文): put into the document store before the move is sent, which then carries their addresses."""

from dataclasses import dataclass
from typing import Any

from domain.procedure.language import Move
from domain.texts import INLINE, INLINE_BUDGET, SHORT, address_of, changed


@dataclass(frozen=True)
class Taken:
    """A move as it goes on to the case, and the texts that must lie in the store before."""

    move: Move
    body: dict[str, Any]
    texts: tuple[str, ...] = ()


def taken(move: Move, body: dict[str, Any], carried: int) -> Taken:
    """Put the addresses of long texts in their places; beyond the case's budget those of all that are not short.

    `carried` is how many bytes of text the case carries already. A text of a session stands in a fact of each party.
    """
    left, facts = INLINE_BUDGET - carried, max(1, len(move.concerns))
    texts: list[str] = []

    def placed(text: str) -> str:
        nonlocal left
        size = len(text.encode()) * facts
        if len(text) <= SHORT or (len(text) <= INLINE and size <= left):
            left -= size
            return text
        texts.append(text)
        return str(address_of(text))

    with_addresses = changed(move, placed)
    if not texts:
        return Taken(move, body)
    return Taken(with_addresses, with_addresses.model_dump(mode="json", exclude_unset=True), tuple(texts))
