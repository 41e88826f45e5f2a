"""The dossier of each case (案卷), as an archivist would take it: fetched over HTTP, laid beside the documents, verified."""

from collections.abc import Sequence
from pathlib import Path

from demo.household import Household, as_person
from demo.player import READER
from demo.proving import Ended, hold
from documents.dossier.verifying import verify

NAME = "案卷.pdf"


async def prove_dossiers(house: Household, ends: Sequence[Ended], folder: Path) -> str:
    """Hold every page and attachment of each dossier against its list, and its head against the journal.

    Raises:
        NotHeld: One is not what was bound.
    """
    pages = editions = 0
    for end in ends:
        sealed = end.case.closing.closed_on is not None
        file = folder / end.number / NAME
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(await _fetched(house, end, sealed=sealed))
        found = verify(file)
        hold(found.whole, f"{end.number}: {file} {'；'.join(fault.zh for fault in found.faults)}")
        assert found.listed is not None, "what is whole has its list"
        heads = {entry.seq: entry.head for entry in end.entries}
        hold(heads.get(found.listed.position) == found.listed.head, f"{end.number}: dossier = journal")
        pages, editions = pages + found.pages, editions + sealed
    return f"案卷 {len(ends)} 份（结案封存 {editions} 份），共 {pages} 页，逐页、逐附件核验，与全过程记录一致"


async def _fetched(house: Household, end: Ended, *, sealed: bool) -> bytes:
    """Return what was sealed at the closing; of a case that is not closed, the dossier as it stands."""
    story = end.played.story
    where = f"/v1/cases/{story.agency}/{story.number}/dossier" + ("?edition=0" if sealed else "")
    answer = await house.http.get(where, headers=as_person(house, READER), timeout=120)
    return answer.raise_for_status().content
