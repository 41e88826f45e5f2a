"""Reports (上报): what one step of a case means for the supervision platform. Numbers and dates, no names, no statements."""

from collections.abc import Iterator, Sequence
from typing import Any

from domain.case.case import Case
from domain.case.journal import Entry
from domain.procedure.chapters.correcting_filing import CorrectionRequested, DecisionFilingCorrected
from domain.procedure.chapters.decision_filing import DecisionFiled, DecisionFilingAcknowledged
from domain.procedure.chapters.filing import FilingAcknowledged, InterviewReportFiled
from domain.procedure.chapters.undone import DecisionFilingAcknowledgementUndone, FilingAcknowledgementUndone
from domain.procedure.clocks.changes import Effect, changes
from domain.procedure.clocks.deadlines import Deadline
from domain.procedure.clocks.ending_terms import TermEnded
from domain.procedure.language import civil
from domain.record import Record


class Report(Record):
    """One report to the supervision platform."""

    seq: int
    """The fact in whose transaction it is written."""
    position: int
    kind: str
    """deadline_set, deadline_met, deadline_shifted, deadline_reopened, deadline_dropped, deadline_overdue, filing."""
    body: dict[str, Any]


FILINGS = {
    InterviewReportFiled.__name__: "filed",
    FilingAcknowledged.__name__: "filing_acknowledged",
    DecisionFiled.__name__: "decision_filed",
    DecisionFilingAcknowledged.__name__: "decision_filing_acknowledged",
    CorrectionRequested.__name__: "decision_filing_correction_requested",
    DecisionFilingCorrected.__name__: "decision_filing_corrected",
    FilingAcknowledgementUndone.__name__: "filing_acknowledgement_annulled",
    DecisionFilingAcknowledgementUndone.__name__: "decision_filing_acknowledgement_annulled",
}
DEADLINES = {
    Effect.SET: "deadline_set",
    Effect.SHIFTED: "deadline_shifted",
    Effect.MET: "deadline_met",
    Effect.REOPENED: "deadline_reopened",
    Effect.DROPPED: "deadline_dropped",
}


def reports(
    before: Sequence[Deadline], after: Sequence[Deadline], case: Case, entries: Sequence[Entry]
) -> Iterator[Report]:
    """Yield what these entries, and the deadlines before and after them, are to the supervision platform."""
    found = [*_of_entries(entries), *_of_deadlines(before, after)]
    agency, number = case.identity.agency.code, case.identity.number
    for position, (kind, body) in enumerate(found):
        yield Report(
            seq=entries[-1].seq,
            position=position,
            kind=kind,
            body={"agency": agency, "number": number, **body},
        )


def _of_entries(entries: Sequence[Entry]) -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in entries:
        if entry.fact in FILINGS:
            yield "filing", {"what": FILINGS[entry.fact], "on": civil(entry.at).isoformat()}
        elif entry.fact == TermEnded.__name__ and entry.body.get("overdue"):
            yield "deadline_overdue", dict(entry.body["day"])


def _of_deadlines(
    before: Sequence[Deadline], after: Sequence[Deadline]
) -> Iterator[tuple[str, dict[str, Any]]]:
    for change in changes(before, after):
        if kind := DEADLINES.get(change.effect):
            yield kind, _body(change.deadline)


def _body(deadline: Deadline) -> dict[str, Any]:
    return deadline.model_dump(
        mode="json",
        include={"term", "party", "start", "last_day", "earliest", "latest", "ended_on", "state"},
        exclude_none=True,
    )
