"""Gates 1 to 6 once more, read off the journal alone: written without the procedure, to hold it against.

Each returns what is wrong, in words; nothing means that a penalty may be imposed on this one party today.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from domain.case.journal import Entry

STATEMENT_DAYS, HEARING_REQUEST_DAYS, HEARING_NOTICE_DAYS, FILING_DAYS, NEW_EVIDENCE_DAYS = 2, 3, 2, 2, 1
"""The terms of the rulebook of the proof, in days without rest days."""


@dataclass(frozen=True)
class Said:
    """One fact of the journal, its body as JSON."""

    place: int
    on: date
    fact: str
    body: dict[str, Any]


class History:
    """A journal as a list of what was said."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.said = [Said(n, e.at.date(), e.fact, e.body) for n, e in enumerate(entries)]

    def all(self, fact: str) -> list[Said]:
        return [s for s in self.said if s.fact == fact]

    def last(self, fact: str) -> Said | None:
        return next(iter(self.all(fact)[::-1]), None)

    def served_on(self, document: int) -> date | None:
        for said in self.all("Served"):
            if document in said.body["service"]["documents"]:
                return date.fromisoformat(said.body["service"]["served_on"])
        return None

    def sealed(self, document: int) -> Said | None:
        return next((s for s in self.all("DocumentSealed") if s.body["document"] == document), None)

    def numbered(self, document: int) -> bool:
        made = (d for s in self.all("DocumentsNumbered") for d in s.body["documents"])
        return any(d["document"] == document and d.get("number") for d in made)

    def papers_changed(self) -> int:
        """The place since which the papers are what they are: opening, evidence, another proposal."""
        place, proposal = 0, self.all("PartiesNamed")[0].body["parties"][0]["proposal"]["penalties"]
        for said in self.said:
            if said.fact == "EvidenceAdded":
                place = said.place
            if said.fact == "Rechecked" and said.body["recheck"]["proposal"]["penalties"] != proposal:
                place, proposal = said.place, said.body["recheck"]["proposal"]["penalties"]
        return place


def gate_1(history: History, today: date) -> Iterator[str]:
    officers = history.all("OfficersNamed")[-1].body["officers"]
    if len({o["id"] for o in officers}) < 2 or any(
        o["certificate_until"] < today.isoformat() for o in officers
    ):
        yield "fewer than two qualified officers"
    ids = {o["id"] for o in officers}
    if any(s.body["reviewer"]["id"] in ids for s in history.all("ReviewerAssigned")):
        yield "an officer reviews"
    if any(s.body["plan"]["presider"] in ids for s in history.all("HearingNotified")):
        yield "an officer presides over the hearing"


def gate_2(history: History, today: date) -> Iterator[str]:
    prepared = history.last("NoticesPrepared")
    served = history.served_on(prepared.body["notice"]) if prepared else None
    if prepared is None or served is None or history.served_on(prepared.body["letter"]) != served:
        yield "notices not served"
        return
    waived = {s.body["waiver"]["right"] for s in history.all("Waived")}
    if "statement" not in waived and today <= served + timedelta(STATEMENT_DAYS):
        yield "statement term running"
    asked = "hearing" in waived or _asked(history) or not _may_be_heard(history)
    if not asked and today <= served + timedelta(HEARING_REQUEST_DAYS):
        yield "hearing request term running"
    if not (history.all("InterviewHeld") or history.all("InterviewMissed") or "interview" in waived):
        yield "interview outstanding"
    yield from _unanswered(history)


def _unanswered(history: History) -> Iterator[str]:
    points = {s.body["statement"]["id"] for s in history.all("StatementReceived")}
    for fact, part in (("InterviewHeld", "outcome"), ("HearingHeld", "outcome"), ("HearingEnded", "end")):
        points |= {p["id"] for s in history.all(fact) for p in s.body[part].get("points", [])}
    answered = {a["point"] for s in history.all("Rechecked") for a in s.body["recheck"]["answers"]}
    for point in sorted(points - answered):
        yield f"point {point} not re-checked"


def _may_be_heard(history: History) -> bool:
    """Whether the penalty is one on which a hearing may be asked for, as it was screened, or as the head answered."""
    screened = [s.body["screening"] for s in history.said if s.fact in ("Screened", "ScreeningAnswered")]
    return bool(screened[-1]["hearing"]["1"].get("answer"))


def _asked(history: History) -> bool:
    """Whether a request that counts stands: made, and not withdrawn after it."""
    withdrawn = history.last("HearingRequestWithdrawn")
    since = withdrawn.place if withdrawn else -1
    return any(s.body["request"]["counts"] for s in history.all("HearingRequested") if s.place > since)


