"""What a document rests on (所依据的规定): the rows of the law that it prints, and those of them that nobody has confirmed."""

from collections.abc import Iterator

from documents.excerpts import cite, term_of
from documents.kinds import KINDS
from domain.case.case import Case
from domain.case.documents import Document
from domain.law.screening import ScreenedParty, thresholds_of
from domain.law.tables.thresholds import Threshold
from domain.law.terms import Term


def unconfirmed(case: Case, document: Document) -> tuple[str, ...]:
    """Name the rows of a document that were not read in their own words, and that no lawyer has let be applied."""
    rows: tuple[Term | Threshold, ...] = (*_terms(case, document), *_thresholds(case, document))
    return tuple(dict.fromkeys(_said(row) for row in rows if case.rulebook.unconfirmed(row)))


def _terms(case: Case, document: Document) -> Iterator[Term]:
    for key in KINDS[document.kind].terms:
        if row := term_of(case, key, document.ordered_on):
            yield row


def _thresholds(case: Case, document: Document) -> Iterator[Threshold]:
    """Those that decide what the document says of the right to a hearing."""
    if KINDS[document.kind].tells_hearing_right and document.party is not None:
        party = case.party(document.party)
        screened = ScreenedParty(id=party.id, kind=party.kind, penalties=party.proposal.penalties)
        yield from thresholds_of(case.rulebook, document.ordered_on, screened)


def _said(row: Term | Threshold) -> str:
    title = row.title if isinstance(row, Term) else f"听证的数额标准（{row.measure.zh}）"
    return f"{title}，{cite(row.source)}"
