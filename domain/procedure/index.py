"""The index of the procedure: its chapters in the order of a case, and every move and fact by its name.

Route, update, command line, catalogue, work list and pages are read off it.
"""

from domain.bilingual import Words
from domain.procedure.chapters import (
    announcing,
    answering,
    approving,
    attempts,
    closing,
    countersigning,
    deciding,
    decision_filing,
    discussing,
    documents,
    drafting,
    evidence,
    filing,
    hearing,
    hearing_notice,
    hearing_requests,
    interview,
    limitation,
    notices,
    objecting,
    opinions,
    payment,
    preparing_decision,
    publishing,
    reassigning,
    rechecking,
    recusing,
    remedies,
    representing,
    reviewing,
    screening,
    sealing,
    service,
    statements,
    suspending,
    troubles,
    waivers,
)
from domain.procedure.clocks import adopting, ending_terms
from domain.procedure.language import Fact, Move

CHAPTERS = (
    drafting,
    countersigning,
    reassigning,
    recusing,
    screening,
    limitation,
    suspending,
    answering,
    evidence,
    notices,
    approving,
    documents,
    sealing,
    service,
    attempts,
    announcing,
    representing,
    statements,
    waivers,
    hearing_requests,
    interview,
    hearing_notice,
    hearing,
    rechecking,
    reviewing,
    opinions,
    filing,
    objecting,
    discussing,
    preparing_decision,
    deciding,
    publishing,
    decision_filing,
    payment,
    remedies,
    closing,
    adopting,
    ending_terms,
    troubles,
)

MOVES: dict[str, type[Move]] = {m.name: m for c in CHAPTERS for m in getattr(c, "MOVES", ())}
MACHINE_MOVES: dict[str, type[Move]] = {m.name: m for c in CHAPTERS for m in getattr(c, "MACHINE", ())}
FACTS: dict[str, type[Fact]] = {f.__name__: f for c in CHAPTERS for f in getattr(c, "FACTS", ())}


def title_of(move: str) -> Words:
    """The title of a move."""
    return (MOVES.get(move) or MACHINE_MOVES[move]).title
