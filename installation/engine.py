"""The engine of this installation: connected with our plugin, prepared with namespace, deliveries and schedules."""

from collections.abc import Sequence

from temporalio.client import Client
from temporalio.client import Interceptor as ClientInterceptor
from temporalio.worker import Interceptor as WorkerInterceptor

from domain.procedure.outgoing import Receiver
from engine.connection import address_of, connect
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from engine.schedules import DailySchedule, ensure_schedule
from installation.office import Office
from settings import SANDBOX_PASSTHROUGH, Settings
from workflows.delivery import DeliveryInput, ensure_delivery
from workflows.reminding import ReminderInput


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


async def prepare_engine(parts: Office, client: Client) -> None:
    """Create namespace, search attributes, deliveries and the daily schedule, where they are not there yet."""
    settings = parts.settings
    await prepare(client)
    for receiver, wanted in ((Receiver.PLATFORM, settings.platform_url), (Receiver.MAIL, settings.smtp_host)):
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
