"""A worker in a process of its own, to be killed: `python -m tests.workflows.worker_process ADDRESS NAMESPACE FOLDER QUEUE`."""

import asyncio
import sys
from pathlib import Path

from engine.connection import connect
from engine.plugin import tingshu_plugin
from settings import SANDBOX_PASSTHROUGH
from tests.workflows.bureau import Bureau
from worker import STICKY


async def main(address: str, namespace: str, folder: str, task_queue: str) -> None:
    plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH)
    client = await connect(address, namespace=namespace, plugins=[plugin])
    work = Bureau(client, Path(folder), task_queue=task_queue)
    work.printer.numbers = work.numbering
    async with work.worker(sticky_queue_schedule_to_start_timeout=STICKY):
        print("ready", flush=True)
        # Nobody writes: it is closed when the test ends, however it ends.
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
