"""What a move leads to beyond its facts (后果): documents that will lack something, and what has to be done once more.

A dry run says what becomes true. What a document will lack is found only when it is made, and that an agreement no longer counts
only when somebody rests on it: both are told here before anything is made. Nothing is written.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import Document
from domain.case.parties import Party
from domain.case.review import Purpose
from domain.case.sessions import InterviewPlan
from domain.procedure import apply
from domain.procedure.chapters.notices import PrepareNotices, stands
from domain.procedure.chapters.preparing_decision import can_be_made
from domain.procedure.completing import MADE_BY, NOBODY, Lack, lacks
from domain.procedure.gates import since_hearing
from domain.procedure.language import Moment, Move, Stamp

Lacking = Callable[[Case, Document], tuple[str, ...]]
"""What a document that a case has ordered will lack, by the Chinese names of its fields."""
OF_THE_DRAFT = frozenset({"open_case", "amend_draft", "submit_for_review"})
"""Moves after which the notices will be made of the draft as it then stands: a gap told now costs no review."""
_PLANNED = {"working_days_after_service": 1, "time": "09:00", "place": "—"}


class ToLack(NamedTuple):
    """A document that will come, and what it will lack."""

    document: Document
    party: str
    lacks: tuple[Lack, ...]


class Ahead(NamedTuple):
    lacking: tuple[ToLack, ...] = ()
    lapses: tuple[Words, ...] = ()
    """What counts no more once it is made, each with the move by which it is done once more."""


def ahead(move: Move, now: Moment, lacking: Lacking) -> Ahead:
    """Look ahead from a move that nothing bars; where a second person confirms it, from its confirmation."""
    after = _made(move, now)
    known = {document.id for document in now.case.documents.all}
    coming = [(after, d) for d in after.documents.all if d.id not in known and not d.void]
    found = [_to_lack(case, document, lacking) for case, document in coming]
    if move.name in OF_THE_DRAFT:
        found += _notices_to_lack(after, now, lacking)
    return Ahead(tuple(one for one in found if one.lacks), tuple(_lapses(now.case, after)))


def _made(move: Move, now: Moment) -> Case:
    case = now.case
    for seq, fact in enumerate(move.facts(now), start=1):
        case = apply(case, fact, Stamp(seq=seq, at=now.at, by=now.actor.id))
    return case


def _to_lack(case: Case, document: Document, lacking: Lacking) -> ToLack:
    party = case.party(document.party).name if case.has_party(document.party) else ""
    return ToLack(document, party, lacks(document.kind, lacking(case, document)))


def _notices_to_lack(case: Case, now: Moment, lacking: Lacking) -> list[ToLack]:
    """What letter and notice of each party would lack for want of something in the draft: what they ask themselves is not yet due."""
    planned = {**now.people, now.actor.id: now.actor}
    moment = replace(now, case=case, people=planned)
    found = []
    for party in filter(_to_be_told, case.parties.all):
        plan = InterviewPlan(**_PLANNED, presider=now.actor.id, recorder=now.actor.id)
        prepared = _made(PrepareNotices(party=party.id, interview=plan), moment)
        for document in prepared.documents.all[len(case.documents.all) :]:
            told = _to_lack(prepared, document, lacking)
            of_draft = tuple(one for one in told.lacks if one.by not in (NOBODY, MADE_BY[document.kind]))
            found.append(told._replace(lacks=of_draft))
    return found


def _to_be_told(party: Party) -> bool:
    last = party.last_notices
    return party.pending and (last is None or last.issued_on is None)


# What counts no more

_SUBMIT = Words("须重新送审（submit_for_review）", "submit them anew (submit_for_review)")
AGREEMENT = Words(
    "{purpose}已经同意，同意的是改动以前的材料", "what the review ({purpose}) agreed to changes"
)
UNDER_WAY = Words("正在进行的审核不再有效", "the review that is under way counts no more")
DISCUSSED = Words(
    "集体讨论的是改动以前的材料，须重新讨论（record_discussion）",
    "what was discussed changes: discuss it anew (record_discussion)",
)
FILED = Words(
    "报备的是改动以前的材料，须重新报备（file_interview_report）",
    "what was filed changes: file it anew (file_interview_report)",
)
NOTICES = Words(
    "{party}：已经制作的约谈函和告知书不能再用，须重新制作（prepare_notices）",
    "{party}: the notices that were prepared cannot be used: prepare them anew (prepare_notices)",
)
DECISION = Words(
    "{party}：已经制作的决定书不能再用，须重新制作（prepare_decision）",
    "{party}: the decision that was prepared cannot be used: prepare it anew (prepare_decision)",
)


def _lapses(before: Case, after: Case) -> Iterator[Words]:
    """Yield what rests on papers that are others afterwards."""
    if not before.opened or before.papers_version == after.papers_version:
        return
    if since_hearing.under_way(before):
        yield _then_submit(UNDER_WAY)
    for purpose in Purpose:
        if since_hearing.agreed(before, purpose) and _is_needed(before, purpose):
            yield _then_submit(AGREEMENT.filled(purpose=purpose))
    if since_hearing.discussed(before):
        yield DISCUSSED
    if since_hearing.filed(before):
        yield FILED
    for party in before.parties.all:
        now = after.party(party.id)
        if _has_notices(before, party) and not _has_notices(after, now):
            yield NOTICES.filled(party=party.name)
        if _has_decision(before, party) and not _has_decision(after, now):
            yield DECISION.filled(party=party.name)


def _then_submit(what: Words) -> Words:
    return Words(f"{what.zh}，{_SUBMIT.zh}", f"{what.en}: {_SUBMIT.en}")


def _is_needed(case: Case, purpose: Purpose) -> bool:
    """Whether anybody has still to rest on it: once the notices are issued, the review before them has done its work."""
    return purpose is not Purpose.BEFORE_NOTICE or any(map(_to_be_told, case.parties.all))


def _has_notices(case: Case, party: Party) -> bool:
    last = party.last_notices
    return party.pending and last is not None and last.issued_on is None and stands(case, last)


def _has_decision(case: Case, party: Party) -> bool:
    prepared = party.prepared_decision
    return party.pending and prepared is not None and can_be_made(case, party, prepared)
