"""Gate 4: review agreed on these very papers, then filing, then discussion (行政处罚法 第57、58条)."""

from collections.abc import Iterator, Sequence

from domain.case.case import Case
from domain.case.parties import Party
from domain.case.review import Purpose
from domain.law.articles import art
from domain.law.penalties import Penalty, heavier
from domain.law.profiles import ReviewTime
from domain.law.terms import TermKey
from domain.procedure.language import APL, SAMR_P, Moment, Refused
from domain.procedure.periods import period


def due_reviews(case: Case) -> frozenset[Purpose]:
    """Which reviews profile and law ask for, as the case stands."""
    times = case.rulebook.switches.reviews
    due = set()
    if ReviewTime.BEFORE_NOTICE in times:
        due.add(Purpose.BEFORE_NOTICE)
    # 经过听证程序的: whatever the profile says (行政处罚法 第58条第1款第2项).
    held = any(n.hearing for p in case.parties.all for n in p.notices)
    if ReviewTime.AFTER_STATEMENTS in times or held or _papers_changed_since_notices(case):
        due.add(Purpose.AFTER_STATEMENTS)
    return frozenset(due)


def _papers_changed_since_notices(case: Case) -> bool:
    version = case.papers_version
    return any(n.papers != version for p in case.parties.all if (n := p.issued_notices))


def reviewed_before_notice(now: Moment) -> Iterator[Refused]:
    """Review before the notice, on draft and evidence of that version."""
    if Purpose.BEFORE_NOTICE not in due_reviews(now.case):
        return
    if now.case.review.agreed(Purpose.BEFORE_NOTICE, now.case.papers_version) is None:
        yield Refused(
            "NotReviewedBeforeNotice",
            art(SAMR_P, "49"),
            "告知前的审核尚未同意现有案卷材料：请先送审 · the review has not agreed to these papers: submit them first",
        )


def reviewed(now: Moment) -> Iterator[Refused]:
    """未经法制审核或者审核未通过的，不得作出决定 (行政处罚法 第58条)."""
    if Purpose.AFTER_STATEMENTS not in due_reviews(now.case):
        return
    if now.case.review.agreed(Purpose.AFTER_STATEMENTS, now.case.papers_version) is None:
        yield Refused(
            "NotReviewed",
            art(APL, "58"),
            "法制审核尚未同意现有案卷材料：请送审并取得同意"
            " · legal review has not agreed to the present papers: submit them and obtain its agreement",
        )


def filed(now: Moment) -> Iterator[Refused]:
    """The interview report filed on these papers and answered, or its term over [A]."""
    if not now.case.screening.filing.answer:
        return
    last = now.case.filing.last
    if last is None or last.papers != now.case.papers_version:
        yield Refused(
            "NotFiled",
            now.case.screening.filing.article,
            "听述情况尚未就现有案卷材料报备：请先报备 · file the interview report on the present papers first",
        )
    elif last.acknowledged_on is None and not filing_silence(now):
        yield Refused(
            "FilingUnanswered",
            now.case.screening.filing.article,
            "报备尚未签收，答复期限未届满：请等待签收或期满 · the filing is neither acknowledged nor its term over: wait",
        )


def filing_silence(now: Moment) -> bool:
    """Whether the supervising office let its term pass; silence lets the case go on [A]."""
    last = now.case.filing.last
    report = now.case.documents.get(last.document) if last else None
    if report is None or report.issued_on is None:
        return False
    return period(now.case, TermKey.FILING_RESPONSE, report.issued_on)[1].waits_for < now.today


def discussed(now: Moment) -> Iterator[Refused]:
    """应当由行政机关负责人集体讨论决定 (行政处罚法 第57条)."""
    if now.case.screening.discussion.answer is False:
        return
    if now.case.discussions.on_papers(now.case.papers_version) is None:
        yield Refused(
            "NotDiscussed",
            art(APL, "57"),
            "尚未就现有案卷材料集体讨论：请先讨论并记录 · hold and record the collective discussion of the present papers first",
        )


def as_reviewed(now: Moment, party: Party, penalties: Sequence[Penalty]) -> Iterator[Refused]:
    """Review, filing and discussion agreed to the present proposal: what is heavier was agreed to by nobody.

    What is beyond the notice as well is refused for that (gate 5).
    """
    notices, order = party.issued_notices, now.rules.switches.severity
    if notices is None or heavier(penalties, notices.notified.penalties, order):
        return
    if heavier(penalties, party.proposal.penalties, order):
        agreed = "、".join(map(str, party.proposal.penalties))
        yield Refused(
            "HeavierThanReviewed",
            art(APL, "58"),
            f"重于经审核、讨论的拟处罚（{agreed}）：请在其范围内决定，或重新复核送审"
            " · beyond the proposal that review and discussion agreed to: keep within it, or re-check and submit anew",
        )
