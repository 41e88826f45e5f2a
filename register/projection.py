"""From the case to the tables: what a list, a search, a reminder or a work list must find without folding anything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from domain.case.case import Case
from domain.case.documents import Document, DocumentState, NumberState, document_key
from domain.case.issuing import withdrawn
from domain.case.journal import Entry
from domain.case.people import Role
from domain.law.held import held
from domain.law.rulebook import Rulebook
from domain.procedure import Deadline, deadlines, fold, foreseen, messages, read, reports, stage
from domain.procedure.chapters.drafting import RulebookAdopted
from domain.procedure.clocks.deadlines import State
from domain.procedure.clocks.table import CLOCK_OF
from domain.procedure.language import SHANGHAI, civil
from domain.procedure.receipts import Kept, receipts
from domain.procedure.sealed_dossier import sealed_anew
from domain.procedure.view import view_written
from domain.record import Names, named
from domain.texts import inline_bytes, stored_texts
from register.outbox import Outgoing
from register.recording import Rows, Values

PROJECTION = 8
"""Version of what is projected: raised whenever a case that was recorded before would read otherwise.

`tests/register/test_golden_case.py` finds a change; `tingshu register rebuild` brings the cases to the new version.
"""

_STILL_RUNS = (State.RUNNING, State.PROVISIONAL, State.OVERDUE, State.OVER)
"""Stored as running: on which day that is overdue, or over, is a question of the day on which it is read."""

NO_NUMBER: Values = {"issuer": None, "word": None, "year": None, "serial": None}


@dataclass(frozen=True)
class Folded:
    """A case after some entry, with its clocks as of that entry's day."""

    case: Case
    deadlines: Sequence[Deadline]
    opened: Entry
    files: frozenset[str]
    """SHA-256 of every file that a fact names in a field for a file: what a text looks like names none."""
    texts: frozenset[str] = frozenset()
    """SHA-256 of every text that lies in the store, named by its address."""
    inline_text: int = 0
    """Bytes of text that the facts carry themselves."""


class CaseProjection:
    """The projection of the real procedure: the same pure functions that the case itself runs."""

    version = PROJECTION

    def fold(self, before: Folded | None, entries: Sequence[Entry]) -> Folded:
        case = fold(entries, before.case if before else None)
        today = civil(entries[-1].at)
        known = before or Folded(case, (), entries[0], frozenset())
        facts = [read(entry) for entry in entries]
        return Folded(
            case,
            deadlines(case, today),
            known.opened,
            known.files.union(sha256 for fact in facts for sha256 in named(fact, Names.FILE)),
            known.texts.union(sha256 for fact in facts for sha256 in stored_texts(fact)),
            known.inline_text + sum(map(inline_bytes, facts)),
        )

    def rows(self, folded: Folded, last: Entry) -> Rows:
        case = folded.case
        gone = withdrawn(case)
        return Rows(
            case={
                "stage": stage(case, last.at),
                "profile": case.identity.profile,
                "cause": case.papers.cause,
                "party_names": "\n".join(party.name for party in case.parties.all),
                "opened_at": folded.opened.at,
                "next_due": _next_due(folded),
                "inline_text": folded.inline_text,
                "projection": view_written(case, last).decode(),
            },
            people=list(_people(case)),
            deadlines=[_deadline(place, case, d) for place, d in enumerate(folded.deadlines, start=1)],
            documents=[_document(document, document.id in gone) for document in case.documents.all],
            files=list(_files(folded)),
            work=list(_work(folded, civil(last.at))),
            numbers=list(_numbers(case, gone)),
        )

    def rulebooks(self, entries: Sequence[Entry]) -> Iterator[Rulebook]:
        adopted = (read(entry) for entry in entries if entry.fact == RulebookAdopted.__name__)
        return (held(fact.rulebook) for fact in adopted if isinstance(fact, RulebookAdopted))

    def receipts(self, before: Folded | None, entries: Sequence[Entry]) -> Iterator[Kept]:
        return receipts(before.case if before else None, entries)

    def outgoing(self, before: Folded | None, after: Folded, entries: Sequence[Entry]) -> Sequence[Outgoing]:
        agency, number = after.case.identity.agency.code, after.case.identity.number
        known = before.deadlines if before else ()
        reported = reports(known, after.deadlines, after.case, entries)
        sealed = sealed_anew(after.case, entries)
        return [
            *([Outgoing.dossier(agency, number, entries[-1].seq)] if sealed else []),
            *(
                Outgoing.report(agency, number, r.seq, r.position, {"kind": r.kind, **r.body})
                for r in reported
            ),
            *(
                Outgoing.message(agency, number, m.seq, m.position, m.person, m)
                for m in messages(after.case, entries)
            ),
        ]


