"""Schedules that exist once, whoever starts first and however often."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleCalendarSpec,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleRange,
    ScheduleSpec,
    ScheduleState,
    ScheduleUpdate,
    ScheduleUpdateInput,
)


@dataclass(frozen=True)
class DailySchedule:
    """A workflow that is started every day at a fixed local hour, one at a time."""

    id: str
    workflow: str
    task_queue: str
    note: str
    catch_up: timedelta
    """How late a start may still be made after an outage. The server's own default is a year, which would make a
    long outage end in a flood."""
    args: Sequence[Any] = ()
    hour: int = 9
    minute: int = 0
    time_zone: str = "Asia/Shanghai"


async def ensure_schedule(client: Client, daily: DailySchedule) -> None:
    """Create the schedule, or bring the existing one up to date; one that somebody paused stays paused."""
    schedule = _schedule(daily)
    try:
        await client.create_schedule(daily.id, schedule)
    except ScheduleAlreadyRunningError:
        await client.get_schedule_handle(daily.id).update(lambda found: _updated(schedule, found))


def _schedule(daily: DailySchedule) -> Schedule:
    # The engine adds the planned instant to this id, so that no two days share a workflow.
    action = ScheduleActionStartWorkflow(
        daily.workflow, args=list(daily.args), id=daily.id, task_queue=daily.task_queue
    )
    at = ScheduleCalendarSpec(
        second=[ScheduleRange(0)], minute=[ScheduleRange(daily.minute)], hour=[ScheduleRange(daily.hour)]
    )
    return Schedule(
        action=action,
        spec=ScheduleSpec(calendars=[at], time_zone_name=daily.time_zone),
        policy=SchedulePolicy(overlap=ScheduleOverlapPolicy.SKIP, catchup_window=daily.catch_up),
        state=ScheduleState(note=daily.note),
    )


def _updated(schedule: Schedule, found: ScheduleUpdateInput) -> ScheduleUpdate:
    schedule.state.paused = found.description.schedule.state.paused
    return ScheduleUpdate(schedule=schedule)
