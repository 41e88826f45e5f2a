"""The review of a case (审核): its rounds side by side, each with the opinion, the answers, and what changed in the papers."""

from typing import NamedTuple

from fastapi import APIRouter, Response

from console.case.papers_said import Part, changed, of_each_round
from console.case.showing import Seen, seen_by
from console.visiting import Signed, Visitor
from domain.bilingual import Words
from domain.case.review import OpinionAnswer, OpinionPoint, Round
from domain.law.profile_words import said

router = APIRouter()


class Point(NamedTuple):
    """One point of the opinion, with the officer's answer where it was not agreed."""

    said: OpinionPoint
    answer: OpinionAnswer | None

    @property
    def heading(self) -> Words:
        return said(self.said.heading)


class Shown(NamedTuple):
    """One round."""

    round: Round
    papers: int
    """Which version of the papers it was about, from 1."""
    points: tuple[Point, ...]
    changed: tuple[Part, ...]
    """What the papers say otherwise than in the round before."""


@router.get("/cases/{agency}/{number}/review")
async def review(visitor: Signed, agency: str, number: str) -> Response:
    """Show the rounds."""
    seen = await seen_by(visitor, agency, number)
    rounds = await _rounds(visitor, seen)
    return seen.page("review", rounds=rounds, filings=seen.case.filing.filings)


async def _rounds(visitor: Visitor, seen: Seen) -> list[Shown]:
    rounds = seen.case.review.rounds
    versions = list(dict.fromkeys(one.papers for one in rounds))
    differ = await _changes(visitor, seen) if len(versions) > 1 else {}
    return [
        Shown(one, versions.index(one.papers) + 1, _points(one), differ.get(place, ()))
        for place, one in enumerate(rounds)
    ]


async def _changes(visitor: Visitor, seen: Seen) -> dict[int, tuple[Part, ...]]:
    """What the papers of each round say otherwise than those of the one before it."""
    entries = await visitor.given.reading.entries(visitor.person, seen.agency, seen.number)
    then = of_each_round(entries)
    return {
        place: changed(then[place - 1], then[place], visitor.voice)
        for place in range(1, len(then))
        if then[place].papers_version != then[place - 1].papers_version
    }


def _points(one: Round) -> tuple[Point, ...]:
    answers = {answer.heading: answer for answer in one.answers}
    points = one.opinion.points if one.opinion else ()
    return tuple(Point(point, answers.get(point.heading)) for point in points)
