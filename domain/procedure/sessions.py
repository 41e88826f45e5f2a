"""Sessions (会议): what interview and hearing have in common: who was there, and what was said, point by point."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

from domain.bilingual import Words, listed
from domain.case.parties import Point
from domain.labels import SERIAL, Label
from domain.law.articles import Article
from domain.lengths import Line, LongText, Text, UpToPoints, UpToPresent
from domain.procedure.faults import DATE_IN_THE_FUTURE, FIELD_MISSING, blank
from domain.procedure.language import Moment, Refusal, Refused, Sort
from domain.record import Record


class SessionPoint(Record):
    """One point that a party made in a session."""

    party: Annotated[
        int,
        Label(
            "当事人",
            "party",
            "提出该意见的当事人在本案中的序号",
            "number in the case of the party who made it",
            SERIAL,
        ),
    ]
    text: Annotated[LongText, Label("意见", "text", "当事人所说的内容", "what the party said")]


Attendance = Annotated[
    UpToPresent[Line],
    Label("到场人员", "attendance", "每人写明姓名和身份", "who was present, each with name and function"),
]
SessionPoints = Annotated[
    UpToPoints[SessionPoint],
    Label(
        "当事人的意见",
        "points",
        "逐项记录，每项都要在复核中答复",
        "what was said, point by point; each is answered in the re-check",
    ),
]
NotedRefusal = Annotated[
    Text,
    Label(
        "拒绝签名的说明",
        "noted refusal to sign",
        "当事人拒绝在笔录上签名的，写明情况",
        "where the party refused to sign the record: what happened",
    ),
]


def points_of(party: int, points: tuple[SessionPoint, ...], letter: str) -> tuple[Point, ...]:
    """The points of one party, numbered with the letter of the session (`I1`, `H1`)."""
    own = [p for p in points if p.party == party]
    return tuple(Point(id=f"{letter}{n}", text=p.text) for n, p in enumerate(own, start=1))


def session_said(attendance: tuple[str, ...], points: Iterable[Point]) -> Iterator[Words]:
    """Who was there and what was said, one line each."""
    yield Words("到场：{present}", "present: {present}").filled(present=listed(attendance))
    for point in points:
        yield Words("意见 {id}：“{text}”", "point {id}: “{text}”").filled(id=point.id, text=point.text)


POINT_OF_ANOTHER = Refusal(
    "PointOfAnother",
    None,
    Words(
        "points 中有当事人{others}的意见，但其不在 parties 中",
        "`points` has points of party {others}, who is not among `parties`",
    ),
    Words(
        "请核对 points 中的 party，或者把该当事人列入 parties",
        "check `party` in `points`, or name that party in `parties`",
    ),
    Sort.FORM,
)


def points_of_parties_present(
    points: tuple[SessionPoint, ...], parties: tuple[int, ...], source: Article
) -> Iterator[Refused]:
    """Refuse points that would be lost: no party of the session made them."""
    if empty := [f"points.{n}.text" for n, point in enumerate(points) if blank(point.text)]:
        yield FIELD_MISSING(article=source, fields=listed(empty))
    if others := sorted({p.party for p in points} - set(parties)):
        yield POINT_OF_ANOTHER(article=source, others=listed(others))


def took_place(now: Moment, source: Article, on: date, what: Words) -> Iterator[Refused]:
    """Refuse to record a session of a day to come; how early it may be, each kind of session says itself."""
    if on > now.today:
        yield DATE_IN_THE_FUTURE(article=source, what=what, on=on, today=now.today)
