"""The documents of a case: the hashes that moves ask for, and files that are opened or saved."""

import csv
import hashlib
import io
import json
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from register.store import DocumentStore

Recorded = Callable[[str], dict[str, str]]
Asked = Callable[..., Result]
CASE = ("zj-market", "2026-0001")


def test_contents_previews_and_files_are_named_by_their_hashes(recorded: Recorded, asked: Asked):
    found = json.loads(asked(recorded("impose"), "case", "documents", *CASE, "--json").stdout)
    decision = next(one for one in found if one["kind"] == "penalty_decision")
    shown = asked(recorded("impose"), "case", "documents", *CASE).stdout
    assert f"   内容 content {decision['content_sha256']}" in shown
    letter = next(one for one in found if one["kind"] == "interview_letter")
    assert f"   定稿 file    {letter['file_sha256']}" in shown


def test_the_beginning_of_a_content_is_enough_and_no_other_is(recorded: Recorded, asked: Asked):
    environment = recorded("impose") | {"TINGSHU_AS": "head-chen"}
    found = json.loads(asked(environment, "case", "documents", *CASE, "--json").stdout)
    content = next(one for one in found if one["kind"] == "penalty_decision")["content_sha256"]
    impose = ("case", "do", *CASE, "impose", "party=1", "--dry-run")
    made = asked(environment, *impose, f"content={content[:8]}")
    assert made.exit_code == 0, made.output
    for typed in (content[:7], "0" * 12, ""):
        assert asked(environment, *impose, f"content={typed}").exit_code in (1, 2)


@pytest.fixture
def kept(recorded: Recorded) -> dict[str, str]:
    """The installation with the bytes of its files, as the printer would have left them."""
    environment = recorded("close_case")
    store = DocumentStore(Path(environment["TINGSHU_DATA"]) / "documents")
    for number in range(1, 20):
        store.put(f"file {number}".encode())
    return environment


def test_files_are_saved_under_names_that_say_what_they_are(
    kept: dict[str, str], asked: Asked, tmp_path: Path
):
    save = ("case", "documents", *CASE, "--kind", "penalty_notice", "--save", str(tmp_path / "files"))
    made = asked(kept, *save)
    assert made.exit_code == 0, made.output
    (file,) = (tmp_path / "files").iterdir()
    assert made.stdout == f"{file}\n"
    assert file.name.endswith("-penalty_notice-1.pdf")
    assert file.read_bytes() == f"file {int(file.name[:2])}".encode()
    assert asked(kept, *save).exit_code == 0  # the same file may lie there
    file.write_bytes(b"something else")
    refused = asked(kept, *save)
    assert refused.exit_code == 2
    assert file.read_bytes() == b"something else"


def test_a_document_is_opened_by_what_shows_pdfs_here(kept: dict[str, str], asked: Asked, tmp_path: Path):
    viewer = tmp_path / "bin" / "xdg-open"
    viewer.parent.mkdir()
    viewer.write_text(f'#!/bin/sh\ncat "$1" > {tmp_path}/opened\n')
    viewer.chmod(0o755)
    opening = ("case", "documents", *CASE, "--open", "penalty_decision", "--save", str(tmp_path / "saved"))
    shown = asked(kept, *opening, PATH=f"{viewer.parent}:{os.environ['PATH']}")
    assert shown.exit_code == 0, shown.output
    for _ in range(100):
        if (tmp_path / "opened").exists() and (tmp_path / "opened").read_text():
            break
        time.sleep(0.05)
    assert (tmp_path / "opened").read_text() == Path(shown.stdout.strip()).read_text()


def test_where_nothing_shows_pdfs_the_path_is_said(kept: dict[str, str], asked: Asked, tmp_path: Path):
    opening = ("case", "documents", *CASE, "--open", "2", "--save", str(tmp_path))
    shown = asked(kept, *opening, PATH=str(tmp_path))
    assert shown.exit_code == 0, shown.output
    assert Path(shown.stdout.strip()).is_file()
    assert "xdg-open" in shown.stderr


def test_a_file_that_is_lost_is_told_with_its_cure(recorded: Recorded, asked: Asked, tmp_path: Path):
    lost = asked(recorded("impose"), "case", "documents", *CASE, "--open", "2", "--save", str(tmp_path))
    assert lost.exit_code == 3
    assert "tingshu document put" in lost.stderr


def test_what_is_named_wrongly_is_told(recorded: Recorded, asked: Asked):
    environment = recorded("impose")
    none = asked(environment, "case", "documents", *CASE, "--open", "penalty_decison")
    assert none.exit_code == 2
    assert "did you mean penalty_decision" in none.stderr
    several = asked(recorded("close_case"), "case", "documents", *CASE, "--open", "proof_of_service")
    assert several.exit_code == 2
    assert "name one by its number" in several.stderr


def test_filters(recorded: Recorded, asked: Asked):
    narrowed = ("case", "documents", *CASE, "--kind", "penalty_notice", "--party", "1", "--json")
    found = json.loads(asked(recorded("impose"), *narrowed).stdout)
    assert {one["kind"] for one in found} == {"penalty_notice"}
    assert asked(recorded("impose"), "case", "documents", *CASE, "--kind", "letter").exit_code == 2


def test_the_documents_of_a_case_are_packed_with_their_list(
    kept: dict[str, str], asked: Asked, tmp_path: Path
):
    file = tmp_path / "documents.zip"
    made = asked(kept, "case", "documents", *CASE, "--zip", str(file))
    assert made.exit_code == 0, made.output
    with zipfile.ZipFile(file) as packed:
        listed = list(csv.DictReader(io.StringIO(packed.read("清单.csv").decode("utf-8-sig"))))
        decision = next(row for row in listed if row["名称"] == "行政处罚决定书")
        data = packed.read(decision["文件"])
        assert (hashlib.sha256(data).hexdigest(), decision["状态"]) == (decision["SHA-256"], "已发出")
        assert len(packed.namelist()) == 1 + sum(1 for row in listed if row["文件"])
    again = tmp_path / "again.zip"
    assert asked(kept, "case", "documents", *CASE, "--zip", str(again)).exit_code == 0
    assert again.read_bytes() == file.read_bytes()
    assert (
        asked(kept, "case", "documents", *CASE, "--zip", str(file)).exit_code == 2
    )  # nothing is written over
