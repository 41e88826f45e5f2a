"""The standard case with its real documents: everything they must say is in the case, and nothing is invented."""

import pytest

from demo.story import load
from documents.editions import Edition, present
from documents.excerpts import cite
from documents.kinds import KINDS
from documents.producing import DocumentProducer
from domain.canonical import sha256
from domain.case.documents import DocumentKind
from domain.law.articles import art
from domain.law.switches import Layout
from tests.procedure.playing import EXAMPLES

from .printing import printed
from .reading import says, text_of


@pytest.fixture(scope="module")
def standard(typesetter):
    return printed(typesetter)


def newest(case, kind):
    return [d for d in case.documents.all if d.kind is kind and not d.void][-1]


def content_of(played, kind):
    document = newest(played.case, kind)
    return KINDS[kind].content.model_validate_json(played.store.read(document.content))


def test_every_document_of_the_standard_case_is_complete(standard):
    assert standard.incomplete == []
    assert all(d.file for d in standard.case.documents.all)


def test_numbers_are_standard_without_gaps_and_only_where_due(standard):
    numbers = {d.id: (d.kind, d.number) for d in standard.case.documents.all}
    assert [n for k, n in numbers.values() if k is DocumentKind.REVIEW_OPINION] == [
        "镇市监法审〔2026〕1号",
        "镇市监法审〔2026〕2号",
        "镇市监法审〔2026〕3号",
    ]
    assert (DocumentKind.INTERVIEW_LETTER, "镇市监听约〔2026〕1号") in numbers.values()
    assert (DocumentKind.PENALTY_DECISION, "镇市监处罚〔2026〕1号") in numbers.values()
    assert {n for k, n in numbers.values() if k is DocumentKind.PROOF_OF_SERVICE} == {""}


def test_art44_notice_says_what_the_case_says(standard):
    pdf = standard.pdf(DocumentKind.PENALTY_NOTICE)
    says(
        pdf,
        "镇江示例食品有限公司",
        "91321102MA1TK3T07W",
        "法定代表人(负责人):沈示例",
        "未标明生产日期和贮存条件的预包装糕点",
    )
    says(pdf, "罚款人民币壹拾贰万元整(120000元)", "没收违法所得人民币伍仟元整(5000元)")
    says(
        pdf,
        "第四十四条",
        "《市场监督管理行政处罚程序规定》第五十七条第二款",
        "5个工作日",
        "视为放弃此权利",
        "要求听证的权利",
    )
    says(pdf, "书证:销售台账及发票复印件")


BROKEN = "违反了《食品安全法》第六十七条第一款第一项、第六十七条第一款第六项“预包装食品的包装上应当有标签。"
NATURE = "构成经营标签不符合《中华人民共和国食品安全法》规定的预包装食品的行为;依据《食品安全法》第一百二十五条第一款第二项"


@pytest.mark.parametrize("kind", [DocumentKind.PENALTY_NOTICE, DocumentKind.PENALTY_DECISION])
def test_art59_1_3_what_is_broken_what_the_act_is_and_what_punishes_it(standard, kind):
    says(standard.pdf(kind), BROKEN.replace("《食品安全法》", cited("食品安全法")))
    says(
        standard.pdf(kind),
        NATURE.replace("依据《食品安全法》", f"依据{cited('食品安全法')}"),
        "应当给予行政处罚。",
    )


@pytest.mark.parametrize("kind", [DocumentKind.PENALTY_NOTICE, DocumentKind.PENALTY_DECISION])
def test_art28_1_what_is_to_be_put_right_goes_with_the_penalty(standard, kind):
    says(
        standard.pdf(kind),
        "《中华人民共和国行政处罚法》第二十八条第一款",
        "于2026年6月30日以前改正违法行为:停止经营",
    )


def cited(statute):
    """The act as documents cite it today."""
    return cite(art(statute, "67")).partition("第六十七条")[0]


def test_letter_and_decision_name_persons_not_ids(standard):
    for kind in (DocumentKind.INTERVIEW_LETTER, DocumentKind.PENALTY_DECISION, DocumentKind.INTERVIEW_REPORT):
        text = text_of(standard.pdf(kind))
        assert "officer-" not in text
        assert "$" not in text


