"""What the articles forbid where a case stands still, or parties part from it, come to it, or end, read off the journal alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.proof.oracle.file import Body, CaseFile, Said
from tests.proof.oracle.penalties import written_once
from tests.proof.oracle.undone import not_heard

TOWARDS_A_PARTY = {
    "NoticesPrepared",
    "NoticesApproved",
    "NoticesIssued",
    "InterviewHeld",
    "InterviewMissed",
    "HearingNotified",
    "HearingHeld",
    "Rechecked",
    "DecisionPrepared",
    "DecisionMade",
}
"""The main line towards one party: none of it on who is not in the case, or is no more."""
OF_THE_CASE = {"SubmittedForReview", "OpinionGiven", "InterviewReportFiled", "Discussed", "DraftAmended"}
"""The main line of the whole case: none of it when nobody is left in it, or it is closed."""
ENDS = {"death", "dissolution"}
WITH_A_DOCUMENT = {"withdrawn", "terminated", "transferred"}
"""How a party leaves so that a document says so; who goes on in another case has none (撤案、终止、移送)."""


@dataclass
class _Now:
    """What holds at a place of the journal."""

    suspended: bool = False
    away: set[int] = field(default_factory=set)
    joining: bool = False
    closed: bool = False
    left: dict[int, str] = field(default_factory=dict)
    ended: set[int] = field(default_factory=set)
    decided: set[int] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)
    """Parties whose case of their own did not get its number: they are told another, and leave once only."""
    fined: dict[int, set[str]] = field(default_factory=dict)
    """By party: the findings for which a court fined it."""
    sent: list[Body] = field(default_factory=list)
    united: set[int] = field(default_factory=set)
    """Parties of both cases that were joined, for whose acts together nothing was proposed yet."""
    codes: list[str] = field(default_factory=list)
    """The identifiers of the parties, as they came into the case."""


def wrong_partings(file: CaseFile, terms: dict[str, int]) -> Iterator[str]:
    """Every fault of the journal; `terms` are the days of each right of a party, in days without rest days."""
    now = _Now()
    for said in file.said:
        yield from _forbidden(now, said)
        if said.fact == "DecisionMade" and said.body["decision"]["outcome"] == "penalty":
            yield from _not_to_be_punished(now, file, said)
        if said.fact == "TermEnded":
            yield from _cut_short(said, terms)
        _holds(now, said)
        yield from _parties(now, said)
    yield from _without_document(file)


def _forbidden(now: _Now, said: Said) -> Iterator[str]:
    fact, party = said.fact, said.body.get("party")
    decides = fact == "DecisionMade"
    if now.suspended and decides:
        yield "decided while the case is suspended"
    if now.away and decides:
        yield "decided while the case is with the judiciary"
    if now.joining and (decides or fact == "NoticesIssued"):
        yield f"{fact} while another case comes in"
    if fact in ("NoticesApproved", "DecisionMade") and party in now.united:
        yield f"{fact} on what a party of both cases did in one alone"
    if now.closed and fact in TOWARDS_A_PARTY | OF_THE_CASE:
        yield f"{fact} on a closed case"
    if fact in TOWARDS_A_PARTY and party in now.left:
        yield f"{fact} on a party that has left"
    if fact in TOWARDS_A_PARTY and party in now.ended:
        yield f"{fact} on a party that is no more"
    gone = {*now.left, *now.decided}
    if fact in OF_THE_CASE and len(gone) == len(now.codes):
        yield f"{fact} when nobody is left to be decided on"
    if decides and party in now.decided:
        yield "decided twice"


def _not_to_be_punished(now: _Now, file: CaseFile, said: Said) -> Iterator[str]:
    """Whoever else waived, left or ended: this party was told, and heard, and its terms are over (44, 45, 62)."""
    party = said.body["party"]
    for why in not_heard(file, party, said.place, said.on):
        yield f"punished, and {why}"
    told, changed = file.before(said.place).told(party), _successor(file, party, said.place)
    if told is not None and changed is not None and told.place < changed.place:
        yield "a successor is punished on what was told to another"
    fined = any(p["kind"] == "fine" for p in said.body["decision"].get("penalties", ()))
    prepared = file.before(said.place).prepared(party)
    if fined and now.fined.get(party, set()) & set(prepared.get("findings", ())):
        yield "fined after a court had fined the same act"


def _successor(file: CaseFile, party: int, place: int) -> Said | None:
    changes = file.before(place).all("PartyChanged", party)
    return next((s for s in reversed(changes) if s.body["changed"]["kind"] == "succession"), None)


def _cut_short(said: Said, terms: dict[str, int]) -> Iterator[str]:
    """A party's term has its full length, whatever stops the agency's."""
    day = said.body["day"]
    length = terms.get(day["term"])
    if length is not None:
        full = date.fromisoformat(day["start"]) + timedelta(length)
        if date.fromisoformat(day["last_day"]) < full or said.on <= full:
            yield f"the term {day['term']} of a party ended before its last day"


def _without_document(file: CaseFile) -> Iterator[str]:
    numbered = {
        d["document"] for s in file.all("DocumentsNumbered") for d in s.body["documents"] if d.get("number")
    }
    for said in file.all("PartyDeparted"):
        left = said.body["left"]
        if left["why"] in WITH_A_DOCUMENT and left["document"] not in numbered:
            yield f"a party {left['why']} without a document that has a number"
        if left["why"] not in WITH_A_DOCUMENT and not left.get("onward"):
            yield "a party left for another case that nobody names"


def _parties(now: _Now, said: Said) -> Iterator[str]:
    """Who is in the case from this place on, and who parts from it that is not there any more."""
    body = said.body
    match said.fact:
        case "PartiesNamed":
            now.codes = [written_once(p) for p in body["parties"]]
        case "PartiesJoined":
            now.codes += [written_once(p) for p in body["parties"]]
            if len(set(now.codes)) < len(now.codes):
                yield "a party stands twice in the case"
        case "PartyChanged" if body["changed"]["kind"] in ENDS:
            now.ended.add(body["party"])
        case "DecisionMade":
            now.decided.add(body["party"])
        case "SplitNumberTaken":
            now.taken.add(body["party"])
        case "PartyDeparted" | "CaseSplit":
            yield from _leaves(now, body["party"], body.get("left", {}).get("why", "split"))


def _holds(now: _Now, said: Said) -> None:
    """What holds the case from this place on."""
    body = said.body
    match said.fact:
        case "ProposalAmended":
            now.united.discard(body["party"])
        case "CaseSuspended" | "CaseResumed":
            now.suspended = said.fact == "CaseSuspended"
        case "CaseClosed" | "CaseReopened":
            now.closed = said.fact == "CaseClosed"
        case "JoinOrdered" | "CasesJoined" | "JoinRefused":
            now.joining = said.fact == "JoinOrdered"
            now.united |= {same["party"] for same in body.get("same", ())}
        case "TransferredToJudiciary":
            now.away |= set(body["transfer"]["parties"])
            now.sent.append(body["transfer"])
        case "ReturnedFromJudiciary":
            _back(now, body["result"])


def _back(now: _Now, result: Body) -> None:
    now.away -= set(result["parties"])
    if result["outcome"] == "fined":
        for party in result["parties"]:
            acts = {f for one in now.sent if party in one["parties"] for f in one["findings"]}
            now.fined.setdefault(party, set()).update(acts)


def _leaves(now: _Now, party: int, why: str) -> Iterator[str]:
    if party in now.decided:
        yield "a party left that was decided on"
    if party in now.left and party not in now.taken:
        yield "a party left twice: it is in two cases"
    now.taken.discard(party)
    now.left[party] = why
    now.away.discard(party)
