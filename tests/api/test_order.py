"""What comes first: who asks and what he may, before shape; and for a stranger no answer and no work tells a case from none."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import structlog
from sqlalchemy import event

from api import asking
from desk.engine_calls import EngineCalls
from desk.rights import OF_EVERY_CASE
from domain.case.people import Person
from domain.procedure import MOVES
from installation.examples import bodies
from tests.api.installation import Installation, codes, drafted, problem

pytestmark = pytest.mark.engine

ELSEWHERE = {"agency": "zj-ecology", "supervises": ()}
CASE = "/v1/cases/{agency}/{number}"


class Work:
    """The queries, calls of the engine and pauses of each request, by its id."""

    def __init__(self, api: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: defaultdict[str, list[str]] = defaultdict(list)
        self._engine = api.parts.database.engine
        event.listen(self._engine, "before_cursor_execute", self._query)
        for name in ("perform", "open", "signal", "query", "has"):
            monkeypatch.setattr(EngineCalls, name, self._noting(name, getattr(EngineCalls, name)))
        monkeypatch.setattr(asyncio, "sleep", self._noting("sleep", asyncio.sleep))

    def _note(self, what: str) -> None:
        if request := structlog.contextvars.get_contextvars().get("request_id"):
            self.done[request].append(what)

    def _query(self, connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        self._note(statement)

    def _noting(self, name: str, call: Any) -> Any:
        async def noted(*given: Any, **more: Any) -> Any:
            self._note(name)
            return await call(*given, **more)

        return noted

    def close(self) -> None:
        event.remove(self._engine, "before_cursor_execute", self._query)


IN_A_PATH = {
    "term": "decide",
    "signal": "x-1",
    "document": "1",
    "form": "waiver",
    "paper": "publication_copy?party=1",
}


@pytest.fixture
def work(api: Installation, monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    work = Work(api, monkeypatch)
    yield work
    work.close()


def strange(api: Installation, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put everybody of the directory into another agency; operator and delivery system are of none, as they were."""
    known = type(api.services.identities).of_token

    async def of_token(self: Any, token: str) -> Person | None:
        person = await known(self, token)
        if person is None or OF_EVERY_CASE & set(person.roles):
            return person
        return person.model_copy(
            update=ELSEWHERE | {"acts_for": ("zj-ecology/other/1",) * bool(person.acts_for)}
        )

    monkeypatch.setattr(type(api.services.identities), "of_token", of_token)
    # One of each kind: who has the same roles is asked the same.
    return list({person.roles: id_ for id_, person in api.parts.directory.persons.items()}.values())


def asked(api: Installation) -> Iterator[tuple[str, str, Any, dict[str, str]]]:
    """Every route of a case: as it is meant, with a wrong body, as a dry run, from a position, waiting for one's own write."""
    for path, item in api.app.openapi()["paths"].items():
        if not path.startswith(CASE):
            continue
        filled = path
        for name, value in IN_A_PATH.items():
            filled = filled.replace(f"{{{name}}}", value)
        if "get" in item:
            yield "GET", filled, None, {}
            if any(p.get("name") == "at_least" for p in item["get"].get("parameters", ())):
                yield "GET", f"{filled}?at_least=3", None, {}
        if "post" in item:
            body = bodies().get(filled.rpartition("/")[2], {"reviewer": "reviewer-sun"})
            for wanted in (body, {"no": "such field"}):
                yield "POST", filled, wanted, {}
                if "/moves/" in filled:
                    yield "POST", f"{filled}?dry_run=true", wanted, {"If-Match": '"3"'}


async def answered(
    api: Installation, method: str, path: str, body: Any, by: str, request: str, headers: dict[str, str]
) -> httpx.Response:
    named = headers | {"X-Request-ID": request}
    if method == "GET":
        return await api.get(path, by, **named)
    return await api.post(path, body, by, **named)


def told(answer: httpx.Response) -> tuple[Any, ...]:
    of_itself = ("x-request-id", "date")
    return answer.status_code, answer.content, {n: v for n, v in answer.headers.items() if n not in of_itself}


