"""Splitting (分案): a case that was split off is opened from what the other's journal says of its party, and opened once."""

import asyncio

from activities.splitting import SplitAnswer, SplitOrder
from desk.engine_calls import EngineCalls
from desk.errors import NumberTaken
from desk.ports import Journals
from desk.recorded import recorded
from domain.case.journal import Entry
from domain.procedure.parting import beginning
from workflows.messages import CaseState


class SplitOffice:
    """What it begins with is the same at each try, so that a case that is there already is known again by its first entry."""

    def __init__(self, engine: EngineCalls, journals: Journals) -> None:
        self._engine = engine
        self._journals = journals

    async def split_off(self, order: SplitOrder) -> SplitAnswer:
        """Open the case, or find by its first entry whether the one of this number is it.

        Raises:
            Unavailable: Engine or register do not answer, or the register does not have the case yet.
        """
        entries = await recorded(self._journals, order.agency, order.number, order.position)
        first = await asyncio.to_thread(beginning, entries, order.party, order.to)
        known = await asyncio.to_thread(self._journals.entries, order.agency, order.to, until=1)
        return SplitAnswer(opened=_is(known, first) if known else await self._opened(order, first))

    async def _opened(self, order: SplitOrder, first: Entry) -> bool:
        try:
            await self._engine.begin(CaseState.after((first,), recorded=0))
        except NumberTaken:
            # Opened before by this very order, or just now by somebody else.
            return _is(await recorded(self._journals, order.agency, order.to, 1), first)
        return True


def _is(known: tuple[Entry, ...], first: Entry) -> bool:
    return known[0].head == first.head
