"""Lists (列表): which cases are wanted, and what a row of each list says.

Rows are ready to be sent as JSON: days and instants as ISO 8601.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypedDict, TypeVar

from pydantic import JsonValue

from domain.labels import Label
from domain.procedure.stage import Stage
from domain.record import Record

Row = TypeVar("Row")


class BadCursor(ValueError):
    """A cursor that no page of this list has given."""

    def __init__(self) -> None:
        super().__init__("翻页标记无效 · this cursor is none of ours: begin with the first page")


@dataclass(frozen=True)
class Page(Generic[Row]):
    items: Sequence[Row]
    cursor: str | None = None
    """Where the next page begins; nothing at the end."""


class CaseFilter(Record):
    """Which cases of a list; what is left out narrows nothing."""

    stage: Annotated[Stage | None, Label("阶段", "stage")] = None
    overdue: Annotated[bool | None, Label("是否逾期", "whether somebody is overdue")] = None
    officer: Annotated[str | None, Label("承办人编号", "id of an officer of the case")] = None
    party: Annotated[str | None, Label("当事人名称的一部分", "part of a party's name")] = None
    document_number: Annotated[
        str | None,
        Label("文号", "document number", "其中一件文书的完整文号", "of one of its documents, whole"),
    ] = None


class MoveFilter(Record):
    """Which moves of a case; what is left out narrows nothing."""

    open: Annotated[bool | None, Label("现在能否办理", "whether it can be made now")] = None
    move: Annotated[str | None, Label("操作", "move", "操作的名称，如 waive", "its name, such as waive")] = (
        None
    )
    party: Annotated[
        int | None,
        Label(
            "当事人序号", "number of a party", "只列针对该当事人的操作", "only moves that concern this party"
        ),
    ] = None


EVERY_MOVE = MoveFilter()


class CaseRow(TypedDict):
    agency: str
    number: str
    stage: str
    profile: str
    cause: str
    party_names: str
    """One a line."""
    position: int
    opened_at: str
    next_due: str | None
    """The first last day by which somebody must have acted."""
    overdue: bool


class DeadlineRow(TypedDict):
    agency: str
    number: str
    place: int
    """Its order within the case."""
    term: str
    party: int | None
    title: str
    article: str
    start: str
    last_day: str | None
    earliest: str | None
    latest: str | None
    ended_on: str | None
    state: str
    """As of the day on which it is read."""
    right: bool
    """A right of the party: when its last day has passed nothing is overdue."""
    role: str | None
    """Who must act; nobody where it is a right."""
    remind_by: str | None


class DocumentRow(TypedDict):
    agency: str
    number: str
    document: int
    kind: str
    party: int | None
    about: str
    document_number: str | None
    content_sha256: str | None
    preview_sha256: str | None
    file_sha256: str | None
    pages: int
    state: str


class WorkRow(TypedDict):
    agency: str
    number: str
    place: int
    role: str
    person: str | None
    """That very person; else anyone of the role (officers: those of the case)."""
    move: str
    party: int | None
    what: str
    since: str
    until: str | None


class JournalRow(TypedDict):
    """One entry of the journal, with its head."""

    seq: int
    at: str
    by: str
    move: str
    fact: str
    body: dict[str, JsonValue]
    head: str


class ReadRow(TypedDict):
    id: int
    at: str
    person: str
    agency: str
    number: str
    what: str
    request_id: str
