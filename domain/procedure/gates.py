"""The gates (procedure: Gates 2 to 7; gate 1 stands in `independence`): what the law forbids, each with its article.

Every gate is a generator of refusals over the case as it stands; a move names the gates that bind it.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from domain.case.case import Case
from domain.case.documents import Document
from domain.case.parties import Notices, Outcome, Party, Right
from domain.case.review import Purpose
from domain.law.articles import Article, art
from domain.law.counting import Reckoning
from domain.law.penalties import Penalty, heavier
from domain.law.profiles import ReviewTime
from domain.law.terms import TermKey
from domain.law.versions import laws_in_question
from domain.procedure.parts import APL as APL
from domain.procedure.parts import SAMR_P as SAMR_P
from domain.procedure.parts import Moment, Refused
from domain.procedure.periods import period

# Gate 2: notices served, rights used up or waived, interview over, every point re-checked.


def right_period(now: Moment, party: Party, term: TermKey) -> Reckoning | None:
    """Return the period of a party's right under its last notices; `None` before service."""
    served = party.notices_served_on
    if served is None:
        return None
    return period(now.case, term, served, party=party.id)[1]


def right_is_over(now: Moment, party: Party, term: TermKey, right: Right) -> bool:
    notices, counted = party.last_notices, right_period(now, party, term)
    if notices is None or counted is None:
        return False
    if notices.waived(right) is not None:
        return True
    # What waits for a party's term waits for its latest day (gate 7).
    return counted.waits_for < now.today


def heard(now: Moment, party: Party) -> Iterator[Refused]:
    """Gate 2 for one party to be punished (行政处罚法 第44、45、62条)."""
    notices = party.last_notices
    if notices is None or party.notices_served_on is None:
        yield Refused(
            "NoticesNotServed",
            art(APL, "44"),
            f"当事人{party.id}的约谈函和告知书尚未送达：请先送达 · serve the notices on party {party.id} first",
        )
        return
    yield from _periods_over(now, party)
    if notices.outcome is None and notices.waived(Right.INTERVIEW) is None:
        yield Refused(
            "InterviewOutstanding",
            art(APL, "45"),
            f"当事人{party.id}的审前听述尚未举行：请举行、记录缺席或取得放弃书"
            f" · hold the interview of party {party.id}, record its absence, or its waiver",
        )
    if party.unanswered:
        points = "、".join(p.id for p in party.unanswered)
        yield Refused(
            "NotRechecked",
            art(APL, "62"),
            f"当事人{party.id}的意见（{points}）尚未复核：请逐项复核"
            f" · points {points} of party {party.id} are not re-checked: re-check each",
        )


def _periods_over(now: Moment, party: Party) -> Iterator[Refused]:
    if not right_is_over(now, party, TermKey.STATEMENT, Right.STATEMENT):
        yield Refused(
            "StatementPeriodRunning",
            art(SAMR_P, "57"),
            f"当事人{party.id}的陈述申辩期限（{_until(now, party, TermKey.STATEMENT)}）未届满，也未明确放弃：请等待"
            f" · party {party.id} may still make statements: wait for the end of the period or its express waiver",
        )
    asked = party.last_notices is not None and party.last_notices.hearing_request is not None
    silent = now.case.has_hearing_right(party.id) and not asked
    if silent and not right_is_over(now, party, TermKey.HEARING_REQUEST, Right.HEARING):
        yield Refused(
            "HearingRequestPeriodRunning",
            art(APL, "64(1)"),
            f"当事人{party.id}要求听证的期限（{_until(now, party, TermKey.HEARING_REQUEST)}）未届满，也未明确放弃：请等待"
            f" · party {party.id} may still ask for a hearing: wait for the end of the period or its express waiver",
        )


def _until(now: Moment, party: Party, term: TermKey) -> str:
    counted = right_period(now, party, term)
    if counted is None:
        return "未开始"
    return f"至{counted.last_day}" if counted.last_day else f"不早于{counted.earliest}"


# Gate 3: a hearing asked for is held and reported before a penalty.


def hearing_settled(now: Moment, party: Party) -> Iterator[Refused]:
    notices = party.last_notices
    if notices is None or notices.hearing_request is None or notices.hearing_report is not None:
        return
    yield Refused(
        "HearingOutstanding",
        art(APL, "63"),
        f"当事人{party.id}要求的听证尚未举行并提出报告：请先完成听证"
        f" · party {party.id} asked for a hearing: hold and report it first",
    )


# Gate 4: review agreed on these very papers, then filing, then discussion.


