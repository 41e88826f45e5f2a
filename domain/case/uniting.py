"""Uniting (并案): what a case brings into the one that takes it in. Nothing was issued in either.

Findings, evidence and basis keep their ids behind the number of their case; its parties are numbered on, and a party that
stands in both stands there once (行政处罚法 第29条).
"""

from collections.abc import Mapping
from typing import NamedTuple

from domain.canonical import sha256
from domain.case.case import Case
from domain.case.joins import SameParty
from domain.case.papers import Judgement, Papers, said_canonically
from domain.case.parties import Party
from domain.case.people import Person
from domain.law.identifiers import in_one_writing


class United(NamedTuple):
    papers: Papers
    parties: tuple[Party, ...]
    """Those who were not here, under their numbers here."""
    same: tuple[SameParty, ...]
    officers: tuple[Person, ...]
    """Whoever was an officer there was one of what is now one case."""


def united(case: Case, other: Case) -> United:
    here = {in_one_writing(p.identifier): p for p in case.undecided}
    numbers, new, same = dict[int, int](), list[Party](), list[SameParty]()
    following = max(p.id for p in case.parties.all)
    for party in other.undecided:
        known = here.get(in_one_writing(party.identifier))
        if known is not None:
            numbers[party.id] = known.id
            same.append(SameParty(party=known.id, proposal=proposal_hash(known)))
        else:
            following += 1
            numbers[party.id] = following
            drafted = {"id": following, "notices": (), "prepared_decision": None}
            new.append(party.model_copy(update=drafted))
    papers = _papers(case.papers, other.papers, other.identity.number, numbers)
    officers = (*other.people.past_officers, *other.people.officers)
    return United(papers, tuple(new), tuple(same), officers)


def proposal_hash(party: Party) -> str:
    return sha256(said_canonically(party.proposal))


def _papers(here: Papers, there: Papers, number: str, numbers: Mapping[int, int]) -> Papers:
    """The papers of both; the term to decide runs from the earlier acceptance, and the act from its first day to its last [I]."""
    findings = [
        f.model_copy(update={"id": _of(number, f.id), "parties": kept})
        for f in there.findings
        if (kept := tuple(numbers[p] for p in f.parties if p in numbers))
    ]
    known = {f.id for f in findings}
    evidence = [
        e.model_copy(update={"id": _of(number, e.id), "proves": proven})
        for e in there.evidence
        if (proven := tuple(f for f in (_of(number, f) for f in e.proves) if f in known))
    ]
    basis = [
        b.model_copy(update={"id": _of(number, b.id), "findings": founded})
        for b in there.basis
        if (founded := tuple(f for f in (_of(number, f) for f in b.findings) if f in known))
    ]
    ended = None if None in (here.act_to, there.act_to) else max(filter(None, (here.act_to, there.act_to)))
    return here.model_copy(
        update={
            "findings": (*here.findings, *findings),
            "evidence": (*here.evidence, *evidence),
            "basis": (*here.basis, *basis),
            "accepted_on": min(here.accepted_on, there.accepted_on),
            "act_from": min(here.act_from, there.act_from),
            "act_to": ended,
            "discovered_on": max(here.discovered_on, there.discovered_on),
            "investigation_ended_on": max(here.investigation_ended_on, there.investigation_ended_on),
            "source": here.source or there.source,
            "harm": here.harm or there.harm,
            "complex_case": _graver(here.complex_case, there.complex_case),
            "influence": _graver(here.influence, there.influence),
            "public_interest": _graver(here.public_interest, there.public_interest),
        }
    )


def _of(number: str, piece: str) -> str:
    return f"{number}-{piece}"


def _graver(here: Judgement, there: Judgement) -> Judgement:
    """What was found of either is so of both."""
    return there if there.answer and not here.answer else here
