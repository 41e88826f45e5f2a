"""What the server remembers of its former selves.

A server finds its fellows through a table of hosts that were lately alive. An embedded one has no fellows: what
stands there is itself before its last end, on ports where nobody answers any more, and a start spends 40 to 60
seconds on knocking there before the first workflow moves.
"""

import contextlib
import sqlite3
from pathlib import Path


def forget_former_members(database: Path) -> None:
    """Empty the table of hosts; only while no server runs on this file."""
    if not database.exists():
        return
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'cluster_membership'").fetchone():
            connection.execute("DELETE FROM cluster_membership")
