"""Sentences of the journal for a page (转述): persons by their names, and a long text by its length.

The journal names a person by the id of the directory, and a long text by its address in the store; a page shows neither.
"""

import re
from collections.abc import Mapping

from domain.bilingual import Words
from domain.case.people import Person
from domain.texts import addresses

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)+")
LONG = Words("（长文，{length}字）", "(a long text of {length} characters)")


def named_in(said: Words, people: Mapping[str, Person]) -> Words:
    """Return a sentence with the names of persons in the place of their ids.

    >>> li = Person(id="officer-li", name="李示例")
    >>> named_in(Words("提请人officer-li", "proposed by officer-li"), {"officer-li": li}).zh
    '提请人李示例'
    """

    def name(found: re.Match[str]) -> str:
        person = people.get(found[0])
        return person.name if person and person.name else found[0]

    said = shortened(said)
    return Words(_ID.sub(name, said.zh), _ID.sub(name, said.en))


def shortened(said: Words) -> Words:
    """Return a sentence with the length of a long text in its place."""
    zh, en = said
    for address in (*addresses(zh), *addresses(en)):
        told = LONG.filled(length=f"{address.length:,}")
        zh, en = zh.replace(str(address), told.zh), en.replace(str(address), told.en)
    return Words(zh, en)
