"""Deciding (决定): discussed where due, prepared, decided per party; never heavier than notified."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.case.case import Case
from domain.case.documents import DocumentKind, NewDocument
from domain.case.papers import Discretion
from domain.case.parties import AgainstNotice, Decision, Outcome, Party, PreparedDecision
from domain.case.people import Role
from domain.case.review import Discussion, Discussions
from domain.law.articles import art
from domain.law.counting import Interval
from domain.law.penalties import Penalty, lighter
from domain.law.terms import Exclusion, TermKey
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.chapters.notices import previews_complete
from domain.procedure.faults import filled, in_order, penalties_sound
from domain.procedure.gates import heard, hearing, law, notice, officers, papers, parties
from domain.procedure.language import (
    APL,
    MALFORMED,
    ONE_DAY,
    Clock,
    Fact,
    Moment,
    Move,
    PartyFact,
    PartyMove,
    Refused,
    Span,
    Stamp,
)
from domain.procedure.periods import period
from domain.procedure.progress import discussed_since, filed_since
from domain.record import FileHash

NO_PENALTY_GROUNDS = ("30", "31", "33(1)", "33(2)", "36")
"""Articles of the 行政处罚法 on which a decision without penalty may rest."""


class Discussed(Fact):
    """The heads discussed this version of the papers."""

    title: ClassVar = "已集体讨论"
    component: ClassVar = "discussions"
    tells: ClassVar = (Role.OFFICER,)
    discussion: Discussion

    def change(self, case: Case, stamp: Stamp) -> Discussions:
        return Discussions(all=(*case.discussions.all, self.discussion))


class RecordDiscussion(Move):
    """Record the collective discussion (负责人集体讨论) of the present papers."""

    title: ClassVar = "记录集体讨论"
    by: ClassVar = (Role.CLERK,)
    source: ClassVar = art(APL, "57.2")
    makes: ClassVar = (Discussed,)

    on: date
    place: str
    chair: str
    attendees: tuple[str, ...]
    absentees: tuple[str, ...] = ()
    recorder: str
    opinions: tuple[str, ...]
    """Each opinion, with who gave it."""
    conclusion: str
    record: FileHash
    """SHA-256 of the signed record (集体讨论记录)."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.anybody_undecided(now, cls.source)
        yield from heard.everyone_heard(now)
        yield from papers.reviewed(now)
        yield from papers.filed(now)

    def faults(self, now: Moment) -> Iterator[Refused]:
        after = filed_since(now.case)
        yield from in_order(
            now, self.source, self.on, "讨论日期", after=after, event="听述、审核和报备完成之日"
        )
        needed = {f: getattr(self, f) for f in ("place", "chair", "recorder", "conclusion", "record")}
        yield from filled(self.source, **needed)
        if len(set(self.attendees)) < 2 or len(self.opinions) < len(set(self.attendees)):
            yield Refused(
                "NotCollective",
                self.source,
                "集体讨论须有两人以上出席，并记录各人意见"
                " · a collective discussion has two attendees at least, and the opinion of each",
                MALFORMED,
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        given = {f: getattr(self, f) for f in Discussion.model_fields if f != "papers"}
        yield Discussed(discussion=Discussion(papers=now.case.papers_version, **given))

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        if case.discussions.on_papers(case.papers_version) or case.screening.discussion.answer is False:
            return None
        return filed_since(case)


class DecisionPrepared(PartyFact):
    """A decision on one party was prepared on this version of the papers."""

    title: ClassVar = "决定书已制作"
    prepared: PreparedDecision

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"prepared_decision": self.prepared})


