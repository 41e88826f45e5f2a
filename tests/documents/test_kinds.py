"""What each kind of document must say, and that it says it."""

from datetime import date

import pytest

from documents.kinds import KINDS, check_number_words, layout_of, number_word
from documents.parts import Hearing
from documents.typesetting import Incomplete
from domain.case.documents import KINDS as RULES
from domain.case.documents import DocumentKind
from domain.law.errors import BadProfile
from domain.law.rulebook import rulebook_for
from domain.law.switches import Layout

from .examples import BY_KIND, DATED
from .reading import metadata_of, says, text_of

NUMBER = "镇市监罚告〔2026〕12号"


def rendered(typesetter, kind):
    return typesetter.render(BY_KIND[kind], number=NUMBER, dated=DATED).pdf


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_has_a_complete_example(kind):
    assert list(BY_KIND[kind].gaps()) == []


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_has_content_layout_and_a_word_in_its_number_if_it_is_numbered(kind):
    assert KINDS[kind].content.kind is kind
    words = rulebook_for("national").switches.number_words
    assert (kind in words) is RULES[kind].numbered


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_is_accessible_and_archivable(typesetter, kind):
    metadata = metadata_of(rendered(typesetter, kind))
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert kind.zh in metadata
    assert "zh" in metadata.lower()


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_same_content_gives_the_same_bytes(typesetter, kind):
    first = typesetter.render(BY_KIND[kind], number=NUMBER, dated=DATED)
    again = typesetter.render(BY_KIND[kind], number=NUMBER, dated=DATED)
    assert first == again
    assert first.sha256 != typesetter.render(BY_KIND[kind], number=NUMBER, dated=date(2026, 6, 2)).sha256


@pytest.mark.parametrize("kind", [k for k in DocumentKind if RULES[k].numbered])
def test_number_and_date_stand_in_the_final_document_only(typesetter, kind):
    final = text_of(
        typesetter.render(BY_KIND[kind], number="镇市监例〔2031〕77号", dated=date(2031, 5, 9)).pdf
    )
    preview = text_of(typesetter.render(BY_KIND[kind], preview=True).pdf)
    assert "镇市监例〔2031〕77号" in final
    assert "2031年5月9日" in final
    assert "〔2031〕" not in preview
    assert "2031年5月9日" not in preview


@pytest.mark.parametrize("kind", DocumentKind)
def test_what_is_missing_is_named_shown_in_the_preview_and_refused_in_the_final(typesetter, kind):
    empty = KINDS[kind].content()
    gaps = list(empty.gaps())
    assert "案由" in gaps
    assert "行政机关·行政机关名称" in gaps
    assert "【缺:案由】" in text_of(typesetter.render(empty, preview=True).pdf)
    with pytest.raises(Incomplete, match="案由"):
        typesetter.render(empty, number=NUMBER, dated=DATED)


@pytest.mark.parametrize("kind", DocumentKind)
def test_pages_are_counted(typesetter, kind):
    import io

    from pypdf import PdfReader

    made = typesetter.render(BY_KIND[kind], number=NUMBER, dated=DATED)
    assert made.pages == len(PdfReader(io.BytesIO(made.pdf)).pages)


def test_art44_notice_states_content_facts_reasons_basis_and_rights(typesetter):
    pdf = rendered(typesetter, DocumentKind.PENALTY_NOTICE)
    says(
        pdf,
        "使用超过保质期的食品原料生产糕点",
        "《中华人民共和国食品安全法》第三十四条第三项",
        "罚款人民币壹拾捌万元整",
    )
    says(pdf, "主动召回已售出的糕点", "有权进行陈述和申辩", "自收到本告知书之日起5个工作日内")
    says(pdf, "不因陈述、申辩或者要求听证而给予更重的处罚", "视为放弃此权利")


def test_art63_notice_states_the_hearing_right_where_there_is_one(typesetter):
    content = BY_KIND[DocumentKind.PENALTY_NOTICE]
    says(rendered(typesetter, DocumentKind.PENALTY_NOTICE), "有权要求听证", "不承担组织听证的费用")
    without = content.model_copy(update={"hearing_right": False, "hearing": None})
    assert "听证" not in text_of(typesetter.render(without, number=NUMBER, dated=DATED).pdf)
    assert "听证权" in list(content.model_copy(update={"hearing": None}).gaps())


