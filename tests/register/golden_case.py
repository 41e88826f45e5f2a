"""A stored case and what the projection made of it: rows of a case that was recorded before must not change unseen.

    uv run python -m tests.register.golden_case

writes what is missing, and the rows anew once `PROJECTION` was raised. The case itself is stored once.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from domain.canonical import canonical, sha256
from domain.case.journal import Entry
from domain.law.held import hold
from domain.law.rulebook import Rulebook
from register.projection import PROJECTION, CaseProjection, Folded
from register.recording import Projection
from register.tables import cases
from tests.procedure.playing import standard

FOLDER = Path(__file__).parent / "golden"
CASE, ROWS = FOLDER / "case.json", FOLDER / "projection.json"
RAISE = "the rows of a stored case have changed ({tables}): raise register.projection.PROJECTION, and run this again"


def stored_case() -> list[Entry]:
    """Return the entries of the stored case; its rules are held from now on."""
    kept = json.loads(CASE.read_text("utf-8"))
    hold(Rulebook.model_validate(kept["rulebook"]))
    return [Entry.model_validate(entry) for entry in kept["entries"]]


def stored_rows() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ROWS.read_text("utf-8"))
    return found


def projected(projection: Projection[Folded], entries: Sequence[Entry]) -> dict[str, str]:
    """Return a hash for each table: of its rows after every move."""
    rows: dict[str, list[Any]] = defaultdict(list)
    folded = None
    for _, of_move in groupby(entries, key=lambda entry: (entry.at, entry.move)):
        new = list(of_move)
        folded = projection.fold(folded, new)
        made = projection.rows(folded, new[-1])
        for table, of_table in {cases: [made.case], **made.of_tables()}.items():
            rows[table.name].append(json.loads(json.dumps(of_table, default=str)))
    return {name: sha256(canonical(every)) for name, every in rows.items()}


def changed(projection: Projection[Folded]) -> list[str]:
    """Return the tables whose rows are no longer those that were stored."""
    stored = stored_rows()["rows"]
    return sorted(t for t, rows in projected(projection, stored_case()).items() if stored.get(t) != rows)


def _store_case() -> None:
    played = standard()
    entries = [entry.model_dump(mode="json", exclude_defaults=True) for entry in played.entries]
    kept = {"rulebook": json.loads(played.case.rulebook.stored), "entries": entries}
    CASE.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main() -> int:
    if not CASE.exists():
        _store_case()
    if ROWS.exists() and stored_rows()["projection"] == PROJECTION:
        if tables := changed(CaseProjection()):
            print(RAISE.format(tables=", ".join(tables)), file=sys.stderr)
        return int(bool(tables))
    rows = projected(CaseProjection(), stored_case())
    ROWS.write_text(json.dumps({"projection": PROJECTION, "rows": rows}, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
