"""Answers as JSON text: compact, Chinese as it is."""

import json
from collections.abc import Sequence
from typing import Any, TypeVar

from fastapi import Response
from pydantic import BaseModel

from domain.procedure.lists import Page

PDF = "application/pdf"

Row = TypeVar("Row")


def as_json(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    text = (
        value.model_dump_json(exclude_none=True)
        if isinstance(value, BaseModel)
        else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    )
    return Response(text.encode(), status, headers=headers, media_type="application/json")


def as_page(page: Page[Row]) -> Response:
    """Return one page and the cursor of the next."""
    return as_json({"items": list(page.items), "cursor": page.cursor})


def as_items(items: Sequence[Any], **more: Any) -> Response:
    return as_json({**more, "items": list(items)})


def as_pdf(data: bytes, name: str, **headers: str) -> Response:
    """Return a PDF that a browser shows in its window, and saves by this name."""
    disposition = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(data, headers={**headers, **disposition}, media_type=PDF)


def etag(position: int) -> dict[str, str]:
    return {"ETag": f'"{position}"'}