def test_interview_letter_invites_and_leaves_every_statutory_right_alone(typesetter):
    pdf = rendered(typesetter, DocumentKind.INTERVIEW_LETTER)
    says(pdf, "2026年6月10日9时30分", "三楼听述室", "主持人:李伟", "委托一至二名代理人")
    says(pdf, "不参加听述,不视为放弃上述权利", "本函不代替行政处罚告知书")
    assert "责令" not in text_of(pdf)


def test_interview_letter_may_set_the_day_from_its_own_service(typesetter):
    from documents.parts import Period
    from domain.law.terms import Unit

    after = {
        "interview_at": None,
        "interview_after": Period(length=8, unit=Unit.WORKING_DAY),
        "interview_time": "14:00",
    }
    content = BY_KIND[DocumentKind.INTERVIEW_LETTER].model_copy(update=after)
    says(typesetter.render(content, number=NUMBER, dated=DATED).pdf, "收到本函之日后第8个工作日14时00分")
    assert "听述时间" in list(content.model_copy(update={"interview_time": ""}).gaps())


def test_art64_1_declined_request_states_its_day_the_reason_and_that_statements_are_heard(typesetter):
    pdf = rendered(typesetter, DocumentKind.HEARING_DECLINED)
    says(pdf, "于2026年6月15日", "超过要求听证的期限", "第六十四条第一项", "期限至2026年6月8日届满")
    says(pdf, "不影响你单位", "第四十五条")


def test_notice_to_correct_a_filing_speaks_in_the_name_of_the_supervising_office(typesetter):
    pdf = rendered(typesetter, DocumentKind.FILING_CORRECTION_NOTICE)
    says(
        pdf, "镇江市示例市场监督管理局:", "镇市监罚备〔2026〕3号", "缺少决定书的送达回证", "2026年7月24日以前"
    )
    says(pdf, "镇江市示例司法局2026年6月1日")


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        (DocumentKind.SUPERVISION_URGING, "督办的事项"),
        (DocumentKind.SUPERVISION_NOTICE, "改正的要求"),
        (DocumentKind.SUPERVISION_OPINION, "监督意见"),
        (DocumentKind.SUPERVISION_DECISION, "监督决定"),
    ],
)
def test_each_form_of_supervision_says_what_is_wanting_what_is_demanded_and_when_it_is_answered(
    typesetter, kind, heading
):
    pdf = rendered(typesetter, kind)
    says(pdf, kind.zh, "镇江市示例市场监督管理局:", "《行政执法监督条例》", "没有写明复核结论。", heading)
    says(pdf, "并说明其对裁量的影响。", "自本文书发出之日起10个工作日内", "镇江市示例司法局2026年6月1日")


def test_art57_1_3_decision_on_facts_not_established_says_why_and_that_nobody_is_punished(typesetter):
    pdf = rendered(typesetter, DocumentKind.NOT_ESTABLISHED_DECISION)
    says(pdf, "当事人涉嫌", "不能证明涉案原料在使用时已经超过保质期", "第五十七条第一款第三项")
    says(pdf, "违法事实不能成立", "不予行政处罚", "申请行政复议")


def test_art59_decision_states_its_six_items(typesetter):
    pdf = rendered(typesetter, DocumentKind.PENALTY_DECISION)
    says(pdf, "镇江江畔食品有限公司", "示例大道66号3幢")
    says(pdf, "违法事实和证据", "2026年2月26日现场检查笔录")
    says(pdf, "罚款人民币壹拾伍万伍仟元整(155000元)", "第一百二十四条第一款第二项")
    says(
        pdf,
        "自收到本决定书之日起15日内,通过指定的银行或者电子支付系统缴清款项",
        "镇江示例银行",
        "每日按罚款数额的百分之三加处罚款",
    )
    says(pdf, "60日内", "镇江市人民政府申请行政复议", "6个月内", "镇江市京口区人民法院提起行政诉讼")
    says(pdf, "镇江市示例市场监督管理局2026年6月1日")


def test_art45_decision_answers_every_point_of_the_defence(typesetter):
    says(
        rendered(typesetter, DocumentKind.PENALTY_DECISION),
        "召回的糕点应当从货值金额中扣除",
        "不采纳",
        "部分采纳",
    )
    bare = {"answers": (), "statements_answered": ""}
    content = BY_KIND[DocumentKind.PENALTY_DECISION].model_copy(update=bare)
    assert "陈述申辩意见采纳情况说明" in list(content.gaps())


