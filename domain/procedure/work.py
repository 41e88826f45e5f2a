"""Work (待办): which moves are awaited, of whom, since when, until when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from inspect import getattr_static

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.issuing import stopped_by_law
from domain.case.people import Role
from domain.case.proposals import Proposal
from domain.case.review import Purpose
from domain.law.terms import TermKey
from domain.procedure.chapters.approving import ApproveNotices
from domain.procedure.chapters.countersigning import Confirm
from domain.procedure.chapters.notices import PrepareNotices
from domain.procedure.chapters.proposing import can_be_confirmed, to_confirm
from domain.procedure.chapters.reviewing import purpose_now
from domain.procedure.clocks.adopting import AdoptRulebook
from domain.procedure.clocks.deadlines import Deadline, deadlines
from domain.procedure.completing import MADE_BY, NOBODY, PARTICULARS, incomplete, lacks, said
from domain.procedure.gates.closed import lawful_when_closed
from domain.procedure.gates.papers import due_reviews
from domain.procedure.index import MOVES
from domain.procedure.judging import concerned
from domain.procedure.language import Move, kind_of
from domain.record import Record

TO_CONFIRM = Words("会签确认第{number}号：{what}", "confirm proposal {number}: {what}")
TO_BE_READ = Words(
    "{documents}不能定稿，请律师确认后写入程序规定的 [[confirmed]]，由运维人员采用（tingshu law adopt）：{rows}",
    "{documents} not made: let a lawyer confirm what follows, write it into [[confirmed]] of the profile, and let an operator"
    " adopt it (tingshu law adopt): {rows}",
)
TO_COMPLETE = Words("{what}：{lacking}", "{what}: {lacking}")
TO_MAKE_ANEW = Words("{what}（补全后重新制作）", "{what} (made anew once complete)")
SENT_BACK = Words("{what}（已退回）", "{what} (sent back)")

_CAN_WAIT = tuple(
    kind
    for kind in MOVES.values()
    if kind.with_role is not None
    or any(
        getattr_static(kind, asked) is not getattr_static(Move, asked) for asked in ("awaited", "sent_back")
    )
)
"""What is never awaited and takes nobody else is asked nothing."""


class Waiting(Record):
    """Work that waits for somebody."""

    move: str
    title: str
    role: Role
    person: str = ""
    """The person for whom it waits, where it is one."""
    party: int | None = None
    since: date
    until: date | None = None


def waiting(case: Case, today: date, known: Sequence[Deadline] | None = None) -> Iterator[Waiting]:
    """Yield the work that waits today, for whom, since when, until when."""
    return (work for work in foreseen(case, today, known) if work.since <= today)


def foreseen(case: Case, today: date, known: Sequence[Deadline] | None = None) -> Iterator[Waiting]:
    """Yield the work that waits, and what will wait from a later day on without anything being said on that day.

    Nobody states the end of a term whose year is not published: what follows it is known beforehand. `known` are the
    deadlines, where they were read already.
    """
    now = deadlines(case, today) if known is None else known
    running = _first_last_days(now)
    yield from _completing(case)
    for kind in _in_turn(case):
        for party in concerned(case, kind):
            work = _awaited(case, kind, party)
            if work is None:
                continue
            until = (
                running.get((kind.within, party), running.get((kind.within, None))) if kind.within else None
            )
            yield work.model_copy(update={"until": until})
    for proposal in to_confirm(case):
        yield from _confirming(case, proposal)
    yield from _stopped(case)


def _in_turn(case: Case) -> Sequence[type[Move]]:
    """In the order of a case: where a review comes before the notices, what makes them comes after it."""
    if Purpose.BEFORE_NOTICE in due_reviews(case) and purpose_now(case) is Purpose.BEFORE_NOTICE:
        return sorted(_CAN_WAIT, key=lambda kind: kind in (PrepareNotices, ApproveNotices))
    return _CAN_WAIT


def _first_last_days(known: Sequence[Deadline]) -> dict[tuple[TermKey, int | None], date]:
    """Return the last day of each clock that runs; where it runs several times over, of the span that ends first."""
    found: dict[tuple[TermKey, int | None], date] = {}
    for deadline in known:
        if deadline.open and (day := deadline.remind_by):
            key = deadline.term, deadline.party
            found[key] = min(day, found.get(key, day))
    return found


def _confirming(case: Case, proposal: Proposal) -> Iterator[Waiting]:
    """Yield that a proposal is to be confirmed, for each person of whom the case says so; else for whoever has the role."""
    kind = kind_of(proposal.move)
    assert kind.with_role is not None, "only what takes two is proposed"
    title = TO_CONFIRM.filled(number=proposal.number, what=kind.title)
    for person in dict.fromkeys(_seconds(case, proposal, kind.with_role)) or ("",):
        yield _work(Confirm, title, kind.with_role, None, proposal.proposed_on, person=person)


def _seconds(case: Case, proposal: Proposal, role: Role) -> Iterator[str]:
    """Yield who is to confirm: the other officers of the case, or who the parties were told keeps the record."""
    persons: Iterable[str] = ()
    if role is Role.OFFICER:
        persons = (officer.id for officer in case.people.officers)
    elif role is Role.RECORDER:
        told = (case.party(party).last_notices for party in proposal.parties if party is not None)
        persons = (notices.summons.recorder for notices in told if notices)
    yield from (person for person in persons if person != proposal.by.id)


def _completing(case: Case) -> Iterator[Waiting]:
    """Yield what must be supplied by another move before a document is made again: else the same one comes once more."""
    found: dict[tuple[str, int | None], list[tuple[Words, date]]] = {}
    for document in incomplete(case):
        for lack in lacks(document.kind, document.gaps):
            if lack.by not in (NOBODY, MADE_BY.get(document.kind)):
                party = document.party if lack.by == PARTICULARS else None
                told = found.setdefault((lack.by, party), [])
                told.append((said(document, lack.gaps), document.ordered_on))
    for (by, party), lacking in found.items():
        kind = MOVES[by]
        if lawful_when_closed(case, kind):
            title = TO_COMPLETE.filled(what=kind.title, lacking=_together(one for one, _ in lacking))
            yield _work(kind, title, _role(case, kind, ""), party, min(on for _, on in lacking))


def _stopped(case: Case) -> Iterator[Waiting]:
    """Yield that the law of a document is to be confirmed: the officer asks the lawyer, an operator adopts the answer."""
    if stopped := stopped_by_law(case):
        rows = dict.fromkeys(row for document in stopped for row in document.unconfirmed)
        title = TO_BE_READ.filled(documents=case.documents.said(d.id for d in stopped), rows=listed(rows))
        for role in (Role.OFFICER, Role.OPERATOR):
            yield _work(AdoptRulebook, title, role, None, min(d.ordered_on for d in stopped))


def _awaited(case: Case, kind: type[Move], party: int | None) -> Waiting | None:
    """Return what is to be done about a kind of move: make it, or make it anew; nothing while it waits to be confirmed."""
    if not lawful_when_closed(case, kind):
        return None
    proposal = case.proposals.of(kind.name, party)
    back = case.proposals.back(kind.name, party) or kind.sent_back(case, party)
    if proposal is not None and can_be_confirmed(case, proposal):
        return None
    since = kind.awaited(case, party)
    if back is not None and (since is not None or _pending(case, party)):
        title = SENT_BACK.filled(what=kind.title)
        return _work(kind, title, _role(case, kind, back.to), party, back.on, person=back.to)
    if since is None:
        return None
    person = kind.awaited_of(case, party)
    return _work(kind, _to_make(case, kind, party), _role(case, kind, person), party, since, person=person)


def _to_make(case: Case, kind: type[Move], party: int | None) -> Words:
    """Say what is to be made; where it was made and lacks something, what."""
    made = [d for d in incomplete(case) if MADE_BY.get(d.kind) == kind.name and d.party == party]
    if not made:
        return kind.title
    by_kind = [(d, one) for d in made for one in lacks(d.kind, d.gaps) if one.by in (NOBODY, kind.name)]
    if not by_kind:
        return TO_MAKE_ANEW.filled(what=kind.title)
    lacking = _together(said(document, one.gaps) for document, one in by_kind)
    return TO_COMPLETE.filled(what=kind.title, lacking=lacking)


def _together(sentences: Iterable[Words]) -> Words:
    found = tuple(sentences)
    return Words("；".join(one.zh for one in found), "; ".join(one.en for one in found))


def _pending(case: Case, party: int | None) -> bool:
    """Whether there is still somebody to be decided on: about who is no more nothing is mended either."""
    return any(p.pending and party in (None, p.id) for p in case.undecided)


def _role(case: Case, kind: type[Move], person: str) -> Role:
    """In which role it waits: of a person who is no officer of the case, not in that one."""
    roles = [role for role in kind.by if role is not Role.PARTY]
    if person and not case.people.is_officer(person):
        roles = [role for role in roles if role is not Role.OFFICER] or roles
    return roles[0] if roles else kind.by[0]


def _work(
    kind: type[Move], title: Words, role: Role, party: int | None, since: date, *, person: str = ""
) -> Waiting:
    return Waiting(move=kind.name, title=title.zh, role=role, person=person, party=party, since=since)
