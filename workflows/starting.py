"""Starting activities: how long each may take, how often it is tried, and what its failure is called."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from domain.record import Record

# Only the register being away makes it fail: tried again without end, at no cost to the history.
RECORD_RETRY = RetryPolicy(
    initial_interval=timedelta(milliseconds=200), maximum_interval=timedelta(seconds=30)
)
# After a kill of the worker, this is how long the next one waits before it tries again.
SIGN_OF_LIFE = timedelta(seconds=5)
# However slowly it goes, as long as there are signs of life.
ACTIVITY_TIMEOUT = timedelta(minutes=2)
# A few tries at once; then the effect joins the one timer with growing pauses, without end.
EFFECT_RETRY = RetryPolicy(initial_interval=timedelta(milliseconds=200), maximum_attempts=3)

T = TypeVar("T")
UnderWay = tuple[Callable[[workflow.ActivityHandle[Any]], None], workflow.ActivityHandle[Any]]
"""What is done with the answer of the one activity under way, and the activity."""


def start(name: str, given: Record, answer: type[T], retry: RetryPolicy) -> workflow.ActivityHandle[T]:
    handle: workflow.ActivityHandle[T] = workflow.start_activity(
        name,
        given,
        result_type=answer,
        start_to_close_timeout=ACTIVITY_TIMEOUT,
        heartbeat_timeout=SIGN_OF_LIFE,
        retry_policy=retry,
    )
    return handle


def reason_of(error: ActivityError) -> str:
    """The kind of failure; its text may hold what belongs to nobody else."""
    cause = error.cause
    return (isinstance(cause, ApplicationError) and cause.type) or type(cause).__name__
