"""One party (当事人): its rights, its notices, its own pace.

What belongs to version n of the notices (waivers, interview, hearing, re-check) lives inside `Notices` n,
so nothing of version n can satisfy a gate of version n+1. Statements outlive versions.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from domain.bilingual import Titled, Words
from domain.case.changing import OF_THE_END, PartyChange
from domain.case.correction_orders import CorrectionOrder
from domain.case.decisions import Decision, EarlierDecision, PreparedDecision, money
from domain.case.departing import Left
from domain.case.executing import Execution, Payment
from domain.case.identity import IdentifierException
from domain.case.papers import Proposal
from domain.case.rechecks import CompletedRecheck
from domain.case.recovering import Recovery
from domain.case.renotifying import DraftSentBack, NewEvidence, Returned
from domain.case.representing import Agents, ConfirmedAddress
from domain.case.service import Announcement, Attempt, CompletedService, Consent
from domain.case.sessions import (
    Channel,
    HearingEnd,
    HearingOutcome,
    HearingPlan,
    HearingReport,
    HearingRequest,
    InterviewOutcome,
    InterviewPlan,
    Point,
    Rescheduling,
)
from domain.law.identifiers import IdentifierKind
from domain.law.parties import PartyKind
from domain.law.penalties import Penalty
from domain.lengths import Code, Line, LongText
from domain.record import Computing, FileHash, Record


class Right(Titled):
    """What a party may expressly give up, one at a time (行政处罚法 第62条)."""

    STATEMENT = "statement", "陈述申辩", "statement and defence"
    HEARING = "hearing", "要求听证", "asking for a hearing"
    INTERVIEW = "interview", "审前听述", "pre-decision interview"
    NEW_EVIDENCE = "new_evidence", "对补充证据陈述申辩", "answering the new evidence"


class Waiver(Record):
    """One right expressly given up (明确放弃), on a signed form."""

    right: Right
    on: date
    form: FileHash
    """SHA-256 of the signed form or of the e-signature's record."""


class Statement(Record):
    """A statement in defence (陈述申辩). One point until the officers divide it in the re-check."""

    id: Code
    channel: Channel
    received_at: datetime
    posted_on: date | None = None
    text: LongText = ""
    file: FileHash = ""
    in_time: bool = True
    after_decision: bool = False
    """Posted in time, and came after the decision (民事诉讼法 第85条)."""


class Notices(Record):
    """Letter and notice of one party, prepared, approved, sealed, issued and served together: version n."""

    version: int
    letter: int
    notice: int
    interview: InterviewPlan
    notified: Proposal
    """What was notified: kinds, amounts, durations."""
    findings: tuple[str, ...]
    basis: tuple[str, ...]
    papers: str
    """Papers version on which the notices rest."""
    prepared_on: date
    approved_on: date | None = None
    issued_on: date | None = None
    waivers: tuple[Waiver, ...] = ()
    outcome: InterviewOutcome | None = None
    hearing_requests: tuple[HearingRequest, ...] = ()
    hearing_plan: HearingPlan | None = None
    hearing: HearingOutcome | None = None
    hearing_report: HearingReport | None = None
    rechecks: tuple[CompletedRecheck, ...] = ()
    reschedulings: tuple[Rescheduling, ...] = ()
    """Other times of the interview; the last one is in force."""
    cancelled_hearings: tuple[HearingPlan, ...] = ()
    """Notified, and not to be held: the party withdrew its request."""
    hearing_end: HearingEnd | None = None
    evidence: tuple[str, ...] | None = None
    """Evidence that stood in the notice; nothing where that was not kept yet."""
    new_evidence: tuple[NewEvidence, ...] = ()
    returned: Returned | None = None
    """Why these were given up for new ones."""
    prepared_by: str = ""
    sent_back: DraftSentBack | None = None
    kept_points: tuple[Point, ...] = ()
    """What the party said in a session that fell with an annulled act: said it was, and it is answered."""

    @property
    def documents(self) -> tuple[int, int]:
        return self.letter, self.notice

    def waived(self, right: Right, served_on: date) -> Waiver | None:
        """The waiver of a right that counts: nobody gives up before service what he was not told (行政处罚法 第62条)."""
        return next((w for w in self.waivers if w.right is right and w.on >= served_on), None)

    @property
    def summons(self) -> InterviewPlan:
        """The plan of the interview that is in force."""
        return self.reschedulings[-1].plan if self.reschedulings else self.interview

    @property
    def summoning(self) -> tuple[int, ...]:
        """The documents from whose service the hour in force counts: letter and notice, and what moved it last."""
        moved = (self.reschedulings[-1].document,) if self.reschedulings else ()
        return (*self.documents, *moved)

    @property
    def hearing_request(self) -> HearingRequest | None:
        """The request that counts or was granted, and was not withdrawn."""
        return next((r for r in self.hearing_requests if r.stands), None)

    @property
    def hearing_settled_on(self) -> date | None:
        """The day on which the hearing was reported, or ended."""
        settled = self.hearing_report or self.hearing_end
        return settled.on if settled else None

    @property
    def session_points(self) -> Iterator[Point]:
        yield from self.kept_points
        for session in (self.outcome, self.hearing, self.hearing_end):
            if session:
                yield from session.points

    @property
    def answered(self) -> frozenset[str]:
        return frozenset(a.point for r in self.rechecks for a in r.answers)


