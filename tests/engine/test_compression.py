"""What goes to the engine is compressed where that pays, and comes back as it was."""

import zlib

import pytest
from temporalio.api.common.v1 import Payload

from engine.compression import ENCODING, LARGEST, SMALL, Compression


def plain(size: int) -> Payload:
    return Payload(metadata={"encoding": b"json/plain"}, data=(b'"' + b"x" * (size - 2) + b'"'))


async def test_a_small_payload_stays_as_it_is():
    assert await Compression().encode([plain(SMALL)]) == [plain(SMALL)]


async def test_a_larger_one_is_smaller_on_the_way_and_the_same_afterwards():
    (packed,) = await Compression().encode([plain(100_000)])
    assert packed.metadata["encoding"] == ENCODING
    assert len(packed.data) < 1_000
    assert await Compression().decode([packed]) == [plain(100_000)]


@pytest.mark.parametrize("data", [b"", b"nonsense", zlib.compress(b"\xff\xff\xff no payload")])
async def test_what_cannot_be_opened_is_handed_on(data: bytes):
    """A codec that raises would fail the task of a case for ever."""
    bad = Payload(metadata={"encoding": ENCODING}, data=data)
    assert await Compression().decode([bad]) == [bad]


async def test_what_would_fill_the_memory_is_handed_on():
    bomb = Payload(metadata={"encoding": ENCODING}, data=zlib.compress(bytes(LARGEST + 1)))
    assert await Compression().decode([bomb]) == [bomb]


async def test_what_another_codec_wrote_is_handed_on():
    foreign = Payload(metadata={"encoding": b"binary/encrypted"}, data=b"?")
    assert await Compression().decode([foreign]) == [foreign]
