"""What a form is filled in with before anybody types (预填): the only choice there is, one group for each open point."""

from typing import Any

from desk.fields.form import Field
from desk.fields.source import Known


def certain(field: Field, known: Known) -> Any:
    """What is the only choice there is."""
    if field.source is None or not field.source.certain:
        return None
    found = [choice.value for choice in field.source.choices(known)]
    if len(found) != 1:
        return None
    return found if field.many else found[0]


def each(field: Field, known: Known, there: Any) -> list[dict[str, Any]]:
    """What is given; else one for each thing that wants an answer, such as an open point."""
    if not field.many:
        return [there if isinstance(there, dict) else {}]
    if isinstance(there, list) and there:
        return [one for one in there if isinstance(one, dict)]
    first = field.inner[0]
    if field.required and first.source and first.path[-1] in ("point", "heading"):
        found: list[dict[str, Any]] = [{first.path[-1]: c.value} for c in first.source.choices(known)]
        return found or [{}]
    return [{}]
