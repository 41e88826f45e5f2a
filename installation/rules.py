"""Where a process finds rules that it does not hold yet: a thread of its own reads them from the register.

A case that is folded inside the engine's worker must not touch a database; it waits for this thread, and not for long.
Whoever else folds a case would rather wait than be told that there are no such rules.
"""

import logging
import queue
import threading

from domain.law.held import hold, supply, withdraw
from domain.law.rulebook import Rulebook
from register.rulebooks import Rulebooks

logger = logging.getLogger(__name__)

LONGEST_WAIT = 10.0
"""Seconds: on a machine with much to do a rulebook may take some to be read and checked."""
IN_A_WORKER = 0.5
"""Seconds: the engine gives up a thread that stands for two."""


class _Order:
    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        self.done = threading.Event()
        self.found: Rulebook | None = None


class RulesShelf:
    """Lets every fold of this process find its rules in the register, until it is closed."""

    def __init__(self, register: Rulebooks) -> None:
        self._register = register
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._longest_wait = LONGEST_WAIT
        supply(self.wanted)

    def fill_for_worker(self) -> None:
        """Hold all that the register keeps, so that no case of a worker that has just begun waits for its rules.

        Where that cannot be read now, each is read when it is wanted. From here on nothing waits long.
        """
        self._longest_wait = IN_A_WORKER
        try:
            for rulebook in self._register.all():
                hold(rulebook)
        except Exception:
            # A worker that begins must not be stopped by it.
            logger.exception("the rulebooks could not be read beforehand")

    def wanted(self, sha256: str) -> Rulebook | None:
        """Return a rulebook, or nothing where the register lacks it or does not answer in time."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="rulebooks", daemon=True)
            self._thread.start()
        order = _Order(sha256)
        self._orders.put(order)
        order.done.wait(self._longest_wait)
        return order.found

    def close(self) -> None:
        withdraw(self.wanted)
        self._orders.put(None)

    def _serve(self) -> None:
        while (order := self._orders.get()) is not None:
            try:
                found = self._register.read(order.sha256)
                # Held at once: who has waited too long finds it when he asks again.
                order.found = hold(found) if found else None
            except Exception:
                logger.exception("a rulebook could not be read", extra={"sha256": order.sha256})
            order.done.set()
