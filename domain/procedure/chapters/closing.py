"""Closing (结案归档): the dossier is sealed on a lawful trigger."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.closing import Closing
from domain.case.decisions import Decision, Outcome
from domain.case.executing import executed_on, to_execute
from domain.case.parties import Party
from domain.case.people import Role
from domain.labels import Label
from domain.law.provisions import Provision, of_sector
from domain.law.terms import TermKey
from domain.procedure.chapters.decision_filing import reports_issued, to_be_filed
from domain.procedure.chapters.refunding import RecordRefund
from domain.procedure.debts import known_debt, settled_on
from domain.procedure.faults import filled
from domain.procedure.gates import joining
from domain.procedure.language import Fact, Moment, Move, Refusal, Refused, Stamp
from domain.procedure.measuring import Clock, Span
from domain.procedure.progress import last_of
from domain.record import FileHash


def done_on(case: Case, party: Party) -> date | None:
    """The day on which nothing was left to be done against this party: it left, or all that its decision says was done."""
    given_back = [_given_back_on(case, under) for under in party.as_decided[:-1]]
    if party.left:
        return last_of([party.left.on, *given_back])
    if party.decision is None or party.recovery.remake_ordered:
        return None
    days = [*_told_on(party), *given_back]
    if party.decision.payable and party.decision_service:
        days.append(settled_on(case, party) or party.recovery.ended_on)
    days += [executed_on(party.executions, *key) for key in to_execute(party.in_force)]
    return last_of(days)


def _told_on(party: Party) -> Iterator[date | None]:
    """The days on which a decision, and what the agency mended of it, were told to the party.

    Of one that was revoked before it was told the revocation alone is told.
    """
    recovery = party.recovery
    documents = [one.document for one in recovery.set_aside]
    documents += [one.document for one in recovery.text_corrections]
    mended = [party.service_of(document) for document in documents]
    only_mended = mended and recovery.revoked and party.decision_service is None
    told = mended if only_mended else [party.decision_service, *mended]
    yield from (service.served_on if service else None for service in told)


def _given_back_on(case: Case, under: Party) -> date | None:
    """The day on which nothing was left to be given back of an earlier decision."""
    revoked = under.recovery.revoked
    return settled_on(case, under) if under.payments or revoked is None else revoked.on


def trigger_on(case: Case) -> date | None:
    """The day on which nothing was left to be done against any party."""
    return last_of(done_on(case, p) for p in case.parties.all)


def to_be_closed_since(case: Case) -> date | None:
    """Since when the case can be closed: nothing is left, and where it was reopened, since then."""
    trigger = trigger_on(case)
    return last_of(day for day in (trigger, case.closing.reopened_on) if day) if trigger else None


def counted_from(case: Case) -> date | None:
    """The day from which the time to close counts; where the case was reopened, not before that."""
    began = last_of(_counted_from(case, p) for p in case.parties.all)
    return last_of(day for day in (began, case.closing.reopened_on) if day) if began else None


def _counted_from(case: Case, party: Party) -> date | None:
    """Of who is not punished from the decision, before it is served, where the profile says so; else when nothing is left.

    A slip that is put right later leaves the decision as it was made; one that is revoked is decided on again.
    """
    decision = _counting(case, party)
    if decision is None:
        return done_on(case, party)
    if party.recovery.remake_ordered:
        return None
    made = [decision.on, *(one.on for one in party.recovery.set_aside)]
    return last_of([*made, *(_given_back_on(case, under) for under in party.as_decided[:-1])])


def _counting(case: Case, party: Party) -> Decision | None:
    """The decision without penalty from which the closing counts, where the profile says so."""
    decision = None if party.left else party.decision
    if decision is None or decision.outcome is Outcome.PENALTY:
        return None
    return decision if case.rulebook.switches.no_penalty_closed_from_decision else None


def _trigger(case: Case) -> str:
    """In which way the case came to its end, and from when its closing counts: executed, where anything was."""
    ways = {_way(case, p) for p in case.parties.all}
    way = EXECUTED if EXECUTED in ways else "+".join(sorted(ways))
    return f"{way}:{counted_from(case)}"


def _way(case: Case, party: Party) -> str:
    """How a party's matter came to its end: it left, was not punished, or did what its decision says."""
    if party.left:
        return party.left.why.value
    decision = _counting(case, party)
    return decision.outcome.value if decision else EXECUTED


EXECUTED = "executed"


class CaseClosed(Fact):
    """The case was closed on its trigger."""

    title: ClassVar = Words("已结案", "case closed")
    component: ClassVar = "closing"
    informs: ClassVar = (Role.OFFICER,)
    trigger: str
    form: FileHash

    def change(self, case: Case, stamp: Stamp) -> Closing:
        closed = {"closed_on": stamp.on, "trigger": self.trigger, "form": self.form}
        return case.closing.model_copy(update=closed)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("案卷封存", "the dossier is sealed")


