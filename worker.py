"""The worker, and the one place where the parts are put together: settings in, adapters built, handed in, run."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import httpx
from temporalio.client import Client
from temporalio.client import Interceptor as ClientInterceptor
from temporalio.worker import Interceptor as WorkerInterceptor
from temporalio.worker import Worker

from activities.adopting import Adopting
from activities.delivering import Delivering, Sender
from activities.documents import Documents, DocumentsMade, DocumentsOrder
from activities.letterbox import Letterbox
from activities.mail import MailSender, MailServer
from activities.platform import PlatformSender
from activities.recording import Bell, Recording
from activities.reminding import Digesting
from desk.adopting import AdoptionOffice, NewRules
from desk.directory import Directory
from desk.letters import LetterOffice
from desk.moving import Desk, civil_now
from documents.producing import DocumentProducer
from documents.typesetting import Typesetter
from domain.case.people import Role
from domain.law.calendars import CalendarYear
from domain.law.profiles import FOLDER, check_profiles
from domain.law.rulebook import DEFAULT_CALENDAR, Rulebook, rulebook_for
from engine.connection import address_of, connect
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from engine.schedules import DailySchedule, ensure_schedule
from register.calendars import Calendars
from register.database import Database, open_engine
from register.desk_book import DeskBook
from register.journal import Journals
from register.migrating import upgrade
from register.numbering import Numbering
from register.open_cases import OpenCases
from register.outbox import Outbox
from register.projection import CaseProjection, Folded
from register.queries import Queries
from register.recording import Recorder, RecordError
from register.reminders import Reminders
from register.store import DocumentStore
from settings import SANDBOX_PASSTHROUGH, Settings
from workflows.adoption import Adoption
from workflows.delivery import Delivery, DeliveryInput, delivery_id, ensure_delivery
from workflows.penalty_case import PenaltyCase
from workflows.reminding import OverdueReminder, ReminderInput

DEMO_DIRECTORY = Path(__file__).parent / "examples" / "directory.toml"
GRACE = timedelta(seconds=10)
"""How long activities under way may take to finish when the worker is told to stop."""
STICKY = timedelta(seconds=3)
"""How long a task waits for the worker that has its case in memory: after a kill, how long the first move waits."""
THREADS = 8
"""Register and typesetter run in threads; more would only wait for each other."""


@dataclass(frozen=True)
class Office:
    """Everything of an installation that does not need the engine."""

    settings: Settings
    database: Database
    directory: Directory
    queries: Queries
    journals: Journals
    book: DeskBook
    store: DocumentStore
    outbox: Outbox
    calendars: Calendars
    cases: OpenCases

    def rules(self, profile: str, *, beside: tuple[CalendarYear, ...] = ()) -> Rulebook:
        """Return the rules of a profile as this installation has them now, with the holiday notices it adopted.

        `beside` are notices not adopted yet.

        Raises:
            BadProfile: There is no such profile.
        """
        return _rules(profile, (*self.calendars.years(), *beside), self.settings.profiles or FOLDER)

    def close(self) -> None:
        self.database.close()


def office(settings: Settings) -> Office:
    """Open register, document store and directory; the register is brought to its newest shape first.

    Raises:
        BadDirectory: The directory's file cannot be used.
        BadProfile: A profile file cannot be right.
    """
    check_profiles()
    if settings.profiles is not None:
        check_profiles(settings.profiles)
    settings.data.mkdir(parents=True, exist_ok=True)
    database = Database(open_engine(settings.register_url))
    upgrade(database)
    return Office(
        settings=settings,
        database=database,
        directory=Directory.load(settings.directory or DEMO_DIRECTORY),
        queries=Queries(database),
        journals=Journals(database),
        book=DeskBook(database),
        store=DocumentStore(settings.data / "documents"),
        outbox=Outbox(database),
        calendars=Calendars(database),
        cases=OpenCases(database, lambda: civil_now().date()),
    )


@lru_cache(maxsize=32)
def _rules(profile: str, adopted: tuple[CalendarYear, ...], folder: Path) -> Rulebook:
    if not adopted:
        return rulebook_for(profile, folder=folder)
    calendar = DEFAULT_CALENDAR
    for year in adopted:
        calendar = calendar.with_year(year)
    return rulebook_for(profile, calendar, folder)


async def engine_client(
    settings: Settings,
    interceptors: Sequence[ClientInterceptor | WorkerInterceptor] = (),
    *,
    seconds: float = 30,
    lazy: bool = False,
) -> Client:
    """Connect to the engine of this installation, with our plugin; lazily with the first call, if wanted.

    Raises:
        EngineUnavailable: It does not answer, or none runs.
    """
    plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH, interceptors=interceptors)
    return await connect(
        address_of(settings.data),
        namespace=settings.namespace,
        plugins=[plugin],
        seconds=seconds,
        lazy=lazy,
    )


def desk_of(parts: Office, client: Client) -> Desk:
    return Desk(
        client,
        parts.directory,
        parts.store,
        parts.queries,
        parts.journals,
        task_queue=parts.settings.task_queue,
        rules=parts.rules,
        now=civil_now,
    )


class _Producer:
    """Folds the case from the register and has its documents made, in a thread."""

    def __init__(self, parts: Office, recorder: Recorder[Folded]) -> None:
        self._recorder = recorder
        typesetter = Typesetter(parts.settings.fonts_folder)
        self._producer = DocumentProducer(typesetter, parts.store, Numbering(parts.database))

    async def make(self, order: DocumentsOrder) -> DocumentsMade:
        return await asyncio.to_thread(self._make, order)

    def _make(self, order: DocumentsOrder) -> DocumentsMade:
        case = self._recorder.folded_at(order.agency, order.number, order.position).case
        if order.wanted == "preview":
            return DocumentsMade(previews=self._producer.preview(case, order.documents))
        made = self._producer.produce(case, order.documents)
        return DocumentsMade(numbered=made.numbered, incomplete=made.incomplete)


def _activities(
    parts: Office, client: Client, platform: httpx.AsyncClient | None
) -> list[Callable[..., Any]]:
    senders = _senders(parts, platform)

    async def ring(receiver: str) -> None:
        if receiver in senders:
            await client.get_workflow_handle(delivery_id(receiver)).signal(Delivery.poke)

    recorder = Recorder(parts.database, CaseProjection())
    producer = _Producer(parts, recorder)
    recording = Recording(recorder, producer, permanent=(RecordError,), poke=Bell(ring))
    documents = Documents(producer)
    letterbox = Letterbox(LetterOffice(desk_of(parts, client)))
    delivering = Delivering(parts.outbox, senders)
    adoptions = AdoptionOffice(desk_of(parts, client), NewRules(parts.cases, parts.rules))
    adopting = Adopting(parts.cases, parts.calendars, adoptions)
    digesting = Digesting(Reminders(parts.database), lambda agency, role: _holders(parts, agency, role))
    return [
        recording.record,
        documents.documents,
        letterbox.hand_in,
        delivering.deliver,
        digesting.digest,
        adopting.keep_notice,
        adopting.tell_cases,
    ]


def _holders(parts: Office, agency: str, role: str) -> list[str]:
    return [p.id for p in parts.directory.holding(Role(role), agency)]


def _senders(parts: Office, platform: httpx.AsyncClient | None) -> dict[str, Sender]:
    settings, found = parts.settings, dict[str, Sender]()
    if platform is not None:
        found["platform"] = PlatformSender(platform)
    if settings.smtp_host:
        password = settings.smtp_password.get_secret_value() if settings.smtp_password else ""
        server = MailServer(
            host=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user or "",
            password=password,
            sender=settings.mail_from,
        )
        found["mail"] = MailSender(server, lambda person: _address(parts.directory, person))
    return found


def _address(directory: Directory, person: str) -> str:
    found = directory.person(person)
    return found.email if found else ""


def _platform(settings: Settings) -> httpx.AsyncClient | None:
    if not settings.platform_url:
        return None
    token = settings.platform_token
    headers = {"Authorization": f"Bearer {token.get_secret_value()}"} if token else {}
    return httpx.AsyncClient(base_url=settings.platform_url, headers=headers, timeout=20)


async def prepare_engine(parts: Office, client: Client) -> None:
    """Create namespace, search attributes, deliveries and the daily schedule, where they are not there yet."""
    settings = parts.settings
    await prepare(client)
    for receiver, wanted in (("platform", settings.platform_url), ("mail", settings.smtp_host)):
        if wanted:
            await ensure_delivery(client, DeliveryInput(receiver=receiver), task_queue=settings.task_queue)
    await ensure_schedule(client, daily_reminder(settings))


def daily_reminder(settings: Settings) -> DailySchedule:
    return DailySchedule(
        id="overdue-reminder",
        workflow="OverdueReminder",
        args=(ReminderInput(),),
        task_queue=settings.task_queue,
        catch_up=settings.catch_up,
        note="每日 09:00 期限提醒 · the daily digest of what is overdue or due soon",
    )


async def run_worker(
    parts: Office,
    client: Client,
    until: Callable[[], Awaitable[None]],
    *,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Run the worker until told to stop."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
    platform = _platform(parts.settings)
    try:
        async with Worker(
            client,
            task_queue=parts.settings.task_queue,
            workflows=[PenaltyCase, Delivery, OverdueReminder, Adoption],
            activities=_activities(parts, client, platform),
            graceful_shutdown_timeout=GRACE,
            sticky_queue_schedule_to_start_timeout=STICKY,
        ):
            await prepare_engine(parts, client)
            ready()
            await until()
    finally:
        if platform is not None:
            await platform.aclose()


async def serve(
    settings: Settings, interceptors: Sequence[ClientInterceptor | WorkerInterceptor] = ()
) -> None:
    """Be a worker process: until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    parts = office(settings)
    try:
        client = await engine_client(settings, interceptors)
        await prepare(client)

        async def until() -> None:
            await stop.wait()

        await run_worker(parts, client, until, ready=lambda: print("worker ready", flush=True))
    finally:
        parts.close()
