"""Masking (去标识): what personal data becomes before a text is made public. Text is replaced, never painted over.

The agency publishes the decision as it was served, but for what the law keeps back (市场监督管理行政处罚信息公示规定 第6条、第7条).
Which words are names the case knows; identifiers, telephones, bank cards and addresses of e-mail are known by their form. What
nobody has recorded, such as a witness in running text or a trade secret, is named by the officer who publishes.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

WITHHELD = "（略）"
"""Stands for what is kept back whole: an address, an identifier."""

_COMPOUND = re.compile(
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|"
    "宇文|司徒|鲜于|司空|令狐"
)
"""Surnames of two characters (复姓)."""
_PERSONAL = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff]{2,4}|\S+·\S+")
_BODIES = re.compile(r"(公司|厂|店|行|社|会|局|部|院|所|站|场|队|馆|校|中心|集团|合伙|工作室|经营部|农场)$")
_NUMBERS = re.compile(
    r"(?<![0-9A-Za-z])("
    r"\d{6}(?:18|19|20)\d{9}[\dXx]|\d{15}"  # an identity card of today (an all-digit credit code has no year there), of before 1999
    r"|\d{16}|\d{19}"  # a bank card
    r"|1[3-9]\d{9}"  # a mobile telephone
    r"|0\d{2,3}-?\d{7,8}"  # a telephone
    r")(?!\d)"
    r"|[\w.+-]+@[\w-]+\.[\w.]+"
)


def is_personal(name: str) -> bool:
    """Whether a name is that of a natural person, by its form.

    >>> is_personal("王敏"), is_personal("镇江江畔食品有限公司"), is_personal("阿迪力·买买提")
    (True, False, True)
    """
    return bool(_PERSONAL.fullmatch(name.strip())) and not _BODIES.search(name.strip())


def masked_name(name: str) -> str:
    """Leave the surname, and one 某 for each character of the given name, two at most.

    >>> masked_name("王敏"), masked_name("李小明"), masked_name("欧阳明"), masked_name("阿迪力·买买提")
    ('王某', '李某某', '欧阳某', '阿某某')
    """
    name = name.strip()
    surname = name[:2] if _COMPOUND.match(name) and len(name) > 2 else name[:1]
    return surname + "某" * max(1, min(2, len(name) - len(surname)))


class Masks:
    """What stands for which words, throughout one document: two persons never become one."""

    def __init__(self, names: Iterable[str], *, withheld: Iterable[str] = ()) -> None:
        """`names` are masked as names of persons, `withheld` (addresses, trade secrets) are kept back whole."""
        words = {text: WITHHELD for text in _filled(withheld)} | dict(
            _told_apart(sorted(set(_filled(names))))
        )
        # The longest first: a name may be a part of another, and of an address.
        longest = sorted(words, key=len, reverse=True)
        self._words = words
        self._pattern = re.compile("|".join(map(re.escape, longest))) if words else None

    def __call__(self, text: str) -> str:
        if self._pattern:
            text = self._pattern.sub(lambda found: self._words[found[0]], text)
        return _NUMBERS.sub(WITHHELD, text)


def _filled(texts: Iterable[str]) -> Iterator[str]:
    return (text.strip() for text in texts if text.strip())


def _told_apart(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Number those whose masks would be the same: 王某1, 王某2."""
    for mask, run in groupby(sorted(names, key=masked_name), key=masked_name):
        alike = list(run)
        for number, name in enumerate(alike, start=1):
            yield name, f"{mask}{number}" if len(alike) > 1 else mask