def test_art59_decision_says_what_the_case_says(standard):
    pdf = standard.pdf(DocumentKind.PENALTY_DECISION)
    says(
        pdf,
        "罚款人民币玖万元整(90000元)",
        "《中华人民共和国行政处罚法》第五十七条第一款第一项",
        "第三十二条第一项",
    )
    says(
        pdf,
        "镇市监罚告〔2026〕1号",
        "镇市监法审〔2026〕3号",
        "15日内,通过指定的银行或者电子支付系统缴清款项",
        "每日按罚款数额的百分之三加处罚款",
    )
    says(pdf, "60日内", "镇江市人民政府申请行政复议", "6个月内", "镇江市示例区人民法院")


def test_art45_every_answered_point_stands_in_decision_and_report(standard):
    answers = content_of(standard, DocumentKind.PENALTY_DECISION).answers
    assert len(answers) >= 1
    assert {a.outcome for a in answers} <= {"采纳", "部分采纳", "不采纳"}
    for kind in (DocumentKind.PENALTY_DECISION, DocumentKind.INTERVIEW_REPORT):
        says(standard.pdf(kind), *(a.text for a in answers), *(a.reason for a in answers))


def test_proof_of_service_is_of_the_recorded_service(standard):
    says(standard.pdf(DocumentKind.PROOF_OF_SERVICE), "■直接送达", "镇市监处罚〔2026〕1号")


def test_reports_go_to_the_supervising_office_with_their_attachments(standard):
    for kind in (DocumentKind.INTERVIEW_REPORT, DocumentKind.DECISION_FILING_REPORT):
        says(
            standard.pdf(kind),
            "镇江市示例司法局:",
            "附件:1.立案审批表2.审前听述约谈函(镇市监听约〔2026〕1号)",
            "送达回证(镇江示例食品有限公司,《审前听述约谈函》等)",
            "复核意见书",
        )


def test_final_is_rendered_from_the_content_that_was_approved(typesetter):
    before = printed(typesetter, until="approve_notices")
    letter, notice = (before.case.documents.get(n) for n in before.case.party(1).last_notices.documents)
    first = content_of(before, DocumentKind.PENALTY_NOTICE)
    changed = before.case.model_copy(
        update={"papers": before.case.papers.model_copy(update={"cause": "后来改动的案由"})}
    )
    made = before.producer.produce(changed, (letter.id, notice.id))
    assert [n.content for n in made.numbered] == [letter.content, notice.content]
    text = text_of(before.store.read(made.numbered[1].file))
    assert first.cause in text
    assert "后来改动的案由" not in text


def test_producing_again_gives_the_same_numbers_and_files(typesetter):
    played = printed(typesetter, until="approve_notices")
    ids = played.case.party(1).last_notices.documents
    assert played.producer.produce(played.case, ids) == played.producer.produce(played.case, ids)


def test_a_gap_takes_no_number_and_is_named(typesetter):
    played = printed(typesetter, until="file_interview_report")
    agency = played.case.identity.agency.model_copy(update={"court": "", "payment_account": ""})
    played.case = played.case.model_copy(
        update={"identity": played.case.identity.model_copy(update={"agency": agency, "number": "2026-0002"})}
    )
    assert played.incomplete == []
    for step in steps_from("file_interview_report", "impose"):
        played.do(step.at, step.by, step.move, **step.body)
    assert [set(p.gaps) for p in played.incomplete] == [{"缴款方式·收款账户", "行政诉讼·管辖法院"}]
    decision = newest(played.case, DocumentKind.PENALTY_DECISION)
    assert decision.content
    assert decision.preview
    assert not decision.number


def test_what_was_approved_prints_in_the_wording_it_was_approved_in(typesetter):
    """A release may change a template between approval and numbering: the approved edition is in the store."""
    played = printed(typesetter, until="approve_notices")
    ids = played.case.party(1).last_notices.documents
    before = played.producer.produce(played.case, ids)
    kind = DocumentKind.PENALTY_NOTICE
    files = dict(present(kind, Layout.GONGWEN).files)
    files[f"{kind}.jinja"] = files[f"{kind}.jinja"].replace("现已调查终结", "另一种措辞")
    files["layout/gongwen.typ"] = "#panic()"
    released = DocumentProducer(
        typesetter, played.store, played.numbers, lambda kind, layout: Edition(kind, layout, files)
    )
    assert released.produce(played.case, ids[1:]).numbered == before.numbered[1:]


def steps_from(first, until):
    steps = load(EXAMPLES / "standard.json").steps
    names = [s.move for s in steps]
    return steps[names.index(first) : names.index(until)]