def due_reviews(case: Case) -> frozenset[Purpose]:
    """Which reviews profile and law ask for, as the case stands."""
    times = case.rules.switches.reviews
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
    if not now.case.screened.filing.answer:
        return
    last = now.case.filing.last
    if last is None or last.papers != now.case.papers_version:
        yield Refused(
            "NotFiled",
            now.case.screened.filing.article,
            "听述情况尚未就现有案卷材料报备：请先报备 · file the interview report on the present papers first",
        )
    elif last.acknowledged_on is None and not filing_silence(now):
        yield Refused(
            "FilingUnanswered",
            now.case.screened.filing.article,
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
    if now.case.screened.discussion.answer is False:
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
    if notices is None or heavier(penalties, notices.told.penalties, order):
        return
    if heavier(penalties, party.proposal.penalties, order):
        agreed = "、".join(map(str, party.proposal.penalties))
        yield Refused(
            "HeavierThanReviewed",
            art(APL, "58"),
            f"重于经审核、讨论的拟处罚（{agreed}）：请在其范围内决定，或重新复核送审"
            " · beyond the proposal that review and discussion agreed to: keep within it, or re-check and submit anew",
        )


# Gate 5: nothing that was not notified, nothing heavier.


def within_notice(
    now: Moment, party: Party, penalties: Sequence[Penalty], findings: Sequence[str], basis: Sequence[str]
) -> Iterator[Refused]:
    notices = party.issued_notices
    if notices is None:
        yield Refused(
            "NothingNotified",
            art(APL, "44"),
            f"未向当事人{party.id}告知：请先告知 · party {party.id} was never notified: notify it first",
        )
        return
    for excess in heavier(penalties, notices.told.penalties, now.rules.switches.severity):
        yield Refused(
            excess.code,
            art(APL, "44"),
            f"{excess.reason}：须重新告知，或减至告知范围内 · beyond the notice: notify anew, or keep within it",
        )
    yield from _told_of(notices, findings, basis)


def _told_of(notices: Notices, findings: Sequence[str], basis: Sequence[str]) -> Iterator[Refused]:
    untold = [f for f in findings if f not in notices.findings] + [b for b in basis if b not in notices.basis]
    if untold:
        names = "、".join(untold)
        yield Refused(
            "GroundNotNotified",
            art(APL, "44"),
            f"{names} 未在告知书中告知：须重新告知 · {names} did not stand in the notice: notify anew",
        )


# Gate 6: a document leaves only complete, numbered and sealed; electronically only with signed consent.


def may_leave(now: Moment, document: Document) -> Iterator[Refused]:
    rule = document.rule
    if not document.complete or not document.file or (rule.numbered and not document.number):
        yield Refused(
            "DocumentIncomplete",
            art(APL, "59"),
            f"文书{document.id}《{rule.title}》内容不完整或尚未编号：请补全并重新制作"
            f" · document {document.id} is incomplete or not numbered: complete it first",
        )
    elif rule.sealed and document.seal is None:
        yield Refused(
            "DocumentNotSealed",
            art(APL, "59"),
            f"文书{document.id}《{rule.title}》尚未盖章：请先盖章 · document {document.id} is not sealed: seal it first",
        )


def consented(party: Party, on: date) -> Iterator[Refused]:
    """Consent by a signed form that is on file, not later than the service (行政处罚法 第61条)."""
    if party.consent is None or not party.consent.form or party.consent.signed_on > on:
        yield Refused(
            "NoConsentToElectronicService",
            art(APL, "61"),
            f"当事人{party.id}未签署同意电子送达的确认书：请改用其他方式，或先取得确认书"
            f" · no signed consent of party {party.id} on file: serve otherwise, or obtain it",
        )


# Gate 7: unknown law parks the case.


def law_known(now: Moment) -> Iterator[Refused]:
    screened = now.case.screened
    unknown = [f for f in (screened.major, screened.discussion, screened.filing, *screened.hearing.values())]
    for finding in unknown:
        if finding.answer is None:
            yield Refused(
                "LawUnknown",
                finding.article,
                f"{finding.reason}：请机关负责人答复（answer_screening）"
                " · the law is not known to the system: a head answers it (answer_screening)",
            )
    yield from law_chosen(now)


def law_chosen(now: Moment) -> Iterator[Refused]:
    """从旧兼从轻 (行政处罚法 第37条): where the law has changed since the act, a person has decided which applies."""
    file, screened = now.case.file, now.case.screened
    for question in laws_in_question((b.statute for b in file.basis), file.act_to, now.today):
        choice, chosen = question.choice, screened.law_chosen(question.cited)
        if chosen is None:
            yield Refused(
                "LawToChoose",
                choice.article,
                f"{choice.reason}：请机关负责人决定适用哪部法律（choose_law）"
                " · the law has changed since the act: a head decides which one applies (choose_law)",
            )
        elif chosen.law != question.cited:
            yield Refused(
                "BasisOfAnotherLaw",
                choice.article,
                f"已决定适用{chosen.law}，草案依据的是{question.cited}：请按{chosen.law}重新拟订草案"
                f" · {chosen.law} was chosen and the draft rests on {question.cited}: draft it anew",
            )


def limitation_open(now: Moment) -> Iterator[Refused]:
    """违法行为在二年内未被发现的，不再给予行政处罚 (行政处罚法 第36条)."""
    ended = now.case.screened.limitation
    if ended.answer:
        yield Refused(
            "LimitationOver",
            art(APL, "36"),
            f"{ended.reason}：不得处罚，可以不予行政处罚结案 · limitation is over: only a decision without penalty is open",
        )


# What several moves ask of the parties.


def to_be_punished(case: Case) -> Iterator[Party]:
    """The parties still to be punished: undecided, and no decision without penalty prepared."""
    for party in case.undecided:
        if party.prepared_decision is None or party.prepared_decision.outcome is Outcome.PENALTY:
            yield party


def to_be_heard(now: Moment) -> Iterator[Refused]:
    """Gates 2 and 3 for every party still to be punished."""
    for party in to_be_punished(now.case):
        yield from heard(now, party)
        yield from hearing_settled(now, party)


def undecided(party: Party, source: Article) -> Iterator[Refused]:
    if party.decision is not None:
        yield Refused(
            "AlreadyDecided",
            source,
            f"对当事人{party.id}已经作出决定，此后依救济途径办理"
            f" · the decision on party {party.id} is made: what is left are the remedies",
        )


def anybody_undecided(now: Moment, source: Article) -> Iterator[Refused]:
    if not any(now.case.undecided):
        yield Refused("AllDecided", source, "对各当事人均已作出决定 · every party's decision is made")
