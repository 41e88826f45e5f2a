"""Delivery with a real outbox, a real receiver over HTTP and a real mail server."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest
from pydantic import JsonValue
from temporalio.testing import ActivityEnvironment

from activities.delivering import Batch, Delivered, Delivering
from activities.mail import MailSender, MailServer, message_id
from activities.platform import PlatformSender
from demo.receiver import create_receiver
from domain.procedure.outgoing import Mail
from register.outbox import Outbox, Outgoing
from tests.activities.conftest import Clock, Mailbox

TOKEN = "the platform's token"


@pytest.fixture
def outage(tmp_path: Path) -> Path:
    return tmp_path / "outage"


@pytest.fixture
async def platform(tmp_path: Path, outage: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_receiver(tmp_path / "platform.db", token=TOKEN, outage=outage)
    headers, transport = {"Authorization": f"Bearer {TOKEN}"}, httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://platform", headers=headers) as client:
        yield client
    app.state.reports.close()


@pytest.fixture
def reporting(outbox: Outbox, platform: httpx.AsyncClient, clock: Clock) -> Delivering:
    return Delivering(outbox, {"platform": PlatformSender(platform)}, now=clock)


@pytest.fixture
def mailing(outbox: Outbox, mail_port: int, clock: Clock) -> Delivering:
    server = MailServer(host="127.0.0.1", port=mail_port, sender="tingshu@jx.example")
    return Delivering(outbox, {"mail": MailSender(server, lambda person: f"{person}@jx.example")}, now=clock)


def reports(case: str, *seqs: int) -> list[Outgoing]:
    return [Outgoing.report("JX", case, seq, 0, report(case, seq)) for seq in seqs]


def report(case: str, seq: int) -> dict[str, JsonValue]:
    return {"kind": "filing", "agency": "JX", "number": case, "what": "filed", "on": f"2026-06-0{seq}"}


def message(seq: int, person: str, position: int = 0) -> Outgoing:
    return Outgoing.message(
        "JX", "2026-1", seq, position, person, Mail(subject="期限提醒", text="届满日 2026-06-08")
    )


async def deliver(delivering: Delivering, receiver: str, limit: int = 50) -> Delivered:
    return await ActivityEnvironment().run(delivering.deliver, Batch(receiver=receiver, limit=limit))


async def received(platform: httpx.AsyncClient) -> list[tuple[str, int]]:
    found = [r["report"] for r in (await platform.get("/reports")).json()]
    return [(r["number"], int(r["on"][-1])) for r in found]


async def test_reports_arrive_once_and_in_order(outbox, platform, reporting, clock):
    outbox.put([*reports("2026-1", 1, 2), *reports("2026-2", 1), *reports("2026-1", 3)], clock())
    done = await deliver(reporting, "platform")
    assert done == Delivered(delivered=4)
    assert await received(platform) == [("2026-1", 1), ("2026-1", 2), ("2026-2", 1), ("2026-1", 3)]
    assert await deliver(reporting, "platform") == Delivered()
    assert outbox.counts() == {"platform": {"sent": 4, "delivered": 4}}


async def test_a_batch_is_bounded_and_says_that_there_is_more(outbox, reporting, clock):
    outbox.put(reports("2026-1", *range(1, 6)), clock())
    assert (await deliver(reporting, "platform", limit=2)).more
    assert (await deliver(reporting, "platform", limit=2)).more
    assert not (await deliver(reporting, "platform", limit=2)).more


async def test_after_an_outage_nothing_is_lost_doubled_or_out_of_order(
    outbox, platform, reporting, clock, outage
):
    outbox.put([*reports("2026-1", 1, 2), *reports("2026-2", 1)], clock())
    outage.touch()
    for _ in range(8):
        away = await deliver(reporting, "platform")
        assert away.unreachable
        assert away.delivered == 0
        clock.now += away.next_attempt_in
    assert [row.attempts for row in outbox.stuck()] == [8]
    outbox.put(reports("2026-1", 3), clock())
    outage.unlink()
    await deliver(reporting, "platform")
    assert await received(platform) == [("2026-1", 1), ("2026-1", 2), ("2026-2", 1), ("2026-1", 3)]
    assert outbox.stuck() == ()


async def test_a_pause_grows_with_every_failure(outbox, reporting, clock, outage):
    outbox.put(reports("2026-1", 1), clock())
    outage.touch()
    pauses = []
    for _ in range(9):
        away = await deliver(reporting, "platform")
        assert away.next_attempt_in is not None
        pauses.append(away.next_attempt_in.total_seconds())
        clock.now += away.next_attempt_in
    assert pauses == [10, 20, 40, 80, 160, 320, 640, 900, 900]


async def test_an_operator_need_not_wait_for_the_end_of_a_pause(outbox, platform, reporting, clock, outage):
    outbox.put(reports("2026-1", 1, 2), clock())
    outage.touch()
    await deliver(reporting, "platform")
    outage.unlink()
    assert (await deliver(reporting, "platform")).delivered == 0
    assert outbox.retry_now("platform", clock()) == 2
    assert (await deliver(reporting, "platform")).delivered == 2


async def test_a_receiver_that_cannot_be_reached_is_not_called_for_every_row(outbox, clock):
    calls = []

    def refuse(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        raise httpx.ConnectError("refused")

    async with httpx.AsyncClient(transport=httpx.MockTransport(refuse), base_url="http://platform") as client:
        outbox.put([*reports("2026-1", 1), *reports("2026-2", 1), *reports("2026-3", 1)], clock())
        done = await deliver(Delivering(outbox, {"platform": PlatformSender(client)}, now=clock), "platform")
    assert done.unreachable
    assert len(calls) == 1


async def test_a_row_that_is_refused_holds_back_its_own_case_alone(outbox, clock):
    taken = []

    def refuse_the_first(request: httpx.Request) -> httpx.Response:
        key = request.headers["Idempotency-Key"]
        if key.endswith("/2026-1/1/0"):
            return httpx.Response(422, text="unknown agency")
        taken.append(key)
        return httpx.Response(201)

    async with httpx.AsyncClient(
        transport=httpx.MockTransport(refuse_the_first), base_url="http://p"
    ) as client:
        delivering = Delivering(outbox, {"platform": PlatformSender(client)}, now=clock)
        outbox.put([*reports("2026-1", 1, 2), *reports("2026-2", 1, 2)], clock())
        done = await deliver(delivering, "platform")
        assert (done.delivered, done.failed, done.unreachable) == (2, 1, False)
        assert done.next_attempt_in == timedelta(seconds=10)
        assert await deliver(delivering, "platform") == Delivered(next_attempt_in=timedelta(seconds=10))
    assert taken == ["platform/JX/2026-2/1/0", "platform/JX/2026-2/2/0"]


async def test_a_repeated_report_is_the_same_report(outbox, platform, reporting, clock):
    outbox.put(reports("2026-1", 1), clock())
    await platform.post(
        "/reports",
        content=outbox.waiting("platform")[0].body.encode(),
        headers={"Idempotency-Key": "platform/JX/2026-1/1/0", "Content-Type": "application/json"},
    )
    assert (await deliver(reporting, "platform")).delivered == 1
    [only] = (await platform.get("/reports")).json()
    assert only["repeats"] == 1


async def test_mail_carries_case_fact_position_and_person_in_its_message_id(outbox, mailing, mailbox, clock):
    outbox.put([message(7, "o1"), message(7, "o2", position=1)], clock())
    assert (await deliver(mailing, "mail")).delivered == 2
    first = parsed(mailbox)[0]
    assert [m["Message-ID"] for m in parsed(mailbox)] == [
        "<tingshu.JX.2026-1.7.0.o1@jx.example>",
        "<tingshu.JX.2026-1.7.1.o2@jx.example>",
    ]
    assert (first["To"], first["Subject"]) == ("o1@jx.example", "期限提醒")
    assert first.get_content().strip() == "届满日 2026-06-08"


async def test_one_dead_mail_box_holds_up_nobody_else(outbox, mailing, mailbox, clock):
    mailbox.answers = ["550 no such box"]
    outbox.put([message(7, "o1"), message(8, "o1"), message(8, "o2")], clock())
    done = await deliver(mailing, "mail")
    assert (done.delivered, done.failed) == (1, 1)
    assert [m["Message-ID"] for m in parsed(mailbox)][1:] == ["<tingshu.JX.2026-1.8.0.o2@jx.example>"]


async def test_a_person_without_an_address_becomes_visible_work(outbox, mail_port, clock):
    sender = MailSender(MailServer(host="127.0.0.1", port=mail_port), lambda person: "")
    delivering = Delivering(outbox, {"mail": sender}, now=clock)
    outbox.put([message(7, "o1")], clock())
    for _ in range(6):
        await deliver(delivering, "mail")
        clock.pass_by(hours=1)
    [stuck] = outbox.stuck()
    assert stuck.person == "o1"
    assert "没有邮箱地址" in (stuck.last_error or "")


async def test_a_mail_server_that_is_away_is_unreachable(outbox, clock, unused_tcp_port):
    server = MailServer(host="127.0.0.1", port=unused_tcp_port)
    delivering = Delivering(outbox, {"mail": MailSender(server, lambda person: "o1@jx.example")}, now=clock)
    outbox.put([message(7, "o1")], clock())
    assert (await deliver(delivering, "mail")).unreachable


KILLED_AFTER_250 = """
import asyncio, os, signal, sys
from activities.delivering import Batch, Delivering
from activities.mail import MailSender, MailServer
from register.database import Database, open_engine
from domain.procedure.outgoing import Mail
from register.outbox import Outbox

