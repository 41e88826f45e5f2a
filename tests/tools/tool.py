"""A tool of the tests: where it is found, how it is brought here, and what to do where it cannot be had."""

import shutil
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel


class Tool(BaseModel):
    """One tool."""

    name: str
    version: str
    megabytes: int
    """Size on disk with all that it brings along."""
    root: bool
    """Whether bringing it needs the rights of root."""
    why: str
    find: Callable[[], Path | None]
    bring: Callable[[], None]

    @cached_property
    def found(self) -> Path | None:
        return self.find()

    @property
    def cure(self) -> str:
        return (
            f"{self.name} {self.version} is not here: run `make get-tools`{' as root' if self.root else ''}"
        )


def on_path(program: str) -> Path | None:
    found = shutil.which(program)
    return Path(found) if found else None
