"""Content addressing: the same record has the same SHA-256 wherever it is read (canonical JSON)."""

import hashlib
import json
from functools import cached_property

from domain.record import Computing, Record


def canonical(record: Record) -> bytes:
    """Dump a record as canonical JSON: keys sorted, no spaces, UTF-8, defaults left out.

    Leaving defaults out lets a later version add a field with a default without moving any hash.
    """
    data = record.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256_of(record: Record) -> str:
    return hashlib.sha256(canonical(record)).hexdigest()


class Addressed(Computing):
    """A record known by the SHA-256 of its content."""

    @cached_property
    def sha256(self) -> str:
        return sha256_of(self)
