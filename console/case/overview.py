"""The first page of a case (概况): where it stands, per party; what waits for whom; and its clocks, as a picture and a table."""

from collections import Counter
from datetime import date
from typing import Final, NamedTuple

from fastapi import APIRouter, Response

from console.case.choosing import MANY
from console.case.picture import HATCHED, picture, to_draw
from console.case.showing import Seen, seen_by
from console.law.profiles import named
from console.visiting import Signed
from desk.outlook import Outlook, outlook
from domain.bilingual import Titled, Words
from domain.procedure import MOVES, Stage, stage_of
from domain.procedure.clocks.courses import courses
from domain.procedure.clocks.deadlines import Deadline
from domain.procedure.defects import defects
from domain.procedure.language import civil

router = APIRouter()
FEW = 3
"""Clocks that are named where nobody is waited for."""


MOST: Final = 20
"""Pieces of work that are listed; more of them are on the page of moves."""


class Standing(NamedTuple):
    """How far one party is, or how many are as far."""

    who: Words
    how_far: Titled
    """Its stage; where it left the case, how."""


@router.get("/cases/{agency}/{number}")
async def overview(
    visitor: Signed, agency: str, number: str, made: str = "", at_least: int = 0, every: bool = False
) -> Response:
    """Show where a case stands."""
    seen = await seen_by(visitor, agency, number, at_least)
    today = civil(seen.at)
    found = outlook(seen.case, visitor.given.desk.directory, today, seen.deadlines)
    mine = [one for one in found.awaited if visitor.person in one.persons]
    others = [one for one in found.awaited if visitor.person not in one.persons]
    known = sorted(seen.deadlines, key=_began)
    lanes = to_draw(known, every=every)
    return seen.page(
        "overview",
        outlook=found,
        mine=mine[:MOST],
        others=others[:MOST],
        more=max(len(mine) - MOST, 0) + max(len(others) - MOST, 0),
        next_to_end=_next_to_end(found),
        stages=list(Stage),
        standings=_standings(seen),
        picture=picture(courses(seen.case, seen.deadlines, lanes), today, lanes),
        left_out=len({(one.term, one.party) for one in known}) - len(lanes),
        hatched=HATCHED,
        deadlines=known,
        defects=list(defects(seen.case)),
        profile=next((one.title for one in named() if one.word == seen.case.identity.profile), None),
        made=MOVES[made].title if made in MOVES else None,
    )


def _began(one: Deadline) -> tuple[date, date]:
    """The order in which clocks are shown: as they began; of one day, the first to end first."""
    return one.start, one.last_day or one.latest or date.max


def _standings(seen: Seen) -> list[Standing]:
    """How far each party is, where there are several."""
    parties = seen.case.parties.all
    if len(parties) < 2:
        return []
    found = [(p, p.left.why if p.left else stage_of(seen.case, p, seen.at)) for p in parties]
    if len(parties) <= MANY:
        return [Standing(Words(*[f"{p.id}. {p.name}"] * 2), how_far) for p, how_far in found]
    counted = Counter(how_far for _, how_far in found)
    many = Words("{count}名当事人", "{count} parties")
    return [Standing(many.filled(count=count), how_far) for how_far, count in counted.items()]


def _next_to_end(found: Outlook) -> list[object]:
    """Where nobody is waited for, what the case waits for."""
    return [] if found.awaited else list(found.running[:FEW])