async def test_neither_answer_nor_work_tells_a_stranger_whether_there_is_a_case(
    api: Installation, work: Work, monkeypatch: pytest.MonkeyPatch
):
    case = await api.open()
    agency, number = case.split("/")[-2:]
    await answered(api, "GET", f"{case}?at_least=3", None, "officer-li", "own", {})
    assert work.done["own"], "what is noted of strangers would be noted of anybody"
    pairs = 0
    for by in strange(api, monkeypatch):
        in_every_case = bool(OF_EVERY_CASE & set(api.parts.directory.persons[by].roles))
        for place, (method, path, body, headers) in enumerate(asked(api)):
            answers = []
            for which, named in (("is", number), ("none", number.replace("A-", "B-"))):
                filled = path.format(agency=agency, number=named)
                request = f"{by}-{place}-{which}"
                answers.append((await answered(api, method, filled, body, by, request, headers), request))
            (of_one, one), (of_none, none) = answers
            if in_every_case and of_one.status_code not in (403, 404):
                continue  # it acts in every case, and is told of it
            assert told(of_one) == told(of_none), (by, method, path, of_one.text, of_none.text)
            assert work.done[one] == work.done[none], (by, method, path)
            assert in_every_case or (of_one.status_code in (403, 404) and work.done[one] == [])
            pairs += 1
    assert pairs > 8 * len(MOVES)


async def test_who_holds_no_role_of_a_move_is_told_so_before_its_shape(api: Installation):
    case = await api.open()
    told = problem(await api.move(case, "approve_notices", {"x": 1}, by="officer-li"), 403, "RoleRequired")
    assert [o["code"] for o in told["obstacles"]] == ["RoleRequired"]
    problem(await api.post("/v1/cases", b"not json", by="reviewer-sun"), 403, "RoleRequired")
    problem(await api.post(f"{case}/signals/approve", b"not json", by="officer-li"), 403, "RoleRequired")


async def test_who_opens_no_case_in_an_agency_is_told_so_before_the_shape_of_the_draft(api: Installation):
    draft = drafted(cause=7)
    problem(await api.post("/v1/cases", draft, by="officer-ma"), 403, "RoleRequired")
    problem(await api.post("/v1/cases", draft), 422, "Malformed")


async def test_of_a_case_that_is_not_there_no_fault_is_told_but_that(api: Installation):
    case = await api.open()
    for path in (case, case.replace("A-", "B-")):
        answer = await api.move(path, "recheck", {"x": 1})
        problem(answer, *((422, "Malformed") if path == case else (404, "Unknown")))
        answer = await api.post(f"{path}/signals/approve", {"x": 1}, by="reviewer-sun")
        problem(answer, *((422, "Malformed") if path == case else (404, "Unknown")))


async def test_a_case_that_is_only_just_opened_is_there(api: Installation, monkeypatch: pytest.MonkeyPatch):
    case = await api.open()
    agency, number = case.split("/")[-2:]
    monkeypatch.setattr(api.services.desk._moves, "_receipts", _Behind())
    assert await api.services.desk.exists(agency, number)
    assert not await api.services.desk.exists(agency, number.replace("A-", "B-"))


class _Behind:
    def look(self, *_: str) -> Any:
        class Looked:
            position = 0

        return Looked


async def test_a_stranger_sends_nothing_that_is_read(api: Installation, monkeypatch: pytest.MonkeyPatch):
    case, read = await api.open(), list[int]()

    def reading(data: bytes) -> dict[str, Any]:
        read.append(len(data))
        return {}

    monkeypatch.setattr(asking, "read_json", reading)
    problem(await api.move(case, "recheck", b"{" * 1_000_000, by="officer-ma"), 404, "Unknown")
    problem(await api.post("/v1/cases", b"{" * 1_000_000, by="head-chen"), 403, "RoleRequired")
    assert (await api.http.post(f"{case}/moves/recheck", content=b"{" * 1_000_000)).status_code == 401
    assert read == []


async def test_the_door_tells_the_same_of_a_role_as_the_case(api: Installation):
    """An officer of the agency who is none of the case's is told by the case, which names those who are."""
    case = await api.open()
    by_the_case = await api.move(case, "submit_for_review", by="officer-old")
    at_the_door = await api.move(case, "submit_for_review", by="reviewer-sun")
    assert codes(by_the_case) == codes(at_the_door) == {"RoleRequired"}
    (of_the_case,), (of_the_door,) = by_the_case.json()["obstacles"], at_the_door.json()["obstacles"]
    assert {**of_the_case, "cure": None} == {**of_the_door, "cure": None}
    assert "officer-li" in of_the_case["cure"]["zh"]
    assert "officer-li" not in of_the_door["cure"]["zh"]
