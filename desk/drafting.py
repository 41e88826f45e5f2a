"""Drafts (预览稿): a document of a case to be read or edited before it is issued, under the rights of the case."""

import asyncio
from enum import StrEnum
from typing import Protocol

from desk.errors import FILE, Unknown
from desk.reading import Reading
from domain.bilingual import Titled
from domain.case.case import Case
from domain.case.people import Person


class Rendering(StrEnum):
    """How a draft is rendered. None of them is ever issued."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Rendering.HTML: "text/html; charset=utf-8",
    Rendering.PDF: "application/pdf",
    Rendering.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Drafts(Protocol):
    """Renders drafts; every call takes as long as a document takes to be set."""

    def of_case(self, case: Case, document: int, rendering: Rendering) -> bytes:
        """Return a document of a case, as it was prepared, else as the case stands."""

    def of_example(self, kind: Titled, rendering: Rendering) -> bytes:
        """Return the invented example of a kind of document, of a form, or of the summary for the public."""


class Drafting:
    def __init__(self, reading: Reading, drafts: Drafts) -> None:
        self._reading = reading
        self._drafts = drafts

    async def draft(
        self,
        by: Person,
        agency: str,
        number: str,
        document: int,
        rendering: Rendering,
        *,
        at_least: int = 0,
        request: str = "",
    ) -> bytes:
        """Return a document of a case that the person may read.

        Raises:
            Unknown: No such case or document, or another agency's.
        """
        rows = await self._reading.documents(by, agency, number, at_least=at_least, request=request)
        if document not in {row["document"] for row in rows}:
            raise Unknown(FILE)
        case = await self._reading.folded(by, agency, number, request=request)
        return await asyncio.to_thread(self._drafts.of_case, case, document, rendering)
