"""When the dossier of a closed case is sealed (案卷封存): at the closing, and whenever something comes into it later."""

from collections.abc import Sequence

from domain.case.case import Case
from domain.case.journal import Entry
from domain.procedure.chapters.closing import CaseClosed
from domain.procedure.chapters.documents import DocumentsPreviewed, DocumentsVoided
from domain.procedure.folding import read
from domain.record import Names, named


def sealed_anew(after: Case, entries: Sequence[Entry]) -> bool:
    """Whether these entries close the case, or bring a file into the dossier of one that is closed."""
    return after.closing.closed_on is not None and any(map(_is_of_the_dossier, entries))


def _is_of_the_dossier(entry: Entry) -> bool:
    """A preview is no part of a dossier; that a document is void is."""
    if entry.fact in (CaseClosed.__name__, DocumentsVoided.__name__):
        return True
    return entry.fact != DocumentsPreviewed.__name__ and any(named(read(entry), Names.FILE))
