"""What each answer says, as it is published. Answers are sent as they are: these shapes describe them, and tests hold both together."""

from typing import TYPE_CHECKING, Annotated, Any, Literal, NotRequired, TypeAlias, get_args

from pydantic import Field, WithJsonSchema
from typing_extensions import TypedDict

from api.problems import Obstacle, Problem, Words
from api.states import Health, OperationsState, Readiness
from desk.comparing import DocumentDifference
from desk.intake import SignalAnswer
from desk.paper_forms import FormRow
from desk.rehearsing.results import RehearsalResult
from domain.case.case import Case
from domain.case.dangers import Danger
from domain.case.documents import DocumentKind
from domain.case.dossier import DossierEdition
from domain.case.people import Role
from domain.case.proof import Damage
from domain.law.terms import TermKey
from domain.law.traces import Trace
from domain.procedure import FACTS, Change
from domain.procedure.debts import DebtRow
from domain.procedure.defects import DefectRow
from domain.procedure.lists import (
    CaseRow,
    Day,
    DeadlineRow,
    DocumentRow,
    Instant,
    JournalRow,
    Sha256,
    WorkRow,
)
from domain.procedure.receipts import Receipt
from domain.procedure.stage import Stage
from domain.record import Record

# Cases


class _Shown(TypedDict):
    """A case: all that is true of it. What is empty is left out."""

    agency: str
    agency_name: str
    number: str
    profile: str
    stage: Stage
    stage_title: str
    position: int
    head: Sha256
    as_of: Instant
    papers_version: Sha256
    rulebook: Sha256
    defects: list[DefectRow]
    """Grounds to set a decision aside that the file shows by itself."""
    debts: list[DebtRow]
    """What parties owe as of `as_of`."""


def _whole(name: str, base: Any, kind: type[Record], without: set[str]) -> Any:
    """Return a shape of a record that is shown whole, with what is put before it: what is empty is left out."""
    fields = {n: f.annotation for n, f in kind.model_fields.items() if n not in without}
    optional = {n: NotRequired[a] for n, a in fields.items() if type(None) in get_args(a)}
    found: Any = TypedDict(name, {**base.__annotations__, **fields, **optional})  # type: ignore[misc]
    found.__doc__ = base.__doc__
    return found


if TYPE_CHECKING:
    CaseState: TypeAlias = Any
else:
    CaseState = _whole("CaseState", _Shown, Case, without={"identity", "rules"})


class CasePage(TypedDict):
    """A page of cases, newest first."""

    items: list[CaseRow]
    cursor: str | None


class MoveOption(TypedDict):
    """A move as it stands for the person who asks, now."""

    move: str
    title: str
    party: int | None
    by: list[Role]
    article: str
    refusals: list[Obstacle]
    method: Literal["POST"]
    href: str


class MoveOptions(TypedDict):
    """What one may do in a case now, and what bars the rest."""

    position: int
    at: Instant
    available: list[MoveOption]
    barred: list[MoveOption]
    cursor: str | None
    """Where the next page begins; nothing at the end."""


class CaseDeadline(DeadlineRow):
    """A clock of a case, and where its last day is explained."""

    href: str


class CaseDeadlines(TypedDict):
    """Every clock of a case, past and present."""

    as_of: Day
    items: list[CaseDeadline]


class _Explained(TypedDict):
    """Why a last day is what it is, for readers: the article written out, the count in sentences and as a calendar."""

    article: str
    sentences: list[str]
    picture: str


if TYPE_CHECKING:
    Explanation: TypeAlias = Any
else:
    Explanation = _whole("Explanation", _Explained, Trace, without={"article"})


class Explanations(TypedDict):
    """Of one term, for each span that it has run."""

    items: list[Explanation]


class CaseDocuments(TypedDict):
    """The documents of a case with their files."""

    items: list[DocumentRow]


class CaseForm(FormRow):
    """A form that people sign on paper, where it is printed, and where its scan is handed in."""

    href: str
    move_href: str


class CaseForms(TypedDict):
    """The forms of a case that people sign on paper."""

    items: list[CaseForm]


class RecognisedForm(CaseForm):
    """What a code on a scan is of."""

    agency: str
    number: str


def _of_each_fact(suffix: str, base: Any, tag: str) -> Any:
    """Return the union of what is said with a fact: its kind in one field tells what stands in its body."""
    kinds = [
        TypedDict(  # type: ignore[operator]
            f"{name}{suffix}",
            {**base.__annotations__, tag: Literal[name], "body": fact},
        )
        for name, fact in FACTS.items()
    ]
    return Annotated[_union(kinds), Field(discriminator=tag)]


def _union(kinds: list[Any]) -> Any:
    found = kinds[0]
    for kind in kinds[1:]:
        found = found | kind
    return found


class _Tried(TypedDict):
    kind: str
    said: list[str]
    """What it says to a person, in both languages."""


