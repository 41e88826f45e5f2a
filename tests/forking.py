"""Commands of `tingshu` in processes of their own, forked from one that has imported everything: the same at a tenth of the cost.

Whoever tests what a command imports, or a signal while it does, starts Python itself.
"""

import array
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]
PRELOADED = (
    "cli.app",
    "cli.case_deadlines",
    "cli.case_documents",
    "cli.case_making",
    "cli.case_next",
    "cli.case_reading",
    "cli.checking",
    "cli.completing",
    "cli.learning",
    "cli.law",
    "cli.machinery",
    "cli.outbox",
    "cli.people",
    "cli.skipping",
    "cli.status",
)
CLIENT = """#!{python} -SE
import array, json, os, socket, sys
at = socket.socket(socket.AF_UNIX)
at.connect({address!r})
asked = json.dumps([["tingshu", *sys.argv[1:]], dict(os.environ), os.getcwd()]).encode()
at.sendmsg([len(asked).to_bytes(4, "big")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0, 1, 2]))])
at.sendall(asked)
sys.exit(int.from_bytes(at.recv(1), "big"))
"""


class Commands:
    """A process that is ready to become any command."""

    def __init__(self, address: Path) -> None:
        self._address = address

    def run(
        self, environment: Mapping[str, str], *arguments: str, cwd: Path = ROOT
    ) -> subprocess.CompletedProcess[str]:
        """Run a command; its output is read when it has ended."""
        with (
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
            Path(os.devnull).open() as nothing,
        ):
            code = self._forked(["tingshu", *arguments], environment, cwd, (nothing, out, err))
            said = []
            for file in (out, err):
                file.seek(0)
                said.append(file.read().decode())
        return subprocess.CompletedProcess(["tingshu", *arguments], code, *said)

    def _forked(
        self, argv: Sequence[str], environment: Mapping[str, str], cwd: Path, files: Sequence[object]
    ) -> int:
        asked = json.dumps([argv, dict(environment), str(cwd)]).encode()
        numbers = array.array("i", [file.fileno() for file in files])  # type: ignore[attr-defined]
        with socket.socket(socket.AF_UNIX) as at:
            at.connect(str(self._address))
            at.sendmsg([len(asked).to_bytes(4, "big")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, numbers)])
            at.sendall(asked)
            return int.from_bytes(at.recv(1), "big")

    def script(self) -> str:
        """Return a script that stands for `./tingshu`, for a shell that runs what is printed."""
        return CLIENT.format(python=sys.executable, address=str(self._address))


@contextmanager
def ready(folder: Path) -> Iterator[Commands]:
    """Keep such a process ready."""
    address = folder / "commands"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.forking", str(address)], cwd=ROOT, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield Commands(address)
    finally:
        process.terminate()
        process.communicate()


def serve(address: str) -> None:
    for module in PRELOADED:
        import_module(module)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            _become(*listening.accept())


def _become(asking: socket.socket, _: object) -> None:
    head, files, *_rest = socket.recv_fds(asking, 4, 3)
    asked = b""
    while len(asked) < int.from_bytes(head, "big"):
        asked += asking.recv(1 << 16)
    child = os.fork()
    if not child:
        _run(files, *json.loads(asked))
    for number in files:
        os.close(number)
    _, status = os.waitpid(child, 0)
    asking.sendall(bytes([os.waitstatus_to_exitcode(status) % 256]))
    asking.close()


def _run(files: Sequence[int], argv: list[str], environment: dict[str, str], cwd: str) -> None:
    """Be the command, as a new process would be it."""
    for number, file in enumerate(files):
        os.dup2(file, number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    sys.argv[:] = argv
    sys.modules["__main__"].__package__ = None  # as of a script: by it a command finds its own name
    from cli import main

    main()


if __name__ == "__main__":
    serve(sys.argv[1])
