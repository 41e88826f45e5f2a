"""Sealing many documents at once (批量盖章): one list over all cases, one form, and still one move a document.

Each line has an idempotency key of its own, so that what was sealed before something failed is not sealed twice.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, Response
from starlette.datastructures import FormData, UploadFile

from console.curing import cure_of, why_of
from console.forms.taking import pieces_of, received
from console.visiting import Signed, Visitor
from desk.errors import DeskError
from desk.requests import Asked
from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import Document
from domain.case.issuing import issuer_of, waiting_for_seal
from domain.case.keeping import KeepingError
from domain.law.errors import LawError
from domain.procedure.chapters.sealing import RecordSealing
from domain.procedure.language import civil

router = APIRouter()
MOST = 200
SEALED = Words("已盖章", "sealed")


@dataclass(frozen=True)
class Line:
    """One document that waits for its seal."""

    case: Case
    document: Document

    @property
    def agency(self) -> str:
        return self.case.identity.agency.code

    @property
    def number(self) -> str:
        return self.case.identity.number

    @property
    def name(self) -> str:
        """What it is called in the form."""
        return f"{self.agency}/{self.number}/{self.document.id}"

    @property
    def party(self) -> str:
        party = self.document.party
        return self.case.party(party).name if self.case.has_party(party) else ""


@router.get("/seal")
async def show(visitor: Signed) -> Response:
    """Show all that waits for this person's seal."""
    lines = [line async for line in _lines(visitor)]
    return visitor.page("seal", lines=lines, outcome={}, on=civil(visitor.now))


@router.post("/seal")
async def seal(visitor: Signed) -> Response:
    """Seal what was ticked, each with its scan."""
    data = await visitor.form()
    on, ticked = str(data.get("on", "")), set(map(str, data.getlist("line")))
    outcome: dict[str, tuple[bool, Words, Words | None]] = {}
    lines = [line async for line in _lines(visitor)]
    for line in lines:
        if line.name in ticked:
            outcome[line.name] = await _sealed(visitor, line, on, data)
    day = date.fromisoformat(on) if _is_day(on) else civil(visitor.now)
    failed = any(not well for well, _, _ in outcome.values()) or not outcome
    return visitor.page("seal", status=422 if failed else 200, lines=lines, outcome=outcome, on=day)


async def _lines(visitor: Visitor) -> AsyncIterator[Line]:
    """Yield every document that waits for a seal of this person's agency."""
    reading, person = visitor.given.reading, visitor.person
    page = await reading.work(person, limit=MOST, request=visitor.request_id)
    cases = {(r["agency"], r["number"]): None for r in page.items if r["move"] == RecordSealing.name}
    for agency, number in cases:
        case = await reading.folded(person, agency, number, request=visitor.request_id)
        for document in waiting_for_seal(case):
            if issuer_of(case, document).code == person.agency:
                yield Line(case, document)


async def _sealed(visitor: Visitor, line: Line, on: str, data: FormData) -> tuple[bool, Words, Words | None]:
    """Seal one document; say what became of it, and what to do where it was refused."""
    try:
        scan = await _scan(visitor, data.get(f"scan:{line.name}") or None)
        body = {"document": line.document.id, "file": line.document.file, "scan": scan, "on": on}
        key = f"seal-{line.document.file[:24]}"
        asked = Asked(visitor.person, RecordSealing.name, body, key, visitor.request_id)
        await visitor.given.desk.perform(line.agency, line.number, asked)
    except (DeskError, KeepingError, LawError) as error:
        # Whatever it is, the documents behind this one are sealed all the same.
        return False, why_of(error), cure_of(error)
    return True, SEALED, None


async def _scan(visitor: Visitor, file: Any) -> str:
    if not isinstance(file, UploadFile) or not file.filename:
        return ""
    return await received(visitor, file.filename, pieces_of(file))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
