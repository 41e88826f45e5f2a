"""What an installation needs besides Python packages: the engine's binary, the fonts of the documents, the look of the console, a register.

Binary, fonts and look are kept outside the checkout, so that a fresh clone is ready at once.
"""

import asyncio
import sys
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console

from desk.errors import DeskError
from domain.case.keeping import KeepingError
from engine.environment import configured_address
from engine.errors import EngineError
from engine.server import Executable, obtain
from installation.assets import AssetsUnavailable, ensure_assets
from installation.faces import check_faces
from installation.fonts import FontsUnavailable, Progress, ensure_fonts
from installation.migrating import migrate
from settings import Settings

_EVERY = 5.0
"""Seconds between two lines of progress where a line cannot be overwritten."""


def ensure_engine(progress: Progress, cache: Path | None = None) -> Executable | None:
    """Return the server that will be run here, or None when the environment names one that runs elsewhere.

    Raises:
        EngineUnavailable: None can be had.
    """
    if configured_address():
        return None
    return asyncio.run(obtain(progress, cache))


def set_up(settings: Settings, progress: Progress) -> Iterator[str]:
    """Bring engine, fonts and look here, quick when they are here already, and yield a line on each.

    Raises:
        EngineUnavailable: No server can be had.
        FontsUnavailable: A font cannot be had.
    """
    engine = ensure_engine(progress, settings.cache)
    yield f"引擎 engine: {engine.path if engine else configured_address()}"
    if settings.fonts is None:
        ensure_fonts(settings.fonts_folder, progress)
    elif not any(settings.fonts.glob("*.[ot]t[cf]")):
        raise FontsUnavailable(
            f"TINGSHU_FONTS 指定的目录 {settings.fonts} 里没有字体文件。\n"
            f"The folder named in TINGSHU_FONTS holds no font files."
        )
    check_faces(settings)
    yield f"字体 fonts: {settings.fonts_folder}"
    yield f"办案台 console: {_look(settings, progress)}"


def _look(settings: Settings, progress: Progress) -> str:
    """Bring the console's look, or say why it has none: it works without."""
    if settings.assets is not None:
        return str(settings.assets)
    try:
        return str(ensure_assets(settings.assets_folder, progress))
    except AssetsUnavailable as error:
        return f"⚠ {error}"


def set_up_register(settings: Settings) -> Iterator[str]:
    """Make the register of an embedded installation, or bring it to the newest schema, and yield a line on it.

    A database of one's own is left to `tingshu register migrate` and to `installation.prepare`.

    Raises:
        Unavailable, DiskFull: It cannot be had.
    """
    if settings.database_url is None:
        yield f"登记簿 register: {settings.data} ({migrate(settings).now})"


def tell_now_and_then(progress: Progress) -> Progress:
    """Thin progress out for a log: a line at once, the next one only after some seconds."""
    shown = 0.0

    def tell(line: str) -> None:
        nonlocal shown
        if time.monotonic() - shown > _EVERY:
            shown = time.monotonic()
            progress(line)

    return tell


def main() -> int:
    """Set up, showing how far it is, and return the exit code of the command."""
    console = Console(stderr=True, highlight=False)
    try:
        with console.status("准备引擎、字体和登记簿… · engine, fonts and register") as status:
            progress = status.update if console.is_terminal else tell_now_and_then(console.print)
            given = Settings()
            for line in chain(set_up(given, progress), set_up_register(given)):
                console.print(line, soft_wrap=True)
    except (EngineError, FontsUnavailable, DeskError, KeepingError, ValidationError) as error:
        console.print(str(error), style="red", soft_wrap=True, markup=False)
        return 1
    except KeyboardInterrupt:
        console.print("已中断 · interrupted", style="yellow")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
