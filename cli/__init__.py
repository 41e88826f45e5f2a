"""The command line: a composition root, on the same desk as the API."""

import os
import signal
import sys

INTERRUPTED = "已中断 · interrupted\n"
BY_CTRL_C = 130
"""128 and the number of the signal, as a shell says it."""
BROKEN_PIPE = 141
"""As a shell says it of a command whose reader is gone (`| head`)."""


def main() -> None:
    """Run the command `tingshu`."""
    # Until the command runs, Ctrl-C ends it on the spot: an import that it broke into would print a traceback.
    signal.signal(signal.SIGINT, gone)
    signal.signal(signal.SIGTERM, gone)
    from cli.app import call  # `python -m installation.setup` must not wait for all of it

    signal.signal(signal.SIGINT, signal.default_int_handler)
    code = call()
    # From here on there is nothing that could be interrupted.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = BROKEN_PIPE
    # The engine's SDK has threads that can crash an interpreter that shuts down (exit code 134) after all
    # work is done: a finished command must not report failure.
    os._exit(code)


def gone(number: int, frame: object) -> None:
    """End this process where it stands, with the exit code of its signal, and a sentence where a person waits for it."""
    if "TINGSHU_PARENT" not in os.environ:
        say_interrupted()
    os._exit(128 + number)


def say_interrupted() -> None:
    # Straight to the descriptor: a stream may be in the middle of something.
    os.write(2, INTERRUPTED.encode())
