"""Opens a workflow by update-with-start from a process of its own.

`python -m tests.engine.opening ADDRESS ID TASK_QUEUE`
"""

import asyncio
import os
import sys

from temporalio.client import WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy

from engine.connection import connect
from engine.plugin import tingshu_plugin
from tests.engine.waiting import Move, Waiting


async def main(address: str, workflow_id: str, task_queue: str) -> None:
    client = await connect(address, namespace="tingshu-tests", plugins=[tingshu_plugin(passthrough=())])
    operation = WithStartWorkflowOperation(
        Waiting.run,
        id=workflow_id,
        task_queue=task_queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
    )
    await client.execute_update_with_start_workflow(
        Waiting.move, Move(name="open"), start_workflow_operation=operation
    )


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
    # The SDK's threads can crash an interpreter that shuts down (exit code 134) after all work is done.
    os._exit(0)
