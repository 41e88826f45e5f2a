"""Documents: prepared, numbered, written. One activity a set."""

from typing import Literal, Protocol

from temporalio import activity

from activities.heartbeat import heartbeating
from domain.procedure.chapters.documents import Numbered, Preview
from domain.record import Record


class DocumentsOrder(Record):
    """Which documents of a case are wanted, as the case stood at `position`."""

    agency: str
    number: str
    position: int
    wanted: Literal["preview", "final"]
    documents: tuple[int, ...]


class DocumentsMade(Record):
    previews: tuple[Preview, ...] = ()
    numbered: tuple[Numbered, ...] = ()
    incomplete: tuple[Preview, ...] = ()
    """Documents whose content has gaps: nothing was numbered for them."""


class Producer(Protocol):
    async def make(self, order: DocumentsOrder) -> DocumentsMade:
        """Make what is ordered; a repeated order finds what was made before."""


class Documents:
    def __init__(self, producer: Producer) -> None:
        self._producer = producer

    @activity.defn(name="documents")
    async def documents(self, order: DocumentsOrder) -> DocumentsMade:
        async with heartbeating():
            return await self._producer.make(order)
