"""A workflow that imports what it should not: it would be loaded anew for every case."""

import jinja2
from temporalio import workflow


@workflow.defn
class Careless:
    @workflow.run
    async def run(self) -> str:
        return jinja2.__name__
