"""The documents of a case (文书): how far each has come, what it says, its versions and files."""

from datetime import date
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Response

from console.case.files import PDF, sent_file
from console.case.showing import Seen, seen_by
from console.visiting import Signed, Visitor
from desk.comparing import DocumentDifference
from desk.drafting import Rendering
from desk.errors import DOCUMENT, DeskError, Unknown
from domain.bilingual import Words
from domain.case.documents import Document, DocumentState

router = APIRouter()
DOCUMENTS = "/cases/{agency}/{number}/documents"
ONE = DOCUMENTS + "/{document}"
FRAMED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'; sandbox"
"""A preview stands in a frame of ours: it runs nothing, and loads nothing."""
OFD = "application/ofd"


class Of(NamedTuple):
    """The documents of one party, or of the case."""

    name: str
    documents: tuple[Document, ...]


@router.get(DOCUMENTS)
async def documents(visitor: Signed, agency: str, number: str) -> Response:
    """List the documents, of each party and of the case."""
    seen = await seen_by(visitor, agency, number)
    parties = (*(party.id for party in seen.case.parties.all), None)
    found = (Of(seen.name(party), seen.case.documents.by_party.get(party, ())) for party in parties)
    return seen.page("documents", groups=[of for of in found if of.documents], issued=_issued, state=_state)


def _issued(seen: Seen, document: Document) -> date | None:
    """The day of issue: that of notices stands with their party."""
    if document.issued_on or document.party is None:
        return document.issued_on
    notices = seen.case.party(document.party).notices
    return next((n.issued_on for n in notices if document.id in n.documents), None)


def _state(seen: Seen, document: Document) -> DocumentState:
    """How far it has come; notices are issued with the others of their party."""
    gone = not document.void and _issued(seen, document)
    return DocumentState.ISSUED if gone else document.state


@router.get(ONE)
async def document(visitor: Signed, agency: str, number: str, document: int) -> Response:
    """Show one document as it reads, with its files and versions."""
    seen = await seen_by(visitor, agency, number)
    found = _known(seen, document)
    return seen.page(
        "document",
        document=found,
        issued=_issued(seen, found),
        state=_state(seen, found),
        service=seen.case.party(found.party).service_of(found.id) if found.party else None,
        missing=_missing(found),
        difference=await _difference(visitor, seen, document) if found.version else None,
    )


def _known(seen: Seen, document: int) -> Document:
    found = seen.case.documents.get(document)
    if found is None:
        raise Unknown(DOCUMENT)
    return found


def _missing(document: Document) -> tuple[Words, ...]:
    """What keeps it from being complete."""
    fields = tuple(Words(f"未填写：{gap}", f"left empty: {gap}") for gap in document.gaps)
    signs = tuple(Words(f"字体缺字：{one}", f"no font has: {one}") for one in document.missing_glyphs)
    return (*fields, *signs)


async def _difference(
    visitor: Visitor, seen: Seen, document: int, before: int | None = None, after: int | None = None
) -> DocumentDifference | None:
    """What the last version says otherwise; nothing where there are no two that can be compared."""
    try:
        return await visitor.given.comparing.difference(
            visitor.person,
            seen.agency,
            seen.number,
            document,
            before=before,
            after=after,
            request=visitor.request_id,
        )
    except DeskError:
        return None


@router.get(ONE + "/difference")
async def difference(
    visitor: Signed,
    agency: str,
    number: str,
    document: int,
    before: Annotated[int | None, Query(alias="from", ge=1)] = None,
    after: Annotated[int | None, Query(alias="to", ge=1)] = None,
) -> Response:
    """Show what two versions say otherwise, passage by passage; where there are no two, the document."""
    seen = await seen_by(visitor, agency, number)
    found = _known(seen, document)
    told = await _difference(visitor, seen, document, before, after)
    if told is None:
        return visitor.to(f"{seen.path}/documents/{document}")
    return seen.page("difference", document=found, difference=told)


@router.get(ONE + "/preview")
async def preview(visitor: Signed, agency: str, number: str, document: int) -> Response:
    """Return the document to be read, as HTML."""
    made = await _drafted(visitor, agency, number, document, Rendering.HTML)
    return Response(made, media_type=Rendering.HTML.media_type, headers={"Content-Security-Policy": FRAMED})


@router.get(ONE + "/draft.{rendering}")
async def draft(visitor: Signed, agency: str, number: str, document: int, rendering: Rendering) -> Response:
    """Return a draft: PDF to look at, DOCX to work on. It is marked, has no number, and is never issued."""
    made = await _drafted(visitor, agency, number, document, rendering)
    how = "inline" if rendering is Rendering.PDF else "attachment"
    return sent_file(made, rendering.media_type, f"{number}-{document}-draft.{rendering}", how)


async def _drafted(visitor: Visitor, agency: str, number: str, document: int, rendering: Rendering) -> bytes:
    return await visitor.given.drafting.draft(
        visitor.person, agency, number, document, rendering, request=visitor.request_id
    )


@router.get(ONE + "/printout.pdf")
async def printout(visitor: Signed, agency: str, number: str, document: int) -> Response:
    """Return the final file as it is printed for the party."""
    made = await visitor.given.printouts.of(
        visitor.person, agency, number, document, request=visitor.request_id
    )
    return sent_file(made.pdf, PDF, made.name)


@router.get(ONE + "/copy.ofd")
async def ofd(visitor: Signed, agency: str, number: str, document: int) -> Response:
    """Return the final file as OFD (GB/T 33190)."""
    made = await visitor.given.ofd_copies.of(
        visitor.person, agency, number, document, request=visitor.request_id
    )
    return sent_file(made, OFD, f"{number}-{document}.ofd", "attachment")
