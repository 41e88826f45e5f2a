"""Deciding (决定): per party, with this very content, never heavier than notified."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.decisions import AgainstNotice, Decision, Outcome
from domain.case.parties import Party
from domain.case.people import Role
from domain.labels import Label
from domain.law.articles import art
from domain.law.penalties import NOT_ESTABLISHED, lighter
from domain.law.provisions import Provision, of_sector
from domain.law.terms import TermKey
from domain.lengths import Code
from domain.procedure.chapters.approving import previews_complete
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.chapters.preparing_decision import can_be_made, outdated
from domain.procedure.deciding_time import deciding_spans
from domain.procedure.gates import (
    concluding,
    fined_once,
    heard,
    hearing,
    joining,
    judiciary,
    law,
    made_anew,
    minors,
    notice,
    officers,
    papers,
    parties,
    suspended,
)
from domain.procedure.language import APL, Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Stamp
from domain.procedure.measuring import Clock, Span
from domain.procedure.progress import last_of, punishable_since, unpunished_since


class DecisionMade(PartyFact):
    """The decision on one party was made."""

    title: ClassVar = Words("决定已作出", "decision made")
    informs: ClassVar = (Role.OFFICER,)
    decision: Decision

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"decision": self.decision})

    def said(self, case: Case) -> Iterator[Words]:
        made = self.decision
        party = case.party(self.party).said
        if made.outcome is not Outcome.PENALTY:
            yield Words("{party}：{outcome}", "{party}: {outcome}").filled(party=party, outcome=made.outcome)
            return
        penalties = listed(penalty.said for penalty in made.penalties)
        if made.against_notice is None:
            yield Words("{party}：{outcome}，{penalties}", "{party}: {outcome}, {penalties}").filled(
                party=party, outcome=made.outcome, penalties=penalties
            )
            return
        yield Words(
            "{party}：{outcome}，{penalties}，{against_notice}",
            "{party}: {outcome}, {penalties}, {against_notice}",
        ).filled(party=party, outcome=made.outcome, penalties=penalties, against_notice=made.against_notice)


DECISION_NOT_PREPARED = Refusal(
    "DecisionNotPrepared",
    art(APL, "59"),
    Words(
        "尚未对当事人{party}制作{outcome}的决定书",
        "no decision of this kind ({outcome}) has been prepared on party {party}",
    ),
    Words("请先制作决定书（prepare_decision）", "prepare it first (prepare_decision)"),
)
DECISION_OUTDATED = Refusal(
    "DecisionOutdated",
    art(APL, "59"),
    Words(
        "决定书制作之后案卷材料有变动，或者又有听证、复核、重新告知、利害关系人",
        "since the decision was prepared the papers changed, or a hearing, a re-check, new notices or a third party followed",
    ),
    Words("请重新制作决定书（prepare_decision）", "prepare it again (prepare_decision)"),
)
DECISION_SENT_BACK = Refusal(
    "DecisionSentBack",
    art(APL, "57"),
    Words("决定书草稿已经退回：{reason}", "the draft of the decision was sent back: {reason}"),
    Words("请承办人重新制作（prepare_decision）", "let an officer prepare it again (prepare_decision)"),
)
DECISION_CONTENT_CHANGED = Refusal(
    "DecisionContentChanged",
    art(APL, "59"),
    Words(
        "所填的不是现有决定书的内容",
        "this is not the content of the decision as it is prepared now",
    ),
    Words(
        "请重新查阅预览，再决定（在 content 中填写其内容的 SHA-256）",
        "read the preview once more, then decide (with the SHA-256 of its content in `content`)",
    ),
)


class _Decide(PartyMove):
    """What the ways of deciding have in common."""

    by: ClassVar = (Role.HEAD,)
    makes: ClassVar = (DecisionMade, DocumentsOrdered)
    outcome: ClassVar[Outcome]
    within: ClassVar = TermKey.DECIDE

    content: Annotated[
        Code,
        Label(
            "决定书内容",
            "content",
            "所决定内容的 SHA-256，见决定书预览",
            "SHA-256 of the content that is decided, as its preview shows it",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        yield from parties.undecided(who, cls.source)
        yield from suspended.not_suspended(now, cls.source)
        yield from judiciary.not_away(now)
        yield from joining.none_under_way(now, cls.source)
        prepared = who.prepared_decision
        if prepared is None or prepared.outcome is not cls.outcome:
            yield DECISION_NOT_PREPARED(party=party, outcome=cls.outcome)
        else:
            yield from previews_complete(now, (prepared.document,))
            if outdated(now.case, prepared):
                yield DECISION_OUTDATED()
            if prepared.sent_back:
                yield DECISION_SENT_BACK(reason=prepared.sent_back.reason)
        yield from officers.two_qualified_officers(now, now.officers)
        yield from cls.barred_by_gates(now, who)

    @classmethod
    def barred_by_gates(cls, now: Moment, party: Party) -> Iterator[Refused]:
        """Yield what the law forbids of this way of deciding; each of them says its own."""
        raise NotImplementedError

    def faults(self, now: Moment) -> Iterator[Refused]:
        prepared = now.case.party(self.party).prepared_decision
        document = now.case.documents.get(prepared.document) if prepared else None
        if document is None or document.content != self.content:
            yield DECISION_CONTENT_CHANGED()

    def facts(self, now: Moment) -> Iterator[Fact]:
        party = now.case.party(self.party)
        prepared, notices = party.prepared_decision, party.issued_notices
        assert prepared is not None, "bars asked for a prepared decision"
        against = None
        if self.outcome is Outcome.PENALTY and notices:
            less = lighter(prepared.penalties, notices.notified.penalties)
            against = AgainstNotice.LIGHTER if less else AgainstNotice.SAME
        decision = Decision(
            document=prepared.document,
            outcome=prepared.outcome,
            on=now.today,
            by=now.actor.id,
            penalties=prepared.penalties,
            against_notice=against,
            discretion=prepared.discretion,
            ground=prepared.ground,
            publish=prepared.publish,
        )
        yield DecisionMade(party=self.party, decision=decision)
        yield DocumentsOrdered(wanted="final", again=(prepared.document,))

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        prepared = who.prepared_decision
        if (
            prepared is None
            or not who.pending
            or case.timing.suspended
            or any(judiciary.away(case))
            or prepared.outcome is not cls.outcome
        ):
            return None
        document = case.documents.get(prepared.document)
        if document is None or not can_be_made(case, who, prepared):
            return None
        return last_of([document.ordered_on, cls.open_since(case, who)])

    @classmethod
    def open_since(cls, case: Case, party: Party) -> date | None:
        """Since when the gates of this way of deciding stand open."""
        raise NotImplementedError


class Impose(_Decide):
    """Impose the penalty (作出行政处罚决定) on one party, with this very content."""

    title: ClassVar = Words("作出处罚决定", "impose the penalty")
    source: ClassVar = art(APL, "57.1(1)")
    outcome: ClassVar = Outcome.PENALTY

    @classmethod
    def open_since(cls, case: Case, party: Party) -> date | None:
        return punishable_since(case, party)

    @classmethod
    def barred_by_gates(cls, now: Moment, party: Party) -> Iterator[Refused]:
        yield from heard.party_heard(now, party)
        yield from hearing.hearing_settled(now, party)
        yield from papers.reviewed(now, party)
        yield from papers.filed(now, party)
        yield from papers.discussed(now, party)
        yield from law.limitation_open(now)
        yield from law.law_known(now)
        if (prepared := party.prepared_decision) and prepared.outcome is Outcome.PENALTY:
            yield from minors.punishable(now, party, prepared.discretion)
            yield from notice.within_notice(party, prepared)
            yield from papers.within_proposal(party, prepared)
            yield from concluding.within_conclusion(now.case, party, prepared)
            yield from fined_once.not_fined_twice(now.case, party, prepared)
            yield from made_anew.not_the_same_again(now.case, party, prepared)


NO_PENALTY_NOT_REVIEWED = Refusal(
    "NoPenaltyNotReviewed",
    of_sector(Provision.CASE_REVIEW),
    Words(
        "应当进行的审核均未同意现有案卷材料",
        "none of the reviews that are due has agreed to the present papers",
    ),
    Words(
        "请送审（submit_for_review）并取得审核同意（give_opinion）",
        "submit them (submit_for_review) and obtain the reviewer's agreement (give_opinion)",
    ),
)


class _DecideOtherwise(_Decide):
    """Nobody is punished: lawful from any stage, with the review that is due."""

    @classmethod
    def open_since(cls, case: Case, party: Party) -> date | None:
        return unpunished_since(case)

    @classmethod
    def barred_by_gates(cls, now: Moment, party: Party) -> Iterator[Refused]:
        if unpunished_since(now.case) is None:
            yield NO_PENALTY_NOT_REVIEWED()
        yield from law.law_known(now)


class DecideNoPenalty(_DecideOtherwise):
    """Decide not to punish (不予行政处罚), on a named ground. Lawful from any stage, with the review that is due."""

    title: ClassVar = Words("决定不予处罚", "decide not to punish")
    source: ClassVar = art(APL, "57")
    outcome: ClassVar = Outcome.NO_PENALTY


class DecideNotEstablished(_DecideOtherwise):
    """Decide that the facts are not established (违法事实不能成立), for want of proof. Lawful from any stage, like no penalty."""

    title: ClassVar = Words("决定违法事实不能成立", "decide that the facts are not established")
    source: ClassVar = art(APL, NOT_ESTABLISHED)
    outcome: ClassVar = Outcome.NOT_ESTABLISHED


def _decide(case: Case, party: Party | None) -> Iterator[Span]:
    yield from deciding_spans(case)


MOVES = (
    Impose,
    DecideNoPenalty,
    DecideNotEstablished,
)
FACTS = (DecisionMade,)
CLOCKS = (Clock(TermKey.DECIDE, owner=Role.HEAD, per_party=False, span=_decide),)
