"""Papers for the public and OFD, on the command line: a case whose documents were really made."""

import json
import os
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import Result

from documents.typesetting import Typesetter
from domain.case.documents import DocumentKind
from installation.migrating import migrate, open_register
from register.projection import CaseProjection
from register.recording import Recorder
from register.rulebooks import Rulebooks
from register.store import DocumentStore
from settings import Settings
from tests.documents.conftest import FONTS
from tests.documents.printing import PrintedPlay, printed
from tests.documents.reading import says, text_of

Asked = Callable[..., Result]
CASE = ("--case", "zj-market", "2026-0001")


@pytest.fixture(scope="module")
def played() -> PrintedPlay:
    made: PrintedPlay = printed(Typesetter(FONTS))
    return made


@pytest.fixture(scope="module")
def office(played: PrintedPlay, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    settings = Settings(data=tmp_path_factory.mktemp("published"))
    migrate(settings)
    with closing(open_register(settings)) as database:
        Rulebooks(database).keep(played.case.rulebook)
        Recorder(database, CaseProjection()).record("zj-market", "2026-0001", played.entries)
    store = DocumentStore(settings.data / "documents")
    for data in played.store.files.values():
        store.put(data)
    own = {name: v for name, v in os.environ.items() if not name.startswith(("TINGSHU_", "TEMPORAL_"))}
    return own | {
        "TINGSHU_DATA": str(settings.data),
        "TINGSHU_TIME_SKIPPING": "true",
        "TINGSHU_AS": "officer-li",
    }


def test_summary_and_copy_are_printed_without_the_names_of_persons(
    office: dict[str, str], asked: Asked, tmp_path: Path
):
    for paper, title in (("summary", "行政处罚信息摘要"), ("copy", "行政处罚决定书")):
        place = tmp_path / f"{paper}.pdf"
        made = asked(office, "document", "public", paper, *CASE, "--out", str(place))
        assert made.exit_code == 0, made.output
        assert "人工核对" in made.stdout
        says(place.read_bytes(), title, "沈某某")
        assert "沈示例" not in text_of(place.read_bytes())


def test_what_the_officer_withholds_is_kept_back_too(office: dict[str, str], asked: Asked, tmp_path: Path):
    place = tmp_path / "copy.pdf"
    made = asked(
        office, "document", "public", "copy", *CASE, "--withhold", "货值金额15000元", "--out", str(place)
    )
    assert made.exit_code == 0, made.output
    assert "15000" not in text_of(place.read_bytes())


def test_art48_what_is_not_decided_yet_is_not_made_public(
    recorded: Callable[[str], dict[str, str]], asked: Asked
):
    told = asked(recorded("impose"), "document", "public", "copy", *CASE, "--json")
    assert told.exit_code == 1, told.output
    assert json.loads(told.stdout)["code"] == "NotDecided"


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [(("summry",), "summary"), (("copy", "--party", "7"), "1"), (("copy", "--withhold", ""), "")],
)
def test_a_paper_or_a_party_that_there_is_not_is_told_with_its_cure(
    office: dict[str, str], asked: Asked, arguments: tuple[str, ...], cure: str, tmp_path: Path
):
    told = asked(office, "document", "public", *arguments, *CASE, "--out", str(tmp_path / "x.pdf"))
    if cure:
        assert told.exit_code == 2
        assert cure in told.stderr
    else:
        assert told.exit_code == 0, told.output


def test_a_final_document_comes_out_as_ofd(
    office: dict[str, str], played: PrintedPlay, asked: Asked, tmp_path: Path
):
    decision = next(d for d in played.case.documents.all if d.kind is DocumentKind.PENALTY_DECISION)
    place = tmp_path / "decision.ofd"
    made = asked(office, "document", "ofd", "zj-market", "2026-0001", str(decision.id), "--out", str(place))
    assert made.exit_code == 0, made.output
    with zipfile.ZipFile(place) as archive:
        assert f"行政处罚决定书 {decision.number}" in archive.read("OFD.xml").decode()
    assert asked(office, "document", "ofd", "zj-market", "2026-0001", "999").exit_code == 2
