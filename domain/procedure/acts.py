"""Acts that can be annulled (可撤销的办理事项): where each kind stands, and what rests on it.

Everything that annuls, names or shows an act reads this one table. What is not in it has a move of its own by which it is
repaired.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.bilingual import Words
from domain.canonical import canonical
from domain.case.annulling import ActKind
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.parties import Party
from domain.case.service import Announcement, CompletedService, Mode
from domain.procedure.gates import since_hearing
from domain.procedure.language import civil
from domain.record import Record


@dataclass(frozen=True, slots=True)
class Act:
    """One act as it stands in the case."""

    kind: ActKind
    party: int | None
    names: tuple[str, ...]
    """By what it is told from others of its kind; the first is told of it alone."""
    on: date
    record: Record | None = None
    """What it says; nothing where that is its day alone."""
    documents: tuple[int, ...] = ()
    """Documents that it concerns."""

    @property
    def which(self) -> str:
        return self.names[0]

    @property
    def key(self) -> tuple[ActKind, int | None, str]:
        return self.kind, self.party, self.which

    @property
    def content(self) -> str:
        """The canonical JSON of what it says."""
        said = self.record.model_dump(mode="json", exclude_defaults=True) if self.record else {}
        return canonical(said).decode()

    @property
    def said(self) -> Words:
        whose = Words(f"当事人{self.party}的", f", party {self.party}") if self.party else Words("", "")
        return Words("{whose}{kind}{which}（{on}）", "{kind} {which}{whose} ({on})").filled(
            whose=whose, kind=self.kind, which=self.which, on=self.on
        )


def acts(case: Case, kind: ActKind, party: int | None) -> Iterator[Act]:
    """Yield the acts of a kind that stand, of a party or of the case."""
    if kind in _OF_A_PARTY:
        yield from _OF_A_PARTY[kind](case.party(party)) if party is not None else ()
    elif kind is ActKind.SEALING:
        yield from _sealings(case, party)
    elif kind in _OF_THE_CASE and party is None:
        yield from _OF_THE_CASE[kind](case)


def after_the_decision(case: Case, act: Act) -> bool:
    """Whether an act follows the decision on its party, which rests on nothing of it."""
    if act.kind in _AFTER_THE_DECISION or getattr(act.record, "after_decision", False):
        return True
    served = isinstance(act.record, CompletedService | Announcement) and act.record.documents
    documents = served or ((int(act.which),) if act.kind is ActKind.SEALING else ())
    return any(_comes_after(case, d) for d in case.documents.these(documents))


def _comes_after(case: Case, document: Document) -> bool:
    """Whether a document belongs behind a decision: the decision itself, and what tells a party of anything later."""
    if document.kind is DocumentKind.SERVICE_ANNOUNCEMENT:
        announced = (a.documents for a in case.party(document.party).announcements if a.notice == document.id)
        return any(_comes_after(case, d) for own in announced for d in case.documents.these(own))
    filed = document.kind in (DocumentKind.DECISION_FILING_REPORT, DocumentKind.ENFORCEMENT_APPLICATION)
    return filed or (document.rule.served and not document.rule.before_decision)


def is_of_a_party(kind: ActKind) -> bool:
    """Whether acts of this kind are always those of one party."""
    return kind in _OF_A_PARTY


# Where the acts stand


def _numbered(kind: ActKind, party: Party, records: tuple[Any, ...]) -> Iterator[Act]:
    """Records that have no name of their own are told by their place, from 1, or by their day."""
    for place, record in enumerate(records, start=1):
        yield Act(kind, party.id, (str(place), record.on.isoformat()), record.on, record)


def _last(party: Party, field: str) -> tuple[Any, ...]:
    """What stands there in the last notices: what belonged to given-up ones satisfies no gate, and is left as it was."""
    found = getattr(party.last_notices, field, None)
    return found if isinstance(found, tuple) else (() if found is None else (found,))


def _services(party: Party) -> Iterator[Act]:
    for service in party.services:
        names = (*map(str, service.documents), service.served_on.isoformat())
        proof = (service.proof_document,) if service.proof_document else ()
        yield Act(ActKind.SERVICE, party.id, names, service.served_on, service, proof)


def _announcements(party: Party) -> Iterator[Act]:
    for item in party.announcements:
        on = item.published_on or item.prepared_on
        yield Act(ActKind.ANNOUNCEMENT, party.id, (str(item.notice),), on, item, (item.notice,))


def _waivers(party: Party) -> Iterator[Act]:
    for place, waiver in enumerate(_last(party, "waivers"), start=1):
        names = (str(place), waiver.right.value, waiver.on.isoformat())
        yield Act(ActKind.WAIVER, party.id, names, waiver.on, waiver)


def _hearing_requests(party: Party) -> Iterator[Act]:
    return _numbered(ActKind.HEARING_REQUEST, party, _last(party, "hearing_requests"))


def _statements(party: Party) -> Iterator[Act]:
    for statement in party.statements:
        on = civil(statement.received_at)
        yield Act(ActKind.STATEMENT, party.id, (statement.id, on.isoformat()), on, statement)


def _held(party: Party) -> Iterator[Act]:
    return _numbered(ActKind.INTERVIEW, party, tuple(o for o in _last(party, "outcome") if o.held))


def _missed(party: Party) -> Iterator[Act]:
    return _numbered(ActKind.NO_SHOW, party, tuple(o for o in _last(party, "outcome") if not o.held))


def _hearing(party: Party) -> Iterator[Act]:
    return _numbered(ActKind.HEARING, party, _last(party, "hearing"))


def _hearing_end(party: Party) -> Iterator[Act]:
    return _numbered(ActKind.HEARING_END, party, _last(party, "hearing_end"))


def _hearing_report(party: Party) -> Iterator[Act]:
    return _numbered(ActKind.HEARING_REPORT, party, _last(party, "hearing_report"))


def _rechecks(party: Party) -> Iterator[Act]:
    return _numbered(ActKind.RECHECK, party, _last(party, "rechecks"))


def _publication(party: Party) -> Iterator[Act]:
    if on := party.published_on:
        yield Act(ActKind.PUBLICATION, party.id, ("1", on.isoformat()), on)


def _payments(party: Party) -> Iterator[Act]:
    yield from _numbered(ActKind.PAYMENT, party, party.payments)


def _refunds(party: Party) -> Iterator[Act]:
    yield from _numbered(ActKind.REFUND, party, party.recovery.refunds)


def _demands(party: Party) -> Iterator[Act]:
    for demand in party.recovery.demands:
        yield Act(ActKind.DEMAND, party.id, (str(demand.document),), demand.on, demand, (demand.document,))


def _sealings(case: Case, party: int | None) -> Iterator[Act]:
    """Seals of the agency of the case; a supervising office answers for its own."""
    for document in case.documents.all:
        if (
            document.seal
            and not document.void
            and document.issuer is None
            and party in (None, document.party)
        ):
            yield Act(ActKind.SEALING, document.party, (str(document.id),), document.seal.on, document.seal)


def _opinions(case: Case) -> Iterator[Act]:
    """The last opinion: one that was answered, or that new papers followed, counts no more."""
    last = case.review.last
    if last and last.opinion:
        of = last.opinion
        yield Act(ActKind.OPINION, None, (str(last.number), of.on.isoformat()), of.on, of, (of.document,))


def _discussions(case: Case) -> Iterator[Act]:
    """Those that have not lost their force already: how many had been by then tells the others."""
    before = max((since_hearing.discussions_before(case, p) for p in case.parties.all), default=0)
    for place, held in enumerate(case.discussions.all, start=1):
        if place > before:
            made = (held.document,) if held.document else ()
            yield Act(ActKind.DISCUSSION, None, (str(place), held.on.isoformat()), held.on, held, made)


def _filing_acknowledgement(case: Case) -> Iterator[Act]:
    filed = case.filing.current
    if filed and (on := filed.acknowledged_on):
        yield Act(ActKind.FILING_ACKNOWLEDGEMENT, None, (str(filed.document),), on)


def _decision_filing_acknowledgements(case: Case) -> Iterator[Act]:
    for filed in case.decision_filing.all:
        if on := filed.acknowledged_on:
            yield Act(ActKind.DECISION_FILING_ACKNOWLEDGEMENT, None, (str(filed.document),), on)


_OF_A_PARTY: Mapping[ActKind, Callable[[Party], Iterator[Act]]] = {
    ActKind.SERVICE: _services,
    ActKind.ANNOUNCEMENT: _announcements,
    ActKind.WAIVER: _waivers,
    ActKind.HEARING_REQUEST: _hearing_requests,
    ActKind.STATEMENT: _statements,
    ActKind.INTERVIEW: _held,
    ActKind.NO_SHOW: _missed,
    ActKind.HEARING: _hearing,
    ActKind.HEARING_END: _hearing_end,
    ActKind.HEARING_REPORT: _hearing_report,
    ActKind.RECHECK: _rechecks,
    ActKind.PUBLICATION: _publication,
    ActKind.PAYMENT: _payments,
    ActKind.REFUND: _refunds,
    ActKind.DEMAND: _demands,
}
_OF_THE_CASE: Mapping[ActKind, Callable[[Case], Iterator[Act]]] = {
    ActKind.OPINION: _opinions,
    ActKind.FILING_ACKNOWLEDGEMENT: _filing_acknowledgement,
    ActKind.DISCUSSION: _discussions,
    ActKind.DECISION_FILING_ACKNOWLEDGEMENT: _decision_filing_acknowledgements,
}


_AFTER_THE_DECISION = frozenset(
    {
        ActKind.PUBLICATION,
        ActKind.DECISION_FILING_ACKNOWLEDGEMENT,
        ActKind.PAYMENT,
        ActKind.REFUND,
        ActKind.DEMAND,
    }
)


# What rests on them


def falling(case: Case, act: Act) -> tuple[Act, ...]:
    """What falls with an act, the nearest first: each is open again, and recorded anew where it is made good.

    A service carries what the party was called to by it: the interview, the hearing whose notice it was; a demand rests on
    the service of the decision. What was *said* in a session that falls so was said all the same, and stays to be answered
    (第45条); only a session or statement that is itself annulled takes the re-checks that answered it along. A waiver falls
    with no service: it counts from the day of service on which it was given or later, and loses its force by that (第62条).
    A request for a hearing rests on no service either, nor does what the party paid. What was made public stays so.
    """
    found = {act.key}
    falls: list[Act] = []
    waiting = [act]
    while waiting:
        root = waiting.pop(0)
        resting = list(_resting(case, root))
        if root is act:
            resting += _answering(case, root)
        for item in resting:
            if item.key not in found:
                found.add(item.key)
                falls.append(item)
                waiting.append(item)
    return tuple(falls)


def _resting(case: Case, act: Act) -> Iterator[Act]:
    if act.kind is ActKind.SEALING:
        yield from _on_seal(case, act)
    elif act.party is not None:
        party = case.party(act.party)
        if isinstance(act.record, CompletedService):
            yield from _on_service(party, act.record)
        elif act.kind is ActKind.ANNOUNCEMENT:
            own = (s for s in _services(party) if _by_announcement(s.record))
            yield from (s for s in own if set(s.names) & set(map(str, _announced(act))))
        elif act.kind is ActKind.HEARING_REQUEST and act.record is _standing_request(party):
            yield from (*_hearing(party), *_hearing_end(party))
        elif act.kind is ActKind.HEARING:
            yield from _hearing_report(party)
        elif act.kind is ActKind.RECHECK:
            # Each goes on from the proposal that the one before it left.
            yield from (r for r in _rechecks(party) if int(r.which) > int(act.which))
        elif act.kind is ActKind.PAYMENT:
            yield from _on_payment(party, act)


def _on_service(party: Party, service: CompletedService) -> Iterator[Act]:
    served, last = set(service.documents), party.last_notices
    if last and served & set(last.summoning):
        yield from (*_held(party), *_missed(party))
    if last and last.hearing_plan and last.hearing_plan.document in served:
        yield from (*_hearing(party), *_hearing_end(party))
    if party.decision and party.decision.document in served:
        yield from _demands(party)
    if _by_announcement(service):
        yield from (a for a in _announcements(party) if served & set(_announced(a)))


def _by_announcement(record: Record | None) -> bool:
    return isinstance(record, CompletedService) and record.mode is Mode.ANNOUNCEMENT


def _announced(act: Act) -> tuple[int, ...]:
    documents: tuple[int, ...] = getattr(act.record, "documents", ())
    return documents


def _standing_request(party: Party) -> Record | None:
    return party.last_notices.hearing_request if party.last_notices else None


def _answering(case: Case, act: Act) -> Iterator[Act]:
    """The re-checks that answered what this very act had brought."""
    if act.party is None:
        return
    points = {p.id for p in getattr(act.record, "points", ())}
    if act.kind is ActKind.STATEMENT:
        points = {act.which}
    for recheck in _rechecks(case.party(act.party)):
        if points & {a.point for a in getattr(recheck.record, "answers", ())}:
            yield recheck


def _on_payment(party: Party, act: Act) -> Iterator[Act]:
    """What was given back of more than stays paid was not given back either."""
    left = [p for p in party.payments if p is not act.record]
    back = party.recovery.refunds
    if sum(r.principal for r in back) > sum(p.principal for p in left) or sum(r.add_on for r in back) > sum(
        p.add_on for p in left
    ):
        yield from _refunds(party)


def _on_seal(case: Case, act: Act) -> Iterator[Act]:
    """What left without a seal was not served, announced or acknowledged (第59条)."""
    document = int(act.which)
    if act.party is not None:
        party = case.party(act.party)
        yield from (s for s in _services(party) if act.which in s.names)
        announced = (a for a in party.announcements if a.notice == document and a.published_on)
        if any(announced):
            yield from (a for a in _announcements(party) if a.which == act.which)
    yield from (a for a in _filing_acknowledgement(case) if a.which == act.which)
    yield from (a for a in _decision_filing_acknowledgements(case) if a.which == act.which)
