"""Forms that people sign on paper, over HTTP: listed, printed, and known again by the code on a scan."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from api.answers import as_items, as_json, as_pdf
from api.asking import Actor, AgencyCode, CaseNumber, request_id, services
from api.moves import href_of
from api.shapes import CASE
from desk.paper_forms import FormRow
from domain.procedure.form_codes import PATTERN
from domain.procedure.paper_forms import PaperForm

FormName = Annotated[str, Path(json_schema_extra={"enum": [form.value for form in PaperForm]})]

router = APIRouter()


@router.get(
    f"{CASE}/forms", tags=["forms"], summary="供手工签署的空白文书 · the forms that people sign on paper"
)
async def forms(request: Request, agency: AgencyCode, number: CaseNumber, actor: Actor) -> Response:
    """List the forms of a case: whether there is something to be written on each, and which move takes its scan."""
    found = await services(request).forms.listed(actor, agency, number, request=request_id(request))
    return as_items([linked(row, agency, number) for row in found])


def linked(row: FormRow, agency: str, number: str) -> dict[str, Any]:
    """Say beside a form where it is printed, and where its scan is handed in."""
    party = "" if row["party"] is None else f"?party={row['party']}"
    return {
        **row,
        "href": f"/v1/cases/{agency}/{number}/forms/{row['form']}{party}",
        "move_href": href_of(row["move"], agency, number),
    }


@router.get(
    f"{CASE}/forms/{{form}}",
    tags=["forms"],
    summary="打印空白文书 · print a form",
    response_class=Response,
)
async def form(
    request: Request,
    agency: AgencyCode,
    number: CaseNumber,
    form: FormName,
    actor: Actor,
    party: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """Return a form as PDF: what the case knows is printed, what people write is left empty. Nothing is recorded of it."""
    printed = await services(request).forms.print(
        actor, agency, number, form, party, request=request_id(request)
    )
    return as_pdf(printed.pdf, f"{number}-{form}.pdf", ETag=f'"{printed.sha256}"')


@router.get(
    f"{CASE}/documents/{{document}}/printout",
    tags=["forms"],
    summary="打印件：告知书、决定书上印有当事人的查询地址 · a document as it is to be printed",
    response_class=Response,
)
async def printout(
    request: Request,
    agency: AgencyCode,
    number: CaseNumber,
    document: Annotated[int, Path(ge=1)],
    actor: Actor,
) -> Response:
    """Return the final file of a document; over a notice or decision is laid where the party finds it, and its code.

    The stored file has neither. It is what was sealed, and what its SHA-256 names.
    """
    found = await services(request).printouts.of(actor, agency, number, document, request=request_id(request))
    return as_pdf(found.pdf, found.name, **{"Cache-Control": "no-store"})


@router.get(
    "/v1/forms", tags=["forms"], summary="由表单编码找到案件和操作 · find case and move by the code on a scan"
)
async def recognised(
    request: Request,
    actor: Actor,
    code: Annotated[
        str,
        Query(
            pattern=f"^{PATTERN}$",
            description="扫描件上的表单编码 · the code on the scan, as a reader of QR codes gives it",
        ),
    ],
) -> Response:
    """Say of which case and party a scanned form is, and which field of which move takes the scan."""
    found, row = await services(request).forms.recognise(actor, code, request=request_id(request))
    return as_json(
        {"agency": found.agency, "number": found.number, **linked(row, found.agency, found.number)}
    )
