"""Reading over HTTP: cases, clocks, journal, documents, work."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response

from api.answers import as_items, as_json, as_page, etag
from api.asking import Actor, AgencyCode, CaseNumber, Clock, request_id, services
from api.moves import href_of
from api.shapes import CASE
from desk.drafting import Rendering
from desk.forms import LARGEST_COUNT
from desk.letters import SIGNALS
from desk.options import Options
from desk.reading import Source
from domain.law.terms import TermKey
from domain.law.traces import Trace, picture
from domain.procedure import Option
from domain.procedure.lists import CaseFilter, DeadlineRow, MoveFilter

Cursor = Annotated[
    str | None,
    Query(
        pattern="^[A-Za-z0-9_-]{1,1000}={0,2}$",
        description="翻页标记，上一页所给；第一页不写 · as the page before gave it; left out for the first page",
    ),
]
AtLeast = Annotated[int, Query(ge=0, description="至少到此位置 · wait until one's own write can be read")]
Limit = Annotated[int, Query(ge=1, le=200, description="每页条数 · rows a page")]

TermCode = Annotated[str, Path(json_schema_extra={"enum": [str(term) for term in TermKey]})]
SignalId = Annotated[str, Path(json_schema_extra={"maxLength": 200, "pattern": "^[^/\\x00-\\x1f]+$"})]

As = Literal["html", "pdf", "docx"]
"""The values of `Rendering`, as the published schema has them."""

router = APIRouter()


class CasesQuery(CaseFilter):
    """Which cases, and which page of them."""

    cursor: Cursor = None
    limit: Limit = 50


class MovesQuery(MoveFilter):
    """Which moves of a case, and which page of them."""

    at_least: AtLeast = 0
    cursor: Cursor = None
    limit: Annotated[int, Query(ge=1, le=1000, description="每页条数 · moves a page")] = 200


@router.get(CASE, tags=["cases"], summary="案件现状 · the state of a case")
async def case(
    request: Request,
    agency: AgencyCode,
    number: CaseNumber,
    actor: Actor,
    at_least: AtLeast = 0,
    source: Source = "register",
) -> Response:
    """Read a case; `at_least` waits until one's own write can be read, `source=workflow` asks the workflow itself."""
    shown = await services(request).reading.case(
        actor, agency, number, at_least=at_least, source=source, request=request_id(request)
    )
    headers = {**etag(shown.position), "X-Tingshu-Source": shown.source}
    return Response(shown.body, headers=headers, media_type="application/json")


@router.get("/v1/cases", tags=["cases"], summary="案件列表 · the cases one may read, newest first")
async def cases(
    request: Request,
    actor: Actor,
    wanted: Annotated[CasesQuery, Query()],
) -> Response:
    """List cases by keyset pages."""
    page = await services(request).reading.cases(
        actor, wanted, cursor=wanted.cursor, limit=wanted.limit, request=request_id(request)
    )
    return as_page(page)


@router.get(
    f"{CASE}/moves", tags=["cases"], summary="现在可以办理什么 · what one may do now, and what bars the rest"
)
async def moves(
    request: Request,
    agency: AgencyCode,
    number: CaseNumber,
    actor: Actor,
    wanted: Annotated[MovesQuery, Query()],
    clock: Clock = None,
) -> Response:
    """List the available moves, and the barred ones with code, article and cure, by keyset pages.

    `open=true` lists only what can be made now; `move` and `party` narrow it to one.
    """
    found = await services(request).reading.moves(
        actor,
        agency,
        number,
        wanted,
        clock=clock,
        cursor=wanted.cursor,
        limit=wanted.limit,
        at_least=wanted.at_least,
        request=request_id(request),
    )
    return as_json(_with_links(found, agency, number), headers=etag(found.position))


def _with_links(found: Options, agency: str, number: str) -> dict[str, Any]:
    def linked(option: Option) -> Mapping[str, Any]:
        return {
            **option.model_dump(mode="json"),
            "method": "POST",
            "href": href_of(option.move, agency, number),
        }

    return {
        "position": found.position,
        "at": found.at.isoformat(),
        "available": [linked(o) for o in found.available],
        "barred": [linked(o) for o in found.barred],
        "cursor": found.cursor,
    }


@router.get(f"{CASE}/deadlines", tags=["cases"], summary="案件期限 · every clock of a case")
async def deadlines(
    request: Request, agency: AgencyCode, number: CaseNumber, actor: Actor, at_least: AtLeast = 0
) -> Response:
    """List the clocks of a case, past and present."""
    today, found = await services(request).reading.deadlines(
        actor, agency, number, at_least=at_least, request=request_id(request)
    )
    linked = [{**d, "href": _trace_of(d, agency, number)} for d in found]
    return as_items(linked, as_of=today.isoformat())


