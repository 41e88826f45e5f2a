"""The fonts of the documents: found on this machine, else taken from Debian's packages without installing TeX.

仿宋 body, 黑体 and 楷体 headings are Fandol's; titles, the red head and every character that Fandol lacks are Noto
Serif CJK. FandolSong-Bold is left out on purpose: its glyph widths disagree with themselves, and PDF/A refuses it.
An office with its own licensed fonts names their folder in TINGSHU_FONTS.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

Progress = Callable[[str], None]

FILES = (
    "FandolFang-Regular.otf",
    "FandolHei-Regular.otf",
    "FandolKai-Regular.otf",
    "NotoSerifCJK-Regular.ttc",
    "NotoSerifCJK-Bold.ttc",
)

_PACKAGES = {"Fandol": "texlive-lang-chinese", "NotoSerifCJK": "fonts-noto-cjk"}

_SYSTEM = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/texmf/fonts/opentype/public/fandol",
    "/usr/local/texlive",
    "/Library/Fonts",
    "~/Library/Fonts",
    "~/.fonts",
    "~/.local/share/fonts",
)


class FontsUnavailable(Exception):
    """A font of the documents cannot be had; the message says what would cure it."""


def missing(folder: Path) -> tuple[str, ...]:
    """Return which of the fonts a folder lacks."""
    return tuple(name for name in FILES if not (folder / name).is_file())


def ensure_fonts(folder: Path, progress: Progress, *, system: Sequence[str] = _SYSTEM) -> Path:
    """Bring the fonts together in one folder and return it.

    Raises:
        FontsUnavailable: Neither the system nor a package mirror has them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if missing(folder):
        _copy(folder, _found(system))
    if missing(folder):
        _fetch(folder, progress)
    if lacking := missing(folder):
        raise FontsUnavailable(_no_fonts(lacking, "packages without these files"))
    return folder


def _found(system: Sequence[str]) -> Iterator[Path]:
    for root in map(Path, system):
        for name in FILES:
            yield from root.expanduser().rglob(name)
    listed = shutil.which("fc-list")
    if listed:
        ended = subprocess.run(
            [listed, "--format", "%{file}\\n"], capture_output=True, text=True, check=False
        )
        yield from (Path(line) for line in ended.stdout.splitlines() if Path(line).name in FILES)


def _copy(folder: Path, files: Iterator[Path]) -> None:
    for file in files:
        if file.name in missing(folder):
            scratch = folder / f".{file.name}.{os.getpid()}"
            shutil.copyfile(file, scratch)
            scratch.replace(folder / file.name)


def _fetch(folder: Path, progress: Progress) -> None:
    lacking = missing(folder)
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        raise FontsUnavailable(_no_fonts(lacking, "no apt-get"))
    packages = [package for stem, package in _PACKAGES.items() if any(n.startswith(stem) for n in lacking)]
    progress(
        f"下载字体（{'、'.join(packages)}，约 50 MB 一个）… · downloading the fonts, about 50 MB a package"
    )
    with TemporaryDirectory(prefix="tingshu-fonts-") as scratch:
        _download(packages, Path(scratch), lacking)
        for package in Path(scratch).glob("*.deb"):
            progress(f"解开 {package.name} · unpacking")
            subprocess.run(["dpkg", "-x", str(package), scratch], check=True, capture_output=True)
        _copy(folder, (file for name in FILES for file in Path(scratch).rglob(name)))


def _download(packages: Sequence[str], scratch: Path, lacking: Sequence[str]) -> None:
    """Download the packages; when the machine has no lists of them, with lists of our own beside them."""
    if _apt(["download", *packages], scratch) is None:
        return
    (scratch / "state" / "lists" / "partial").mkdir(parents=True)
    (scratch / "cache" / "archives" / "partial").mkdir(parents=True)
    own = [
        f"Dir::State={scratch / 'state'}",
        f"Dir::State::lists={scratch / 'state' / 'lists'}",
        "Dir::State::status=/var/lib/dpkg/status",
    ]
    own += [f"Dir::Cache={scratch / 'cache'}", "Debug::NoLocking=true"]
    options = [word for option in own for word in ("-o", option)]
    for arguments in (["update"], ["download", *packages]):
        if (reason := _apt([*options, *arguments], scratch)) is not None:
            raise FontsUnavailable(_no_fonts(lacking, reason))


def _apt(arguments: Sequence[str], folder: Path) -> str | None:
    """Run apt-get and return None, or the last thing it said when it failed."""
    command = ["apt-get", "-q", "-o", "APT::Sandbox::User=root", *arguments]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    said = [line for line in ended.stderr.splitlines() if line.strip()]
    return None if ended.returncode == 0 else (said[-1] if said else f"exit code {ended.returncode}")


def _no_fonts(lacking: Sequence[str], reason: str) -> str:
    return (
        f"缺少公文字体 {'、'.join(lacking)}（{reason}）。解决办法：安装 Fandol 和 Noto Serif CJK 字体"
        f"（Debian：apt install fonts-noto-cjk texlive-lang-chinese），"
        f"或把 TINGSHU_FONTS 设为存放这些字体文件的目录，再运行一次。\n"
        f"Fonts of the documents are missing. Install Fandol and Noto Serif CJK, "
        f"or name a folder that holds these files in TINGSHU_FONTS, and try again."
    )
