"""Sealing (封存): the one place through which what is personal gets into the register and the document store, and out.

    row or file = mark (one byte) + content        `=` plain

Everything is plain for now. Encryption adds a mark of its own here and nothing elsewhere: what was written plain stays
readable beside it. Hashes are those of the plain content (the chain of a journal, the name of a file), so that they say
the same before and after. A sealed text stands in a column for text: what is encrypted will be written there in Base64.
"""

from types import TracebackType
from typing import Any, BinaryIO, Self

from sqlalchemy import ColumnElement, Dialect, Text, TypeDecorator, func, type_coerce
from sqlalchemy.sql.operators import OperatorType, is_, is_not

PLAIN = b"="

MARK = len(PLAIN)
"""Bytes of the mark."""


class UnknownForm(ValueError):
    """What was read does not begin with a mark that is known here."""

    def __init__(self) -> None:
        super().__init__(
            "封存格式无法识别：请用写入它的版本读取，或者从备份恢复 · "
            "sealed in a form that is not known here: read it with the version that wrote it, or restore it from a copy"
        )


def seal(content: bytes) -> bytes:
    """Return what is kept of the content."""
    return PLAIN + content


def unseal(kept: bytes) -> bytes:
    """Return the content of what was kept.

    Raises:
        UnknownForm: It was not written by `seal`.
    """
    if kept[:MARK] != PLAIN:
        raise UnknownForm
    return kept[MARK:]


def size_of_content(head: bytes, size: int) -> int:
    """Return the bytes of content of a sealed file that begins so and is so long.

    Raises:
        UnknownForm: It was not written by `SealedWriter`.
    """
    if head[:MARK] != PLAIN:
        raise UnknownForm
    return size - MARK


class SealedWriter:
    """Seals a file piece by piece. Encryption will close it in pieces, too: `finish` writes the last one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        file.write(PLAIN)

    def write(self, chunk: bytes) -> None:
        self._file.write(chunk)

    def finish(self) -> None:
        """Write what is still to be written; nothing more can be added."""
        self._file.flush()


class SealedReader:
    """Reads a sealed file from its first byte to its last; the file is closed with it."""

    def __init__(self, file: BinaryIO) -> None:
        """Raises UnknownForm: The file does not begin as `SealedWriter` begins one."""
        self._file = file
        if file.read(MARK) != PLAIN:
            file.close()
            raise UnknownForm
        self.size = file.seek(0, 2) - MARK
        """Bytes of content."""
        self.again()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def again(self) -> None:
        """Begin once more with the first byte of the content."""
        self.seek(0)

    def seek(self, offset: int) -> None:
        """Go on with this byte of the content, from 0."""
        self._file.seek(MARK + offset)

    def close(self) -> None:
        self._file.close()


class Sealed(TypeDecorator[str]):
    """A text that is sealed in the database: it can be read and written, and nothing in SQL can look into it."""

    impl = Text
    cache_ok = True

    class comparator_factory(TypeDecorator.Comparator[str]):  # noqa: N801 - SQLAlchemy looks for this name
        def operate(self, op: OperatorType, *other: Any, **more: Any) -> ColumnElement[Any]:
            """Refuse a comparison that would find nothing once the text is encrypted."""
            if op in (is_, is_not):
                return super().operate(op, *other, **more)
            raise TypeError(f"{self.expr} is sealed: SQL does not compare it ({op.__name__})")

    @property
    def python_type(self) -> type[str]:
        return str

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else seal(value.encode()).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else unseal(value.encode()).decode()


def contains(column: ColumnElement[str], wanted: str) -> ColumnElement[bool]:
    """Whether a sealed text contains this one, as SQL can still find out while everything is plain.

    Encryption takes this away: names are then found by keyed hashes (HMAC) of the whole name and of each two characters
    in it, in a table beside the case that `record` writes, and what was found is unsealed and compared.
    """
    return func.substr(type_coerce(column, Text), MARK + 1).contains(wanted, autoescape=True)
