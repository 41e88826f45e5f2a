"""A case that had ended and is awakened (唤醒): its new run goes on from the register, unless another did so meanwhile.

Whoever awakened it may have read the register before another run made its last entries and ended. The register then
refuses what this one makes. So until its first entries are recorded nobody is answered; where the register has others in
their place the run ends, and everybody is sent to look once more.
"""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from workflows import answers
    from workflows.messages import CaseState, Envelope


class Awakening:
    def __init__(self, given: CaseState) -> None:
        self.in_doubt = given.awakened
        """Whether another run may have gone on from the same entry."""
        self.overtaken = False
        """Whether another did."""
        self.clock_ahead = given.clock_ahead

    def let_in(self, envelope: Envelope) -> None:
        """Take only what was sent to awaken the case, as long as the run is in doubt.

        The engine keeps the answer to an update id for good: one that is sent under its own name would be told to look
        again for ever, had a run in doubt accepted it.

        Raises:
            ApplicationError: The register is to be looked at once more.
        """
        if self.in_doubt and not envelope.awakens:
            raise answers.LookAgain().as_error()

    def confirm(self) -> None:
        """The register has taken what this run made."""
        self.in_doubt = False

    def gives_way(self) -> bool:
        """Whether the run ends, now that the register has refused what it made."""
        self.overtaken = self.in_doubt
        return self.overtaken

    async def passed(self) -> None:
        """Wait until an answer may be given; a run that was never in doubt does not even pause, as its history says.

        Raises:
            ApplicationError: The register is to be looked at once more.
        """
        if not self.in_doubt:
            return
        await workflow.wait_condition(lambda: self.overtaken or not self.in_doubt)
        if self.overtaken:
            raise answers.LookAgain().as_error()
