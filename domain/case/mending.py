"""What an agency mends of its own decision (自行纠正、补正、撤回公示, 行政处罚法 第48、75条), each told by a document."""

from datetime import date

from domain.bilingual import Titled
from domain.law.penalties import Penalty
from domain.lengths import Line, Text
from domain.record import FileHash, Record


class SettingAside(Titled):
    """How an agency sets its own decision aside (自行纠正方式)."""

    REVOKED = "revoked", "撤销", "revoked"
    CHANGED = "changed", "变更", "changed"


class SetAsideGround(Titled):
    """Why an agency sets its own decision aside (自行纠正的事由)."""

    SHOWN_BY_FILE = (
        "shown_by_file",
        "案卷显示当事人未被听取",
        "the file shows that the party was not heard",
    )
    EVIDENCE = "evidence", "主要证据不足或者事实不清", "the evidence does not carry it"
    LAW = "law", "适用法律、法规错误", "the law was applied wrongly"
    PROCEDURE = "procedure", "违反法定程序", "the procedure of the law was not kept"
    POWERS = "powers", "超越职权或者滥用职权", "beyond the powers, or an abuse of them"
    UNREASONABLE = "unreasonable", "明显不当", "obviously unreasonable"


class SetAside(Record):
    """A decision that the agency set aside, wholly or in part (行政处罚法 第75条第2款)."""

    how: SettingAside
    on: date
    by: str
    ground: SetAsideGround
    reason: Text
    penalties: tuple[Penalty, ...] = ()
    """What it was changed to: all that stands of the decision."""
    anew: bool = False
    """Whether another decision is to be made in its place."""
    document: int


class TextError(Titled):
    """A slip in the text of a decision (笔误), which changes nothing of what was decided."""

    WORDING = "wording", "文字错误", "a wrong word"
    CALCULATION = "calculation", "计算错误", "an error of arithmetic"


class TextCorrection(Record):
    """A slip in the text of a decision, put right (补正)."""

    error: TextError
    on: date
    by: str
    wrong: Line
    right: Line
    reason: Text
    document: int


class Withdrawn(Record):
    """A publication that was taken back, with the reason said in public (行政处罚法 第48条第2款)."""

    published_on: date
    due_since: date
    """The day on which what was published was changed, revoked, declared unlawful or void."""
    because: Line
    """By whom that was done, and how."""
    on: date
    where: Line
    reason: Text
    proof: FileHash
    document: int
