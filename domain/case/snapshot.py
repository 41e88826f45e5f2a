"""The snapshot of a case (案件快照): all that is true of it without its history, as it is carried from run to run.

Defaults are left out: a component added later reads as if nothing had happened in it, and a case of a hundred parties
stays small.
"""

from typing import Annotated, Any

from pydantic import PlainSerializer

from domain.case.case import Case


def snapshot(case: Case) -> dict[str, Any]:
    return case.model_dump(mode="json", exclude_defaults=True)


def snapshot_size(case: Case) -> int:
    """Bytes of the snapshot as JSON."""
    return len(case.__pydantic_serializer__.to_json(case, exclude_defaults=True))


Snapshot = Annotated[Case, PlainSerializer(snapshot)]
"""A case within another record, written as its snapshot."""
