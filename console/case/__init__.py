"""The pages of one case (案件页): one subject a file."""

from fastapi import APIRouter

from console.case import files, moves, overview

router = APIRouter()
for _pages in (overview, moves, files):
    router.include_router(_pages.router)
