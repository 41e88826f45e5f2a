"""Canonical JSON (规范 JSON): the one byte form of a value, and the SHA-256 by which content is known."""

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """Return the one byte form of a JSON value: keys sorted, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
