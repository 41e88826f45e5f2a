"""Remedies (救济): reconsideration and suit as they are lodged and end, and the periods that hang on them.

Others decide them: the system records, and makes of the result what the law makes of it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.recovering import Remedy, RemedyKind, RemedyResult
from domain.labels import Label
from domain.law.articles import art
from domain.law.penalties import Penalty
from domain.law.terms import TermKey
from domain.lengths import Line, UpToPenalties
from domain.procedure.chapters.payment import DECISION_NOT_SERVED
from domain.procedure.faults import filled, in_order, penalties_sound
from domain.procedure.gates import parties
from domain.procedure.language import APL, Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Sort, Stamp
from domain.procedure.measuring import Clock, Span
from domain.record import FileHash


class RemedyRecorded(PartyFact):
    """A reconsideration or lawsuit was lodged, or ended."""

    title: ClassVar = Words("复议、诉讼已记录", "remedy recorded")
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    remedy: Remedy

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        before = party.recovery.remedies
        same = (self.remedy.kind, self.remedy.lodged_on)
        others = tuple(r for r in before if (r.kind, r.lodged_on) != same)
        return party.with_recovery(remedies=(*others, self.remedy))

    def said(self, case: Case) -> Iterator[Words]:
        remedy = self.remedy
        yield Words("{party}：{kind}，{on}提出{result}", "{party}: {kind}, lodged on {on}{result}").filled(
            party=case.party(self.party).said,
            kind=remedy.kind,
            on=remedy.lodged_on,
            result=Words("，{ended_on}{result}", "; {result} on {ended_on}").filled(
                ended_on=remedy.ended_on, result=remedy.result
            )
            if remedy.result
            else "",
        )


REMEDY_PENDING = Refusal(
    "RemedyPending",
    art("行政复议法", "29"),
    Words("{lodged_on}提出的{kind}尚未终结", "the {kind} lodged on {lodged_on} has not ended"),
    Words(
        "请先记录其结果（record_remedy：kind、lodged_on 照前，填写 result、ended_on、ruling）",
        "record how it ended first (record_remedy with the same `kind` and `lodged_on`, and `result`, `ended_on`, `ruling`)",
    ),
)
VARIED_TO_WHAT = Refusal(
    "VariedToWhat",
    art(APL, "73"),
    Words(
        "变更或者部分撤销的须写明尚存的处罚，其他结果没有",
        "what is varied, or revoked in part, says which penalties stand; no other result does",
    ),
    Words(
        "变更或者部分撤销的，在 penalties 中写明尚存的全部处罚；结果不是这样的，改选 result，penalties 留空",
        "where it was varied or revoked in part give in `penalties` all that stand; where it was not, choose another"
        " `result` and leave `penalties` empty",
    ),
    Sort.FORM,
)


class RecordRemedy(PartyMove):
    """Record a reconsideration or a lawsuit (记录复议、诉讼): that it was lodged, and with `result` how it ended."""

    title: ClassVar = Words("记录复议、诉讼", "record a remedy")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "73")
    makes: ClassVar = (RemedyRecorded,)

    kind: Annotated[RemedyKind, Label("救济途径", "kind")]
    lodged_on: Annotated[
        date, Label("提出日期", "lodged on", "当事人申请或者起诉之日", "day on which the party lodged it")
    ]
    organ: Annotated[
        Line, Label("复议机关或者法院", "organ", "受理的机关", "the reconsideration organ, or the court")
    ]
    proof: Annotated[
        FileHash,
        Label(
            "提出的凭证",
            "proof",
            "申请书副本、起诉状副本或者答复通知书（文件的 SHA-256）",
            "copy of the application or complaint, or the notice to answer it (SHA-256 of the file)",
        ),
    ]
    result: Annotated[
        RemedyResult | None,
        Label("结果", "result", "尚未终结的不填", "left out while it is under way"),
    ] = None
    ended_on: Annotated[
        date | None,
        Label(
            "终结日期",
            "ended on",
            "复议决定书送达当事人之日，或者裁判生效之日",
            "day on which the reconsideration decision was served on the party, or the judgment took effect",
        ),
    ] = None
    penalties: Annotated[
        UpToPenalties[Penalty],
        Label(
            "变更后的处罚",
            "penalties",
            "变更或者部分撤销的，写明尚存的全部处罚",
            "where it was varied, or revoked in part: all penalties that stand",
        ),
    ] = ()
    ruling: Annotated[
        FileHash,
        Label(
            "决定书或者裁判文书",
            "ruling",
            "已终结的，复议决定书或者裁判文书（文件的 SHA-256）",
            "once it has ended: the reconsideration decision or judgment (SHA-256 of the file)",
        ),
    ] = ""
    procedural: Annotated[
        bool,
        Label(
            "因违反法定程序",
            "for want of procedure",
            "撤销并责令重新作出的：是否因违反法定程序（因此撤销的，可以同一事实和理由作出相同的决定）",
            "where it was revoked and a new decision ordered: whether because the procedure was not kept (then the new one may"
            " be the same on the same facts)",
        ),
    ] = False

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.decided(now, party)
        who = now.case.party(party)
        if who.decision and who.decision_service is None:
            yield DECISION_NOT_SERVED(party=party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        lodged = Words("提出日期", "the day on which it was lodged")
        yield from in_order(
            now,
            self.source,
            self.lodged_on,
            lodged,
            after=party.decision.on if party.decision else None,
            event=Words("决定之日", "the day of the decision"),
        )
        yield from filled(self, organ=self.organ, proof=self.proof)
        pending = party.recovery.pending
        if (pending and (pending.kind, pending.lodged_on) != (self.kind, self.lodged_on)) or (
            pending and self.result is None
        ):
            yield REMEDY_PENDING(kind=pending.kind, lodged_on=pending.lodged_on)
        yield from self._ended(now, lodged)

    def _ended(self, now: Moment, lodged: Words) -> Iterator[Refused]:
        if self.result is None and (self.ended_on or self.ruling):
            yield from filled(self, result=self.result)
        if self.result is not None:
            yield from filled(self, ended_on=self.ended_on, ruling=self.ruling)
        if (self.result is RemedyResult.VARIED) is not bool(self.penalties):
            yield VARIED_TO_WHAT()
        yield from penalties_sound(self.penalties, self.party)
        if self.ended_on:
            ended = Words("终结日期", "the day on which it ended")
            yield from in_order(now, self.source, self.ended_on, ended, after=self.lodged_on, event=lodged)

    def facts(self, now: Moment) -> Iterator[Fact]:
        remedy = Remedy(
            kind=self.kind,
            lodged_on=self.lodged_on,
            organ=self.organ,
            proof=self.proof,
            result=self.result,
            ended_on=self.ended_on,
            penalties=self.penalties,
            ruling=self.ruling,
            procedural=self.procedural,
        )
        yield RemedyRecorded(party=self.party, remedy=remedy)


def _reconsideration(case: Case, party: Party | None) -> Iterator[Span]:
    service = party.decision_service if party else None
    if party and service:
        used = [r.lodged_on for r in party.recovery.remedies if r.counts]
        yield Span(start=service.served_on, ended_on=min(used, default=None))


def _lawsuit(case: Case, party: Party | None) -> Iterator[Span]:
    """Used by a suit; a reconsideration takes its place, unless it ended without a decision (行政复议法 第29条)."""
    service = party.decision_service if party else None
    if party and service:
        of = party.recovery.of
        used = [r.lodged_on for r in of(RemedyKind.LAWSUIT)]
        used += [r.lodged_on for r in of(RemedyKind.RECONSIDERATION) if r.result is None or r.was_decided]
        yield Span(start=service.served_on, ended_on=min(used, default=None))


def _lawsuit_after(case: Case, party: Party | None) -> Iterator[Span]:
    """From service of each reconsideration decision (行政诉讼法 第45条)."""
    assert party is not None, "a clock of a party"
    suits = [r.lodged_on for r in party.recovery.of(RemedyKind.LAWSUIT)]
    for remedy in party.recovery.of(RemedyKind.RECONSIDERATION):
        if remedy.was_decided and remedy.ended_on:
            ended_on = min((on for on in suits if on >= remedy.ended_on), default=None)
            yield Span(start=remedy.ended_on, ended_on=ended_on)


def remedies_over_on(case: Case, party: Party) -> date | None:
    """The last day of the last period to sue, once it has passed without a suit; after a suit, the day on which that ended [I].

    Nothing while a remedy is under way or may still be sought (行政强制法 第53条).
    """
    recovery, service = party.recovery, party.decision_service
    if recovery.pending or service is None:
        return None
    suits = [r.ended_on for r in recovery.of(RemedyKind.LAWSUIT) if r.ended_on]
    decided = [r.ended_on for r in recovery.of(RemedyKind.RECONSIDERATION) if r.was_decided and r.ended_on]
    if suits and max(suits) >= max(decided, default=date.min):
        return max(suits)
    term = TermKey.LAWSUIT_AFTER_RECONSIDERATION if decided else TermKey.LAWSUIT
    since = max(decided, default=service.served_on)
    return case.last_days.days_passed.get((term, party.id, since))


MOVES = (RecordRemedy,)
FACTS = (RemedyRecorded,)
CLOCKS = (
    Clock(
        TermKey.RECONSIDERATION,
        owner=Role.OFFICER,
        per_party=True,
        of_decision=True,
        span=_reconsideration,
        right=True,
    ),
    Clock(TermKey.LAWSUIT, owner=Role.OFFICER, per_party=True, of_decision=True, span=_lawsuit, right=True),
    Clock(
        TermKey.LAWSUIT_AFTER_RECONSIDERATION,
        owner=Role.OFFICER,
        per_party=True,
        of_decision=True,
        span=_lawsuit_after,
        right=True,
    ),
)
