"""Files (文件) as a page hands them out: shown where a browser may show them, else saved."""

from collections.abc import Iterator
from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from console.visiting import Signed
from desk.uploading import Download

router = APIRouter()
PIECE = 256 * 1024
LOCKED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
"""What comes from outside runs nothing and loads nothing."""


@router.get("/files/{sha256}")
async def file(visitor: Signed, sha256: str, save: bool = False) -> Response:
    """Hand out a file of the document store."""
    found = await visitor.given.uploads.fetch(visitor.person, sha256, visitor.request_id)
    return handed_out(found, save=save)


def handed_out(found: Download, *, save: bool = False) -> Response:
    """Return a file, read piece by piece."""
    how = "inline" if found.shown and not save else "attachment"
    headers = {"Content-Disposition": f"{how}; filename*=UTF-8''{quote(found.name, safe='')}"}
    # Chromium's own viewer for PDF does not run in a sandbox. Our own pages may show a file beside a form.
    is_pdf = found.media_type == "application/pdf"
    headers["Content-Security-Policy"] = "frame-ancestors 'self'" if is_pdf else LOCKED
    return StreamingResponse(_pieces(found), media_type=found.media_type, headers=headers)


def _pieces(found: Download) -> Iterator[bytes]:
    try:
        while piece := found.content.read(PIECE):
            yield piece
    finally:
        found.content.close()