class KilledBeforeItNotes(Outbox):
    def delivered(self, row_id, at):
        os.kill(os.getpid(), signal.SIGKILL)

outbox = KilledBeforeItNotes(Database(open_engine(sys.argv[1])))
server = MailServer(host="127.0.0.1", port=int(sys.argv[2]), sender="tingshu@jx.example")
asyncio.run(Delivering(outbox, {"mail": MailSender(server, lambda p: p + "@jx.example")}).deliver(Batch(receiver="mail")))
"""


async def test_a_kill_after_the_servers_250_gives_one_repeat_with_the_same_message_id(
    outbox: Outbox, database_url: str, mail_port: int, mailing: Delivering, mailbox: Mailbox, clock: Clock
):
    outbox.put([message(7, "o1")], clock())
    killed = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED_AFTER_250, database_url, str(mail_port)
    )
    assert await killed.wait() == -signal.SIGKILL
    assert len(mailbox.taken) == 1
    assert (await deliver(mailing, "mail")).delivered == 1
    assert (await deliver(mailing, "mail")).delivered == 0
    first, repeat = parsed(mailbox)
    assert first["Message-ID"] == repeat["Message-ID"] == "<tingshu.JX.2026-1.7.0.o1@jx.example>"
    assert first.as_bytes() == repeat.as_bytes()


def test_a_message_id_is_well_formed_whatever_the_person_is_called():
    assert message_id("digest/王 五/2026-06-09", "jx.example").isascii()


def parsed(mailbox: Mailbox) -> list[EmailMessage]:
    return [message_from_bytes(e.original_content or b"", policy=policy.default) for e in mailbox.taken]
