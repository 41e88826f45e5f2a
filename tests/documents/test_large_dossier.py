"""A dossier of 200 files and 2,000 pages: within 30 seconds and one gibibyte."""

from pathlib import Path

import pytest

from bench.dossier import measure
from documents.dossier.verifying import verify
from tests.documents.conftest import FONTS
from tests.procedure.playing import standard


@pytest.mark.slow
def test_200_files_of_2000_pages_are_bound_within_30_s_and_1_gib(tmp_path: Path):
    found = measure(standard().entries, FONTS, tmp_path, rounds=1)
    assert found["files"] == 200
    assert found["pages"] >= 2000
    assert found["peak_mb"] <= 1024
    # Of a processor of its own: on a machine with other work the clock on the wall says nothing.
    assert found["cpu_seconds"] <= 30
    assert verify(tmp_path / "ours.pdf").whole