class Party(Computing):
    id: int
    kind: PartyKind
    name: Line
    identifier: Code
    address: Line
    contact: Line = ""
    representative: Line = ""
    """法定代表人 of an organisation, 法定代理人 of a minor."""
    consent: Consent | None = None
    proposal: Proposal
    notices: tuple[Notices, ...] = ()
    statements: tuple[Statement, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    services: tuple[CompletedService, ...] = ()
    prepared_decision: PreparedDecision | None = None
    decision: Decision | None = None
    published_on: date | None = None
    payments: tuple[Payment, ...] = ()
    executions: tuple[Execution, ...] = ()
    identifier_kind: IdentifierKind | None = None
    identifier_exception: IdentifierException | None = None
    born_on: date | None = None
    agents: Agents | None = None
    confirmed_address: ConfirmedAddress | None = None
    left: Left | None = None
    """That it left the case without a decision."""
    changes: tuple[PartyChange, ...] = ()
    recovery: Recovery = Recovery()
    correction_orders: tuple[CorrectionOrder, ...] = ()
    representative_identifier: Code = ""
    """Of a sole trader's proprietor (经营者)."""
    licence: Line = ""
    """主体资格证照名称"""
    earlier: tuple[EarlierDecision, ...] = ()
    """Decisions that were set aside, and in whose place another was or is to be made."""

    @property
    def said(self) -> Words:
        return Words(f"当事人{self.id}（{self.name}）", f"party {self.id} ({self.name})")

    @property
    def undecided(self) -> bool:
        """Whether it is still to be decided on: no decision was made, and it did not leave the case."""
        return self.decision is None and self.left is None

    @property
    def pending(self) -> bool:
        """Whether it is undecided and there: on who is no more nothing is decided."""
        return self.undecided and self.ended is None

    @property
    def settled_on(self) -> date | None:
        """The day of its decision, or on which it left without one."""
        over = self.decision or self.left
        return over.on if over else None

    @property
    def ended(self) -> PartyChange | None:
        """Its death, or its end without a successor: nobody is left to be punished."""
        return next((change for change in self.changes if change.kind in OF_THE_END), None)

    @property
    def last_notices(self) -> Notices | None:
        """The last notices, unless they were given up for new ones: nothing of them satisfies a gate any more."""
        return self.notices[-1] if self.notices and not self.notices[-1].returned else None

    @property
    def issued_notices(self) -> Notices | None:
        """The last notices that were issued."""
        return next((n for n in reversed(self.notices) if n.issued_on), None)

    def service_of(self, document: int | None) -> CompletedService | None:
        return next((s for s in self.services if document in s.documents), None)

    @property
    def notices_served_on(self) -> date | None:
        notices = self.last_notices
        service = self.service_of(notices.notice) if notices else None
        return service.served_on if service else None

    @property
    def reschedulings_untold(self) -> tuple[int, ...]:
        """Notices of another time of the interview that were not served, or not yet."""
        notices = self.last_notices
        moved = notices.reschedulings if notices else ()
        return tuple(m.document for m in moved if self.service_of(m.document) is None)

    @property
    def summoned_on(self) -> date | None:
        """The day on which the last of what summons the party was served; nothing before."""
        notices = self.last_notices
        services = [self.service_of(d) for d in notices.summoning] if notices else []
        days = [s.served_on for s in services if s]
        return max(days) if days and len(days) == len(services) else None

    def waived(self, right: Right) -> Waiver | None:
        """The waiver of a right under the last notices that counts."""
        notices, served_on = self.last_notices, self.notices_served_on
        return notices.waived(right, served_on) if notices and served_on else None

    @property
    def decision_service(self) -> CompletedService | None:
        return self.service_of(self.decision.document) if self.decision else None

    @property
    def announcement(self) -> Announcement | None:
        """The announcement under way or prepared, not yet completed."""
        return next((a for a in self.announcements if a.completed_on is None), None)

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point that the party ever made: all are answered under the last notices."""
        said = tuple(Point(id=s.id, text=s.text or s.file) for s in self.statements)
        return (*said, *(point for notices in self.notices for point in notices.session_points))

    @property
    def unanswered(self) -> tuple[Point, ...]:
        answered = self.last_notices.answered if self.last_notices else frozenset()
        return tuple(p for p in self.points if p.id not in answered)

    @property
    def in_force(self) -> tuple[Penalty, ...]:
        """The penalties as they stand: as decided, or as a remedy left them."""
        return self.recovery.standing(self.decision.penalties) if self.decision else ()

    @property
    def payable(self) -> Decimal:
        """Yuan to be paid, as it stands after remedies."""
        return money(self.in_force)

    @property
    def principal_paid(self) -> Decimal:
        """What was paid of the principal and not given back."""
        back = sum((r.principal for r in self.recovery.refunds), Decimal(0))
        return sum((p.principal for p in self.payments), Decimal(0)) - back

    @property
    def add_on_paid(self) -> Decimal:
        back = sum((r.add_on for r in self.recovery.refunds), Decimal(0))
        return sum((p.add_on for p in self.payments), Decimal("0.00")) - back

    @property
    def paid_up_on(self) -> date | None:
        """The day on which the last yuan of what stands of the decision was paid; an add-on fine is apart from it.

        Of what a remedy left nothing of, the day of the remedy.
        """
        if self.decision is None or self.decision.payable == 0 or self.principal_paid < self.payable:
            return None
        changing = self.recovery.changing
        if changing and not self.payable:
            return changing.on
        return max(p.on for p in self.payments if p.principal)

    @property
    def paid_in_full_on(self) -> date | None:
        """The day on which the party paid the last yuan of what then stood; nothing where all was revoked before that."""
        changed = self.recovery.changing
        if changed is None or self.payable:
            return self.paid_up_on
        paid = [p for p in self.payments if p.principal and p.on <= changed.on]
        due = money(self.recovery.stood(self.decision.penalties)) if self.decision else Decimal(0)
        covered = due > 0 and sum(p.principal for p in paid) >= due
        return max(p.on for p in paid) if covered else None

    @property
    def last_return(self) -> Returned | None:
        """The last time that notices were given up for new ones."""
        return next((n.returned for n in reversed(self.notices) if n.returned), None)

    @property
    def unnotified(self) -> bool:
        """Whether notices are still to be issued: none ever were, or new ones are due."""
        issued = self.issued_notices
        return issued is None or issued.returned is not None

    @property
    def as_decided(self) -> tuple["Party", ...]:
        """The party under each decision that was made on it, the present one last: one answer for every one of them."""
        kept = EarlierDecision.model_fields.keys() - {"reopened"}
        before = ({name: getattr(one, name) for name in kept} for one in self.earlier)
        return (*(self.model_copy(update=fields) for fields in before), self)

    def under(self, decision: int | None, **changes: object) -> "Party":
        """Return the party with something changed of what followed one of its decisions, by its document; else the present one."""
        if decision is None or decision not in (e.decision.document for e in self.earlier):
            return self.model_copy(update=changes)
        earlier = (
            e.model_copy(update=changes) if e.decision.document == decision else e for e in self.earlier
        )
        return self.model_copy(update={"earlier": tuple(earlier)})

    def with_last_notices(self, **changes: object) -> "Party":
        *earlier, last = self.notices
        return self.model_copy(update={"notices": (*earlier, last.model_copy(update=changes))})

    def with_recovery(self, decision: int | None = None, /, **changes: object) -> "Party":
        """Return the party with something changed of what followed one of its decisions; of the present one where none is named."""
        recovery = self.recovery_of(decision).model_copy(update=changes)
        return self.under(decision, recovery=recovery)

    def recovery_of(self, decision: int | None) -> Recovery:
        earlier = (e.recovery for e in self.earlier if e.decision.document == decision)
        return next(earlier, self.recovery)

    def with_decision_overtaken(self) -> "Party":
        """Return the party with its prepared decision, if there is one, to be prepared anew."""
        prepared = self.prepared_decision
        if prepared is None or not self.undecided:
            return self
        return self.model_copy(update={"prepared_decision": prepared.model_copy(update={"overtaken": True})})
