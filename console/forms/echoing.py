"""What a field says back (回显): the weekday and whether one works on that day, an amount in capitals.

The page says it of what stands in a form; while one types, the same comes by itself.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from console.forms.controls import Control, Look
from console.rendering import HEADERS
from console.visiting import Signed, Visitor
from domain.case.case import Case
from domain.law.calendars import WorkCalendar
from domain.law.errors import LawError
from domain.law.money import amount_fault, capital

router = APIRouter(prefix="/echo")
NATIONAL = "national"
"""Rest days are those of the whole country."""


@dataclass(frozen=True)
class Echo:
    """Says it to one person, by the calendar of one case, or of the whole country."""

    visitor: Visitor
    case: Case | None = None

    def __call__(self, control: Control) -> str:
        """Say what stands in a control."""
        if control.look in (Look.DAY, Look.INSTANT):
            return self.day(control.value)
        return self.money(control.value) if control.look is Look.MONEY else ""

    def day(self, typed: str) -> str:
        """Say which day of the week it is and whether one works on it; nothing of what is no day."""
        try:
            on = date.fromisoformat(typed[:10])
        except ValueError:
            return ""
        voice, calendar = self.visitor.voice, self._calendar
        try:
            working = calendar.is_working(on)
        except LawError:
            return voice.day(on)
        kind = voice("工作日", "working day") if working else voice("休息日", "rest day")
        why = voice(calendar.why(on))
        return f"{voice.day(on)} {kind}" + (
            voice("（{why}）", " ({why})").format(why=why) if why != kind else ""
        )

    def money(self, typed: str) -> str:
        """Say an amount in the capitals in which the documents write it; nothing of what is no number."""
        try:
            amount = Decimal(typed.replace(",", "").replace("，", "").strip())
        except InvalidOperation:
            return ""
        fault, voice = amount_fault(amount), self.visitor.voice
        return voice(fault) if fault else f"{voice.money(amount)} {capital(amount)}"

    @property
    def _calendar(self) -> WorkCalendar:
        if self.case is not None and self.case.opened:
            return self.case.rulebook.calendar
        return self.visitor.given.rules(NATIONAL).calendar


@router.get("/day")
async def day(visitor: Signed, request: Request, name: str) -> Response:
    """Say a day that is being typed."""
    return _said(Echo(visitor).day(request.query_params.get(name, "")))


@router.get("/money")
async def money(visitor: Signed, request: Request, name: str) -> Response:
    """Say an amount that is being typed."""
    return _said(Echo(visitor).money(request.query_params.get(name, "")))


def _said(text: str) -> Response:
    return PlainTextResponse(text, headers=HEADERS)
