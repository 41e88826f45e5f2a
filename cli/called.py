"""How this command is called (怎样调用): a command that is printed can be typed as it stands, by whoever called this one."""

import os
import re
import shutil
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

NAME: Final = "tingshu"
CALLED: Final = "TINGSHU_CALLED"
"""Set by `./tingshu` and by the Makefile, which start the programme in the environment on their caller's behalf."""
_COMMAND = re.compile(r"(?<![\w./-])tingshu (?=--|[a-z])")


def as_called(text: str) -> str:
    """Return a sentence whose commands begin as this one was called.

    >>> as_called("it is tingshu")
    'it is tingshu'
    """
    return _COMMAND.sub(lambda _: f"{called()} ", text)


@cache
def called() -> str:
    """Return what is typed to call this command again."""
    return called_by(os.environ, sys.argv[0], shutil.which(NAME))


def called_by(environment: Mapping[str, str], program: str, found: str | None) -> str:
    """Return what is typed, where a programme was called in such an environment and PATH finds `found`.

    >>> called_by({"TINGSHU_CALLED": "./tingshu"}, "/srv/tingshu/.venv/bin/tingshu", None)
    './tingshu'
    >>> called_by({}, "/srv/tingshu/.venv/bin/tingshu", "/srv/tingshu/.venv/bin/tingshu")
    'tingshu'
    """
    if given := environment.get(CALLED):
        return NAME if given == shutil.which(NAME) else given
    if Path(program).parts[-2:] == ("cli", "__main__.py"):
        return "python -m cli"
    if Path(program).name != NAME:
        return NAME
    if "UV_RUN_RECURSION_DEPTH" in environment:
        return f"uv run {NAME}"  # it puts the environment into PATH for this one command only
    if program == NAME or (found and Path(found) == Path(program)):
        return NAME
    return program
