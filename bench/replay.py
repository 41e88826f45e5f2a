"""(iii) CPU of replaying a case, against the bare workflow."""

import time
from collections import Counter
from typing import Any

from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from bench.bare import BareCase
from bench.measuring import median, paired
from engine.plugin import tingshu_plugin
from settings import SANDBOX_PASSTHROUGH
from workflows.penalty_case import PenaltyCase


async def measure(ours: WorkflowHistory, bare: WorkflowHistory, rounds: int) -> dict[str, Any]:
    """Replay each history in turn, and return medians of CPU milliseconds with the paired ratio."""
    spent: dict[str, list[float]] = {"case": [], "bare": []}
    for number in range(rounds + 1):
        for name, history in (("case", ours), ("bare", bare)):
            begun = time.process_time()
            await _replayer().replay_workflow(history)
            if number:
                spent[name].append(time.process_time() - begun)
    return {
        "case_ms": round(median(spent["case"]) * 1000, 1),
        "bare_ms": round(median(spent["bare"]) * 1000, 1),
        "ratio": paired(spent["case"], spent["bare"]),
    }


def _replayer() -> Replayer:
    plugin = tingshu_plugin(passthrough=(*SANDBOX_PASSTHROUGH, "bench", "demo"))
    return Replayer(workflows=[PenaltyCase, BareCase], plugins=[plugin])


def kinds(history: Any) -> dict[str, int]:
    """Count the events of a history by kind."""
    return dict(Counter(e.WhichOneof("attributes").removesuffix("_event_attributes") for e in history.events))
