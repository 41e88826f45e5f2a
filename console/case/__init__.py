"""The pages of one case (案件页): one subject a file."""

from fastapi import APIRouter

from console.case import (
    clocks,
    documents,
    dossier,
    files,
    findings,
    journal,
    moves,
    overview,
    parties,
    review,
    statements,
)

router = APIRouter()
for _pages in (
    overview,
    moves,
    parties,
    findings,
    statements,
    documents,
    review,
    journal,
    dossier,
    clocks,
    files,
):
    router.include_router(_pages.router)
