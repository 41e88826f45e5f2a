"""`tingshu document print-batch`: what waits for a seal as one PDF, and the addresses for a mail merge."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pypdf
import pytest
from typer.testing import Result

from desk.print_batches import harmless
from domain.canonical import sha256
from domain.case.journal import GENESIS, Entry, chained
from installation.migrating import migrate
from installation.office import opened
from register.projection import CaseProjection
from register.recording import Recorder
from settings import Settings
from tests.documents.binding import pdf_of
from tests.procedure.playing import standard

Asked = Callable[..., Result]
PRINTED = {3: pdf_of("letter one", "letter two", "letter three"), 4: pdf_of("notice")}
"""Letter and notice of the case, by their numbers in it."""


def with_files(entries: Sequence[Entry], files: Mapping[str, str]) -> Iterator[Entry]:
    """The same journal with other hashes in it, chained anew."""
    head = GENESIS
    for entry in entries:
        body = json.dumps(entry.body)
        for was, now in files.items():
            body = body.replace(was, now)
        linked = chained(entry.model_copy(update={"body": json.loads(body)}), head)
        head = linked.head
        yield linked


@pytest.fixture
def waiting(tmp_path: Path) -> dict[str, str]:
    """An installation in which letter and notice wait for their seals, with their bytes."""
    settings, played = Settings(data=tmp_path / "data", time_skipping=True), standard(until="record_sealing")
    migrate(settings)
    with opened(settings) as parts:
        files = {sha256(f"file {n}".encode()): parts.store.put(data) for n, data in PRINTED.items()}
        parts.rulebooks.keep(played.case.rulebook)
        entries = list(with_files(played.entries, files))
        Recorder(parts.database, CaseProjection()).record("zj-market", "2026-0001", entries)
    return {"TINGSHU_DATA": str(settings.data), "TINGSHU_TIME_SKIPPING": "true", "TINGSHU_AS": "clerk-zhao"}


def test_all_that_waits_for_a_seal_is_printed_in_order_and_nothing_else(
    waiting: dict[str, str], asked: Asked, tmp_path: Path
):
    out, addresses = tmp_path / "all.pdf", tmp_path / "addresses.csv"
    command = ("document", "print-batch", "--out", str(out), "--addresses", str(addresses))
    made = asked(waiting, *command, "--two-sided", "--json")
    assert made.exit_code == 0, made.output
    assert [(row["kind"], row["number"]) for row in json.loads(made.stdout)] == [
        ("审前听述约谈函", "〔2026〕3号"),
        ("行政处罚告知书", "〔2026〕4号"),
    ]
    pages = [page.extract_text().strip() for page in pypdf.PdfReader(out).pages]
    assert pages == ["letter one", "letter two", "letter three", "", "notice", ""]
    rows = list(csv.DictReader(io.StringIO(addresses.read_bytes().decode("utf-8-sig"))))
    assert [(row["文号"], row["收件人"]) for row in rows] == [
        ("〔2026〕3号", "镇江示例食品有限公司"),
        ("〔2026〕4号", "镇江示例食品有限公司"),
    ]
    assert all(row["地址"] for row in rows)


def test_who_seals_nothing_has_nothing_to_print(waiting: dict[str, str], asked: Asked, tmp_path: Path):
    out = tmp_path / "all.pdf"
    made = asked(waiting | {"TINGSHU_AS": "officer-li"}, "document", "print-batch", "--out", str(out))
    assert made.exit_code == 0, made.output
    assert not out.exists()


def test_what_a_party_wrote_is_no_formula_in_the_addresses():
    assert [harmless(cell) for cell in ("=1+1", "+86", "@a", "镇江")] == ["'=1+1", "'+86", "'@a", "镇江"]
