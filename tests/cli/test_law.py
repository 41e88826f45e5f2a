"""`tingshu law …` as a lawyer and a program use it."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import law_reading
from cli.law import app
from demo.fitting import draft
from domain.law.tables.statute import STATUTE
from domain.law.terms import TermKey
from installation.examples import EXAMPLES, bodies
from tests.procedure.playing import Play

CALENDAR_2027 = EXAMPLES / "calendar-2027-invented.json"


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder that is not there: a question of law makes none."""
    monkeypatch.setenv("TINGSHU_DATA", str(tmp_path / "none"))
    law_reading.calendar.cache_clear()
    law_reading.rules_of.cache_clear()


def asked(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def told(*arguments: object) -> Any:
    result = asked(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_due_is_told_with_its_trace():
    found = told("due", "statement", "--from", "2026-02-13", "--profile", "market")
    assert list(found) == [
        "term", "start", "last_day", "state", "unit", "length", "article", "calendar", "trace",
    ]  # fmt: skip
    assert (found["term"], found["start"], found["last_day"]) == ("statement", "2026-02-13", "2026-02-27")
    assert (found["state"], found["unit"], found["length"]) == ("settled", "working_day", 5)
    assert found["article"] == "市场监督管理行政处罚程序规定第五十七条第二款"
    assert [line["why"] for line in found["trace"] if line["state"] == "off"] == [
        "放假（国办发明电〔2025〕7号）"
    ]


def test_an_unpublished_year_is_told_as_provisional_with_its_bounds():
    found = told("due", "lawsuit", "--from", "2026-08-05")
    assert (found["last_day"], found["state"]) == (None, "provisional")
    assert (found["earliest"], found["latest"]) == ("2027-02-05", "2027-02-15")


def test_facts_exclude_and_extend(tmp_path: Path):
    facts = tmp_path / "facts.json"
    gap = {"first": "2026-03-02", "last": "2026-03-11", "why": "hearing"}
    facts.write_text(json.dumps({"excluded": [gap], "extended_by": 30}))
    plain = told("due", "decide", "--from", "2026-02-13")
    longer = told("due", "decide", "--from", "2026-02-13", "--facts", facts)
    # 90 days end on Thursday 2026-05-14; 10 more and 30 more on Tuesday 2026-06-23.
    assert (plain["last_day"], longer["last_day"]) == ("2026-05-14", "2026-06-23")


def test_before_tells_the_last_day_of_notice():
    found = told("before", "hearing_notice", "--on", "2026-06-23")
    assert found == {"term": "hearing_notice", "event_on": "2026-06-23", "latest_day": "2026-06-10"}


def test_explain_speaks_in_sentences_and_draws_the_weeks():
    text = asked("explain", "statement", "--from", "2026-02-13").stdout
    assert "2026年2月15日（周日）至2026年2月23日（周一）：放假（国办发明电〔2025〕7号），不计。" in text
    assert "届满日为2026年2月27日（周五），至当日24时（北京时间）止。" in text
    assert "2026-02  23-  24+  25+  26+  27=  28    1" in text
    assert told("explain", "statement", "--from", "2026-02-13")["ends_at"] == "2026-02-28T00:00:00+08:00"


def test_explain_counts_a_backward_term_from_its_event():
    assert (
        "最迟于2026年6月10日（周三）送达" in asked("explain", "hearing_notice", "--from", "2026-06-23").stdout
    )


def test_terms_lists_every_row_with_article_and_words():
    rows = told("terms")
    assert len(rows) == len(STATUTE)
    # How often a suspension is reminded of stands in the profiles, and in no table.
    assert {row["term"] for row in rows} == set(TermKey) - {TermKey.SUSPENSION_REMINDER}
    assert all(row["quote"] and row["article"] and row["certainty"] for row in rows)
    of_market = {row["term"] for row in told("terms", "--profile", "market")}
    assert {TermKey.SUSPENSION_REMINDER} < of_market < set(TermKey)


BATCH = """term,profile,start
statement,market,2026-02-13
hearing_notice,market+zhenjiang,2026-06-23
lawsuit,market,2026-08-05
payment,market,2026-02-30
decide,nowhere,2026-02-13
lift_objection,market,2026-02-13
public_notice_service,market+foreign,2026-06-01
"""


def test_a_batch_is_answered_row_by_row_and_keeps_its_errors(tmp_path: Path):
    file = tmp_path / "many.csv"
    file.write_text(BATCH, encoding="utf-8-sig")
    result = asked("due", "--batch", file)
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["term"], row["last_day"], row["state"]) for row in rows] == [
        ("statement", "2026-02-27", "settled"),
        ("hearing_notice", "2026-06-10", "settled"),
        ("lawsuit", "", "provisional"),
        ("payment", "", ""),
        ("decide", "", ""),
        ("lift_objection", "", ""),
        ("public_notice_service", "2026-07-31", "settled"),
    ]
    assert (rows[2]["earliest"], rows[2]["latest"]) == ("2027-02-05", "2027-02-15")
    assert [bool(row["error"]) for row in rows] == [False, False, False, True, True, True, False]
    assert rows[0]["article"] == "市场监督管理行政处罚程序规定第五十七条第二款"


