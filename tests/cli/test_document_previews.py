"""Previews of documents and checks of templates, in a shell."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from typer.testing import Result

from documents.editions import TEMPLATES
from installation.templates import faults_of
from tests.documents.conftest import FONTS
from tests.documents.reading import says

Recorded = Callable[[str], dict[str, str]]
Asked = Callable[..., Result]
CASE = ("--case", "zj-market", "2026-0001")
NOTICE = "penalty_notice"


@pytest.fixture
def nowhere(tmp_path: Path) -> dict[str, str]:
    """No installation at all: an example needs none."""
    return {"TINGSHU_DATA": str(tmp_path / "none"), "TINGSHU_FONTS": str(FONTS), "COLUMNS": "200"}


def test_an_example_is_shown_without_any_installation(asked: Asked, nowhere: dict[str, str], tmp_path: Path):
    for option, ending in (("--html", "html"), ("--docx", "docx"), ("--pdf", "pdf")):
        out = tmp_path / f"notice-{ending}"
        told = asked(nowhere, "document", "preview", NOTICE, "--example", option, "--out", str(out))
        assert told.exit_code == 0, told.output
        assert told.stdout == f"{out}\n"
    assert "<h1>行政处罚告知书</h1>" in (tmp_path / "notice-html").read_text("utf-8")
    assert docx.Document(io.BytesIO((tmp_path / "notice-docx").read_bytes())).paragraphs
    says((tmp_path / "notice-pdf").read_bytes(), "行政处罚告知书", "预览")
    assert not (tmp_path / "none").exists()


def test_the_ending_of_the_file_says_what_is_wanted_and_a_kind_has_its_title_too(
    asked: Asked, nowhere: dict[str, str], tmp_path: Path
):
    out = tmp_path / "告知书.html"
    assert asked(nowhere, "document", "preview", "行政处罚告知书", "--out", str(out)).exit_code == 0
    assert out.read_bytes().startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("announcement_account", "公告送达情况说明"), ("行政处罚信息摘要", "行政处罚信息摘要")],
)
def test_a_form_and_the_summary_have_an_example_too(
    asked: Asked, nowhere: dict[str, str], tmp_path: Path, typed: str, said: str
):
    out = tmp_path / "example.pdf"
    told = asked(nowhere, "document", "preview", typed, "--example", "--out", str(out))
    assert told.exit_code == 0, told.output
    says(out.read_bytes(), said, "预览")


def test_a_form_is_previewed_as_it_is_printed(asked: Asked, nowhere: dict[str, str], tmp_path: Path):
    out = tmp_path / "recheck.pdf"
    told = asked(nowhere, "document", "preview", "recheck_opinion", "--example", "--out", str(out))
    assert told.exit_code == 0, told.output
    says(out.read_bytes(), "表单编码", "tingshu:form/example/0/recheck_opinion/-/", "第1页，共1页")


@pytest.mark.parametrize(
    ("options", "field", "cure"),
    [
        (("waiver", *CASE), "KIND", "空白文书用 document form"),
        (("penalty_notise",), "KIND", "是否为 penalty_notice"),
        (("处罚告知书",), "KIND", "是否为 行政处罚告知书"),
        (("nonsense",), "KIND", "请对照 docs/templates.md 的列表"),
        ((NOTICE, "--html", "--docx"), "--html", "请保留其中一个"),
        ((NOTICE, "--example", *CASE), "--example", "请保留其中一个"),
        ((NOTICE, "--out", "/proc/none/x.pdf", "--html"), "--out", "请用 --out 另选文件"),
    ],
)
def test_what_is_asked_wrongly_is_told_with_its_cure(
    asked: Asked, nowhere: dict[str, str], options: tuple[str, ...], field: str, cure: str
):
    told = asked(nowhere, "document", "preview", *options)
    assert told.exit_code == 2, told.output
    assert field in told.stderr
    assert cure in told.stderr


def test_a_kind_that_the_case_does_not_have_is_told_with_those_it_has(asked: Asked, recorded: Recorded):
    told = asked(recorded("impose") | {"COLUMNS": "400"}, "document", "preview", "payment_demand", *CASE)
    assert told.exit_code == 2, told.output
    assert "本案没有《催告书》" in told.stderr
    assert "penalty_notice" in told.stderr


def test_a_case_is_read_under_its_rights_and_with_what_its_store_has_kept(
    asked: Asked, recorded: Recorded, tmp_path: Path
):
    preview = ("document", "preview", NOTICE, *CASE, "--html", "--out", str(tmp_path / "x.html"))
    stranger = asked(recorded("impose") | {"TINGSHU_AS": "officer-ma"}, *preview)
    assert stranger.exit_code == 2, stranger.output
    lost = asked(recorded("impose"), *preview)
    assert lost.exit_code == 3, lost.output
    assert "FileMissing" in lost.stderr
    assert not (tmp_path / "x.html").exists()


def test_templates_are_checked_and_each_fault_is_told_as_editors_read_it(asked: Asked, tmp_path: Path):
    own = tmp_path / "own"
    own.mkdir()
    notice = (TEMPLATES / "penalty_notice.jinja").read_text("utf-8")
    (own / "penalty_notice.jinja").write_text(notice.replace("cause", "caus", 1), "utf-8")
    told = asked({}, "document", "lint", str(own))
    assert told.exit_code == 1
    assert told.stdout.startswith(
        f"{own}/penalty_notice.jinja:6: 《行政处罚告知书》没有字段 caus → 可用的字段："
    )
    (fault,) = json.loads(asked({"TINGSHU_TEMPLATES": str(own)}, "document", "lint", "--json").stdout)
    assert (fault["file"], fault["line"]) == (f"{own}/penalty_notice.jinja", 6)
    (own / "penalty_notice.jinja").write_text(notice, "utf-8")
    mended = asked({}, "document", "lint", str(own))
    assert (mended.exit_code, mended.stdout) == (0, "没有发现错误 · no fault was found\n")


def test_no_folder_of_templates_is_told_with_its_cure(asked: Asked):
    told = asked({"TINGSHU_TEMPLATES": ""}, "document", "lint")
    assert told.exit_code == 2
    assert "TINGSHU_TEMPLATES" in told.stderr
    assert faults_of(Path("/nowhere"))


@pytest.mark.parametrize("command", ["up", "worker", "api"])
def test_nothing_starts_with_templates_that_have_faults(
    asked: Asked, recorded: Recorded, tmp_path: Path, command: str
):
    (tmp_path / "penalty_notice.jinja").write_text("# {{ nonsense }}\n", "utf-8")
    told = asked(recorded("impose") | {"TINGSHU_TEMPLATES": str(tmp_path), "COLUMNS": "400"}, command)
    assert told.exit_code == 2, told.output
    assert f"{tmp_path}/penalty_notice.jinja:1" in told.stderr
