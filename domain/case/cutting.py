"""Cutting (分案): what of a case goes with one of its parties into a case of its own.

Nothing is numbered anew: party and documents are called there what they are called on every paper that has gone out.
"""

from domain.canonical import canonical
from domain.case.annulling import Annulments
from domain.case.case import Case, CaseScreening
from domain.case.closing import Closing
from domain.case.documents import Documents
from domain.case.judiciary import Judiciary
from domain.case.last_days import LastDays
from domain.case.oversight import Oversight
from domain.case.papers import Papers
from domain.case.parties import Party
from domain.case.proposals import Proposals
from domain.case.review import DecisionFiling, Discussions
from domain.case.snapshot import snapshot
from domain.case.splits import Origin
from domain.case.troubles import Troubles


def cut(case: Case, party: int, number: str, origin: Origin) -> Case:
    """Return the case cut down to one party that is undecided, under a number of its own.

    What was proposed or drafted and has not gone out stays behind: it names the other case, and is made anew. So does
    what a supervising office asked of the agency in the other case.
    """
    who = case.party(party)
    part = case.model_copy(
        update={
            "identity": case.identity.model_copy(update={"number": number, "origin": origin}),
            "screening": _screening(case.screening, party),
            "papers": _papers(case.papers, party),
            "parties": case.parties.model_copy(update={"all": (_without_drafts(who),)}),
            "documents": _documents(case, who),
            "discussions": _discussions(case.discussions, party),
            "last_days": _last_days(case.last_days, party),
            "judiciary": _judiciary(case.judiciary, party),
            "annulments": _annulments(case.annulments, party),
            "oversight": Oversight(),
            "decision_filing": DecisionFiling(),
            "closing": Closing(),
            "proposals": Proposals(),
            "troubles": Troubles(),
        }
    )
    return _agreed_to(case.papers_version, part)


def drafts(party: Party) -> frozenset[int]:
    """The documents that are prepared for a party and have not gone out."""
    prepared = (party.prepared_decision.document,) if party.prepared_decision else ()
    return frozenset((*prepared, *(d for n in party.notices if n.issued_on is None for d in n.documents)))


def _without_drafts(party: Party) -> Party:
    issued = tuple(n for n in party.notices if n.issued_on)
    return party.model_copy(update={"notices": issued, "prepared_decision": None})


def _screening(screening: CaseScreening, party: int) -> CaseScreening:
    """What was screened stays as it was: a case does not fall out of this procedure by being divided."""
    hearing = {number: finding for number, finding in screening.hearing.items() if number == party}
    answered = tuple(number for number in screening.answered if number == party)
    return screening.model_copy(update={"hearing": hearing, "answered": answered})


def _papers(papers: Papers, party: int) -> Papers:
    """The findings against the party, and of evidence and basis what belongs to them."""
    against = {f.id: f.model_copy(update={"parties": (party,)}) for f in papers.findings_against(party)}
    evidence = [
        e.model_copy(update={"proves": kept})
        for e in papers.evidence
        if (kept := tuple(f for f in e.proves if f in against))
    ]
    basis = [
        b.model_copy(update={"findings": kept})
        for b in papers.basis
        if (kept := tuple(f for f in b.findings if f in against))
    ]
    return papers.model_copy(
        update={"findings": tuple(against.values()), "evidence": tuple(evidence), "basis": tuple(basis)}
    )


def _documents(case: Case, party: Party) -> Documents:
    """The party's documents and those of the whole case; their numbers belong to the case that took them."""
    left_behind, number = drafts(party), case.identity.number
    return case.documents.model_copy(
        update={
            "all": tuple(
                d.model_copy(update={"taken": None, "origin": d.origin or number})
                for d in case.documents.all
                if d.party in (None, party.id) and d.id not in left_behind
            )
        }
    )


def _discussions(discussions: Discussions, party: int) -> Discussions:
    held = (
        d.model_copy(update={"conclusions": tuple(c for c in d.conclusions if c.party == party)})
        for d in discussions.all
    )
    return discussions.model_copy(update={"all": tuple(held)})


def _judiciary(judiciary: Judiciary, party: int) -> Judiciary:
    transfers = (
        one.model_copy(
            update={
                "parties": (party,),
                "results": tuple(
                    result.model_copy(update={"parties": (party,)})
                    for result in one.results
                    if party in result.parties
                ),
            }
        )
        for one in judiciary.transfers
        if party in one.parties
    )
    return judiciary.model_copy(update={"transfers": tuple(transfers)})


def _annulments(annulments: Annulments, party: int) -> Annulments:
    return annulments.model_copy(
        update={"acts": tuple(a for a in annulments.acts if a.party in (None, party))}
    )


def _last_days(days: LastDays, party: int) -> LastDays:
    passed = tuple(d for d in days.passed if d.party in (None, party))
    kept = tuple(d for d in days.kept if d.party in (None, party))
    return days.model_copy(update={"passed": passed, "kept": kept})


def _agreed_to(version: str, part: Case) -> Case:
    """Whoever agreed to the papers of the whole agreed to those of each party, which are the same: their version alone is another [I]."""
    whole = canonical(snapshot(part))
    return Case.model_validate_json(whole.replace(version.encode(), part.papers_version.encode()))
