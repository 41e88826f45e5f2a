"""The content of a document: all of its fields, as data. This is what is approved, by its SHA-256."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from pydantic import Field

from domain.canonical import canonical, sha256
from domain.case.documents import KINDS, DocumentKind, KindRule
from domain.case.sections import Section
from domain.law.switches import Layout
from domain.record import Record


def required(title: str, default: Any = "") -> Any:
    """Declare a field without which the document may not leave; empty, it is a gap of this name."""
    return Field(default=default, title=title)


def optional(title: str, default: Any = "") -> Any:
    """Declare a field that only some documents of the kind have."""
    return Field(default=default, title=title, json_schema_extra={"optional": True})


def is_empty(value: Any) -> bool:
    return value is None or value == () or (isinstance(value, str) and not value.strip())


class Part(Record):
    """A part of a content: knows which of its required fields are empty."""

    def gaps(self, within: str = "") -> Iterator[str]:
        """Yield the Chinese name of every required field that is empty, as `当事人·住所`."""
        for name, field in type(self).model_fields.items():
            value, title = getattr(self, name), within + (field.title or name)
            if is_empty(value):
                if not field.json_schema_extra:
                    yield title
            elif isinstance(value, Part):
                yield from value.gaps(f"{title}·")
            elif isinstance(value, tuple):
                for position, item in enumerate(value, start=1):
                    if isinstance(item, Part):
                        yield from item.gaps(f"{title}{position}·")
        yield from (within + gap for gap in self.conditional_gaps())

    def conditional_gaps(self) -> Iterator[str]:
        """Yield what is missing because of what another field says."""
        yield from ()


class Edit(Part):
    """That a section stands in an officer's words: never printed, and part of what is approved."""

    section: Section | None = required("修改的部分", None)
    by: str = required("修改人")
    on: date | None = required("修改日期", None)


class Content(Part):
    """The content of one document; each kind is a subclass.

    Every field has a default, so that a content can always be made from what the case knows: what is
    not there is named by `gaps`, never invented.
    """

    kind: ClassVar[DocumentKind]

    template: str = optional("文书模板版本")
    """SHA-256 of the template's files, so that what was approved can be rendered again."""
    layout: Layout = optional("版式", Layout.GONGWEN)
    """Of the kind, or of the profile where it names another."""
    edited: tuple[Edit, ...] = optional("修改过的部分", ())
    """Sections in an officer's words."""
    title: str = optional("标题")
    """Of the profile where it names another than the kind's own."""

    @property
    def speaker(self) -> str:
        """The organ in whose name the document speaks: its red head."""
        return str(getattr(self, "organ").name)  # noqa: B009 - a part of every kind, declared with its other parts

    @property
    def rule(self) -> KindRule:
        """Whether it has a number and a seal, which need their room."""
        return KINDS[self.kind]

    def canonical(self) -> bytes:
        # What nobody edited has the hash that it had before there were edits.
        left_out = None if self.edited else {"edited"}
        return canonical(self.model_dump(mode="json", exclude=left_out))

    @property
    def sha256(self) -> str:
        return sha256(self.canonical())
