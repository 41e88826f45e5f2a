"""The command line: a composition root, on the same desk as the API."""

import os
import sys


def main() -> None:
    """Run the command `tingshu`."""
    from cli.app import call  # `python -m installation.setup` must not wait for all of it

    code = call()
    sys.stdout.flush()
    sys.stderr.flush()
    # The engine's SDK has threads that can crash an interpreter that shuts down (exit code 134) after all
    # work is done: a finished command must not report failure.
    os._exit(code)
