"""The latest of many (最近若干项): what a case need not keep whole, since its journal does."""

from typing import Generic, TypeVar

from domain.record import Record

T = TypeVar("T")

KEPT = 20


class Latest(Record, Generic[T]):
    """The last twenty, and how many there were in all."""

    last: tuple[T, ...] = ()
    count: int = 0

    def and_(self, item: T) -> "Latest[T]":
        return self.model_copy(update={"last": (*self.last, item)[-KEPT:], "count": self.count + 1})
