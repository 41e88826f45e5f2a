"""The time for the opinion prolonged (审核期限的延长): by the head, before it has ended, where the rules of the case know it."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.people import Role
from domain.case.review import Review, Round
from domain.case.timing import Extension
from domain.labels import WORKING_DAYS, Label
from domain.law.counting import Reckoning
from domain.law.errors import LawUnknown
from domain.law.provisions import Provision, of_sector
from domain.law.terms import Term, TermKey
from domain.lengths import Text
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.faults import filled
from domain.procedure.gates import parties
from domain.procedure.language import Fact, Moment, Move, Refusal, Refused, Sort, Stamp
from domain.procedure.periods import period


class PeriodChanged(Fact):
    """The time for the opinion on one round was prolonged: from which day, by how much."""

    title: ClassVar = Words("审核期限已延长", "time for the review extended")
    component: ClassVar = "review"
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    round: int
    extension: Extension

    def change(self, case: Case, stamp: Stamp) -> Review:
        rounds = tuple(
            r.model_copy(update={"extensions": (*r.extensions, self.extension)})
            if r.number == self.round
            else r
            for r in case.review.rounds
        )
        return case.review.model_copy(update={"rounds": rounds})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "第{round}轮，原届满日 {before}，延长 {by} 个工作日：{reason}",
            "round {round}, last day was {before}, prolonged by {by} working days: {reason}",
        ).filled(
            round=self.round, before=self.extension.before, by=self.extension.by, reason=self.extension.reason
        )


NO_REVIEW_TO_EXTEND = Refusal(
    "NoReviewToExtend",
    None,
    Words("没有待出具意见的审核", "no opinion is waited for"),
    Words(
        "送审（submit_for_review）之后才可以延长",
        "it is prolonged after the papers were submitted (submit_for_review)",
    ),
)
REVIEW_NOT_EXTENDED = Refusal(
    "ReviewNotExtended",
    of_sector(Provision.REVIEW_TIME),
    Words(
        "本案适用的程序规定没有规定延长审核期限",
        "the rules of this case know no extension of the time for the review",
    ),
    Words(
        "请在期限内出具意见（give_opinion）；逾期出具的，标明逾期",
        "give the opinion within the term (give_opinion); one after it is marked late",
    ),
)
REVIEW_EXTENDED_TOO_LATE = Refusal(
    "ReviewExtendedTooLate",
    None,
    Words(
        "审核期限已于{last_day}届满，届满后不得延长",
        "the time for the review ended on {last_day} and is not prolonged after that",
    ),
    Words(
        "请尽快出具意见（give_opinion），意见将标明逾期",
        "give the opinion now (give_opinion); it is marked late",
    ),
)
REVIEW_EXTENSION_LENGTH = Refusal(
    "ReviewExtensionLength",
    None,
    Words("延长的日数须大于零", "an extension has one day at least"),
    Words("请在 days 中填写延长的工作日数", "give in `days` by how many working days it is prolonged"),
    Sort.FORM,
)


class ExtendReview(Move):
    """Prolong the time for the opinion (延长审核期限), on its last day at the latest, with the reason."""

    title: ClassVar = Words("延长审核期限", "extend the time for the review")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = of_sector(Provision.REVIEW_TIME)
    makes: ClassVar = (PeriodChanged, DocumentsOrdered, DocumentApproved)

    days: Annotated[
        int, Label("延长日数", "days", "适当延长的工作日数", "by how many working days", WORKING_DAYS)
    ]
    reason: Annotated[Text, Label("理由", "reason", "有何特殊情况", "what is special about the case")]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.anybody_undecided(now, cls.source)
        open_ = now.case.review.open_round
        if open_ is None:
            yield NO_REVIEW_TO_EXTEND(article=cls.source)
            return
        try:
            term, counted = _counted(now.case, open_)
        except LawUnknown:
            yield REVIEW_NOT_EXTENDED()
            return
        if term.extension is None:
            yield REVIEW_NOT_EXTENDED()
        elif counted.waits_for < now.today:
            yield REVIEW_EXTENDED_TOO_LATE(article=term.extension.source, last_day=counted.waits_for)

    def faults(self, now: Moment) -> Iterator[Refused]:
        if self.days < 1:
            yield REVIEW_EXTENSION_LENGTH(article=self.source)
        yield from filled(self, reason=self.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        open_ = now.case.review.open_round
        assert open_ is not None, "bars asked for it"
        before = _counted(now.case, open_)[1].remind_by
        extension = Extension(by=self.days, before=before, on=now.today, reason=self.reason)
        yield PeriodChanged(round=open_.number, extension=extension)
        about = f"{open_.number}/{len(open_.extensions)}"
        order = final(now.case, DocumentKind.EXTENSION_APPROVAL, about=about)
        yield order
        yield approved(order, now.actor.id)


def _counted(case: Case, round_: Round) -> tuple[Term, Reckoning]:
    return period(case, TermKey.LEGAL_REVIEW, round_.submitted_on, extended_by=round_.extended_by)


MOVES = (ExtendReview,)
FACTS = (PeriodChanged,)
