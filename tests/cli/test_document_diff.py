"""`tingshu document diff`: the versions of a draft, with who edited it and why, and what they say otherwise."""

import json
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import Result

from documents.typesetting import Typesetter
from installation.migrating import migrate, open_register
from register.projection import CaseProjection
from register.recording import Recorder
from register.rulebooks import Rulebooks
from register.store import DocumentStore
from settings import Settings
from tests.documents.conftest import FONTS
from tests.documents.printing import printed

Asked = Callable[..., Result]
DIFF = ("document", "diff", "zj-market", "2026-0001")
LETTER, NOTICE = "3", "4"
EDITS = (
    ("2026-05-22T11:00", "你单位经营标签未标注生产日期的食品。", "写明经营的食品"),
    ("2026-05-22T12:00", "你单位经营标签未标注生产日期的食品二十箱。", "写明数量"),
)


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An installation whose one case has a notice that was edited twice."""
    settings = Settings(data=tmp_path_factory.mktemp("edited"))
    played = printed(Typesetter(FONTS), "approve_notices", DocumentStore(settings.data / "documents"))
    for when, text, reason in EDITS:
        body = {"document": int(NOTICE), "section": "facts", "text": text, "reason": reason}
        played.do(when, "officer-li", "edit_document", **body)
    migrate(settings)
    with closing(open_register(settings)) as database:
        Rulebooks(database).keep(played.case.rulebook)
        Recorder(database, CaseProjection()).record("zj-market", "2026-0001", played.entries)
    own = {name: v for name, v in os.environ.items() if not name.startswith(("TINGSHU_", "TEMPORAL_"))}
    return own | {
        "TINGSHU_DATA": str(settings.data),
        "TINGSHU_TIME_SKIPPING": "true",
        "TINGSHU_AS": "head-chen",
        "COLUMNS": "80",
    }


def test_the_last_version_is_compared_with_the_one_before(edited: dict[str, str], asked: Asked):
    shown = asked(edited, *DIFF, NOTICE)
    assert shown.exit_code == 0, shown.output
    assert "《行政处罚告知书》 4：第2版 → 第3版" in shown.stdout
    assert "   第1版 2026-05-22T10:00 officer-li 制作 prepared" in shown.stdout
    assert "   第3版 2026-05-22T12:00 officer-li 事实：写明数量" in shown.stdout
    assert "你单位经营标签未标注生产日期的食品{+二十箱+}。" in shown.stdout


def test_any_two_versions_are_compared_in_either_order(edited: dict[str, str], asked: Asked):
    found = json.loads(asked(edited, *DIFF, NOTICE, "--from", "3", "--to", "2", "--json").stdout)
    assert (found["before"], found["after"], found["kind"]) == (3, 2, "penalty_notice")
    assert found["sections"] == [
        {
            "section": "facts",
            "title": "事实",
            "passages": [
                {"how": "same", "text": "你单位经营标签未标注生产日期的食品"},
                {"how": "removed", "text": "二十箱"},
                {"how": "same", "text": "。"},
            ],
        }
    ]
    assert found["besides"] == []
    assert [(v["version"], v["by"], v.get("section"), v.get("reason")) for v in found["versions"]] == [
        (1, "officer-li", None, None),
        (2, "officer-li", "facts", "写明经营的食品"),
        (3, "officer-li", "facts", "写明数量"),
    ]
    assert len({v["content_sha256"] for v in found["versions"]}) == 3


def test_a_version_is_the_same_as_itself(edited: dict[str, str], asked: Asked):
    shown = asked(edited, *DIFF, NOTICE, "--from", "2", "--to", "2").stdout
    assert "（文字相同 · the words are the same）" in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((NOTICE, "--to", "4"), "文书4没有第4版"),
        ((NOTICE, "--from", "9"), "请填写其中一版：1、2、3"),
        ((LETTER,), "文书3没有两版可以对比"),
        (("99",), "没有这个文书"),
    ],
)
def test_a_version_or_document_that_is_not_there_is_refused_with_those_that_are(
    edited: dict[str, str], asked: Asked, typed: tuple[str, ...], said: str
):
    refused = asked(edited, *DIFF, *typed)
    assert refused.exit_code in (1, 2), refused.output
    assert said in refused.output.replace("\n", "")


def test_another_agency_learns_of_no_document(edited: dict[str, str], asked: Asked):
    refused = asked(edited | {"TINGSHU_AS": "officer-ma"}, *DIFF, NOTICE)
    assert refused.exit_code != 0
    assert "食品" not in refused.output


def test_a_content_that_the_store_has_lost_is_named(edited: dict[str, str], asked: Asked):
    found = json.loads(asked(edited, *DIFF, NOTICE, "--json").stdout)
    lost = found["versions"][1]["content_sha256"]
    (file,) = (
        p for p in Path(edited["TINGSHU_DATA"], "documents").rglob("*") if p.is_file() and lost in p.name
    )
    kept = file.read_bytes()
    file.chmod(0o600)
    file.unlink()
    refused = asked(edited, *DIFF, NOTICE)
    file.write_bytes(kept)
    assert refused.exit_code != 0
    assert lost in refused.output.replace("\n", "")
