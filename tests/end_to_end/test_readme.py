"""README walks a newcomer to a closed case: every block of commands in it is run here, as it is printed."""

import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from domain.law.counting import SHANGHAI
from tests.forking import ready

pytestmark = pytest.mark.engine

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"```bash\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
MONDAY = datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)
"""The day on which the newcomer begins: on a day near the end of a year, the next one's holidays might be unknown."""


def environment() -> dict[str, str]:
    own = {k: v for k, v in os.environ.items() if not k.startswith(("TINGSHU_", "TEMPORAL_"))}
    days = (MONDAY.date() - datetime.now(SHANGHAI).date()).days
    offset = f"{'-' if days < 0 else ''}P{abs(days)}D"
    return {**own, "TINGSHU_API_PORT": "0", "TINGSHU_CLOCK_OFFSET": offset, "COLUMNS": "100"}


def checkout(folder: Path) -> Path:
    """A place that looks like the checkout, whose output is its own."""
    for path in ROOT.iterdir():
        if path.name not in ("out", ".tingshu", ".git"):
            (folder / path.name).symlink_to(path)
    (folder / "out").mkdir()
    return folder


@asynccontextmanager
async def started(block: str, folder: Path) -> AsyncIterator[None]:
    """The first terminal: what runs until Ctrl-C."""
    process = await asyncio.create_subprocess_exec(
        "bash",
        "-ec",
        block.replace("make run", "exec .venv/bin/tingshu up"),
        cwd=folder,
        env=environment(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(240):
            async for line in process.stdout:
                if b"curl" in line:
                    break
        reading = asyncio.create_task(process.stdout.read())
        yield
        reading.cancel()
    finally:
        process.send_signal(signal.SIGINT)
        await asyncio.wait_for(process.wait(), 60)


async def test_every_command_of_the_first_hour_works_as_printed(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
):
    up, first, *walk = BLOCKS
    assert "make run" in up
    folder = checkout(tmp_path)
    with ready(tmp_path_factory.mktemp("forking")) as commands:
        (folder / "forked").write_text(commands.script())
        (folder / "forked").chmod(0o755)
        told, code = await _walked([first, "mv -f forked tingshu", *walk], up, folder)
    assert code == 0, told[-3000:]
    assert "作出处罚决定" in told
    assert "2026-0100  结案归档" in told
    # What is printed can be copied, and after each move it is said whose turn it is.
    assert "\n    ./tingshu case do zj-market 2026-0100 " in told
    assert "待另一人确认（confirm）" in told
    assert "case next zj-market 2026-0100 --as clerk-zhao" in told
    assert list((folder / "out/read").glob("*.pdf"))
    assert (folder / "out/draft.json").exists()


async def _walked(blocks: list[str], up: str, folder: Path) -> tuple[str, int | None]:
    """Run the first block by `./tingshu` itself; for the others a process that has imported everything is it."""
    async with started(up, folder):
        process = await asyncio.create_subprocess_exec(
            "bash",
            "-ec",
            "\n".join(blocks),
            cwd=folder,
            env=environment(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        async with asyncio.timeout(900):
            out, _ = await process.communicate()
    return out.decode(), process.returncode


def test_every_block_of_readme_says_whether_it_is_run():
    """Output is `text`-less; what is run is `bash`; make demo with what it leaves, and make test, are run by their own tests and by CI."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    plain = re.findall(r"^```\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    commands = [
        line for block in plain for line in block.splitlines() if line.startswith(("make", "./tingshu"))
    ]
    assert {line.split("#")[0].strip() for line in commands} == {
        "make demo",
        "make test",
        "./tingshu dossier verify out/demo/2026-0001/案卷.pdf",
    }
