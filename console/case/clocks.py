"""One clock of a case (期限的计算): the article with its words, each day that was counted or not and why, and its picture."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from fastapi import APIRouter, Response

from console.case.picture import HATCHED, picture
from console.case.showing import seen_by
from console.law.months import Kind, Month, legend_of, months_of
from console.visiting import Signed
from desk.errors import TERM, Unknown
from domain.bilingual import Words
from domain.law.terms import TermKey
from domain.procedure.clocks.courses import Course, courses
from domain.procedure.language import civil

router = APIRouter()


LONG: Final = 130
"""Days beyond which no calendar is shown: most of its days would say the same."""


class Explained(NamedTuple):
    course: Course
    months: Sequence[Month]

    @property
    def legend(self) -> Sequence[tuple[Kind, str, Words]]:
        """What the signs of its months are."""
        return legend_of(self.months)


@router.get("/cases/{agency}/{number}/clocks/{term}")
async def clock(visitor: Signed, agency: str, number: str, term: str, party: int | None = None) -> Response:
    """Explain one term of a case, each time that it ran.

    Raises:
        Unknown: The term has not run in the case.
    """
    seen = await seen_by(visitor, agency, number)
    today = civil(seen.at)
    lanes = [(one.term, one.party) for one in seen.deadlines if (one.term, one.party) == (term, party)][:1]
    mine = list(courses(seen.case, seen.deadlines, lanes))
    if not mine:
        raise Unknown(TERM)
    if all(course.trace for course in mine):
        # Asked for at the desk, which notes who had a clock explained.
        await visitor.given.reading.traces(
            visitor.person, agency, number, term, party, request=visitor.request_id
        )
    return seen.page(
        "clock",
        term=TermKey(term),
        party=party,
        picture=picture(mine, today, lanes, to_the_end=True),
        hatched=HATCHED,
        explained=[Explained(c, _months(c)) for c in sorted(mine, key=_start, reverse=True)],
    )


def _months(course: Course) -> Sequence[Month]:
    """The months that a clock crosses, where they are few."""
    trace = course.trace
    if trace is None or (max(line.until for line in trace.lines) - course.deadline.start).days > LONG:
        return ()
    return months_of(trace)


def _start(course: Course) -> date:
    return course.deadline.start
