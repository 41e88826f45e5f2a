"""The Python client against a served installation: a whole short case, pages, refusals, and answers that are lost on the way."""

import asyncio
import io
import json
import os
import re
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest

from api.app import create_app
from engine.ports import free_ports
from installation.migrating import migrate
from settings import Settings
from tests.api.installation import OPENED_AT, Installation, drafted, serving
from tests.api.process import TOKEN, api_process
from tests.api.samples import PDF
from tingshu_client import (
    Away,
    Barred,
    Case,
    Failed,
    NotAllowed,
    NotFound,
    NotIdentified,
    NotUnderstood,
    NotYet,
    Patience,
    Stale,
    Tingshu,
)

pytestmark = pytest.mark.engine

README = Path(__file__).parents[2] / "client" / "README.md"
CLOCK = datetime.fromisoformat(OPENED_AT)
BRIEF = Patience(seconds=30, first_pause=0.05)
WITHDRAWN = {"ground": "立案后查明不属于应当立案的情形", "reason": "产品经复检符合标准"}
EVIDENCE = {
    "id": "E9",
    "kind": "document",
    "title": "台账",
    "proves": ["F1"],
    "obtained_on": date(2026, 5, 11),
}
T = TypeVar("T")


class Watched(httpx.BaseTransport):
    """Notes what is asked, and loses the first answers to what writes, after the installation has done it."""

    def __init__(self, lost: int = 0) -> None:
        self._real = httpx.HTTPTransport()
        self._lost = lost
        self.asked: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self._real.handle_request(request)
        if request.method == "POST" and self._lost:
            self._lost -= 1
            answer.read()
            raise httpx.ReadError("lost on the way", request=request)
        return answer

    def close(self) -> None:
        self._real.close()

    @property
    def keys(self) -> list[str]:
        return [request.headers["Idempotency-Key"] for request in self.asked if request.method == "POST"]


def of(
    api: Installation, person: str = "officer-li", address: str = "", token: str = "", **more: Any
) -> Tingshu:
    token = token or str(api.parts.directory.token_of(person))
    return Tingshu(address or str(api.http.base_url), token, **{"patience": BRIEF, **more})


async def told(api: Installation, ask: Callable[[Tingshu], T], person: str = "officer-li", **more: Any) -> T:
    """Let a person ask, in a thread: the installation itself lives in the loop of the tests."""

    def asked() -> T:
        with of(api, person, **more) as office:
            return ask(office)

    return await asyncio.to_thread(asked)


def opened(office: Tingshu, **changes: Any) -> Case:
    return office.open(drafted(**changes), clock=CLOCK)


async def test_a_whole_short_case_from_the_draft_to_its_end(api: Installation) -> None:
    def story() -> list[str]:
        with of(api) as officer, of(api, "head-chen") as head, of(api, "clerk-zhao") as clerk:
            case = opened(officer)
            leaving = head.case(case.agency, case.number)
            leaving.wait(case.position)
            trial = leaving.try_("withdraw_case", WITHDRAWN)
            made = leaving.do("withdraw_case", WITHDRAWN)
            assert [fact["kind"] for fact in trial.facts] == list(made.facts)
            sealing = clerk.case(case.agency, case.number)
            sealing.until("record_sealing")
            decision = next(row for row in sealing.documents() if row["kind"] == "withdrawal_decision")
            assert sealing.fetch("documents", decision["document"], "printout").startswith(b"%PDF")
            sealed = {"document": decision["document"], "file": decision["file_sha256"]}
            sealing.do(
                "record_sealing", sealed, on=date(2026, 5, 18), scan=clerk.upload(PDF, name="盖章.pdf")
            )
            case.until("close_case")
            assert case.do("close_case", form=officer.upload(PDF)).stage == "closed"
            return [row["fact"] for row in case.journal()]

    facts = await asyncio.to_thread(story)
    assert facts[0] == "CaseOpened"
    assert facts[-1] == "CaseClosed"


async def test_what_is_read_after_a_move_has_that_move_in_it(api: Installation) -> None:
    def read(office: Tingshu) -> tuple[str, list[str], list[str]]:
        case = opened(office)
        case.do("add_evidence", evidence=EVIDENCE, reason="补充")
        (evidence,) = [one for one in case.state()["papers"]["evidence"] if one["id"] == "E9"]
        return evidence["obtained_on"], [row["fact"] for row in case.journal()], [*map(str, office.work())]

    obtained, facts, _ = await told(api, read)
    assert obtained == "2026-05-11"
    assert facts.count("EvidenceAdded") == 1


