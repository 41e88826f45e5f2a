"""`tingshu check`, `status`, `outbox`: each trouble planted once, named, and gone after its cure; exit codes that mean it."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update
from typer.testing import CliRunner, Result

from cli.app import app
from domain.case.checks import Check
from domain.case.system_work import Found, Trouble
from domain.procedure.outgoing import Mail
from engine.embedded import EmbeddedServer
from register.heads import Heads
from register.outbox import ATTEMPTS_UNTIL_WORK, Outgoing
from register.proof_tables import checkpoints
from register.tables import cases, documents, files, journal, numbers, outbox, system_work
from register.tables import work as work_table
from tests.api.installation import Installation, at_work, until
from workflows.checking import NightlyCheck
from workflows.delivery import delivery_id

pytestmark = pytest.mark.engine

Tingshu = Callable[..., Awaitable[Result]]
AGENCY = "zj-market"


@pytest.fixture(scope="module")
async def api(
    server: EmbeddedServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Installation]:
    """An installation of its own: troubles are planted in it."""
    folder = tmp_path_factory.mktemp("checked")
    async with at_work(server, folder, namespace="tingshu-check-tests") as installation:
        yield installation


@pytest.fixture
def tingshu(api: Installation, server: EmbeddedServer) -> Tingshu:
    environment = {
        "TINGSHU_DATA": str(api.parts.settings.data),
        "TINGSHU_NAMESPACE": api.parts.settings.namespace,
        "TINGSHU_TIME_SKIPPING": "true",
        "TEMPORAL_ADDRESS": server.address,
        "COLUMNS": "240",
    }

    async def run(*arguments: str, **more: str) -> Result:
        # In a thread: the worker lives in this very loop.
        return await asyncio.to_thread(CliRunner().invoke, app, list(arguments), env=environment | more)

    return run


@pytest.fixture
async def case(api: Installation) -> str:
    """A case with a file, known to engine and register."""
    path = await api.open()
    number = path.rsplit("/", 1)[1]
    query = f"WorkflowId = 'case/{AGENCY}/{number}' AND TingshuStage IS NOT NULL"

    async def listed() -> bool:
        return [one async for one in api.client.list_workflows(query)] != []

    await until(listed)
    sha256 = await api.upload(f"%PDF- {number}".encode())
    with api.parts.database.writing() as connection:
        connection.execute(files.insert().values(agency=AGENCY, number=number, sha256=sha256, text=False))
    return number


async def found(tingshu: Tingshu, *arguments: str, **more: str) -> dict[str, Any]:
    """Run a check; return what it found by trouble, and its exit code."""
    told = await tingshu("check", *arguments, "--json", **more)
    assert told.stdout, told.output
    answer = json.loads(told.stdout)
    troubles = {
        (one["trouble"], one["subject"]): one for checked in answer["checks"] for one in checked["found"]
    }
    return {"exit": told.exit_code, "found": troubles, **answer}


def change(api: Installation, *statements: Any) -> None:
    with api.parts.database.writing() as connection:
        for statement in statements:
            connection.execute(statement)


async def test_all_is_well_in_one_table(api: Installation, tingshu: Tingshu, case: str):
    # The file is named by hand: what the journal says has no file.
    change(api, delete(files).where(files.c.number == case))
    shown = await tingshu("check")
    assert shown.exit_code == 0, shown.output
    assert "故障 0 项" in shown.output
    told = await found(tingshu)
    assert (told["exit"], told["faults"], told["found"]) == (0, 0, {})
    assert [checked["check"] for checked in told["checks"]] == list(Check)
    assert api.parts.system_work.open() == ()


@pytest.mark.parametrize("part", ["register", "engine", "store", "numbers"])
async def test_one_part_is_checked_alone(tingshu: Tingshu, part: str):
    told = await found(tingshu, part)
    assert {checked["part"] for checked in told["checks"]} == {part}


async def test_troubles_are_named_become_work_and_end_after_their_cure(
    api: Installation, tingshu: Tingshu, case: str
):
    sha256 = _file_of(api, case)
    other = (await api.open()).rsplit("/", 1)[1]
    entry = (journal.c.number == other) & (journal.c.seq == 3)
    with api.parts.database.reading() as connection:
        body = connection.scalar(select(journal.c.body).where(entry))
    change(api, update(journal).where(entry).values(body="{}"))
    path = api.parts.settings.documents_folder / sha256[:2] / sha256[2:4] / sha256
    path.chmod(0o600)
    path.write_bytes(b"altered")
    told = await found(tingshu, "register", "store")
    assert told["exit"] == 1
    assert told["found"].keys() == {
        (Trouble.JOURNAL_BROKEN, f"{AGENCY}/{other}"),
        (Trouble.PROJECTION_OUTDATED, f"{AGENCY}/{case}"),
        (Trouble.FILE_DAMAGED, sha256),
    }
    assert all(one["what"]["zh"] and one["cure"]["en"] for one in told["found"].values())
    shown = await tingshu("check", "register", "store")
    assert (shown.exit_code, "全过程记录断开" in shown.output) == (1, True)
    assert {work.found.trouble for work in api.parts.system_work.open()} == {
        trouble for trouble, _ in told["found"]
    }
    assert json.loads((await tingshu("status", "--json")).stdout)["degraded"]
    change(api, update(journal).where(entry).values(body=body), delete(files).where(files.c.number == case))
    path.unlink()
    api.parts.store.put(f"%PDF- {case}".encode())
    assert (await found(tingshu, "register", "store"))["exit"] == 0
    assert api.parts.system_work.open() == ()
    with api.parts.database.reading() as connection:
        ended = connection.execute(select(system_work.c.ended_at)).scalars().all()
    assert len(ended) >= 3
    assert None not in ended


def _file_of(api: Installation, case: str) -> str:
    with api.parts.database.reading() as connection:
        return str(connection.execute(select(files.c.sha256).where(files.c.number == case)).scalar_one())


async def test_a_case_that_is_missing_whole_is_filled(api: Installation, tingshu: Tingshu, case: str):
    own = (AGENCY, case)
    before = api.parts.journals.entries(*own)
    change(
        api, *(delete(t).where(t.c.number == case) for t in (journal, cases, files, documents, work_table))
    )
    assert (await tingshu("case", "show", *own, "--as", "officer-li")).exit_code == 2
    told = await found(tingshu, "--fill")
    assert [(one["number"], one["before"], one["after"]) for one in told["filled"]] == [
        (case, 0, len(before))
    ]
    assert (told["exit"], told["found"]) == (0, {})
    assert api.parts.journals.entries(*own) == before
    assert (await tingshu("case", "show", *own, "--as", "officer-li")).exit_code == 0


async def test_without_the_engine_the_rest_is_checked(tingshu: Tingshu, api: Installation):
    told = await found(tingshu, TEMPORAL_ADDRESS="127.0.0.1:1")
    assert told["exit"] == 1
    assert told["found"].keys() == {(Trouble.ENGINE_AWAY, "engine")}
    assert {checked["part"] for checked in told["checks"]} == {"register", "engine", "store", "numbers"}
    # Known at any instant, so never kept: it would be said after the engine has come back.
    assert api.parts.system_work.open() == ()
    assert (await tingshu("check", "--fill", TEMPORAL_ADDRESS="127.0.0.1:1")).exit_code == 3


async def test_a_register_of_another_schema_is_named_and_nothing_else_is_read(
    api: Installation, tingshu: Tingshu, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("register.checking.newest", lambda: "0009")
    told = await found(tingshu)
    assert told["exit"] == 1
    assert told["found"].keys() == {(Trouble.SCHEMA_OUTDATED, "register")}


async def test_a_check_that_fails_stops_no_other(
    api: Installation, tingshu: Tingshu, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr("register.checking.RegisterChecks.outbox", fail)
        told = await found(tingshu)
        assert told["found"].keys() == {(Trouble.CHECK_FAILED, Check.OUTBOX)}
        assert len(told["checks"]) == len(Check)
    assert (await found(tingshu))["found"] == {}
    assert api.parts.system_work.open() == ()


async def test_a_schedule_that_is_paused_is_named(api: Installation, tingshu: Tingshu):
    handle = api.client.get_schedule_handle("nightly-check")
    await handle.pause()
    told = await found(tingshu, "engine")
    assert told["found"].keys() == {(Trouble.SCHEDULE_FAILING, "nightly-check")}
    await handle.unpause()
    assert (await found(tingshu, "engine"))["found"] == {}


async def test_the_delivery_of_a_receiver_that_is_named_must_run(api: Installation, tingshu: Tingshu):
    named = {"TINGSHU_PLATFORM_URL": "http://127.0.0.1:1"}
    told = await found(tingshu, "engine", **named)
    assert told["found"].keys() == {(Trouble.DELIVERY_GONE, "platform")}
    resumed = json.loads((await tingshu("outbox", "resume", "platform", "--json")).stdout)
    assert resumed == {"receiver": "platform", "delivery": "started"}
    assert (await found(tingshu, "engine", **named))["found"] == {}
    resumed = json.loads((await tingshu("outbox", "resume", "platform", "--json")).stdout)
    assert resumed["delivery"] == "resumed"
    await api.client.get_workflow_handle(delivery_id("platform")).terminate()


async def test_every_night_the_worker_checks_and_keeps_the_table_true(api: Installation, case: str):
    sha256 = _file_of(api, case)
    change(api, delete(files).where(files.c.number == case))
    api.parts.system_work.report(Found(Trouble.FILE_MISSING, sha256))
    done = await api.client.execute_workflow(
        NightlyCheck.run, id="nightly-check-now", task_queue=api.parts.settings.task_queue
    )
    assert (done.checks, done.faults) == (len(Check), 0)
    assert api.parts.system_work.open() == ()
    with api.parts.database.reading() as connection:
        made = connection.execute(select(checkpoints.c.place, checkpoints.c.cases)).all()
    assert [row.place for row in made] == [1]
    assert made[0].cases == len(Heads(api.parts.database).all())


async def test_status_says_all_is_well_or_why_not(api: Installation, tingshu: Tingshu):
    shown = await tingshu("status")
    assert (shown.exit_code, "一切正常" in shown.output) == (0, True)
    api.parts.system_work.report(Found(Trouble.FILE_MISSING, "a" * 64))
    shown = await tingshu("status")
    assert (shown.exit_code, "文件缺失" in shown.output) == (1, True)
    api.parts.system_work.ended(Trouble.FILE_MISSING, "a" * 64)
    assert (await tingshu("status", TEMPORAL_ADDRESS="127.0.0.1:1")).exit_code == 1


async def test_what_waits_is_listed_and_tried_again(api: Installation, tingshu: Tingshu):
    later, mail = datetime(2100, 1, 1, tzinfo=UTC), Mail(subject="s", text="secret")
    change(api, delete(outbox))
    letters = [Outgoing.message(AGENCY, "2026-out", seq, 0, "p1", mail) for seq in (1, 2)]
    api.parts.outbox.put(letters, datetime.now(UTC))
    first = api.parts.outbox.waiting()[0]
    for _ in range(ATTEMPTS_UNTIL_WORK):
        api.parts.outbox.failed(first.id, "HTTP 500: no", later)
    listed = await tingshu("outbox", "list", "mail", "--json")
    assert [(row["attempts"], row["stuck"]) for row in json.loads(listed.stdout)] == [(6, True), (0, False)]
    assert "secret" not in listed.stdout
    stuck = await tingshu("outbox", "list", "--stuck")
    assert "HTTP" in stuck.output
    assert json.loads((await tingshu("outbox", "list", "platform", "--json")).stdout) == []
    assert (await found(tingshu, "register"))["found"].keys() == {(Trouble.OUTBOX_STUCK, first.key)}
    assert api.parts.outbox.due("mail", datetime.now(UTC), 10) == ()
    retried = json.loads((await tingshu("outbox", "retry", "--id", str(first.id), "--json")).stdout)
    assert retried == {"receiver": "mail", "rows": 1, "delivery": "gone"}
    assert len(api.parts.outbox.due("mail", datetime.now(UTC), 10)) == 2
    retried = json.loads((await tingshu("outbox", "retry", "mail", "--json")).stdout)
    assert retried["rows"] == 2
    assert (await tingshu("outbox", "retry")).exit_code == 2
    change(api, delete(outbox))
    assert (await found(tingshu, "register"))["found"] == {}


async def test_a_retry_is_kept_while_the_engine_is_away(api: Installation, tingshu: Tingshu):
    letter = Outgoing.message(AGENCY, "2026-out", 9, 0, "p1", Mail(subject="s", text="t"))
    api.parts.outbox.put([letter], datetime.now(UTC))
    told = await tingshu("outbox", "retry", "mail", "--json", TEMPORAL_ADDRESS="127.0.0.1:1")
    assert json.loads(told.stdout)["delivery"] == "engine away"
    change(api, delete(outbox))


async def test_a_number_that_is_missing_in_its_row_is_named(api: Installation, tingshu: Tingshu):
    row = {"issuer": "x", "word": "罚告", "year": 2026, "serial": 2, "printed": "示罚告〔2026〕2号"}
    more = {"document_key": "x/1/1", "kind": "penalty_notice", "state": "confirmed", "place": 0}
    change(api, insert(numbers).values(**row, **more, taken_at=datetime.now(UTC)))
    told = await found(tingshu, "numbers")
    assert told["found"].keys() == {(Trouble.NUMBER_GAP, "示罚告〔2026〕1号")}
    change(api, delete(numbers).where(numbers.c.issuer == "x"))
    assert (await found(tingshu, "numbers"))["exit"] == 0
