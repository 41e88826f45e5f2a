"""Citations: which article of which act (条、款、项), written as Chinese officers write them."""

import re
from functools import lru_cache
from typing import Any

from pydantic import model_serializer, model_validator

from domain.record import Record

_ONE = re.compile(r"(?P<article>\d+)(?:\.(?P<paragraph>\d+))?(?:\((?P<item>\d+)\))?")
_MARKED = re.compile(r"(?P<cited>.*)（(?P<mark>[^（）]*待确认)）")
TO_CONFIRM = "本行业条文待确认"
"""The sector's own article is not known: the national one is cited (sector article to be confirmed)."""
_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """Write a whole number as a citation does (1 to 9999).

    >>> numeral(64), numeral(10), numeral(110), numeral(1054)
    ('六十四', '十', '一百一十', '一千零五十四')
    """
    text = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += _DIGITS[digit] + sign
        elif text and number and not text.endswith("零"):
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text


class Article(Record):
    """A provision (条款): the act's short Chinese title and the place in it.

    `article` is `64`, `57.2` (第二款), `64(1)` (第一项), `45.1(2)`, or several joined by a comma. In JSON it is one
    string, `行政处罚法 64(1)`: dozens of them travel in the history of every case.
    """

    statute: str
    article: str = ""
    mark: str = ""
    """What has still to be confirmed about it."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        marked = _MARKED.fullmatch(value)
        cited, mark = (marked["cited"], marked["mark"]) if marked else (value, "")
        statute, _, place = cited.rpartition(" ")
        return {"statute": statute or place, "article": place if statute else "", "mark": mark}

    @model_serializer
    def _write(self) -> str:
        cited = f"{self.statute} {self.article}" if self.article else self.statute
        return f"{cited}（{self.mark}）" if self.mark else cited

    def __str__(self) -> str:
        cited = _cited(self.statute, self.article)
        return f"{cited}（{self.mark}）" if self.mark else cited

    def to_confirm(self) -> "Article":
        """The same, marked: a sector's own article stands somewhere, and nobody has read it.

        >>> str(art("行政处罚法", "58").to_confirm())
        '行政处罚法第五十八条（本行业条文待确认）'
        """
        return Article(statute=self.statute, article=self.article, mark=TO_CONFIRM)


@lru_cache(maxsize=1024)
def _cited(statute: str, article: str) -> str:
    if not article:
        return statute
    return statute + "、".join(_place(one) for one in article.split(","))


def _place(one: str) -> str:
    match = _ONE.fullmatch(one.strip())
    if match is None:
        return f"第{one.strip()}条"  # read back from an old record: shown as it was written
    text = f"第{numeral(int(match['article']))}条"
    if match["paragraph"]:
        text += f"第{numeral(int(match['paragraph']))}款"
    if match["item"]:
        text += f"第{numeral(int(match['item']))}项"
    return text


@lru_cache(maxsize=1024)
def art(statute: str, article: str = "") -> Article:
    """Cite a provision; a place that is no place is a slip of the pen and is refused.

    >>> str(art("行政处罚法", "64(1)")), str(art("行政处罚法", "57.2")), str(art("行政处罚法", "44,45"))
    ('行政处罚法第六十四条第一项', '行政处罚法第五十七条第二款', '行政处罚法第四十四条、第四十五条')
    """
    if article and not all(_ONE.fullmatch(one.strip()) for one in article.split(",")):
        raise ValueError(f"not a place in an act: {article!r}; write 64, 57.2, 64(1) or 44,45")
    return Article(statute=statute, article=article)