async def test_a_list_brings_its_pages_by_itself(api: Installation) -> None:
    watched = Watched()

    def listed(office: Tingshu) -> tuple[list[str], list[str]]:
        own = sorted(opened(office, number=f"PAGED-{n}").number for n in range(3))
        for number in own:
            office.case("zj-market", number).wait(1)
        return own, sorted(row["number"] for row in office.cases(sought="PAGED-", limit=1))

    own, found = await told(api, listed, transport=watched)
    assert found == own
    assert len([request for request in watched.asked if request.url.path == "/v1/cases"]) == 3 + 3


async def test_what_may_be_done_is_listed_with_what_bars_the_rest(api: Installation) -> None:
    options = await told(api, lambda office: list(opened(office).moves()))
    assert {option.move for option in options if option.open} >= {"submit_for_review", "add_evidence"}
    (closing,) = [option for option in options if option.move == "close_case"]
    assert not closing.open
    assert all(one.code and one.why.en and one.cure.zh for one in closing.obstacles)


async def test_an_answer_that_was_lost_is_asked_for_again_under_the_same_key(api: Installation) -> None:
    watched = Watched(lost=3)

    def made(office: Tingshu) -> tuple[Case, list[str], str]:
        case = opened(office)
        return case, [row["fact"] for row in case.journal()], office.upload(PDF).sha256

    case, facts, _ = await told(api, made, transport=watched)
    assert facts.count("CaseOpened") == 1
    assert len(watched.keys) == 5
    assert watched.keys[:4] == [case.receipt.key if case.receipt else ""] * 4


async def test_a_key_that_outlives_the_process_gets_the_first_receipt(api: Installation) -> None:
    def twice(office: Tingshu) -> tuple[Any, Any]:
        case = opened(office)
        first = case.do("submit_for_review", key="ours-17")
        again = office.case(case.agency, case.number).do("submit_for_review", key="ours-17")
        with pytest.raises(Barred) as refused:
            case.do("add_evidence", evidence=EVIDENCE, reason="补充", key="ours-17")
        assert refused.value.code == "KeyReused"
        return first, again

    first, again = await told(api, twice)
    assert first == again


async def test_a_move_waits_for_an_installation_that_is_away(api: Installation) -> None:
    (port,) = free_ports(1)
    case = (await api.open()).rpartition("/")[2]
    address = f"http://127.0.0.1:{port}"
    making = asyncio.create_task(
        told(api, lambda office: office.case("zj-market", case).do("submit_for_review"), address=address)
    )
    await asyncio.sleep(0.3)
    assert not making.done()
    async with serving(create_app(api.services), port=port):
        assert "SubmittedForReview" in (await making).facts


@pytest.mark.slow
def test_what_a_killed_process_had_done_is_answered_by_the_next_and_not_done_again(tmp_path: Path) -> None:
    migrate(Settings(data=tmp_path))
    (port,) = free_ports(1)
    own = {"TINGSHU_DATA": str(tmp_path)}
    with Tingshu(f"http://127.0.0.1:{port}", TOKEN) as office, ThreadPoolExecutor() as pool:
        with api_process(own, port) as (_, pid):
            first = office.upload(PDF, name="a.pdf", key="one")
            os.kill(pid, signal.SIGKILL)
        again = pool.submit(office.upload, PDF, name="a.pdf", key="one")
        with api_process(own, port):
            assert again.result(120) == first
            assert office.download(first.sha256) == PDF


async def test_no_answer_within_the_patience_names_the_key_to_go_on_with(api: Installation) -> None:
    (port,) = free_ports(1)
    impatient: dict[str, Any] = {"address": f"http://127.0.0.1:{port}", "patience": Patience(seconds=0.1)}
    with pytest.raises(Away) as away:
        await told(api, lambda o: o.case("zj-market", "A-1").do("submit_for_review", key="mine"), **impatient)
    assert away.value.key == "mine"
    assert isinstance(away.value.__cause__, httpx.ConnectError)


async def test_a_refusal_names_every_obstacle_with_article_why_and_cure(api: Installation) -> None:
    case = (await api.open()).rpartition("/")[2]
    imposing = {"party": 1, "content": "0" * 64}
    with pytest.raises(Barred) as barred:
        await told(api, lambda head: head.case("zj-market", case).do("impose", imposing), "head-chen")
    told_ = barred.value
    assert told_.codes >= {"NotReviewed"}
    (reviewed,) = [one for one in told_.obstacles if one.code == "NotReviewed"]
    assert "第五十八条" in reviewed.article
    assert "submit_for_review" in reviewed.cure.en
    assert "NotReviewed" in str(told_)
    assert told_.request


