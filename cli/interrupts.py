"""Ctrl-C (中断) in the middle of a command's work: what must be ended is ended, and that fails no more than it hangs."""

import asyncio
import signal
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

from cli import gone

T = TypeVar("T")

GRACE = 10.0
"""Seconds that what must be ended in good order has for it: a thread that waits for a disk or a network is not waited for."""


async def in_good_order(work: Coroutine[Any, Any, T]) -> T:
    """Do the work; when it is cancelled, whatever its clean-up raises is no failure of the command."""
    try:
        return await work
    except BaseException as error:
        task = asyncio.current_task()
        if task is None or not task.cancelling():
            raise
        _do_not_hang()
        raise asyncio.CancelledError from error


def _do_not_hang() -> None:
    """From here on a second Ctrl-C ends us at once, and so does time: a thread of ours may never return."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, gone)
    last = threading.Timer(GRACE, gone, (signal.SIGINT, None))
    last.daemon = True
    last.start()
