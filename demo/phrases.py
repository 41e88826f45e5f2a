"""What a fact means, in the words of a case file; one line a fact, nothing where the move has said it all."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from demo.story import SHANGHAI
from domain.case.case import Case
from domain.case.journal import Entry
from domain.case.parties import Outcome
from domain.case.review import Purpose, Verdict
from domain.case.service import Failure, Mode
from domain.law.penalties import Penalty

Body = dict[str, Any]

OUTCOMES = {"adopted": "采纳", "partly": "部分采纳", "not": "不采纳"}


def phrases(case: Case, entry: Entry) -> Iterator[str]:
    """Yield what an entry says; `case` is the case with it."""
    said = _PHRASES.get(entry.fact)
    if said:
        yield from said(case, entry.body)


def document_name(case: Case, number: int) -> str:
    document = case.documents.get(number)
    return f"《{document.kind.zh}》" if document else f"文书{number}"


def _names(case: Case, numbers: list[int]) -> str:
    return "".join(document_name(case, n) for n in numbers)


def _party(case: Case, number: int) -> str:
    return f"当事人{number}（{case.party(number).name}）"


def penalties(found: Any) -> str:
    """Write penalties as they stand in a decision."""
    return "、".join(str(Penalty.model_validate(p)) for p in found) or "不予处罚"


def _opened(case: Case, body: Body) -> Iterator[str]:
    names = "；".join(_party(case, p.id) for p in case.parties.all)
    yield f"程序规定 {body['profile']}；{names}" if names else f"程序规定 {body['profile']}"


def _screened(case: Case, body: Body) -> Iterator[str]:
    screened = case.screening
    yield f"筛查：{screened.in_scope.reason}〔{screened.in_scope.article}〕"
    for party, finding in screened.hearing.items():
        right = {True: "有", False: "无", None: "待定"}[finding.answer]
        yield f"{_party(case, party)}拟{penalties(case.party(party).proposal.penalties)}；听证权：{right}"


def _submitted(case: Case, body: Body) -> Iterator[str]:
    yield f"{Purpose(body['purpose']).zh}，案卷材料版本 {body['papers'][:12]}"


def _opinion(case: Case, body: Body) -> Iterator[str]:
    opinion = body["opinion"]
    yield f"第{body['round']}轮意见：{Verdict(opinion['verdict']).zh}"
    for point in opinion["points"]:
        if not point["agreed"]:
            yield f"有异议：{point['heading']}：{point['finding']}"


def _answered(case: Case, body: Body) -> Iterator[str]:
    for answer in body["answers"]:
        yield f"答复：{answer['answer']}"


def _evidence(case: Case, body: Body) -> Iterator[str]:
    yield f"证据 {body['evidence']['id']} {body['evidence']['title']}；{body['reason']}"


def _notices(case: Case, body: Body) -> Iterator[str]:
    plan = case.party(body["party"]).last_notices
    assert plan is not None, "the notices were just prepared"
    at = plan.interview.at
    when = (
        f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        if at
        else f"送达后第{plan.interview.working_days_after_service}个工作日 {plan.interview.time}"
    )
    yield f"{_party(case, body['party'])}，听述时间：{when}；拟{penalties(body['told']['penalties'])}"


def _issued(case: Case, body: Body) -> Iterator[str]:
    yield f"发给{_party(case, body['party'])}"


def _attempted(case: Case, body: Body) -> Iterator[str]:
    attempt = body["attempt"]
    mode, failure = Mode(attempt["mode"]).zh, Failure(attempt["failure"]).zh
    yield f"{_party(case, body['party'])} {_names(case, attempt['documents'])}：{mode}未成，{failure}；{attempt['why']}"


def _served(case: Case, body: Body) -> Iterator[str]:
    service = body["service"]
    mode = Mode(service["mode"]).zh
    receiver = f"，{service['receiver']}签收" if service.get("signed") else ""
    what = f"{_party(case, body['party'])} {_names(case, service['documents'])}"
    yield f"{what}：{mode}，{service['served_on']}送达{receiver}"


def _announcement(case: Case, body: Body) -> Iterator[str]:
    announcement = body["announcement"]
    yield f"{_party(case, body['party'])}：{announcement['reason']}；{announcement['course']}"


def _published(case: Case, body: Body) -> Iterator[str]:
    yield f"{body['on']} 刊于{body['where']}"


def _statement(case: Case, body: Body) -> Iterator[str]:
    statement = body["statement"]
    late = "" if statement.get("in_time", True) else "（逾期，仍予听取）"
    yield f"{_party(case, body['party'])}{late}：“{statement.get('text') or '见附件'}”"


def _hearing_request(case: Case, body: Body) -> Iterator[str]:
    request = body["request"]
    counts = "期限内提出，有效" if request["counts"] else f"不计：{request['reason']}"
    yield f"{_party(case, body['party'])}：{counts}"


def _interview(case: Case, body: Body) -> Iterator[str]:
    outcome = body["outcome"]
    if not outcome["held"]:
        yield f"{_party(case, body['party'])}未到场；缺席不是放弃（行政处罚法第六十二条）"
        return
    yield f"到场：{'、'.join(outcome.get('attendance', ()))}"
    yield from _points(outcome)


def _points(outcome: Body) -> Iterator[str]:
    for point in outcome.get("points", ()):
        yield f"意见 {point['id']}：“{point['text']}”"


def _hearing_plan(case: Case, body: Body) -> Iterator[str]:
    plan = body["plan"]
    yield f"{_party(case, body['party'])}：{plan['on']} {plan['time']}，{plan['place']}，主持人 {plan['presider_name']}"


def _hearing(case: Case, body: Body) -> Iterator[str]:
    yield f"到场：{'、'.join(body['outcome'].get('attendance', ()))}"
    yield from _points(body["outcome"])


def _report(case: Case, body: Body) -> Iterator[str]:
    yield f"主持人意见：{body['report']['opinion']}"


def _recheck(case: Case, body: Body) -> Iterator[str]:
    recheck = body["recheck"]
    for answer in recheck["answers"]:
        yield f"意见 {answer['point']} {OUTCOMES[answer['outcome']]}：{answer['reason']}"
    yield f"{_party(case, body['party'])}复核后拟{penalties(recheck['proposal'].get('penalties', ()))}"


def _filed(case: Case, body: Body) -> Iterator[str]:
    yield body["summary"]


def _discussed(case: Case, body: Body) -> Iterator[str]:
    discussion = body["discussion"]
    yield f"主持：{discussion['chair']}；出席：{'、'.join(discussion['attendees'])}；结论：{discussion['conclusion']}"


def _prepared(case: Case, body: Body) -> Iterator[str]:
    yield f"{_party(case, body['party'])} {document_name(case, body['prepared']['document'])}草稿"


def _decided(case: Case, body: Body) -> Iterator[str]:
    decision = body["decision"]
    title = Outcome(decision["outcome"]).zh
    if decision["outcome"] == Outcome.NO_PENALTY:
        yield f"{_party(case, body['party'])}：{title}"
        return
    against = {"lighter": "，轻于告知", "same": "，与告知相同"}.get(decision.get("against_notice") or "", "")
    yield f"{_party(case, body['party'])}：{title}，{penalties(decision['penalties'])}{against}"


def _publicised(case: Case, body: Body) -> Iterator[str]:
    yield f"{_party(case, body['party'])}：{body['on']} {body['where']}"


def _paid(case: Case, body: Body) -> Iterator[str]:
    payment = body["payment"]
    yield f"{_party(case, body['party'])}：{payment['on']} 缴款 {Decimal(payment['amount']):,}元"


def _sealed(case: Case, body: Body) -> Iterator[str]:
    document = case.documents.get(body["document"])
    assert document is not None, "a sealed document is one of the case"
    yield f"{document_name(case, body['document'])}{document.number}"


def _rules(case: Case, body: Body) -> Iterator[str]:
    years = [f"{y.year}年{'（虚构，演示用）' if y.invented else ''}" for y in case.rulebook.calendar.years]
    yield f"规则集 {case.rulebook.sha256[:12]}，节假日安排：{'、'.join(years)}"


def _moved(case: Case, body: Body) -> Iterator[str]:
    names = "、".join(p.name for p in case.people.officers if p.id in body["told"])
    yield f"变动的期限 {len(body['moved'])} 项，已告知：{names or '、'.join(body['told'])}"


def _made(case: Case, body: Body) -> Iterator[str]:
    for made in body["documents"]:
        document = case.documents.get(made["document"])
        number = f" {made['number']}" if made.get("number") else ""
        whose = f" 当事人{document.party}" if document and document.party else ""
        yield f"文书 {document_name(case, made['document'])}{number}{whose}，{made['pages']}页"


def _previewed(case: Case, body: Body) -> Iterator[str]:
    for preview in body["documents"]:
        lacking = [*preview.get("gaps", ()), *preview.get("missing_glyphs", ())]
        yield f"预览 {document_name(case, preview['document'])}：" + (
            f"缺少 {'、'.join(lacking)}" if lacking else "完整"
        )


def _closed(case: Case, body: Body) -> Iterator[str]:
    yield "案卷封存"


_PHRASES: dict[str, Callable[[Case, Body], Iterator[str]]] = {
    "CaseOpened": _opened,
    "Screened": _screened,
    "RulebookAdopted": _rules,
    "DeadlinesShifted": _moved,
    "SubmittedForReview": _submitted,
    "OpinionGiven": _opinion,
    "OpinionAnswered": _answered,
    "EvidenceAdded": _evidence,
    "NoticesPrepared": _notices,
    "NoticesIssued": _issued,
    "ServiceAttempted": _attempted,
    "Served": _served,
    "AnnouncementPrepared": _announcement,
    "ServiceAnnounced": _published,
    "StatementReceived": _statement,
    "HearingRequested": _hearing_request,
    "InterviewHeld": _interview,
    "InterviewMissed": _interview,
    "HearingNotified": _hearing_plan,
    "HearingHeld": _hearing,
    "HearingReported": _report,
    "Rechecked": _recheck,
    "InterviewReportFiled": _filed,
    "Discussed": _discussed,
    "DecisionPrepared": _prepared,
    "DecisionMade": _decided,
    "DecisionPublished": _publicised,
    "PaymentRecorded": _paid,
    "DocumentSealed": _sealed,
    "DocumentsNumbered": _made,
    "DocumentsPreviewed": _previewed,
    "CaseClosed": _closed,
}