def _next_due(folded: Folded) -> date | None:
    """The first last day by which somebody must have acted; a provisional one counts by its latest day."""
    kept = (d for d in folded.deadlines if CLOCK_OF[d.term].makes_late and _is_awaited(folded.case, d))
    days = (d.last_day or d.latest for d in kept)
    return min((day for day in days if day), default=None)


def _is_awaited(case: Case, deadline: Deadline) -> bool:
    """Whether somebody has still to act: nobody where it is a party's right, once it only reminded, or the case is closed."""
    over = deadline.right or deadline.state is State.OVER
    return deadline.state in _STILL_RUNS and not over and case.closing.closed_on is None


def _deadline(place: int, case: Case, deadline: Deadline) -> Values:
    return {
        "place": place,
        "term": deadline.term,
        "party": deadline.party,
        "title": deadline.title,
        "article": deadline.article,
        "start": deadline.start,
        "last_day": deadline.last_day,
        "earliest": deadline.earliest,
        "latest": deadline.latest,
        "ended_on": deadline.ended_on,
        "state": deadline.state if deadline.ended_on or deadline.state not in _STILL_RUNS else State.RUNNING,
        "right": deadline.right,
        "role": None if deadline.right else deadline.owner,
        "remind_by": deadline.remind_by if _is_awaited(case, deadline) else None,
    }


def _files(folded: Folded) -> Iterator[Values]:
    """What is both a file and a text was uploaded, and is called as it was then."""
    for sha256 in sorted(folded.files | folded.texts):
        yield {"sha256": sha256, "text": sha256 not in folded.files}


def _people(case: Case) -> Iterator[Values]:
    parts = [(person.id, Role.OFFICER) for person in case.people.officers]
    if case.review.reviewer:
        parts.append((case.review.reviewer.id, Role.REVIEWER))
    for person, part in dict.fromkeys(parts):
        yield {"person": person, "part": part}


def _document(document: Document, gone: bool) -> Values:
    taken = document.taken
    return {
        "document": document.id,
        "kind": document.kind,
        "party": document.party,
        "about": document.about,
        "document_number": document.number or None,
        "content_sha256": document.content or None,
        "preview_sha256": document.preview or None,
        "file_sha256": document.file or None,
        "pages": document.pages,
        "state": DocumentState.VOID if gone else document.state,
        "issuer": taken.issuer if taken else None,
        "number_word": taken.word if taken else None,
        "number_year": taken.year if taken else None,
        "serial": taken.serial if taken else None,
    }


def _numbers(case: Case, gone: frozenset[int]) -> Iterator[Values]:
    """What the facts say of numbers: a document has one, or will never need the one reserved for it."""
    for document in case.documents.all:
        if document.origin or (
            document.taken is None and (document.id not in gone or not document.rule.numbered)
        ):
            continue
        taken = document.taken.model_dump() if document.taken else NO_NUMBER
        yield {
            **taken,
            "printed": document.number,
            "document_key": document_key(case.identity.agency.code, case.identity.number, document.id),
            "kind": document.kind,
            "state": NumberState.VOIDED if document.id in gone else NumberState.CONFIRMED,
            "taken_at": datetime.combine(document.ordered_on, time(), SHANGHAI),
        }


def _work(folded: Folded, today: date) -> Iterator[Values]:
    for place, item in enumerate(foreseen(folded.case, today, folded.deadlines), start=1):
        yield {
            "place": place,
            "role": item.role,
            "person": item.person or None,
            "move": item.move,
            "party": item.party,
            "what": item.title,
            "since": item.since,
            "until": item.until,
        }
