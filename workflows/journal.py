"""The journal of a case as far as one run holds it: what it has stated since it began, and what is not recorded yet."""

from collections.abc import Sequence

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.case.journal import Entry, Tip

CHUNK = 256 * 1024
"""Bytes of entries that one `record` is given; a single move that is larger goes alone."""


class JournalDiffers(RuntimeError):
    """What was recorded is not what this code makes of the same history: the code has changed.

    It fails the task and not the case, which goes on once the right code is back. A green replay alone does not
    prove the same state.
    """


class RunJournal:
    """Entries in order; `before` is the position of the last one that this run does not hold."""

    def __init__(self, tip: Tip, unrecorded: Sequence[Entry]) -> None:
        self.tip = tip
        self._entries = list(unrecorded)
        self._before = tip.seq - len(unrecorded)
        self.recorded = self._before

    @property
    def unrecorded(self) -> tuple[Entry, ...]:
        return tuple(self._entries[self.recorded - self._before :])

    @property
    def whole(self) -> bool:
        """Whether everything is recorded."""
        return self.recorded == self.tip.seq

    def add(self, made: Sequence[Entry]) -> None:
        self._entries.extend(made)
        if made:  # a machine move may have nothing new to say
            self.tip = made[-1].tip

    def chunk(self) -> tuple[Entry, ...]:
        """Return the next entries to be recorded, whole moves, so that their receipts come with them."""
        waiting, size, end = self.unrecorded, 0, 0
        for place, entry in enumerate(waiting, start=1):
            size += len(entry.stored)
            if size > CHUNK and end:
                break
            if place == len(waiting) or (waiting[place].key, waiting[place].at) != (entry.key, entry.at):
                end = place
        return waiting[:end]

    def record(self, position: int, head: str) -> None:
        """Take note of how far the register is.

        Raises:
            JournalDiffers: It has another entry there.
        """
        if self._entries[position - self._before - 1].head != head:
            raise JournalDiffers(f"at entry {position}")
        self.recorded = position

    def hand_again(self, seq: int) -> bool:
        """Go back to an entry that the register lacks; say whether this run still holds it."""
        if seq <= self._before:
            return False
        self.recorded = seq - 1
        return True
