"""What a person may do in a case now (现在可以办理什么), and what bars the rest: by pages, or narrowed."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from desk.errors import Fault, NotHere
from desk.folded import Folded
from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.people import Person
from domain.procedure import MOVES, Option, options
from domain.procedure.language import Moment
from domain.procedure.lists import BadCursor, MoveFilter

NO_SUCH_MOVE = Fault(
    "move",
    Words("没有这个操作", "there is no such move"),
    Words(
        "请在 move 中填写 GET /v1/moves 所列的操作", "give one of those that GET /v1/moves lists in `move`"
    ),
)


@dataclass(frozen=True)
class Options:
    """Moves of a case as they stand for a person now."""

    position: int
    at: datetime
    available: tuple[Option, ...]
    barred: tuple[Option, ...]
    cursor: str | None = None
    """Where the next page begins; nothing at the end."""


def options_of(
    by: Person,
    folded: Folded,
    at: datetime,
    wanted: MoveFilter,
    cursor: str | None,
    limit: int | None,
    *,
    of_the_case_too: bool = False,
) -> Options:
    """Return one page, or all of them without a limit; nothing beyond the page is judged.

    Raises:
        NotHere: There is no such move or party.
        BadCursor: No page of this list has given it.
    """
    _check(wanted, folded.case)
    behind = _place(cursor) if cursor is not None else None
    now = Moment(case=folded.case, actor=by, at=at)
    standing = options(now, wanted, behind=behind, of_the_case_too=of_the_case_too)
    # What opens a case is none of its own.
    own = (option for option in standing if not MOVES[option.move].opens)
    found = list(own if limit is None else islice(own, limit + 1))
    return _page(folded.tip.seq, at, found, limit)


def _page(position: int, at: datetime, found: Sequence[Option], limit: int | None) -> Options:
    page = found[:limit]
    return Options(
        position,
        at,
        available=tuple(option for option in page if option.open),
        barred=tuple(option for option in page if not option.open),
        cursor=_cursor(page[-1]) if len(found) > len(page) else None,
    )


def _check(wanted: MoveFilter, case: Case) -> None:
    if wanted.move is not None and wanted.move not in MOVES:
        raise NotHere(NO_SUCH_MOVE)
    if wanted.party is not None and not case.has_party(wanted.party):
        why = Words("本案没有当事人{party}", "there is no party {party} in this case")
        cure = Words("请在 party 中填写：{known}", "give one of these in `party`: {known}")
        known = listed(str(party.id) for party in case.parties.all)
        raise NotHere(Fault("party", why.filled(party=wanted.party), cure.filled(known=known)))


def _cursor(last: Option) -> str:
    return base64.urlsafe_b64encode(json.dumps([last.move, last.party or 0]).encode()).decode()


def _place(cursor: str) -> tuple[str, int]:
    try:
        move, party = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    except (ValueError, TypeError) as error:
        raise BadCursor from error
    if move not in MOVES or not isinstance(party, int):
        raise BadCursor
    return move, party
