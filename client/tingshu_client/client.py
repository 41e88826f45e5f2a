"""The client: one installation, as one person; and a case in it."""

import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import httpx

from tingshu_client import calls
from tingshu_client.answers import Option, Page, Receipt, Row, Trial, Upload, options_of, page_of
from tingshu_client.calls import Body, Call, path_of
from tingshu_client.patience import Attempts, Outcome, Patience
from tingshu_client.problems import NotYet

T = TypeVar("T")
TIMEOUT = 30.0
"""Seconds of one attempt: an installation whose engine is away says so within twenty."""
UNKNOWN_TYPE = "application/octet-stream"
"""What a file is, its bytes say."""
LOOKS = 0.25
"""Seconds between two looks at whether a move is open."""


class Tingshu:
    """An installation, as the person whose token it is. Use it with `with`, or close it."""

    def __init__(
        self,
        address: str,
        token: str,
        *,
        patience: Patience | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """`transport` is httpx's own: certificates, proxies, tests.

        Raises:
            ValueError: The address is none of HTTP.
        """
        if httpx.URL(address).scheme not in ("http", "https"):
            raise ValueError(f"{address!r} is no address: write http://… or https://…")
        headers = {"Authorization": f"Bearer {token}", "User-Agent": "tingshu-client"}
        self._http = httpx.Client(base_url=address, headers=headers, timeout=TIMEOUT, transport=transport)
        self._patience = patience or Patience()

    def __enter__(self) -> "Tingshu":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    # Cases

    def open(self, draft: Body, *, key: str = "", clock: datetime | None = None) -> "Case":
        """Open a case from a draft decision."""
        return self._opened(path_of("cases"), draft, key, clock)

    def take_over(self, case: Body, *, key: str = "", clock: datetime | None = None) -> "Case":
        """Take over a case that was begun on paper."""
        return self._opened(path_of("cases", "take-over"), case, key, clock)

    def try_opening(self, draft: Body, *, clock: datetime | None = None) -> Trial:
        """Say what opening it would make true; nothing is written."""
        return self.send(calls.trying(path_of("cases"), draft, clock))

    def try_taking_over(self, case: Body, *, clock: datetime | None = None) -> Trial:
        """Say what taking it over would make true; nothing is written."""
        return self.send(calls.trying(path_of("cases", "take-over"), case, clock))

    def case(self, agency: str, number: str) -> "Case":
        """Return a case; whether it is there is asked with the first reading."""
        return Case(self, agency, number)

    def cases(self, **wanted: str | int) -> Iterator[Row]:
        """List the cases one may read, newest first.

        `wanted` narrows them: `stage`, `overdue`, `officer`, `party`, `document_number`, `sought`; `limit` is rows a page.
        """
        return self.listed(calls.reading(path_of("cases"), wanted, page_of))

    # What waits, what there is

    def work(self) -> Iterator[Row]:
        """List what waits for the person, the most pressing first."""
        return self.listed(calls.reading(path_of("work"), {}, page_of))

    def deadlines(self, *, due_before: date | None = None) -> Iterator[Row]:
        """List the running clocks of all cases one may read, the most pressing first; that day is excluded."""
        return self.listed(calls.reading(path_of("deadlines"), {"due_before": due_before}, page_of))

    def moves(self) -> Iterator[Row]:
        """List every move there is: who makes it, on which article, its schema, an example of its body."""
        return self.listed(calls.reading(path_of("moves"), {}, page_of))

    def rehearse(self, plan: Body) -> Row:
        """Run a case on paper (预演): of real cases nothing is read and nothing written."""
        return self.send(calls.rehearsing(plan))

    # Files

    def upload(
        self, file: Path | bytes, *, name: str = "", media_type: str = UNKNOWN_TYPE, key: str = ""
    ) -> Upload:
        """Bring a file, 50 MB at most unless the office says otherwise; a body takes the answer where it wants a file."""
        named = name or (file.name if isinstance(file, Path) else "")
        data = file.read_bytes() if isinstance(file, Path) else file
        return self.send(calls.uploading(data, named, media_type, key))

    def download(self, sha256: str) -> bytes:
        """Return a file that a case names which one may read."""
        return self.send(calls.fetching(path_of("documents", sha256), {}))

    # Underneath

    def send(self, call: Call[T]) -> T:
        """Send a request until it is answered.

        Raises:
            Problem: It was refused.
            Away: There was no answer within the patience.
        """
        attempts = Attempts(call, self._patience)
        while True:
            outcome = self._attempt(call)
            pause = attempts.pause_after(outcome)
            if pause is None and isinstance(outcome, httpx.Response):
                return call.read(outcome)
            time.sleep(pause or 0)

    def _attempt(self, call: Call[Any]) -> Outcome:
        try:
            return self._http.send(call.request(self._http))
        except httpx.TransportError as error:
            return error

    def listed(self, call: Call[Page]) -> Iterator[Any]:
        """Yield the rows of a list; a page is asked for when it is needed."""
        asked: Call[Page] | None = call
        while asked:
            page = self.send(asked)
            yield from page.items
            asked = calls.following(asked, page)

    def _opened(self, path: str, body: Body, key: str, clock: datetime | None) -> "Case":
        receipt = self.send(calls.making(path, body, key, clock=clock))
        return Case(self, body["agency"], body["number"], receipt)


class Case:
    """A case, by agency and number: its moves, and what can be read of it.

    It remembers its last receipt: whatever is read through it has that move in it.
    """

    def __init__(self, office: Tingshu, agency: str, number: str, receipt: Receipt | None = None) -> None:
        self.agency, self.number = agency, number
        self.receipt = receipt
        """Of the last move that was made through this handle."""
        self._office = office

    def __repr__(self) -> str:
        return f"Case({self.agency!r}, {self.number!r})"

    @property
    def position(self) -> int:
        """Of the case after the last move that was made here; 0 before the first."""
        return self.receipt.position if self.receipt else 0

    # Moves

    def do(
        self,
        move: str,
        body: Body | None = None,
        /,
        *,
        key: str = "",
        expects: int | None = None,
        **fields: Any,
    ) -> Receipt:
        """Make a move, its body as a mapping, as fields, or both.

        Args:
            move: Its name; `Tingshu.moves` lists them.
            body: Its fields.
            key: The idempotency key, where it is to outlive this process; else each call has one of its own.
            expects: The position at which the case was read: where it has gone on since, the move is `Stale`.
            fields: Further fields.

        Raises:
            Barred: It is against the law or the order of the case; all obstacles are named.
        """
        whole = {**(body or {}), **fields}
        self.receipt = self._office.send(calls.making(self._at("moves", move), whole, key, expects=expects))
        return self.receipt

    def try_(
        self, move: str, body: Body | None = None, /, *, clock: datetime | None = None, **fields: Any
    ) -> Trial:
        """Say what a move would make true: it is judged as `do` is, and nothing is written."""
        self.wait()
        return self._office.send(calls.trying(self._at("moves", move), {**(body or {}), **fields}, clock))

    def moves(
        self, move: str | None = None, party: int | None = None, *, open: bool | None = None
    ) -> Iterator[Option]:
        """List what may be done now, and what bars the rest."""
        query = {"move": move, "party": party, "open": open, "at_least": self.position}
        return self._office.listed(calls.reading(self._at("moves"), query, options_of))

    def until(self, move: str, party: int | None = None, *, seconds: float = 60.0) -> Option:
        """Wait until a move is open to this person: documents are there, a clock has run out, somebody else has acted.

        Raises:
            NotYet: It is not, after so many seconds.
        """
        end = time.monotonic() + seconds
        while True:
            found = list(self.moves(move, party))
            for option in found:
                if option.open:
                    return option
            if time.monotonic() > end:
                raise NotYet(move, tuple(one for option in found for one in option.obstacles))
            time.sleep(LOOKS)

    def wait(self, position: int | None = None) -> None:
        """Wait until the register has this position; left out, that of the last move made here. What is read waits by itself."""
        if wanted := self.position if position is None else position:
            self._office.send(calls.reading(self._at("journal"), {"limit": 1, "at_least": wanted}, page_of))

    # What is read

    def state(self) -> Row:
        """Return all that is true of the case."""
        return self._office.send(calls.reading(self._at(), {"at_least": self.position}, dict))

    def deadlines(self) -> Iterator[Row]:
        """List its clocks, past and present."""
        return self._rows("deadlines")

    def explain(self, term: str, party: int | None = None) -> Iterator[Row]:
        """Say why a last day is what it is: rule and words, each day left out, in sentences and as a calendar."""
        self.wait()
        return self._office.listed(calls.reading(self._at("deadlines", term), {"party": party}, page_of))

    def documents(self) -> Iterator[Row]:
        """List its documents with their files."""
        return self._rows("documents")

    def journal(self) -> Iterator[Row]:
        """List every fact with its hash, in order."""
        return self._rows("journal")

    def fetch(self, *what: str | int, **query: Any) -> bytes:
        """Return a file below the case: `"dossier"`; `"documents", 3, "printout"`; `"forms", "proof_of_service"`."""
        self.wait()
        return self._office.send(calls.fetching(self._at(*what), query))

    def read(self, *what: str | int, **query: Any) -> Row:
        """Read what else stands below the case: `"forms"`; `"dossier", "editions"`; `"journal", "proof"`."""
        self.wait()
        return self._office.send(calls.reading(self._at(*what), query, dict))

    def _at(self, *below: str | int) -> str:
        return path_of("cases", self.agency, self.number, *below)

    def _rows(self, what: str) -> Iterator[Row]:
        return self._office.listed(calls.reading(self._at(what), {"at_least": self.position}, page_of))
