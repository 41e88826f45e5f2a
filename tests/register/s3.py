"""An S3 server of the tests' own, over a folder of this machine: what is in a bucket can be looked at, damaged and taken away."""

import http.client
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from engine.ports import free_ports
from tests.tools import VERSITYGW, require

KEY, SECRET = "tingshu", "invented-for-tests"
REGION = "cn-east-1"


@dataclass
class S3:
    folder: Path
    port: int
    _running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def variables(self) -> dict[str, str]:
        """What tells a process of this server."""
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.port}",
            "AWS_REGION": REGION,
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
        }

    def bucket(self, name: str) -> Path:
        """Make a bucket, and return the folder in which its objects stand."""
        folder = self.folder / "buckets" / name
        folder.mkdir(parents=True)
        return folder

    def start(self) -> None:
        buckets = self.folder / "buckets"
        buckets.mkdir(exist_ok=True)
        given = {**os.environ, "ROOT_ACCESS_KEY": KEY, "ROOT_SECRET_KEY": SECRET}
        command = (
            require(VERSITYGW),
            "--port",
            f"127.0.0.1:{self.port}",
            "--region",
            REGION,
            "--quiet",
            "posix",
            buckets,
        )
        self._running.append(
            subprocess.Popen(command, env=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        )
        self._until_it_answers()

    def stop(self) -> None:
        while self._running:
            one = self._running.pop()
            one.terminate()
            one.wait(20)

    def _until_it_answers(self) -> None:
        for _ in range(300):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=1)
                connection.request("GET", "/")
                connection.getresponse().read()
                connection.close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError("the S3 server did not come up")


@contextmanager
def s3_server(folder: Path) -> Iterator[S3]:
    (port,) = free_ports(1)
    server = S3(folder, port)
    server.start()
    try:
        yield server
    finally:
        server.stop()
