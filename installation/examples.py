"""The examples (`examples/`): readable cases, one body of every move, the demo's persons, an invented notice."""

import json
from functools import cache
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[1] / "examples"
DIRECTORY = EXAMPLES / "directory.toml"
"""The persons of the demo; an installation without a directory of its own has them."""


def bodies() -> dict[str, dict[str, Any]]:
    """Return one example body a move."""
    found: dict[str, dict[str, Any]] = json.loads((EXAMPLES / "moves.json").read_text(encoding="utf-8"))
    return found


@cache
def plans() -> dict[str, str]:
    """Return the examples of rehearsals as they are written, by their files' names."""
    files = sorted((EXAMPLES / "rehearsals").glob("*.yaml"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}
