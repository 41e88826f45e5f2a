"""Documents of moves off the main line, composed from the case with the real printer: complete, and nothing invented."""

from domain.case.documents import DocumentKind
from tests.procedure.test_issuer import THEIR_CLERK

from .printing import printed
from .reading import says, text_of


def sealed(played, when, by, kind):
    document = [d for d in played.case.documents.all if d.kind is kind][-1]
    body = {"document": document.id, "file": document.file, "scan": document.file, "on": when}
    played.do(when, by, "record_sealing", **body)


def test_art64_1_declined_request_composed_from_the_request_and_the_answer(typesetter):
    played = printed(typesetter, until="recheck")
    asked = {"channel": "paper", "on": "2026-06-03", "text": "请安排听证会"}
    played.do("2026-06-03T18:00", "officer-li", "request_hearing", party=1, **asked)
    reason = {"reason": "期限至2026年6月2日届满", "together_with": "head-chen"}
    played.do("2026-06-03T18:30", "officer-li", "decline_hearing_request", party=1, **reason)
    assert played.incomplete == []
    pdf = played.pdf(DocumentKind.HEARING_DECLINED)
    says(pdf, "于2026年6月3日", "镇市监罚告〔2026〕1号", "该要求超过要求听证的期限", "第六十四条第一项")
    says(pdf, "期限至2026年6月2日届满", "第四十五条")
    assert "officer-" not in text_of(pdf)


def test_art57_1_3_decision_composed_with_why_nothing_is_proved(typesetter):
    played = printed(typesetter, until="prepare_decision")
    played.do(
        "2026-06-11T14:00",
        "officer-li",
        "prepare_decision",
        party=1,
        outcome="not_established",
        unproven_because="现有证据不能证明涉案糕点由当事人经营",
        findings=["F1"],
        basis=["B1"],
        statements_answered="采纳当事人的意见。",
    )
    assert played.incomplete == []
    pdf = played.pdf(DocumentKind.NOT_ESTABLISHED_DECISION)
    says(pdf, "当事人涉嫌", "不能证明涉案糕点由当事人经营。", "第五十七条第一款第三项", "不予行政处罚")
    says(pdf, "镇江市人民政府申请行政复议")


def test_correction_of_a_filing_composed_by_the_office_and_answered_in_the_corrected_report(typesetter):
    played = printed(typesetter, until="acknowledge_decision_filing")
    asked = {"points": "缺少送达回证", "due_on": "2026-06-30"}
    played.do("2026-06-18", "filing-zhou", "request_correction", **asked)
    notice = played.pdf(DocumentKind.FILING_CORRECTION_NOTICE)
    says(notice, "镇江市示例市场监督管理局:", "镇市监罚备〔2026〕1号", "镇市监处罚〔2026〕1号")
    says(notice, "缺少送达回证", "2026年6月30日以前", "镇江市示例司法局2026年6月18日")
    sealed(played, "2026-06-18", THEIR_CLERK, DocumentKind.FILING_CORRECTION_NOTICE)
    number = [d for d in played.case.documents.all if d.kind is DocumentKind.FILING_CORRECTION_NOTICE][-1]
    assert number.number == "镇司备补〔2026〕1号"
    corrected = {"corrected": "已补附送达回证", "together_with": "head-chen"}
    played.do("2026-06-19", "officer-li", "correct_decision_filing", **corrected)
    assert played.incomplete == []
    report = played.pdf(DocumentKind.DECISION_FILING_REPORT)
    says(report, "备案补正通知书(镇司备补〔2026〕1号)补正", "已补附送达回证。")


def test_samr_art55_extension_of_a_review_composed_with_its_own_period_unit_and_article(typesetter):
    played = printed(typesetter, until="assign_reviewer")
    played.do("2026-05-18T18:00", "head-chen", "extend_review", days=5, reason="须核对全部台账")
    assert played.incomplete == []
    pdf = played.pdf(DocumentKind.EXTENSION_APPROVAL)
    says(pdf, "审核期限", "2026年6月1日", "5个工作日", "《市场监督管理行政处罚程序规定》第五十五条")
    says(pdf, "须核对全部台账", "2026年5月18日")


def test_art75_2_revocation_composed_with_the_remedies_and_its_announcement_with_nothing_of_a_notice(
    typesetter,
):
    played = printed(typesetter, until="close_case")
    revoked = {"how": "revoked", "ground": "procedure", "reason": "期限内的陈述申辩未予复核", "anew": True}
    played.do("2026-07-06", "head-chen", "set_aside_decision", party=1, **revoked)
    assert played.incomplete == []
    pdf = played.pdf(DocumentKind.REVOCATION_DECISION)
    says(
        pdf, "撤销行政处罚决定书", "违反法定程序。期限内的陈述申辩未予复核。", "第七十五条第二款", "依法退还"
    )
    says(pdf, "本机关将依法重新作出决定", "镇江市人民政府申请行政复议", "镇市监处罚〔2026〕1号")
    sealed(played, "2026-07-06", "clerk-zhao", DocumentKind.REVOCATION_DECISION)
    number = [d for d in played.case.documents.all if d.kind is DocumentKind.REVOCATION_DECISION][-1]
    assert number.number == "镇市监罚撤〔2026〕1号"
    unknown = {"documents": [number.id], "mode": "direct", "failure": "whereabouts_unknown", "why": "已搬离"}
    tried = {
        "on": "2026-07-07",
        "by_whom": "李示例",
        "looked_for": ["address", "registrar"],
        "proof": number.file,
    }
    played.do("2026-07-07", "officer-li", "record_service_attempt", party=1, **unknown, **tried)
    why = {"reason": "下落不明", "course": "直接送达未果", "together_with": "head-chen"}
    played.do("2026-07-07", "officer-li", "serve_by_announcement", party=1, documents=[number.id], **why)
    assert played.incomplete == []
    public = played.pdf(DocumentKind.SERVICE_ANNOUNCEMENT)
    says(public, "撤销行政处罚决定书(镇市监罚撤〔2026〕1号)", "如不服上述决定", "镇江市人民政府申请行政复议")
    assert "拟认定" not in text_of(public)
    assert "陈述和申辩" not in text_of(public)
