"""Documents as they are printed (打印件): a notice bears where its party finds the case, and the place of its access code."""

import asyncio
from typing import NamedTuple, Protocol

from desk.errors import FILE, Unknown
from desk.reading import Reading
from desk.uploading import Uploads
from domain.case.documents import DocumentKind
from domain.case.people import Person

TELLING = frozenset(
    {
        DocumentKind.INTERVIEW_LETTER,
        DocumentKind.PENALTY_NOTICE,
        DocumentKind.PENALTY_DECISION,
        DocumentKind.NO_PENALTY_DECISION,
        DocumentKind.NOT_ESTABLISHED_DECISION,
    }
)
"""What tells a party how it is heard, or what was decided; an announcement is for everybody to read, and bears no code."""


PDF = b"%PDF-"
"""How each file that we made begins."""


class Stamper(Protocol):
    def stamp(self, pdf: bytes, address: str, access_code: str) -> bytes:
        """Lay address and code over the first page.

        Raises:
            NoFonts: There is nothing to print it with.
        """


class AccessCodes(Protocol):
    """The codes by which parties open their page."""

    def of(self, agency: str, number: str, party: int) -> str:
        """Return the party's code; nothing where it has none, and it is written by hand."""


class NoAccessCodes:
    """No party has a code yet: the line for it stays empty."""

    def of(self, agency: str, number: str, party: int) -> str:
        return ""


class Printout(NamedTuple):
    name: str
    pdf: bytes


class Printouts:
    """What is printed is made anew each time, and kept nowhere: the stored file has neither address nor code."""

    def __init__(
        self, reading: Reading, uploads: Uploads, stamper: Stamper, codes: AccessCodes, public: str
    ) -> None:
        """`public` is the address under which parties reach this installation; empty, nothing is laid over."""
        self._reading = reading
        self._uploads = uploads
        self._stamper = stamper
        self._codes = codes
        self._public = public.rstrip("/")

    async def of(self, by: Person, agency: str, number: str, document: int, *, request: str = "") -> Printout:
        """Return the final file of a document as it is to be printed.

        Raises:
            Unknown: No such case or document, or it has no final file of ours: not yet, or it is a scan of what was made on paper.
        """
        rows = await self._reading.documents(by, agency, number, request=request)
        row = next((r for r in rows if r["document"] == document and r["file_sha256"]), None)
        if row is None or row["file_sha256"] is None:
            raise Unknown(FILE)
        found = await self._uploads.fetch(by, row["file_sha256"], request)
        with found.content:
            pdf = found.content.read()
        if not pdf.startswith(PDF):
            raise Unknown(FILE)
        name = f"{number}-{document}-{row['kind']}.pdf"
        if not self._public or row["kind"] not in TELLING or row["party"] is None:
            return Printout(name, pdf)
        address = f"{self._public}/notices/{agency}/{number}/{document}"
        code = self._codes.of(agency, number, row["party"])
        return Printout(name, await asyncio.to_thread(self._stamper.stamp, pdf, address, code))
