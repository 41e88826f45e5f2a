"""Splitting (分案): a case that was split off is opened from what the other's journal says of its party, and opened once."""

import asyncio
from collections.abc import Sequence

from activities.splitting import SplitAnswer, SplitOrder
from desk.engine_calls import EngineCalls
from desk.errors import REGISTER, NumberTaken, Unavailable
from desk.ports import Journals
from domain.case.journal import Entry
from domain.procedure.parting import beginning
from workflows.messages import CaseState


class SplitOffice:
    """What it begins with is the same at each try, so that a case that is there already is known again by its first entry."""

    def __init__(self, engine: EngineCalls, journals: Journals) -> None:
        self._engine = engine
        self._journals = journals

    async def split_off(self, order: SplitOrder) -> SplitAnswer:
        """Open the case; one that was opened and is not recorded yet is asked for again.

        Raises:
            Unavailable: Engine or register do not answer, or the register does not have the case yet.
        """
        first = await asyncio.to_thread(self._first, order)
        if recorded := await self._recorded(order, 1):
            return SplitAnswer(opened=recorded[0].head == first.head)
        try:
            await self._engine.begin(CaseState.after((first,), recorded=0))
        except NumberTaken:
            # By whom, its first entry says: by this very case, or by another.
            raise Unavailable(REGISTER) from None
        return SplitAnswer(opened=True)

    def _first(self, order: SplitOrder) -> Entry:
        entries = self._journals.entries(order.agency, order.number, until=order.position)
        if len(entries) < order.position:
            raise Unavailable(REGISTER)
        return beginning(entries, order.party, order.to)

    async def _recorded(self, order: SplitOrder, until: int) -> Sequence[Entry]:
        return await asyncio.to_thread(self._journals.entries, order.agency, order.to, until=until)
