"""A disk that takes no more: a real one of a few megabytes, in a mount namespace of its own where that is allowed."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event

from domain.case.keeping import DiskFull
from domain.case.uploads import Upload
from register.database import AWAY, Database
from register.desk_book import DeskBook
from tests.register.test_queries import NOON

ROOT = Path(__file__).parents[2]
MOUNTED = 'mount -t tmpfs -o size=16m tmpfs "$0" && exec "$@"'

PRELUDE = """
import sys
from pathlib import Path
from domain.case.keeping import DiskFull
from register.store import DocumentStore

folder = Path(sys.argv[1])

def full(act):
    try:
        act()
    except DiskFull as error:
        assert error.__cause__ is not None
        return
    raise AssertionError("the disk took it")

def left(place):
    return [file for file in place.rglob("*") if file.is_file()]
"""

UPLOADS = """
store = DocumentStore(folder / "documents")
kept = store.put(b"before it was full")
full(lambda: store.put(b"x" * 20_000_000))
full(lambda: store.put(b"x" * 500_000 for _ in range(40)))
assert len(left(folder)) == 1 and store.read(kept) == b"before it was full"

filler = folder / "filler"
with filler.open("wb", buffering=0) as file:
    try:
        while file.write(b"x" * 65536): pass
    except OSError: pass
full(lambda: store.put(b"small" * 1000))
assert left(folder / "documents" / "incoming") == []
assert store.read(kept) == b"before it was full"
filler.unlink()
assert store.read(store.put(b"small" * 1000)) == b"small" * 1000
"""

RECORDS = """
from register.database import Database, open_engine
from register.migrating import upgrade
from register.projection import CaseProjection
from register.rebuilding import Rebuilder
from register.recording import Recorder
from tests.procedure.playing import standard
from tests.register.moves import moves

database = Database(open_engine(f"sqlite:///{folder / 'register.sqlite'}"))
upgrade(database)
played = standard()
number = played.case.identity.number
recorder = Recorder(database, CaseProjection())
batches = list(moves(played))
recorder.record("zj-market", number, batches[0])

filler = folder / "filler"
with filler.open("wb", buffering=0) as file:
    try:
        while file.write(b"x" * 65536): pass
    except OSError: pass

def rest():
    for entries in batches[1:]:
        recorder.record("zj-market", number, entries)
full(rest)
filler.unlink()
rest()
assert Rebuilder(database, CaseProjection()).differences("zj-market", number) == ()
"""

READ_ONLY = """
import subprocess
store = DocumentStore(folder / "documents")
kept = store.put(b"before it was read-only")
subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
full(lambda: store.put(b"after"))
assert DocumentStore(folder / "documents").read(kept) == b"before it was read-only"
"""


def on_a_small_disk(code: str, folder: Path) -> None:
    unshare = shutil.which("unshare")
    small = [unshare or "", "--user", "--map-root-user", "--mount", "sh", "-c", MOUNTED, str(folder)]
    if unshare is None or subprocess.run([*small, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here, not even in a namespace of one's own")
    told = subprocess.run(
        [*small, sys.executable, "-c", PRELUDE + code, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr


@pytest.mark.parametrize("code", [UPLOADS, RECORDS, READ_ONLY], ids=["store", "register", "read-only"])
def test_a_full_disk_is_named_and_nothing_half_written_stays(tmp_path: Path, code: str):
    on_a_small_disk(code, tmp_path)


def test_a_limit_on_the_size_of_files_is_a_full_disk(tmp_path: Path):
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
    stored = """
store = DocumentStore(folder / "documents")
full(lambda: store.put(b"x" * 200_000))
assert left(folder) == []
store.put(b"x" * 50_000)
"""
    told = subprocess.run(
        [sys.executable, "-c", code + PRELUDE + stored, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr


def test_a_database_that_may_not_grow_is_a_full_disk_and_not_a_register_that_is_away(database: Database):
    if not database.is_sqlite:
        pytest.skip("SQLite's own limit")
    event.listen(database.engine, "begin", lambda c: c.exec_driver_sql("PRAGMA max_page_count=1"))
    book = DeskBook(database)

    def fill() -> None:
        for n in range(100):
            book.uploaded(Upload("JX", f"{n:064}", "名" * 1000, 1, "text/plain", "o1", NOON))

    with pytest.raises(DiskFull) as refused:
        fill()
    assert not isinstance(refused.value, AWAY)
    assert isinstance(refused.value.__cause__, sqlite3.OperationalError)
