"""Objections of the supervising office to a filing (报备异议): answered, then lifted, also by silence, or maintained.

They bind nobody in law: one that is maintained goes to the discussion, which says why the heads decide as they do.
"""

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.review import Filed, Filing, Objection
from domain.labels import Label
from domain.law.terms import TermKey
from domain.lengths import LongText, Text
from domain.procedure.chapters.filing import FILING_NOT_DELIVERED, LOCAL_RULE, delivered_on
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import papers, parties
from domain.procedure.language import Fact, Moment, Move, Refusal, Refused, Stamp
from domain.procedure.measuring import Clock, Span


class _OfTheFiling(Fact):
    """A fact of the last filing."""

    component: ClassVar[str] = "filing"
    informs: ClassVar = (Role.OFFICER,)

    def change(self, case: Case, stamp: Stamp) -> Filing:
        *earlier, last = case.filing.filings
        return Filing(filings=(*earlier, self.change_filed(last, stamp)))

    def change_filed(self, filed: Filed, stamp: Stamp) -> Filed:
        raise NotImplementedError


class FilingObjected(_OfTheFiling):
    """The supervising office objected to what was filed."""

    title: ClassVar = Words("报备有异议", "filing objected to")
    on: date
    reason: LongText

    def change_filed(self, filed: Filed, stamp: Stamp) -> Filed:
        return filed.model_copy(update={"objection": Objection(on=self.on, reason=self.reason)})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("异议：{reason}", "objection: {reason}").filled(reason=self.reason)


class _OfTheObjection(_OfTheFiling):
    """A fact of the objection to the last filing."""

    def change_filed(self, filed: Filed, stamp: Stamp) -> Filed:
        assert filed.objection is not None, "judged before"
        return filed.model_copy(update={"objection": self.change_objection(filed.objection, stamp)})

    def change_objection(self, objection: Objection, stamp: Stamp) -> Objection:
        raise NotImplementedError


class ObjectionAnswered(_OfTheObjection):
    """The agency answered the objection; its answer is with the supervising office."""

    title: ClassVar = Words("异议已答复", "objection answered")
    answer: LongText

    def change_objection(self, objection: Objection, stamp: Stamp) -> Objection:
        return objection.model_copy(update={"answered_on": stamp.on, "answer": self.answer})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("答复：{answer}", "answer: {answer}").filled(answer=self.answer)


class ObjectionLifted(_OfTheObjection):
    """The supervising office lifted its objection."""

    title: ClassVar = Words("异议已解除", "objection lifted")
    note: Text = ""

    def change_objection(self, objection: Objection, stamp: Stamp) -> Objection:
        return objection.model_copy(update={"lifted_on": stamp.on})

    def said(self, case: Case) -> Iterator[Words]:
        if self.note:
            yield Words("{note}", "{note}").filled(note=self.note)


class ObjectionMaintained(_OfTheObjection):
    """The supervising office maintains its objection: the discussion answers it with reasons."""

    title: ClassVar = Words("异议已维持", "objection maintained")
    reason: LongText

    def change_objection(self, objection: Objection, stamp: Stamp) -> Objection:
        return objection.model_copy(update={"maintained_on": stamp.on, "maintained_because": self.reason})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("理由：{reason}", "reason: {reason}").filled(reason=self.reason)


class FilingWithdrawn(_OfTheFiling):
    """The agency took its filing back: nothing is filed until it files anew."""

    title: ClassVar = Words("报备已撤回", "filing withdrawn")
    reason: Text

    def change_filed(self, filed: Filed, stamp: Stamp) -> Filed:
        return filed.model_copy(update={"withdrawn_on": stamp.on, "withdrawn_because": self.reason})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("理由：{reason}", "reason: {reason}").filled(reason=self.reason)


