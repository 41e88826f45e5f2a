"""What the slices of two parties have in common: how they begin, what each party's own acts are, the oracle, the key."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from domain.case.case import Case
from domain.case.parties import Party, Right
from domain.procedure.chapters.preparing_decision import outdated
from domain.procedure.gates import joining
from domain.procedure.gates.judiciary import away
from domain.procedure.gates.serving import unserved
from tests.procedure.playing import DIRECTORY
from tests.procedure.scene import SCAN, Scene, company
from tests.proof.bodies import always, interview, presider
from tests.proof.oracle import plain
from tests.proof.oracle.file import CaseFile
from tests.proof.oracle.parted import wrong_partings
from tests.proof.slices.before_decision import BEGIN, SHORT_TERMS, opened
from tests.proof.stepping import Act, Body, Key, Moves, State
from tests.proof.vectors import Vector

PARTIES = (1, 2)
TERMS = {"statement": plain.STATEMENT_DAYS, "hearing_request": plain.HEARING_REQUEST_DAYS}

RIGHTS = {Right.STATEMENT: plain.STATEMENT_DAYS, Right.HEARING: plain.HEARING_REQUEST_DAYS}


def both_served(vector: Vector) -> Scene:
    """Two companies, both served; the first has given up every right, the second may still make a statement."""
    scene = opened(vector, parties=[company(1), company(2)])
    for party in PARTIES:
        scene.issued(
            BEGIN, party, working_days_after_service=2, time="09:00", presider=presider(scene)
        ).served(BEGIN, party)
        for right in ("hearing", "interview", *(["statement"] if party == 1 else [])):
            scene.waived(BEGIN, right, party)
    return scene


# Acts


def draft(party: int) -> Act:
    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        who = scene.case.party(party)
        if who.prepared_decision and not outdated(scene.case, who.prepared_decision):
            return None
        findings = [f.id for f in scene.case.papers.findings_against(party)]
        basis = [b.id for b in scene.case.papers.basis if set(b.findings) & set(findings)]
        return scene.decision_body(party, findings=findings, basis=basis)

    return Act("officer-li", "prepare_decision", body)


def impose(party: int) -> Act:
    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        if scene.case.party(party).prepared_decision is None:
            return None
        return {"party": party, "content": scene.content(party)}

    return Act("head-chen", "impose", body)


def states(party: int) -> Act:
    """A statement, once."""

    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        if scene.case.party(party).statements:
            return None
        return {
            "party": party,
            "channel": "paper",
            "received_at": f"{today}T08:00:00+08:00",
            "text": "请求从轻",
        }

    return Act("officer-li", "submit_statement", body)


def rechecks(party: int) -> Act:
    return Act(
        "officer-li",
        "recheck",
        lambda scene, today: scene.recheck_body(party) if scene.case.party(party).unanswered else None,
    )


def serves_notices(party: int) -> Act:
    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        who = scene.case.party(party)
        if who.last_notices is None or who.notices_served_on:
            return None
        service = scene.service(today, party)
        return {"party": party, "documents": list(who.last_notices.documents), "service": service}

    return Act("officer-li", "record_service", body)


def notifies(party: int) -> tuple[Act, ...]:
    """New notices for a party, where none stand; sealed, issued, served; every right but the statement given up."""

    def none_stand(scene: Scene, today: str) -> dict[str, Any] | None:
        notices = scene.case.party(party).last_notices
        if notices and (notices.issued_on or notices.papers == scene.case.papers_version):
            return None
        return {**interview(scene, today), "party": party}

    def approves(scene: Scene, today: str) -> dict[str, Any] | None:
        notices = scene.case.party(party).last_notices
        if notices is None or notices.approved_on:
            return None
        letter, notice = (scene.document(n).content for n in notices.documents)
        return {"party": party, "letter": letter, "notice": notice}

    def seals(scene: Scene, today: str) -> dict[str, Any] | None:
        notices = scene.case.party(party).last_notices
        for document in scene.case.documents.these(notices.documents if notices else ()):
            if document.ready_to_seal:
                return {"document": document.id, "file": document.file, "scan": SCAN, "on": today}
        return None

    def gives_up(scene: Scene, today: str) -> dict[str, Any] | None:
        who = scene.case.party(party)
        left = [right for right in (Right.HEARING, Right.INTERVIEW) if not who.waived(right)]
        if not left or who.notices_served_on is None:
            return None
        return {"party": party, "right": left[0], "form": SCAN, "on": today}

    return (
        Act("officer-li", "prepare_notices", none_stand),
        Act("head-chen", "approve_notices", approves),
        Act("clerk-zhao", "record_sealing", seals),
        Act("clerk-zhao", "issue_notices", always(party=party)),
        serves_notices(party),
        Act("officer-li", "waive", gives_up),
    )


def rarely(most: int, facts: frozenset[str], body: Body) -> Body:
    """While fewer than so many things beside the main line have happened."""
    return lambda scene, today: body(scene, today) if happened(scene.entries, facts) < most else None


def happened(entries: Any, facts: frozenset[str]) -> int:
    return sum(entry.fact in facts for entry in entries)


def back(outcome: str) -> Body:
    def body(scene: Scene, today: str) -> dict[str, Any]:
        said = {"outcome": outcome, "organ": "镇江市公安局", "on": today, "proof": SCAN}
        return {"parties": [p for p, _ in away(scene.case)], **said}

    return body


# What is proven


def wrong(state: State, vector: Vector) -> Iterator[str]:
    yield from faults_of(state)


def faults_of(state: State) -> Iterator[str]:
    """What the articles say of the whole journal, each once."""
    file = CaseFile.of(state.entries, DIRECTORY.person, terms=SHORT_TERMS)
    yield from dict.fromkeys(wrong_partings(file, TERMS))


def somebody_decided(state: State, moves: Moves) -> bool:
    """The forbidden acts are moves of these slices themselves: a decision stands in the journal, and is judged there."""
    return any(party.decision for party in state.case.parties.all)


def settled(state: State) -> bool:
    """Nobody is left to be decided on."""
    return not any(state.case.undecided)


def days(state: State) -> Iterator[date]:
    for party in state.case.parties.all:
        if party.undecided:
            yield from last_days(party)


def last_days(party: Party) -> Iterator[date]:
    """Of the rights that it has not given up."""
    served = party.notices_served_on
    for right, length in RIGHTS.items():
        if served and not party.waived(right):
            yield served + timedelta(length)


def two_keys(state: State) -> Key:
    """All that a rule can read of the two parties and of what holds the case."""
    case, today = state.case, state.today
    join = joining.ordered(case)
    return (
        tuple(_party(case, party, today) for party in case.parties.all),
        case.timing.suspended is None,
        len(case.timing.suspensions),
        tuple(sorted(party for party, _ in away(case))),
        len(case.judiciary.transfers),
        tuple(tuple(r.outcome for r in t.results) for t in case.judiciary.transfers),
        tuple((d.kind, d.party) for d in case.documents.all if d.ready_to_seal),
        case.closing.closed_on is None,
        join is None,
        len(case.identity.joins),
        len(case.papers.findings),
        # Two journals of one case, of which one alone is at fault, are two.
        tuple(faults_of(state)),
    )


def _party(case: Case, party: Party, today: date) -> Key:
    notices, prepared, served = party.last_notices, party.prepared_decision, party.notices_served_on
    onward = party.left.onward if party.left else None
    waived = {w.right for w in notices.waivers if served and w.on >= served} if notices else set()
    return (
        tuple(max(-1, (day - today).days) for day in last_days(party)),
        served is None,
        len(party.notices),
        (notices.approved_on is None, notices.issued_on is None, notices.papers == case.papers_version)
        if notices
        else None,
        tuple(right in waived for right in Right),
        len(party.statements),
        len(party.unanswered),
        (prepared.outcome, outdated(case, prepared)) if prepared else None,
        party.decision is None,
        party.left.why if party.left else None,
        (onward.opened_on is None, onward.taken_on is None, onward.number) if onward else None,
        tuple(change.kind for change in party.changes),
        tuple(sorted(case.judiciary.fined_for(party.id))),
        tuple(d.kind for d in unserved(case, party)),
        party.proposal.fine,
        joining.to_unite(case, party) is None,
        len(party.correction_orders),
    )
