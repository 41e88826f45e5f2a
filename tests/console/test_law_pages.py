"""Law to look at (法规): the statute found by words, a last day with its picture, a year, the procedure, a case on paper."""

import re
from datetime import date

import pytest

from console.law.months import Kind, months_of, year_of
from domain.law.rulebook import rulebook_for
from domain.law.terms import TermKey
from domain.law.traces import explain
from tests.console.test_lists import text_of

pytestmark = pytest.mark.engine
PLAN = """title: 一步 · One step
base: standard
steps:
  - {move: open_case, by: officer-li, at: 2026-05-18}
  - {move: issue_notices, by: clerk-zhao, at: 2026-05-19}
"""


def test_a_last_day_is_drawn_with_what_was_counted_and_what_was_not():
    rules = rulebook_for("market+zhenjiang")
    start = date(2026, 9, 29)
    trace = explain(rules.term(TermKey.STATEMENT, start), start, rules.calendar)
    days = {d.on: d for month in months_of(trace) for week in month.weeks for d in week if d}
    assert days[date(2026, 9, 29)].kind is Kind.START
    assert days[date(2026, 10, 1)].kind is Kind.OFF  # a Thursday, a public holiday
    assert days[date(2026, 10, 10)].kind is Kind.COUNTED  # a Saturday that is worked in exchange
    assert days[date(2026, 10, 12)].kind is Kind.LAST
    assert days[date(2026, 10, 12)].number == 5


def test_a_year_shows_days_off_days_worked_in_exchange_and_what_nobody_has_published():
    calendar = rulebook_for("national").calendar
    days = {d.on: d.kind for month in year_of(calendar, 2026) for week in month.weeks for d in week if d}
    assert len(days) == 365
    assert days[date(2026, 10, 1)] is Kind.HOLIDAY
    assert days[date(2026, 10, 10)] is Kind.MADE_UP
    assert days[date(2026, 10, 11)] is Kind.REST
    assert days[date(2026, 10, 12)] is Kind.WORK
    ahead = {d.on: d.kind for month in year_of(calendar, 2031) for week in month.weeks for d in week if d}
    assert ahead[date(2031, 10, 1)] is Kind.UNKNOWN


async def test_an_article_is_found_by_its_words_and_by_its_number(desk_window):
    window = await desk_window("officer-li")
    by_words = text_of(await window.look("/law?q=听证 五日内"))
    assert "当事人要求听证的，应当在行政机关告知后五日内提出" in by_words
    assert "行政机关应当在举行听证的七日前" not in by_words
    by_number = text_of(await window.look("/law?q=第六十四条第二项"))
    assert "行政机关应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点" in by_number
    assert "没有这样的期限" in text_of(await window.look("/law?q=不存在的词"))


async def test_the_last_day_of_a_term_is_counted_and_a_day_that_is_none_is_refused(desk_window):
    window = await desk_window("officer-li")
    assert "2026-10-12（星期一）" in await window.look("/law/due?term=statement&day=2026-09-29")
    refused = await window.get("/law/due?term=statement&day=2026-02-30")
    assert refused.status_code == 422
    assert "没有这一天" in refused.text


async def test_the_procedure_shows_ones_own_case_and_nobody_elses(desk_window, case: str):
    html = await (await desk_window("officer-li")).look(f"/law/procedure?case=zj-market/{case}")
    assert re.search(r'card--done">\s*<span>启动案件</span>', html)
    assert f'href="/console/cases/zj-market/{case}/do/prepare_notices"' in html
    stranger = await (await desk_window("operator-gu")).get(f"/law/procedure?case=zj-market/{case}")
    assert stranger.status_code == 404


async def test_a_plan_is_run_and_each_refused_step_says_why(desk_window):
    window = await desk_window("officer-li")
    await window.look("/rehearsal")
    answer = await window.send("/rehearsal", {"text": PLAN})
    said = text_of(answer.text)
    assert answer.status_code == 200
    assert "办理 启动案件 2026-05-18（星期一）" in said
    assert "拒绝 发出约谈函和告知书" in said


async def test_a_plan_that_is_not_understood_names_line_and_cure_and_keeps_what_was_written(desk_window):
    window = await desk_window("officer-li")
    await window.look("/rehearsal")
    answer = await window.send(
        "/rehearsal", {"text": "title: 空\nsteps:\n  - {move: open_cas, by: officer-li}\n"}
    )
    assert answer.status_code == 422
    assert "第3行" in answer.text
    assert "open_cas, by: officer-li" in answer.text


async def test_an_uploaded_plan_is_run_too(desk_window):
    window = await desk_window("officer-li")
    await window.look("/rehearsal")
    answer = await window.send("/rehearsal", {"text": ""}, file=("plan.yaml", PLAN.encode(), "text/yaml"))
    assert "启动案件" in answer.text
    assert answer.status_code == 200
