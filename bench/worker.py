"""The worker process of the bench: both sides, the same activities, the same options, a printer that costs nothing."""

import asyncio
import sys

from temporalio.worker import Worker

from activities.documents import Documents, DocumentsMade, DocumentsOrder
from activities.recording import Recording
from bench.bare import BareCase
from bench.script import made
from engine.connection import address_of, connect
from engine.plugin import tingshu_plugin
from installation.office import office
from register.projection import CaseProjection, Folded
from register.recording import Recorder
from settings import SANDBOX_PASSTHROUGH, Settings
from workflows.penalty_case import PenaltyCase


class _Printer:
    def __init__(self, recorder: Recorder[Folded]) -> None:
        self._recorder = recorder

    async def make(self, order: DocumentsOrder) -> DocumentsMade:
        folded = await asyncio.to_thread(self._recorder.folded_at, order.agency, order.number, order.position)
        return made(folded.case, order)


async def main() -> None:
    settings = Settings()
    parts = office(settings)
    plugin = tingshu_plugin(passthrough=(*SANDBOX_PASSTHROUGH, "bench", "demo"))
    client = await connect(address_of(settings.data), namespace=settings.namespace, plugins=[plugin])
    recorder = Recorder(parts.database, CaseProjection())
    printer = _Printer(recorder)
    recording = Recording(recorder, printer)
    async with Worker(
        client,
        task_queue=settings.task_queue,
        workflows=[PenaltyCase, BareCase],
        activities=[recording.record, Documents(printer).documents],
    ):
        print("ready", flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
