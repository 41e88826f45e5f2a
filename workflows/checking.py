"""The nightly check: started by a schedule at 03:00 (Asia/Shanghai), so that the table of system work stays true."""

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from activities.checking import NightlyChecked

from workflows.starting import SIGN_OF_LIFE

CHECK_TIMEOUT = timedelta(hours=4)
"""Every file of the store is read; a check that lives says so all the while."""
# Only our own register being away makes it fail: tried again until the next night's check is due.
RETRY = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(minutes=5))
GIVEN_UP_AFTER = timedelta(hours=20)


@workflow.defn
class NightlyCheck:
    @workflow.run
    async def run(self) -> NightlyChecked:
        checked: NightlyChecked = await workflow.execute_activity(
            "check",
            result_type=NightlyChecked,
            start_to_close_timeout=CHECK_TIMEOUT,
            heartbeat_timeout=SIGN_OF_LIFE,
            schedule_to_close_timeout=GIVEN_UP_AFTER,
            retry_policy=RETRY,
        )
        return checked
