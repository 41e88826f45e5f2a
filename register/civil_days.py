"""The civil day of an instant, in SQL: by which day each case is, where each has a clock of its own (demo and tests)."""

from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class civil_day(FunctionElement[Any]):  # noqa: N801 - it is written as the function that it is
    """The day in China on which an instant lies: eight hours from UTC, since 1992 without summer time."""

    type = Date()
    inherit_cache = True


@compiles(civil_day, "sqlite")
def _on_sqlite(element: civil_day, compiler: Any, **options: Any) -> str:
    return f"date({compiler.process(element.clauses, **options)}, '+8 hours')"


@compiles(civil_day, "postgresql")
def _on_postgresql(element: civil_day, compiler: Any, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} AT TIME ZONE 'Asia/Shanghai' AS date)"
