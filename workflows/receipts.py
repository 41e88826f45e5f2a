"""The receipts that a case carries: the last ones. Older ones are the register's, written with their facts."""

from collections.abc import Sequence

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.procedure.receipts import Kept

CARRIED = 32


class Receipts:
    def __init__(self, kept: Sequence[Kept], pruned: int) -> None:
        self._kept = {one.key: one for one in kept}
        self.pruned = pruned
        """The highest position whose receipt was dropped: who has not looked in the register so far must look again."""

    @property
    def all(self) -> tuple[Kept, ...]:
        return tuple(self._kept.values())

    def of(self, key: str) -> Kept | None:
        return self._kept.get(key)

    def keep(self, one: Kept) -> None:
        self._kept[one.key] = one

    def prune(self, recorded: int) -> None:
        """Drop the oldest beyond those carried, as far as the register has them."""
        for oldest in list(self._kept.values())[: max(len(self._kept) - CARRIED, 0)]:
            if oldest.receipt.position > recorded:
                return
            del self._kept[oldest.key]
            self.pruned = oldest.receipt.position
