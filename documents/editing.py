"""Sections in an officer's words (修改过的文字): they stand in a content in the place of what the case says."""

from typing import Any, TypeVar

from documents.content import Content, Edit, Part
from domain.case.documents import Document

Whole = TypeVar("Whole", bound=Part)


def with_edits(content: Content, document: Document) -> Content:
    """Return a content in which edited sections say what an officer wrote; itself where nobody edited anything."""
    if not document.edited:
        return content
    for edit in document.edited:
        content = _worded(content, document.rule.sections[edit.section].split("."), edit.text)
    noted = tuple(Edit(section=e.section, by=e.by, on=e.on) for e in document.edited)
    return content.model_copy(update={"edited": noted})


def _worded(whole: Whole, path: list[str], text: str) -> Whole:
    """Return a part with one field of it, or of a part within it, in these words; of a list each line is one."""
    name, *rest = path
    before: Any = getattr(whole, name)
    if rest:
        after: Any = _worded(before, rest, text)
    else:
        after = _lines(text) if isinstance(before, tuple) else text.strip()
    return whole.model_copy(update={name: after})


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
