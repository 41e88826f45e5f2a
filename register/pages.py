"""Keyset pages: a page begins behind the last row of the one before, whatever was written meanwhile."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, literal, tuple_

from domain.procedure.lists import BadCursor, Page

PAGE = 50
LARGEST_PAGE = 200

Item = dict[str, Any]
"""A row as JSON: days and instants as ISO 8601."""


@dataclass(frozen=True)
class Key:
    """Columns that order a list and that together belong to one row only."""

    columns: tuple[Column[Any], ...]
    newest_first: bool = False

    @property
    def order(self) -> tuple[ColumnElement[Any], ...]:
        return tuple(c.desc() if self.newest_first else c.asc() for c in self.columns)

    def behind(self, cursor: str) -> ColumnElement[bool]:
        """Return the condition of all rows that come after the cursor's.

        Raises:
            BadCursor: It was not made by `cursor_of` for this list.
        """
        try:
            values = json.loads(base64.urlsafe_b64decode(cursor.encode()))
            bound = [literal(_read(c, v), c.type) for c, v in zip(self.columns, values, strict=True)]
        except (ValueError, TypeError) as error:
            raise BadCursor from error
        here = tuple_(*self.columns)
        return here < tuple_(*bound) if self.newest_first else here > tuple_(*bound)

    def cursor_of(self, item: Item) -> str:
        values = [item[c.name] for c in self.columns]
        return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


def read_page(
    connection: Connection, statement: Select[Any], key: Key, cursor: str | None, limit: int | None
) -> Page[Any]:
    """Return at most `limit` rows in the key's order, behind the cursor."""
    if cursor is not None:
        statement = statement.where(key.behind(cursor))
    statement = statement.order_by(*key.order)
    if limit is None:
        return Page([as_json(row) for row in connection.execute(statement).mappings()])
    limit = max(1, min(limit, LARGEST_PAGE))
    rows = [as_json(row) for row in connection.execute(statement.limit(limit + 1)).mappings()]
    return Page(rows[:limit], key.cursor_of(rows[limit - 1]) if len(rows) > limit else None)


def as_json(row: Mapping[Any, Any]) -> Item:
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in row.items()}


def _read(column: Column[Any], value: Any) -> Any:
    wanted = column.type.python_type
    if issubclass(wanted, datetime):
        return datetime.fromisoformat(value)
    if issubclass(wanted, date):
        return date.fromisoformat(value)
    if not isinstance(value, wanted):
        raise TypeError(value)
    return value
