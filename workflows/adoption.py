"""The adoption of new rules, one workflow each: it keeps the notice and tells every open case, each once.

A first sweep tells the cases that are open. Openings that had been judged by the old rules when the notice was kept
are recorded soon afterwards: a second sweep, after a pause, finds them, and the cases that did not answer.
"""

from datetime import timedelta

from temporalio import workflow
from temporalio.client import Client, WorkflowHandle
from temporalio.common import RetryPolicy, WorkflowIDConflictPolicy

with workflow.unsafe.imports_passed_through():
    from activities.adopting import Failure, NoticeOrder, Outcome, Place, SweepOrder, Swept
    from domain.case.people import Person
    from domain.law.calendars import CalendarYear
    from domain.record import Record

SETTLE = timedelta(seconds=90)
"""Longer than the desk tries one opening: three calls of twenty seconds."""
LAST_SWEEP = 3
"""Two, and one more for cases that did not answer."""
BATCHES_A_RUN = 400
"""About 7 events a batch: renewed long before the engine would suggest it."""
KEEP_TIMEOUT = timedelta(seconds=30)
BATCH_TIMEOUT = timedelta(hours=1)
"""A batch in which every case has to be waited for; a batch that lives says so all the while."""
NO_SIGN_OF_LIFE = timedelta(seconds=10)
# Only our own register being away makes an activity fail: tried again without end.
RETRY = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=30))


class Progress(Record):
    """How far an adoption is."""

    kept: bool = False
    """Whether the notice is kept: from then on new cases are opened with it."""
    cases: int = 0
    """Open cases when it began."""
    sweep: int = 1
    after: Place | None = None
    reached: int = 0
    """Cases of the first sweep that have been reached."""
    shifted: int = 0
    unchanged: int = 0
    already: int = 0
    closed: int = 0
    """Closed meanwhile."""
    failed: tuple[Failure, ...] = ()
    """Cases that do not have the new rules, with the reason."""
    done: bool = False


class AdoptionInput(Record):
    """What is adopted, by whom, and how gently."""

    operator: Person
    notice: CalendarYear | None = None
    """The year's notice; without one, the law as this installation has it now."""
    batch: int = 100
    at_once: int = 2
    settle: timedelta = SETTLE
    batches: int = BATCHES_A_RUN
    progress: Progress = Progress()


def adoption_id(sha256: str) -> str:
    return f"adoption/{sha256[:12]}"


async def ensure_adoption(
    client: Client, given: AdoptionInput, *, sha256: str, task_queue: str
) -> WorkflowHandle["Adoption", Progress]:
    """Start an adoption unless it runs already; one that is finished may run again, and finds little to do."""
    return await client.start_workflow(
        Adoption.run,
        given,
        id=adoption_id(sha256),
        task_queue=task_queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
    )


@workflow.defn
class Adoption:
    @workflow.init
    def __init__(self, given: AdoptionInput) -> None:
        self._given = given
        self._progress = given.progress

    @workflow.run
    async def run(self, given: AdoptionInput) -> Progress:
        if not self._progress.kept:
            await self._keep()
        batches = 0
        while True:
            self._progress = _added(self._progress, await self._tell())
            batches += 1
            if self._progress.after is None and not await self._goes_on():
                self._progress = self._progress.model_copy(update={"done": True})
                return self._progress
            if batches >= given.batches or workflow.info().is_continue_as_new_suggested():
                workflow.continue_as_new(given.model_copy(update={"progress": self._progress}))

    @workflow.query
    def progress(self) -> Progress:
        return self._progress

    async def _keep(self) -> None:
        notice = self._given.notice
        order = NoticeOrder(notice=notice, by=self._given.operator.id) if notice else None
        cases: int = await workflow.execute_activity(
            "keep_notice",
            order,
            result_type=int,
            start_to_close_timeout=KEEP_TIMEOUT,
            retry_policy=RETRY,
        )
        self._progress = self._progress.model_copy(update={"kept": True, "cases": cases})

    async def _tell(self) -> Swept:
        given = self._given
        swept: Swept = await workflow.execute_activity(
            "adopt_in_cases",
            SweepOrder(
                operator=given.operator,
                after=self._progress.after,
                limit=given.batch,
                at_once=given.at_once,
            ),
            result_type=Swept,
            start_to_close_timeout=BATCH_TIMEOUT,
            heartbeat_timeout=NO_SIGN_OF_LIFE,
            retry_policy=RETRY,
        )
        return swept

    async def _goes_on(self) -> bool:
        """Whether another sweep follows, after the pause."""
        sweep = self._progress.sweep
        if sweep == LAST_SWEEP or (sweep > 1 and not self._progress.failed):
            return False
        await workflow.sleep(self._given.settle)
        again = {"sweep": sweep + 1, "closed": 0, "failed": ()}
        self._progress = self._progress.model_copy(update=again)
        return True


def _added(progress: Progress, swept: Swept) -> Progress:
    """Add a batch; what has the rules now is counted once, what has not is found by the next sweep again."""
    counts, first = swept.counts, progress.sweep == 1
    return progress.model_copy(
        update={
            "after": swept.after,
            "reached": progress.reached + (sum(counts.values()) if first else 0),
            "shifted": progress.shifted + counts.get(Outcome.SHIFTED, 0),
            "unchanged": progress.unchanged + counts.get(Outcome.UNCHANGED, 0),
            "already": progress.already + (counts.get(Outcome.ALREADY, 0) if first else 0),
            "closed": progress.closed + counts.get(Outcome.CLOSED, 0),
            "failed": (*progress.failed, *swept.failures),
        }
    )
