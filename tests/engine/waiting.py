"""A workflow that waits, for tests of the engine: a timer of thirty days, moves, and the instant it takes for now."""

from datetime import timedelta

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
