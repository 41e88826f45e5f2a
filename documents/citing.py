"""How documents cite (引用): acts by their full titles and in 《》, whoever wrote them down and however."""

import re
from collections.abc import Iterable, Iterator

from domain.law.articles import Article
from domain.law.tables.titles import full_title

_WRITTEN = re.compile(
    r"《?(?P<title>[^《》，。；、\s]+?)》?\s*(?P<place>第[一二三四五六七八九十百千零〇]+条.*)"
)
_PLACE = re.compile(r"(?P<title>\S+) (?P<place>[0-9.,()]+)")
_NUMERAL = "[一二三四五六七八九十百千零〇]+"
_CITED = re.compile(f"(?P<act>《[^《》]+》)(?P<places>第{_NUMERAL}条.*)")
_PARTS = re.compile(f"(?P<article>第{_NUMERAL}条)(?P<paragraph>第{_NUMERAL}款)?(?P<item>第{_NUMERAL}项)?")


def cite(article: Article) -> str:
    """Cite a provision as documents do, with the act's full title.

    >>> from domain.law.articles import art
    >>> cite(art("行政处罚法", "64(1)")), cite(art("国办发〔2018〕118号"))
    ('《中华人民共和国行政处罚法》第六十四条第一项', '国办发〔2018〕118号')
    """
    places = str(article).removeprefix(article.statute).split("、")
    return titled(article.statute) + "、".join(shortened(places))


def shortened(places: Iterable[str]) -> Iterator[str]:
    """Leave out of each place what it has in common with the one before, as the style of statutes does.

    >>> list(shortened(("第六十七条第一款第一项", "第六十七条第一款第六项", "第六十七条第二款", "第六十八条")))
    ['第六十七条第一款第一项', '第六项', '第二款', '第六十八条']
    """
    before = None
    for place in places:
        here = _PARTS.fullmatch(place)
        same = here and before and here["article"] == before["article"]
        if (
            here
            and before
            and same
            and here["paragraph"] == before["paragraph"]
            and here["item"]
            and before["item"]
        ):
            yield here["item"]
        elif here and before and same and here["paragraph"] and before["paragraph"] != here["paragraph"]:
            yield here["paragraph"] + (here["item"] or "")
        else:
            yield place
        before = here


def once_named(values: Iterable[str]) -> Iterator[str]:
    """Name each act once, with all that is cited of it; what is no citation stays where it was.

    >>> list(once_named(("《甲法》第三条", "《乙法》第五条", "《甲法》第四条第一项")))
    ['《甲法》第三条、第四条第一项', '《乙法》第五条']
    """
    listed: list[tuple[str, list[str]]] = []
    acts: dict[str, list[str]] = {}
    for value in values:
        match = _CITED.fullmatch(value)
        if match and match["act"] in acts:
            acts[match["act"]] += match["places"].split("、")
        elif match:
            listed.append((match["act"], acts.setdefault(match["act"], match["places"].split("、"))))
        else:
            listed.append((value, []))
    for said, places in listed:
        yield said + "、".join(shortened(places))


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