def test_art95_civil_procedure_announcement_composed_from_the_failed_attempts(typesetter):
    played = printed(typesetter, until="record_service")
    why = {"failure": "whereabouts_unknown", "why": "登记地址无人，查无下落", "by_whom": "李示例"}
    searched = {"looked_for": ["address", "police"], "proof": sha256(b"scan")}
    notices = {"party": 1, "documents": [3, 4]}
    played.do(
        "2026-05-26",
        "officer-li",
        "record_service_attempt",
        mode="direct",
        on="2026-05-26",
        **notices,
        **why,
        **searched,
    )
    played.do(
        "2026-05-27",
        "officer-li",
        "serve_by_announcement",
        together_with="head-chen",
        reason="当事人下落不明",
        course="2026年5月26日直接送达未成",
        **notices,
    )
    assert played.incomplete == []
    pdf = played.pdf(DocumentKind.SERVICE_ANNOUNCEMENT)
    says(
        pdf,
        "因当事人下落不明",
        "《中华人民共和国民事诉讼法》第九十五条",
        "经过30日,即视为送达",
        "镇市监罚告〔2026〕1号",
    )
    says(pdf, "5个工作日", "有权要求听证", "三楼听述室")
    assert "91321102MA1TK3T07W" not in text_of(pdf)


def test_art62_another_interview_time_composed_and_announced_without_telling_the_rights_anew(typesetter):
    played = printed(typesetter, until="submit_statement")
    new = {"at": "2026-06-10T10:00:00+08:00", "reason": "法定代表人出庭应诉", "asked_on": "2026-05-27"}
    played.do("2026-05-27", "officer-li", "reschedule_interview", party=1, **new)
    assert played.incomplete == []
    pdf = played.pdf(DocumentKind.INTERVIEW_RESCHEDULING)
    says(pdf, "镇市监听改〔2026〕1号", "《审前听述约谈函》(镇市监听约〔2026〕1号)", "2026年6月10日10时00分")
    says(pdf, "你单位于2026年5月27日申请改期", "改期理由:法定代表人出庭应诉。")
    document = newest(played.case, DocumentKind.INTERVIEW_RESCHEDULING)
    seal = {"document": document.id, "file": document.file, "scan": document.file, "on": "2026-05-27"}
    played.do("2026-05-27", "clerk-zhao", "record_sealing", **seal)
    announced(played, document.id)
    pdf = played.pdf(DocumentKind.SERVICE_ANNOUNCEMENT)
    says(pdf, "审前听述改期后的时间、地点:2026年6月10日10时00分", "三楼听述室")
    assert "5个工作日" not in text_of(pdf)


def announced(played, document):
    one = {"party": 1, "documents": [document]}
    for mode in ("direct", "post"):
        tried = {"failure": "absent", "why": "登记地址无人", "by_whom": "李示例", "mode": mode}
        played.do("2026-05-29", "officer-li", "record_service_attempt", on="2026-05-29", **one, **tried)
    why = {"reason": "直接、邮寄均未成", "course": "2026年5月29日送达未成"}
    by_both = {"together_with": "head-chen", **one, **why}
    played.do("2026-05-29", "officer-li", "serve_by_announcement", **by_both)
    assert played.incomplete == []


def test_art64_hearing_notice_composed_from_request_and_plan(typesetter):
    played = printed(typesetter, until="submit_statement")
    request = {"channel": "paper", "on": "2026-05-28", "text": "要求听证"}
    played.do("2026-05-28", "officer-li", "request_hearing", party=1, **request)
    played.do(
        "2026-05-29",
        "presider-he",
        "notify_hearing",
        together_with="head-chen",
        parties=[1],
        on="2026-06-24",
        time="09:30",
        place="镇江市示例路1号二楼听证室",
        presider="presider-he",
        recorder="clerk-zhao",
    )
    assert played.incomplete == []
    pdf = played.pdf(DocumentKind.HEARING_NOTICE)
    says(pdf, "你单位于2026年5月28日", "告知书文号:镇市监罚告〔2026〕1号", "2026年6月24日9时30分", "公开举行")
    assert "presider-he" not in text_of(pdf)
    document = newest(played.case, DocumentKind.HEARING_NOTICE)
    seal = {"document": document.id, "file": document.file, "scan": document.file, "on": "2026-05-29"}
    played.do("2026-05-29", "clerk-zhao", "record_sealing", **seal)
    announced(played, document.id)
    pdf = played.pdf(DocumentKind.SERVICE_ANNOUNCEMENT)
    says(pdf, "听证的时间、地点:2026年6月24日9时30分", "二楼听证室")
    assert "有权要求听证" not in text_of(pdf)


