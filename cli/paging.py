"""Long lists on the command line: a page of so many rows, and a line that says when there are more."""

from collections.abc import Awaitable
from typing import Annotated, Protocol, TypeVar

import typer

from cli import showing
from domain.procedure.lists import Page

Row = TypeVar("Row")

LARGEST = 200
Limit = Annotated[
    int, typer.Option(min=1, max=LARGEST, help=f"最多几行，不超过 {LARGEST} · at most so many rows")
]


class Ask(Protocol[Row]):
    def __call__(self, *, cursor: str | None, limit: int) -> Awaitable[Page[Row]]: ...


async def whole(ask: Ask[Row]) -> list[Row]:
    """Return every row of a list, page by page."""
    found, cursor = list[Row](), None
    while True:
        page = await ask(cursor=cursor, limit=LARGEST)
        found.extend(page.items)
        if (cursor := page.cursor) is None:
            return found


def told_of_more(page: Page[Row], limit: int, *, json_: bool) -> None:
    """Say, beside the rows, that there are more of them."""
    if page.cursor is not None:
        showing.note(
            f"只列出前 {limit} 行，还有更多：请加筛选条件，或者 --limit（不超过 {LARGEST}）"
            f" · the first {limit} only: narrow it down, or raise --limit (up to {LARGEST})",
            json_=json_,
        )