def test_a_batch_gives_the_same_days_as_single_questions(tmp_path: Path):
    file = tmp_path / "many.csv"
    starts = [date(2026, 1, 1), date(2026, 4, 30), date(2026, 9, 30), date(2026, 12, 1)]
    names = ("statement", "decide", "payment", "lawsuit")
    lines = [f"{term},market,{start}" for term in names for start in starts]
    file.write_text("\n".join(["term,profile,start", *lines]))
    rows = told("due", "--batch", file)
    for row in rows:
        single = told("due", row["term"], "--from", row["start"], "--profile", "market")
        assert (row["last_day"] or None, row["state"]) == (single["last_day"], single["state"])


def test_screen_reads_the_body_of_an_opening(tmp_path: Path):
    file = tmp_path / "draft.json"
    opening = bodies()["open_case"]
    file.write_text(json.dumps(opening, ensure_ascii=False))
    found = told("screen", file, "--on", "2026-06-01")
    assert found["major"]["answer"] is True
    assert (found["hearing"]["1"]["threshold"], found["hearing"]["1"]["comparator"]) == ("100000", ">=")
    assert found["limitation"]["answer"] is False
    assert found["laws"] == []
    assert found["ages"] == {}


@pytest.mark.parametrize(
    ("born_on", "said"),
    [("2012-02-10", "不满14周岁，不予"), ("2012-02-11", "不满14周岁"), ("2008-02-10", "从轻或者减轻")],
)
def test_art30_screen_says_that_a_party_was_too_young(tmp_path: Path, born_on: str, said: str):
    """The act of the example ended on 2026-02-10."""
    file, opening = tmp_path / "draft.json", bodies()["open_case"]
    young = {"kind": "citizen", "identifier": "E1", "identifier_kind": "passport", "born_on": born_on}
    opening["parties"][0] |= young
    file.write_text(json.dumps(opening, ensure_ascii=False))
    assert said in told("screen", file, "--on", "2026-06-01")["ages"]["1"]


def test_the_example_draft_is_screened_and_has_nothing_wrong_in_it(tmp_path: Path):
    drafted, file = draft(date(2026, 9, 7), "2026-0100"), tmp_path / "draft.json"
    file.write_text(json.dumps(drafted, ensure_ascii=False))
    assert told("screen", file)["in_scope"]["answer"] is True
    assert Play().judged("2026-09-07T09:00", "officer-li", "open_case", **drafted) == ()


def test_screen_never_says_no_where_the_threshold_is_unknown(tmp_path: Path):
    file = tmp_path / "draft.json"
    fine = {"kind": "fine", "amount": 1}
    file.write_text(json.dumps({"parties": [{"kind": "citizen", "penalties": [fine]}]}))
    for profile in ("emergency", "agriculture", "housing", "national"):
        found = told("screen", file, "--profile", profile, "--on", "2026-06-01")
        assert found["hearing"]["1"]["answer"] is None
    found = told("screen", file, "--profile", "emergency")
    assert "应急管理部令第18号" in found["hearing"]["1"]["reason"]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (("due", "decide", "--from", "2021-07-14"), "LawUnknown"),
        (("explain", "decide", "--from", "2021-07-14"), "LawUnknown"),
        (("before", "hearing_notice", "--on", "2021-07-14"), "LawUnknown"),
        (("due", "limitation", "--from", "9999-12-31"), "CalendarNotPublished"),
        (("due", "decide", "--from", "9999-12-31"), "CalendarNotPublished"),
        (("explain", "reconsideration", "--from", "9999-12-30"), "CalendarNotPublished"),
        (("before", "hearing_notice", "--on", "9999-12-31"), "CalendarNotPublished"),
        (("due", "statement", "--from", "2040-12-30"), "CalendarNotPublished"),
    ],
)
def test_art86_a_day_without_law_or_calendar_is_refused_and_never_raised(question, code):
    result = asked(*question, "--json")
    assert result.exit_code == 2
    found = json.loads(result.output)
    assert found["code"] == code


