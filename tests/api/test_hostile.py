"""Hostile bodies: what they cost is bounded by counts, and the loop that answers everybody is never theirs."""

import asyncio
import json
import threading
import time
from typing import Any

import pytest

from bench import large
from bench.door import HOSTILE
from desk import bodies as reading
from desk.bodies import (
    MOST_VALUES,
    NUMBER_TOO_LONG,
    TOO_MANY_NAMES,
    TOO_MANY_VALUES,
    check_text,
    read_json,
    read_model,
)
from desk.errors import MOST_NAMED, Fault, Malformed
from desk.lane import LARGE, MANY, Lane, is_large
from domain.procedure.chapters.drafting import OpenCase
from tests.api.installation import Installation, drafted, problem

LIMIT = 1024 * 1024


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_body_is_refused_with_a_bounded_answer(kind: str):
    data = HOSTILE[kind]()
    assert LIMIT * 0.9 < len(data) <= LIMIT
    with pytest.raises(Malformed) as refused:
        read_model(OpenCase, read_json(data))
    assert 1 <= len(refused.value.faults) <= MOST_NAMED
    assert len(json.dumps([f.as_dict() for f in refused.value.faults])) < 64 * 1024


def test_a_body_of_too_many_values_makes_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(json, "loads", None)  # whoever calls it fails otherwise
    for data in (b"[" + b"1," * MOST_VALUES + b"1]", b"[" * (MOST_VALUES + 1), b"{" * (MOST_VALUES + 1)):
        with pytest.raises(Malformed) as refused:
            read_json(data)
        assert refused.value.faults == (TOO_MANY_VALUES,)


def test_the_largest_draft_is_far_from_that():
    data = json.dumps(large.draft("x"), ensure_ascii=False).encode()
    assert sum(data.count(mark) for mark in b",[{") * 4 < MOST_VALUES
    assert read_json(data)["number"] == "x"


def test_faults_are_written_out_only_as_far_as_they_are_named(monkeypatch: pytest.MonkeyPatch):
    written, fault_of = list[str](), reading.fault_of

    def counted(wrong: Any, field: str) -> Any:
        written.append(field)
        return fault_of(wrong, field)

    monkeypatch.setattr(reading, "fault_of", counted)
    with pytest.raises(Malformed, match="and others, 20000 in all") as refused:
        read_model(OpenCase, drafted(evidence=[{"z": 1}] * 4_000))
    assert len(refused.value.faults) == len(written) == MOST_NAMED


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (drafted(), False),
        ({"text": "x" * LARGE}, False),
        ({"text": "x" * (LARGE + 1)}, True),
        ({"all": [0] * (MANY + 1)}, True),
        ({"all": [[0] * 100] * 21}, True),
    ],
)
def test_what_is_large_is_found_out(body: Any, expected: bool):
    assert is_large(body) is expected


async def test_large_bodies_are_read_one_at_a_time_and_not_in_the_loop():
    lane, loop = Lane(), threading.get_ident()
    at_once = most = 0
    threads = set[int]()

    def read() -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        threads.add(threading.get_ident())
        time.sleep(0.005)
        at_once -= 1

    await asyncio.gather(*(lane.run(read, large=True) for _ in range(20)))
    assert most == 1
    assert loop not in threads
    threads.clear()
    await lane.run(read, large=False)
    assert threads == {loop}


@pytest.mark.engine
async def test_hostile_bodies_go_by_the_lane_in_every_write(
    api: Installation, monkeypatch: pytest.MonkeyPatch
):
    lanes, run = list[bool](), Lane.run

    async def noting(lane: Lane, call: Any, *, large: bool) -> Any:
        lanes.append(large)
        return await run(lane, call, large=large)

    monkeypatch.setattr(Lane, "run", noting)
    case, body = await api.open(), HOSTILE["control characters"]()
    lanes.clear()
    for path, by in (
        ("/v1/cases", "officer-li"),
        (f"{case}/moves/recheck", "officer-li"),
        (f"{case}/signals/approve", "reviewer-sun"),
    ):
        problem(await api.post(path, body, by=by), 422, "Malformed")
    # Once for the JSON, once for its fields.
    assert lanes == [True] * 6


@pytest.mark.engine
async def test_of_a_body_that_is_too_large_no_byte_is_kept(api: Installation):
    answer = await api.post("/v1/cases", b" " * (LIMIT + 1))
    problem(answer, 413, "BodyTooLarge")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"{" + b",".join(b'"k%d":1' % n for n in range(251)) + b"}", TOO_MANY_NAMES),
        (b'{"a":' + b"1" * 41 + b"}", NUMBER_TOO_LONG),
        (b'{"a":-' + b"1" * 41 + b"}", NUMBER_TOO_LONG),
    ],
)
def test_what_no_body_of_ours_has_is_refused_while_it_is_read(data: bytes, fault: Fault):
    with pytest.raises(Malformed) as refused:
        read_json(data)
    assert refused.value.faults == (fault,)


def test_as_many_names_and_digits_as_there_may_be_are_read():
    assert len(read_json(b"{" + b",".join(b'"k%d":1' % n for n in range(250)) + b"}")) == 250
    assert read_json(b'{"a":' + b"1" * 40 + b"}") == {"a": int("1" * 40)}


def test_bad_text_is_named_where_it_stands_and_counted_to_the_last():
    body = {"a\x00": 1, "list": [{"text": "ok"}, {"text": "no\x07"}], "all": ["\x07"] * 1_000}
    with pytest.raises(Malformed, match="and others, 1002 in all") as refused:
        check_text(body)
    named = [f.field for f in refused.value.faults]
    assert named[:3] == ["body", "list.1.text", "all.0"]
    assert len(named) == MOST_NAMED
