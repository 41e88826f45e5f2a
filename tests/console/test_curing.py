"""What a page says of an error, a person can do: no route, header or command, which are for programs."""

import re

import pytest

from console.curing import cure_of, why_of
from desk.errors import (
    FORM,
    MOVE,
    REGISTER,
    DeskError,
    FileTooLarge,
    KeyReused,
    Malformed,
    NotJudged,
    StalePosition,
    Unavailable,
    Unknown,
    UnknownFile,
)
from desk.uploading import A_FORM, EMPTY, NOT_A_MEDIA_TYPE
from domain.case.keeping import DiskFull, FileMissing, KeepingError, StoreAway

FOR_PROGRAMS = re.compile(
    r"GET |POST |/v1/|Idempotency|If-Match|Content-Type|X-Request-ID|tingshu |[0-9a-f]{64}|`|body"
)
ERRORS: tuple[DeskError | KeepingError, ...] = (
    Unknown(),
    Unknown(MOVE),
    Unknown(FORM),
    UnknownFile(["a" * 64]),
    KeyReused(),
    StalePosition(7),
    NotJudged("ValueError"),
    Unavailable(REGISTER),
    FileTooLarge(50 * 1024 * 1024),
    Malformed(EMPTY),
    Malformed(A_FORM),
    Malformed(NOT_A_MEDIA_TYPE),
    DiskFull(),
    StoreAway("timeout"),
    FileMissing("a" * 64),
)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_page_tells_a_person_what_to_do(error: DeskError | KeepingError):
    assert not [text for text in cure_of(error) if FOR_PROGRAMS.search(text)]
    assert all(why_of(error))


def test_a_page_names_no_file_by_its_hash():
    assert not FOR_PROGRAMS.search(why_of(FileMissing("a" * 64)).zh)
