"""A worker killed between render, number, store and record, with its documents in S3 or in a folder: nothing is lost, no orphan counts."""

import json
import os
import subprocess
import sys
import uuid
from itertools import pairwise
from pathlib import Path

import pytest

from demo.story import load
from documents.producing import DocumentProducer
from installation.examples import EXAMPLES
from register.database import Database, open_engine
from register.migrating import upgrade
from register.numbering import Numbering
from register.projection import CaseProjection
from register.recording import Recorder
from register.rulebooks import Rulebooks
from register.store import DocumentStore, in_bucket
from tests.documents.dying import CASE, POINTS
from tests.documents.printing import PrintedPlay
from tests.register.moves import moves

ROOT = Path(__file__).parents[2]
THREE = (POINTS[1], POINTS[3], POINTS[4], POINTS[6])
STANDS = {
    "before the number": (0, 0, 0),
    "after the number": (1, 0, 0),
    "before the file is in its place": (1, 0, 0),
    "after the file is in its place": (1, 1, 0),
    "before the record is committed": (2, 2, 0),
    "after the record": (2, 0, 1),
    "never": (2, 0, 1),
}
"""Numbers taken, files that belong to nobody yet, facts recorded: each as it stands after that death."""


class Ordering(PrintedPlay):
    """A play whose printer stops before the finals of the notices."""

    def __init__(self, typesetter, store, numbers):
        super().__init__(typesetter, store)
        self.producer = DocumentProducer(typesetter, store, numbers)
        self.prints = True

    def _print(self, when):
        if self.prints:
            super()._print(when)


@pytest.fixture(params=["s3", pytest.param("folder", marks=pytest.mark.slow)])
def place(request, tmp_path, monkeypatch):
    """The folder of the store, and its address where it is in S3."""
    if request.param == "folder":
        return tmp_path / "documents", ""
    server = request.getfixturevalue("s3")
    for name, value in server.variables.items():
        monkeypatch.setenv(name, value)
    server.bucket(bucket := f"b{uuid.uuid4().hex[:20]}")
    return tmp_path / "documents", f"s3://{bucket}/office"


@pytest.fixture
def ordered(typesetter, tmp_path, place):
    """A case in the register whose notices were approved, and are to be numbered and made."""
    folder, address = place
    url = f"sqlite:///{tmp_path / 'register.db'}"
    upgrade(database := Database(open_engine(url)))
    store = in_bucket(address, folder) if address else DocumentStore(folder)
    play = Ordering(typesetter, store, Numbering(database))
    for step in load(EXAMPLES / "standard.json").steps:
        play.prints = step.move != "approve_notices"
        play.do(step.at, step.by, step.move, **step.body)
        if not play.prints:
            break
    Rulebooks(database).keep(play.case.rulebook)
    recorder = Recorder(database, CaseProjection())
    for entries in moves(play):
        recorder.record(*CASE, entries)
    database.close()
    return url, play


@pytest.mark.parametrize(
    "points", [THREE, pytest.param(POINTS, marks=pytest.mark.slow)], ids=["three steps", "every step"]
)
def test_a_worker_that_dies_at_any_step_leaves_nothing_that_counts_and_the_next_one_ends_its_work(
    ordered, place, points
):
    """Two documents: it is the first one's number and file at which it dies."""
    url, play = ordered
    told = subprocess.run(
        [sys.executable, "-m", "tests.documents.dying", url, *map(str, place), *points],
        cwd=ROOT,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    standing = dict(zip(points, map(json.loads, told.stdout.splitlines()), strict=True))
    for stands in standing.values():
        assert (stands["number_faults"], stands["file_faults"], stands["differences"]) == ([], [], [])
    before = {document.number for document in play.case.documents.all if document.number}
    found = {
        point: (
            len(set(stands["numbers"]) - before),
            len(stands["unnamed"]),
            stands["position"] - len(play.entries),
        )
        for point, stands in standing.items()
    }
    assert found == {point: STANDS[point] for point in points}
    # Whoever goes on takes no other number: what one had taken, the next one found.
    numbers = [set(stands["numbers"]) for stands in standing.values()]
    assert all(taken <= after for taken, after in pairwise(numbers))
