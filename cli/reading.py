"""How a command reads: as the person who asks, under the same rights as over HTTP, and without an engine."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from cli.running import person, run, settings
from desk.reading import Reading
from domain.case.people import Person
from installation.desk import counter

T = TypeVar("T")

MOST = 200
"""Rows of a list; whoever wants more asks the API, page by page."""


def read(ask: Callable[[Reading, Person], Awaitable[T]], as_: str, *, json_: bool, engine: bool = False) -> T:
    """Return what the desk answers this person; `engine` where the workflow itself is asked."""

    async def work() -> T:
        async with counter(settings(), engine=engine) as services:
            return await ask(services.reading, await person(services.identities, as_))

    return run(work(), json_=json_)
