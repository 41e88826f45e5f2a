"""Lengths (列表长度): how many things a list of a move may have. One table; none of them is law."""

from typing import Annotated, TypeVar

from domain.texts import AtMost

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
UpToPresent = Annotated[tuple[T, ...], AtMost(100)]
"""Persons of a session or a discussion: a full room."""
UpToPoints = Annotated[tuple[T, ...], AtMost(200)]
"""Points of a session, of a checklist, of an opinion: two for every party."""
UpToAnswers = Annotated[tuple[T, ...], AtMost(1_000)]
"""Answers of a re-check: every open point is answered in one."""
UpToFiles = Annotated[tuple[T, ...], AtMost(100)]
"""Files handed in at a session: a box."""
UpToDocuments = Annotated[tuple[T, ...], AtMost(1_000)]
"""Documents of a case made or served together: ten for every party."""
UpToGaps = Annotated[tuple[T, ...], AtMost(100)]
"""Fields or characters that a document lacks: the first of them tell enough."""
