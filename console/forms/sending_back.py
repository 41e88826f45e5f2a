"""Sending back from where one would agree (退回): the reason stands on the same page, and what is sent back is known there."""

from dataclasses import dataclass

from console.forms.begun import Form, path_of
from domain.case.parties import Party
from domain.procedure.chapters.countersigning import SendBack
from domain.procedure.chapters.proposing import to_confirm

APPROVING = ("approve_notices",)
DECIDING = ("impose", "decide_no_penalty", "decide_not_established")


@dataclass(frozen=True)
class Back:
    """What would be sent back, by the field that names it."""

    path: str
    """The address within the console of the form that takes the reason."""
    field: str
    value: str


def back(form: Form) -> Back | None:
    """Return what somebody who fills in this form may send back instead; nothing where that is still to be chosen."""
    if not form.known.case.opened:
        return None
    found = _named(form)
    if found is None:
        return None
    return Back(path_of(SendBack.name, form.agency, form.number, form.party), *found)


def _named(form: Form) -> tuple[str, str] | None:
    move = form.kind.name
    if move == "confirm":
        waiting = [str(one.number) for one in to_confirm(form.known.case)]
        chosen = str(form.draft.body.get("proposal") or (waiting[0] if len(waiting) == 1 else ""))
        return ("proposal", chosen) if chosen in waiting else None
    if move == "record_discussion":
        return "discussion", "true"
    draft = _draft(form.known.case.party(form.party), move) if form.party is not None else 0
    return ("document", str(draft)) if draft else None


def _draft(party: Party, move: str) -> int:
    """Return the number of the document that waits for a head; 0 where none does."""
    notices, prepared = party.last_notices, party.prepared_decision
    if move in APPROVING and notices and notices.approved_on is None and notices.sent_back is None:
        return notices.notice
    if move in DECIDING and prepared and prepared.sent_back is None:
        return prepared.document
    return 0
