"""What a field says back while one types (回显): the weekday and whether one works on that day, an amount in capitals."""

from datetime import date
from decimal import Decimal, InvalidOperation

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from console.rendering import HEADERS
from console.visiting import Signed, Visitor
from domain.law.errors import LawError
from domain.law.money import amount_fault, capital

router = APIRouter(prefix="/echo")
NATIONAL = "national"
"""Rest days are those of the whole country."""


@router.get("/day")
async def day(visitor: Signed, request: Request, name: str) -> Response:
    """Say which day of the week a day is, and whether one works on it."""
    typed = request.query_params.get(name, "")[:10]
    try:
        return _said(_day(visitor, date.fromisoformat(typed)))
    except ValueError:
        return _said("")


def _day(visitor: Visitor, on: date) -> str:
    voice, calendar = visitor.voice, visitor.given.rules(NATIONAL).calendar
    try:
        working = calendar.is_working(on)
    except LawError:
        return voice.day(on)
    kind = voice("工作日", "working day") if working else voice("休息日", "rest day")
    why = calendar.why(on) if voice.is_chinese and calendar.why(on) != kind else ""
    return f"{voice.day(on)} {kind}{f'（{why}）' if why else ''}"


@router.get("/money")
async def money(visitor: Signed, request: Request, name: str) -> Response:
    """Say an amount in the capitals in which the documents write it."""
    typed = request.query_params.get(name, "").replace(",", "").replace("，", "").strip()
    try:
        amount = Decimal(typed)
    except InvalidOperation:
        return _said("")
    fault = amount_fault(amount)
    return _said(visitor.voice(fault) if fault else f"{visitor.voice.money(amount)} {capital(amount)}")


def _said(text: str) -> Response:
    return PlainTextResponse(text, headers=HEADERS)
