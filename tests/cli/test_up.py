"""`tingshu up`: everything comes up, what dies comes back, and Ctrl-C ends all of it."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.engine


def children_of(pid: int) -> dict[str, int]:
    """The processes that `up` watches, by what they are."""
    found = {}
    for line in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = line.read_text().rpartition(")")[2].split()
            words = (line.parent / "cmdline").read_bytes().decode().split("\0")
        except OSError:
            continue
        if int(fields[1]) == pid and "cli" in words:
            found[words[words.index("cli") + 1]] = int(line.parent.name)
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
async def test_what_dies_comes_back_and_ctrl_c_ends_everything(tmp_path: Path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("TINGSHU_", "TEMPORAL_"))}
    environment |= {"TINGSHU_DATA": str(tmp_path), "TINGSHU_API_PORT": "0", "COLUMNS": "200"}
    up = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "cli",
        "up",
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert up.stdout is not None
    try:
        async with asyncio.timeout(120):
            address = ""
            async for line in up.stdout:
                text = line.decode()
                if text.startswith("API "):
                    address = next(word for word in text.split() if word.startswith("http"))
                if "curl" in text:
                    break
        first = children_of(up.pid)
        assert first.keys() == {"worker", "api", "platform"}
        os.kill(first["api"], signal.SIGKILL)
        async with httpx.AsyncClient(base_url=address) as http, asyncio.timeout(60):
            while not await _well(http) or children_of(up.pid).get("api") == first["api"]:
                await asyncio.sleep(0.1)
    finally:
        up.send_signal(signal.SIGINT)
        code = await asyncio.wait_for(up.wait(), 40)
    assert code == 0
    assert children_of(up.pid) == {}
    assert not (tmp_path / "engine" / "address").exists()


async def _well(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/ready")).status_code == 200
    except httpx.TransportError:
        return False


async def test_a_receiver_without_a_token_is_refused_with_the_cure(tmp_path: Path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("TINGSHU_", "TEMPORAL_"))}
    command = [sys.executable, "-m", "cli", "platform", "--port", "0"]
    process = await asyncio.create_subprocess_exec(
        *command, env=environment | {"TINGSHU_DATA": str(tmp_path)}, stderr=asyncio.subprocess.PIPE
    )
    _, told = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 2
    assert "→ 请在 TINGSHU_PLATFORM_TOKEN 中填写" in told.decode()
