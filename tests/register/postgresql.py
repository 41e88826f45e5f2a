"""A PostgreSQL server of the tests' own."""

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg

from engine.ports import free_ports
from tests.tools import POSTGRESQL, require

PASSWORD = "right"


@contextmanager
def server(*, connections: int = 10) -> Iterator[str]:
    """Run a server that takes so many connections; yield the URL of an empty database."""
    programmes = require(POSTGRESQL).parent
    folder, (port,) = Path(mkdtemp(prefix="tingshu-postgresql-")), free_ports(1)
    (folder / "password").write_text(PASSWORD)
    # It refuses to be root.
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    for path in (folder, folder / "password"):
        os.chown(path, user.pw_uid, user.pw_gid)
    own: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid} if os.geteuid() == 0 else {}
    made = ["initdb", "-D", "data", "-U", "tingshu", "-A", "scram-sha-256", "--pwfile=password", "--no-sync"]
    subprocess.run([programmes / made[0], *made[1:]], cwd=folder, check=True, capture_output=True, **own)
    options = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": folder,
        "max_connections": connections,
        "superuser_reserved_connections": 0,
        "fsync": "off",
    }
    arguments = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("w") as log:
        running = subprocess.Popen(
            [programmes / "postgres", "-D", "data", *arguments], cwd=folder, stderr=log, **own
        )
    try:
        url = f"postgresql://tingshu:{PASSWORD}@127.0.0.1:{port}/postgres"
        _until_it_answers(url)
        yield url.replace("postgresql:", "postgresql+psycopg:")
    finally:
        running.send_signal(2)  # fast: it does not wait for who is connected
        running.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _until_it_answers(url: str) -> None:
    for _ in range(300):
        try:
            psycopg.connect(url).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise TimeoutError("the server did not come up")
