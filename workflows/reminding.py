"""The daily reminder: started by a schedule at 09:00 (Asia/Shanghai), for the civil day of that start."""

from datetime import date, datetime, timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy, SearchAttributeKey

with workflow.unsafe.imports_passed_through():
    from activities.reminding import DAYS_AHEAD, Digested, DigestOrder
    from domain.procedure.language import civil
    from domain.record import Record

from workflows.starting import SIGN_OF_LIFE

SCHEDULED_START = SearchAttributeKey.for_datetime("TemporalScheduledStartTime")
"""The engine notes here for which instant a schedule started the run, however late it really began."""

DIGEST_TIMEOUT = timedelta(minutes=5)
# Only our own register being away makes it fail: tried again until the next day's digest is due.
RETRY = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(minutes=5))
GIVEN_UP_AFTER = timedelta(hours=23)


class ReminderInput(Record):
    day: date | None = None
    """The day to remind of; else the day for which the schedule started this run."""
    days_ahead: int = DAYS_AHEAD


@workflow.defn
class OverdueReminder:
    @workflow.run
    async def run(self, given: ReminderInput) -> Digested:
        day = given.day or civil(scheduled_at())
        digested: Digested = await workflow.execute_activity(
            "digest",
            DigestOrder(day=day, days_ahead=given.days_ahead),
            result_type=Digested,
            start_to_close_timeout=DIGEST_TIMEOUT,
            heartbeat_timeout=SIGN_OF_LIFE,
            schedule_to_close_timeout=GIVEN_UP_AFTER,
            retry_policy=RETRY,
        )
        return digested


def scheduled_at() -> datetime:
    """Return the instant for which this run was due: after an outage that is earlier than its start."""
    info = workflow.info()
    return info.typed_search_attributes.get(SCHEDULED_START) or info.start_time
