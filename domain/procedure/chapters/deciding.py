"""Deciding (决定): per party, with this very content, never heavier than notified."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import AgainstNotice, Decision, Outcome, Party
from domain.case.people import Role
from domain.law.articles import art
from domain.law.counting import Interval
from domain.law.penalties import lighter
from domain.law.terms import Exclusion, TermKey
from domain.procedure.chapters.approving import previews_complete
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.chapters.preparing_decision import stands
from domain.procedure.gates import heard, hearing, law, notice, officers, papers, parties
from domain.procedure.language import (
    APL,
    ONE_DAY,
    Clock,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refused,
    Span,
    Stamp,
)
from domain.procedure.periods import period


class DecisionMade(PartyFact):
    """The decision on one party was made."""

    title: ClassVar = Words("决定已作出", "decision made")
    informs: ClassVar = (Role.OFFICER,)
    decision: Decision

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"decision": self.decision})


class _Decide(PartyMove):
    """What deciding with and without penalty have in common."""

    by: ClassVar = (Role.HEAD,)
    makes: ClassVar = (DecisionMade, DocumentsOrdered)
    outcome: ClassVar[Outcome]
    within: ClassVar = TermKey.DECIDE

    content: str
    """SHA-256 of the decision's content, as previewed."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        yield from parties.undecided(who, cls.source)
        prepared = who.prepared_decision
        if prepared is None or prepared.outcome is not cls.outcome:
            yield Refused(
                "DecisionNotPrepared",
                art(APL, "59"),
                "尚未制作相应的决定书 · prepare this kind of decision first",
            )
        else:
            yield from previews_complete(now, (prepared.document,))
            if prepared.papers != now.case.papers_version:
                yield Refused(
                    "DecisionOutdated",
                    art(APL, "59"),
                    "制作之后案卷材料有变动：请重新制作决定书 · the papers changed since: prepare the decision again",
                )
        yield from officers.two_qualified_officers(now, now.case.people.officers)
        yield from cls.barred_by(now, who)

    @classmethod
    def barred_by(cls, now: Moment, party: Party) -> Iterator[Refused]:
        raise NotImplementedError

    def faults(self, now: Moment) -> Iterator[Refused]:
        prepared = now.case.party(self.party).prepared_decision
        document = now.case.documents.get(prepared.document) if prepared else None
        if document is None or document.content != self.content:
            yield Refused(
                "DecisionContentChanged",
                art(APL, "59"),
                "决定书内容与所决定的不一致：请核对预览 · the content is not the one decided on: read the preview",
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        party = now.case.party(self.party)
        prepared, notices = party.prepared_decision, party.issued_notices
        assert prepared is not None, "bars asked for a prepared decision"
        against = None
        if self.outcome is Outcome.PENALTY and notices:
            less = lighter(prepared.penalties, notices.notified.penalties, now.rules.switches.severity)
            against = AgainstNotice.LIGHTER if less else AgainstNotice.SAME
        given = {
            f: getattr(prepared, f)
            for f in ("document", "outcome", "penalties", "discretion", "ground", "publish")
        }
        decision = Decision(on=now.today, by=now.actor.id, against_notice=against, **given)
        yield DecisionMade(party=self.party, decision=decision)
        yield DocumentsOrdered(wanted="final", again=(prepared.document,))

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        prepared = who.prepared_decision
        if (
            prepared is None
            or who.decision
            or prepared.outcome is not cls.outcome
            or not stands(case, prepared)
        ):
            return None
        document = case.documents.get(prepared.document)
        return document.ordered_on if document else None


class Impose(_Decide):
    """Impose the penalty (作出行政处罚决定) on one party, with this very content."""

    title: ClassVar = Words("作出处罚决定", "impose")
    source: ClassVar = art(APL, "57.1(1)")
    outcome: ClassVar = Outcome.PENALTY

    @classmethod
    def barred_by(cls, now: Moment, party: Party) -> Iterator[Refused]:
        yield from heard.party_heard(now, party)
        yield from hearing.hearing_settled(now, party)
        yield from papers.reviewed(now)
        yield from papers.filed(now)
        yield from papers.discussed(now)
        yield from law.limitation_open(now)
        yield from law.law_known(now)
        if (prepared := party.prepared_decision) and prepared.outcome is Outcome.PENALTY:
            yield from notice.within_notice(now, party, prepared.penalties, prepared.findings, prepared.basis)
            yield from papers.as_reviewed(now, party, prepared.penalties)


class DecideNoPenalty(_Decide):
    """Decide not to punish (不予行政处罚), on a named ground. Lawful from any stage, with the review that is due."""

    title: ClassVar = Words("决定不予处罚", "decide no penalty")
    source: ClassVar = art(APL, "57")
    outcome: ClassVar = Outcome.NO_PENALTY

    @classmethod
    def barred_by(cls, now: Moment, party: Party) -> Iterator[Refused]:
        version = now.case.papers_version
        due = papers.due_reviews(now.case)
        if due and not any(now.case.review.agreed(purpose, version) for purpose in due):
            yield Refused(
                "NoPenaltyNotReviewed",
                art(APL, "58"),
                "法制审核尚未同意现有案卷材料：请先送审 · legal review has not agreed to the present papers: submit them first",
            )
        yield from law.law_known(now)


def _decide(case: Case, party: Party | None) -> Iterator[Span]:
    """From case acceptance to the last decision; announcements and hearings are not counted [I]."""
    decided = [p.decision.on for p in case.parties.all if p.decision]
    ended = max(decided) if len(decided) == len(case.parties.all) else None
    yield Span(start=case.papers.accepted_on, ended_on=ended, excluded=tuple(_excluded(case)))


def _excluded(case: Case) -> Iterator[Interval]:
    """Announcements and hearings; one under way counts up to the day on which it will be over as things stand.

    Otherwise the 90 days would be told overdue while the law does not count.
    """
    for party in case.parties.all:
        for item in party.announcements:
            own = party.decision is not None and party.decision.document in item.documents
            # The announcement of a decision comes after it: what is decided is not prolonged.
            if item.published_on and not own:
                expected = period(case, TermKey.PUBLIC_NOTICE_SERVICE, item.published_on)[1].waits_for
                yield from _interval(item.published_on, item.completed_on or expected, Exclusion.ANNOUNCEMENT)
        for notices in party.notices:
            over = notices.hearing or notices.hearing_plan
            if notices.hearing_request and over:
                yield from _interval(notices.hearing_request.on, over.on, Exclusion.HEARING)


def _interval(event: date, last: date, why: Exclusion) -> Iterator[Interval]:
    """From the day after the event."""
    if event < last:
        yield Interval(first=event + ONE_DAY, last=last, why=why)


MOVES = (
    Impose,
    DecideNoPenalty,
)
FACTS = (DecisionMade,)
CLOCKS = (Clock(TermKey.DECIDE, owner=Role.HEAD, per_party=False, span=_decide),)
