"""Where the tests' cases live: the real desk, register and document store, and a worker whose parts can be broken."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from temporalio.client import Client
from temporalio.worker import Worker

from activities.documents import Documents, DocumentsMade, DocumentsOrder, Producer
from activities.joining import Joining
from activities.letterbox import Letterbox
from activities.recording import Recording
from activities.splitting import Splitting
from desk.clock import civil_now
from desk.desk import Desk
from desk.directory import Directory
from desk.engine_calls import EngineCalls
from desk.joining import JoinOffice
from desk.letters import LetterOffice
from desk.splitting import SplitOffice
from documents.producing import DocumentProducer, NumberSource, number_of
from domain.canonical import sha256
from domain.case.case import Case
from domain.case.documents import Document
from domain.case.journal import Entry
from domain.law.rulebook import rulebook_for
from domain.procedure.chapters.documents import Numbered, Preview
from domain.procedure.receipts import Looked
from installation.examples import DIRECTORY
from installation.office import OfficeFonts
from installation.rules import RulesShelf
from register.database import AWAY, Database, open_engine
from register.journal import Journals
from register.migrating import upgrade
from register.numbering import Numbering
from register.projection import CaseProjection, Folded
from register.queries import Queries
from register.receipts import ReceiptBook
from register.recording import Recorded, Recorder
from register.rulebooks import Rulebooks
from register.store import DocumentStore
from settings import Settings
from workflows.penalty_case import PenaltyCase


class Away(ConnectionError):
    """Something that the worker needs does not answer."""


@dataclass
class Switched:
    """The register's recorder, which can be away, or answer something else than the truth."""

    recorder: Recorder[Folded]
    away: bool = False
    answers: Callable[[Recorded], Recorded] = lambda done: done
    asked: int = 0

    def record(self, agency: str, number: str, entries: Sequence[Entry]) -> Recorded:
        self.asked += 1
        if self.away:
            raise Away
        return self.answers(self.recorder.record(agency, number, entries))


@dataclass
class SwitchedReceipts:
    """The register's receipts, away whenever its recorder is."""

    book: ReceiptBook
    register: Switched

    def look(self, agency: str, number: str, key: str) -> Looked:
        if self.register.away:
            raise Away
        return self.book.look(agency, number, key)


@dataclass
class Printer:
    """Makes documents without setting them, as `tests.procedure.playing` does; it can be broken, or handed another."""

    recorder: Recorder[Folded]
    broken: bool = False
    real: Producer | None = None
    asked: Counter[str] = field(default_factory=Counter)
    numbers: NumberSource | None = None
    """Takes document numbers from the register, where they matter."""

    async def make(self, order: DocumentsOrder) -> DocumentsMade:
        self.asked[order.number] += 1
        if self.broken:
            raise Away
        if self.real is not None:
            return await self.real.make(order)
        return await asyncio.to_thread(self._make, order)

    def _make(self, order: DocumentsOrder) -> DocumentsMade:
        case = self.recorder.folded_at(order.agency, order.number, order.position).case
        documents = [d for d in case.documents.all if d.id in order.documents]
        if order.wanted == "preview":
            return DocumentsMade(previews=tuple(_preview(d) for d in documents))
        return DocumentsMade(numbered=tuple(self._numbered(case, d) for d in documents))

    def _numbered(self, case: Case, document: Document) -> Numbered:
        number = f"〔2026〕{document.id}号" if document.rule.numbered else ""
        file = sha256(f"file {document.id}".encode())
        made = Numbered(document=document.id, content=_content(document), number=number, file=file, pages=1)
        if self.numbers is None or not document.rule.numbered:
            return made
        found = number_of(case, document, self.numbers)
        return made.model_copy(update={"number": found.printed, "taken": found.taken})


def _preview(document: Document) -> Preview:
    content = _content(document)
    return Preview(document=document.id, content=content, preview=content)


def _content(document: Document) -> str:
    return document.content or sha256(f"content {document.id}".encode())


class SettingPrinter:
    """Sets real documents, as the worker's own."""

    def __init__(self, recorder: Recorder[Folded], producer: DocumentProducer) -> None:
        self._recorder = recorder
        self._producer = producer

    async def make(self, order: DocumentsOrder) -> DocumentsMade:
        return await asyncio.to_thread(self._make, order)

    def _make(self, order: DocumentsOrder) -> DocumentsMade:
        case = self._recorder.folded_at(order.agency, order.number, order.position).case
        if order.wanted == "preview":
            return DocumentsMade(previews=self._producer.preview(case, order.documents))
        made = self._producer.produce(case, order.documents)
        return DocumentsMade(numbered=made.numbered, incomplete=made.incomplete)


class Bureau:
    """All that the cases of a test session share."""

    def __init__(self, client: Client, folder: Path, task_queue: str) -> None:
        self.client = client
        self.folder = folder
        self.task_queue = task_queue
        self.directory = Directory.load(DIRECTORY)
        self.database = Database(open_engine(f"sqlite:///{folder / 'register.sqlite'}"))
        upgrade(self.database)
        self.store = DocumentStore(folder / "documents")
        self.queries = Queries(self.database)
        self.journals = Journals(self.database)
        self.rulebooks = Rulebooks(self.database)
        self.shelf = RulesShelf(self.rulebooks)
        self.shelf.fill_for_worker()
        self.fonts = OfficeFonts(Settings().fonts_folder)
        self.numbering = Numbering(self.database)
        recorder = Recorder(self.database, CaseProjection())
        self.register = Switched(recorder)
        self.printer = Printer(recorder)
        self.desk = self.another_desk()
        self.splits = SplitOffice(EngineCalls(client, task_queue), self.journals)
        self.joins = JoinOffice(self.desk, self.journals)
        self.opened: list[tuple[str, str]] = []
        """Cases of the running test, to be held against the register at its end."""

    def another_desk(self, *, task_queue: str | None = None) -> Desk:
        return Desk(
            self.client,
            self.directory,
            self.store,
            SwitchedReceipts(ReceiptBook(self.database), self.register),
            self.journals,
            self.rulebooks,
            self.numbering,
            task_queue=task_queue or self.task_queue,
            rules=rulebook_for,
            now=civil_now,
            may_name=lambda by, sha256: True,
            fonts=self.fonts,
            away=(*AWAY, Away),
        )

    @property
    def activities(self) -> list[Callable[..., Any]]:
        return [
            Recording(self.register, self.printer).record,
            Documents(self.printer).documents,
            Letterbox(LetterOffice(self.desk)).hand_in,
            Splitting(self.splits).split_off,
            Joining(self.joins).take_in,
        ]

    def worker(self, *, task_queue: str | None = None, **options: Any) -> Worker:
        return Worker(
            self.client,
            task_queue=task_queue or self.task_queue,
            workflows=[PenaltyCase],
            activities=self.activities,
            **options,
        )

    @asynccontextmanager
    async def register_away(self) -> AsyncIterator[None]:
        self.register.away = True
        try:
            yield
        finally:
            self.register.away = False

    @asynccontextmanager
    async def printer_broken(self) -> AsyncIterator[None]:
        self.printer.broken = True
        try:
            yield
        finally:
            self.printer.broken = False

    def close(self) -> None:
        self.shelf.close()
        self.database.close()
