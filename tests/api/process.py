"""`tingshu api` as a process of its own. The engine is not needed for files."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from engine.ports import free_ports

ROOT = Path(__file__).parents[2]
TOKEN = "demo-officer-li"


@contextmanager
def api_process(variables: dict[str, str], port: int = 0) -> Iterator[tuple[httpx.Client, int]]:
    """Run it with these variables, on a free port where none is given; yield a client and the number of the process."""
    free, nobody = free_ports(2)
    port = port or free
    own = {"TINGSHU_API_PORT": str(port), "TEMPORAL_ADDRESS": f"127.0.0.1:{nobody}"}
    given = {**os.environ, **variables, **own}
    running = subprocess.Popen([sys.executable, "-m", "cli", "api"], cwd=ROOT, env=given)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
            until_it_answers(client, running)
            yield client, running.pid
    finally:
        running.terminate()
        running.wait(30)


def until_it_answers(client: httpx.Client, running: subprocess.Popen[bytes]) -> None:
    while running.poll() is None:
        try:
            client.get("/health")
        except httpx.ConnectError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the API did not come up")
