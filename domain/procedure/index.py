"""The index of the procedure: its chapters in the order of a case, and every move and fact by its name.

Route, update, command line, catalogue, work list and pages are read off it.
"""

from domain.bilingual import Words
from domain.procedure.chapters import (
    amending,
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
    executing,
    filing,
    hearing,
    hearing_end,
    hearing_notice,
    hearing_requests,
    interview,
    limitation,
    new_evidence,
    notices,
    objecting,
    opinions,
    payment,
    preparing_decision,
    proposing,
    publishing,
    reassigning,
    rechecking,
    recusing,
    remedies,
    renotifying,
    representing,
    rescheduling,
    reviewing,
    screening,
    sealing,
    sending_back,
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
    amending,
    proposing,
    countersigning,
    sending_back,
    reassigning,
    recusing,
    screening,
    limitation,
    suspending,
    answering,
    evidence,
    renotifying,
    new_evidence,
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
    rescheduling,
    hearing_notice,
    hearing,
    hearing_end,
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
    executing,
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
