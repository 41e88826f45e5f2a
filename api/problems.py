"""What a problem says, as it is published."""

from typing import NotRequired

from typing_extensions import TypedDict

from domain.procedure.language import Sort
from domain.procedure.lists import Sha256


class Words(TypedDict):
    """One sentence in Chinese and in English."""

    zh: str
    en: str


class Obstacle(TypedDict):
    """One thing that stands in the way of a move."""

    code: str
    article: str
    sort: Sort
    why: Words
    cure: Words


class Fault(TypedDict):
    """One field, parameter or header that is unknown or wrong."""

    field: str
    why: Words
    cure: Words


class Problem(TypedDict):
    """RFC 9457 problem details, with the article, why and cure."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    article: str
    why: Words
    cure: Words
    obstacles: NotRequired[list[Obstacle]]
    """Everything that stands in the way."""
    fields: NotRequired[list[Fault]]
    """The fields that are unknown or wrong; of many the first."""
    sha256: NotRequired[Sha256]
    """The file that is missing or damaged."""
