"""An S3 server of the tests' own, over a folder of this machine: what is in a bucket can be looked at, damaged and taken away."""

import base64
import hashlib
import hmac
import http.client
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import httpx

from engine.ports import free_ports
from tests.tools import VERSITYGW, require

KEY, SECRET = "tingshu", "invented-for-tests"
REGION = "cn-east-1"


@dataclass
class S3:
    folder: Path
    port: int
    options: tuple[str | Path, ...] = ()
    """Of the server's store in the folder."""
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

    def ask(
        self, method: str, path: str, query: str = "", body: bytes = b"", **headers: str
    ) -> httpx.Response:
        """Ask what no store of ours asks, such as for a bucket with a lock; signed as AWS has it (Signature Version 4)."""
        hashed, at = hashlib.sha256(body).hexdigest(), datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        signed = {"host": f"127.0.0.1:{self.port}", "x-amz-content-sha256": hashed, "x-amz-date": at}
        signed["content-md5"] = base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode()
        signed |= {name.replace("_", "-"): value for name, value in headers.items()}
        names = ";".join(sorted(signed))
        lines = "".join(f"{name}:{signed[name]}\n" for name in sorted(signed))
        canonical = "\n".join((method, quote(path), query, lines, names, hashed))
        scope = f"{at[:8]}/{REGION}/s3/aws4_request"
        text = "\n".join(("AWS4-HMAC-SHA256", at, scope, hashlib.sha256(canonical.encode()).hexdigest()))
        key = f"AWS4{SECRET}".encode()
        for part in (*scope.split("/"), text):
            key = hmac.digest(key, part.encode(), "sha256")
        credential = f"Credential={KEY}/{scope}, SignedHeaders={names}, Signature={key.hex()}"
        url = f"http://{signed['host']}{quote(path)}" + (f"?{query}" if query else "")
        given = signed | {"authorization": f"AWS4-HMAC-SHA256 {credential}"}
        return httpx.request(method, url, content=body, headers=given)

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
            *self.options,
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
def s3_server(folder: Path, *options: str | Path) -> Iterator[S3]:
    (port,) = free_ports(1)
    server = S3(folder, port, options)
    server.start()
    try:
        yield server
    finally:
        server.stop()
