"""What a form is filled in with before anybody types (预填): the only choice there is, one group for each open point.

What the case knows of the whole of a move stands in its form from the beginning; who fills it in reads it, and may change it.
Days and what somebody did are never filled in: nobody but who was there knows them.
"""

from collections.abc import Callable, Container, Iterable
from typing import Any

from desk.fields.form import Field
from desk.fields.of_documents import to_send_back
from desk.fields.source import Known
from domain.case.case import Case
from domain.case.decisions import Outcome
from domain.case.papers import Proposal
from domain.case.parties import Party
from domain.law.penalties import NOT_ESTABLISHED, Penalty
from domain.procedure.chapters.preparing_decision import PrepareDecision
from domain.procedure.chapters.proposing import to_confirm
from domain.procedure.chapters.sending_back import to_discuss
from domain.procedure.completing import DRAFT, OF_PROPOSAL, incomplete, lacks
from domain.procedure.gates.concluding import binding
from domain.procedure.gates.serving import unserved


def certain(field: Field, known: Known) -> Any:
    """What is the only choice there is."""
    if field.source is None or not field.source.certain:
        return None
    found = [choice.value for choice in field.source.choices(known)]
    if len(found) != 1:
        return None
    return found if field.many else found[0]


def each(field: Field, known: Known, there: Any) -> list[dict[str, Any]]:
    """What is given; else one for each thing that wants an answer, such as an open point."""
    if not field.many:
        return [there if isinstance(there, dict) else {}]
    if isinstance(there, list) and there:
        return [one for one in there if isinstance(one, dict)]
    first = field.inner[0]
    if field.required and first.source and first.path[-1] in ("point", "heading"):
        found: list[dict[str, Any]] = [{first.path[-1]: c.value} for c in first.source.choices(known)]
        return found or [{}]
    return [{}]


def from_case(move: str, known: Known) -> dict[str, Any]:
    """Return what the case says of what a move asks, in the shape of its body as it is typed; nothing before there is a case."""
    return FROM_CASE[move](known) if move in FROM_CASE and known.case.opened else {}


def _party(known: Known) -> Party | None:
    """Return the party whose form it is, or the only one there is."""
    parties = known.case.parties.all
    if known.party is not None:
        return known.case.party(known.party)
    return parties[0] if len(parties) == 1 else None


def _to_serve(known: Known) -> dict[str, Any]:
    party = _party(known)
    found = unserved(known.case, party) if party else ()
    return {"documents": [str(document.id) for document in found]} if found else {}


def _to_hear(known: Known) -> dict[str, Any]:
    """The place to which the party was summoned last."""
    party = _party(known)
    notices = party.last_notices if party else None
    return {"place": notices.summons.place} if notices else {}


def _to_decide(known: Known) -> dict[str, Any]:
    """What the decision says as it was prepared before; else what is found and intended now."""
    party = _party(known)
    if party is None:
        return {}
    now, before = _as_intended(known, party), party.prepared_decision
    if before is None:
        return now
    said = before.model_dump(mode="json", exclude_defaults=True)
    asked = {name: said[name] for name in PrepareDecision.model_fields if name in said}
    if before.papers != known.case.papers_version:
        # Findings, articles and penalties may have changed since; whoever reads the rest is told what changed.
        asked = {name: value for name, value in asked.items() if name not in _OF_THE_PAPERS}
    return now | asked


_OF_THE_PAPERS = (
    "outcome",
    "findings",
    "basis",
    "penalties",
    "discretion",
    "discretion_article",
    "ground_evidence",
)


def _as_intended(known: Known, party: Party) -> dict[str, Any]:
    """The findings against the party, the articles that belong to them, and the penalty as concluded, else as it is intended now."""
    papers, intended = known.case.papers, party.proposal
    findings = [one.id for one in papers.findings if party.id in one.parties]
    told = {
        "findings": findings,
        "basis": [one.id for one in papers.basis if set(findings) & set(one.findings)],
        "penalties": _typed(intended.penalties),
        "discretion": intended.discretion.value,
        "discretion_reasons": intended.reasons,
        "discretion_article": intended.article,
    } | _concluded(known, party)
    return {name: value for name, value in told.items() if value}


