"""Files over HTTP: streamed in and out, named by their SHA-256, under the rights of the cases that name them."""

import re
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from api.answers import as_json
from api.asking import Actor, Key, drained, request_id, services
from desk.errors import FileTooLarge
from desk.ports import Content
from domain.case.keeping import DiskFull
from domain.case.uploads import Upload

LONGEST_NAME = 200
MEDIA_TYPE = re.compile(r"[A-Za-z0-9.+-]{1,80}/[A-Za-z0-9.+-]{1,80}")
ONE_LINE = r"^[^\x00-\x1f\x7f]*$"
FileName = Annotated[str, Path(json_schema_extra={"pattern": "^[0-9a-f]{64}$"})]
CHUNK = 256 * 1024

router = APIRouter()


@router.post(
    "/v1/documents",
    tags=["files"],
    status_code=201,
    summary="上传文件 · upload a file, up to 50 MB",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def upload(
    request: Request,
    actor: Actor,
    key: Key,
    name: Annotated[
        str, Query(max_length=LONGEST_NAME, pattern=ONE_LINE, description="文件名 · the file's name")
    ] = "",
) -> Response:
    """Stream a file in: its bytes are the body, its media type the Content-Type."""
    chunks = request.stream()
    try:
        note = await services(request).uploads.receive(
            actor, chunks, name=name, media_type=_media_type(request), key=key
        )
    except (FileTooLarge, DiskFull):
        await drained(chunks)
        raise
    return as_json(_noted(note), 201, {"Location": f"/v1/documents/{note.sha256}"})


def _media_type(request: Request) -> str:
    given = request.headers.get("content-type", "").partition(";")[0].strip()
    return given if MEDIA_TYPE.fullmatch(given) else "application/octet-stream"


def _noted(note: Upload) -> dict[str, object]:
    return {
        "sha256": note.sha256,
        "name": note.name,
        "size": note.size,
        "media_type": note.media_type,
        "at": note.at.isoformat(),
    }


@router.get(
    "/v1/documents/{sha256}",
    tags=["files"],
    summary="下载文件 · download a file",
    response_class=StreamingResponse,
)
async def download(request: Request, sha256: FileName, actor: Actor) -> Response:
    """Return a file that a case names which one may read; never shown by a browser, always saved."""
    found = await services(request).uploads.fetch(actor, sha256, request_id(request))
    headers = {
        "Content-Length": str(found.content.size),
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name or sha256, safe='')}",
        "ETag": f'"{sha256}"',
    }
    return StreamingResponse(_pieces(found.content), media_type=found.media_type, headers=headers)


def _pieces(content: Content) -> Iterator[bytes]:
    with content:
        while chunk := content.read(CHUNK):
            yield chunk
