"""What must hold when the stories are over: nothing lost, nothing doubled, every number and every message once."""

import asyncio
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from activities.mail import message_id
from demo.household import Household, as_person
from demo.player import READER, Played
from domain.case.case import Case
from domain.case.documents import Document
from domain.case.journal import Entry
from domain.procedure import MOVES, fold, title_of
from domain.procedure.outgoing import Receiver
from register.journal import verify
from register.projection import CaseProjection
from register.rebuilding import Rebuilder
from register.tables import documents, numbers, outbox
from workflows.delivery import Delivery, delivery_id

DELIVERY_SECONDS = 90.0


class NotHeld(Exception):
    """Something that must hold does not."""


def hold(truth: bool, said: str) -> None:
    if not truth:
        raise NotHeld(f"没有成立 · does not hold: {said}")


@dataclass(frozen=True)
class Ended:
    """A case as its journal has it when its story is over."""

    played: Played
    entries: tuple[Entry, ...]
    case: Case

    @property
    def number(self) -> str:
        return self.played.story.number

    @property
    def final(self) -> tuple[Document, ...]:
        """The documents that were produced, in the order of their making."""
        return tuple(d for d in self.case.documents.all if d.file and not d.void)


def ended(house: Household, played: Played) -> Ended:
    """Read a case's journal.

    Raises:
        BrokenChain: It is not what was written.
    """
    story = played.story
    with house.parts.database.snapshot() as connection:
        verify(connection, story.agency, story.number)
    entries = house.parts.journals.entries(story.agency, story.number)
    return Ended(played, entries, fold(entries))


async def prove_case(house: Household, end: Ended) -> str:
    """Hold one case against its story, its register and its workflow, and say what held.

    Raises:
        NotHeld: One of them says something else.
    """
    story = end.played.story
    _moves_once(end)
    _documents_once(end)
    differing = Rebuilder(house.parts.database, CaseProjection()).differences(story.agency, story.number)
    hold(not differing, f"{end.number}: register = journal ({', '.join(differing)})")
    where = f"/v1/cases/{story.agency}/{story.number}"
    recorded, alive = await _at_one_position(house, where)
    hold(recorded == alive, f"{end.number}: register = workflow")
    stage = json.loads(recorded)["stage"]
    hold(stage == story.ends, f"{end.number}: {stage} = {story.ends}")
    for document in end.final:
        file = await _get(house, f"/v1/documents/{document.file}")
        whole = hashlib.sha256(file).hexdigest() == document.file and file.startswith(b"%PDF-")
        hold(whole, f"{end.number}: file of document {document.id}")
    refused = f"{len(end.played.refusals)} 次尝试被拒，不留痕迹；" if end.played.refusals else ""
    return (
        f"案件 {end.number}：{len(end.played.receipts)} 个操作各记一次；{refused}"
        f"全过程记录 {len(end.entries)} 项，哈希链完整；登记簿、工作流与记录一致；文书 {len(end.final)} 份，逐份核对"
    )


def prove_kill(end: Ended, move: str) -> str:
    """Hold the move during which the worker was killed to stand once, and its documents to have one number each.

    Raises:
        NotHeld: It was lost, or done twice.
    """
    made = [e for e in end.entries if e.move == move]
    facts = [kind.__name__ for kind in MOVES[move].makes]
    hold([e.fact for e in made] == facts, f"{end.number}: {move} once")
    ordered = [n for e in made for n in e.body.get("again", ())]
    borne = [d.number for d in end.final if d.id in ordered]
    hold(len(borne) == len(ordered) == len(set(borne)), f"{end.number}: one number a document of {move}")
    return f"工作进程在“{title_of(move)}”途中被强制结束：该操作记了一次，文书各取一号：{'、'.join(borne)}"


def _moves_once(end: Ended) -> None:
    """Every fact that a person's move made stands in the journal, once; and no other."""
    receipts = sorted((f["seq"], f["kind"]) for r in end.played.receipts for f in r["facts"])
    hold(receipts == [(e.seq, e.fact) for e in end.entries if e.by != "clock"], f"{end.number}: moves once")


def _documents_once(end: Ended) -> None:
    made = Counter(
        item["document"] for e in end.entries if e.fact == "DocumentsNumbered" for item in e.body["documents"]
    )
    hold(all(times == 1 for times in made.values()), f"{end.number}: each document once")
    lacking = [d.id for d in end.case.documents.all if not d.file and not d.void]
    hold(not lacking, f"{end.number}: every document made, but {lacking}")
    hold(not end.case.troubles.failures.count, f"{end.number}: nothing left that failed")


