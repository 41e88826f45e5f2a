"""Issuing (发文): which agency numbers, seals and issues a document, and which documents can leave no more."""

from domain.case.case import Case
from domain.case.documents import Document
from domain.case.people import Agency
from domain.record import once


def issuer_of(case: Case, document: Document) -> Agency:
    """Return the agency whose number, seal and clerk the document has: of the case, or a supervising office."""
    return document.issuer or case.identity.agency


@once
def issuers(case: Case) -> frozenset[str]:
    """Return the codes of the agencies that issue documents in this case."""
    return frozenset(issuer_of(case, d).code for d in case.documents.all)


@once
def withdrawn(case: Case) -> frozenset[int]:
    """Return the documents that never left and never will: their numbers are void (作废), and stay taken.

    They were replaced before they left, or their party was decided on, left the case or was no more before they told of anything.
    """
    issued = {d for p in case.parties.all for n in p.notices if n.issued_on for d in n.documents}
    decided = {p.id for p in case.parties.all if not p.pending}
    return frozenset(
        d.id
        for d in case.documents.all
        if not (d.issued_on or d.id in issued) and (d.void or (d.rule.before_decision and d.party in decided))
    )


@once
def stopped_by_law(case: Case) -> tuple[Document, ...]:
    """Return the documents without a preview that were not made, for law which nobody has read and no lawyer has confirmed."""
    stopped = [d for d in case.documents.all if d.unconfirmed]
    gone = withdrawn(case) if stopped else frozenset()
    return tuple(d for d in stopped if d.id not in gone)


@once
def waiting_for_seal(case: Case) -> tuple[Document, ...]:
    """Return the documents that are final and not sealed yet, of whichever issuer."""
    ready = [d for d in case.documents.all if d.ready_to_seal]
    gone = withdrawn(case) if ready else frozenset()
    return tuple(d for d in ready if d.id not in gone)
