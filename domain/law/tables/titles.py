"""Full titles of acts (法规全称): which bear the name of the state (中华人民共和国). Officers write the short title, documents the full one."""

from typing import Final

STATE: Final = "中华人民共和国"

REGULATIONS_OF_THE_STATE: Final = frozenset(
    {
        "标准化法实施条例",
        "船员条例",
        "道路运输条例",
        "发票管理办法",
        "反倾销条例",
        "防汛条例",
        "工业产品生产许可证管理条例",
        "海关行政处罚实施条例",
        "河道管理条例",
        "计量法实施细则",
        "进出口商品检验法实施条例",
        "内河交通安全管理条例",
        "认证认可条例",
        "商标法实施条例",
        "食品安全法实施条例",
        "市场主体登记管理条例",
        "税收征收管理法实施细则",
        "土地管理法实施条例",
        "无线电管理条例",
        "消费者权益保护法实施条例",
        "行政复议法实施条例",
        "药品管理法实施条例",
        "政府信息公开条例",
        "专利法实施细则",
        "自然保护区条例",
    }
)
"""Administrative regulations (行政法规) with it; any other is cited as it is called."""


def full_title(title: str) -> str:
    """Return the full title of an act. Every law (法、法典) of the National People's Congress bears the name of the state.

    >>> full_title("食品安全法"), full_title("民法典"), full_title("食品安全法实施条例")
    ('中华人民共和国食品安全法', '中华人民共和国民法典', '中华人民共和国食品安全法实施条例')
    >>> full_title("市场监督管理行政处罚听证办法"), full_title("民事诉讼法（2012）")
    ('市场监督管理行政处罚听证办法', '中华人民共和国民事诉讼法（2012）')
    """
    short = title.partition("（")[0]
    law = short.endswith(("法", "法典")) and not short.endswith("办法")
    if title.startswith(STATE) or not (law or short in REGULATIONS_OF_THE_STATE):
        return title
    return STATE + title
