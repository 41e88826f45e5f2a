"""Questions for a lawyer (须由律师确认的项目): what no one has read, what is assumed, how the open places of the law are read.

One row of the table for each row that a profile's `[[confirmed]]` can name; the answers that profiles have stand in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from domain.case.documents import DocumentKind
from domain.labels import label_of
from domain.law.articles import Article, art
from domain.law.confirmed import Confirmation, act_name, calendar_name, gate_name, name_of, switch_name
from domain.law.profiles import ADDED_BY_LAYERS, FOLDER, own_confirmations, profile, read_profile
from domain.law.provisions import NATIONAL
from domain.law.rulebook import is_open
from domain.law.switches import ReviewTime, Switches
from domain.law.tables.acts import ACTS, UNREAD
from domain.law.tables.after_decision import ADD_ON_RATES
from domain.law.tables.holidays import NOTICES
from domain.law.tables.readings import READINGS
from domain.law.tables.sources import ASSUMED
from domain.law.tables.statute import STATUTE
from domain.law.tables.thresholds import THRESHOLDS, Threshold
from domain.law.terms import AddOnRate, Certainty, Term, TermKey
from domain.pages.articles import act_place, profile_names, sure, to_be_confirmed
from domain.pages.markdown import table
from domain.pages.prohibitions import GATES

AnyRow = Term | Threshold | AddOnRate
ROWS: Final[tuple[AnyRow, ...]] = (*STATUTE, *THRESHOLDS, *ADD_ON_RATES)
CONFIRM: Final = "**须由律师确认**"
CHECK: Final = "**须核对读法**"


class Question(NamedTuple):
    """One thing to ask: about which row, what, and on what it rests."""

    row: str
    """As `[[confirmed]]` names it."""
    asked: str
    basis: str


def questions() -> Iterator[Question]:
    """Yield every question, in the order of the tables."""
    for row in ROWS:
        if is_open(row) or row.note:
            kind = CONFIRM if is_open(row) else CHECK
            asked = f"{kind} {called(row)}（{layers(row.binds)}）：{_why(row)}"
            yield Question(_name(row), asked, based_on(row.source, row.certainty))
    for reading in READINGS:
        otherwise = f"另一种读法：{reading.otherwise}。" if reading.otherwise else ""
        asked = f"{reading.key.zh}。系统的读法：{reading.reading}。{otherwise}"
        yield Question(name_of(reading.key), asked, based_on(reading.source, Certainty.I))
    for gate in GATES:
        if gate.assumed:
            basis = "；".join(dict.fromkeys(based_on(source) for source in gate.sources))
            yield Question(gate_name(gate.number), f"关口“{gate.title.zh}”：{gate.assumed}", basis)
    yield from _assumed()


def _assumed() -> Iterator[Question]:
    """What the profiles assume or have not found, and acts and calendars that were not read in their own words."""
    for name in profile_names():
        own = read_profile(name)
        national = name == "national"
        for key in profile(name).switches.assumed if national else own.switches.get("assumed", ()):
            set_to = switch_value(name, key)
            asked = (
                f"程序规定“{own.title}”的“{switch_title(key)}”设为：{set_to}。{Certainty.A.zh}，是否采用？"
            )
            yield Question(switch_name(key), asked, based_on(ASSUMED))
    for subject, names in to_be_confirmed():
        titles = "、".join(read_profile(name).title for name in names)
        asked = f"“{subject.zh}”在{titles}的条文是哪一条？没有核对到，引用全国的条文并标明待确认"
        yield Question(name_of(subject), asked, based_on(NATIONAL[subject]))
    for act in ACTS.values():
        if act.certainty in UNREAD:
            asked = f"{CONFIRM} 没有人核对过《{act.title}》的原文：文书可以照引它的条文吗？"
            yield Question(act_name(act.title), asked, based_on(art(act.title), act.certainty))
    for year in NOTICES:
        if year.certainty is not Certainty.V:
            asked = f"{year.year}年节假日安排：{year.certainty.zh}；已与独立日历逐日核对一致"
            yield Question(calendar_name(year.year), asked, f"{year.notice}（{year.certainty.value}）")


def table_of_questions(folder: Path = FOLDER) -> Iterator[str]:
    """Write the table: questions of one row together, beside what lawyers have said of it; what nobody answered is left free."""
    asked: dict[str, list[Question]] = {}
    for question in questions():
        asked.setdefault(question.row, []).append(question)
    answers = _answers(folder)
    heads = ("序号", "所问的行", "问题", "依据（把握程度）", "律师意见", "日期", "签名")
    rows = (
        (
            *(str(number), f"`{row}`", _lines(q.asked for q in found), _lines(q.basis for q in found)),
            *_said(answers.get(row, [])),
        )
        for number, (row, found) in enumerate(asked.items(), start=1)
    )
    yield from table(heads, rows)


def _lines(parts: Iterable[str]) -> str:
    return "<br>".join(dict.fromkeys(parts))


def _answers(folder: Path) -> dict[str, list[tuple[str, Confirmation]]]:
    """The confirmations of every profile of a folder, and of those that come with the programme."""
    own = (path.stem for path in sorted(folder.glob("*.toml")))
    found: dict[str, list[tuple[str, Confirmation]]] = {}
    for name in dict.fromkeys([*profile_names(), *own]):
        for one in own_confirmations(name, folder):
            found.setdefault(one.row, []).append((read_profile(name, folder).title, one))
    return found


def _said(answers: list[tuple[str, Confirmation]]) -> tuple[str, str, str]:
    said = (
        f"〔{title}〕问：{one.question} 答：{'可以适用' if one.holds else '不得适用'}。{one.opinion}"
        for title, one in answers
    )
    who = (f"{one.who}{'（虚构，演示用）' if one.invented else ''}" for _, one in answers)
    return _lines(said), _lines(str(one.day) for _, one in answers), _lines(who)


def based_on(article: Article, certainty: Certainty | None = None) -> str:
    """Cite what a question rests on, with a link to where it was read."""
    cited = sure(article) if certainty is None else f"{article}（{certainty.value}）"
    return f"[{cited}](#{act_place(article.statute)})"


def _why(row: AnyRow) -> str:
    reasons = [] if row.certainty is Certainty.V else [row.certainty.zh]
    if getattr(row, "amount", 0) is None:
        reasons.append("数额未知")
    elif row.paraphrase and row.certainty is Certainty.V:
        reasons.append("条文为转述")
    return "；".join([*reasons, *([row.note] if row.note else [])])


def _name(row: AnyRow) -> str:
    if isinstance(row, AddOnRate):
        return name_of(TermKey.PAYMENT)
    return name_of(row.key if isinstance(row, Term) else row.measure)


def called(row: AnyRow) -> str:
    """Name a row of the tables as a lawyer would."""
    if isinstance(row, Term):
        return f"{row.title}{row.length}{row.unit.counted_zh}"
    if isinstance(row, Threshold):
        amount = "未知" if row.amount is None else row.words.zh
        return f"听证数额（{row.measure.zh}，{'、'.join(party.zh for party in row.parties)}）{amount}"
    return "加处罚款"


def layers(binds: tuple[str, ...]) -> str:
    return "、".join(read_profile(name).title for name in binds) or "各机关通用"


def switch_title(key: str) -> str:
    label = label_of(Switches.model_fields[key])
    assert label is not None, "every switch has its label"
    return label.zh


def switch_value(name: str, key: str) -> str:
    """Say to what a profile or layer sets a switch."""
    own = read_profile(name)
    if own.layer and key in ADDED_BY_LAYERS:
        return f"另加{_added(own.switches[key])}"
    return _value(profile(name).switches, key)


def _added(values: Iterable[str]) -> str:
    times = {time.value: time.zh for time in ReviewTime}
    return "；".join(times.get(one, one) for one in values)


def _value(switches: Switches, key: str) -> str:
    value = getattr(switches, key)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "；".join(f"《{DocumentKind(kind).zh}》{word}" for kind, word in value.items())
    if isinstance(value, tuple):
        return "；".join(getattr(one, "zh", str(one)) for one in value) or "无"
    return str(value)


def checked(certainty: Certainty, on: date) -> str:
    """Say how sure we are, and since when: what is assumed, or known by hearsay, was checked against nothing."""
    read = certainty in (Certainty.V, Certainty.V2)
    return f"{certainty.value}，{on}核对" if read else f"{certainty.value}，{certainty.zh}"
