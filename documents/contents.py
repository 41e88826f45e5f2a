"""The content of a case's document, and the edition of the templates in which it is read."""

import json
from collections.abc import Callable
from typing import Protocol

from documents.content import Content
from documents.editions import Edition, present
from documents.kinds import KINDS, compose
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.law.switches import Layout

Editions = Callable[[DocumentKind, Layout], Edition]
"""What an installation has now: those of the release, or with an agency's own words."""


class Readable(Protocol):
    def read(self, sha256: str) -> bytes: ...


class Contents:
    """Contents with their editions; what is kept of them is read by its SHA-256."""

    def __init__(self, store: Readable, editions: Editions = present) -> None:
        self._store = store
        self._editions = editions

    def of(self, case: Case, document: Document) -> tuple[Content, Edition]:
        """Return what was prepared, else what the case says now."""
        return self.prepared(document) if document.content else self.composed(case, document)

    def composed(self, case: Case, document: Document) -> tuple[Content, Edition]:
        content = compose(case, document)
        edition = self._editions(document.kind, content.layout)
        return content.model_copy(update={"template": edition.version}), edition

    def prepared(self, document: Document) -> tuple[Content, Edition]:
        """Return the content that was shown or approved, and the edition in which it was read."""
        content = KINDS[document.kind].content.model_validate_json(self._store.read(document.content))
        edition = self._editions(document.kind, content.layout)
        if content.template != edition.version:
            stored = json.loads(self._store.read(content.template))
            edition = Edition(document.kind, content.layout, stored["files"])
        return content, edition
