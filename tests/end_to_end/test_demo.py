"""The demo as a newcomer runs it, and everything that it leaves behind."""

import email
import json
import re
import subprocess
import sys
from collections import Counter
from email.policy import default
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from demo.run import STORIES
from demo.story import load
from domain.case.documents import DocumentKind
from engine.embedded import running
from installation.examples import EXAMPLES

pytestmark = pytest.mark.engine

AT_MOST_SECONDS = 400
TINGSHU = Path(sys.executable).with_name("tingshu")
NUMBER = re.compile(r"(镇市监\w+)〔(\d{4})〕(\d+)号")
SPOKEN = ("text", "why", "course", "opinion", "statements_answered", "summary")
"""Fields of a step in which somebody says something of the case."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("newcomer")


@pytest.fixture(scope="module")
def demo(place: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [TINGSHU, "demo"], cwd=place, capture_output=True, text=True, timeout=AT_MOST_SECONDS, check=False
    )


@pytest.fixture(scope="module")
def out(demo: subprocess.CompletedProcess[str], place: Path) -> Path:
    assert demo.returncode == 0, demo.stdout[-3000:] + demo.stderr[-3000:]
    return place / "out" / "demo"


@pytest.fixture(scope="module")
def summary(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def cases(summary: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {case["number"]: case for case in summary["cases"]}


def of_a_party(case: dict[str, Any], term: str, party: int) -> dict[str, Any]:
    (found,) = [d for d in case["deadlines"] if (d["term"], d["party"]) == (term, party)]
    return dict(found)


def text_of(pdf: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(pdf).pages)


def test_it_needs_no_terminal_and_says_nothing_on_stderr(demo, out):
    assert demo.stderr == ""
    assert "\x1b[" not in demo.stdout
    assert "全部成立" in demo.stdout


def test_everything_it_started_has_ended(out):
    assert running(out / "data") is None
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment = (process / "environ").read_bytes()
        except OSError:
            continue
        assert str(out / "data").encode() not in environment, process


def test_the_summary_has_this_form(summary):
    assert set(summary) == {"invented", "cases", "server", "seconds"}
    assert set(summary["server"]) == {"version"}
    for case in summary["cases"]:
        assert set(case) == {
            "number", "stage", "parties", "documents", "deadlines", "refusals", "reminders", "reports",
            "history_events", "history_bytes",
        }  # fmt: skip
        assert all(set(p) == {"name", "outcome"} for p in case["parties"])
        assert all(set(d) == {"kind", "number", "path", "sha256", "pages"} for d in case["documents"])
        assert all(set(r) == {"move", "code", "article"} for r in case["refusals"])
        for deadline in case["deadlines"]:
            days = set(deadline) - {"term", "party", "start", "state"}
            assert days in ({"last_day"}, {"earliest", "latest"})


def test_the_cases_end_as_they_must(cases):
    assert {n: c["stage"] for n, c in cases.items()} == {
        "2026-0001": "closed",
        "2026-0002": "executing",
        "2026-0003": "closed",
        "2026-0006": "closed",
        "2026-0007": "closed",
    }
    assert [p["outcome"] for p in cases["2026-0002"]["parties"]] == ["penalty", "penalty"]
    assert [p["outcome"] for p in cases["2026-0003"]["parties"]] == ["no_penalty"]


NOT_IN_THE_DEMO = {
    DocumentKind.EXTENSION_APPROVAL,
    DocumentKind.RECUSAL_DECISION,
    DocumentKind.HEARING_DECLINED,
    DocumentKind.NOT_ESTABLISHED_DECISION,
    DocumentKind.FILING_CORRECTION_NOTICE,
    DocumentKind.WITHDRAWAL_DECISION,
    DocumentKind.TERMINATION_DECISION,
    DocumentKind.TRANSFER_LETTER,
    DocumentKind.CORRECTION_ORDER,
    DocumentKind.REVOCATION_DECISION,
    DocumentKind.VARIATION_DECISION,
    DocumentKind.TEXT_CORRECTION,
    DocumentKind.PAYMENT_DEMAND,
    DocumentKind.ENFORCEMENT_APPLICATION,
    DocumentKind.SUPERVISION_URGING,
    DocumentKind.SUPERVISION_NOTICE,
    DocumentKind.SUPERVISION_OPINION,
    DocumentKind.SUPERVISION_DECISION,
}
"""Of courses that no story takes: shown by tests/documents."""


def test_one_case_leaves_the_main_line_and_comes_to_its_end(cases):
    """New notices after new evidence, suspension, transfer and return, deferral, a remedy, a refund."""
    moves = {step.move for step in load(EXAMPLES / "off_the_main_line.json").steps}
    assert moves >= {
        "return_to_notifying",
        "suspend",
        "resume",
        "transfer_to_judiciary",
        "return_from_judiciary",
        "defer_payment",
        "record_remedy",
        "record_refund",
        "withdraw_publication",
    }
    made = [d["kind"] for d in cases["2026-0007"]["documents"]]
    assert made.count("penalty_notice") == 2
    assert [p["outcome"] for p in cases["2026-0007"]["parties"]] == ["penalty"]


def test_every_kind_of_document_is_there(cases):
    made = {d["kind"] for c in cases.values() for d in c["documents"]}
    assert made == set(DocumentKind) - NOT_IN_THE_DEMO


def test_every_document_is_a_pdf_with_its_number_pages_and_hash(cases, place):
    for document in (d for c in cases.values() for d in c["documents"]):
        file = place / document["path"]
        assert sha256(file.read_bytes()).hexdigest() == document["sha256"]
        assert len(PdfReader(file).pages) == document["pages"]
        text = text_of(file).replace("\n", "")
        assert document["number"] in text
        assert "预览" not in text


def test_every_document_is_pdf_a_2a_and_pdf_ua_1(cases, place):
    for document in (d for c in cases.values() for d in c["documents"]):
        claimed = (place / document["path"]).read_bytes().decode("latin-1")
        assert re.search(r"pdfaid:part>2<", claimed)
        assert re.search(r"pdfaid:conformance>A<", claimed)
        assert re.search(r"pdfuaid:part>1<", claimed)


def test_the_numbers_run_from_1_without_gaps(cases):
    serials: dict[str, list[int]] = {}
    for number in (d["number"] for c in cases.values() for d in c["documents"] if d["number"]):
        found = NUMBER.fullmatch(number)
        assert found, number
        serials.setdefault(f"{found[1]}{found[2]}", []).append(int(found[3]))
    assert all(sorted(s) == list(range(1, len(s) + 1)) for s in serials.values()), serials


def test_gates_1_to_6_refused_with_code_and_article(cases):
    refused = {(r["move"], r["code"], r["article"]) for r in cases["2026-0003"]["refusals"]}
    for gate in (
        ("open_case", "CertificateInvalid", "行政处罚法第四十二条"),
        ("notify_hearing", "PresiderInvestigated", "行政处罚法第六十四条第四项"),
        ("impose", "StatementPeriodRunning", "市场监督管理行政处罚程序规定第五十七条"),
        ("impose", "NotRechecked", "行政处罚法第六十二条"),
        ("impose", "HearingOutstanding", "行政处罚法第六十三条"),
        ("impose", "NotReviewed", "行政处罚法第五十八条"),
        ("prepare_decision", "HeavierThanNotified", "行政处罚法第四十四条"),
        ("issue_notices", "DocumentNotSealed", "行政处罚法第五十九条"),
        ("record_service", "NoConsentToElectronicService", "行政处罚法第六十一条"),
    ):
        assert gate in refused


def test_art58_1_2_a_review_from_before_the_hearing_lets_nobody_impose(cases):
    refused = {(r["move"], r["code"], r["article"]) for r in cases["2026-0006"]["refusals"]}
    assert ("impose", "NotReviewedSinceHearing", "行政处罚法第五十八条第一款第二项") in refused
    assert [p["outcome"] for p in cases["2026-0006"]["parties"]] == ["penalty"]


def test_the_cases_are_told_in_the_order_of_date(out):
    timeline = (out / "timeline.txt").read_text(encoding="utf-8")
    days = re.findall(r"^(\d{4}-\d{2}-\d{2}) 周. \d{2}:\d{2}  (?!时钟)", timeline, re.MULTILINE)
    assert len(days) > 100
    assert days == sorted(days)


def test_art46_the_company_may_sue_until_2027_02_12_once_the_invented_year_is_adopted(cases):
    """Served on Wednesday 2026-08-05: six months end on Friday 2027-02-05, off in the invented notice until 02-11."""
    case = cases["2026-0002"]
    assert of_a_party(case, "payment", 1) | {"start": "2026-08-05"} == of_a_party(case, "payment", 1)
    lawsuit = of_a_party(case, "lawsuit", 1)
    assert (lawsuit["start"], lawsuit["last_day"]) == ("2026-08-05", "2027-02-12")


def test_a_case_without_the_invented_year_may_be_sued_upon_until_a_provisional_day(cases):
    lawsuit = of_a_party(cases["2026-0003"], "lawsuit", 1)
    assert (lawsuit["earliest"], lawsuit["state"]) == ("2027-01-06", "provisional")


def test_the_citizen_is_served_on_a_sunday_by_the_clock(cases):
    statement = of_a_party(cases["2026-0002"], "statement", 2)
    assert (statement["start"], statement["last_day"]) == ("2026-07-05", "2026-07-10")  # Sunday, Friday


def test_reports_are_delivered_as_sent_and_each_case_was_reminded_of(cases):
    for case in cases.values():
        assert case["reports"]["delivered"] == case["reports"]["sent"] > 0
    assert cases["2026-0002"]["reminders"] > 0


def test_no_message_came_twice_unrecognisably(out):
    mails = [email.message_from_bytes(f.read_bytes(), policy=default) for f in (out / "mail").glob("*.eml")]
    bodies: dict[str, set[str]] = {}
    for mail in mails:
        bodies.setdefault(mail["Message-ID"], set()).add(f"{mail['To']}{mail.get_content()}")
    assert len(mails) > 100
    assert all(len(b) == 1 for b in bodies.values())


def test_the_timeline_is_one_that_a_lawyer_reads(out):
    timeline = (out / "timeline.txt").read_text(encoding="utf-8")
    for said in (
        "公告送达期间：已届满，届满日 2026-07-05",
        "2026-06-09 周二 10:00  主持人 何示例　通知听证　✗ 拒绝",
        "暂定：不早于2027-02-05 周五，不晚于2027-02-15 周一",
        "改为2027-02-12 周五届满",
        "轻于告知",
        "⚡",
    ):
        assert said in timeline
    assert Counter(timeline)["✗"] > 20


def personal(value: Any, field: str = "") -> set[str]:
    """Every name, identifier, address and statement in a story."""
    if isinstance(value, dict):
        return {found for name, inner in value.items() for found in personal(inner, name)}
    if isinstance(value, list):
        return {found for inner in value for found in personal(inner, field)}
    named = ("name", "identifier", "address", "contact", "representative", "receiver", *SPOKEN)
    return {value} if isinstance(value, str) and field in named and len(value) > 1 else set()


def test_no_name_identifier_address_or_statement_is_in_any_log(out):
    wanted = {w for name in STORIES for s in load(EXAMPLES / f"{name}.json").steps for w in personal(s.body)}
    assert len(wanted) > 40
    logs = [*(out / "logs").glob("*.log"), *(out / "data").rglob("*.log")]
    assert {log.name for log in logs} >= {"worker.log", "api.log", "platform.log", "server.log"}
    for log in logs:
        text = log.read_text(encoding="utf-8")
        assert [w for w in wanted if w in text or json.dumps(w)[1:-1] in text] == [], log


def test_at_its_end_it_shows_that_all_is_well(demo, out):
    shown = demo.stdout.partition("$ tingshu status")[2]
    assert "一切正常 · all is well" in shown
    assert "✗" not in shown


def test_one_can_look_on_afterwards_without_an_engine(out, place, cases):
    def told(*command: str) -> Any:
        environment = {"TINGSHU_DATA": "out/demo/data", "PATH": "/usr/bin:/bin"}
        run = subprocess.run(
            [TINGSHU, *command, "--json"],
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(run.stdout)

    listed = told("case", "list", "--as", "supervisor-wu")
    assert {c["number"] for c in listed} == set(cases)
    for part in ("register", "store", "numbers"):
        assert told("check", part)["faults"] == 0, part


def test_a_second_demo_keeps_away_from_a_folder_in_use(out, place):
    import fcntl

    with (place / "out" / ".demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run = subprocess.run([TINGSHU, "demo"], cwd=place, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "正在使用" in run.stdout
    assert (out / "summary.json").exists()
