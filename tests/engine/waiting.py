"""A workflow that waits, for tests of the engine."""

from datetime import date, timedelta

from pydantic import BaseModel
from temporalio import workflow


class Move(BaseModel):
    """One move."""

    name: str


@workflow.defn
class Waiting:
    """Takes moves for thirty days, then ends with their names."""

    def __init__(self) -> None:
        self.moves: list[str] = []
        self.rang = False

    @workflow.run
    async def run(self) -> list[str]:
        await workflow.sleep(timedelta(days=30))
        self.rang = True
        await workflow.wait_condition(lambda: "end" in self.moves)
        return self.moves

    @workflow.update
    async def move(self, move: Move) -> int:
        self.moves.append(move.name)
        return len(self.moves)

    @workflow.query
    def told(self) -> tuple[list[str], bool]:
        return self.moves, self.rang


@workflow.defn
class Renewing:
    """Sleeps for five days and continues as new, for ever; tells the days on which its runs began."""

    @workflow.init
    def __init__(self, began: list[date]) -> None:
        self.began = [*began, workflow.now().date()]

    @workflow.run
    async def run(self, began: list[date]) -> None:
        await workflow.sleep(timedelta(days=5))
        workflow.continue_as_new(self.began)

    @workflow.query
    def told(self) -> list[date]:
        return self.began
