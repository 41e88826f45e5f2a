"""Stored histories replay, make the same things true, and a change that open cases would not survive is seen."""

import importlib
from datetime import timedelta

import pytest
from temporalio import workflow

from domain.bilingual import Words
from domain.procedure.chapters.evidence import AddEvidence, EvidenceAdded
from domain.procedure.language import Refused
from tests.workflows.histories import FOLDER, RECORDED, names, replayed, stored
from workflows.penalty_case import PenaltyCase

AS_IT_IS = ("workflows",)
"""Lets a test change the workflow: the sandbox would else load it anew."""


def test_every_kind_of_history_is_stored_and_none_is_large():
    assert set(names()) >= set(RECORDED)
    assert all(file.stat().st_size < 300_000 for file in FOLDER.iterdir())


@pytest.mark.parametrize("name", names())
async def test_a_stored_history_replays_and_makes_the_same_things_true(name):
    history, made = stored(name)
    assert await replayed(history) == made


async def test_an_update_that_a_tightened_gate_would_refuse_still_replays(monkeypatch):
    history, made = stored("drafted")

    def closed(cls, now, party):
        yield Refused(
            "NoMoreEvidence", None, Words("不再接受证据", "none is taken any more"), Words("–", "–")
        )

    monkeypatch.setattr(AddEvidence, "bars", classmethod(closed))
    assert await replayed(history) == made


@pytest.mark.parametrize("step", ["_show", "_start_next"])
async def test_a_workflow_that_leaves_out_a_command_is_seen(monkeypatch, step):
    history, _ = stored("finished")
    monkeypatch.setattr(PenaltyCase, step, lambda self: None)
    with pytest.raises(workflow.NondeterminismError):
        await replayed(history, passthrough=AS_IT_IS)


async def test_a_fact_that_says_something_else_is_seen_by_the_head(monkeypatch):
    history, _ = stored("drafted")

    def otherwise(move, now):
        yield EvidenceAdded(evidence=move.evidence, reason=move.reason + "。")

    monkeypatch.setattr(AddEvidence, "facts", otherwise)
    with pytest.raises(Exception, match="at entry"):
        await replayed(history)


async def test_a_clock_that_counts_otherwise_is_seen_by_what_is_due(monkeypatch):
    """The engine compares no durations: the replay itself is green."""
    history, made = stored("drafted")
    counting = importlib.import_module("domain.procedure.clocks.deadlines")
    ends_at = counting.ends_at
    monkeypatch.setattr(counting, "ends_at", lambda last_day: ends_at(last_day) + timedelta(hours=9))
    counted = await replayed(history)
    assert counted["dues"] != made["dues"]
    assert counted["head"] == made["head"]
