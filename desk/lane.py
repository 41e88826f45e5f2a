"""The lane of large requests (大请求): read one after the other in a thread, so that everybody else is answered meanwhile."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

LARGE = 64 * 1024
"""Bytes of a body, or characters of its texts; what is smaller is read at once, for less than a thread costs."""
MANY = 2_000
"""Values of a body; the draft of an ordinary case has a hundred."""

Read = TypeVar("Read")


class Lane:
    """One at a time: threads that compute share one interpreter, and what each of them holds adds up."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def run(self, call: Callable[[], Read], *, large: bool) -> Read:
        if not large:
            return call()
        async with self._turn:
            return await asyncio.to_thread(call)


def is_large(body: Any) -> bool:
    """Whether reading a body takes long enough to be noticed; found out in less time than that."""
    waiting, values, characters = [body], 0, 0
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            characters += len(value)
        elif isinstance(value, dict | list):
            values += len(value)
            if values > MANY:
                return True
            waiting.extend(value.values() if isinstance(value, dict) else value)
        if characters > LARGE:
            return True
    return False