NOT_EXECUTED = Refusal(
    "NotExecuted",
    of_sector(Provision.CLOSING),
    Words(
        "对当事人{party}的决定尚未作出、送达或者执行完毕{left}",
        "the decision on party {party} has not been made, served and executed{left}",
    ),
    Words(
        "请作出（impose、decide_no_penalty）并送达（record_service）决定，记录缴款（record_payment）和其他处罚的执行"
        "（record_execution）",
        "decide (impose, decide_no_penalty), serve the decision (record_service), record the payment (record_payment) and"
        " the execution of what is not money (record_execution)",
    ),
)
DECISION_FILING_OUTSTANDING = Refusal(
    "DecisionFilingOutstanding",
    of_sector(Provision.CLOSING),
    Words(
        "重大行政处罚决定尚未备案，或者备案尚待补正",
        "the decision has not been filed with the supervising office, or its filing is to be corrected",
    ),
    Words(
        "请先备案（file_decision）或者补正（correct_decision_filing），并盖章发出报告（record_sealing）",
        "file it (file_decision) or correct the filing (correct_decision_filing), and seal the report (record_sealing)",
    ),
)


DEPARTURE_NOT_TOLD = Refusal(
    "DepartureNotTold",
    of_sector(Provision.CLOSING),
    Words(
        "{documents}尚未盖章发出",
        "not sealed and issued yet: {documents}",
    ),
    Words(
        "请先盖章（record_sealing）；缺少内容的，由负责人重新作出（withdraw_case、terminate_case、end_against_party、"
        "transfer_to_agency）",
        "seal it first (record_sealing); where it lacks something let a head make it anew (withdraw_case, terminate_case,"
        " end_against_party, transfer_to_agency)",
    ),
)


class CloseCase(Move):
    """Close the case (结案) on a lawful trigger, with the signed approval form (结案审批表)."""

    title: ClassVar = Words("结案", "close the case")
    by: ClassVar = (Role.OFFICER, Role.HEAD)
    source: ClassVar = of_sector(Provision.CLOSING)
    makes: ClassVar = (CaseClosed,)
    within: ClassVar = TermKey.CLOSE_CASE

    form: Annotated[
        FileHash,
        Label(
            "结案审批表",
            "approval form",
            "签名的结案审批表（文件的 SHA-256）",
            "the signed approval form (SHA-256 of the file)",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        case = now.case
        yield from joining.none_under_way(now, cls.source)
        for who in case.parties.all:
            if done_on(case, who) is None or RecordRefund.awaited(case, who.id):
                yield NOT_EXECUTED(party=who.id, left=_left(now, who))
        if untold := tuple(_untold(case)):
            yield DEPARTURE_NOT_TOLD(documents=case.documents.said(untold))
        # The report is part of the dossier; whether the supervising office acknowledges it is not the agency's to say.
        if to_be_filed(case) and not reports_issued(case):
            yield DECISION_FILING_OUTSTANDING()

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, form=self.form)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield CaseClosed(trigger=_trigger(now.case), form=self.form)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        if case.closing.closed_on or joining.ordered(case) or any(_untold(case)):
            return None
        # Where the court ended the enforcement, what was paid too much goes back all the same.
        if any(RecordRefund.awaited(case, who.id) for who in case.parties.all):
            return None
        return to_be_closed_since(case)


def _untold(case: Case) -> Iterator[int]:
    """The documents by which parties left the case that have not gone out."""
    for document in case.documents.these(dict.fromkeys(p.left.document for p in case.parties.all if p.left)):
        if document.issued_on is None:
            yield document.id


def _left(now: Moment, party: Party) -> Words | str:
    """What is still owed or to be executed, where the decision was served."""
    owed = known_debt(now.case, party, now.today)
    said = [owed.trace] if owed and (owed.left > 0 or owed.refundable) else []
    if party.decision and party.decision_service:
        wanted = to_execute(party.in_force)
        said += [p.said for key, p in wanted.items() if executed_on(party.executions, *key) is None]
    return Words("：{left}", ": {left}").filled(left=listed(said)) if said else ""


def _close(case: Case, party: Party | None) -> Iterator[Span]:
    for before in case.closing.reopened:
        yield Span(start=before.trigger_on, ended_on=before.closed_on)
    # What is closed was closed from the day that it said: a decision that is revoked later moves nothing.
    since = case.closing.trigger_on or counted_from(case)
    if since:
        yield Span(start=since, ended_on=case.closing.closed_on)


MOVES = (CloseCase,)
FACTS = (CaseClosed,)
CLOCKS = (Clock(TermKey.CLOSE_CASE, owner=Role.OFFICER, per_party=False, span=_close),)
