"""What is made public of a decision, over HTTP: printed on demand, and a final document as OFD."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.answers import as_pdf
from api.asking import Actor, AgencyCode, CaseNumber, request_id, services
from api.shapes import CASE
from domain.canonical import sha256
from domain.procedure.public_papers import PublicPaper

OFD = "application/ofd"
WITHHELD = 20
"""How many words may be kept back besides."""

router = APIRouter()


@router.get(
    f"{CASE}/publication/{{paper}}",
    tags=["files"],
    summary="公示文本：摘要、公开文本 · what is made public: the summary, the public copy",
    response_class=Response,
)
async def publication(
    request: Request,
    agency: AgencyCode,
    number: CaseNumber,
    paper: Annotated[str, Path(json_schema_extra={"enum": [paper.value for paper in PublicPaper]})],
    actor: Actor,
    party: Annotated[int, Query(ge=1)],
    withheld: Annotated[
        list[Annotated[str, Query(min_length=1, max_length=200)]],
        Query(
            max_length=WITHHELD,
            description="另须隐去的文字，如商业秘密 · words that are kept back besides, such as trade secrets",
        ),
    ] = [],  # noqa: B006 - read only, and copied by the framework
) -> Response:
    """Return a paper for the public as PDF: names and numbers of persons are replaced in the text, nothing is painted over."""
    printed = await services(request).public_papers.print(
        actor, agency, number, paper, party, withheld, request=request_id(request)
    )
    return as_pdf(printed.pdf, f"{number}-{paper}-{party}.pdf", ETag=f'"{printed.sha256}"')


@router.get(
    f"{CASE}/documents/{{document}}/ofd",
    tags=["files"],
    summary="文书的 OFD 版 · a final document as OFD (GB/T 33190)",
    response_class=Response,
)
async def ofd(
    request: Request,
    agency: AgencyCode,
    number: CaseNumber,
    document: Annotated[int, Path(ge=1)],
    actor: Actor,
) -> Response:
    """Return a document that has its number as OFD, made of its PDF: the same text at the same places."""
    made = await services(request).ofd_copies.of(actor, agency, number, document, request=request_id(request))
    headers = {
        "ETag": f'"{sha256(made)}"',
        "Content-Disposition": f'attachment; filename="{number}-{document}.ofd"',
    }
    return Response(made, headers=headers, media_type=OFD)
