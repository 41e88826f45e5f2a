"""The lawyer's page (docs/statute.md): every figure with its words, article and certainty, and what to confirm."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from domain.law.articles import Article, numeral
from domain.law.counting import first_lawful_day, reckon
from domain.law.festivals import FESTIVALS
from domain.law.late_payment import Pause, add_on_fine
from domain.law.profiles import BASE, FOLDER, profile, read_profile
from domain.law.reminders import suspension_reminder
from domain.law.rulebook import OWN_DUTIES, as_rolling, is_open
from domain.law.switches import Switches
from domain.law.tables.after_decision import ADD_ON_RATES
from domain.law.tables.holidays import NOTICES, PUBLISHED
from domain.law.tables.statute import STATUTE
from domain.law.tables.thresholds import THRESHOLDS, Threshold
from domain.law.terms import Certainty, Direction, Extension, Row, Term, TermKey
from domain.law.traces import chinese_day
from domain.pages.articles import act_place, acts, articles, profile_names, shown, sure
from domain.pages.markdown import anchor, page, table
from domain.pages.prohibitions import GATES
from domain.pages.questions import (
    CHECK,
    CONFIRM,
    checked,
    layers,
    switch_title,
    switch_value,
    table_of_questions,
)
from domain.pages.timing import of_term

_EXAMPLE: Final = date(2026, 6, 1)
_FINE: Final = Decimal(10_000)
_LATE: Final = date(2026, 6, 22)
_REMEDY: Final = Pause(first=date(2026, 6, 29), last=date(2026, 7, 5))
_LATE_EXAMPLES: Final = (
    (date(2026, 6, 22), ()),
    (date(2026, 6, 23), ()),
    (date(2026, 7, 10), ()),
    (date(2026, 7, 10), (_REMEDY,)),
    (date(2026, 7, 25), ()),
    (date(2026, 7, 26), ()),
)
"""Paid on the last day, a day late, on 10 July without and with a remedy, on the day before the cap and on it."""


def statute_page() -> str:
    """Render the whole page as Markdown."""
    parts = (
        *(_head(), _to_confirm(), _terms(), _thresholds(), _rates(), _gates(), _profiles(), _calendars()),
        *(_articles(), _sources()),
    )
    return page(parts)


def _head() -> Iterator[str]:
    yield "# 期限、数额与程序规定：供律师核对"
    yield ""
    yield "本页由程序生成，不手工修改（The lawyer's page: generated from `domain/law/`, never edited by hand）。"
    yield "系统里的每个数字只在这里所列的表中出现一次。引号内是条文原文（……为省略）；注明“大意”的是转述，须对照原文。"
    yield "由谁、何时办理见 [procedure.md](procedure.md)，角色与操作对照见 [rights.md](rights.md)。"
    yield ""
    yield "| 标记 | 含义 |"
    yield "|---|---|"
    yield from (f"| {flag.value} | {flag.zh} |" for flag in Certainty)
    yield ""
    yield f"例子均自{chinese_day(_EXAMPLE)}起算（当时尚未生效或者已经失效的，自生效日或者失效日起算）。"


def _to_confirm() -> Iterator[str]:
    yield anchor("questions")
    yield "## 一、须由律师确认的项目"
    yield ""
    yield from questions_for_a_lawyer()


def questions_for_a_lawyer(folder: Path = FOLDER) -> Iterator[str]:
    """Write the table to be signed, with how an answer is kept."""
    yield "每一行是一个可以在程序规定文件的 `[[confirmed]]` 中作答的问题；已有的答复连同日期和确认人列出，空白的待律师填写并签名。"
    yield f"{CONFIRM}：条文没有核对、是转述或者是假定；{CHECK}：数字已核对原文，读法或者施行日期请一并确认。"
    yield "依据链接到[法规出处](#sources)（网址和核对日期）。确认之后改写的行须重新确认；注明“虚构”的仅供演示，没有人作出过。"
    yield ""
    yield from table_of_questions(folder)


def questions_page(folder: Path = FOLDER) -> str:
    """Render the questions alone, with their sources and a place to sign: what a lawyer gets on paper.

    `folder` holds an office's own profiles, whose answers stand in it.
    """
    return page([_questions_head(), questions_for_a_lawyer(folder), _sources(), _signature()])


def _questions_head() -> Iterator[str]:
    yield "# 须由律师确认的项目 · Questions for a lawyer"
    yield ""
    yield "期限、数额和条文原文见核对页（statute），各道关口见其第五部分。"


def _signature() -> Iterator[str]:
    yield "## 签署"
    yield ""
    yield from table(("核对的律师（签名）", "执业证号", "律师事务所", "日期"), [("", "", "", "")])


def _terms() -> Iterator[str]:
    yield "## 二、期限"
    rows = (*STATUTE, suspension_reminder(profile(BASE).switches.suspension_reminder_days))
    in_the_table = {row.key for row in rows}
    for key in (one for one in TermKey if one in in_the_table):
        yield ""
        yield anchor(key)
        yield f"### {key.zh} `{key}`"
        yield ""
        yield from of_term(key)
        for row in (one for one in rows if one.key is key):
            yield ""
            yield from _term(row)


def _term(row: Term) -> Iterator[str]:
    before = "前" if row.direction is Direction.BACKWARD else ""
    own = f" {row.named}" if row.named else ""
    mark = f" {CONFIRM}" if is_open(row) else ""
    yield f"**{row.length}{row.unit.counted_zh}{before}**（{layers(row.binds)}）{own}{mark}"
    yield ""
    yield f"- 依据：{_linked(row.source)}（{checked(row.certainty, row.checked_on)}）"
    from_memory = row.certainty is Certainty.G
    yield f"- 大意：{row.quote}" if row.paraphrase or from_memory else f"- 原文：“{row.quote}”"
    yield f"- {'之前' if before else '起算'}：{row.runs_from.zh}；计算单位的依据：{_unit(row)}"
    yield f"- 有效：{_validity(row)}"
    if row.extension is not None:
        yield f"- 延长：{_extension(row, row.extension)}"
    if row.excludes:
        yield f"- 不计入：{'、'.join(one.zh for one in row.excludes)}"
    if not row.roll:
        yield "- 最后一日为休息日的，不顺延"
    elif row.key in OWN_DUTIES:
        yield f"- 机关自身的期限，最后一日为休息日的：{_rolls()}"
    if row.note:
        yield f"- 注意：{row.note}"
    yield f"- 例：{_example(row)}"


def _linked(article: Article) -> str:
    return f"[{article}](#{act_place(article.statute)})"


def _unit(row: Term) -> str:
    if row.unit_source is not None:
        return sure(row.unit_source)
    return "无（假定）" if row.certainty is Certainty.A else "条文没有写明（系统的理解）"


def _extension(row: Term, extension: Extension) -> str:
    length = f"{extension.length}{row.unit.counted_zh}" if extension.length else "天数未定"
    again = ""
    if extension.again_by:
        most = extension.again_length
        limit = f"，不超过{most}{row.unit.counted_zh}" if most else "，合理期限"
        again = f"；再延长由{extension.again_by}决定{limit}"
    return f"{length}，由{extension.granted_by}批准（{extension.source}）{again}"


def _rolls() -> str:
    """Say under which profiles an agency's own term moves on from a rest day."""
    whole = [name for name in profile_names() if not read_profile(name).layer]
    parts = []
    for rolls, word in ((True, "顺延"), (False, "不顺延（假定值）")):
        titles = "、".join(
            read_profile(name).title for name in whole if profile(name).switches.duties_roll is rolls
        )
        parts.append(f"{titles}{word}")
    return "；".join(parts)