class PrepareDecision(PartyMove):
    """Prepare the decision on one party (制作决定书): all of 行政处罚法 第59条."""

    title: ClassVar = "制作决定书"
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "59")
    makes: ClassVar = (DecisionPrepared, DocumentsOrdered)

    outcome: Outcome
    penalties: tuple[Penalty, ...] = ()
    discretion: Discretion = Discretion.ORDINARY
    discretion_reasons: str = ""
    discretion_article: str = ""
    findings: tuple[str, ...]
    basis: tuple[str, ...]
    ground: str = ""
    """Without penalty: the article of the 行政处罚法 it rests on, one of 30, 31, 33(1), 33(2), 36."""
    statements_answered: str
    """Whether the party's statements were adopted, and why (是否采纳及理由)."""
    publish: bool = False
    """Whether the decision is to be published (行政处罚法 第48条)."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.undecided(now.case.party(party), cls.source)
        yield from law.law_known(now)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from self._known_grounds(now)
        yield from filled(self.source, statements_answered=self.statements_answered)
        yield from self._no_penalty() if self.outcome is Outcome.NO_PENALTY else self._penalty(now)

    def _no_penalty(self) -> Iterator[Refused]:
        if self.ground not in NO_PENALTY_GROUNDS or self.penalties:
            yield Refused(
                "NoPenaltyWithoutGround",
                art(APL, "57"),
                f"不予处罚须写明依据的条款（{'、'.join(NO_PENALTY_GROUNDS)}），且没有处罚内容"
                " · name the article of the ground in `ground`, and leave out the penalties",
                MALFORMED,
            )

    def _penalty(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from penalties_sound(self.penalties, f"当事人{self.party}")
        if not self.penalties:
            yield Refused(
                "NoPenalty",
                self.source,
                "处罚决定须有处罚内容 · a penalty decision needs a penalty",
                MALFORMED,
            )
        if self.discretion is Discretion.MITIGATED and not self.discretion_article:
            yield Refused(
                "MitigatedWithoutArticle",
                art(APL, "32"),
                "减轻处罚须写明法律依据 · mitigation needs its provision in discretion_article",
                MALFORMED,
            )
        yield from notice.within_notice(now, party, self.penalties, self.findings, self.basis)
        yield from papers.as_reviewed(now, party, self.penalties)

    def _known_grounds(self, now: Moment) -> Iterator[Refused]:
        file = now.case.papers
        known = {f.id for f in file.findings_against(self.party)} | {
            b.id for b in file.basis_against(self.party)
        }
        strangers = [x for x in (*self.findings, *self.basis) if x not in known]
        if strangers or not self.findings or not self.basis:
            names = "、".join(strangers) or "findings, basis"
            yield Refused(
                "GroundsOfDecision",
                self.source,
                f"决定须写明针对该当事人的违法事实和依据：{names} · name this party's findings and basis: {names}",
                MALFORMED,
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        party = now.case.party(self.party)
        document = next(now.case.documents.next_ids())
        penal = self.outcome is Outcome.PENALTY
        kind = DocumentKind.PENALTY_DECISION if penal else DocumentKind.NO_PENALTY_DECISION
        given = {
            f: getattr(self, f) for f in PreparedDecision.model_fields if f not in ("document", "papers")
        }
        prepared = PreparedDecision(document=document, papers=now.case.papers_version, **given)
        yield DecisionPrepared(party=self.party, prepared=prepared)
        yield DocumentsOrdered(
            wanted="preview",
            documents=(NewDocument(id=document, kind=kind, party=self.party),),
            voids=(party.prepared_decision.document,) if party.prepared_decision else (),
        )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        if who.decision or (who.prepared_decision and stands(case, who.prepared_decision)):
            return None
        return discussed_since(case)


def stands(case: Case, prepared: PreparedDecision) -> bool:
    """Whether a prepared decision can still be made: on the present papers, and lacking nothing that was found."""
    document = case.documents.get(prepared.document)
    return prepared.papers == case.papers_version and document is not None and not document.lacks_something


class DecisionMade(PartyFact):
    """The decision on one party was made."""

    title: ClassVar = "决定已作出"
    tells: ClassVar = (Role.OFFICER,)
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

    title: ClassVar = "作出处罚决定"
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

    title: ClassVar = "决定不予处罚"
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


MOVES = (RecordDiscussion, PrepareDecision, Impose, DecideNoPenalty)
FACTS = (Discussed, DecisionPrepared, DecisionMade)
CLOCKS = (Clock(TermKey.DECIDE, owner=Role.HEAD, per_party=False, span=_decide),)
