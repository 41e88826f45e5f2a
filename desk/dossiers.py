"""Dossiers at the desk (调阅案卷): bound as the case stands, or as it was sealed; noted in the access log.

A party sees the main volume of its own case, once that is sealed, and never the inner one (副卷); where the case has
several parties it is bound for this one, without what is another's.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from desk.access_log import AccessLog
from desk.errors import Barred, Fault, NotHere, Unknown
from desk.ports import Content, Journals, Store
from domain.bilingual import Words
from domain.case.dossier import DossierEdition, DossierPart
from domain.case.journal import Entry
from domain.case.people import Person
from domain.case.readers import Reader
from domain.law.articles import art
from domain.procedure import fold
from domain.procedure.gates.draft import CASE_NUMBER
from domain.procedure.language import APL, Refusal, Sort

AT_ONCE = 2
"""Dossiers that are bound at the same time; each takes a core and some hundred megabytes."""
NEWEST = 0
"""In place of an edition: the last one."""

INNER_VOLUME = Refusal(
    "InnerVolume",
    art(APL, "47"),
    Words(
        "副卷不对外提供，当事人只能查阅正卷", "the inner volume leaves for nobody: a party sees the main one"
    ),
    Words("请改为查阅正卷（part=main）", "ask for the main volume (part=main)"),
    Sort.PERSON,
)
NOT_SEALED_YET = Refusal(
    "DossierNotSealed",
    art(APL, "47"),
    Words("本案的案卷没有封存", "the dossier of the case is not sealed"),
    Words(
        "请在结案（close_case）后查阅；刚结案的，几秒后再试",
        "ask again once it is closed (close_case); right after that, in a few seconds",
    ),
)
NO_EDITION = Words("案卷没有第{edition}版", "the dossier has no edition {edition}")
EDITIONS = Words("本案有：{known}", "this case has: {known}")


class Bindery(Protocol):
    def bind(
        self,
        entries: Sequence[Entry],
        part: DossierPart,
        tell: Callable[[int, int], None],
        parties: frozenset[int] = frozenset(),
    ) -> "Bound":
        """Bind a dossier; for who acts for `parties`, without what is another party's."""


class Bound(Content, Protocol):
    """A dossier that was bound for one reader: gone when it is closed."""

    sha256: str


class DossierBook(Protocol):
    def editions(self, agency: str, number: str) -> Sequence[DossierEdition]: ...


class Dossier(NamedTuple):
    """A dossier on its way to who asked for it."""

    name: str
    sha256: str
    content: Content
    """To be closed by whoever reads it."""


class Dossiers:
    def __init__(
        self, bindery: Bindery, book: DossierBook, journals: Journals, store: Store, log: AccessLog
    ) -> None:
        self._bindery = bindery
        self._book = book
        self._journals = journals
        self._store = store
        self._log = log
        self._binding = asyncio.Semaphore(AT_ONCE)

    async def fetch(
        self,
        by: Person,
        agency: str,
        number: str,
        *,
        part: DossierPart = DossierPart.ALL,
        edition: int | None = None,
        tell: Callable[[int, int], None] = lambda done, of: None,
        request: str = "",
    ) -> Dossier:
        """Return the dossier as the case stands, or an edition as it was sealed; a party gets sealed ones alone.

        Raises:
            Unknown: No such case, or not this person's to read.
            Barred: The inner volume is no party's; or nothing is sealed yet.
            NotHere: There is no such edition.
            NoFonts, KeepingError: It cannot be bound, or the store has lost what was sealed.
        """
        parties = _parties_of(by, agency, number)
        if parties:
            if part is not DossierPart.MAIN:
                raise Barred(INNER_VOLUME())
            edition = NEWEST if edition is None else edition
        elif agency not in Reader.of(by).agencies or not CASE_NUMBER.fullmatch(number):
            raise Unknown
        if edition is None:
            found = await self._bound(agency, number, part, tell)
        else:
            found = await self._sealed(agency, number, part, edition, parties, tell)
        self._log.note(by.id, agency, number, f"dossier {part} {found.sha256}", request)
        return found

    async def editions(
        self, by: Person, agency: str, number: str, *, request: str = ""
    ) -> Sequence[DossierEdition]:
        """Return every sealed edition of a case that the person may read; of a party's own case, the main volumes.

        Raises:
            Unknown: No such case, or not this person's to read.
        """
        party = _parties_of(by, agency, number)
        if not party and (agency not in Reader.of(by).agencies or not CASE_NUMBER.fullmatch(number)):
            raise Unknown
        found = await asyncio.to_thread(self._book.editions, agency, number)
        self._log.note(by.id, agency, number, "dossier editions", request)
        return [one for one in found if not party or one.part is DossierPart.MAIN]

    async def _bound(
        self, agency: str, number: str, part: DossierPart, tell: Callable[[int, int], None]
    ) -> Dossier:
        entries = await asyncio.to_thread(self._journals.entries, agency, number)
        if not entries:
            raise Unknown
        async with self._binding:
            content = await asyncio.to_thread(self._bindery.bind, entries, part, tell)
        return Dossier(_name(agency, number, part, f"第{entries[-1].seq}项"), content.sha256, content)

    async def _sealed(
        self,
        agency: str,
        number: str,
        part: DossierPart,
        edition: int,
        parties: frozenset[int],
        tell: Callable[[int, int], None],
    ) -> Dossier:
        """Return an edition as it was sealed; for one of several parties as it stood then, without what is another's."""
        found = await asyncio.to_thread(self._edition, agency, number, part, edition)
        name = _name(agency, number, part, f"第{found.edition}版")
        if parties:
            entries = await asyncio.to_thread(self._journals.entries, agency, number, until=found.position)
            case = await asyncio.to_thread(fold, entries)
            if {party.id for party in case.parties.all} - parties:
                async with self._binding:
                    content = await asyncio.to_thread(self._bindery.bind, entries, part, tell, parties)
                return Dossier(name, content.sha256, content)
        return Dossier(name, found.sha256, await asyncio.to_thread(self._store.open, found.sha256))

    def _edition(self, agency: str, number: str, part: DossierPart, edition: int) -> DossierEdition:
        if not self._journals.entries(agency, number, until=1):
            raise Unknown
        every = [one for one in self._book.editions(agency, number) if one.part is part]
        if not every:
            raise Barred(NOT_SEALED_YET())
        found = every[-1] if edition == NEWEST else next((o for o in every if o.edition == edition), None)
        if found is None:
            known = "、".join(str(one.edition) for one in every)
            raise NotHere(Fault("edition", NO_EDITION.filled(edition=edition), EDITIONS.filled(known=known)))
        return found


def _parties_of(by: Person, agency: str, number: str) -> frozenset[int]:
    """The parties of the case for whom the person acts: then nothing else that the person is opens more."""
    case = f"{agency}/{number}/"
    named = (acts.removeprefix(case) for acts in by.acts_for if acts.startswith(case))
    # A directory that names none by its number opens what is of the case, and no more.
    return frozenset(int(one) if one.isdecimal() else 0 for one in named)


def _name(agency: str, number: str, part: DossierPart, which: str) -> str:
    return f"案卷-{agency}-{number}-{part.value}-{which}.pdf"
