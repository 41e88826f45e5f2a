"""Which way imports point, and that the check of it can fail."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "activities",
    "api",
    "bench",
    "cli",
    "console",
    "demo",
    "desk",
    "documents",
    "domain",
    "engine",
    "installation",
    "register",
    "workflows",
)
MODULES = ("settings.py", "worker.py", "pyproject.toml")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The source as it is, without its tests."""
    for name in PACKAGES:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in MODULES:
        shutil.copy(ROOT / name, tmp_path)
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
        ("desk/planted.py", "import register", "Adapters are handed in by the installation"),
        ("api/planted.py", "import settings", "Adapters are handed in by the installation"),
        ("demo/planted.py", "import cli", "Imports point inward"),
        ("installation/planted.py", "import worker", "Nothing but commands runs the worker"),
        ("domain/law/planted.py", "import domain.case.case", "The domain is built from record to pages"),
        ("domain/case/planted.py", "import domain.procedure", "The domain is built from record to pages"),
        (
            "domain/procedure/gates/planted.py",
            "import domain.procedure.chapters.service",
            "The procedure is built from its language to its index",
        ),
    ],
)
def test_an_import_that_points_outward_is_refused(copy: Path, file: str, line: str, contract: str) -> None:
    (copy / file).write_text(line + "\n")
    told = linted(copy)
    assert told.returncode == 1
    assert f"{contract} BROKEN" in told.stdout


OF_MODULES = {"settings.py": {"engine"}, "worker.py": {"installation", "settings", "workflows", "engine"}}
"""What the two modules of the top level may know; import-linter reads packages only."""


@pytest.mark.parametrize("module", OF_MODULES)
def test_a_module_of_the_top_level_knows_little(module: str) -> None:
    ours = {*PACKAGES, "settings", "worker"}
    assert imported((ROOT / module).read_text(encoding="utf-8")) & ours <= OF_MODULES[module]


def test_the_client_knows_nothing_of_ours_and_nothing_but_its_library():
    sources = (ROOT / "client").rglob("*.py")
    known = set().union(*(imported(file.read_text(encoding="utf-8")) for file in sources))
    assert known - {*sys.stdlib_module_names, "tingshu_client"} == {"httpx"}
    declared = tomllib.loads((ROOT / "client" / "pyproject.toml").read_text(encoding="utf-8"))
    assert [one.partition("=")[0] for one in declared["project"]["dependencies"]] == ["httpx"]


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_of_ours_knows_the_client(package: str) -> None:
    sources = (ROOT / package).rglob("*.py")
    assert not any("tingshu_client" in imported(file.read_text(encoding="utf-8")) for file in sources)


def imported(source: str) -> set[str]:
    """The top-level names that a source imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def test_that_check_has_been_seen_to_find_one() -> None:
    assert imported("def f():\n    from register.tables import cases\n") == {"register"}
