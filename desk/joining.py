"""Joining (并案): the other case is asked through the same door as by everybody, under a key of the order's own."""

import asyncio

from activities.joining import JoinAnswer, JoinOrder
from desk.desk import Desk
from desk.errors import DeskError, Unavailable
from desk.ports import Journals
from desk.recorded import recorded
from desk.requests import Asked
from domain.case.people import CLOCK
from domain.procedure import fold
from domain.procedure.chapters.joining import EndAsJoined

LONGEST_REASON = 500
"""Characters of a refusal that the journal keeps."""


class JoinOffice:
    def __init__(self, desk: Desk, journals: Journals) -> None:
        self._desk = desk
        self._journals = journals

    async def take_in(self, order: JoinOrder) -> JoinAnswer:
        """Have the other case end as joined; one that did so before gives its first receipt, and brings the same.

        Raises:
            Unavailable: Engine or register do not answer, or the register does not have the end of the case yet.
        """
        asked = Asked(
            actor=CLOCK.model_copy(update={"agency": order.agency}),
            move=EndAsJoined.name,
            body={
                "into": order.number,
                "order": order.position,
                "ordered_by": order.ordered_by,
                "reason": order.reason,
                "profile": order.profile,
                "identifiers": list(order.identifiers),
            },
            key=f"join:{order.number}:{order.position}",
        )
        try:
            receipt = await self._desk.perform(order.agency, order.other, asked)
        except Unavailable:
            raise
        except DeskError as error:
            return JoinAnswer(code=error.code, because=str(error.why)[:LONGEST_REASON])
        entries = await recorded(self._journals, order.agency, order.other, receipt.position)
        brought = await asyncio.to_thread(fold, entries[: receipt.facts[0].seq - 1])
        return JoinAnswer(brought=brought, position=receipt.position, head=entries[-1].head)
