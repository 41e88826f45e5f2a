"""The making of final documents, killed between its steps: render, number, store, record. Run as a process of its own.

    python -m tests.documents.dying DATABASE_URL FOLDER ADDRESS [POINT …]

Each point is a process that goes on from what the last one left and dies there; after each death another one tells how register
and store stand, as a line of JSON. `ADDRESS` is `s3://BUCKET/PREFIX`, or empty for the folder itself. Nothing is opened before the
fork: what was not inherited cannot be shared.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event

from documents.editions import edition_of
from documents.producing import DocumentProducer
from documents.typesetting import Typesetter
from domain.case.people import CLOCK
from domain.law.held import supply
from domain.procedure import fold
from domain.procedure.chapters.documents import DocumentsProduced
from domain.procedure.language import Moment
from register.bucket import BucketDepot
from register.checking_store import StoreChecks
from register.database import Database, open_engine
from register.depots import FolderDepot
from register.journal import Journals
from register.number_check import faults, taken
from register.numbering import Numbering
from register.projection import CaseProjection
from register.rebuilding import Rebuilder
from register.recording import Recorder
from register.rulebooks import Rulebooks
from register.store import DocumentStore
from tests.documents.conftest import FONTS
from tests.procedure.playing import Play

CASE = ("zj-market", "2026-0001")
POINTS = (
    "before the number",
    "after the number",
    "before the file is in its place",
    "after the file is in its place",
    "before the record is committed",
    "after the record",
    "never",
)


class Work:
    """The parts of an installation, opened by one process; some of them end it."""

    def __init__(self, url: str, folder: str, address: str, point: str) -> None:
        self.database = Database(open_engine(url))
        supply(Rulebooks(self.database).read)
        self._point = point
        root = Path(folder)
        depot = BucketDepot(address, root / "incoming") if address else FolderDepot(root)
        depot.take = self._around(depot.take, "the file is in its place")  # type: ignore[method-assign]  # one process, which dies here
        self.store = DocumentStore(root, depot=depot)

    def at(self, point: str) -> None:
        if point == self._point:
            os.kill(os.getpid(), signal.SIGKILL)

    def _around(self, call: Callable[..., Any], what: str) -> Callable[..., Any]:
        def called(*args: Any, **more: Any) -> Any:
            self.at(f"before {what}")
            result = call(*args, **more)
            self.at(f"after {what}")
            return result

        return called

    def make(self) -> None:
        """Produce and record what was ordered, as the worker does; what was recorded before is ordered no more."""
        numbers = Numbering(self.database)
        numbers.take = self._around(numbers.take, "the number")  # type: ignore[method-assign]  # one process, which dies here
        play = Play()
        play.entries = list(Journals(self.database).entries(*CASE))
        play.case = fold(play.entries)
        ordered = tuple(d.id for d in play.case.documents.all if d.pending and d.wanted == "final")
        if not ordered:
            return
        made = DocumentProducer(Typesetter(FONTS), self.store, numbers).produce(play.case, ordered)
        recorded, at = len(play.entries), play.entries[-1].at + timedelta(seconds=1)
        produced = DocumentsProduced(numbered=made.numbered, incomplete=made.incomplete)
        play._state(produced, Moment(case=play.case, actor=CLOCK, at=at))
        event.listen(self.database.engine, "commit", lambda _: self.at("before the record is committed"))
        Recorder(self.database, CaseProjection()).record(*CASE, play.entries[recorded:])
        self.at("after the record")

    def tell(self) -> None:
        checked = StoreChecks(self.database, self.store, edition_of).files()
        standing = {
            "position": len(Journals(self.database).entries(*CASE)),
            "numbers": [row["printed"] for row in taken(self.database)],
            "number_faults": [fault.printed for fault in faults(self.database)],
            "file_faults": [found.said.en for found in checked.found],
            "unnamed": list(checked.unnamed),
            "differences": list(Rebuilder(self.database, CaseProjection()).differences(*CASE)),
        }
        print(json.dumps(standing), flush=True)


def forked(work: Callable[[Work], None], *parts: str) -> int:
    """Open the parts in a process of their own and work with them; return what it ended with."""
    child = os.fork()
    if not child:
        try:
            work(Work(*parts))
        except Exception:  # of a child: said where it is read, and told by its exit code
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(url: str, folder: str, address: str, *points: str) -> None:
    for point in points or POINTS:
        ended = forked(Work.make, url, folder, address, point)
        assert ended == (0 if point == "never" else -signal.SIGKILL), (point, ended)
        assert forked(Work.tell, url, folder, address, "") == 0


if __name__ == "__main__":
    main(*sys.argv[1:])
