"""The reading room (查阅室): the register opened to be read and nothing else, quick to start for one command.

Who makes a move opens the whole desk (`installation.desk`).
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from desk.access_log import AccessLog
from desk.clock import civil_now
from desk.comparing import Comparing
from desk.directory import Directory
from desk.dossiers import Dossiers
from desk.errors import of_register
from desk.folded import FoldedCases
from desk.reading import Reading
from desk.uploading import Uploads
from domain.case.case import case_id
from domain.case.keeping import DiskFull
from installation.clocks import own_clocks
from installation.dossiers import bindery_of
from installation.examples import DIRECTORY
from installation.migrating import open_register
from installation.rules import RulesShelf
from installation.storing import document_store
from register.database import AWAY
from register.desk_book import DeskBook, UploadKeyReused
from register.dossiers import DossierBook
from register.journal import Journals
from register.quarantine import Quarantine
from register.queries import Queries
from register.rulebooks import Rulebooks
from settings import Settings

if TYPE_CHECKING:
    from temporalio.client import Client


class AskedLate:
    """The workflows themselves: the engine's SDK is loaded, and connected, with the first question."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def query(self, agency: str, number: str, name: str) -> Any:
        """Ask a case itself.

        Raises:
            Unavailable: It does not answer.
        """
        from desk.engine_calls import EngineCalls

        calls = EngineCalls(await _connected(self._settings), self._settings.task_queue)
        return await calls.query(case_id(agency, number), name)


@dataclass(frozen=True)
class ReadingRoom:
    """What a reader works with."""

    directory: Directory
    reading: Reading
    uploads: Uploads
    dossiers: Dossiers
    comparing: Comparing
    log: AccessLog


def directory_of(settings: Settings) -> Directory:
    """Return the persons and agencies of an installation, which needs no register.

    Raises:
        BadDirectory: The file cannot be used.
    """
    return Directory.load(settings.directory or DIRECTORY)


@asynccontextmanager
async def reading_room(settings: Settings) -> AsyncIterator[ReadingRoom]:
    """Open the register for one command that reads.

    Raises:
        Unavailable: The register cannot be reached.
        NotSetUp: The register lacks what this programme needs; nothing but the set-up makes it.
        BadDirectory: The directory's file cannot be used.
    """
    directory = directory_of(settings)
    try:
        with closing(open_register(settings)) as database, closing(RulesShelf(Rulebooks(database))):
            queries, book = Queries(database), DeskBook(database)
            log = AccessLog(book, civil_now)
            store, journals = document_store(settings), Journals(database)
            dossiers, quarantine = DossierBook(database), Quarantine(database)
            bindery = bindery_of(settings, journals, dossiers, quarantine)
            reading = Reading(
                AskedLate(settings),
                FoldedCases(journals),
                queries,
                log,
                now=civil_now,
                own_clocks=own_clocks(settings, partial(_connected, settings)),
                inline=database.is_sqlite,
            )
            yield ReadingRoom(
                directory=directory,
                reading=reading,
                comparing=Comparing(reading, store),
                uploads=Uploads(
                    *(store, book, queries, log, quarantine),
                    key_reused=UploadKeyReused,
                    now=civil_now,
                    limit=settings.largest_file_bytes,
                ),
                dossiers=Dossiers(bindery, dossiers, journals, store, log),
                log=log,
            )
            with suppress(*AWAY, DiskFull):
                await log.flush()
    except AWAY as error:
        raise of_register(error) from error


async def _connected(settings: Settings) -> "Client":
    from installation.desk import lazy_client

    return await lazy_client(settings)