async def test_each_sort_of_refusal_is_an_exception_of_its_own(api: Installation) -> None:
    case = (await api.open()).rpartition("/")[2]

    def do(move: str, **body: Any) -> Callable[[Tingshu], Any]:
        return lambda office: office.case("zj-market", case).do(move, **body)

    with pytest.raises(NotAllowed):
        await told(api, do("withdraw_case", **WITHDRAWN))
    with pytest.raises(NotUnderstood) as wrong:
        await told(api, do("assign_reviewer", reviewr="reviewer-sun"), "head-chen")
    assert {fault.field for fault in wrong.value.fields} == {"reviewr", "reviewer"}
    with pytest.raises(Stale):
        await told(api, do("submit_for_review", expects=999))
    with pytest.raises(NotFound):
        await told(api, do("submit_for_review"), "officer-ma")
    with pytest.raises(NotFound):
        await told(api, do("no_such_move"))
    with pytest.raises(NotIdentified):
        await told(api, lambda office: [*office.work()], token="nobody")


async def test_who_waits_in_vain_hears_what_still_bars_the_move(api: Installation) -> None:
    with pytest.raises(NotYet) as not_yet:
        await told(api, lambda office: opened(office).until("close_case", seconds=0.2))
    assert not_yet.value.obstacles


async def test_last_days_are_explained_and_the_catalogue_has_every_example(api: Installation) -> None:
    def asked(office: Tingshu) -> tuple[str, int, int]:
        case = opened(office)
        (why,) = case.explain("decide")
        return why["article"], len(list(case.deadlines())), len(list(office.moves()))

    article, clocks, moves = await told(api, asked)
    assert article
    assert clocks >= 1
    assert moves == 100


async def test_the_example_of_its_readme_runs_as_it_is_printed(
    api: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "draft.json").write_text(json.dumps(drafted()), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    here = example.replace("http://127.0.0.1:8000", str(api.http.base_url))
    printed = io.StringIO()
    with redirect_stdout(printed):
        await asyncio.to_thread(
            exec, here.replace("open(draft)", "open(draft, clock=CLOCK)"), {"CLOCK": CLOCK}
        )
    assert "submit_for_review 提交审核" in printed.getvalue()
    assert "['SubmittedForReview'" in printed.getvalue()


# Without an installation: what a stranger on the way answers


def scripted(*answers: httpx.Response) -> Tingshu:
    waiting = iter(answers)
    return Tingshu(
        "http://tingshu.test",
        "secret-token",
        patience=Patience(seconds=1, first_pause=0.01),
        transport=httpx.MockTransport(lambda request: next(waiting)),
    )


def problem(status: int, code: str, **headers: str) -> httpx.Response:
    said = {"zh": "停", "en": "stop"}
    body = {"code": code, "article": "", "why": said, "cure": said}
    return httpx.Response(status, json=body, headers={"Content-Type": "application/problem+json", **headers})


def test_what_is_away_for_a_moment_is_asked_again_and_what_is_broken_is_not() -> None:
    whole = httpx.Response(200, json={"items": [], "cursor": None})
    assert list(scripted(problem(503, "Busy", **{"Retry-After": "0"}), whole).work()) == []
    assert list(scripted(httpx.Response(502, text="bad gateway"), whole).work()) == []
    with pytest.raises(Failed) as broken:
        list(scripted(problem(503, "NotSetUp")).work())
    assert broken.value.code == "NotSetUp"


def test_whoever_asks_for_more_time_than_there_is_ends_the_patience_at_once() -> None:
    with pytest.raises(Away) as away:
        list(scripted(problem(503, "Unavailable", **{"Retry-After": "5"})).work())
    assert isinstance(away.value.__cause__, Failed)


def test_an_answer_that_is_not_the_installation_s_is_told_by_its_status() -> None:
    with pytest.raises(NotFound) as strange:
        list(scripted(httpx.Response(404, text="<html>nginx</html>")).work())
    assert "HTTP 404" in str(strange.value)


def test_an_address_that_is_none_is_refused_before_anything_is_asked() -> None:
    with pytest.raises(ValueError, match="http"):
        Tingshu("127.0.0.1:8080", "secret-token")


def test_a_token_is_shown_nowhere() -> None:
    office = scripted(problem(403, "RoleRequired"))
    with pytest.raises(NotAllowed) as refused:
        office.case("zj-market", "A-1").do("submit_for_review")
    assert "secret-token" not in f"{refused.value!r} {refused.value} {office!r} {office.case('a', 'b')!r}"


def test_money_and_days_are_written_as_the_desk_reads_them() -> None:
    seen: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.content)
        return problem(409, "NotDecided")

    office = Tingshu("http://tingshu.test", "t", transport=httpx.MockTransport(answer))
    with pytest.raises(Barred):
        office.case("a", "b").do("record_payment", party=1, amount=Decimal("95000"), on=date(2026, 7, 1))
    assert seen == [b'{"party": 1, "amount": "95000.00", "on": "2026-07-01"}']
