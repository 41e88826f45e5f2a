"""The desk (受理窗口) with all that API and command line read and write beside it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import date, datetime
from functools import partial
from importlib.metadata import version

from temporalio.client import Client

from desk.access_log import AccessLog
from desk.clock import civil_now
from desk.comparing import Comparing
from desk.desk import Desk
from desk.dossiers import Dossiers
from desk.drafting import Drafting
from desk.intake import Intake
from desk.ofd_copies import OfdCopies
from desk.operations import Operations
from desk.paper_forms import PaperForms
from desk.print_batches import PrintBatches
from desk.printouts import NoAccessCodes, Printouts
from desk.proving import Proving
from desk.public_papers import PublicPapers
from desk.reading import Reading
from desk.services import Services
from desk.uploading import Uploads
from documents.ofd import ofd
from documents.resting import lacks, stoppable
from domain.case.documents import DocumentKind
from domain.case.keeping import DiskFull
from domain.case.readers import Reader
from domain.law.rulebook import Rulebook
from engine.environment import configured_address
from engine.errors import EngineUnavailable
from installation.clocks import own_clocks
from installation.document_examples import all_examples
from installation.drafts import OfficeDrafts
from installation.engine import engine_client
from installation.examples import bodies, plans
from installation.merging import merge
from installation.office import Office, opened
from installation.operating import EngineLook
from installation.printing import OfficePrinter
from installation.rehearsing import rehearsed
from register.database import AWAY
from register.desk_book import UploadKeyReused
from register.operations import OperationsBook
from register.proving import Proofs
from register.receipts import ReceiptBook
from register.sign_ins import FormDraftBook, SignInBook
from settings import Settings

MOST_FOUND = 256
"""Rulebooks and days of which it is kept what they stop."""


def desk_of(parts: Office, client: Client) -> Desk:
    return Desk(
        client,
        parts.directory,
        parts.store,
        ReceiptBook(parts.database),
        parts.journals,
        parts.rulebooks,
        parts.numbering,
        task_queue=parts.settings.task_queue,
        rules=parts.rules,
        now=civil_now,
        fonts=parts.fonts,
        may_name=lambda by, sha256: parts.queries.may_read_file(Reader.of(by), sha256),
        away=AWAY,
        troubles=parts.system_work,
    )


def services_of(parts: Office, client: Client) -> Services:
    """Return what API and command line work with."""
    settings = parts.settings
    desk = desk_of(parts, client)
    log = AccessLog(parts.book, civil_now)

    def opens_at() -> datetime | None:
        return civil_now() + settings.clock_offset if settings.clock_offset else None

    reading, uploads = _reading_of(parts, desk, log, client), _uploads_of(parts, log)
    printer = OfficePrinter(settings, parts.store)
    return Services(
        desk=desk,
        dossiers=Dossiers(parts.bindery, parts.dossiers, parts.journals, parts.store, log),
        reading=reading,
        drafting=Drafting(reading, OfficeDrafts(settings, parts.store)),
        proving=Proving(Proofs(parts.database), reading, log),
        comparing=Comparing(reading, parts.store),
        forms=PaperForms(reading, printer),
        printouts=Printouts(reading, uploads, printer, NoAccessCodes(), settings.public_base_url or ""),
        print_batches=PrintBatches(reading, uploads, merge),
        uploads=uploads,
        public_papers=PublicPapers(reading, printer, now=civil_now),
        ofd_copies=OfdCopies(reading, lambda: parts.store, ofd),
        intake=Intake(desk, parts.book, parts.queries, parts.journals, now=civil_now),
        log=log,
        operations=Operations(OperationsBook(parts.database), EngineLook(client), civil_now),
        identities=parts.identities,
        sign_ins=SignInBook(parts.database),
        form_drafts=FormDraftBook(parts.database),
        rehearse=partial(rehearsed, parts.rules),
        rules=parts.rules,
        lacking=lacks,
        stoppable=Stoppable(),
        plans=plans,
        examples=bodies(),
        away=AWAY,
        opens_at=opens_at,
        clocks_may_be_set=settings.time_skipping,
        version=version("tingshu"),
    )


def _reading_of(parts: Office, desk: Desk, log: AccessLog, client: Client) -> Reading:
    async def connected() -> Client:
        return client

    return Reading(
        desk,
        desk.cases,
        parts.queries,
        log,
        now=civil_now,
        own_clocks=own_clocks(parts.settings, connected),
        inline=parts.database.is_sqlite,
    )


def _uploads_of(parts: Office, log: AccessLog) -> Uploads:
    return Uploads(
        parts.store,
        parts.book,
        parts.queries,
        log,
        parts.quarantine,
        key_reused=UploadKeyReused,
        now=civil_now,
        limit=parts.settings.largest_file_bytes,
    )


class Stoppable:
    """What keeps documents from being made, found once for each rulebook and day: every example is read through for it."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, date], Mapping[DocumentKind, tuple[str, ...]]] = {}

    def __call__(self, rules: Rulebook, on: date) -> Mapping[DocumentKind, tuple[str, ...]]:
        key = rules.sha256, on
        if key not in self._found:
            if len(self._found) >= MOST_FOUND:
                self._found.clear()
            self._found[key] = stoppable(rules, on, all_examples())
        return self._found[key]


@asynccontextmanager
async def counter(settings: Settings, *, engine: bool) -> AsyncIterator[Services]:
    """Open the desk for one command; where the engine is not needed, it is not waited for.

    Raises:
        EngineUnavailable: The engine is needed and does not answer.
        Unavailable: The register cannot be reached.
    """
    with opened(settings) as parts:
        client = await (engine_client(settings, seconds=5) if engine else lazy_client(settings))
        services = services_of(parts, client)
        try:
            yield services
        finally:
            with suppress(*AWAY, DiskFull):
                await services.log.flush()


async def lazy_client(settings: Settings) -> Client:
    """A client that connects with its first call: reading needs none, and the engine may be away."""
    try:
        return await engine_client(settings, lazy=True)
    except EngineUnavailable:
        if configured_address():
            raise
        return await Client.connect("127.0.0.1:1", lazy=True)
