"""Deciding anew (重新作出决定): a party whose decision was set aside is undecided again, and goes on from what still holds.

What it said stays to be answered; review, filing and discussion of the same papers stand. Where facts, basis or penalty are
to be others, its notices are given up for new ones first (return_to_notifying).
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.decisions import EarlierDecision, Reopening
from domain.case.parties import Notices, Party
from domain.case.people import Role
from domain.case.recovering import Overturning, Recovery
from domain.labels import Label
from domain.lengths import Code, LongText, Text
from domain.procedure.chapters.remedies import REMEDY_PENDING
from domain.procedure.defects import SELF_CORRECTION
from domain.procedure.faults import filled
from domain.procedure.gates import leaving, parties
from domain.procedure.gates.made_anew import grounds
from domain.procedure.language import Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Stamp


class UndecidedAgain(PartyFact):
    """A party is to be decided on anew; the decision that was set aside is kept with all that followed of it."""

    title: ClassVar = Words("待重新作出决定", "to be decided on anew")
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    reason: Text
    facts: tuple[LongText, ...]
    pieces: tuple[Code, ...]
    """The evidence that proved them, by its ids."""

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        assert party.decision is not None, "only what was decided is decided anew"
        earlier = EarlierDecision(
            decision=party.decision,
            prepared_decision=party.prepared_decision,
            published_on=party.published_on,
            payments=party.payments,
            executions=party.executions,
            recovery=party.recovery,
            reopened=Reopening(
                on=stamp.on, by=stamp.by, reason=self.reason, facts=self.facts, pieces=self.pieces
            ),
        )
        return party.model_copy(
            update={
                "decision": None,
                "prepared_decision": None,
                "published_on": None,
                "payments": (),
                "executions": (),
                "recovery": Recovery(),
                "earlier": (*party.earlier, earlier),
                "statements": tuple(s.model_copy(update={"after_decision": False}) for s in party.statements),
                "notices": tuple(map(_heard_now, party.notices)),
            }
        )

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：{reason}", "{party}: {reason}").filled(
            party=case.party(self.party).said, reason=self.reason
        )


def _heard_now(notices: Notices) -> Notices:
    """A hearing asked for in time, by a letter that came after the decision, is due now (民事诉讼法 第85条)."""
    due = {"counts": True, "after_decision": False, "reason": "", "article": None}
    requests = (r.model_copy(update=due) if r.after_decision else r for r in notices.hearing_requests)
    return notices.model_copy(update={"hearing_requests": tuple(requests)})


NOT_TO_BE_MADE_ANEW = Refusal(
    "NotToBeMadeAnew",
    SELF_CORRECTION,
    Words(
        "对当事人{party}的决定没有被撤销并须重新作出",
        "the decision on party {party} was not revoked with another to be made in its place",
    ),
    Words(
        "确有错误的，先撤销并写明重新作出（set_aside_decision 的 anew）；复议、诉讼责令重新作出的，先记录其结果（record_remedy）",
        "where it is wrong revoke it first, saying that another is to be made (set_aside_decision, `anew`); where a remedy"
        " ordered a new one, record how it ended (record_remedy)",
    ),
)


class RemakeDecision(PartyMove):
    """Decide anew (重新作出决定) on a party whose decision was set aside: it is undecided again."""

    title: ClassVar = Words("重新作出决定", "decide anew")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = SELF_CORRECTION
    makes: ClassVar = (UndecidedAgain,)

    reason: Annotated[
        Text,
        Label(
            "理由",
            "reason",
            "为什么重新作出决定，从哪一步重新办理",
            "why it is decided anew, and from which step on",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.decided(now, party)
        who = now.case.party(party)
        if who.decision is None:
            return
        revoked = who.recovery.revoked
        if revoked is None or not revoked.anew:
            yield NOT_TO_BE_MADE_ANEW(party=party)
        elif revoked.document is not None:
            yield from leaving.may_leave(now, now.case.documents.known(revoked.document))
        if pending := who.recovery.pending:
            yield REMEDY_PENDING(kind=pending.kind, lodged_on=pending.lodged_on)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        prepared = now.case.party(self.party).prepared_decision
        facts, pieces = grounds(now.case, prepared.findings if prepared else ())
        yield UndecidedAgain(party=self.party, reason=self.reason, facts=facts, pieces=pieces)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        revoked = who.recovery.revoked
        if who.decision is None or case.closing.closed_on or who.recovery.pending or revoked is None:
            return None
        return _told_on(case, revoked) if revoked.anew else None


def _told_on(case: Case, revoked: Overturning) -> date | None:
    """From when it is decided anew: a remedy ended, or the agency's own document went out."""
    if revoked.document is None:
        return revoked.on
    return case.documents.known(revoked.document).issued_on


MOVES = (RemakeDecision,)
FACTS = (UndecidedAgain,)
