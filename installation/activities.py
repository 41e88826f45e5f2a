"""The activities, each with the parts that it works on."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
from temporalio.client import Client

from activities.adopting import Adopting
from activities.checking import CheckingAtNight
from activities.delivering import Delivering, Sender
from activities.documents import Documents, DocumentsMade, DocumentsOrder
from activities.dossiers import DossierSender
from activities.joining import Joining
from activities.letterbox import Letterbox
from activities.mail import MailSender, MailServer
from activities.platform import PlatformSender
from activities.recording import Recording, Waker
from activities.reminding import Digesting
from activities.splitting import Splitting
from activities.standing import StandingStill
from desk.adopting import AdoptionOffice, NewRules
from desk.directory import Directory
from desk.engine_calls import EngineCalls
from desk.joining import JoinOffice
from desk.letters import LetterOffice
from desk.splitting import SplitOffice
from documents.producing import DocumentProducer
from documents.typesetting import Typesetter
from domain.case.people import Role
from domain.procedure.outgoing import Receiver
from domain.texts import with_texts
from installation.checking import Checking
from installation.desk import desk_of
from installation.faces import faces_of
from installation.office import Office
from installation.templates import templates_of
from register.projection import CaseProjection, Folded
from register.recording import Recorder
from register.reminders import Reminders
from settings import Settings
from workflows.delivery import Delivery, delivery_id


class _Producer:
    """Folds the case from the register and has its documents made, in a thread."""

    def __init__(self, parts: Office, recorder: Recorder[Folded]) -> None:
        self._recorder = recorder
        self._store = parts.store
        typesetter = Typesetter(parts.settings.fonts_folder, faces_of(parts.settings))
        editions = templates_of(parts.settings).edition
        self._producer = DocumentProducer(typesetter, parts.store, parts.numbering, editions)

    async def make(self, order: DocumentsOrder) -> DocumentsMade:
        return await asyncio.to_thread(self._make, order)

    def _make(self, order: DocumentsOrder) -> DocumentsMade:
        folded = self._recorder.folded_at(order.agency, order.number, order.position)
        case = with_texts(folded.case, lambda sha256: self._store.read(sha256).decode())
        if order.wanted == "preview":
            return DocumentsMade(previews=self._producer.preview(case, order.documents))
        made = self._producer.produce(case, order.documents)
        return DocumentsMade(numbered=made.numbered, incomplete=made.incomplete)


def activities(parts: Office, client: Client, platform: httpx.AsyncClient | None) -> list[Callable[..., Any]]:
    senders = _senders(parts, platform)

    async def wake(receiver: str) -> None:
        if receiver in senders:
            await client.get_workflow_handle(delivery_id(receiver)).signal(Delivery.wake)

    recorder = Recorder(parts.database, CaseProjection())
    producer = _Producer(parts, recorder)
    standing = StandingStill(parts.system_work)
    recording = Recording(recorder, producer, wake=Waker(wake), standing=standing)
    documents = Documents(producer)
    letterbox = Letterbox(LetterOffice(desk_of(parts, client)))
    splitting = Splitting(SplitOffice(EngineCalls(client, parts.settings.task_queue), parts.journals))
    joining = Joining(JoinOffice(desk_of(parts, client), parts.journals))
    delivering = Delivering(parts.outbox, senders)
    adoptions = AdoptionOffice(desk_of(parts, client), NewRules(parts.rules))
    adopting = Adopting(parts.cases, parts.calendars, adoptions)
    digesting = Digesting(Reminders(parts.database), lambda agency, role: _holders(parts, agency, role))
    return [
        recording.record,
        documents.documents,
        letterbox.hand_in,
        splitting.split_off,
        joining.take_in,
        delivering.deliver,
        digesting.digest,
        adopting.keep_notice,
        adopting.adopt_in_cases,
        CheckingAtNight(Checking(parts, client)).check,
    ]


def _holders(parts: Office, agency: str, role: Role) -> list[str]:
    return [p.id for p in parts.directory.holding(role, agency)]


def _senders(parts: Office, platform: httpx.AsyncClient | None) -> dict[str, Sender]:
    settings, found = parts.settings, dict[str, Sender]()
    found[Receiver.DOSSIER] = DossierSender(parts.bindery)
    if platform is not None:
        found[Receiver.PLATFORM] = PlatformSender(platform)
    if settings.smtp_host:
        password = settings.smtp_password.get_secret_value() if settings.smtp_password else ""
        server = MailServer(
            host=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user or "",
            password=password,
            sender=settings.mail_from,
        )
        found[Receiver.MAIL] = MailSender(server, lambda person: _address(parts.directory, person))
    return found


def _address(directory: Directory, person: str) -> str:
    found = directory.person(person)
    return found.email if found else ""


def platform_client(settings: Settings) -> httpx.AsyncClient | None:
    if not settings.platform_url:
        return None
    token = settings.platform_token
    headers = {"Authorization": f"Bearer {token.get_secret_value()}"} if token else {}
    return httpx.AsyncClient(base_url=settings.platform_url, headers=headers, timeout=20)
