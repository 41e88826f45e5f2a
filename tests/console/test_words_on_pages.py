"""A page says words (无代码): no name of a move, field or fact, and no hash, stands where a person reads."""

import re
from html import unescape

import pytest

from domain.procedure import FACTS, MOVES
from tests.console.addresses import PAGES, Numbers, Shown

_NOT_READ = re.compile(r"<(script|style|head|code|pre|textarea|svg)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_JOINED = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")
_HASH = re.compile(r"\b(?=[a-f]*[0-9])[0-9a-f]{16,}\b")
_CODES = {kind for kind in FACTS if sum(map(str.isupper, kind)) > 1} | {name for name in MOVES if "_" in name}
"""A fact of one word, such as Served, is a word of a sentence as well."""


def read_on(html: str) -> str:
    """Return what is read on a page; what is printed as code is meant as such."""
    return unescape(_TAG.sub(" ", _NOT_READ.sub(" ", html)))


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.path)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_no_code_stands_where_a_person_reads(
    desk_window, shown: Shown, numbers: Numbers, language: str
):
    window = await desk_window(shown.by or None, language=language)
    read = read_on(await window.look(shown.of(numbers)))
    assert not set(_JOINED.findall(read))
    assert not set(_HASH.findall(read))
    assert not _CODES & set(re.findall(r"\w+", read))