def test_art22_reconsideration_act_online_service_needs_the_online_channel():
    content = BY_KIND[DocumentKind.PENALTY_DECISION]
    offline = content.reconsideration.model_copy(update={"channel": ""})
    online = content.model_copy(update={"may_be_served_online": True, "reconsideration": offline})
    assert "行政复议互联网申请渠道" in list(online.gaps())


def test_art57_no_penalty_decision_states_ground_and_remedies(typesetter):
    pdf = rendered(typesetter, DocumentKind.NO_PENALTY_DECISION)
    says(pdf, "《中华人民共和国行政处罚法》第三十三条第一款", "不予行政处罚", "申请行政复议", "提起行政诉讼")


def test_art62_notice_of_another_interview_time_states_the_old_and_the_new_one_and_keeps_every_right(
    typesetter,
):
    pdf = rendered(typesetter, DocumentKind.INTERVIEW_RESCHEDULING)
    says(
        pdf,
        "镇市监听约〔2026〕12号",
        "原定于2026年6月5日14时00分举行",
        "你单位于2026年6月3日申请改期",
        "改期理由:法定代表人于该日出庭应诉。",
        "收到本通知书之日后第5个工作日9时30分",
        "主持人:赵强",
    )
    says(pdf, "不参加听述,不视为放弃上述权利")


def test_art64_hearing_notice_states_time_place_presider_recusal_agents_and_no_show(typesetter):
    pdf = rendered(typesetter, DocumentKind.HEARING_NOTICE)
    says(
        pdf,
        "2026年6月24日9时30分",
        "二楼听证室",
        "公开举行",
        "主持人:赵强",
        "有权申请回避",
        "委托一至二名代理人",
    )
    says(pdf, "视为放弃听证权利,本机关终止听证")


OF_A_HEARING = (
    DocumentKind.PENALTY_DECISION,
    DocumentKind.NO_PENALTY_DECISION,
    DocumentKind.INTERVIEW_REPORT,
    DocumentKind.DECISION_FILING_REPORT,
)


@pytest.mark.parametrize("kind", OF_A_HEARING)
def test_art64_7_a_document_that_speaks_of_the_hearing_says_what_was_put_forward_and_said_to_it(
    typesetter, kind
):
    says(
        rendered(typesetter, kind),
        "2026年6月24日,本机关依法公开举行听证,由赵强主持,调查人员出示现场笔录、销售台账等证据",
        "质证情况:当事人对现场笔录没有异议,认为销售台账中有30箱为赠品。",
    )


def test_art64_6_a_decision_after_an_ended_hearing_says_how_it_ended(typesetter):
    content = BY_KIND[DocumentKind.PENALTY_DECISION]
    ended = Hearing(
        on=date(2026, 6, 24),
        presider="赵强",
        ended="无正当理由拒不出席",
        basis=("《中华人民共和国行政处罚法》第六十四条第六项",),
    )
    content = content.model_copy(update={"hearing_on": None, "hearing": ended})
    pdf = typesetter.render(content, number=NUMBER, dated=DATED).pdf
    says(pdf, "当事人无正当理由拒不出席,根据《中华人民共和国行政处罚法》第六十四条第六项的规定,听证终止")
    assert "听证笔录" not in text_of(pdf)


def test_art44_notice_of_new_evidence_states_what_is_shown_what_it_proves_and_until_when_it_is_answered(
    typesetter,
):
    pdf = rendered(typesetter, DocumentKind.NEW_EVIDENCE_NOTICE)
    says(
        pdf,
        "书证:进货台账(十二页),拟证明",
        "出示的内容:进货台账复印件全部十二页",
        "出示的方式:复印件随本告知书送达",
        "自收到本告知书之日起5个工作日内",
        "第四十五条",
        "不因陈述、申辩而给予更重的处罚",
    )


def test_art58_review_opinion_has_every_point_with_its_finding(typesetter):
    pdf = rendered(typesetter, DocumentKind.REVIEW_OPINION)
    says(
        pdf,
        *(p.finding for p in BY_KIND[DocumentKind.REVIEW_OPINION].points),
        "建议纠正",
        "审核人:郑洁",
        "存在问题",
    )


def test_art87_civil_procedure_proof_of_service_names_documents_and_leaves_room_to_sign(typesetter):
    pdf = rendered(typesetter, DocumentKind.PROOF_OF_SERVICE)
    says(
        pdf,
        "镇市监听约〔2026〕12号",
        "镇市监罚告〔2026〕12号",
        "■直接送达",
        "□留置送达",
        "签名、盖章",
        "见证人签名",
    )


