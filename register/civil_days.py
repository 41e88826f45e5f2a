"""The civil day of an instant, in SQL: by which day each case is, where each has a clock of its own (demo and tests)."""

from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class CivilDay(FunctionElement[Any]):
    """The day in China on which an instant lies: eight hours from UTC, since 1992 without summer time."""

    type = Date()
    inherit_cache = True


@compiles(CivilDay, "sqlite")
def _on_sqlite(element: CivilDay, compiler: Any, **options: Any) -> str:
    return f"date({compiler.process(element.clauses, **options)}, '+8 hours')"


@compiles(CivilDay, "postgresql")
def _on_postgresql(element: CivilDay, compiler: Any, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} AT TIME ZONE 'Asia/Shanghai' AS date)"
