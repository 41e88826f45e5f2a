"""What the console's pages bring along is pinned, and none of it that others wrote is kept here."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from console.assets import BROUGHT, LOCK, OWN
from installation import assets
from installation.assets import AssetsUnavailable, ensure_assets

ROOT = Path(__file__).parents[2]


def test_no_file_of_a_package_is_committed():
    kept = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    names = {Path(line).name for line in kept.stdout.splitlines()}
    assert not names & set(BROUGHT)
    assert not [name for name in names if name.endswith((".min.js", ".min.css"))]
    assert {path.name for path in OWN.iterdir()} == {
        "console.css",
        "console.js",
        "console.svg",
        "package.json",
        "package-lock.json",
        ".npmrc",
    }


def test_every_package_is_pinned_by_its_hash_and_by_no_address():
    packages = json.loads(LOCK.read_text())["packages"]
    asked = json.loads((OWN / "package.json").read_text())["dependencies"]
    brought = {name.removeprefix("node_modules/"): one for name, one in packages.items() if name}
    assert {name: one["version"] for name, one in brought.items()} == asked
    assert all(one["integrity"].startswith("sha512-") for one in brought.values())
    assert "resolved" not in LOCK.read_text()


def test_the_image_brings_node_in_the_version_of_the_set_up():
    assert f"pip install --no-cache-dir {assets.NODE}\n" in (ROOT / "deploy" / "Dockerfile").read_text()


def test_where_nothing_can_bring_the_look_the_cure_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("UV", raising=False)
    with pytest.raises(AssetsUnavailable, match="apt install npm"):
        ensure_assets(tmp_path / "look", print)


def test_what_is_here_is_not_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in BROUGHT:
        (tmp_path / name).touch()
    assert ensure_assets(tmp_path, print) == tmp_path


def test_every_block_of_the_style_is_closed_where_it_ends():
    """A rule for small screens that is not closed takes in all that comes behind it."""
    style = re.sub(r"/\*.*?\*/", "", (OWN / "console.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    depth = 0
    for line in style.splitlines():
        assert depth == 0 or line.startswith((" ", "}", "\t")) or not line, line
        depth += line.count("{") - line.count("}")
    assert depth == 0
