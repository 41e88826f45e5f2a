"""What the tests need beyond the product: found on this machine or brought here from the package registries.

    python -m tests.tools              what there is: name, version, size, whether root is needed, the cure
    python -m tests.tools bring [NAME] bring it here

A test asks for one by `require(VERAPDF)`: without it the test is skipped on a person's machine and says the cure, and fails in
CI (where `CI` is set). `make demo` and `make run` need none of them.
"""

import os
from pathlib import Path

import pytest

from tests.tools.bringing import FOLDER, debian, go, maven
from tests.tools.tool import Tool, on_path

POSTGRESQL = Tool(
    name="postgresql",
    version="15 (Debian)",
    megabytes=65,
    root=True,
    why="the register on the database of a production",
    find=lambda: on_path("initdb") or newest("/usr/lib/postgresql", "*/bin/initdb"),
    bring=lambda: debian("postgresql"),
)
LIBREOFFICE = Tool(
    name="libreoffice",
    version="7.4 (Debian)",
    megabytes=420,
    root=True,
    why="opens the DOCX of a document, as an officer does",
    find=lambda: on_path("soffice"),
    bring=lambda: debian("libreoffice-writer-nogui"),
)
VERAPDF = Tool(
    name="verapdf",
    version="1.28.2 (Maven)",
    megabytes=14,
    root=False,
    why="holds a PDF against PDF/A-2a and PDF/UA-1",
    find=lambda: jars("verapdf"),
    bring=lambda: maven("verapdf", "org.verapdf.apps:greenfield-apps:1.28.2"),
)
OFDRW = Tool(
    name="ofdrw",
    version="2.3.6 (Maven)",
    megabytes=36,
    root=False,
    why="reads an OFD back that we wrote",
    find=lambda: jars("ofdrw"),
    bring=lambda: maven("ofdrw", "org.ofdrw:ofdrw-reader:2.3.6"),
)
VERSITYGW = Tool(
    name="versitygw",
    version="1.8.0 (Go)",
    megabytes=61,
    root=False,
    why="an S3 server over a folder",
    find=lambda: on_path("versitygw") or there(FOLDER / "bin" / "versitygw"),
    bring=lambda: go("github.com/versity/versitygw/cmd/versitygw@v1.8.0"),
)

CHROMIUM = Tool(
    name="chromium",
    version="156 (Debian)",
    megabytes=470,
    root=True,
    why="the console in a browser, with Chinese fields and fonts",
    find=lambda: on_path("chromium"),
    # Without its languages a field of a day reads mm/dd/yyyy; without the fonts a picture shows boxes.
    bring=lambda: debian("chromium", "chromium-l10n", "fonts-noto-cjk"),
)

TOOLS = (POSTGRESQL, LIBREOFFICE, VERAPDF, OFDRW, VERSITYGW, CHROMIUM)


def newest(folder: str, pattern: str) -> Path | None:
    return max(Path(folder).glob(pattern), default=None)


def there(path: Path) -> Path | None:
    return path if path.exists() else None


def jars(name: str) -> Path | None:
    """Return the folder of a tool that Java runs, where Java is there as well."""
    return there(FOLDER / name) if on_path("java") else None


def require(tool: Tool) -> Path:
    """Return where a tool is. Without it a test is skipped on a person's machine, and fails in CI."""
    if tool.found is None:
        (pytest.fail if "CI" in os.environ else pytest.skip)(tool.cure)
    return tool.found
