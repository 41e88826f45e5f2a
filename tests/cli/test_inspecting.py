"""`tingshu check store --inspect`: what came in before there was a quarantine is looked through, and kept apart where it is dangerous."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert
from typer.testing import Result

from domain.case.dangers import Danger, Release
from domain.case.uploads import Upload
from installation.migrating import migrate
from installation.office import Office, opened
from register.tables import documents, files
from settings import Settings
from tests.api import samples

Asked = Callable[..., Result]
NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)


@pytest.fixture
def office(tmp_path) -> Iterator[Office]:
    settings = Settings(data=tmp_path / "data", time_skipping=True)
    migrate(settings)
    with opened(settings) as parts:
        yield parts


def brought(parts: Office, content: bytes) -> str:
    """Store a file as a version did that looked into none."""
    sha256 = parts.store.put(content)
    parts.book.uploaded(Upload("zj-market", sha256, "", len(content), "", "officer-li", NOON))
    return sha256


def named(parts: Office, sha256: str) -> None:
    with parts.database.writing() as connection:
        row = {"agency": "zj-market", "number": "2026-0001", "sha256": sha256, "text": False}
        connection.execute(insert(files).values(row))


@pytest.fixture
def check(office: Office, asked: Asked) -> Callable[..., Result]:
    environment = {
        "TINGSHU_DATA": str(office.settings.data),
        "TINGSHU_TIME_SKIPPING": "true",
        "COLUMNS": "240",
    }
    return lambda *more: asked(environment, "check", "store", "--inspect", *more)


def inspected(result: Result) -> tuple[int, dict[str, list[str]], list[list[str]]]:
    told = json.loads(result.stdout)["inspected"]
    apart = told["kept_apart"]
    return told["looked_at"], {o["sha256"]: o["dangers"] for o in apart}, [o["cases"] for o in apart]


def test_old_uploads_are_looked_through_and_what_is_dangerous_is_kept_apart_from_then_on(
    office: Office, check: Callable[..., Result]
):
    macros, programme = brought(office, samples.DOCM), brought(office, samples.EXE)
    harmless = brought(office, samples.PDF)
    named(office, macros)
    assert [office.quarantine.dangers(one) for one in (macros, programme)] == [(), ()]
    looked_at, apart, of_cases = inspected(check("--json"))
    assert (looked_at, apart) == (3, {macros: [Danger.MACROS], programme: [Danger.PROGRAMME]})
    assert sorted(of_cases) == [[], ["zj-market/2026-0001"]]
    assert office.quarantine.dangers(harmless) == ()
    assert office.quarantine.dangers(macros) == (Danger.MACROS,)
    assert inspected(check("--json"))[:2] == (3, {})


def test_what_was_released_stays_released(office: Office, check: Callable[..., Result]):
    archive = brought(office, samples.ZIP)
    office.quarantine.keep_apart(archive, [Danger.ARCHIVE])
    office.quarantine.release(Release("zj-market", archive, "已查验", "officer-wang", NOON))
    assert inspected(check("--json"))[:2] == (1, {})
    assert not office.quarantine.holds(archive)


def test_a_file_that_a_case_names_is_looked_through_without_an_upload_and_what_was_made_here_is_not(
    office: Office, check: Callable[..., Result]
):
    """A register that came back from the engine knows no uploads, and no dangers."""
    evidence, letter = office.store.put(samples.ZIP), office.store.put(b"%PDF- /JavaScript of our own")
    named(office, evidence)
    named(office, letter)
    row = {"agency": "zj-market", "number": "2026-0001", "document": 1, "kind": "x", "about": "", "pages": 1}
    with office.database.writing() as connection:
        connection.execute(insert(documents).values(**row, state="final", file_sha256=letter))
    assert inspected(check("--json"))[:2] == (1, {evidence: [Danger.ARCHIVE]})


def test_a_lost_file_hinders_no_other_and_is_named_by_the_check(office: Office, check: Callable[..., Result]):
    lost, archive = brought(office, b"lost"), brought(office, samples.ZIP)
    named(office, lost)
    (office.settings.data / "documents" / lost[:2] / lost[2:4] / lost).unlink()
    result = check()
    assert result.exit_code == 1
    assert "查验文件 1 个，新隔离 1 个" in result.output
    assert "文件缺失" in result.output
    assert archive in result.output
