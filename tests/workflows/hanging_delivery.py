"""A worker whose receiver never answers, to be killed: `python -m tests.workflows.hanging_delivery ADDRESS NAMESPACE QUEUE`."""

import asyncio
import sys

from temporalio import activity
from temporalio.worker import Worker

from activities.delivering import Batch, Delivered
from activities.heartbeat import heartbeating
from engine.connection import connect
from engine.plugin import tingshu_plugin
from settings import SANDBOX_PASSTHROUGH
from worker import STICKY
from workflows.delivery import Delivery


@activity.defn(name="deliver")
async def deliver(batch: Batch) -> Delivered:
    print("sending", flush=True)
    async with heartbeating():
        await asyncio.Event().wait()
    raise AssertionError


async def main(address: str, namespace: str, task_queue: str) -> None:
    plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH)
    client = await connect(address, namespace=namespace, plugins=[plugin])
    async with Worker(
        client,
        task_queue=task_queue,
        workflows=[Delivery],
        activities=[deliver],
        sticky_queue_schedule_to_start_timeout=STICKY,
    ):
        # Nobody writes: it is closed when the test ends, however it ends.
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
