"""Parties by name (当事人名称): rules name a party by its number, as programs need it; people are told who that is."""

import re
from collections.abc import Mapping

from domain.bilingual import Words

_ZH = re.compile(r"(?<=当事人)\d+(?:、\d+)*")
_EN = re.compile(r"(?<=\bparty )\d+(?:, \d+)*|(?<=\bparties )\d+(?:, \d+)*")
_NUMBER = re.compile(r"\d+")


def with_names(said: Words, names: Mapping[int, str]) -> Words:
    """Put the name of each party behind its number, where it does not stand there.

    >>> with_names(Words("当事人1尚未送达", "party 1 is not served"), {1: "镇江示例食品有限公司"})
    Words(zh='当事人1（镇江示例食品有限公司）尚未送达', en='party 1 (镇江示例食品有限公司) is not served')
    """
    return Words(_put(said.zh, names, _ZH, "（{}）"), _put(said.en, names, _EN, " ({})"))


def _put(said: str, names: Mapping[int, str], parties: re.Pattern[str], beside: str) -> str:
    return parties.sub(lambda found: _named(found, names, beside), said)


def _named(found: re.Match[str], names: Mapping[int, str], beside: str) -> str:
    last = found.string[found.end() :]

    def told(number: re.Match[str]) -> str:
        name = names.get(int(number[0]))
        put = beside.format(name) if name else ""
        is_there = number.end() == len(found[0]) and last.startswith(put)
        return number[0] if is_there else number[0] + put

    return _NUMBER.sub(told, found[0])
