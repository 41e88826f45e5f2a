"""Run the worker: until SIGINT or SIGTERM."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from temporalio.client import Client
from temporalio.client import Interceptor as ClientInterceptor
from temporalio.worker import Interceptor as WorkerInterceptor
from temporalio.worker import Worker

from engine.namespace import prepare
from installation.activities import activities, platform_client
from installation.engine import engine_client, ensured
from installation.faces import check_faces
from installation.office import Office, check_directory, opened
from installation.storing import check_store
from installation.templates import templates_of
from settings import Settings
from workflows.adoption import Adoption
from workflows.checking import NightlyCheck
from workflows.delivery import Delivery
from workflows.penalty_case import PenaltyCase
from workflows.reminding import OverdueReminder

GRACE = timedelta(seconds=10)
"""How long activities under way may take to finish when the worker is told to stop."""
STICKY = timedelta(seconds=3)
"""How long a task waits for the worker that has its case in memory: after a kill, how long the first move waits."""
THREADS = 8
"""Register and typesetter run in threads; more would only wait for each other."""


async def run_worker(
    parts: Office,
    client: Client,
    until: Callable[[], Awaitable[None]],
    *,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Run the worker until told to stop."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
    await asyncio.to_thread(parts.shelf.fill_for_worker)
    platform = platform_client(parts.settings)
    try:
        worker = Worker(
            client,
            task_queue=parts.settings.task_queue,
            workflows=[PenaltyCase, Delivery, OverdueReminder, NightlyCheck, Adoption],
            activities=activities(parts, client, platform),
            graceful_shutdown_timeout=GRACE,
            sticky_queue_schedule_to_start_timeout=STICKY,
        )
        async with worker, ensured(parts, client):
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
    with opened(settings) as parts:
        check_directory(parts)
        check_store(parts.store)
        check_faces(settings)
        templates_of(settings)
        client = await engine_client(settings, interceptors)
        await prepare(client)

        async def until() -> None:
            await stop.wait()

        await run_worker(parts, client, until, ready=lambda: print("worker ready", flush=True))
