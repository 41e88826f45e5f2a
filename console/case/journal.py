"""The journal of a case (全过程记录) as sentences: who did what and when, and what it made true. The last is shown first."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Response
from markupsafe import Markup

from console.case.showing import TABS, case_path, people_of, seen_by
from console.linking import named, with_texts
from console.visiting import Signed, Visitor
from desk.naming import with_names
from domain.bilingual import Words
from domain.case.journal import Entry
from domain.case.readers import Reader
from domain.procedure import FACTS, apply, fold, read, title_of
from domain.procedure.language import Stamp

router = APIRouter()
A_PAGE: Final = 40
"""Acts on one page."""
AUDITED: Final = tuple(tab for tab in TABS if tab.path == "/journal")
"""All that an auditor reads of a case."""


class Told(NamedTuple):
    """One fact, and what it says beyond its title."""

    title: Words
    said: tuple[Markup, ...]


class Act(NamedTuple):
    """What one person did at one instant, or the case itself."""

    at: datetime
    who: str
    what: Words
    facts: tuple[Told, ...]
    taken_over: str
    """Who took it over from paper; nothing where it was recorded here."""
    first: int
    """The position of its first entry."""


@router.get("/cases/{agency}/{number}/journal")
async def journal(visitor: Signed, agency: str, number: str, page: int = 1) -> Response:
    """Show what was done, the last first."""
    entries = await visitor.given.reading.whole_journal(
        visitor.person, agency, number, request=visitor.request_id
    )
    grouped = [list(group) for _, group in groupby(entries, key=_act_of)]
    pages = max(1, -(-len(grouped) // A_PAGE))
    page = min(max(page, 1), pages)
    last = len(grouped) - (page - 1) * A_PAGE
    shown = _acts(visitor, grouped[: max(last - A_PAGE, 0)], grouped[max(last - A_PAGE, 0) : last])
    values: dict[str, Any] = {"acts": shown[::-1], "page": page, "pages": pages, "count": len(entries)}
    if agency in Reader.of(visitor.person).agencies:
        return (await seen_by(visitor, agency, number)).page("journal", **values)
    path = case_path(agency, number)
    return visitor.page("case/audited", number=number, tabs=AUDITED, case_path=path, **values)


def _act_of(entry: Entry) -> tuple[datetime, str, str]:
    return entry.at, entry.by, entry.move


def _acts(visitor: Visitor, before: Sequence[Sequence[Entry]], shown: Sequence[Sequence[Entry]]) -> list[Act]:
    """Say these acts, each of the case as it was then."""
    case, found = fold(entry for act in before for entry in act), []
    people = people_of(visitor)
    for act in shown:
        told = []
        for entry in act:
            fact = read(entry)
            case = apply(case, fact, Stamp(seq=entry.seq, at=entry.at, by=entry.by))
            named_parties = (with_names(words, case.parties.names) for words in fact.said(case))
            told.append(Told(FACTS[entry.fact].title, tuple(_said(visitor, named_parties, people))))
        first = act[0]
        who, over = people.get(first.by, first.by), people.get(first.taken_over, first.taken_over)
        found.append(Act(first.at, who, title_of(first.move), tuple(told), over, first.seq))
    return found


def _said(visitor: Visitor, said: Iterator[Words], people: dict[str, str]) -> Iterator[Markup]:
    root: str = visitor.request.app.state.root
    for words in said:
        if sentence := visitor.voice(words):
            yield with_texts(named(sentence, people), visitor.voice, root)
