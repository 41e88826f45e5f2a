"""Files (文件) as a page hands them out: shown where a browser may show them, else saved."""

from collections.abc import Iterator
from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from console.visiting import Signed
from desk.ports import Content
from desk.uploading import Download

router = APIRouter()
PDF = "application/pdf"
PIECE = 256 * 1024
LOCKED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'"
"""What comes from outside runs nothing and loads nothing."""
READ = "script-src 'none'; frame-ancestors 'self'"
"""Of a PDF: Chromium's own viewer does not run in a sandbox. Beside a form it stands in a page of ours."""


@router.get("/files/{sha256}")
async def file(visitor: Signed, sha256: str, save: bool = False) -> Response:
    """Hand out a file of the document store."""
    found = await visitor.given.uploads.fetch(visitor.person, sha256, visitor.request_id)
    return handed_out(found, save=save)


def handed_out(found: Download, *, save: bool = False) -> Response:
    """Return a file, read piece by piece."""
    how = "inline" if found.shown and not save else "attachment"
    headers = {
        "Content-Disposition": f"{how}; filename*=UTF-8''{quote(found.name, safe='')}",
        "Content-Security-Policy": READ if found.media_type == PDF else LOCKED,
    }
    return StreamingResponse(pieces(found.content), media_type=found.media_type, headers=headers)


def sent_file(content: bytes, media_type: str, name: str, how: str = "inline") -> Response:
    """Return a file that was made for whoever asks."""
    return Response(
        content,
        media_type=media_type,
        headers={"Content-Disposition": f"{how}; filename*=UTF-8''{quote(name, safe='')}"},
    )


def pieces(content: Content) -> Iterator[bytes]:
    """Read a file piece by piece, and close it."""
    with content:
        while piece := content.read(PIECE):
            yield piece
