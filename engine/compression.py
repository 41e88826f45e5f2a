"""Compression of payloads: the codec's place, which encryption takes over later.

What is small stays as it is: below a kilobyte zlib costs more than it saves.
"""

import zlib
from collections.abc import Sequence

from google.protobuf.message import DecodeError
from temporalio.api.common.v1 import Payload
from temporalio.converter import PayloadCodec

ENCODING = b"binary/zlib"
SMALL = 1024
"""Bytes up to which a payload is sent as it is."""
LEVEL = 1
"""The quickest: a case's snapshot of 590 KB becomes 166 KB with it."""
LARGEST = 8 * 1024 * 1024
"""Bytes that are unpacked at most: nothing of ours is larger, and a few kilobytes of zeros could fill the memory."""


class Compression(PayloadCodec):
    """Sends larger payloads compressed."""

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        return [_smaller(payload) for payload in payloads]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Open what was compressed here; what cannot be opened is handed on, for the workflow to refuse by name.

        A codec that fails fails the task, and good signals behind a bad one would wait for ever.
        """
        return [_opened(payload) for payload in payloads]


def _smaller(payload: Payload) -> Payload:
    if len(payload.data) <= SMALL:
        return payload
    packed = zlib.compress(payload.SerializeToString(), LEVEL)
    return Payload(metadata={"encoding": ENCODING}, data=packed)


def _opened(payload: Payload) -> Payload:
    if payload.metadata.get("encoding") != ENCODING:
        return payload
    try:
        unpacking = zlib.decompressobj()
        unpacked = unpacking.decompress(payload.data, LARGEST)
        return Payload.FromString(unpacked) if unpacking.eof else payload
    except (zlib.error, DecodeError):
        return payload
