"""Claims (取号凭据): which document has which number, in files beside the database.

A register that comes back from an older copy has forgotten the numbers taken since, and the papers are out all the same.
"""

import os
from pathlib import Path
from threading import get_ident
from urllib.parse import quote

from domain.case.documents import NumberSeries, TakenNumber


class NumberClaims:
    """A folder `ISSUER/WORD/YEAR/SERIAL`; each file holds the key of the document, and is never written again."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def holder(self, series: NumberSeries, serial: int) -> str | None:
        """Return the key of the document that has this number."""
        try:
            return self._path(series, serial).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def keep(self, taken: TakenNumber, document_key: str) -> None:
        """Keep who has the number, on disk, before the number is printed anywhere."""
        path = self._path(taken, taken.serial)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        # Complete before its name appears: a holder that is read half is another document.
        incoming = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}")
        with incoming.open("w", encoding="utf-8") as file:
            file.write(document_key)
            file.flush()
            os.fsync(file.fileno())
        incoming.replace(path)

    def _path(self, series: NumberSeries, serial: int) -> Path:
        return self._root / quote(series.issuer, safe="") / series.word / str(series.year) / str(serial)
