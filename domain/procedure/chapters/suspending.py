"""Suspending, resuming, extending (中止、恢复、延期): what moves the agency's time to decide, and no other time.

While a case is suspended everything is lawful but a decision; the periods of the parties run on.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import DocumentKind, NewDocument
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.timing import Extension, Suspension, Timing
from domain.labels import DAYS, Label
from domain.law.articles import art
from domain.law.errors import LawUnknown
from domain.law.provisions import Provision, of_sector
from domain.law.terms import TermKey
from domain.lengths import Line, Text
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.deciding_time import time_to_decide
from domain.procedure.faults import filled
from domain.procedure.gates import parties
from domain.procedure.language import APL, Fact, Moment, Move, Refusal, Refused, Sort, Stamp
from domain.procedure.measuring import Clock, Span
from domain.record import FileHash


class CaseSuspended(Fact):
    """The case stands still: its time to decide does not run from the next day on."""

    title: ClassVar = Words("案件已中止", "case suspended")
    component: ClassVar = "timing"
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    ground: Line
    reason: Text

    def change(self, case: Case, stamp: Stamp) -> Timing:
        one = Suspension(since=stamp.on, ground=self.ground, reason=self.reason)
        return case.timing.model_copy(update={"suspensions": (*case.timing.suspensions, one)})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("情形：{ground}；{reason}", "ground: {ground}; {reason}").filled(
            ground=self.ground, reason=self.reason
        )


class CaseResumed(Fact):
    """The ground of the suspension is gone; the time to decide runs on."""

    title: ClassVar = Words("案件已恢复", "case resumed")
    component: ClassVar = "timing"
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    reason: Text

    def change(self, case: Case, stamp: Stamp) -> Timing:
        *earlier, last = case.timing.suspensions
        resumed = last.model_copy(update={"resumed_on": stamp.on, "resumed_because": self.reason})
        return case.timing.model_copy(update={"suspensions": (*earlier, resumed)})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{reason}", "{reason}").filled(reason=self.reason)


class TimeExtended(Fact):
    """The time to decide was prolonged: from which day to which."""

    title: ClassVar = Words("办案期限已延长", "time to decide extended")
    component: ClassVar = "timing"
    informs: ClassVar = (Role.OFFICER,)
    extension: Extension

    def change(self, case: Case, stamp: Stamp) -> Timing:
        return case.timing.model_copy(update={"extensions": (*case.timing.extensions, self.extension)})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "原届满日 {before}，延长 {by} 日：{reason}",
            "last day was {before}, prolonged by {by} days: {reason}",
        ).filled(before=self.extension.before, by=self.extension.by, reason=self.extension.reason)


SUSPENDED_ALREADY = Refusal(
    "SuspendedAlready",
    None,
    Words("案件已于{since}中止", "the case is suspended since {since}"),
    Words("中止的情形消除后，请恢复（resume）", "resume it when its ground is gone (resume)"),
)
GROUND_NOT_LISTED = Refusal(
    "GroundNotListed",
    None,
    Words(
        "“{ground}”不是本案适用的程序规定列明的中止情形", "“{ground}” is not among the grounds of the profile"
    ),
    Words("请在 ground 中填写其中一项：{grounds}", "give in `ground` one of: {grounds}"),
    Sort.FORM,
)
NO_SUSPENSION = Refusal(
    "NoSuspension",
    None,
    Words("本案适用的程序规定没有规定中止", "the profile of this case knows no suspension"),
    Words(
        "请在期限内决定（impose、decide_no_penalty），或者由规定了中止情形的程序规定办理",
        "decide within the term (impose, decide_no_penalty): no ground of a suspension is known here",
    ),
)


class Suspend(Move):
    """Suspend the case (中止), for a ground of the profile's list; only its time to decide stands still."""

    title: ClassVar = Words("中止", "suspend the case")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = of_sector(Provision.SUSPENSION)
    makes: ClassVar = (CaseSuspended, DocumentsOrdered, DocumentApproved)

    ground: Annotated[
        Line,
        Label(
            "中止情形",
            "ground",
            "本案适用的程序规定列明的一种情形，照录",
            "one of those that the profile lists, as it is written there",
        ),
    ]
    reason: Annotated[Text, Label("理由", "reason", "本案如何属于该情形", "how it is met in this case")]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.anybody_undecided(now, cls.source)
        if not now.case.rulebook.switches.suspension_grounds:
            yield NO_SUSPENSION(article=cls.source)
        if last := now.case.timing.suspended:
            yield SUSPENDED_ALREADY(article=cls.source, since=last.since)

    def faults(self, now: Moment) -> Iterator[Refused]:
        grounds = now.case.rulebook.switches.suspension_grounds
        if self.ground not in grounds:
            yield GROUND_NOT_LISTED(article=self.source, ground=self.ground, grounds=listed(grounds))
        yield from filled(self, reason=self.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield CaseSuspended(ground=self.ground, reason=self.reason)
        yield from _told(now, DocumentKind.SUSPENSION_NOTICE, len(now.case.timing.suspensions))


NOT_SUSPENDED = Refusal(
    "NotSuspended",
    None,
    Words("案件没有中止", "the case is not suspended"),
    Words("中止（suspend）之后才恢复", "it is resumed after it was suspended (suspend)"),
)


class Resume(Move):
    """Resume the case (恢复), as soon as the ground of its suspension is gone."""

    title: ClassVar = Words("恢复", "resume the case")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = of_sector(Provision.SUSPENSION)
    makes: ClassVar = (CaseResumed, DocumentsOrdered, DocumentApproved)

    reason: Annotated[Text, Label("理由", "reason", "中止的情形如何消除", "how the ground came to an end")]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if now.case.timing.suspended is None:
            yield NOT_SUSPENDED(article=cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield CaseResumed(reason=self.reason)
        yield from _told(now, DocumentKind.RESUMPTION_NOTICE, len(now.case.timing.suspensions) - 1)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        last = case.timing.suspended
        return last.since if last and any(case.undecided) else None


NO_EXTENSION = Refusal(
    "NoExtension",
    art(APL, "60"),
    Words(
        "本案适用的程序规定没有规定延长办案期限",
        "the rules of this case know no extension of the time to decide",
    ),
    Words(
        "请在期限内决定（impose、decide_no_penalty）；逾期作出的，标明逾期",
        "decide within the term (impose, decide_no_penalty); a decision after it is marked late",
    ),
)
NO_FURTHER_EXTENSION = Refusal(
    "NoFurtherExtension",
    None,
    Words(
        "办案期限已经延长{times}次，不得再延长",
        "the time to decide was prolonged {times} times and is not prolonged again",
    ),
    Words(
        "请在期限内决定（impose、decide_no_penalty）；符合中止情形的，可以中止（suspend）",
        "decide within the term (impose, decide_no_penalty); where a ground of it is met, suspend the case (suspend)",
    ),
)
EXTENDED_TOO_LATE = Refusal(
    "ExtendedTooLate",
    None,
    Words(
        "办案期限已于{last_day}届满，届满后不得延长",
        "the time to decide ended on {last_day} and is not prolonged after that",
    ),
    Words(
        "请尽快决定（impose、decide_no_penalty），决定将标明逾期",
        "decide now (impose, decide_no_penalty); the decision is marked late",
    ),
)
EXTENSION_LENGTH = Refusal(
    "ExtensionLength",
    None,
    Words("本次延长不得超过{most}日", "this extension is of {most} days at most"),
    Words("请在 days 中填写1至{most}", "give 1 to {most} in `days`"),
    Sort.FORM,
)
EXTENSION_OF_NO_LENGTH = Refusal(
    "ExtensionOfNoLength",
    None,
    Words("延长的日数须大于零", "an extension has one day at least"),
    Words("请在 days 中写明延长的日数", "give in `days` by how many days it is prolonged"),
    Sort.FORM,
)
DECIDED_BY_THE_HEADS = Refusal(
    "DecidedByTheHeads",
    None,
    Words(
        "再次延长须由{by}决定，并附讨论记录",
        "another extension is decided by: {by}; the record of it is missing",
    ),
    Words(
        "请上传签名的集体讨论记录（在 record 中填写其 SHA-256）",
        "upload the signed record of the discussion (and give its SHA-256 in `record`)",
    ),
    Sort.FORM,
)


class Extend(Move):
    """Prolong the time to decide (延长办案期限), where the rules of the case know it, before it has ended."""

    title: ClassVar = Words("延长办案期限", "extend the time to decide")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = of_sector(Provision.EXTENSION)
    makes: ClassVar = (TimeExtended, DocumentsOrdered, DocumentApproved)

    days: Annotated[
        int,
        Label(
            "延长日数",
            "days",
            "首次不超过规定的日数；再次延长的，写明集体讨论确定的合理期限",
            "the first time no more than the rules say; after that the time that the heads found reasonable",
            DAYS,
        ),
    ]
    reason: Annotated[Text, Label("理由", "reason", "案情如何复杂", "why the case needs it")]
    record: Annotated[
        FileHash,
        Label(
            "集体讨论记录",
            "record",
            "再次延长的，签名的集体讨论记录扫描件",
            "for another extension: scan of the signed record of the discussion",
        ),
    ] = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.anybody_undecided(now, cls.source)
        done = len(now.case.timing.extensions)
        try:
            term, counted = time_to_decide(now.case)
        except LawUnknown:
            yield NO_EXTENSION()
            return
        if term.extension is None:
            yield NO_EXTENSION()
        elif done > 1 or (done and not term.extension.again_by):
            yield NO_FURTHER_EXTENSION(article=term.extension.source, times=done)
        elif counted.waits_for < now.today and now.case.timing.suspended is None:
            yield EXTENDED_TOO_LATE(article=term.extension.source, last_day=counted.waits_for)

    def faults(self, now: Moment) -> Iterator[Refused]:
        term, _ = time_to_decide(now.case)
        allowed = term.extension
        assert allowed is not None, "bars asked for it"
        first = not now.case.timing.extensions
        if self.days < 1:
            yield EXTENSION_OF_NO_LENGTH(article=allowed.source)
        most = allowed.length if first else allowed.again_length
        if most is not None and self.days > most:
            yield EXTENSION_LENGTH(article=allowed.source, most=most)
        if not first and not self.record:
            yield DECIDED_BY_THE_HEADS(article=allowed.source, by=allowed.again_by)
        yield from filled(self, reason=self.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        _, counted = time_to_decide(now.case)
        extension = Extension(
            by=self.days,
            before=counted.remind_by,
            on=now.today,
            reason=self.reason,
            collective=bool(now.case.timing.extensions),
            record=self.record,
        )
        yield TimeExtended(extension=extension)
        order = final(now.case, DocumentKind.EXTENSION_APPROVAL, about=str(len(now.case.timing.extensions)))
        yield order
        yield approved(order, now.actor.id)


def _told(now: Moment, kind: DocumentKind, suspension: int) -> Iterator[Fact]:
    """Order a notice for every party that is there to be decided on, approved by the head who decides it."""
    there = (party for party in now.case.undecided if party.pending)
    documents = tuple(
        NewDocument(id=number, kind=kind, party=party.id, about=str(suspension))
        for number, party in zip(now.case.documents.next_ids(), there, strict=False)
    )
    if documents:
        order = DocumentsOrdered(documents=documents)
        yield order
        yield approved(order, now.actor.id)


def _reminding(case: Case, party: Party | None) -> Iterator[Span]:
    """From the suspension, and again from each reminder, until the case is resumed or nobody is left to be decided on.

    Rules of before know no reminder.
    """
    if not case.rulebook.has(TermKey.SUSPENSION_REMINDER):
        return
    for pause in case.timing.suspensions:
        start, over = pause.since, pause.resumed_on or parties.decided_on(case)
        while reminded := case.last_days.days_passed.get((TermKey.SUSPENSION_REMINDER, None, start)):
            if over and over <= reminded:  # of another suspension that began on this day
                break
            yield Span(start=start)
            start = reminded
        yield Span(start=start, ended_on=over)


MOVES = (Suspend, Resume, Extend)
FACTS = (CaseSuspended, CaseResumed, TimeExtended)
CLOCKS = (
    Clock(TermKey.SUSPENSION_REMINDER, owner=Role.HEAD, per_party=False, span=_reminding, reminds=True),
)
