"""README walks a newcomer to a decided case: every block of commands in it is run here, as it is printed."""

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


async def test_every_command_of_the_first_hour_works_as_printed(tmp_path: Path):
    up, *walk = BLOCKS
    assert "make run" in up
    folder = checkout(tmp_path)
    async with started(up, folder):
        process = await asyncio.create_subprocess_exec(
            "bash",
            "-ec",
            "\n".join(walk),
            cwd=folder,
            env=environment(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        async with asyncio.timeout(900):
            out, _ = await process.communicate()
    told = out.decode()
    assert process.returncode == 0, told[-3000:]
    assert "作出处罚决定" in told
    assert list((folder / "out/read").glob("*.pdf"))
    assert (folder / "out/draft.json").exists()


def test_every_block_of_readme_says_whether_it_is_run():
    """Output is `text`-less; what is run is `bash`; make demo and make test are run by their own tests and by CI."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    plain = re.findall(r"^```\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    commands = [
        line for block in plain for line in block.splitlines() if line.startswith(("make", "./tingshu"))
    ]
    assert {line.split("#")[0].strip() for line in commands} == {"make demo", "make test"}
