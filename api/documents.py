"""Files over HTTP: streamed in and out, named by their SHA-256, under the rights of the cases that name them."""

from collections.abc import Iterable, Iterator
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from api.answers import as_json
from api.asking import Actor, Key, drained, request_id, services
from desk.errors import FileTooLarge, Malformed
from desk.ports import Content
from desk.uploading import LONGEST_REASON, Download
from domain.case.dangers import Danger, Release
from domain.case.file_names import LONGEST
from domain.case.keeping import KeepingError
from domain.case.uploads import Upload

FileName = Annotated[str, Path(json_schema_extra={"pattern": "^[0-9a-f]{64}$"})]
CHUNK = 256 * 1024

router = APIRouter()


@router.post(
    "/v1/documents",
    tags=["files"],
    status_code=201,
    summary="上传文件 · upload a file",
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
    name: Annotated[str, Query(max_length=LONGEST, description="文件名 · the file's name")] = "",
) -> Response:
    """Stream a file in: its bytes are the body, its media type the Content-Type.

    It may have 50 MB, or as many as the office has set (`TINGSHU_LARGEST_FILE`).

    What it is, its bytes say. A Content-Type or a name that says otherwise is refused; `application/octet-stream` and a
    name without an ending say nothing.
    """
    chunks = request.stream()
    try:
        note = await services(request).uploads.receive(
            actor, chunks, name=name, media_type=request.headers.get("content-type", ""), key=key
        )
    except (FileTooLarge, KeepingError, Malformed):
        await drained(chunks)
        raise
    dangers = await services(request).uploads.kept_apart(actor, note.sha256)
    return as_json(_noted(note, dangers), 201, {"Location": f"/v1/documents/{note.sha256}"})


def _noted(note: Upload, kept_apart: Iterable[Danger]) -> dict[str, object]:
    return {
        "kept_apart": sorted(kept_apart),
        "sha256": note.sha256,
        "name": note.name,
        "size": note.size,
        "media_type": note.media_type,
        "at": note.at.isoformat(),
    }


@router.post(
    "/v1/documents/{sha256}/release",
    tags=["files"],
    summary="解除隔离 · release a file that is kept apart",
    operation_id="release_file",
)
async def release(
    request: Request,
    sha256: FileName,
    actor: Actor,
    reason: Annotated[
        str,
        Query(
            min_length=1,
            max_length=LONGEST_REASON,
            description="如何查验、为何可以打开 · how it was looked at",
        ),
    ],
) -> Response:
    """Let a file be fetched that is kept apart for what is dangerous in it.

    An officer or the head of an agency does so after looking at it, and never the one who brought it. It is in the access log.
    """
    done = await services(request).uploads.release(actor, sha256, reason, request_id(request))
    return as_json(_released(done))


def _released(done: Release) -> dict[str, object]:
    return {**vars(done), "at": done.at.isoformat()}


@router.get(
    "/v1/documents/{sha256}",
    tags=["files"],
    summary="下载文件 · download a file",
    response_class=StreamingResponse,
)
async def download(request: Request, sha256: FileName, actor: Actor) -> Response:
    """Return a file that a case names which one may read, or that one's own agency brought.

    Pictures and PDF may be shown in a window; all else is saved, and what could run is mere bytes. One that is kept apart
    for what is dangerous in it is handed to nobody before it was released.
    """
    found = await services(request).uploads.fetch(actor, sha256, request_id(request))
    headers = {
        "Content-Length": str(found.content.size),
        "Content-Disposition": disposition(found),
        "ETag": f'"{sha256}"',
    }
    return StreamingResponse(pieces(found.content), media_type=found.media_type, headers=headers)


def disposition(found: Download) -> str:
    """Return how the file is to be handled, and under which name (RFC 6266); the plain name is for old programmes."""
    return _named("inline" if found.shown else "attachment", found.name)


def attached(name: str) -> str:
    """Say that a file is to be saved, under this name."""
    return _named("attachment", name)


def _named(how: str, name: str) -> str:
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "_" for c in name)
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def pieces(content: Content) -> Iterator[bytes]:
    with content:
        while chunk := content.read(CHUNK):
            yield chunk
