"""What a page brings along (样式和脚本): the console's own two files, and those of the packages, once the set-up brought them.

Each stands under an address with its hash in it, so that a browser keeps it for good. Without those of the packages a page
works all the same: it is plain, and everything on it is an ordinary form or link.
"""

import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

OWN = Path(__file__).parent / "look"
LOCK = OWN / "package-lock.json"
BROUGHT = ("govuk-frontend.min.css", "govuk-frontend.min.js", "htmx.min.js")
"""From govuk-frontend and htmx.org, as `LOCK` pins them."""


@dataclass(frozen=True)
class Asset:
    name: str
    version: str
    """The first characters of its SHA-256."""
    content: bytes

    @property
    def path(self) -> str:
        return f"assets/{self.version}/{self.name}"

    @property
    def media_type(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


def assets(brought: Path) -> Mapping[str, Asset]:
    """Return what there is, by its name; `brought` is the folder into which the set-up puts those of the packages."""
    files = [*OWN.glob("console.*"), *(brought / name for name in BROUGHT)]
    found = (_asset(file) for file in files if file.is_file())
    return {asset.name: asset for asset in found}


_FACES = re.compile(rb"@font-face\s*\{[^}]*\}")


def _asset(file: Path) -> Asset:
    """Read a file. GOV.UK's own type is neither ours to use nor brought along: nothing may ask for it."""
    content = _FACES.sub(b"", file.read_bytes()) if file.suffix == ".css" else file.read_bytes()
    return Asset(file.name, hashlib.sha256(content).hexdigest()[:12], content)