async def _at_one_position(house: Household, where: str) -> tuple[bytes, bytes]:
    """Read a case from the register and from its workflow; an answer from another case may come between the two."""
    answers = b"", b""
    async with asyncio.timeout(DELIVERY_SECONDS):
        while not answers[0] or len({json.loads(answer)["position"] for answer in answers}) > 1:
            recorded, alive = [await _get(house, f"{where}?source={s}") for s in ("register", "workflow")]
            answers = recorded, alive
    return answers


async def _get(house: Household, path: str) -> bytes:
    answer = await house.http.get(path, headers=as_person(house, READER))
    return answer.raise_for_status().content


def prove_numbers(house: Household, ends: Sequence[Ended]) -> str:
    """Hold the numbers (文号) to run from 1 without gaps, each bound to one document that bears it."""
    serials: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    with house.parts.database.reading() as connection:
        for row in connection.execute(select(numbers)):
            serials[row.issuer, row.word, row.year].append(row.serial)
        borne = [n for n in connection.scalars(select(documents.c.document_number)) if n is not None]
    for key, taken in serials.items():
        hold(sorted(taken) == list(range(1, len(taken) + 1)), f"numbers without gaps: {key}")
    count = sum(map(len, serials.values()))
    hold(len(borne) == len(set(borne)) == count, "every number on one document")
    hold(sorted(borne) == sorted(d.number for e in ends for d in e.final if d.number), "numbers = documents")
    return f"文号 {count} 个，{len(serials)} 个序列，各自从1号起连续，无缺号，无重号"


async def delivered(house: Household) -> None:
    """Wait until every report and every message has reached its receiver.

    Raises:
        NotHeld: Not within reasonable time.
    """
    end = asyncio.get_running_loop().time() + DELIVERY_SECONDS
    for receiver in Receiver:
        await house.client.get_workflow_handle(delivery_id(receiver)).signal(Delivery.wake)
    while any(c["sent"] != c["delivered"] for c in house.parts.outbox.counts().values()):
        hold(asyncio.get_running_loop().time() < end, f"delivered: {house.parts.outbox.counts()}")
        await asyncio.sleep(0.2)


@dataclass(frozen=True)
class Sent:
    """What was written into the outbox."""

    receiver: str
    key: str
    number: str
    seq: int
    body: str
    delivered: bool


def sent(house: Household) -> tuple[Sent, ...]:
    columns = (outbox.c.receiver, outbox.c.key, outbox.c.number, outbox.c.seq, outbox.c.body)
    statement = select(*columns, outbox.c.delivered_at.is_not(None)).order_by(outbox.c.id)
    with house.parts.database.reading() as connection:
        return tuple(Sent(*row) for row in connection.execute(statement))


async def prove_reports(house: Household) -> str:
    """Hold what the supervision platform has against what was written: each once, in order within its case."""
    written = [s for s in sent(house) if s.receiver == Receiver.PLATFORM]
    token = house.settings.platform_token
    headers = {"Authorization": f"Bearer {token.get_secret_value()}"} if token else {}
    answer = await house.http.get(f"{house.settings.platform_url}/reports", headers=headers)
    received = answer.raise_for_status().json()
    hold(sorted(r["key"] for r in received) == sorted(s.key for s in written), "reports received = sent")
    for number in {s.number for s in written}:
        there = [r["key"] for r in received if r["report"]["number"] == number]
        hold(there == [s.key for s in written if s.number == number], f"{number}: reports in order")
    repeats = sum(r["repeats"] for r in received)
    again = f"（其中 {repeats} 份因中断重发，按幂等键识别）" if repeats else ""
    return f"监督平台：发出报告 {len(written)} 份，收到 {len(received)} 份，无缺失，无重复{again}"


def prove_mails(house: Household) -> str:
    """Hold the mail server's messages against what was written: each Message-ID once."""
    domain = house.settings.mail_from.rpartition("@")[2]
    written = [message_id(s.key, domain) for s in sent(house) if s.receiver == Receiver.MAIL]
    taken = Counter(house.mailbox.message_ids())
    hold(set(taken) == set(written) and len(written) == len(set(written)), "mails taken = sent")
    repeats = sum(taken.values()) - len(taken)
    again = f"（{repeats} 封因中断重发，Message-ID 相同）" if repeats else ""
    return f"邮件：发出 {len(written)} 封，全部送达，Message-ID 各不相同{again}"