def test_art95_civil_procedure_announcement_states_period_and_rights_and_no_identifier(typesetter):
    pdf = rendered(typesetter, DocumentKind.SERVICE_ANNOUNCEMENT)
    says(pdf, "自本公告发布之日起经过30日,即视为送达", "下落不明", "5个工作日", "不视为放弃上述权利")
    assert "identifier" not in KINDS[DocumentKind.SERVICE_ANNOUNCEMENT].content.model_fields


def test_interview_report_states_what_was_said_and_what_became_of_it(typesetter):
    pdf = rendered(typesetter, DocumentKind.INTERVIEW_REPORT)
    says(
        pdf,
        "签发人:陈示例",
        "镇江市人民政府:",
        "委托代理人江苏示例律师事务所孙律师",
        "企业经营困难,请求从轻处罚",
        "部分采纳",
        "附件:1.",
    )


def test_a_missed_interview_is_no_waiver(typesetter):
    content = BY_KIND[DocumentKind.INTERVIEW_REPORT]
    missed = content.parties[0].interview.model_copy(update={"held": False, "attendance": ()})
    heard = content.parties[0].model_copy(update={"interview": missed})
    pdf = typesetter.render(content.model_copy(update={"parties": (heard,)}), number=NUMBER, dated=DATED).pdf
    says(pdf, "当事人未到场;未到场不视为放弃陈述、申辩的权利")


def test_decision_filing_report_names_decision_and_attachments(typesetter):
    pdf = rendered(typesetter, DocumentKind.DECISION_FILING_REPORT)
    says(
        pdf,
        "镇市监处罚〔2026〕8号",
        "2026年7月6日",
        "《江苏省行政处罚听证程序规则》",
        "附件:1.行政处罚决定书",
    )


def test_one_typesetter_serves_several_threads(typesetter):
    from concurrent.futures import ThreadPoolExecutor

    contents = [BY_KIND[kind] for kind in DocumentKind] * 2
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda c: typesetter.render(c, number=NUMBER, dated=DATED).sha256, contents))
    assert made[: len(DocumentKind)] == made[len(DocumentKind) :]
    assert len(set(made)) == len(DocumentKind)


def test_a_numbered_kind_without_a_word_in_its_number_is_refused_at_the_start(tmp_path):
    """A profile of an office's own that empties one."""
    (tmp_path / "bureau.toml").write_text(
        'title = "某局"\nextends = "market"\n[switches.number_words]\npenalty_notice = ""\n', encoding="utf-8"
    )
    with pytest.raises(BadProfile, match="penalty_notice"):
        check_number_words(rulebook_for("bureau", folder=tmp_path))


def test_a_profile_replaces_the_word_and_the_layout_of_one_kind_and_leaves_the_rest(tmp_path):
    (tmp_path / "bureau.toml").write_text(
        'title = "某局"\nextends = "market"\n[switches.number_words]\npenalty_decision = "处罚"\n'
        '[switches.layouts]\nreview_opinion = "form"\n',
        encoding="utf-8",
    )
    rules = rulebook_for("bureau", folder=tmp_path)
    assert number_word(DocumentKind.PENALTY_DECISION, rules) == "处罚"
    assert number_word(DocumentKind.PENALTY_NOTICE, rules) == "罚告"
    assert layout_of(DocumentKind.REVIEW_OPINION, rules) is Layout.FORM
    assert layout_of(DocumentKind.INTERVIEW_LETTER, rules) is Layout.LETTER


@pytest.mark.parametrize(
    "profile", ["national", "market+zhenjiang", "environment", "housing", "emergency", "agriculture"]
)
def test_gbt9704_10_1_the_letter_that_transfers_a_case_is_laid_out_as_a_letter(profile):
    """A 函 to another agency is a letter; what reports a crime is a document with its red head, as before."""
    rules = rulebook_for(profile)
    assert layout_of(DocumentKind.TRANSFER_LETTER, rules) is Layout.LETTER
    assert layout_of(DocumentKind.CRIMINAL_TRANSFER, rules) is Layout.GONGWEN


def test_a_case_with_the_rules_of_before_keeps_the_transfer_that_it_approved():
    rules = rulebook_for("market")
    until_then = rules.switches.model_copy(update={"layouts": {}})
    before = rules.model_copy(update={"switches": until_then})
    assert layout_of(DocumentKind.TRANSFER_LETTER, before) is Layout.GONGWEN
