"""How documents cite (引用): acts by their full titles and in 《》, whoever wrote them down and however."""

import re

from domain.law.articles import Article
from domain.law.tables.titles import full_title

_WRITTEN = re.compile(
    r"《?(?P<title>[^《》，。；、\s]+?)》?\s*(?P<place>第[一二三四五六七八九十百千零〇]+条.*)"
)
_PLACE = re.compile(r"(?P<title>\S+) (?P<place>[0-9.,()]+)")


def cite(article: Article) -> str:
    """Cite a provision as documents do, with the act's full title.

    >>> from domain.law.articles import art
    >>> cite(art("行政处罚法", "64(1)")), cite(art("国办发〔2018〕118号"))
    ('《中华人民共和国行政处罚法》第六十四条第一项', '国办发〔2018〕118号')
    """
    place = str(article).removeprefix(article.statute)
    return titled(article.statute) + place


def titled(title: str) -> str:
    """Return an act's full title in 《》; a paper that is called by its number has none."""
    plain = title.strip("《》")
    return plain if "〔" in plain else f"《{full_title(plain)}》"


def cited_as_written(text: str) -> str:
    """Cite what an officer wrote down as a provision, where it can be read as one; else leave it as it is.

    >>> cited_as_written("行政处罚法第三十二条第一项"), cited_as_written("行政处罚法 32(1)")
    ('《中华人民共和国行政处罚法》第三十二条第一项', '《中华人民共和国行政处罚法》第三十二条第一项')
    >>> cited_as_written("本局裁量基准第3项")
    '本局裁量基准第3项'
    """
    written = text.strip()
    if match := _PLACE.fullmatch(written):
        return cite(Article(statute=match["title"].strip("《》"), article=match["place"]))
    if match := _WRITTEN.fullmatch(written):
        return titled(match["title"]) + match["place"]
    return text
