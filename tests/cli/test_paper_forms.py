"""Forms that people sign on paper, on the command line: listed, printed, and found again by the code on a scan."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import zxingcpp
from pypdf import PdfReader
from typer.testing import Result

from register.store import DocumentStore

Recorded = Callable[[str], dict[str, str]]
Asked = Callable[..., Result]
CASE = ("zj-market", "2026-0001")


def rows(asked: Asked, environment: dict[str, str]) -> dict[str, dict[str, object]]:
    found = json.loads(asked(environment, "document", "forms", *CASE, "--json").stdout)
    return {row["form"]: row for row in found}


def test_art87_the_blank_proof_of_service_is_there_from_the_day_of_issue(recorded: Recorded, asked: Asked):
    before, issued = rows(asked, recorded("issue_notices")), rows(asked, recorded("record_service"))
    assert before["blank_proof_of_service"]["ready"] is False
    assert issued["blank_proof_of_service"]["ready"] is True
    assert issued["blank_proof_of_service"]["move"] == "record_service"
    assert issued["blank_proof_of_service"]["field"] == "service.proof"
    assert issued["blank_proof_of_service"]["article"] == "民事诉讼法第八十七条"
    assert issued["interview_record"]["article"] == ""


def test_a_form_is_printed_and_its_scan_finds_case_and_move_again(
    recorded: Recorded, asked: Asked, tmp_path: Path
):
    environment, place = recorded("record_service"), tmp_path / "blank.pdf"
    form = (
        "document",
        "form",
        "blank_proof_of_service",
        "--case",
        *CASE,
        "--party",
        "1",
        "--out",
        str(place),
    )
    made = asked(environment, *form)
    assert made.exit_code == 0, made.output
    assert made.stdout == f"{place}（1 页）\n"
    picture = pypdfium2.PdfDocument(place.read_bytes())[0].render(scale=2).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    known = asked(environment, "document", "recognise", code.text)
    assert known.exit_code == 0, known.output
    assert "tingshu case do zj-market 2026-0001 record_service party=1 service.proof=@FILE" in known.stdout
    again = asked(environment, *form)
    assert again.exit_code == 2
    assert "已经存在" in again.stderr
    assert len(PdfReader(io.BytesIO(place.read_bytes())).pages) == 1


def test_a_form_that_has_nothing_to_be_written_on_it_says_what_comes_first(recorded: Recorded, asked: Asked):
    told = asked(recorded("issue_notices"), "document", "form", "waiver", "--case", *CASE, "--party", "1")
    assert told.exit_code == 1
    assert "FormTooSoon" in told.stderr
    assert "发出约谈函和告知书（issue_notices）" in told.stderr


def test_what_is_no_form_no_party_and_no_code_is_refused_with_what_there_is(recorded: Recorded, asked: Asked):
    environment = recorded("record_service")
    mistyped = asked(environment, "document", "form", "waver", "--case", *CASE)
    assert (mistyped.exit_code, "waiver" in mistyped.stderr) == (2, True)
    nobody = asked(environment, "document", "form", "waiver", "--case", *CASE)
    assert (nobody.exit_code, "每名当事人一份" in nobody.stderr) == (2, True)
    of_all = asked(environment, "document", "form", "case_review_sheet", "--case", *CASE, "--party", "1")
    assert (of_all.exit_code, "全案一份" in of_all.stderr) == (2, True)
    wrong = asked(environment, "document", "recognise", "tingshu:form/zj-market/2026-0001/waiver/1/00000000")
    assert (wrong.exit_code, "不是表单编码" in wrong.stderr) == (2, True)


def test_who_may_not_read_the_case_prints_no_form_of_it(recorded: Recorded, asked: Asked):
    environment = recorded("record_service") | {"TINGSHU_AS": "officer-ma"}
    form = ("document", "form", "waiver", "--case", *CASE, "--party", "1")
    assert asked(environment, *form).exit_code == 2
    assert asked(environment, "document", "forms", *CASE).exit_code == 2


def test_a_document_is_printed_from_its_stored_file(recorded: Recorded, asked: Asked, tmp_path: Path):
    environment = recorded("record_service")
    found = json.loads(asked(environment, "case", "documents", *CASE, "--json").stdout)
    notice = next(row for row in found if row["kind"] == "penalty_notice")
    DocumentStore(Path(environment["TINGSHU_DATA"]) / "documents").put(f"file {notice['document']}".encode())
    scan = asked(
        environment, "document", "printout", *CASE, str(notice["document"]), "-o", str(tmp_path / "a.pdf")
    )
    assert scan.exit_code == 2
    assert "tingshu case documents AGENCY NUMBER" in scan.stderr
    assert not (tmp_path / "a.pdf").exists()
