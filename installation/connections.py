"""Connections (连接): one that dawdles is closed, whether its caller is slow, gone, or holds it open on purpose.

uvicorn bounds the pause between two requests alone: not the time that a request takes to come in, nor the time that an
answer takes to be read.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import structlog
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.errors import MEDIA_TYPE, of_connection

logger = structlog.stdlib.get_logger("installation")


LARGEST_HEAD = 64 * 1024
"""Bytes of request line and headers; httptools itself has no limit."""


@dataclass(frozen=True)
class Patience:
    """How long a caller is waited for, in seconds."""

    head: float = 20.0
    """From the first byte, or from the connection, to the end of the headers."""
    body: float = 20.0
    """To the end of the body, and a second more for each `rate` bytes that came."""
    rate: int = 16 * 1024
    answer: float = 60.0
    """Without taking anything of an answer."""


class PatientProtocol(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, with bounded patience."""

    patience = Patience()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._came = 0
        self._in_head = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait(self.patience.head, self._head_is_late)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self._answer_is_read()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._waiting is None and (self.cycle is None or self.cycle.response_complete):
            self._wait(self.patience.head, self._head_is_late)
        super().data_received(data)
        if self._in_head:
            self._came += len(data)
            if self._came > LARGEST_HEAD:
                self._say(431)

    def on_message_begin(self) -> None:
        self._in_head, self._came = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._in_head, self._came = False, 0
        self._wait(self.patience.body, self._body_is_late)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._came += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._stop_waiting()
        super().on_message_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._wait_for_a_reader()

    def resume_writing(self) -> None:
        self._answer_is_read()
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self._wait_for_a_reader()

    def send_400_response(self, msg: str) -> None:
        self._say(400)

    def _wait(self, seconds: float, late: Callable[[], None]) -> None:
        self._stop_waiting()
        self._waiting = self.loop.call_later(seconds, late)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _wait_for_a_reader(self) -> None:
        """A transport that is closed keeps its connection until what is written was read."""
        self._answer_is_read()
        self._unread = self.loop.call_later(self.patience.answer, self._answer_is_late)

    def _answer_is_read(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _head_is_late(self) -> None:
        logger.info("a connection that dawdled was closed", at="head")
        if self._in_head:
            self._say(408)
        else:
            self.transport.close()
            self._wait_for_a_reader()

    def _body_is_late(self) -> None:
        if self.flow.read_paused:
            # We ourselves are the ones who do not read on.
            self._wait(self.patience.body, self._body_is_late)
        elif self._came:
            more, self._came = self._came / self.patience.rate, 0
            self._wait(more, self._body_is_late)
        else:
            logger.info("a connection that dawdled was closed", at="body")
            if self.cycle.response_started:
                self.transport.close()
                self._wait_for_a_reader()
            else:
                self._say(408)

    def _answer_is_late(self) -> None:
        logger.info("a connection that dawdled was closed", at="answer")
        self.transport.abort()

    def _say(self, status: int) -> None:
        """Answer below the application, which has not got a whole request, and hang up."""
        if self.transport.is_closing():
            return
        body = bytes(of_connection(status).body)
        head = (
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\ncontent-type: {MEDIA_TYPE}\r\n"
            f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()
        self._wait_for_a_reader()


def patient(patience: Patience) -> type[PatientProtocol]:
    """Return the protocol with this patience."""
    return type("PatientProtocol", (PatientProtocol,), {"patience": patience})
