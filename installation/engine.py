"""The engine of this installation: connected with our plugin, with its deliveries and its daily schedule."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from functools import partial

from temporalio.client import Client
from temporalio.client import Interceptor as ClientInterceptor
from temporalio.worker import Interceptor as WorkerInterceptor

from domain.procedure.outgoing import Receiver
from engine.connection import address_of, connect
from engine.plugin import tingshu_plugin
from engine.schedules import DailySchedule, ensure_schedule
from installation.office import Office
from settings import SANDBOX_PASSTHROUGH, Settings
from workflows.delivery import DeliveryInput, ensure_delivery
from workflows.reminding import ReminderInput

logger = logging.getLogger(__name__)

A_MOMENT = 5.0
DOSSIERS_AT_A_TIME = 5
"""Each may take a minute, where a report takes a moment; a batch is done within its time-out."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds."""


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


@contextlib.asynccontextmanager
async def ensured(parts: Office, client: Client) -> AsyncIterator[None]:
    """Create deliveries and the daily schedule where they are missing, each tried again until it is there.

    Where all is well that takes a moment and is waited for; where it is not, the worker works meanwhile: cases need it.
    """
    trying = [asyncio.create_task(_until_there(*one)) for one in _wanted(parts.settings, client)]
    try:
        await asyncio.wait(trying, timeout=A_MOMENT)
        yield
    finally:
        for task in trying:
            task.cancel()
        await asyncio.gather(*trying, return_exceptions=True)


def _wanted(settings: Settings, client: Client) -> Iterator[tuple[str, Callable[[], Awaitable[object]]]]:
    for receiver in receivers(settings):
        order = DeliveryInput(receiver=receiver)
        if receiver is Receiver.DOSSIER:
            order = order.model_copy(update={"batch": DOSSIERS_AT_A_TIME})
        yield receiver, partial(ensure_delivery, client, order, task_queue=settings.task_queue)
    for daily in daily_schedules(settings):
        yield daily.id, partial(ensure_schedule, client, daily)


def receivers(settings: Settings) -> tuple[Receiver, ...]:
    """Return to whom this process delivers."""
    wanted = ((Receiver.PLATFORM, settings.platform_url), (Receiver.MAIL, settings.smtp_host))
    return (*(receiver for receiver, where in wanted if where), Receiver.DOSSIER)


async def _until_there(name: str, ensure: Callable[[], Awaitable[object]]) -> None:
    pause = FIRST_PAUSE
    while True:
        try:
            await ensure()
        except Exception:
            # Whatever it is: it is optional, and nothing optional stops a worker.
            logger.exception("not there yet", extra={"wanted": name, "again_in_s": pause})
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        else:
            return


def daily_schedules(settings: Settings) -> tuple[DailySchedule, ...]:
    """Return everything that is started by the hour of the day."""
    return daily_reminder(settings), nightly_check(settings)


def nightly_check(settings: Settings) -> DailySchedule:
    return DailySchedule(
        id="nightly-check",
        workflow="NightlyCheck",
        task_queue=settings.task_queue,
        catch_up=settings.catch_up,
        note="每日 03:00 全面检查 · everything is checked at night",
        hour=3,
    )


def daily_reminder(settings: Settings) -> DailySchedule:
    return DailySchedule(
        id="overdue-reminder",
        workflow="OverdueReminder",
        args=(ReminderInput(),),
        task_queue=settings.task_queue,
        catch_up=settings.catch_up,
        note="每日 09:00 期限提醒 · the daily digest of what is overdue or due soon",
    )
