"""The longest case that anybody will have: a hundred parties, five hundred long statements, two thousand moves, twelve
adoptions. It lives, stays below its limits, and answers and records its last moves as quickly as its first.

    pytest tests/end_to_end/test_long_case.py        writes its figures to out/long_case.json
"""

import asyncio
import json
import resource
import time
import zlib
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import Client

from bench.measuring import percentile
from desk.errors import Malformed
from desk.requests import Asked
from domain.canonical import sha256
from domain.case.case import Case
from domain.case.snapshot import snapshot, snapshot_size
from domain.law.calendars import CalendarYear
from domain.law.rulebook import DEFAULT_CALENDAR, rulebook_for
from domain.law.tables.holidays import NOTICE_2026
from tests.procedure.playing import shanghai
from tests.procedure.scene import PLACE, company, opening
from tests.workflows.bureau import Bureau
from tests.workflows.playing import OnTheEngine, held_against_the_register
from tests.workflows.test_door import evidence
from workflows.size import EVENTS_A_RUN, LIMIT

pytestmark = [pytest.mark.engine, pytest.mark.slow]

PARTIES, STATEMENTS, MOVES, ADOPTIONS = 100, 500, 2000, 12
STATEMENT = "我公司认为拟作出的处罚过重，理由如下：" * 144
"""Of 8 KB."""
AS_SENT = 256 * 1024
"""Bytes of the snapshot as the engine is sent it."""
MEASURED = 100
"""Moves of one kind at the beginning, and at the end."""
SLOWER = 1.5
RECORDED_WITHIN = 0.5
"""Seconds."""
OUT = Path("out/long_case.json")
LAST_DAY = date(2026, 5, 22)


@dataclass
class Long:
    """The case, and how long each of its moves took to be answered and to be recorded."""

    case: OnTheEngine
    answered: list[float] = field(default_factory=list)
    recorded: list[float] = field(default_factory=list)
    resident_mb: list[int] = field(default_factory=list)
    """Memory of this process, worker and desk in it, after every 200 moves."""

    async def do(self, by: str, move: str, body: dict[str, Any]) -> None:
        asked = self.case.asked(by, move, body, f"m{len(self.answered)}")
        await self._timed(self.case.work.desk.perform(self.case.agency, self.case.number, asked))
        if len(self.answered) % 200 == 0:
            self.resident_mb.append(_resident_mb())

    async def adopt(self, day_off: date) -> None:
        days = (*NOTICE_2026.days_off, day_off)
        year: CalendarYear = NOTICE_2026.model_copy(
            update={"notice": "虚构", "days_off": days, "invented": True}
        )
        rules = rulebook_for("market+zhenjiang+demo", DEFAULT_CALENDAR.with_year(year))
        asked = self.case.asked(
            "operator-gu", "adopt_rulebook", {"sha256": rules.sha256}, f"m{len(self.answered)}"
        )
        await self._timed(self.case.work.desk.adopt(self.case.agency, self.case.number, asked, rules))

    async def _timed(self, answer: Any) -> None:
        begun = time.perf_counter()
        receipt = await answer
        self.answered.append(time.perf_counter() - begun)
        while self.case.position < receipt.position:
            await asyncio.sleep(0.002)
        self.recorded.append(time.perf_counter() - begun - self.answered[-1])

    async def each(self, by: str, move: str, bodies: Iterable[dict[str, Any]]) -> Case:
        """Make a move for every party; return the case when all that it orders is there."""
        for body in bodies:
            await self.do(by, move, body)
        await self.case.settled()
        return await self.case.case()


@pytest.fixture
async def work(client: Client, tmp_path: Path) -> AsyncIterator[Bureau]:
    place = Bureau(client, tmp_path, task_queue="long")
    async with place.worker():
        yield place
    place.close()


async def test_the_longest_case_lives_and_is_as_quick_at_its_end_as_at_its_beginning(work: Bureau) -> None:
    case = OnTheEngine(work, "zj-market", "LONG-1")
    long = Long(case)
    await _opened(long)
    await _evidence(long, 0, MOVES - 1 - 3 - 6 * PARTIES - STATEMENTS - ADOPTIONS - MEASURED)
    await _notified(long)
    await _heard(long)
    before = len(long.answered)
    await _evidence(long, 1000, MEASURED)
    await case.settled()
    assert len(long.answered) == MOVES
    assert len((await case.history()).events) < 2 * EVENTS_A_RUN
    figures = await _figures(long, before)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))
    assert figures["snapshot_bytes"] <= LIMIT
    assert figures["snapshot_bytes_as_sent"] <= AS_SENT
    assert figures["largest_input_bytes"] <= AS_SENT
    # The one in a hundred waits for a renewal, or for a machine that does other things: reported, not judged.
    assert figures["answered_p90_last"] <= SLOWER * figures["answered_p99_first"]
    assert figures["recorded_p99_last"] <= RECORDED_WITHIN
    await held_against_the_register(work, case.agency, case.number)
    for number in range(3):
        with pytest.raises(Malformed):
            await long.do("officer-li", "add_evidence", evidence(number, "长" * 300_000))