def _concluded(known: Known, party: Party) -> dict[str, Any]:
    """What the heads concluded, which the decision may not go beyond: penalties with their tier, or none and why."""
    held = binding(known.case, party)
    concluded = held.on_party(party.id) if held else None
    if concluded is None:
        return {}
    found = {"penalties": _typed(concluded.penalties), "discretion": concluded.discretion.value}
    if concluded.penalties:
        return found | {"outcome": Outcome.PENALTY.value}
    # Why the penalty that was intended is as it is says nothing of a decision without one.
    found |= {"discretion_reasons": "", "discretion_article": ""}
    if concluded.ground == NOT_ESTABLISHED:
        return found | {"outcome": Outcome.NOT_ESTABLISHED.value}
    return found | {"outcome": Outcome.NO_PENALTY.value, "ground": concluded.ground}


def _typed(penalties: Iterable[Penalty]) -> list[dict[str, Any]]:
    return [one.model_dump(mode="json", exclude_defaults=True) for one in penalties]


def _to_recheck(known: Known) -> dict[str, Any]:
    """What is intended now: a re-check changes what it has to, and says so."""
    party = _party(known)
    return {"proposal": as_typed(party.proposal)} if party else {}


def as_typed(intended: Proposal) -> dict[str, Any]:
    """Return what is intended against a party as it is typed; nothing in the place of penalties says that there are none."""
    found = intended.model_dump(mode="json", exclude_defaults=True)
    return found | {"penalties": found["penalties"] or None}


def _to_send_back(known: Known) -> dict[str, Any]:
    """What is sent back, where it can be one thing only."""
    found: list[dict[str, Any]] = [{"proposal": str(one.number)} for one in to_confirm(known.case)]
    found += [{"document": str(one.value)} for one in to_send_back(known)]
    if to_discuss(known.case):
        found.append({"discussion": "true"})
    return found[0] if len(found) == 1 else {}


def proposals_of(case: Case, wanted: Container[int] | None = None) -> list[dict[str, Any]]:
    """Return what is intended against each party who is still to be decided on, as an amendment of the draft is typed."""
    return [
        {"party": str(party.id), "proposal": as_typed(party.proposal)}
        for party in case.undecided
        if wanted is None or party.id in wanted
    ]


def _to_complete(known: Known) -> dict[str, Any]:
    """What is intended against the parties whose documents lack something of the draft: it is completed, not typed anew."""
    lacking = {
        d.party
        for d in incomplete(known.case)
        for lack in lacks(d.kind, d.gaps)
        if lack.by == DRAFT and any(gap.startswith(OF_PROPOSAL) for gap in lack.gaps)
    }
    found = proposals_of(known.case, {party for party in lacking if party is not None})
    return {"proposals": found} if found else {}


def _to_notify(known: Known) -> dict[str, Any]:
    """The interview as the notices before had planned it; of notices that left, the time is not that of the new ones."""
    party = _party(known)
    last = party.notices[-1] if party and party.notices else None
    if last is None:
        return {}
    plan = last.interview.model_dump(mode="json", exclude_defaults=True)
    asked = {name: value for name, value in plan.items() if not name.endswith("_name")}
    if last.issued_on or (last.interview.at and known.at and last.interview.at <= known.at):
        asked.pop("at", None)
    return {"interview": {name: str(value) for name, value in asked.items()}}


FROM_CASE: dict[str, Callable[[Known], dict[str, Any]]] = {
    "record_service": _to_serve,
    "record_service_attempt": _to_serve,
    "hold_interview": _to_hear,
    "amend_draft": _to_complete,
    "prepare_notices": _to_notify,
    "prepare_decision": _to_decide,
    "recheck": _to_recheck,
    "send_back": _to_send_back,
}
"""By move."""
