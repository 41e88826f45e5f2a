"""A recorder killed at any moment: what is in the register is whole, and the next one goes on from it."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from register.database import Database
from register.journal import verify
from register.outbox import Outbox
from register.projection import CaseProjection
from register.queries import Queries
from register.rebuilding import Rebuilder
from register.recording import Recorder
from tests.procedure.playing import Play, standard
from tests.register.moves import moves

RECORD_MOVE_BY_MOVE = """
import sys
from register.database import Database, open_engine
from register.projection import CaseProjection
from register.recording import Recorder
from tests.procedure.playing import standard
from tests.register.moves import moves

played = standard()
recorder = Recorder(Database(open_engine(sys.argv[1])), CaseProjection())
print("ready", flush=True)
for entries in moves(played):
    recorder.record("zj-market", played.case.identity.number, entries)
"""


@pytest.mark.parametrize("seed", range(3))
def test_a_kill_leaves_whole_entries_and_the_rest_is_recorded_after_it(
    database: Database, database_url: str, seed: int
):
    played = standard()
    number = played.case.identity.number
    killed = subprocess.Popen(
        [sys.executable, "-c", RECORD_MOVE_BY_MOVE, database_url], stdout=subprocess.PIPE, text=True
    )
    assert killed.stdout
    killed.stdout.readline()
    time.sleep(random.Random(seed).uniform(0.01, 0.1))
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()

    position = Queries(database).position("zj-market", number)
    rebuilder = Rebuilder(database, CaseProjection())
    if position:
        assert rebuilder.differences("zj-market", number) == ()
    recorder = Recorder(database, CaseProjection())
    for entries in moves(played):
        recorder.record("zj-market", number, entries)
    with database.snapshot() as connection:
        assert verify(connection, "zj-market", number).head == played.entries[-1].head
    assert rebuilder.differences("zj-market", number) == ()
    assert sum(counts["sent"] for counts in Outbox(database).counts().values()) == sent_undisturbed(played)


def sent_undisturbed(played: Play) -> int:
    projection, before, sent = CaseProjection(), None, 0
    for entries in moves(played):
        after = projection.fold(before, entries)
        sent += len(projection.outgoing(before, after, entries))
        before = after
    return sent
