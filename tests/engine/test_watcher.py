"""What a watcher started ends with the process that started it, whenever and however that one ends."""

import asyncio
import os
import signal
import sys
from pathlib import Path

STARTING = """
import asyncio, os, pathlib, signal, sys
from engine.watcher import Watcher
folder, kept, moment, *command = sys.argv[1:]
class Killed(Watcher):
    async def _watch(self, watched):
        os.kill(os.getpid(), signal.SIGKILL)
async def main():
    watcher = (Killed if moment == "unwatched" else Watcher)(patience=1)
    with pathlib.Path(folder, "log").open("wb") as log:
        process = await watcher.start(command, output=log, keep=[int(kept)])
    while not pathlib.Path(folder, "begun").exists():
        await asyncio.sleep(0.01)
    if moment == "left":
        await watcher.leave()
    os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(main())
"""


async def all_end(folder: Path, moment: str, script: str) -> None:
    """Return when the killed process and what it started are gone: both held the one end of a pipe."""
    held, kept = os.pipe()
    starting = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", STARTING, str(folder), str(kept), moment),
        *("sh", "-c", script, "sh", str(folder / "begun")),
        pass_fds=[kept],
    )
    os.close(kept)
    try:
        async with asyncio.timeout(15):
            assert await asyncio.to_thread(os.read, held, 1) == b""
    finally:
        os.close(held)
    assert await starting.wait() == -signal.SIGKILL


async def test_a_watched_process_ends_with_a_killed_one(tmp_path: Path) -> None:
    await all_end(tmp_path, "watched", '> "$1"; exec sleep 30')
    assert (tmp_path / "begun").exists()


async def test_one_that_does_not_heed_the_request_is_ended_by_force(tmp_path: Path) -> None:
    await all_end(tmp_path, "watched", 'trap "" TERM; > "$1"; exec sleep 30')
    assert (tmp_path / "begun").exists()


async def test_nothing_begins_before_somebody_watches(tmp_path: Path) -> None:
    await all_end(tmp_path, "unwatched", '> "$1"; exec sleep 30')
    assert not (tmp_path / "begun").exists()


async def test_one_that_is_no_longer_watched_goes_on(tmp_path: Path) -> None:
    await all_end(tmp_path, "left", '> "$1"; sleep 1; > "$1.too"')
    assert (tmp_path / "begun.too").exists()
