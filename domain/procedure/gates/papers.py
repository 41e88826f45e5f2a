"""Gate 4: review agreed on these very papers, then filing, then discussion (行政处罚法 第57、58条)."""

from collections.abc import Iterator

from domain.bilingual import Words, listed
from domain.case.annulling import ActKind
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.review import Objection, Purpose
from domain.law.articles import art
from domain.law.counting import Reckoning
from domain.law.provisions import Provision, of_sector
from domain.law.switches import ReviewTime
from domain.law.terms import TermKey
from domain.procedure.gates import law, since_hearing
from domain.procedure.gates.notice import Decided, beyond
from domain.procedure.language import APL, Moment, Refusal, Refused, of_the_case
from domain.procedure.periods import period, until
from domain.record import once


@once
def due_reviews(case: Case) -> frozenset[Purpose]:
    """Which reviews profile and law ask for, as the case stands."""
    times = case.rulebook.switches.reviews
    due = set()
    if ReviewTime.BEFORE_NOTICE in times:
        due.add(Purpose.BEFORE_NOTICE)
    # 经过听证程序的: whatever the profile says (行政处罚法 第58条第1款第2项).
    held = any(n.hearing for p in case.parties.all for n in p.notices)
    changed = _papers_changed_since_notices(case)
    if ReviewTime.AFTER_STATEMENTS in times or held or changed or _notified_on_no_review(case):
        due.add(Purpose.AFTER_STATEMENTS)
    return frozenset(due)


def _papers_changed_since_notices(case: Case) -> bool:
    version = case.papers_version
    return any(n.papers != version for p in case.parties.all if (n := p.issued_notices))


def _notified_on_no_review(case: Case) -> bool:
    """Whether the review before the notice was annulled once the notices were issued, and nobody has agreed since.

    The notices stand, but nobody is punished on papers that no review has agreed to (行政处罚法 第58条).
    """
    if not any(a.kind is ActKind.OPINION and not a.stands for a in case.annulments.acts):
        return False
    told = (p.last_notices for p in case.undecided)
    papers = {n.papers for n in told if n and n.issued_on}
    return any(case.review.agreed(Purpose.BEFORE_NOTICE, version) is None for version in papers)


_SUBMIT = Words(
    "请送审（submit_for_review）并取得审核同意（give_opinion）",
    "submit them (submit_for_review) and obtain the reviewer's agreement (give_opinion)",
)
NOT_REVIEWED_BEFORE_NOTICE = Refusal(
    "NotReviewedBeforeNotice",
    of_sector(Provision.REVIEW),
    Words(
        "告知前的审核尚未同意现有案卷材料",
        "the review before the notice has not agreed to the present papers",
    ),
    _SUBMIT,
)


@of_the_case
def reviewed_before_notice(now: Moment, party: Party | None = None) -> Iterator[Refused]:
    """Review before the notice, on draft and evidence of that version."""
    if Purpose.BEFORE_NOTICE not in due_reviews(now.case):
        return
    if since_hearing.agreed(now.case, Purpose.BEFORE_NOTICE, party) is None:
        yield NOT_REVIEWED_BEFORE_NOTICE()


NOT_REVIEWED = Refusal(
    "NotReviewed",
    art(APL, "58"),
    Words("法制审核尚未同意现有案卷材料", "legal review has not agreed to the present papers"),
    _SUBMIT,
)


NOT_REVIEWED_SINCE_HEARING = Refusal(
    "NotReviewedSinceHearing",
    art(APL, "58.1(2)"),
    Words(
        "听证之后尚未进行法制审核，听证前的审核意见不再适用",
        "nobody has reviewed the case since its hearing; what was agreed before it counts no more",
    ),
    _SUBMIT,
)


@of_the_case
def reviewed(now: Moment, party: Party | None = None) -> Iterator[Refused]:
    """未经法制审核或者审核未通过的，不得作出决定 (行政处罚法 第58条); for the whole case where no party is named."""
    if Purpose.AFTER_STATEMENTS not in due_reviews(now.case):
        return
    if since_hearing.agreed(now.case, Purpose.AFTER_STATEMENTS, party) is None:
        before = now.case.review.agreed(Purpose.AFTER_STATEMENTS, now.case.papers_version)
        heard = since_hearing.reported_on(now.case, party)
        yield NOT_REVIEWED_SINCE_HEARING() if before and heard else NOT_REVIEWED()


NOT_FILED = Refusal(
    "NotFiled",
    None,
    Words(
        "听述情况尚未就现有案卷材料报备",
        "the interview report has not been filed on the present papers",
    ),
    Words("请先报备（file_interview_report）", "file it first (file_interview_report)"),
)
NOT_FILED_SINCE_HEARING = Refusal(
    "NotFiledSinceHearing",
    art(APL, "65"),
    Words(
        "听证之后尚未报备，听证前的报备不包括听证情况",
        "the case has not been filed since its hearing; what was filed before it says nothing of the hearing",
    ),
    Words("请重新报备（file_interview_report）", "file it anew (file_interview_report)"),
)
FILING_UNANSWERED = Refusal(
    "FilingUnanswered",
    None,
    Words(
        "报备尚未签收，答复期限也未届满",
        "the filing has not been acknowledged, nor is the time for an answer over",
    ),
    Words(
        "请等待执法监督机构签收（acknowledge_filing），或者答复期限届满（{until}）",
        "wait for the supervising office's acknowledgement (acknowledge_filing), or for the end of the term ({until})",
    ),
)


