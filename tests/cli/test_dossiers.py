"""`tingshu case dossier` and `tingshu dossier verify`, and the sealing at the closing."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from temporalio.testing import ActivityEnvironment
from typer.testing import Result

from activities.delivering import Batch, Delivered, Delivering
from activities.dossiers import DossierSender
from domain.canonical import sha256
from domain.case.checks import Check, Part
from domain.case.dossier import SealOrder
from installation.checking import Checking
from installation.migrating import migrate
from installation.office import opened
from register.projection import CaseProjection
from register.recording import Recorder
from settings import Settings
from tests.procedure.playing import standard

Recorded = Callable[[str], dict[str, str]]
Asked = Callable[..., Result]
CASE = ("zj-market", "2026-0001")


def test_a_dossier_is_written_and_verified(recorded: Recorded, asked: Asked, tmp_path: Path):
    file = tmp_path / "dossier.pdf"
    command = ("case", "dossier", *CASE, "--part", "main", "--out", str(file), "--json")
    made = asked(recorded("impose"), *command)
    assert made.exit_code == 0, made.output
    assert json.loads(made.stdout) == {
        "path": str(file),
        "sha256": sha256(file.read_bytes()),
        "size": file.stat().st_size,
    }
    verified = asked({}, "dossier", "verify", str(file), "--json")
    assert verified.exit_code == 0, verified.output
    found = json.loads(verified.stdout)
    assert (found["whole"], found["faults"], found["list"]["part"]) == (True, [], "main")
    assert "✓" in asked({}, "dossier", "verify", str(file)).stdout


def test_nothing_is_written_over(recorded: Recorded, asked: Asked, tmp_path: Path):
    file = tmp_path / "dossier.pdf"
    file.write_bytes(b"something else")
    refused = asked(recorded("impose"), "case", "dossier", *CASE, "--part", "main", "--out", str(file))
    assert refused.exit_code == 2
    assert file.read_bytes() == b"something else"
    assert list(tmp_path.iterdir()) == [file]


def test_what_was_changed_is_named_with_exit_code_1(recorded: Recorded, asked: Asked, tmp_path: Path):
    file = tmp_path / "dossier.pdf"
    assert (
        asked(recorded("impose"), "case", "dossier", *CASE, "--part", "main", "--out", str(file)).exit_code
        == 0
    )
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    told = asked({}, "dossier", "verify", str(file))
    assert told.exit_code == 1
    assert "文件的字节有改动" in told.stdout


def test_what_is_not_sealed_is_told_with_its_cure(recorded: Recorded, asked: Asked):
    told = asked(recorded("impose"), "case", "dossier", *CASE, "--edition", "1")
    assert told.exit_code == 1
    assert "close_case" in told.stderr
    assert (
        json.loads(asked(recorded("impose"), "case", "dossier", *CASE, "--editions", "--json").stdout) == []
    )


# Sealed editions


class Sealing:
    """An installation without an engine whose case was closed, and the delivery that seals."""

    def __init__(self, data: Path) -> None:
        self.environment = {
            "TINGSHU_DATA": str(data),
            "TINGSHU_TIME_SKIPPING": "true",
            "TINGSHU_AS": "officer-li",
        }
        self.settings = Settings(data=data, time_skipping=True)
        migrate(self.settings)
        self.played = standard()
        self.record(keeping=True)

    def record(self, *, keeping: bool = False) -> None:
        with opened(self.settings) as parts:
            if keeping:
                parts.rulebooks.keep(self.played.case.rulebook)
            Recorder(parts.database, CaseProjection()).record(*CASE, self.played.entries)

    def deliver(self) -> Delivered:
        with opened(self.settings) as parts:
            delivering = Delivering(parts.outbox, {"dossier": DossierSender(parts.bindery)})
            batch = Batch(receiver="dossier")
            return asyncio.run(ActivityEnvironment().run(delivering.deliver, batch))

    def complained(self) -> None:
        """Record what may still be recorded of a closed case, with a file."""
        self.played.do(
            "2026-07-06",
            "officer-li",
            "record_complaint",
            received_on="2026-07-06",
            complainant="匿名",
            channel="paper",
            text="处罚过轻。",
            file="e" * 64,
        )
        self.record()


@pytest.fixture
def sealing(tmp_path: Path) -> Sealing:
    return Sealing(tmp_path / "data")


def listed(sealing: Sealing, asked: Asked) -> list[dict[str, object]]:
    shown = asked(sealing.environment, "case", "dossier", *CASE, "--editions", "--json")
    found: list[dict[str, object]] = json.loads(shown.stdout)
    return found


def test_the_closing_seals_edition_1_and_what_comes_later_edition_2(
    sealing: Sealing, asked: Asked, tmp_path: Path
):
    assert sealing.deliver() == Delivered(delivered=1)
    first = listed(sealing, asked)
    assert [(one["edition"], one["part"]) for one in first] == [(1, "all"), (1, "inner"), (1, "main")]
    assert sealing.deliver() == Delivered()
    sealing.complained()
    assert sealing.deliver() == Delivered(delivered=1)
    second = listed(sealing, asked)
    assert second[:3] == first  # the old one is kept
    assert [(one["edition"], one["part"]) for one in second[3:]] == [(2, "all"), (2, "inner"), (2, "main")]
    for edition, entry in (("1", first[0]), ("2", second[3])):
        file = tmp_path / f"{edition}.pdf"
        command = ("case", "dossier", *CASE, "--edition", edition, "--out", str(file))
        assert asked(sealing.environment, *command).exit_code == 0
        assert sha256(file.read_bytes()) == entry["sha256"]
        found = json.loads(asked({}, "dossier", "verify", str(file), "--json").stdout)
        assert found["whole"]
        assert found["list"]["head"] == entry["head"]


def test_a_sealing_that_is_repeated_makes_no_second_edition(sealing: Sealing, asked: Asked):
    order = SealOrder(agency=CASE[0], number=CASE[1], position=len(sealing.played.entries))
    with opened(sealing.settings) as parts:
        parts.bindery.seal(order)
        parts.bindery.seal(order)
    assert sealing.deliver() == Delivered(delivered=1)
    assert {one["edition"] for one in listed(sealing, asked)} == {1}


def test_what_is_sealed_is_bound_anew_byte_by_byte(sealing: Sealing, asked: Asked, tmp_path: Path):
    sealing.deliver()
    file = tmp_path / "now.pdf"
    assert asked(sealing.environment, "case", "dossier", *CASE, "--out", str(file)).exit_code == 0
    assert sha256(file.read_bytes()) == listed(sealing, asked)[0]["sha256"]


def test_a_file_of_a_sealed_dossier_is_not_read_by_its_hash(sealing: Sealing, asked: Asked, tmp_path: Path):
    """The inner volume is read under the rights of the dossier, and by no other way."""
    sealing.deliver()
    for one in listed(sealing, asked):
        fetched = asked(sealing.environment, "document", "get", str(one["sha256"]), "-o", str(tmp_path / "x"))
        assert fetched.exit_code == 2


def test_a_lost_or_damaged_edition_is_found_by_the_check_of_the_store(sealing: Sealing, asked: Asked):
    sealing.deliver()
    lost = str(listed(sealing, asked)[0]["sha256"])
    file = sealing.settings.data / "documents" / lost[:2] / lost[2:4] / lost
    file.unlink()
    with opened(sealing.settings) as parts:
        [checked] = [
            c for c in asyncio.run(Checking(parts, None).run([Part.STORE])) if c.check is Check.FILES
        ]
    assert lost in {found.subject for found in checked.found}


def test_what_cannot_be_bound_waits_with_its_reason_and_is_tried_again(
    sealing: Sealing, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TINGSHU_FONTS", str(sealing.settings.data))
    sealing.settings = Settings(data=sealing.settings.data, time_skipping=True)
    assert sealing.deliver().failed == 1
    with opened(sealing.settings) as parts:
        [row] = parts.outbox.waiting("dossier")
    assert (row.attempts, row.last_error is not None and "NoFonts" in row.last_error) == (1, True)
