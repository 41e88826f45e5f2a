"""Sealing many documents at once (批量盖章): one list over all cases, one form, and still one move a document.

Each line has an idempotency key of its own, so that what was sealed before something failed is not sealed twice.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter, Response
from starlette.datastructures import FormData, UploadFile

from console.case.files import PDF, sent_file
from console.curing import cure_of, why_of
from console.forms.taking import pieces_of, received
from console.visiting import Signed, Visitor
from desk.errors import FILE, DeskError, Unknown
from desk.print_batches import ToSeal, addresses
from desk.requests import Asked
from domain.bilingual import Words
from domain.case.keeping import KeepingError
from domain.law.errors import LawError
from domain.procedure.chapters.sealing import RecordSealing
from domain.procedure.language import civil

router = APIRouter()
CSV = "text/csv; charset=utf-8"
SEALED = Words("已盖章", "sealed")


@router.get("/seal")
async def show(visitor: Signed) -> Response:
    """Show all that waits for this person's seal."""
    lines = await _lines(visitor)
    return visitor.page("seal", lines=lines, outcome={}, on=civil(visitor.now))


@router.post("/seal")
async def seal(visitor: Signed) -> Response:
    """Seal what was ticked, each with its scan."""
    data = await visitor.form()
    on, ticked = str(data.get("on", "")), set(map(str, data.getlist("line")))
    outcome: dict[str, tuple[bool, Words, Words | None]] = {}
    lines = await _lines(visitor)
    for line in lines:
        if line.name in ticked:
            outcome[line.name] = await _sealed(visitor, line, on, data)
    day = date.fromisoformat(on) if _is_day(on) else civil(visitor.now)
    failed = any(not well for well, _, _ in outcome.values()) or not outcome
    return visitor.page("seal", status=422 if failed else 200, lines=lines, outcome=outcome, on=day)


@router.get("/seal/print.pdf")
async def printed(visitor: Signed, two_sided: bool = False) -> Response:
    """Return all that waits for this person's seal as one PDF, in the order of the list.

    Raises:
        Unknown: Nothing waits.
    """
    batches, person, request = visitor.given.print_batches, visitor.person, visitor.request_id
    if not (lines := await _lines(visitor)):
        raise Unknown(FILE)
    return sent_file(
        await batches.pdf(person, lines, two_sided=two_sided, request=request), PDF, "to-seal.pdf"
    )


@router.get("/seal/addresses.csv")
async def addressed(visitor: Signed) -> Response:
    """Return to whom and where these documents go, for a mail merge."""
    return sent_file(addresses(await _lines(visitor)), CSV, "addresses.csv", "attachment")


async def _lines(visitor: Visitor) -> Sequence[ToSeal]:
    return await visitor.given.print_batches.waiting(visitor.person, request=visitor.request_id)


async def _sealed(
    visitor: Visitor, line: ToSeal, on: str, data: FormData
) -> tuple[bool, Words, Words | None]:
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