def start_of_example(row: Term) -> date:
    """The day from which its example is counted: of this year, where the row is in force then."""
    start = max(_EXAMPLE, row.since)
    return min(start, row.until) if row.until else start


def _example(row: Term) -> str:
    start = start_of_example(row)
    if row.direction is Direction.BACKWARD:
        day = first_lawful_day(row, start, PUBLISHED)
        return f"{chinese_day(start)}送达的，最早{chinese_day(day)}举行"
    layer = row.binds[0] if row.binds else BASE
    as_it_binds = as_rolling(row, duties=profile(layer).switches.duties_roll)
    reckoning = reckon(as_it_binds, start, PUBLISHED)
    if reckoning.last_day is not None:
        return f"{chinese_day(start)}起算，届满日{chinese_day(reckoning.last_day)}"
    bounds = (chinese_day(day) for day in (reckoning.remind_by, reckoning.waits_for))
    return f"{chinese_day(start)}起算，暂定{'至'.join(bounds)}之间（节假日安排尚未公布）"


def _thresholds() -> Iterator[str]:
    yield "## 三、听证的数额标准"
    yield ""
    heads = ("程序规定", "口径", "当事人", "标准", "依据", "条文", "有效", "标记", "注意")
    yield from table(heads, (tuple(_threshold(row)) for row in THRESHOLDS))


def _threshold(row: Threshold) -> Iterator[str]:
    yield layers(row.binds)
    yield row.measure.zh
    yield "、".join(party.zh for party in row.parties)
    yield "**未知**" if row.amount is None else row.words.zh
    yield _linked(row.source)
    yield ("大意：" if row.paraphrase else "") + row.quote
    yield _validity(row)
    yield checked(row.certainty, row.checked_on) + (f" {CONFIRM}" if is_open(row) else "")
    yield row.note


