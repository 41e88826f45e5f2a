"""Connections that dawdle are closed, on real sockets: heads, bodies and answers that never end, and many of them."""

import asyncio
import contextlib
import json
from time import monotonic

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import Response

from api.app import create_app
from installation.connections import LARGEST_HEAD, Patience
from tests.api.installation import Installation, serving

IMPATIENT = Patience(head=0.5, body=0.5, rate=1_000, answer=0.5)
AT_MOST = 20.0
"""Seconds, on a machine with other work."""

LARGE = 50_000_000
HEAD = b"POST /v1/documents HTTP/1.1\r\nHost: x\r\n"


async def hung_up(address: str, sent: bytes) -> bytes:
    """Send something that never ends, and return what is answered until the connection is closed."""
    host, port = address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(sent)
    try:
        return await asyncio.wait_for(reader.read(), AT_MOST)
    finally:
        await left(writer)


async def left(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()


def told(answer: bytes) -> tuple[int, str]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    problem = json.loads(body)
    assert problem["why"]["zh"]
    assert problem["cure"]["en"]
    return problem["status"], problem["code"]


async def test_300_half_open_connections_are_closed(api: Installation):
    async with serving(create_app(api.services), IMPATIENT) as address:
        began = monotonic()
        sent = [b"GET /health HT", HEAD, HEAD + b"Content-Length: 9\r\n\r\nhalf"] * 100
        answers = await asyncio.gather(*(hung_up(address, one) for one in sent))
        assert monotonic() - began < AT_MOST
        assert {told(answer) for answer in answers if b" 401 " not in answer} == {(408, "TooSlow")}


@pytest.mark.parametrize("sent", [b"", b"\r\n\r\n", b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"])
async def test_an_idle_connection_is_closed(api: Installation, sent: bytes):
    async with serving(create_app(api.services), IMPATIENT) as address:
        answer = await hung_up(address, sent)
        assert answer.startswith(b"HTTP/1.1 200") if b"GET" in sent else answer == b""


async def test_a_body_of_a_known_person_that_stops_half_way_is_given_up(api: Installation):
    token = api.person("officer-li")["Authorization"].encode()
    head = HEAD + b"Authorization: " + token + b"\r\nIdempotency-Key: slow\r\nContent-Length: 100\r\n\r\nhalf"
    async with serving(create_app(api.services), IMPATIENT) as address:
        assert told(await hung_up(address, head)) == (408, "TooSlow")


async def test_a_slow_body_that_keeps_coming_is_waited_for():
    app = FastAPI()

    @app.post("/")
    async def length(request: Request) -> Response:
        return Response(str(len(await request.body())))

    async with serving(app, Patience(head=1, body=0.4, rate=100)) as address:
        host, port = address.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n")
        for _ in range(10):
            writer.write(b"x" * 100)
            await asyncio.sleep(0.1)
        assert (await asyncio.wait_for(reader.read(), AT_MOST)).endswith(b"1000")
        await left(writer)


async def test_an_answer_that_nobody_reads_is_given_up():
    app = FastAPI()

    @app.get("/")
    async def large() -> Response:
        return Response(b"x" * LARGE)

    async with serving(app, IMPATIENT) as address:
        host, port = address.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port), limit=1_000)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        await asyncio.sleep(2)
        read = 0
        with contextlib.suppress(ConnectionError):
            while piece := await asyncio.wait_for(reader.read(1_000_000), AT_MOST):
                read += len(piece)
        assert 0 < read < LARGE
        await left(writer)


async def test_headers_without_end_are_refused(api: Installation):
    async with serving(create_app(api.services), Patience()) as address:
        # To the byte: whoever hangs up on bytes that were not read yet resets the connection.
        sent = (HEAD + b"X-Long: ").ljust(LARGEST_HEAD + 1, b"x")
        assert told(await hung_up(address, sent)) == (431, "HeadersTooLarge")


async def test_what_is_no_http_is_told_so(api: Installation):
    async with serving(create_app(api.services)) as address:
        assert told(await hung_up(address, b"nonsense\r\n\r\n")) == (400, "NotHttp")
