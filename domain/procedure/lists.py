"""Lists (列表): which cases are wanted, and what a row of each list says.

Rows are ready to be sent as JSON: days and instants as ISO 8601.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, NotRequired, TypeVar

from pydantic import JsonValue, WithJsonSchema
from typing_extensions import TypedDict

from domain.labels import Label
from domain.lengths import Code, Line
from domain.procedure.stage import Stage
from domain.record import Record

Row = TypeVar("Row")
Day = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
Instant = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
Sha256 = Annotated[str, WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{64}$"})]


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
    officer: Annotated[Code | None, Label("承办人编号", "id of an officer of the case")] = None
    party: Annotated[Line | None, Label("当事人名称的一部分", "part of a party's name")] = None
    document_number: Annotated[
        Line | None,
        Label("文号", "document number", "其中一件文书的完整文号", "of one of its documents, whole"),
    ] = None
    sought: Annotated[
        Line | None,
        Label(
            "查找",
            "what is sought",
            "案号、当事人名称或者一件文书文号的一部分",
            "part of the case number, of a party's name or of a document's number",
        ),
    ] = None


class MoveFilter(Record):
    """Which moves of a case; what is left out narrows nothing."""

    open: Annotated[bool | None, Label("现在能否办理", "whether it can be made now")] = None
    move: Annotated[Code | None, Label("操作", "move", "操作的名称，如 waive", "its name, such as waive")] = (
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
    opened_at: Instant
    next_due: Day | None
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
    start: Day
    last_day: Day | None
    earliest: Day | None
    latest: Day | None
    ended_on: Day | None
    state: str
    """As of the day on which it is read."""
    right: bool
    """A right of the party, or what silence answers: when its last day has passed nothing is overdue."""
    role: str | None
    """Who must act; nobody where it is a right."""
    remind_by: Day | None


class DocumentRow(TypedDict):
    agency: str
    number: str
    document: int
    kind: str
    party: int | None
    about: str
    document_number: str | None
    content_sha256: Sha256 | None
    preview_sha256: Sha256 | None
    file_sha256: Sha256 | None
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
    since: Day
    until: Day | None


class JournalRow(TypedDict):
    """One entry of the journal, with its head."""

    seq: int
    at: Instant
    by: str
    move: str
    fact: str
    body: dict[str, JsonValue]
    key: NotRequired[str]
    """The request's idempotency key with whose it is; none where the workflow itself made the move."""
    digest: NotRequired[Sha256]
    """Of the request's body."""
    taken_over: NotRequired[str]
    """Who took it over from paper; none where it was recorded here."""
    head: Sha256


class ReadRow(TypedDict):
    id: int
    at: Instant
    person: str
    agency: str
    number: str
    what: str
    request_id: str
