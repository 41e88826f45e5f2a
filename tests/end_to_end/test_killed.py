"""Whatever is killed in the middle of a case: nothing is lost, nothing is doubled."""

import os
from datetime import date
from pathlib import Path

import httpx
import pytest

from demo.household import Household, as_person, cleaned, household
from demo.player import Around, Player, Sending
from demo.proving import delivered, ended, prove_case, prove_mails, prove_numbers, prove_reports
from demo.story import Step, Story, load
from documents.editions import edition_of
from installation.examples import EXAMPLES
from register.checking_store import StoreChecks
from register.number_check import faults
from register.projection import CaseProjection
from register.rebuilding import Rebuilder
from tests.procedure.on_paper import SCANS, TAKER, body_of
from tests.register.s3 import s3_server

pytestmark = pytest.mark.engine


def short(until: str) -> Story:
    """The standard case up to a move, and with it."""
    story = load(EXAMPLES / "standard.json")
    places = [place for place, step in enumerate(story.steps) if step.move == until]
    return story.model_copy(update={"steps": story.steps[: places[0] + 1], "ends": "notifying"})


async def no_calendar(story: Story) -> str:
    raise AssertionError("this story adopts nothing")


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in set(os.environ) - set(cleaned(os.environ)):
        monkeypatch.delenv(name)
    async with household(tmp_path / "demo", print) as running:
        yield running


def killing(house: Household) -> dict[str, Around]:
    """Kill API and server while these moves are on their way; the demo itself kills the worker."""

    async def api(sending: Sending) -> httpx.Response:
        return await house.kill_while(sending, house.replace_api)

    async def engine(sending: Sending) -> httpx.Response:
        return await house.kill_while(sending, house.kill_engine)

    return {"open_case": api, "add_evidence": engine, "approve_notices": engine}


async def test_a_case_taken_over_from_paper_survives_the_death_of_engine_and_api_and_comes_to_its_end(
    house: Household,
) -> None:
    """All of it comes in one call: after a kill it is there as a whole, under the key with which it was sent."""
    story = load(EXAMPLES / "standard.json")
    place = next(p for p, step in enumerate(story.steps) if step.move == "submit_statement")
    body = body_of(story, "submit_statement")
    for hash_, scan in SCANS.items():
        headers = as_person(house, TAKER) | {"Idempotency-Key": hash_[:32], "Content-Type": "text/plain"}
        sent = await house.http.post("/v1/documents?name=scan.txt", content=scan, headers=headers)
        assert sent.raise_for_status().json()["sha256"] == hash_
    taking_over = Step(at=story.steps[place - 1].at, by=TAKER, move="take_over_case", body=body)
    story = story.model_copy(update={"steps": (taking_over, *story.steps[place:])})
    killed = killing(house)
    player = Player(
        house, story, adopt=no_calendar, around=killed | {"take_over_case": killed["add_evidence"]}
    )
    for place, step in enumerate(story.steps):
        await player.reach(step)
        await player.make(place, step)
    assert house.engine.restarts == 1
    await delivered(house)
    end = ended(house, player.played)
    assert [e.fact for e in end.entries].count("CaseTakenOver") == 1
    assert end.case.closing.closed_on == date(2026, 6, 29)
    differing = Rebuilder(house.parts.database, CaseProjection()).differences(story.agency, story.number)
    assert not differing
    assert faults(house.parts.database) == []


async def test_a_case_survives_the_death_of_api_and_server(house: Household) -> None:
    story = short("issue_notices")
    player = Player(house, story, adopt=no_calendar, around=killing(house))
    for place, step in enumerate(story.steps):
        await player.reach(step)
        await player.make(place, step)
    assert house.engine.restarts == 2
    await delivered(house)
    end = ended(house, player.played)
    await prove_case(house, end)
    prove_numbers(house, [end])
    await prove_reports(house)
    prove_mails(house)
    assert [r["move"] for r in player.played.receipts] == [s.move for s in story.steps]


@pytest.mark.slow
async def test_a_case_with_its_documents_in_s3_survives_the_death_of_worker_and_api_and_an_s3_that_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S3 goes down as the notices are approved, the worker dies over their making, and S3 comes back to the next one."""
    for name in set(os.environ) - set(cleaned(os.environ)):
        monkeypatch.delenv(name)
    (folder := tmp_path / "s3").mkdir()
    with s3_server(folder) as s3:
        for name, value in s3.variables.items():
            monkeypatch.setenv(name, value)
        s3.bucket("tingshu")
        async with household(tmp_path / "demo", print, documents="s3://tingshu/office") as house:

            async def without_s3(sending: Sending) -> httpx.Response:
                s3.stop()
                answer = await sending
                await house.worker.until(lambda: house.worker.has_said(b"StoreAway"))
                await house.replace_worker()
                s3.start()
                return answer

            story = short("issue_notices")
            around = {"add_evidence": killing(house)["open_case"], "approve_notices": without_s3}
            player = Player(house, story, adopt=no_calendar, around=around)
            for place, step in enumerate(story.steps):
                await player.reach(step)
                await player.make(place, step)
            await delivered(house)
            await prove_case(house, ended(house, player.played))
            prove_numbers(house, [ended(house, player.played)])
            checked = StoreChecks(house.parts.database, house.parts.store, edition_of).files()
            assert (checked.found, checked.unnamed) == ((), ())