def test_art36_a_term_that_ended_before_all_calendars_is_explained():
    """Two years from Saturday 2018-05-05: no roll, and no holiday is needed."""
    assert told("explain", "limitation", "--from", "2018-05-05")["last_day"] == "2020-05-05"


@pytest.mark.parametrize(
    ("act_to", "answer"),
    [
        ({"act_to": "2024-03-01"}, True),
        ({"act_to": "2026-03-03"}, False),
        ({"act_to": None}, False),
        ({}, None),
    ],
)
def test_art36_2_screen_says_of_an_act_that_goes_on_that_limitation_has_not_begun(tmp_path, act_to, answer):
    file = tmp_path / "draft.json"
    file.write_text(json.dumps({"parties": [], "discovered_on": "2026-03-02", **act_to}))
    found = told("screen", file, "--on", "2026-05-18")["limitation"]
    assert (found and found["answer"]) is answer


def test_screen_names_both_laws_where_one_was_replaced(tmp_path: Path):
    file = tmp_path / "draft.json"
    draft = {"parties": [], "act_to": "2026-05-01", "basis": [{"statute": "大气污染防治法"}]}
    file.write_text(json.dumps(draft))
    (choice,) = told("screen", file, "--profile", "environment", "--on", "2026-09-01")["laws"]
    assert (choice["old"], choice["new"], choice["proposal"]) == ("大气污染防治法", "生态环境法典", None)


def test_a_calendar_is_shown():
    found = told("calendar", "show", 2026)
    assert list(found) == ["year", "notice", "days_off", "days_worked"]
    assert (len(found["days_off"]), len(found["days_worked"])) == (33, 6)
    assert "2026-02-28" in found["days_worked"]


def test_a_calendar_file_is_checked_and_marked_when_invented():
    assert told("calendar", "check", CALENDAR_2027)["invented"] is True
    assert "虚构，仅供演示" in asked("calendar", "check", CALENDAR_2027).stdout


def wrong_weekday(text: str) -> str:
    return text.replace("2027-01-01 周五", "2027-01-01 周四")


def double_day(text: str) -> str:
    return text.replace('"2027-01-02 周六"', '"2027-01-01 周五"')


@pytest.mark.parametrize(
    ("spoil", "says"), [(wrong_weekday, "wrong weekday"), (double_day, "twice"), (lambda t: t[:-40], "JSON")]
)
@pytest.mark.parametrize("command", [("calendar", "check"), ("adopt",), ("adopt", "--dry-run")])
def test_a_calendar_that_cannot_be_right_is_refused_by_its_line(tmp_path: Path, spoil, says, command):
    file = tmp_path / "calendar.json"
    file.write_text(spoil(CALENDAR_2027.read_text()))
    result = asked(command[0], file, *command[1:]) if command[0] == "adopt" else asked(*command, file)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "line" in result.stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("due", "statement", "--from", "2026-02-30"), "there is no such day"),
        (("due", "statement", "--from", "1.6.2026"), "write the day as 2026-06-01"),
        (("due", "nothing", "--from", "2026-02-13"), "no such term"),
        (("due", "statement"), "name a term and its start"),
        (("due", "lift_objection", "--from", "2026-06-01", "--profile", "market"), "no such term"),
        (("due", "statement", "--from", "2020-06-01", "--profile", "market"), "no rule was in force"),
        (("due", "statement", "--from", "2026-06-01", "--profile", "nowhere"), "no such profile"),
        (("due", "hearing_notice", "--from", "2026-06-23"), "law before"),
        (("before", "statement", "--on", "2026-06-23"), "law due"),
        (("calendar", "show", "2028"), "load the State Council notice for 2028"),
        (("calendar", "check", "missing.json"), "cannot be read"),
        (("screen", "missing.json"), "cannot be read"),
        (("due", "--batch", "missing.csv"), "cannot be read"),
    ],
)
def test_bad_input_gets_a_sentence_with_the_cure(arguments, says):
    result = asked(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""
    as_json = asked(*arguments, "--json")
    assert as_json.exit_code == 2
    assert says in json.loads(as_json.stdout)["detail"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("term,start\n", "profile"),
        ("", "profile"),
    ],
)
def test_a_batch_without_its_columns_is_refused(tmp_path: Path, text, says):
    file = tmp_path / "many.csv"
    file.write_text(text)
    result = asked("due", "--batch", file)
    assert result.exit_code == 2
    assert says in result.stderr


