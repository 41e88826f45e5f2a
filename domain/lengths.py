"""Lengths (长度): how long a text and a list of a move may be. One table; none of these figures is law.

A length stands in the type of a field, for schema, pages and the desk to read. No model refuses by it: what was accepted
once must be readable for ever.
"""

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from domain.characters import A_LINE, LINES


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a text may be, in characters (code points)."""

    most: int
    stored: bool = False
    """Whether it may lie in the document store, and its address stand in its place."""

    @property
    def one_line(self) -> bool:
        """Whether it is a name, a code or the like: such a text has no line breaks."""
        return not self.stored

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        written = A_LINE if self.one_line else LINES
        return {"pattern": written, **handler(core), "maxLength": self.most}


@dataclass(frozen=True, slots=True)
class Written:
    """How a code is written, for schema and forms to say; who refuses another one is its rule or the desk."""

    pattern: str

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(core), "pattern": self.pattern}


@dataclass(frozen=True, slots=True)
class AtMost:
    """How many things a list may have."""

    most: int

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler(core)
        return {**schema, "maxProperties" if schema["type"] == "object" else "maxItems": self.most}


Code = Annotated[str, Limit(64)]
"""代码: a code, an id, a hash."""
Line = Annotated[str, Limit(200)]
"""单行文字: a name, a place, an address, a number. It is compared and searched, and always stands where it was written."""
Text = Annotated[str, Limit(2_000, stored=True)]
"""文字: a reason, a note."""
LongText = Annotated[str, Limit(100_000, stored=True)]
"""长文: what a party says, what a reviewer or presider writes."""

MachineText = Annotated[str, Limit(2_000), Written("^")]
"""What the machinery says. It never lies in the store: what looks like an address in it was not refused at any door."""

T = TypeVar("T")

UpToParties = Annotated[tuple[T, ...], AtMost(100)]
"""Parties of a case: a larger one is opened in parts."""
UpToEvidence = Annotated[tuple[T, ...], AtMost(1_000)]
"""Pieces of evidence in a draft; each more is added by a move of its own."""
UpToFindings = Annotated[tuple[T, ...], AtMost(200)]
"""Findings and the articles of the legal basis: two for every party."""
UpToOfficers = Annotated[tuple[T, ...], AtMost(20)]
"""Officers: a team."""
UpToPenalties = Annotated[tuple[T, ...], AtMost(50)]
"""Penalties against one party: the thirteen kinds, each on several subjects."""
UpToInstalments = Annotated[tuple[T, ...], AtMost(60)]
"""Parts in which a fine is paid."""
UpToPresent = Annotated[tuple[T, ...], AtMost(100)]
"""Persons of a session or a discussion: a full room."""
UpToPoints = Annotated[tuple[T, ...], AtMost(200)]
"""Points of a session, of a checklist, of an opinion: two for every party."""
UpToAnswers = Annotated[tuple[T, ...], AtMost(1_000)]
"""Answers of a re-check: every open point is answered in one."""
UpToFiles = Annotated[tuple[T, ...], AtMost(100)]
"""Files handed in at a session: a box."""
UpToServed = Annotated[tuple[T, ...], AtMost(20)]
"""Documents served on a party together: all that it ever gets."""
UpToAgents = Annotated[tuple[T, ...], AtMost(10)]
"""Agents of a party, of whom there are two at most."""
UpToSearches = Annotated[tuple[T, ...], AtMost(20)]
"""Ways in which a party was looked for: each of the list once, and more."""
UpToSteps = Annotated[tuple[T, ...], AtMost(1_000)]
"""Steps of a case on paper: the longest case has three hundred."""
UpToDocuments = Annotated[tuple[T, ...], AtMost(1_000)]
"""Documents made together: ten for every party."""
GAPS = 100
UpToGaps = Annotated[tuple[T, ...], AtMost(GAPS)]
"""Fields or characters that a document lacks: the first of them tell enough."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one field may hold: so many characters in each of its texts, so many things in its list."""

    limit: Limit | None
    most: AtMost | None


@cache
def held_by(model: type[BaseModel]) -> dict[str, Held]:
    """Return what each field of a model may hold, by its name."""
    return {name: held(field) for name, field in model.model_fields.items()}


def held(field: FieldInfo) -> Held:
    return Held(
        limit=_marker(Limit, field.annotation, field.metadata),
        most=_marker(AtMost, field.annotation, field.metadata),
    )


_Marker = TypeVar("_Marker", Limit, AtMost)


def _marker(kind: type[_Marker], annotation: Any, metadata: Any = ()) -> _Marker | None:
    for item in (*metadata, *get_args(annotation)):
        if isinstance(item, kind):
            return item
    found = (_marker(kind, argument) for argument in get_args(annotation))
    return next((marker for marker in found if marker), None)