def test_art44_notice_of_new_evidence_composed_from_the_notices_and_the_file(typesetter):
    played = printed(typesetter, until="submit_statement")
    evidence = {"id": "E7", "kind": "document", "title": "进货台账", "proves": ["F1"]}
    played.do("2026-05-28", "officer-li", "add_evidence", evidence=evidence, reason="新取得")
    shown = {"shown": "台账复印件全部", "means": "复印件随本告知书送达"}
    played.do("2026-05-28", "officer-li", "notify_new_evidence", party=1, evidence=["E7"], **shown)
    assert played.incomplete == []
    pdf = played.pdf(DocumentKind.NEW_EVIDENCE_NOTICE)
    says(pdf, "书证:进货台账", "镇市监罚告〔2026〕1号", "5个工作日", "台账复印件全部")


def test_art33_no_penalty_decision_composed_with_its_ground(typesetter):
    played = printed(typesetter, until="prepare_decision")
    played.do(
        "2026-06-11T14:00",
        "officer-li",
        "prepare_decision",
        party=1,
        outcome="no_penalty",
        ground="33(1)",
        discretion_reasons="违法行为轻微并及时改正，没有造成危害后果",
        findings=["F1"],
        basis=["B1"],
        statements_answered="采纳当事人的意见。",
    )
    assert played.incomplete == []
    pdf = played.pdf(DocumentKind.NO_PENALTY_DECISION)
    says(
        pdf,
        "根据《中华人民共和国行政处罚法》第三十三条第一款、《中华人民共和国行政处罚法》第五十七条第一款第二项、《市场监督管理行政处罚程序规定》第六十条第一款第二项的规定",
        "没有造成危害后果。",
        "镇江市人民政府申请行政复议",
    )


def recovered(typesetter):
    """The standard case, its decision served and its fine unpaid: given time, then demanded, then brought to the court."""
    return printed(typesetter, until="record_payment")


def sealed_and_served(played, when, kind):
    document = newest(played.case, kind)
    seal = {"document": document.id, "file": document.file, "scan": document.file, "on": when}
    played.do(when, "clerk-zhao", "record_sealing", **seal)
    by_hand = {"mode": "direct", "on": when, "receiver": "沈示例", "receiver_kind": "legal_representative"}
    service = {**by_hand, "signed": True, "proof": document.file}
    played.do(when, "officer-li", "record_service", party=1, documents=[document.id], service=service)


def test_art66_decision_on_more_time_names_each_day_and_sum(typesetter):
    played = recovered(typesetter)
    parts = [{"until": "2026-07-31", "amount": "40000.00"}, {"until": "2026-08-31", "amount": "50000.00"}]
    applied = {"party": 1, "applied_on": "2026-06-22", "application": "0" * 64, "reason": "停产整改没有收入"}
    played.do("2026-06-23", "head-chen", "pay_by_instalments", **applied, instalments=parts)
    assert played.incomplete == []
    pdf = played.pdf(DocumentKind.DEFERRAL_DECISION)
    says(pdf, "镇市监缓缴〔2026〕1号", "第六十六条", "2026年7月31日前(含当日)缴纳人民币肆万元整(40000元)")
    says(pdf, "2026年8月31日前(含当日)缴纳人民币伍万元整(50000元)", "停产整改没有收入。")


def test_ael54_55_demand_and_application_say_exactly_how_much(typesetter):
    played = recovered(typesetter)
    head = {"party": 1, "together_with": "head-chen"}
    played.do("2026-07-10", "officer-li", "demand_payment", **head)
    assert played.incomplete == []
    says(
        played.pdf(DocumentKind.PAYMENT_DEMAND),
        "镇市监罚催〔2026〕1号",
        "第五十四条",
        "10个工作日",
        "第三十五条",
    )
    sealed_and_served(played, "2026-07-10", DocumentKind.PAYMENT_DEMAND)
    court = {"court": "镇江市示例区人民法院", "statements": "未提出意见"}
    played.do("2027-01-04", "officer-li", "apply_to_court", **head, **court)
    assert played.incomplete == []
    pdf = played.pdf(DocumentKind.ENFORCEMENT_APPLICATION)
    says(pdf, "镇市监罚催〔2026〕1号", "2026年7月10日送达", "加处罚款", "人民币玖万元整(90000元)")
    says(pdf, "镇江市示例区人民法院", "没有申请行政复议", "申请强制执行标的情况")
    assert "head-" not in text_of(pdf)
