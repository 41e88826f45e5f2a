"""The acts that are cited (所引的法规): where each was read, when, and how sure we are of its text. No move is judged by it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from domain.law.articles import Article
from domain.law.tables.sources import AEL, ALL, APL, APL_1996, ARL, CHECKED, CPL, MEE_P, SAMR_P
from domain.law.terms import Certainty
from domain.record import Record

_JUST_LAWS: Final = "https://github.com/ImCa0/just-laws/blob/5c000d28/docs/"
_LAWS: Final = "https://github.com/LawRefBook/Laws/tree/2f4c5c23/"
_OF_THE_AGENCIES: Final = f"{_LAWS}部门规章/市场监督管理总局/"
NO_TEXT: Final = "没有读到条文"


class Act(Record):
    """One act as it was read (出处)."""

    title: str
    """As citations write it."""
    certainty: Certainty
    address: str = ""
    """Where it was read; empty where nobody has read it."""
    read_on: date = CHECKED
    sound_to: int = 0
    """The last article of a damaged copy that can be relied on; 0 where the copy is whole."""
    note: str = ""


_ROWS: Final = (
    Act(
        title=APL,
        certainty=Certainty.V,
        address=f"{_JUST_LAWS}administrative/administrative-penalty/README.md",
    ),
    Act(title=APL_1996, certainty=Certainty.G, note=f"{NO_TEXT}；1996年10月1日至2021年7月14日有效"),
    Act(title=CPL, certainty=Certainty.V, address=f"{_JUST_LAWS}procedural/civil-procedure/"),
    Act(
        title="民事诉讼法（2012）", certainty=Certainty.V2, note="据转载文本（tahota.com）；2021年12月31日止"
    ),
    Act(title="民事诉讼法（2021）", certainty=Certainty.V2, address=f"{_LAWS}诉讼与非诉讼程序法/"),
    Act(
        title=AEL,
        certainty=Certainty.V,
        address=f"{_JUST_LAWS}administrative/administrative-compulsion-law",
    ),
    Act(
        title=ARL,
        certainty=Certainty.V,
        address=f"{_JUST_LAWS}administrative/administrative-reconsideration-law",
    ),
    Act(title=ALL, certainty=Certainty.V, address=_LAWS),
    Act(title="民法典", certainty=Certainty.V, address=f"{_JUST_LAWS}civil-and-commercial/civil-code"),
    Act(
        title="民法通则",
        certainty=Certainty.G,
        note=f"{NO_TEXT}；2020年12月31日止，第一百五十四条为其时期间计算的一般规定",
    ),
    Act(
        title=SAMR_P,
        certainty=Certainty.V,
        address="https://github.com/supermariao/laws/blob/HEAD/政策文件/市场监督管理行政处罚程序规定.md",
        note="令42号（2021）、令61号（2022）修正后的全文",
    ),
    Act(title="市场监督管理行政处罚信息公示规定", certainty=Certainty.V, address=_OF_THE_AGENCIES),
    Act(
        title="市场监督管理行政处罚听证办法",
        certainty=Certainty.G,
        note="只核对到该办法存在和修正，条号和数额据一般了解",
    ),
    Act(
        title=MEE_P,
        certainty=Certainty.V2,
        address="https://github.com/xiejianjun000/FlowWiki/blob/HEAD/wiki/enforcement-review/concepts/75-生态环境行政处罚办法.md",
        sound_to=52,
        note="转载文本第五十三条以后有损坏",
    ),
    Act(
        title="生态环境法典",
        certainty=Certainty.V,
        address=f"{_JUST_LAWS}ecological-environment/ecological-environment-code",
        note="2026年8月15日起施行",
    ),
    Act(
        title="住房和城乡建设行政处罚程序规定",
        certainty=Certainty.V2,
        address="https://www.cj.gov.cn/p123/zcjd/20240430/243111.html",
    ),
    Act(
        title="国办发〔2018〕118号",
        certainty=Certainty.V2,
        address="https://www.beijing.gov.cn/gate/big5/www.beijing.gov.cn/zhengce/zhengcefagui/201905/t20190522_61817.html",
        note="文号、日期已核对，内容据转载",
    ),
    Act(
        title="江苏省行政处罚听证程序规则",
        certainty=Certainty.V2,
        address="http://bxshww.cn/wenanjingxuan/1261966.html",
        note="2026年是否有效未核实",
    ),
    Act(
        title="行政执法监督条例",
        certainty=Certainty.V2,
        address="http://www.moqicareer.com/zckd/xzfg/3923.html",
        note="2026年2月1日起施行，条文尚未核对",
    ),
    Act(
        title="行政执法机关移送涉嫌犯罪案件的规定",
        certainty=Certainty.V2,
        read_on=date(2026, 11, 29),
        note="国务院令第310号；据转载文本，没有记下网址",
    ),
    Act(title="各地重大行政处罚决定备案的规定", certainty=Certainty.G, note=f"{NO_TEXT}，各地不同"),
    Act(title="各行业送达地址确认的规定", certainty=Certainty.G, note=f"{NO_TEXT}，各行业不同"),
    Act(
        title="镇江市审前听述制度（程序细节为本系统假定）",
        certainty=Certainty.A,
        address="https://hyxief.com/html/.yfxz.201401t20140128_1162907.html",
        note="只有2013年工作总结提到该制度，实施办法没有公布",
    ),
    Act(title="听述系统假定", certainty=Certainty.A, note="没有依据，由本系统设定"),
)
ACTS: Final[Mapping[str, Act]] = {row.title: row for row in _ROWS}
UNREAD: Final = (Certainty.G, Certainty.V2)
"""From memory, or after somebody else: of which nobody has read the official words (V), and what is no law at all (A)."""


_PLACE: Final = re.compile(r"(?:^|,)\s*(\d+)")


def certainty_of(article: Article) -> Certainty:
    """Say how sure we are that this article says it: as sure as of its act, and less where the copy is damaged there.

    Raises:
        KeyError: An act that stands in no row.
    """
    act = ACTS[article.statute]
    last = max(map(int, _PLACE.findall(article.article)), default=0)
    return Certainty.G if act.sound_to and last > act.sound_to else act.certainty
