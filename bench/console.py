"""(ix) Every page of the console, one at a time as its reader looks at it, against the API's read of the same case meanwhile.

Most are of the shortest case, played with real documents up to its closing, one section of its notice worded anew: each page
has something to show. A page is its own server's time; files in it and the look are other requests.
"""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import httpx
from temporalio.client import Client

from bench.http import Connection
from bench.measuring import percentile
from demo.player import Player
from demo.story import Step, Story, load, numbered
from installation.examples import EXAMPLES
from installation.office import Office

if TYPE_CHECKING:
    from demo.household import Household

READER = "officer-li"
LOOKS = 200
"""Looks at each page: the slowest in a hundred are two of them."""
UNTIL = "record_payment"
NUMBER, BEGUN = "PAGES-1", "PAGES-2"
"""The case that came to its last moves, and one that was just opened: in it a move is checked before it is made."""
EDITED = {
    "document": "$document:penalty_notice:1",
    "section": "facts",
    "text": "2026年3月2日至4月20日，你单位经营标签未标明生产日期和贮存条件的预包装糕点共计300箱，货值金额15000元，已全部售出。",
    "reason": "写明经营的起止日期",
}


class Looked(NamedTuple):
    """A page, where it stands below the console, and who looks at it."""

    name: str
    path: str
    by: str = READER


def pages(agency: str, number: str, notice: int = 2) -> Iterator[Looked]:
    """Name every page; `notice` is a document of the case that has two versions."""
    case = f"/cases/{agency}/{number}"
    yield from (Looked("to do", "/"), Looked("to do, the head's", "/", "head-chen"))
    yield from (Looked("to do, the clerk's", "/", "clerk-zhao"), Looked("to seal", "/seal", "clerk-zhao"))
    yield from (Looked("status", "/status", "operator-gu"), Looked("clocks of all cases", "/due"))
    yield from (Looked("cases", "/cases"), Looked("cases, sought", "/cases?q=PAGES"))
    yield from (Looked("a case", case), Looked("its moves", f"{case}/moves"))
    for part in ("parties", "findings", "statements", "documents", "review", "journal", "dossier"):
        yield Looked(f"its {part}", f"{case}/{part}")
    yield Looked("a clock", f"{case}/clocks/statement?party=1")
    yield Looked("a document", f"{case}/documents/{notice}")
    yield Looked("its difference", f"{case}/documents/{notice}/difference")
    yield from (
        Looked("a short form", f"{case}/do/withdraw_case"),
        Looked("a form", f"{case}/do/record_service"),
    )
    yield Looked("a long form", f"{case}/do/recheck?party=1")
    yield Looked("a check", f"/cases/{agency}/{BEGUN}/do/submit_for_review/check")
    yield from (Looked("the opening", "/open"), Looked("the taking over", "/take-over"))
    yield from (Looked("the statute", "/law"), Looked("a last day", "/law/due"))
    yield from (Looked("a calendar", "/law/calendar"), Looked("the procedure", "/law/procedure"))
    yield from (
        Looked("the procedure, a case in it", f"/law/procedure?agency={agency}&number={number}"),
        Looked("a rehearsal", "/rehearsal"),
    )


def _far() -> Story:
    """Return the shortest case, with a section of the notice worded anew before it is approved."""
    story = numbered(load(EXAMPLES / "first.json"), NUMBER)
    place = next(n for n, step in enumerate(story.steps) if step.move == "prepare_notices")
    prepared = story.steps[place]
    again = Step(at=prepared.at + timedelta(minutes=1), by=prepared.by, move="edit_document", body={**EDITED})
    return story.model_copy(update={"steps": (*story.steps[: place + 1], again, *story.steps[place + 1 :])})


async def _played(parts: Office, client: Client, http: httpx.AsyncClient, story: Story, until: str) -> Story:
    """Play a story over HTTP up to its last step that makes a move; worker and API run elsewhere."""

    async def no_calendar(story: Story) -> str:
        raise AssertionError(f"{story.title} adopts no holiday notice")

    house = SimpleNamespace(client=client, http=http, settings=parts.settings, parts=parts)
    player = Player(cast("Household", house), story, adopt=no_calendar)
    last = max(place for place, step in enumerate(story.steps) if step.move == until)
    for place, step in enumerate(story.steps[: last + 1]):
        await player.reach(step)
        await player.make(place, step)
    return story


class Pages:
    """The pages of one installation."""

    def __init__(self, host: str, port: int, parts: Office, client: Client) -> None:
        self._host, self._port, self._parts, self._client = host, port, parts, client

    async def measure(self, *, tell: Callable[[str], None]) -> dict[str, Any]:
        """Look at every page so many times; before each look the case is read over the API."""
        tell("pages: a case is played")
        async with httpx.AsyncClient(base_url=f"http://{self._host}:{self._port}", timeout=60) as http:
            begun = numbered(load(EXAMPLES / "first.json"), BEGUN)
            await _played(self._parts, self._client, http, begun, "open_case")
            story = await _played(self._parts, self._client, http, _far(), UNTIL)
            case, token = f"/v1/cases/{story.agency}/{story.number}", self._parts.directory.token_of(READER)
            known = {"Authorization": f"Bearer {token}"}
            rows = (await http.get(f"{case}/documents", headers=known)).json()["items"]
            notice = next(row["document"] for row in rows if row["kind"] == "penalty_notice")
            looked = list(pages(story.agency, story.number, notice))
            cookies = {by: await self._signed_in(by) for by in {page.by for page in looked}}
        connection = await Connection(self._host, self._port).open()
        found: dict[str, Any] = {}
        for page in looked:
            tell(f"pages: {page.name}")
            found[page.name] = await self._looks(connection, page, cookies[page.by], case, known)
        connection.close()
        return found

    async def _looks(
        self, connection: Connection, page: Looked, cookie: str, case: str, known: dict[str, str]
    ) -> dict[str, Any]:
        ours: list[float] = []
        theirs: list[float] = []
        size = 0
        for look in range(LOOKS + 1):
            spent, _ = await self._asked(connection, case, known)
            looked, size = await self._asked(connection, f"/console{page.path}", {"Cookie": cookie})
            if look:
                theirs.append(spent)
                ours.append(looked)
        return {
            "p50_ms": round(percentile(ours, 0.5) * 1000, 2),
            "p99_ms": round(percentile(ours, 0.99) * 1000, 2),
            "read_p50_ms": round(percentile(theirs, 0.5) * 1000, 2),
            "read_p99_ms": round(percentile(theirs, 0.99) * 1000, 2),
            "kb": round(size / 1024, 1),
        }

    async def _signed_in(self, person: str) -> str:
        """Sign in, and return what the browser would keep."""
        async with httpx.AsyncClient(base_url=f"http://{self._host}:{self._port}") as http:
            answer = await http.post("/console/sign-in", data={"person": person})
            name, value = next(iter(answer.cookies.items()))
            return f"{name}={value}"

    async def _asked(self, connection: Connection, path: str, headers: dict[str, str]) -> tuple[float, int]:
        begun = time.perf_counter()
        status, body = await connection.ask("GET", path, headers)
        if status != 200:
            raise RuntimeError(f"GET {path}: {status}")
        return time.perf_counter() - begun, len(body)