@of_the_case
@law.parked_where_unknown()
def filed(now: Moment, party: Party | None = None) -> Iterator[Refused]:
    """The interview report filed on these papers and answered, or its term over [A]."""
    due = now.case.screening.filing
    if not due.answer:
        return
    last = since_hearing.filed(now.case, party)
    heard = since_hearing.reported_on(now.case, party)
    if last is None and heard and now.case.filing.on_papers(now.case.papers_version):
        yield NOT_FILED_SINCE_HEARING()
    elif last is None:
        yield NOT_FILED(article=due.article)
    elif last.objection:
        yield from _objection_settled(now, last.objection)
    elif last.acknowledged_on is None:
        counted = filing_response(now)
        # Silence of the supervising office lets the case go on [A].
        if counted is None or counted.waits_for >= now.today:
            yield FILING_UNANSWERED(article=due.article, until=until(counted))


OBJECTION_OPEN = Refusal(
    "ObjectionOpen",
    None,
    Words(
        "执法监督机构的异议（{on}）尚未答复",
        "the objection of the supervising office ({on}) has not been answered",
    ),
    Words(
        "请答复异议（answer_objection），或者撤回后重新报备（withdraw_filing、file_interview_report）",
        "answer it (answer_objection), or withdraw and file anew (withdraw_filing, file_interview_report)",
    ),
)
OBJECTION_NOT_SETTLED = Refusal(
    "ObjectionNotSettled",
    None,
    Words(
        "异议已于{on}答复，尚未解除或者维持，期限也未届满",
        "the objection was answered on {on}; it is neither lifted nor maintained, nor is the time for that over",
    ),
    Words(
        "请等待执法监督机构解除（lift_objection）或者维持（maintain_objection），或者期限届满（{until}）",
        "wait until the supervising office lifts (lift_objection) or maintains it (maintain_objection), or for the end of"
        " the term ({until})",
    ),
)


def _objection_settled(now: Moment, objection: Objection) -> Iterator[Refused]:
    """An objection holds up until it is answered and lifted, also by silence, or maintained [A]."""
    source = now.case.screening.filing.article
    if objection.settled_on:
        return
    if objection.answered_on is None:
        yield OBJECTION_OPEN(article=source, on=objection.on)
    elif not objection_lifted_by_silence(now):
        until_when = until(_lift_objection(now))
        yield OBJECTION_NOT_SETTLED(article=source, on=objection.answered_on, until=until_when)


def objection_lifted_by_silence(now: Moment) -> bool:
    """Whether the time to lift or maintain an answered objection is over: silence lifts it [A]."""
    counted = _lift_objection(now)
    return counted is not None and counted.waits_for < now.today


def _lift_objection(now: Moment) -> Reckoning | None:
    filed = now.case.filing.current
    answered_on = filed.objection.answered_on if filed and filed.objection else None
    return period(now.case, TermKey.LIFT_OBJECTION, answered_on)[1] if answered_on else None


def filing_response(now: Moment) -> Reckoning | None:
    """The supervising office's term to answer, from the issue of the report."""
    last = now.case.filing.current
    report = now.case.documents.get(last.document) if last else None
    if report is None or report.issued_on is None:
        return None
    return period(now.case, TermKey.FILING_RESPONSE, report.issued_on)[1]


NOT_DISCUSSED = Refusal(
    "NotDiscussed",
    art(APL, "57"),
    Words(
        "尚未就现有案卷材料集体讨论",
        "the present papers have not been discussed collectively",
    ),
    Words(
        "请先集体讨论并记录（record_discussion）", "hold and record the discussion first (record_discussion)"
    ),
)


NOT_DISCUSSED_SINCE_HEARING = Refusal(
    "NotDiscussedSinceHearing",
    art(APL, "57.2"),
    Words(
        "听证之后尚未集体讨论；须根据听证笔录作出决定",
        "the heads have not discussed the case since its hearing, on whose record the decision rests",
    ),
    Words("请集体讨论并记录（record_discussion）", "hold and record the discussion (record_discussion)"),
)


@of_the_case
def discussed(now: Moment, party: Party | None = None) -> Iterator[Refused]:
    """应当由行政机关负责人集体讨论决定 (行政处罚法 第57条)."""
    if now.case.screening.discussion.answer is False:
        return
    if since_hearing.discussed(now.case, party) is None:
        before = now.case.discussions.on_papers(now.case.papers_version)
        heard = since_hearing.reported_on(now.case, party)
        yield NOT_DISCUSSED_SINCE_HEARING() if before and heard else NOT_DISCUSSED()


HEAVIER_THAN_REVIEWED = Refusal(
    "HeavierThanReviewed",
    art(APL, "58"),
    Words(
        "重于经审核、讨论的拟处罚：{excess}",
        "heavier than the proposal that review and discussion agreed to: {excess}",
    ),
    Words(
        "请在其范围内决定（penalties、discretion），或者重新复核（recheck）、送审（submit_for_review）",
        "keep within it (`penalties`, `discretion`), or re-check (recheck) and submit anew (submit_for_review)",
    ),
)


def within_proposal(party: Party, decided: Decided) -> Iterator[Refused]:
    """Review, filing and discussion agreed to the present proposal: what is heavier was agreed to by nobody.

    What is beyond the notice as well is refused for that (gate 5).
    """
    notices, agreed = party.issued_notices, party.proposal
    if notices is None or any(beyond(decided, notices.notified)):
        return
    if excess := tuple(beyond(decided, agreed)):
        yield HEAVIER_THAN_REVIEWED(excess=listed(excess))
