"""Which way imports point, and that the check of it can fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("activities", "api", "cli", "desk", "documents", "domain", "engine", "register", "workflows")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The source as it is, without its tests."""
    for name in PACKAGES:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", code, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_imports_point_inward(copy: Path) -> None:
    told = linted(copy)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("domain/planted.py", "import temporalio", "The law and the case know no machinery"),
        ("domain/planted.py", "import desk", "Imports point inward"),
        ("workflows/planted.py", "import api", "Imports point inward"),
        ("engine/planted.py", "import domain", "The engine knows nothing of ours"),
        ("register/planted.py", "import documents", "Register and documents do not know each other"),
        ("documents/planted.py", "import activities", "Register and documents know the domain alone"),
        ("desk/planted.py", "import register", "Adapters are handed in by the composition roots"),
        ("api/planted.py", "import settings", "Adapters are handed in by the composition roots"),
    ],
)
def test_an_import_that_points_outward_is_refused(copy: Path, file: str, line: str, contract: str) -> None:
    (copy / file).write_text(line + "\n")
    told = linted(copy)
    assert told.returncode == 1
    assert f"{contract} BROKEN" in told.stdout
