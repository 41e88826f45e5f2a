"""What can be done in a case (可以办理), and of the rest why not, with the article and the next thing to do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Response
from markupsafe import Markup

from console.case.choosing import MANY, chosen_party
from console.case.showing import Seen, seen_by
from console.visiting import Signed
from desk.next_moves import MAIN, Made, barred, is_mine
from desk.outlook import Awaited, outlook
from domain.bilingual import Words
from domain.case.people import Role
from domain.pages.main_line import ASIDE, LINE
from domain.procedure import MOVES, Option, Stage, title_of
from domain.procedure.language import civil
from domain.procedure.lists import MoveFilter

router = APIRouter()
EVERYWHERE: Final = Words("各阶段都可能办理", "In nearly every stage")
FEW: Final = 2
"""Reasons of one kind that are told of one move: they name a party each."""
Given = tuple[dict[str, Any], Option]
"""A refusal, and the move to which it was given."""
_STAGES: Final[Mapping[str, Stage]] = {
    what: stage
    for stage in reversed(Stage)
    for what in (*(step.what for step in LINE[stage]), *ASIDE.get(stage, ()))
    if isinstance(what, str) and what in MOVES
}
"""To which stage a move belongs first."""


class Open(NamedTuple):
    """A move that can be made now, for which parties, each with its form."""

    title: Words
    article: str
    ways: tuple["Way", ...]


class Way(NamedTuple):
    href: str
    party: int | None
    awaited: Awaited | None


class Why(NamedTuple):
    said: Markup
    article: str
    cure: Markup


class Shut(NamedTuple):
    """Moves that cannot be made now for the same reasons, each with the parties of whom that holds."""

    moves: tuple[tuple[Words, str], ...]
    reasons: tuple[Why, ...]
    more: int
    """Reasons of the same kind that are not told: they hold of other parties alike."""


class Group(NamedTuple):
    """Moves of one stage."""

    title: Any
    moves: tuple[Any, ...]


class Of(NamedTuple):
    """A move that belongs to others."""

    title: Words
    by: tuple[Role, ...]


@router.get("/cases/{agency}/{number}/moves")
async def moves(visitor: Signed, agency: str, number: str, party: str = "") -> Response:
    """Show every move as it stands for this person now."""
    seen = await seen_by(visitor, agency, number)
    chosen = chosen_party(seen, party)
    wanted = MoveFilter(party=chosen)
    found = await visitor.given.reading.moves(
        visitor.person, agency, number, wanted, of_the_case_too=True, request=visitor.request_id
    )
    awaited = outlook(seen.case, visitor.given.desk.directory, civil(seen.at), seen.deadlines).awaited
    mine = {(one.work.move, one.work.party): one for one in awaited if visitor.person in one.persons}
    available, closed = found.available, found.barred
    ahead, past = barred(closed, seen.stage, awaited, mine)
    return seen.page(
        "moves",
        chosen=chosen,
        many=MANY,
        waiting=_open(seen, (option for option in available if _key(option) in mine), mine),
        not_yet=_shut(seen, (option for option in closed if _key(option) in mine)),
        also=_open_by_stage(seen, (o for o in available if _key(o) not in mine and o.move not in MAIN)),
        later=_open_by_stage(seen, (o for o in available if _key(o) not in mine and o.move in MAIN)),
        ahead=_shut_by_stage(seen, ahead),
        past=_shut_by_stage(seen, past),
        of_others=_of_others(closed),
    )


def _key(option: Option) -> Made:
    return option.move, option.party


def _open(seen: Seen, options: Iterable[Option], mine: Mapping[Made, Awaited]) -> list[Open]:
    """Each move once, with the parties for whom it can be made."""
    found: dict[str, list[Option]] = {}
    for option in options:
        found.setdefault(option.move, []).append(option)
    return [
        Open(
            title_of(move),
            of_it[0].article,
            tuple(Way(seen.do(move, o.party), o.party, mine.get(_key(o))) for o in of_it),
        )
        for move, of_it in found.items()
    ]


def _open_by_stage(seen: Seen, options: Iterable[Option]) -> list[Group]:
    return [Group(stage, tuple(_open(seen, of_it, {}))) for stage, of_it in _by_stage(options)]


def _shut_by_stage(seen: Seen, options: Iterable[Option]) -> list[Group]:
    return [Group(stage, tuple(_shut(seen, of_it))) for stage, of_it in _by_stage(options)]


def _by_stage(options: Iterable[Option]) -> Iterator[tuple[Any, list[Option]]]:
    """Part moves by the stage to which they belong."""
    found: dict[Stage | None, list[Option]] = {}
    for option in options:
        found.setdefault(_STAGES.get(option.move), []).append(option)
    order = [*Stage, None]
    for stage in sorted(found, key=order.index):
        yield stage or EVERYWHERE, found[stage]


def _shut(seen: Seen, options: Iterable[Option]) -> list[Shut]:
    """Put together what is barred for the same reasons, whichever party they name."""
    found: dict[tuple[str, ...], list[Option]] = {}
    for option in options:
        found.setdefault(tuple(dict.fromkeys(r["code"] for r in option.refusals)), []).append(option)
    return [_shut_alike(seen, of_it) for of_it in found.values()]


def _shut_alike(seen: Seen, options: Sequence[Option]) -> Shut:
    reasons: dict[str, Given] = {}
    for option in options:
        for refusal in option.refusals:
            reasons.setdefault(str(refusal["why"]), (refusal, option))
    told = [one for of_code in _by_code(reasons.values()) for one in of_code[:FEW]]
    whys = tuple(_why(seen, refusal, option) for refusal, option in told)
    return Shut(tuple(_moves(seen, options)), whys, len(reasons) - len(told))


def _by_code(reasons: Iterable[Given]) -> list[list[Given]]:
    found: dict[str, list[Given]] = {}
    for refusal, option in reasons:
        found.setdefault(refusal["code"], []).append((refusal, option))
    return list(found.values())


def _why(seen: Seen, refusal: dict[str, Any], option: Option) -> Why:
    """Say a reason in the words of the move for which it was given."""
    said = seen.saying(option.move, option.party)
    return Why(said(refusal["why"]), refusal["article"], said(refusal["cure"]))


def _moves(seen: Seen, options: Iterable[Option]) -> Iterator[tuple[Words, str]]:
    """Each move, with the names of its parties where it is not barred for all of them."""
    parties: dict[str, list[int | None]] = {}
    for option in options:
        parties.setdefault(option.move, []).append(option.party)
    for move, of_it in parties.items():
        every = None in of_it or len(of_it) == len(seen.case.parties.all) or len(seen.case.parties.all) > MANY
        yield title_of(move), "" if every else seen.visitor.voice.listed(map(seen.name, of_it))


def _of_others(options: Iterable[Option]) -> list[Of]:
    """What belongs to other roles, each once."""
    return list(dict.fromkeys(_others(options)))


def _others(options: Iterable[Option]) -> Iterator[Of]:
    for option in options:
        if not is_mine(option):
            yield Of(title_of(option.move), option.by)