def gate_3(history: History, today: date) -> Iterator[str]:
    if not _asked(history):
        return
    held, plan = history.last("HearingHeld"), history.last("HearingNotified")
    ended = history.last("HearingEnded")
    settled = ended or (held if history.all("HearingReported") else None)
    if settled is None or plan is None:
        yield "hearing asked for and not reported"
        return
    notice = history.served_on(plan.body["plan"]["document"])
    day = date.fromisoformat(settled.body["end" if settled is ended else "outcome"]["on"])
    if notice is None or day <= notice + timedelta(HEARING_NOTICE_DAYS):
        yield "hearing without full notice"


def gate_4(
    history: History, today: date, *, before: bool, after: bool, filing: bool, discussion: bool
) -> Iterator[str]:
    changed, prepared = history.papers_changed(), history.last("NoticesPrepared")
    approved = history.last("NoticesApproved")
    if before and (approved is None or not _agreed(history, "before_notice", 0, approved.place)):
        yield "not reviewed before the notice"
    told = prepared.place if prepared else 0
    agreed = _agreed(history, "after_statements", changed, len(history.said))
    if (after or history.all("HearingHeld") or changed > told) and not agreed:
        yield "present papers not reviewed"
    answered = _filing_answered(history, changed, today)
    if filing and answered is None:
        yield "present papers not filed and answered"
    talk = [s.place for s in history.all("Discussed") if s.place > changed]
    if discussion and not talk:
        yield "present papers not discussed"
    if discussion and talk and max(talk) < max(agreed or 0, (answered or 0) if filing else 0):
        yield "discussed before review and filing"


def _agreed(history: History, purpose: str, since: int, until: int) -> int | None:
    """The place of the agreement to papers submitted in this part of the history, if the last word on them was one."""
    rounds = [s for s in history.said if s.fact in ("SubmittedForReview", "OpinionAnswered")]
    word: int | None = None
    for said in history.all("OpinionGiven"):
        submitted = rounds[said.body["round"] - 1]
        if submitted.body["purpose"] == purpose and since <= submitted.place and said.place < until:
            word = said.place if said.body["opinion"]["verdict"] == "agree" else None
    return word


def _filing_answered(history: History, changed: int, today: date) -> int | None:
    filed = history.last("InterviewReportFiled")
    if filed is None or filed.place < changed:
        return None
    sealed = history.sealed(filed.body["document"])
    receipt = next((s for s in history.all("FilingAcknowledged") if s.place > filed.place), None)
    if sealed is None:
        return None
    if receipt:
        return receipt.place
    silent_after = date.fromisoformat(sealed.body["seal"]["on"]) + timedelta(FILING_DAYS)
    return sealed.place if silent_after < today else None


def gate_5(history: History, today: date) -> Iterator[str]:
    prepared, decision = history.last("NoticesPrepared"), history.last("DecisionPrepared")
    if prepared is None or decision is None:
        yield "nothing notified, or nothing prepared"
        return
    told = {p["kind"]: p for p in prepared.body["notified"]["penalties"]}
    agreed = _present_proposal(history, told)
    for penalty in decision.body["prepared"]["penalties"]:
        notified = told.get(penalty["kind"])
        # A kind that was never told is said by the articles (`penalties.art44_every_kind_was_told`).
        if notified and float(penalty["amount"]) > float(notified["amount"]):
            yield "heavier than notified"
        elif notified and penalty["kind"] in agreed and float(penalty["amount"]) > agreed[penalty["kind"]]:
            yield "heavier than what was reviewed"


def _present_proposal(history: History, told: dict[str, dict[str, str]]) -> dict[str, float]:
    """What the last re-check left of what was notified: to this review and discussion agreed."""
    rechecked = history.last("Rechecked")
    left = rechecked.body["recheck"]["proposal"]["penalties"] if rechecked else told.values()
    return {p["kind"]: float(p["amount"]) for p in left}


def gate_6(history: History, today: date) -> Iterator[str]:
    issued, prepared = history.last("NoticesIssued"), history.last("NoticesPrepared")
    if issued is None or prepared is None:
        yield "notices not issued"
        return
    for document in (prepared.body["letter"], prepared.body["notice"]):
        seal = history.sealed(document)
        if seal is None or seal.place > issued.place or not history.numbered(document):
            yield "notices issued without number and seal"
    decision = history.last("DecisionPrepared")
    shown = {
        d["document"]
        for s in history.all("DocumentsPreviewed")
        for d in s.body["documents"]
        if not d.get("gaps")
    }
    if decision is None or decision.body["prepared"]["document"] not in shown:
        yield "decision not shown complete"
