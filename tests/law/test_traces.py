"""Traces: every last day explains itself, and never differs from what is computed."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.law.counting import Interval, reckon
from domain.law.errors import WrongDirection
from domain.law.rulebook import rulebook_for
from domain.law.tables.holidays import PUBLISHED
from domain.law.terms import Direction, Exclusion, TermKey
from domain.law.traces import LineState, Trace, explain, explain_notice, picture

RULES = rulebook_for("market+zhenjiang")
FORWARD = [
    key
    for key in TermKey
    if RULES.has(key) and RULES.term(key, date(2026, 9, 1)).direction is Direction.FORWARD
]


def test_a_trace_names_rule_words_and_each_skipped_day() -> None:
    start = date(2026, 2, 13)  # Friday
    trace = explain(RULES.term(TermKey.STATEMENT, start), start, RULES.calendar)
    assert trace.last_day == date(2026, 2, 27)  # Friday
    assert trace.ends_at == datetime(2026, 2, 27, 16, tzinfo=UTC)
    assert [(line.day, line.until, line.state, line.number) for line in trace.lines] == [
        (date(2026, 2, 13), date(2026, 2, 13), LineState.START, None),
        (date(2026, 2, 14), date(2026, 2, 14), LineState.COUNTED, 1),  # Saturday, worked
        (date(2026, 2, 15), date(2026, 2, 23), LineState.OFF, None),
        (date(2026, 2, 24), date(2026, 2, 27), LineState.COUNTED, 5),
    ]
    assert trace.calendar == RULES.calendar.sha256
    assert trace.sentences == (
        "依据：市场监督管理行政处罚程序规定第五十七条第二款（已核对原文）。"
        "原文：“当事人自告知书送达之日起五个工作日内，未行使陈述、申辩权，未要求听证的，视为放弃此权利”",
        "2026年2月13日（周五）自次日起计算5个工作日，按工作日计（市场监督管理行政处罚程序规定第五十七条第二款）。",
        "2026年2月15日（周日）至2026年2月23日（周一）：放假（国办发明电〔2025〕7号），不计。",
        "届满日为2026年2月27日（周五），至当日24时（北京时间）止。",
    )
    assert [sentence.en for sentence in trace.said] == [
        "Under 市场监督管理行政处罚程序规定第五十七条第二款 (read in the source), which says: "
        "“当事人自告知书送达之日起五个工作日内，未行使陈述、申辩权，未要求听证的，视为放弃此权利”",
        "5 working days from the day after Fri 2026-02-13, counted in working days"
        " (市场监督管理行政处罚程序规定第五十七条第二款).",
        "Sun 2026-02-15 to Mon 2026-02-23: day off (国办发明电〔2025〕7号), not counted.",
        "The last day is Fri 2026-02-27; it ends at 24:00 Beijing time.",
    ]


def test_a_roll_is_explained() -> None:
    start = date(2026, 6, 4)  # Thursday
    trace = explain(RULES.term(TermKey.PAYMENT, start), start, RULES.calendar)
    rolled = [line for line in trace.lines if line.state is LineState.ROLLED]
    assert [(line.day, line.until) for line in rolled] == [(date(2026, 6, 19), date(2026, 6, 21))]
    assert trace.last_day == date(2026, 6, 22)  # Monday


def test_excluded_time_is_explained() -> None:
    start = date(2026, 4, 1)
    pause = Interval(first=date(2026, 6, 6), last=date(2026, 7, 5), why=Exclusion.ANNOUNCEMENT)
    trace = explain(
        RULES.term(TermKey.DECIDE, start), start, RULES.calendar, excluded=[pause], extended_by=30
    )
    assert trace.last_day == date(2026, 8, 31)  # 90 + 30 + 30 days: Saturday 08-29 rolls to Monday
    assert "公告，不计入期限" in "".join(trace.sentences)
    assert "延长30日" in trace.sentences[1]


def test_gate7_a_provisional_day_is_said_so() -> None:
    start = date(2026, 8, 5)
    trace = explain(RULES.term(TermKey.LAWSUIT, start), start, RULES.calendar)
    assert trace.last_day is None
    assert trace.ends_at is None
    assert trace.sentences[-1] == (
        "节假日安排尚未公布，暂定：不早于2027年2月5日（周五），不晚于2027年2月15日（周一）。"
    )


def test_a_backward_term_is_explained_from_the_event() -> None:
    hearing = date(2026, 6, 23)  # Tuesday
    term = RULES.term(TermKey.HEARING_NOTICE, hearing)
    trace = explain_notice(term, hearing, RULES.calendar)
    assert trace.last_day == date(2026, 6, 10)  # Wednesday
    assert trace.lines[-1].number == 7
    assert trace.sentences[-1] == "最迟于2026年6月10日（周三）送达。"
    loose = explain_notice(term, hearing, RULES.calendar, strict=False)
    assert loose.last_day == date(2026, 6, 11)
    with pytest.raises(WrongDirection):
        explain(term, hearing, RULES.calendar)
    with pytest.raises(WrongDirection):
        explain_notice(RULES.term(TermKey.PAYMENT, hearing), hearing, RULES.calendar)


def test_what_is_assumed_says_so() -> None:
    start = date(2026, 6, 1)
    trace = explain(RULES.term(TermKey.FILING_RESPONSE, start), start, RULES.calendar)
    assert "假定值，不是法律规定" in trace.sentences[0]
    assert "大意" in trace.sentences[0]


def test_the_picture_shows_the_weeks() -> None:
    start = date(2026, 2, 13)
    drawn = picture(explain(RULES.term(TermKey.STATEMENT, start), start, RULES.calendar))
    assert drawn.splitlines()[1:] == [
        "2026-02   9   10   11   12   13*  14+  15-",
        "2026-02  16-  17-  18-  19-  20-  21-  22-",
        "2026-02  23-  24+  25+  26+  27=  28    1 ",
    ]


def test_a_trace_is_readable_in_two_years() -> None:
    start = date(2026, 2, 13)
    trace = explain(RULES.term(TermKey.STATEMENT, start), start, RULES.calendar)
    again = Trace.model_validate_json(trace.model_dump_json())
    assert again.lines == trace.lines
    assert again.sentences == trace.sentences


@settings(max_examples=200)
@given(
    start=st.dates(date(2024, 1, 1), date(2026, 11, 30)),
    key=st.sampled_from(FORWARD),
    pause=st.tuples(st.integers(1, 60), st.integers(0, 30)) | st.none(),
    extended_by=st.integers(0, 30),
)
def test_a_trace_ends_where_the_count_ends(
    start: date, key: TermKey, pause: tuple[int, int] | None, extended_by: int
) -> None:
    term = RULES.term(key, start)
    first = date.fromordinal(start.toordinal() + pause[0]) if pause else start
    excluded = (
        [Interval(first=first, last=date.fromordinal(first.toordinal() + pause[1]), why=Exclusion.TESTING)]
        if pause
        else []
    )
    extended_by = extended_by if term.excludes else 0
    reckoning = reckon(term, start, PUBLISHED, excluded=excluded, extended_by=extended_by)
    trace = explain(term, start, PUBLISHED, excluded=excluded, extended_by=extended_by)
    assert (trace.last_day, trace.earliest, trace.latest) == (
        reckoning.last_day,
        reckoning.earliest,
        reckoning.latest,
    )
    assert trace.lines[-1].until == reckoning.waits_for
    assert trace.lines[-1].state is LineState.COUNTED
    numbers = [line.number for line in trace.lines if line.number is not None]
    if term.unit.value.endswith("day"):
        assert max(numbers) == term.length + extended_by
    days = [line.day for line in trace.lines] + [trace.lines[-1].until]
    assert days == sorted(days)
