"""The office (机关): everything of an installation that does not need the engine, opened from its settings."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from desk.clock import civil_now
from desk.directory import BadDirectory, Directory
from desk.errors import NoFonts, of_register
from desk.identities import Identities
from documents.glyphs import FontsMissing, Glyphs
from documents.kinds import check_number_words
from domain.characters import shown
from domain.law.calendars import CalendarYear
from domain.law.profiles import FOLDER, check_profiles
from domain.law.rulebook import DEFAULT_CALENDAR, Rulebook, rulebook_for
from domain.record import Record
from installation.dossiers import DossierBindery, bindery_of
from installation.examples import DIRECTORY
from installation.migrating import open_register
from installation.rules import RulesShelf
from installation.storing import document_store
from register.calendars import Calendars
from register.database import AWAY, Database
from register.desk_book import DeskBook
from register.dossiers import DossierBook
from register.journal import Journals
from register.number_claims import NumberClaims
from register.numbering import Numbering
from register.open_cases import OpenCases
from register.outbox import Outbox
from register.quarantine import Quarantine
from register.queries import Queries
from register.rulebooks import Rulebooks
from register.store import DocumentStore
from register.system_work import SystemWorkBook
from settings import Settings


class OfficeFonts:
    """The fonts of the documents, as the desk asks them; read when they are first asked."""

    def __init__(self, folder: Path) -> None:
        self._glyphs = Glyphs(folder)

    def missing(self, text: str) -> tuple[str, ...]:
        """Return the characters of a text that no font has.

        Raises:
            NoFonts: There is none.
        """
        try:
            return self._glyphs.missing(text)
        except FontsMissing as error:
            raise NoFonts(str(error.folder)) from error


@dataclass(frozen=True)
class Office:
    """Everything of an installation that does not need the engine."""

    settings: Settings
    database: Database
    directory: Directory
    queries: Queries
    journals: Journals
    book: DeskBook
    quarantine: Quarantine
    store: DocumentStore
    outbox: Outbox
    calendars: Calendars
    rulebooks: Rulebooks
    shelf: RulesShelf
    cases: OpenCases
    numbering: Numbering
    system_work: SystemWorkBook
    fonts: OfficeFonts
    dossiers: DossierBook
    bindery: DossierBindery

    @property
    def identities(self) -> Identities:
        return self.directory

    def rules(self, profile: str, *, beside: tuple[CalendarYear, ...] = ()) -> Rulebook:
        """Return the rules of a profile as this installation has them now, with the holiday notices it adopted.

        `beside` are notices not adopted yet.

        Raises:
            BadProfile: There is no such profile.
        """
        return _rules(profile, (*self.calendars.years(), *beside), self.settings.profiles or FOLDER)

    @property
    def number_words(self) -> frozenset[str]:
        """The words that the profiles of this installation know in document numbers."""
        own = self.settings.profiles
        names = {file.stem for folder in (FOLDER, own) if folder for file in folder.glob("*.toml")}
        return frozenset(w for name in names for w in self.rules(name).switches.number_words.values())

    def close(self) -> None:
        self.shelf.close()
        self.database.close()


def office(settings: Settings) -> Office:
    """Open register, document store and directory.

    Raises:
        NotSetUp: The register lacks what this programme needs; nothing but the set-up makes it.
        BadDirectory: The directory's file cannot be used.
        BadProfile: A profile file cannot be right.
        StoreUnusable: The document store is to be in S3, and its package or its credentials are missing.
    """
    for folder in (FOLDER, settings.profiles):
        if folder is not None:
            _check_profiles(folder)
    database = open_register(settings)
    rulebooks, journals, dossiers = Rulebooks(database), Journals(database), DossierBook(database)
    quarantine = Quarantine(database)
    return Office(
        settings=settings,
        database=database,
        directory=Directory.load(settings.directory or DIRECTORY),
        queries=Queries(database),
        journals=journals,
        book=DeskBook(database),
        quarantine=quarantine,
        store=document_store(settings),
        outbox=Outbox(database),
        calendars=Calendars(database),
        rulebooks=rulebooks,
        shelf=RulesShelf(rulebooks),
        cases=OpenCases(database, lambda: civil_now().date()),
        numbering=Numbering(database, NumberClaims(settings.data / "numbers")),
        system_work=SystemWorkBook(database),
        fonts=OfficeFonts(settings.fonts_folder),
        dossiers=dossiers,
        bindery=bindery_of(settings, journals, dossiers, quarantine),
    )


@contextmanager
def opened(settings: Settings) -> Iterator[Office]:
    """Open the office for as long as it is worked with.

    Raises:
        Unavailable, BadDatabase: The register cannot be reached, or lets nobody in.
        NotSetUp, BadDirectory, BadProfile: As `office` does.
    """
    try:
        with closing(office(settings)) as parts:
            yield parts
    except AWAY as error:
        raise of_register(error) from error


def check_directory(parts: Office) -> None:
    """Find at the start of a process that serves, and not in the middle of a case, what no font can print.

    Raises:
        BadDirectory: A name or an address has a character that no font has.
        NoFonts: There is no font.
    """
    entries: list[tuple[str, Record]] = [*parts.directory.agencies.items(), *parts.directory.persons.items()]
    for entry, one in entries:
        if lacking := parts.fonts.missing(one.model_dump_json(exclude_defaults=True)):
            raise BadDirectory(
                f"{parts.settings.directory or DIRECTORY}: {entry}: 字库缺字 {'、'.join(shown(lacking))}，"
                "请改用字库中有的字，或者在 TINGSHU_FONTS 的目录中加装字体 · "
                "no font has these characters: write others, or add a font that has them to the folder of TINGSHU_FONTS"
            )


def keep_rules(parts: Office) -> None:
    """Put the rules that this installation has now into its register, where a lost register lacks them.

    What it does not have now, an older year's or another office's, is in no other place.
    """
    for folder in {FOLDER, parts.settings.profiles or FOLDER}:
        for file in folder.glob("*.toml"):
            parts.rulebooks.keep(parts.rules(file.stem))


def _check_profiles(folder: Path) -> None:
    """Find what is wrong with a profile at the start, and not in the middle of a case."""
    check_profiles(folder)
    for file in folder.glob("*.toml"):
        check_number_words(rulebook_for(file.stem, folder=folder))


@lru_cache(maxsize=32)
def _rules(profile: str, adopted: tuple[CalendarYear, ...], folder: Path) -> Rulebook:
    if not adopted:
        return rulebook_for(profile, folder=folder)
    calendar = DEFAULT_CALENDAR
    for year in adopted:
        calendar = calendar.with_year(year)
    return rulebook_for(profile, calendar, folder)
