"""Law to look at (法规): the statute's figures with their words, a last day with its picture, calendars, the procedure."""

from fastapi import APIRouter

from console.law import calendar, due, procedure, statute

router = APIRouter()
for _pages in (statute, due, calendar, procedure):
    router.include_router(_pages.router)
