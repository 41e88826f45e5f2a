"""A final document as OFD (GB/T 33190): made of its PDF on demand, and kept nowhere."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Protocol

from desk.errors import FILE, Unknown
from desk.reading import Reading
from domain.case.documents import Document
from domain.case.issuing import issuer_of
from domain.case.people import Person


class Files(Protocol):
    def read(self, sha256: str) -> bytes: ...


class Export(Protocol):
    """What turns a PDF of ours into OFD."""

    def __call__(self, pdf: bytes, *, title: str, author: str, dated: date) -> bytes: ...


class OfdCopies:
    """Under the rights of the case, as its documents are."""

    def __init__(self, reading: Reading, files: Callable[[], Files], export: Export) -> None:
        self._reading = reading
        self._files = files
        self._export = export

    async def of(self, by: Person, agency: str, number: str, document: int, *, request: str = "") -> bytes:
        """Return a document of the case as OFD.

        Raises:
            Unknown: No such case or document, or it is not made yet.
            FileMissing, FileDamaged: The store does not have it whole.
        """
        case = await self._reading.folded(by, agency, number, request=request)
        found = case.documents.get(document)
        if found is None or not found.file:
            raise Unknown(FILE)
        author = issuer_of(case, found).name
        return await asyncio.to_thread(self._made, found, author)

    def _made(self, document: Document, author: str) -> bytes:
        title = f"{document.kind.zh} {document.number}".rstrip()
        pdf = self._files().read(document.file)
        return self._export(pdf, title=title, author=author, dated=document.ordered_on)
