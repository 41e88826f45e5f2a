"""Waking a delivery (投递): its receiver is known to be back, or it is gone and is started again."""

from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from domain.procedure.outgoing import Receiver
from workflows.delivery import Delivery, DeliveryInput, delivery_id, ensure_delivery


async def resume_delivery(client: Client, receiver: Receiver, *, task_queue: str, start: bool = True) -> str:
    """Wake the delivery to a receiver and say what was done; one that is gone is started, unless told not to."""
    try:
        await client.get_workflow_handle(delivery_id(receiver)).signal(Delivery.resume)
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
    else:
        return "resumed"
    if not start:
        return "gone"
    await ensure_delivery(client, DeliveryInput(receiver=receiver), task_queue=task_queue)
    return "started"