def test_facts_that_are_none_are_refused(tmp_path: Path):
    facts = tmp_path / "facts.json"
    facts.write_text('{"suspended": true}')
    result = asked("due", "decide", "--from", "2026-02-13", "--facts", facts)
    assert result.exit_code == 2
    assert "suspended" in result.stderr


def test_an_office_has_profiles_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "danyang.toml").write_text(
        'title = "丹阳"\nlayer = true\n[switches]\nstrict_backward = false\n'
    )
    monkeypatch.setenv("TINGSHU_PROFILES", str(tmp_path))
    asked_for = ("before", "hearing_notice", "--on", "2026-06-23", "--profile")
    assert told(*asked_for, "market")["latest_day"] == "2026-06-10"
    # The loose reading: the hearing may be held on the seventh working day itself.
    assert told(*asked_for, "market+danyang")["latest_day"] == "2026-06-11"
    (tmp_path / "yangzhong.toml").write_text('title = "扬中"\n[switches]\nstrict = false\n')
    faulty = asked(*asked_for, "market+yangzhong")
    assert faulty.exit_code == 2
    assert "line 3" in faulty.stderr


def test_a_register_that_is_away_exits_3_and_says_what_to_check(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("TINGSHU_DATABASE_URL", f"sqlite:///{tmp_path / 'away' / 'register.sqlite'}")
    result = asked("due", "statement", "--from", "2026-02-13")
    assert result.exit_code == 3
    assert result.stderr.startswith("✗ Unavailable\n")
    assert "→ 请检查 TINGSHU_DATABASE_URL" in result.stderr


def test_a_page_is_printed_for_a_lawyer(tmp_path: Path) -> None:
    place = tmp_path / "out" / "rights.pdf"
    made = told("page", "rights", "--pdf", place)
    assert made["pages"] > 2
    assert place.read_bytes().startswith(b"%PDF")
    again = asked("page", "rights", "--pdf", place)
    assert again.exit_code == 2
    assert "已经存在" in again.stderr
    assert place.stat().st_size > 10_000


def test_a_page_as_text_is_the_page_of_docs() -> None:
    assert asked("page", "rights").stdout == Path("docs/rights.md").read_text(encoding="utf-8")


def test_the_questions_have_the_answers_of_an_offices_own_profiles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = 'question = "?"\nrow = "readings.waiver"\nholds = true\nopinion = "可以"\nwho = "某律师"\nday = 2026-12-01\n'
    (tmp_path / "own.toml").write_text(f'title = "本局"\nlayer = true\n[[confirmed]]\n{said}', "utf-8")
    monkeypatch.setenv("TINGSHU_PROFILES", str(tmp_path))
    assert "〔本局〕问：? 答：可以适用。可以" in asked("page", "questions").stdout


def test_a_page_that_there_is_not_names_the_nearest() -> None:
    refused = asked("page", "statue")
    assert refused.exit_code == 2
    assert "请写作：statute" in refused.stderr
    assert "statute" in asked("page", "nothing-like-it").stderr


def test_without_fonts_a_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINGSHU_FONTS", str(tmp_path))
    refused = asked("page", "rights", "--pdf", tmp_path / "x.pdf")
    assert refused.exit_code == 3
    assert "TINGSHU_FONTS" in refused.stderr
    assert not (tmp_path / "x.pdf").exists()
