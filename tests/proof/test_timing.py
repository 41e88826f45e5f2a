"""What the pages say of terms and moves is what the journals show: every story and course, entry by entry."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby

import pytest

from demo.story import load
from domain.case.case import Case
from domain.case.journal import Entry
from domain.law.terms import TermKey
from domain.pages.timing import LIVES, Life, asked_by, awaited_within, gates_asking, of_move, of_term
from domain.procedure import CLOCKS, MACHINE_MOVES, MOVES, apply, read
from domain.procedure.chapters.proposing import Confirmed
from domain.procedure.language import Stamp
from domain.procedure.measuring import Span
from tests.end_to_end.courses import COURSES, course
from tests.procedure.playing import EXAMPLES, Play

STORIES = ("standard", "off_the_main_line", "late_hearing", "two_parties")
Spans = Mapping[tuple[TermKey, int | None, object], tuple[Span, ...]]
Seen = tuple[TermKey, str, str]
"""A term, what happened to it, and by which move."""


def spans(case: Case) -> Spans:
    found: dict[tuple[TermKey, int | None, object], tuple[Span, ...]] = {}
    for clock in CLOCKS if case.opened else ():
        for party in case.parties.all if clock.per_party else (None,):
            for span in clock.span(case, party):
                key = (clock.term, party.id if party else None, span.start)
                found[key] = (*found.get(key, ()), span)
    return found


def running(found: Iterable[Span]) -> list[Span]:
    return [span for span in found if not span.ended_on and not span.lapsed_on]


def compared(before: Spans, after: Spans, move: str) -> Iterator[Seen]:
    for key, now in after.items():
        then = before.get(key)
        if then is None:
            yield key[0], "starts", move
        elif len(running(now)) < len(running(then)):
            yield key[0], "ends", move
        elif any(
            (one.excluded, one.extended_by, one.stopped_on)
            != (other.excluded, other.extended_by, other.stopped_on)
            for one, other in zip(running(then), running(now), strict=False)
        ):
            yield key[0], "prolongs", move


def seen_in(entries: Iterable[Entry]) -> Iterator[Seen]:
    """What each move does to the terms; of one that was countersigned, the move that was proposed."""
    case = Case()
    before = spans(case)
    for (_, _, move), of_one in groupby(entries, lambda entry: (entry.at, entry.by, entry.move)):
        for entry in of_one:
            fact = read(entry)
            move = fact.move if isinstance(fact, Confirmed) else move
            case = apply(case, fact, Stamp(seq=entry.seq, at=entry.at, by=entry.by))
        after = spans(case)
        yield from compared(before, after, move)
        before = after


def played(name: str) -> Play:
    case = Play()
    for step in load(EXAMPLES / f"{name}.json").steps:
        if "$rulebook" in str(step.body):
            break  # the rules that an installation has, which nobody has here
        if not step.refused:
            case.do(step.at, step.by, step.move, **step.body)
    return case


@cache
def seen() -> frozenset[Seen]:
    journals = (*(played(name).entries for name in STORIES), *(course(n).entries for n in COURSES))
    return frozenset(one for entries in journals for one in seen_in(entries))


def declared(life: Life, what: str) -> tuple[str, ...]:
    return {"starts": life.starts, "ends": life.ends, "prolongs": life.prolongs}[what]


def test_whatever_the_journals_do_to_a_term_stands_on_its_page():
    untold = [one for one in seen() if one[2] not in declared(LIVES[one[0]], one[1])]
    assert sorted(untold) == []


@pytest.mark.parametrize("term", [clock.term for clock in CLOCKS])
def test_every_clock_is_seen_to_start_as_its_page_says(term: TermKey):
    not_here = {TermKey.LIMITATION_WITH_HARM, TermKey.NEW_EVIDENCE_ANSWER}
    starts = {move for key, what, move in seen() if key is term and what == "starts"}
    assert starts or term in not_here
    assert starts <= set(LIVES[term].starts)


def test_every_move_of_a_page_is_a_move():
    named = {move for life in LIVES.values() for moves in life for move in moves}
    assert named <= MOVES.keys() | MACHINE_MOVES.keys()


def test_the_links_of_term_and_move_go_both_ways():
    assert "[记录送达 `record_service`](procedure.md#record_service)" in "\n".join(of_term(TermKey.STATEMENT))
    assert "起算：[陈述、申辩期限](statute.md#statement)" in "\n".join(of_move("record_service"))
    for term, life in LIVES.items():
        for move in life.starts:
            assert f"(statute.md#{term})" in "\n".join(of_move(move))


def test_what_is_awaited_and_what_asks_is_read_off_the_moves():
    assert awaited_within(TermKey.LEGAL_REVIEW) == ("give_opinion",)
    assert "impose" in asked_by(TermKey.STATEMENT)
    assert "send_back" not in asked_by(TermKey.STATEMENT)
    assert gates_asking(TermKey.STATEMENT) == (2,)
    assert gates_asking(TermKey.FILING_RESPONSE) == (4,)
    assert gates_asking(TermKey.NEW_EVIDENCE_ANSWER) == (9,)
    assert gates_asking(TermKey.LIMITATION) == (7,)
    assert gates_asking(TermKey.PAYMENT) == ()