NO_FILING_WAITS = Refusal(
    "NoFilingWaits",
    LOCAL_RULE,
    Words("没有待答复的报备", "no filing waits for an answer"),
    Words(
        "须先由办案机关报备（file_interview_report）；已签收、已提出异议或者已撤回的，不得再提出异议",
        "the agency files first (file_interview_report); what is acknowledged, objected to or withdrawn cannot be objected to",
    ),
)
FILING_RESPONSE_OVER = Refusal(
    "FilingResponseOver",
    LOCAL_RULE,
    Words(
        "报备答复期限已于{last_day}届满，案件继续办理",
        "the time for an answer ended on {last_day}, and the case goes on",
    ),
    Words(
        "期满不再提出异议；可以签收（acknowledge_filing）",
        "no objection is raised after it; the filing may still be acknowledged (acknowledge_filing)",
    ),
)


class ObjectToFiling(Move):
    """Object to what was filed (提出异议), with the reason."""

    title: ClassVar = Words("对报备提出异议", "object to the filing")
    by: ClassVar = (Role.FILING_CLERK,)
    source: ClassVar = LOCAL_RULE
    makes: ClassVar = (FilingObjected,)

    on: Annotated[date, Label("异议日期", "day of the objection")]
    reason: Annotated[
        LongText,
        Label("异议理由", "reason", "对哪一事项、为何有异议", "to what is objected, and why"),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        filed = now.case.filing.current
        if filed is None or filed.acknowledged_on or filed.objection or not any(now.case.undecided):
            yield NO_FILING_WAITS()
        elif delivered_on(now.case) is None:
            yield FILING_NOT_DELIVERED(agency=now.case.identity.agency.code, document=filed.document)
        elif (term := papers.filing_response(now)) and term.waits_for < now.today:
            yield FILING_RESPONSE_OVER(last_day=term.waits_for)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("异议日期", "the day of the objection"),
            after=delivered_on(now.case),
            event=Words("报告发出之日", "the day on which the report was issued"),
        )
        yield from filled(self, reason=self.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield FilingObjected(on=self.on, reason=self.reason)


NO_OBJECTION = Refusal(
    "NoObjection",
    LOCAL_RULE,
    Words("没有待答复的异议", "no objection waits for an answer"),
    Words(
        "执法监督机构提出异议（object_to_filing）之后才答复；已答复的，无须再答复",
        "it is answered once the supervising office has objected (object_to_filing); what is answered needs nothing more",
    ),
)


class AnswerObjection(Move):
    """Answer the objection (答复异议) of the supervising office."""

    title: ClassVar = Words("答复异议", "answer the objection")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = LOCAL_RULE
    makes: ClassVar = (ObjectionAnswered,)
    within: ClassVar = TermKey.ANSWER_OBJECTION

    answer: Annotated[
        LongText,
        Label("答复", "answer", "采纳的如何处理，不采纳的理由", "what is done about it, or why nothing is"),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if cls.awaited(now.case, party) is None:
            yield NO_OBJECTION()

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, answer=self.answer)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield ObjectionAnswered(answer=self.answer)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        objection = _objection(case)
        return objection.on if objection and objection.answered_on is None else None


NO_ANSWERED_OBJECTION = Refusal(
    "NoAnsweredObjection",
    LOCAL_RULE,
    Words("没有已答复而待处理的异议", "no answered objection is open"),
    Words(
        "须先由办案机关答复（answer_objection）；已解除、已维持或者期满视为解除的，无须再办",
        "the agency answers first (answer_objection); one that was lifted, maintained, or fell by silence needs nothing more",
    ),
)


class _Settle(Move):
    """What the supervising office does about an answered objection."""

    by: ClassVar = (Role.FILING_CLERK,)
    source: ClassVar = LOCAL_RULE
    within: ClassVar = TermKey.LIFT_OBJECTION

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if _open_since(now.case) is None or papers.objection_lifted_by_silence(now):
            yield NO_ANSWERED_OBJECTION()


class LiftObjection(_Settle):
    """Lift the objection (解除异议)."""

    title: ClassVar = Words("解除异议", "lift the objection")
    makes: ClassVar = (ObjectionLifted,)

    note: Annotated[Text, Label("说明", "note", "解除异议的说明", "what there is to say about it")] = ""

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield ObjectionLifted(note=self.note)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        # Lifted or maintained: one line in the list of the office, and silence lifts it.
        answered_on = _open_since(case)
        if (TermKey.LIFT_OBJECTION, None, answered_on) in case.last_days.days_passed:
            return None
        return answered_on


class MaintainObjection(_Settle):
    """Maintain the objection (维持异议), with the reason; the discussion answers it."""

    title: ClassVar = Words("维持异议", "maintain the objection")
    makes: ClassVar = (ObjectionMaintained,)

    reason: Annotated[
        LongText,
        Label("维持理由", "reason", "为何答复不能消除异议", "why the answer does not settle it"),
    ]

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield ObjectionMaintained(reason=self.reason)


NOTHING_TO_WITHDRAW = Refusal(
    "NothingToWithdraw",
    LOCAL_RULE,
    Words("没有可以撤回的报备", "there is no filing to withdraw"),
    Words(
        "尚未答复或者有异议的报备才可以撤回；已签收的，案卷材料变动后重新报备（file_interview_report）",
        "only a filing that is unanswered or objected to is withdrawn; one that is acknowledged is filed anew when the papers"
        " change (file_interview_report)",
    ),
)


class WithdrawFiling(Move):
    """Take a filing back (撤回报备), with the reason; it may be filed anew."""

    title: ClassVar = Words("撤回报备", "withdraw the filing")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = LOCAL_RULE
    makes: ClassVar = (FilingWithdrawn,)

    reason: Annotated[Text, Label("撤回理由", "reason", "为何撤回", "why it is taken back")]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        filed = now.case.filing.current
        if filed is None or filed.acknowledged_on or not any(now.case.undecided):
            yield NOTHING_TO_WITHDRAW()

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield FilingWithdrawn(reason=self.reason)


def _objection(case: Case) -> Objection | None:
    """The objection to what is filed now, while something is still to be decided."""
    filed = case.filing.current
    return filed.objection if filed and any(case.undecided) else None


def _open_since(case: Case) -> date | None:
    """The day on which the objection was answered that is neither lifted nor maintained."""
    objection = _objection(case)
    return objection.answered_on if objection and not objection.settled_on else None


def _answering(case: Case, party: Party | None) -> Iterator[Span]:
    for filed, gone in _with_their_end(case):
        if filed.objection:
            yield Span(
                start=filed.objection.on,
                ended_on=filed.objection.answered_on or gone,
                lapsed_on=parties.decided_on(case),
            )


def _lifting(case: Case, party: Party | None) -> Iterator[Span]:
    for filed, gone in _with_their_end(case):
        if filed.objection and filed.objection.answered_on:
            yield Span(
                start=filed.objection.answered_on,
                ended_on=filed.objection.settled_on or gone,
                lapsed_on=parties.decided_on(case),
            )


def _with_their_end(case: Case) -> Iterator[tuple[Filed, date | None]]:
    """Each filing, and the day on which it was withdrawn or another took its place."""
    for filed, later in zip_longest(case.filing.filings, case.filing.filings[1:]):
        yield filed, filed.withdrawn_on or (later.filed_on if later else None)


MOVES = (ObjectToFiling, AnswerObjection, LiftObjection, MaintainObjection, WithdrawFiling)
FACTS = (FilingObjected, ObjectionAnswered, ObjectionLifted, ObjectionMaintained, FilingWithdrawn)
CLOCKS = (
    Clock(TermKey.ANSWER_OBJECTION, owner=Role.OFFICER, per_party=False, span=_answering),
    Clock(
        TermKey.LIFT_OBJECTION,
        owner=Role.FILING_CLERK,
        per_party=False,
        span=_lifting,
        right=True,
        silence=True,
    ),
)
