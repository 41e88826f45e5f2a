"""How a command reads: as the person who asks, under the same rights as over HTTP, and without an engine."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cli.refusals import LISTED_BY, NotFound
from cli.running import person, run, settings
from desk import nearest
from desk.directory import Directory
from desk.errors import CASE, Fault, Malformed, Unknown
from domain.bilingual import Words
from domain.case.people import Person
from domain.procedure.lists import CaseFilter

if TYPE_CHECKING:
    from desk.comparing import Comparing
    from desk.dossiers import Dossiers
    from desk.reading import Reading
    from desk.uploading import Uploads

T = TypeVar("T")

MOST = 200
"""Rows of a page; whoever wants more asks with --limit, or the API page by page."""
NO_SUCH_AGENCY = Words("没有机关 {typed}", "there is no agency {typed}")


class Desk(NamedTuple):
    """What a command reads with."""

    reading: "Reading"
    uploads: "Uploads"
    dossiers: "Dossiers"
    comparing: "Comparing"
    by: Person
    directory: Directory


def read(
    ask: Callable[[Desk], Awaitable[T]], as_: str, *, json_: bool, case: tuple[str, str] | None = None
) -> T:
    """Return what the desk answers this person, and where a case is named, which may have been meant."""
    return run(_read(ask, as_, case), json_=json_)


async def _read(ask: Callable[[Desk], Awaitable[T]], as_: str, case: tuple[str, str] | None) -> T:
    from installation.reading import reading_room  # the register and its libraries; no help needs them

    async with reading_room(settings()) as room:
        by = await person(room.directory, as_)
        desk = Desk(room.reading, room.uploads, room.dossiers, room.comparing, by, room.directory)
        return await answered(ask, desk, room.directory, case)


async def answered(
    ask: Callable[[Desk], Awaitable[T]], desk: Desk, directory: Directory, case: tuple[str, str] | None
) -> T:
    """Ask; where the case is unknown, say which agency or number may have been meant.

    Raises:
        Malformed: There is no such agency.
        NotFound: There is no such case, or it is not this person's to read.
    """
    check_agency(directory, case)
    try:
        return await ask(desk)
    except Unknown as error:
        if case is None or error.sought is not CASE:
            raise
        raise await not_found(desk.reading, desk.by, *case) from error


def check_agency(directory: Directory, case: tuple[str, str] | None) -> None:
    """Refuse an agency that the directory does not have: which there are is no secret.

    Raises:
        Malformed: There is no such agency.
    """
    if case is not None and case[0] not in directory.agencies:
        known = nearest.cure(case[0], directory.agencies, where="tingshu people")
        raise Malformed(Fault("AGENCY", NO_SUCH_AGENCY.filled(typed=case[0]), known))


async def not_found(reading: "Reading", by: Person, agency: str, number: str) -> NotFound:
    """Say that there is no such case, with those nearest to it among the person's own."""
    page = await reading.cases(by, CaseFilter(), limit=MOST)
    known = [row["number"] for row in page.items if row["agency"] == agency]
    return NotFound(nearest.cure(number, known, where=LISTED_BY[CASE]))
