"""What the profiles that come with the programme write (程序规定的用语), in English beside it.

A case keeps such words in Chinese, as the profile has them; what an agency's own layer writes has no English.
"""

from collections.abc import Iterable
from typing import Final

from domain.bilingual import Words, listed

_TITLES: Final = (
    Words("全国通用", "national"),
    Words("市场监督管理", "market supervision"),
    Words("生态环境", "environment"),
    Words("住房城乡建设、城市管理", "housing, construction and city management"),
    Words("应急管理", "emergency management"),
    Words("农业农村", "agriculture"),
    Words("涉外当事人", "foreign parties"),
    Words("镇江（审前听述，假定值）", "Zhenjiang (interview before the decision, assumed figures)"),
    Words("演示（确认意见均为虚构）", "demonstration (its confirmations are invented)"),
)
_CHECKLISTS: Final = (
    Words("执法主体和人员资格", "standing of the agency and its officers"),
    Words("执法程序", "procedure"),
    Words("事实和证据", "facts and evidence"),
    Words("法律适用和裁量基准", "application of law and standard of discretion"),
    Words("法定权限", "statutory powers"),
    Words("执法文书", "documents"),
    Words("是否涉嫌犯罪需要移送", "whether a crime is suspected and the case to be transferred"),
    Words("是否具有管辖权", "whether the agency has jurisdiction"),
    Words("当事人的基本情况是否清楚", "whether the particulars of the party are clear"),
    Words("案件事实是否清楚、证据是否充分", "whether the facts are clear and the evidence sufficient"),
    Words("定性是否准确", "whether the nature of the act is right"),
    Words("适用依据是否正确", "whether the basis is applied correctly"),
    Words("程序是否合法", "whether the procedure is lawful"),
    Words("处理是否适当", "whether the outcome is appropriate"),
)
_SUSPENSION: Final = (
    Words(
        "以相关案件的裁判结果或者其他行政决定为依据而尚未审结、作出",
        "it depends on the result of another case or decision that is still to come",
    ),
    Words("法律适用问题送请有权机关解释或者确认", "a question of law was sent to the competent organ"),
    Words("因不可抗力暂时无法调查", "force majeure keeps it from being investigated"),
    Words("当事人下落不明暂时无法调查", "a party is not to be found, and it cannot be investigated"),
    Words("其他应当中止调查的情形", "another ground on which an investigation is to be suspended"),
)
_ENGLISH: Final = {one.zh: one.en for one in (*_TITLES, *_CHECKLISTS, *_SUSPENSION)}


def said(written: str) -> Words:
    """Say what a profile writes; as it is written where nobody has put it into English."""
    return Words(written, _ENGLISH.get(written, written))


def all_said(written: Iterable[str]) -> Words:
    """Say several, one after the other."""
    return listed(map(said, written))
