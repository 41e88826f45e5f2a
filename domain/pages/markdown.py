"""Markdown as the generated pages write it."""

from collections.abc import Iterable, Iterator

GENERATED = "本页由程序生成，不手工修改（generated from the code by `make pages`, never edited by hand）。"


def page(parts: Iterable[Iterable[str]]) -> str:
    """Join the parts of a page, an empty line between them."""
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Write a table; a bar within a cell would end it."""
    columns = list(heads)
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '／') for cell in row)} |"


def prose(kind: type[object]) -> str:
    """A docstring on one line."""
    return " ".join((kind.__doc__ or "").split())


def anchor(place: str) -> str:
    """A place that links lead to."""
    return f'<a id="{place}"></a>'


def move_link(name: str, title: str, page: str = "") -> str:
    """A link to a move on the page of the procedure; `page` where it stands on another."""
    return f"[{title} `{name}`]({page}#{name})"