if TYPE_CHECKING:
    JournalEntry: TypeAlias = Any
    FactTried: TypeAlias = Any
else:
    JournalEntry = _of_each_fact("Entry", JournalRow, "fact")
    FactTried = _of_each_fact("Tried", _Tried, "kind")


class JournalPage(TypedDict):
    """A page of the journal: every fact with its hash, in order."""

    items: list[JournalEntry]
    cursor: str | None


class JournalFlaw(TypedDict):
    """An entry that is not as it was written."""

    damage: Damage
    place: int
    """Position in the case; 0 where all of it is meant."""
    what: Words


class JournalProof(TypedDict):
    """What holding a journal against its hashes came to."""

    entries: int
    flaws: list[JournalFlaw]


class DocumentTried(TypedDict):
    """A document that would come."""

    kind: DocumentKind
    title: str
    party: int | None


class Trial(TypedDict):
    """What a move would make true now, and which last days it would set, shift or end."""

    move: str
    dry_run: Literal[True]
    stage: Stage
    facts: list[FactTried]
    once_confirmed: list[FactTried]
    """Of a move that takes two: what it makes true when the second person confirms it."""
    deadlines: list[Change]
    documents: list[DocumentTried]
    """Documents that would be made."""
    told: list[str]
    """Persons who would get a message, by their ids."""


# Work, clocks, signals, files


class WorkPage(TypedDict):
    """A page of what waits for the person who asks."""

    items: list[WorkRow]
    cursor: str | None


class DeadlinePage(TypedDict):
    """A page of running clocks, the most pressing first."""

    items: list[DeadlineRow]
    cursor: str | None


class DossierEditions(TypedDict):
    """The sealed editions of a dossier, the oldest first."""

    items: list[DossierEdition]


class SignalSent(TypedDict):
    """A signal that was taken in."""

    signal: str
    id: str
    handed_in: bool
    """Whether the case has it already; else it is kept until the engine is back."""


class UploadNoted(TypedDict):
    """A file that was taken in."""

    sha256: Sha256
    name: str
    size: int
    media_type: str
    at: Instant
    kept_apart: list[Danger]
    """Why it is handed to nobody before a person releases it."""


class FileReleased(TypedDict):
    """A file that was kept apart, and is not any more."""

    sha256: Sha256
    agency: str
    reason: str
    by: str
    at: Instant


# The catalogue


class RoleTitle(TypedDict):
    """A role and its name."""

    role: Role
    title: str


JsonSchema = Annotated[
    dict[str, Any],
    WithJsonSchema(
        {"type": "object", "description": "A JSON Schema (2020-12) that stands alone", "x-any-json": True}
    ),
]


class CatalogueEntry(TypedDict):
    """A move as the catalogue lists it."""

    move: str
    title: str
    description: str
    by: list[RoleTitle]
    together_with: Role | None
    article: str
    within: TermKey | None
    makes: list[str]
    method: Literal["POST"]
    href: str
    schema: JsonSchema
    example: Annotated[Any, WithJsonSchema({})]
    """A body of the move, accepted as it stands."""


class Catalogue(TypedDict):
    """Every move."""

    items: list[CatalogueEntry]


CASE = "/v1/cases/{agency}/{number}"
ANSWERS: dict[tuple[str, str], tuple[int, Any]] = {
    ("get", "/v1/cases"): (200, CasePage),
    ("get", CASE): (200, CaseState),
    ("get", f"{CASE}/moves"): (200, MoveOptions),
    ("get", f"{CASE}/deadlines"): (200, CaseDeadlines),
    ("get", f"{CASE}/deadlines/{{term}}"): (200, Explanations),
    ("get", f"{CASE}/journal"): (200, JournalPage),
    ("get", f"{CASE}/journal/proof"): (200, JournalProof),
    ("get", f"{CASE}/documents"): (200, CaseDocuments),
    ("get", f"{CASE}/dossier/editions"): (200, DossierEditions),
    ("get", f"{CASE}/forms"): (200, CaseForms),
    ("get", "/v1/forms"): (200, RecognisedForm),
    ("get", f"{CASE}/documents/{{document}}/difference"): (200, DocumentDifference),
    ("get", f"{CASE}/signals/{{signal}}"): (200, SignalAnswer),
    ("get", "/v1/work"): (200, WorkPage),
    ("get", "/v1/deadlines"): (200, DeadlinePage),
    ("get", "/v1/moves"): (200, Catalogue),
    ("get", "/v1/operations"): (200, OperationsState),
    ("get", "/health"): (200, Health),
    ("get", "/ready"): (200, Readiness),
    ("post", "/v1/documents"): (201, UploadNoted),
    ("post", "/v1/documents/{sha256}/release"): (200, FileReleased),
    ("post", "/v1/rehearsals"): (200, RehearsalResult),
}
"""Of every route but moves and signals, which have one answer each."""
LEAVING = (*(kind for _, kind in ANSWERS.values()), Receipt, Trial, SignalSent, Problem)