def _trace_of(deadline: DeadlineRow, agency: str, number: str) -> str:
    party = f"?party={deadline['party']}" if deadline["party"] is not None else ""
    return f"/v1/cases/{agency}/{number}/deadlines/{deadline['term']}{party}"


@router.get(
    f"{CASE}/deadlines/{{term}}", tags=["cases"], summary="期限的计算说明 · why a last day is what it is"
)
async def deadline(
    request: Request,
    agency: AgencyCode,
    number: CaseNumber,
    term: TermCode,
    actor: Actor,
    party: Annotated[int | None, Query(ge=0)] = None,
) -> Response:
    """Explain one term: the rule with its words, the calendar, each day counted or not and why."""
    found = await services(request).reading.traces(
        actor, agency, number, term, party, request=request_id(request)
    )
    return as_items([_explained(trace) for trace in found])


def _explained(trace: Trace) -> Mapping[str, Any]:
    return {
        **trace.model_dump(mode="json", exclude_none=True),
        "article": str(trace.article),
        "sentences": list(trace.sentences),
        "picture": picture(trace),
    }


@router.get(f"{CASE}/journal", tags=["cases"], summary="全过程记录 · the journal of a case")
async def journal(
    request: Request,
    agency: AgencyCode,
    number: CaseNumber,
    actor: Actor,
    cursor: Cursor = None,
    limit: Limit = 50,
    at_least: AtLeast = 0,
) -> Response:
    """Read the journal: every fact with its hash, in order."""
    page = await services(request).reading.journal(
        actor,
        agency,
        number,
        cursor=cursor,
        limit=limit,
        at_least=at_least,
        request=request_id(request),
    )
    return as_page(page)


@router.get(f"{CASE}/documents", tags=["cases"], summary="案件文书 · the documents of a case")
async def documents(
    request: Request, agency: AgencyCode, number: CaseNumber, actor: Actor, at_least: AtLeast = 0
) -> Response:
    """List the documents with their files."""
    found = await services(request).reading.documents(
        actor, agency, number, at_least=at_least, request=request_id(request)
    )
    return as_items(found)


DocumentNumber = Annotated[
    int, Path(ge=1, le=LARGEST_COUNT, description="本案中的编号 · its number within the case")
]


@router.get(
    f"{CASE}/documents/{{document}}",
    tags=["cases"],
    summary="文书的预览稿，供审阅或者编辑 · a draft of a document, to be read or edited",
    response_class=Response,
)
async def draft(
    request: Request,
    agency: AgencyCode,
    number: CaseNumber,
    document: DocumentNumber,
    actor: Actor,
    rendering: Annotated[
        As, Query(alias="as", description="格式 · html to read, docx to edit, pdf as it would be set")
    ] = "pdf",
    at_least: AtLeast = 0,
) -> Response:
    """Return a document as it was prepared, else as the case stands. It is marked, has no number, and is never issued."""
    wanted = Rendering(rendering)
    made = await services(request).drafting.draft(
        actor, agency, number, document, wanted, at_least=at_least, request=request_id(request)
    )
    how = "attachment" if wanted is Rendering.DOCX else "inline"
    headers = {
        "Content-Disposition": f'{how}; filename="document-{document}-preview.{wanted}"',
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    return Response(made, media_type=wanted.media_type, headers=headers)


@router.get(
    f"{CASE}/signals/{{signal}}", tags=["signals"], summary="信号的处理结果 · what became of a signal"
)
async def signal(
    request: Request, agency: AgencyCode, number: CaseNumber, signal: SignalId, actor: Actor
) -> Response:
    """Say whether a signal waits, was accepted, or was refused and why, under the id that was returned for it."""
    if signal in SIGNALS:
        raise HTTPException(405)  # Where a signal is sent; no id is called so.
    found = await services(request).intake.became(actor, agency, number, signal)
    return as_json(found)


@router.get("/v1/work", tags=["work"], summary="待办 · what waits for me, since when, until when")
async def work(request: Request, actor: Actor, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """List what waits for the person who asks."""
    page = await services(request).reading.work(
        actor, cursor=cursor, limit=limit, request=request_id(request)
    )
    return as_page(page)


@router.get("/v1/deadlines", tags=["work"], summary="各案期限 · the running clocks of all cases one may read")
async def due(
    request: Request,
    actor: Actor,
    due_before: date | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """List running clocks, the most pressing first."""
    page = await services(request).reading.due(
        actor, before=due_before, cursor=cursor, limit=limit, request=request_id(request)
    )
    return as_page(page)