def _rates() -> Iterator[str]:
    yield "## 四、加处罚款"
    for row in ADD_ON_RATES:
        yield ""
        yield f"每日百分之{row.percent_a_day}，至多为罚款数额的百分之{row.percent_at_most}"
        yield ""
        yield f"- 依据：{_linked(row.source)}（{checked(row.certainty, row.checked_on)}）：“{row.quote}”"
        yield f"- 有效：{_validity(row)}"
        yield f"- 注意：{row.note}"
    yield ""
    yield "例：罚款10,000元的决定书于2026年6月5日（周五）送达，缴款期限15日至6月20日（周六），端午放假顺延至"
    yield f"{chinese_day(_LATE)}；当事人7月10日（周五）缴清，其间6月29日（周一）申请复议，7月5日（周日）收到复议决定。"
    yield ""
    yield "| 缴清之日 | 复议、诉讼期间 | 计算日数 | 加处罚款 |"
    yield "|---|---|---|---|"
    yield from map(_late_line, _LATE_EXAMPLES)


def _late_line(given: tuple[date, tuple[Pause, ...]]) -> str:
    until, pauses = given
    late = add_on_fine(_FINE, _LATE, until, pauses)
    paused = "、".join(f"{chinese_day(p.first)}至{chinese_day(p.last or until)}" for p in pauses) or "无"
    capped = "（以罚款数额为限）" if late.capped else ""
    return f"| {chinese_day(until)} | {paused} | {late.days} | {late.amount:,}元{capped} |"


def _gates() -> Iterator[str]:
    yield "## 五、不得作出决定的情形（各道关口）"
    yield ""
    yield "以下为大意，须对照原文。代码是系统拒绝时给出的原因。"
    for gate in GATES:
        yield ""
        yield anchor(f"gate-{gate.number}")
        yield f"### 第{numeral(gate.number)}道：{gate.title.zh}"
        yield ""
        yield gate.rule.zh
        yield ""
        yield f"- 依据：{'；'.join(map(shown, gate.sources))}"
        yield f"- 把握：{checked(gate.certainty, gate.checked_on)}"
        yield f"- 有效：{_validity(gate)}"
        yield f"- 例：{gate.example}"
        if gate.assumed:
            yield f"- {CONFIRM}：{gate.assumed}"
        codes = (f"[`{one.code}`](refusals.md#{one.code.lower()})" for one in gate.refusals)
        yield f"- 代码：{'、'.join(codes)}"


def _profiles() -> Iterator[str]:
    yield "## 六、程序规定"
    for name in profile_names():
        own = read_profile(name)
        yield ""
        yield f"### {own.title} `{name}`"
        yield ""
        resolved = profile(name).switches
        shown = own.switches if own.switches else {}
        if not shown:
            yield "没有自己的设置。"
        for key in (one for one in shown if one != "assumed"):
            yield f"- {switch_title(key)}：{switch_value(name, key)}（{_basis(resolved, key)}）"


def _basis(switches: Switches, key: str) -> str:
    if key in switches.assumed:
        return f"假定值，不是法律规定 {CONFIRM}"
    source = switches.sources.get(key)
    return str(source) if source else "本系统的设置"


def _calendars() -> Iterator[str]:
    yield "## 七、节假日安排"
    yield ""
    for year in NOTICES:
        yield f"- {year.year}年：{year.notice}，{year.issued_on}（{year.certainty.value}）"
        yield f"  - 放假：{_spans(year.days_off)}"
        yield f"  - 上班：{_spans(year.days_worked)}"
    yield ""
    known = f"{min(FESTIVALS)}至{max(FESTIVALS)}年"
    yield f"没有公布安排的年份，期限只给出最早和最晚两个日期；{known}的春节、清明、端午、中秋按农历推算。"


def _articles() -> Iterator[str]:
    yield "## 八、各行业、各地的条文"
    yield ""
    yield "同一事项各行业的规章各有条文：案件引用其程序规定自己的条文；没有核对到的，引用全国的条文并标明待确认，不推测条文号。"
    yield ""
    yield from articles()


def _sources() -> Iterator[str]:
    yield anchor("sources")
    yield "## 九、法规的出处"
    yield ""
    yield "系统引用的每一部法规：在哪里读到、何日核对、把握如何；没有网址的见说明。"
    yield ""
    yield from acts()


def _spans(days: Iterable[date]) -> str:
    spans: list[list[date]] = []
    for day in sorted(days):
        if spans and day.toordinal() == spans[-1][-1].toordinal() + 1:
            spans[-1].append(day)
        else:
            spans.append([day])
    return "、".join(_day(span[0]) + (f"至{_day(span[-1])}" if len(span) > 1 else "") for span in spans)


def _day(day: date) -> str:
    return chinese_day(day).partition("年")[2]


def _validity(row: Row) -> str:
    return f"{row.since}起" + (f"至{row.until}止" if row.until else "")