async def _opened(long: Long) -> None:
    body = opening(number=long.case.number, parties=[company(n) for n in range(1, PARTIES + 1)])
    officer = long.case.work.directory.person("officer-li")
    assert officer is not None
    at = shanghai("2026-05-18T09:00")
    await long._timed(long.case.work.desk.open(Asked(officer, "open_case", body, "open"), clock=at))


async def _evidence(long: Long, first: int, count: int) -> None:
    for number in range(first, first + count):
        await long.do("officer-li", "add_evidence", evidence(10_000 + number))


async def _notified(long: Long) -> None:
    """Review, and notices of every party: prepared, approved, sealed, issued, served."""
    case = await long.each("officer-li", "submit_for_review", [{}])
    await long.do("head-chen", "assign_reviewer", {"reviewer": "reviewer-sun"})
    checklist = case.rulebook.switches.checklist
    points = [{"heading": heading, "agreed": True, "finding": "已阅"} for heading in checklist]
    opinion = {"round": 1, "papers": case.papers_version, "verdict": "agree", "points": points}
    await long.each("reviewer-sun", "give_opinion", [opinion])
    numbers = range(1, PARTIES + 1)
    plan = {
        "place": PLACE,
        "presider": "officer-wang",
        "recorder": "clerk-zhao",
        "working_days_after_service": 4,
        "time": "09:00",
    }
    case = await long.each(
        "officer-li", "prepare_notices", ({"party": n, "interview": plan} for n in numbers)
    )
    case = await long.each("head-chen", "approve_notices", [_approval(case, n) for n in numbers])
    scan = sha256(b"scan")
    long.case.work.store.put(b"scan")
    ready = [d for d in case.documents.all if d.ready_to_seal]
    sealing = [{"document": d.id, "file": d.file, "scan": scan, "on": "2026-05-18"} for d in ready]
    await long.each("clerk-zhao", "record_sealing", sealing)
    case = await long.each("clerk-zhao", "issue_notices", ({"party": n} for n in numbers))
    service = {
        "mode": "direct",
        "on": "2026-05-18",
        "receiver": "沈示例",
        "receiver_kind": "legal_representative",
        "signed": True,
        "proof": scan,
    }
    await long.each(
        "officer-li",
        "record_service",
        [{"party": n, "documents": _notices(case, n), "service": service} for n in numbers],
    )


def _notices(case: Case, party: int) -> tuple[int, ...]:
    notices = case.party(party).last_notices
    assert notices is not None
    return notices.documents


def _approval(case: Case, party: int) -> dict[str, Any]:
    letter, notice = (case.documents.get(number) for number in _notices(case, party))
    assert letter is not None
    assert notice is not None
    return {"party": party, "letter": letter.content, "notice": notice.content}


async def _heard(long: Long) -> None:
    """Statements of every party, and between them new calendars, each of which shifts every open term."""
    every = STATEMENTS // ADOPTIONS
    for number in range(STATEMENTS):
        text = f"第{number}份意见：{STATEMENT}"
        body = {"channel": "paper", "received_at": "2026-05-18T09:00:00+08:00", "text": text}
        await long.do("officer-li", "submit_statement", {"party": number % PARTIES + 1, **body})
        if number % every == 0 and number // every < ADOPTIONS:
            await long.adopt(LAST_DAY - timedelta(days=number // every % 3))


async def _figures(long: Long, before: int) -> dict[str, Any]:
    case = await long.case.case()
    written = json.dumps(snapshot(case), ensure_ascii=False, separators=(",", ":")).encode()
    first, last = slice(5, 5 + MEASURED), slice(before, before + MEASURED)
    return {
        "parties": len(case.parties.all),
        "statements": sum(len(p.statements) for p in case.parties.all),
        "moves": len(long.answered),
        "facts": len(await long.case.entries()),
        "snapshot_bytes": snapshot_size(case),
        "snapshot_bytes_as_sent": len(zlib.compress(written, 1)),
        "largest_input_bytes": await _input_bytes(long.case),
        "answered_p50_first": percentile(long.answered[first], 0.5),
        "answered_p99_first": percentile(long.answered[first], 0.99),
        "answered_p50_last": percentile(long.answered[last], 0.5),
        "answered_p90_last": percentile(long.answered[last], 0.9),
        "answered_p99_last": percentile(long.answered[last], 0.99),
        "resident_mb": long.resident_mb,
        "recorded_p50_first": percentile(long.recorded[first], 0.5),
        "recorded_p50_last": percentile(long.recorded[last], 0.5),
        "recorded_p99_last": percentile(long.recorded[last], 0.99),
    }


async def _input_bytes(case: OnTheEngine) -> int:
    """Bytes of what the present run was handed, as they stand in the history."""
    event = (await case.history()).events[0]
    return sum(len(p.data) for p in event.workflow_execution_started_event_attributes.input.payloads)


def _resident_mb() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 2**20
