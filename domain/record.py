"""The base of everything that is data: immutable, and readable in two years' time."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """An immutable piece of data.

    Unknown fields are ignored on purpose: an old worker must be able to read what a newer one wrote.
    Strictness lives at the HTTP edge and in the rules, never in the models of facts.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)
