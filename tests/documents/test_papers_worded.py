"""How notice, hearing papers, review, announcement and reports are worded, and what every document writes in one way."""

from datetime import date
from decimal import Decimal

import pytest

from documents.citing import cite, cited_as_written
from documents.excerpts import kind_of, party_block
from documents.kinds import layout_of
from documents.kinds.review import ReviewedPoint
from documents.kinds.shared import review_basis
from documents.parts import Organ, PenaltyLine
from documents.told import AskedHearing, ServedWay
from documents.wording import listed, yuan
from domain.case.documents import DocumentKind
from domain.case.papers import Evidence
from domain.case.review import Purpose
from domain.law.articles import art
from domain.law.parties import PartyKind
from domain.law.rulebook import rulebook_for
from domain.law.switches import Layout
from tests.procedure.scene import Scene, company

from .examples import BY_KIND
from .worded import composed, words_of

MARKET = rulebook_for("market+zhenjiang")


def said(kind: DocumentKind, **changes) -> str:
    return words_of(BY_KIND[kind].model_copy(update=changes))


def test_art63_the_notice_cites_the_act_that_grants_the_right_beside_the_rule_of_the_sector():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-20")
    content = composed(scene, DocumentKind.PENALTY_NOTICE)
    assert content.hearing.basis == (
        "《中华人民共和国行政处罚法》第六十三条第一款",
        "《市场监督管理行政处罚听证办法》第五条",
        "《中华人民共和国行政处罚法》第六十四条第一项",
    )
    assert "《市场监督管理行政处罚程序规定》第五十八条" in content.statement.basis
    assert "不因陈述、申辩或者要求听证而给予更重的处罚" in words_of(content)


def test_market_decision_notice_and_hearing_bear_the_words_and_titles_of_the_sector():
    words = MARKET.switches.number_words
    assert [words[kind] for kind in ("penalty_decision", "penalty_notice", "hearing_notice")] == [
        "处罚",
        "罚告",
        "听通",
    ]
    assert words["no_penalty_decision"] == "不罚"
    assert rulebook_for("national").switches.number_words["penalty_decision"] == "罚决"
    assert MARKET.switches.titles == {"hearing_notice": "行政处罚听证通知书"}
    assert layout_of(DocumentKind.REVIEW_OPINION, MARKET) is Layout.FORM
    assert layout_of(DocumentKind.REVIEW_OPINION, rulebook_for("national")) is Layout.GONGWEN


def hearing() -> Scene:
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    return scene.hearing_requested("2026-06-03").hearing_notified("2026-06-04", "2026-06-24")


def test_art64_the_hearing_notice_is_of_who_organises_it_and_told_to_who_investigated():
    text = words_of(composed(hearing(), DocumentKind.HEARING_NOTICE))
    assert text.startswith("行政处罚听证通知书")
    assert "本机关决定举行听证,由本机关法规处组织。" in text
    assert "本次听证的时间、地点同时通知本案调查人员:李示例、王示例。" in text
    assert "有直接利害关系,或者有其他关系可能影响公正执法的,有权申请回避" in text
    assert "记录员" in text
    assert "听证员" not in text
    assert "可以由法定代表人(负责人)参加听证" in text


def test_the_proof_of_service_lists_the_hearing_notice_under_the_title_that_it_bears():
    scene = hearing()
    assert "行政处罚听证通知书" in words_of(composed(scene, DocumentKind.PROOF_OF_SERVICE))


def test_art64_decisions_tell_request_place_presider_and_recorder_of_the_hearing():
    content = BY_KIND[DocumentKind.PENALTY_DECISION]
    held = content.hearing.model_copy(update={"place": "二楼听证室", "recorder": "王芳"})
    asked = AskedHearing(on=date(2026, 6, 5))
    text = said(DocumentKind.PENALTY_DECISION, hearing=held, hearing_request=asked)
    assert "当事人于2026年6月5日要求听证,本机关依法受理并通知听证的时间、地点。" in text
    assert "2026年6月24日,本机关在二楼听证室依法公开举行听证,由赵强主持、王芳记录" in text


@pytest.mark.parametrize(
    ("stage", "title", "basis"),
    [
        (
            "before",
            "案件审核表",
            ("《市场监督管理行政处罚程序规定》第四十九条", "《市场监督管理行政处罚程序规定》第五十二条"),
        ),
        (
            "after",
            "法制审核表",
            (
                "《中华人民共和国行政处罚法》第五十八条",
                "《市场监督管理行政处罚程序规定》第四十九条",
                "《市场监督管理行政处罚程序规定》第五十条",
            ),
        ),
        (
            "hearing",
            "法制审核表",
            (
                "《中华人民共和国行政处罚法》第五十八条第一款第二项",
                "《市场监督管理行政处罚程序规定》第五十条第二款",
            ),
        ),
    ],
)
def test_samr49_50_52_each_review_cites_the_article_that_orders_it(stage, title, basis):
    scene = Scene().open("2026-05-18").reviewed("2026-05-20")
    if stage == "hearing":
        scene = hearing().hearing_held("2026-06-24", "请求从轻").hearing_reported("2026-06-25")
        scene.missed("2026-06-26").rechecked("2026-06-26").reviewed("2026-06-29")
    elif stage == "after":
        scene = Scene().to_heard().reviewed("2026-06-09")
    content = composed(scene, DocumentKind.REVIEW_OPINION)
    assert (content.title, content.review_basis) == (title, basis)
    assert content.layout is Layout.FORM


def test_samr54_the_opinion_has_finding_and_advice_on_each_point_and_no_hash():
    content = BY_KIND[DocumentKind.REVIEW_OPINION]
    wanting = ReviewedPoint(heading="事实", agreed=False, finding="销量不清", advice="调取出库记录")
    for layout in (Layout.GONGWEN, Layout.FORM):
        text = words_of(content.model_copy(update={"points": (wanting,), "layout": layout}))
        assert "销量不清。建议:调取出库记录。" in text
        assert content.papers_version not in text
        # Where it is signed, its day is that of the signature.
        assert text.count("2026年6月30日") == (1 if layout is Layout.FORM else 0)


def test_samr46_a_suspension_names_its_ground_as_a_sentence_and_quotes_nothing():
    """The grounds are words of the profile and not those of the rule: no quotation marks, and no 因 before 因."""
    said = words_of(BY_KIND[DocumentKind.SUSPENSION_NOTICE])
    assert "有下列情形:因不可抗力暂时无法调查。根据《市场监督管理行政处罚程序规定》第四十六条的规定" in said
    assert "“因不可抗力" not in said


def test_art48_a_statement_of_one_matter_has_no_numbered_heading():
    said = words_of(BY_KIND[DocumentKind.PUBLICATION_WITHDRAWAL])
    assert "撤回途径国家企业信用信息公示系统撤回理由原决定作出时" in said
    assert "一、" not in said


@pytest.mark.parametrize("purpose", Purpose)
def test_a_review_of_a_no_penalty_proposal_never_rests_on_art58(purpose):
    case = Scene().open("2026-05-18").case
    party = case.party(1)
    spared = party.model_copy(update={"proposal": party.proposal.model_copy(update={"penalties": ()})})
    case = case.model_copy(update={"parties": case.parties.model_copy(update={"all": (spared,)})})
    assert review_basis(case, purpose) == (
        "《市场监督管理行政处罚程序规定》第四十九条",
        "《市场监督管理行政处罚程序规定》第五十二条",
    )


def test_cpl95_the_announcement_of_a_decision_says_on_what_it_rests_what_is_to_be_paid_and_where():
    decision = BY_KIND[DocumentKind.PENALTY_DECISION]
    text = said(
        DocumentKind.SERVICE_ANNOUNCEMENT,
        decided=True,
        decision_basis=("《中华人民共和国行政处罚法》第五十七条第一款第一项",),
        payment=decision.payment,
        reconsideration=decision.reconsideration,
        lawsuit=decision.lawsuit,
    )
    assert "由本机关依法办理" not in text
    assert "根据《中华人民共和国行政处罚法》第五十七条第一款第一项的规定,本机关决定给予下列行政处罚" in text
    assert "自送达之日起15日内" in text
    assert "收款账户:户名:镇江市财政局示例专户" in text
    assert "每日按罚款数额的百分之三加处罚款" in text


def test_an_announced_decision_without_account_is_a_gap():
    fine = PenaltyLine(title="罚款", code="fine", amount=Decimal(1), capitals="壹元整")
    content = BY_KIND[DocumentKind.SERVICE_ANNOUNCEMENT].model_copy(
        update={"decided": True, "penalties": (fine,)}
    )
    assert "缴款方式" in list(content.gaps())


REPORTS = (DocumentKind.INTERVIEW_REPORT, DocumentKind.DECISION_FILING_REPORT)


@pytest.mark.parametrize("kind", REPORTS)
def test_a_report_goes_to_a_superior_and_a_letter_to_any_other_office(kind):
    letter, report = said(kind, upward=False), said(kind, upward=True)
    assert "特此函告。" in letter
    assert "特此报告" not in letter
    assert ("函" in letter[:60], "报告" in letter[:60]) == (True, False)
    assert "特此报告。" in report
    assert report.endswith(BY_KIND[kind].organ.name)


@pytest.mark.parametrize(("superior", "layout"), [(False, Layout.LETTER), (True, Layout.GONGWEN)])
def test_the_standing_of_the_receiver_chooses_the_form(superior, layout):
    scene = Scene().agency(supervising_office_superior=superior).to_discussed()
    content = composed(scene, DocumentKind.INTERVIEW_REPORT)
    assert (content.upward, content.layout) == (superior, layout)


def test_the_report_encloses_acceptance_hearing_papers_and_proofs_of_service():
    scene = hearing().hearing_held("2026-06-24", "请求从轻").hearing_reported("2026-06-25")
    scene.missed("2026-06-26").rechecked("2026-06-26").reviewed("2026-06-29").filed("2026-06-30")
    titles = [one.title for one in composed(scene, DocumentKind.INTERVIEW_REPORT).attachments]
    assert titles[0] == "立案审批表"
    name = scene.case.party(1).name
    assert {
        "行政处罚听证通知书",
        f"听证笔录（{name}）",
        f"听证报告（{name}）",
        f"送达回证（{name}，《审前听述约谈函》等）",
        f"送达回证（{name}，《行政处罚听证通知书》）",
    } <= set(titles)


def test_a_decision_under_way_to_its_party_is_reported_so():
    content = BY_KIND[DocumentKind.DECISION_FILING_REPORT]
    party = content.parties[0].model_copy(update={"served_on": None, "decision_service": None})
    assert "决定书正在依法送达" in said(DocumentKind.DECISION_FILING_REPORT, parties=(party,))
    served = ServedWay(way="direct", mode="直接送达", sent_on=date(2026, 7, 8), served_on=date(2026, 7, 8))
    party = party.model_copy(update={"served_on": date(2026, 7, 8), "decision_service": served})
    assert "送达情况于2026年7月8日直接送达" in said(DocumentKind.DECISION_FILING_REPORT, parties=(party,))


@pytest.mark.parametrize(
    ("kind", "title", "attending"),
    [
        (PartyKind.CITIZEN, "住址", ""),
        (PartyKind.SOLE_TRADER, "住所", "经营者"),
        (PartyKind.ORGANISATION, "住所", "法定代表人（负责人）"),
    ],
)
def test_who_comes_and_where_it_lives_are_called_by_the_kind_of_party(kind, title, attending):
    party = Scene().open("2026-05-18").case.party(1).model_copy(update={"kind": kind})
    block = party_block(party)
    assert (block.address_title, block.attending) == (title, attending)
    comes = f"可以由{attending}到场" if attending else "可以本人到场"
    assert comes.replace("（", "(").replace("）", ")") in said(DocumentKind.INTERVIEW_LETTER, party=block)


def test_art59_a_sole_trader_is_named_with_its_licence_and_the_number_of_its_proprietor():
    trader = {
        **company(),
        "kind": "sole_trader",
        "licence": "营业执照",
        "representative_identifier": "11010519491231002X",
    }
    scene = Scene().open("2026-05-18", parties=[trader]).reviewed("2026-05-20").prepared("2026-05-20")
    text = words_of(composed(scene, DocumentKind.PENALTY_NOTICE))
    assert "主体资格证照名称营业执照" in text
    assert "经营者公民身份号码11010519491231002X" in text


@pytest.mark.parametrize(
    ("article", "cited"),
    [
        (art("食品安全法", "125.1(2)"), "《中华人民共和国食品安全法》第一百二十五条第一款第二项"),
        (art("广告法", "9(3)"), "《中华人民共和国广告法》第九条第三项"),
        (art("民法典", "200"), "《中华人民共和国民法典》第二百条"),
        (art("食品安全法实施条例", "67"), "《中华人民共和国食品安全法实施条例》第六十七条"),
        (art("化妆品监督管理条例", "60"), "《化妆品监督管理条例》第六十条"),
        (
            art("市场监督管理行政处罚程序规定", "57.2"),
            "《市场监督管理行政处罚程序规定》第五十七条第二款",
        ),
    ],
)
def test_an_act_is_cited_by_its_full_title_whichever_it_is(article, cited):
    assert cite(article) == cited


def test_what_an_officer_wrote_as_provision_is_cited_as_one():
    assert cited_as_written("行政处罚法第三十二条第一项") == "《中华人民共和国行政处罚法》第三十二条第一项"
    assert cited_as_written("本局裁量基准") == "本局裁量基准"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2026年3月2日现场检查笔录", "现场笔录"),
        ("现场勘验笔录", "勘验笔录"),
        ("笔录", "勘验笔录、现场笔录"),
    ],
)
def test_art46_a_record_is_called_what_it_is_and_not_by_its_class(title, kind):
    assert kind_of(Evidence(id="E1", kind="record", title=title, proves=())) == kind


def test_amounts_are_written_in_one_way_and_a_single_item_has_no_number():
    assert (yuan(Decimal("120000.00")), yuan(Decimal("85.5"))) == ("120000元", "85.50元")
    one = (PenaltyLine(title="警告", code="warning"),)
    assert (
        "1."
        not in said(DocumentKind.PENALTY_DECISION, penalties=one)
        .partition("本机关决定")[2]
        .partition("履行")[0]
    )
    assert "1.没收违法所得" in said(DocumentKind.PENALTY_DECISION)


def test_the_sender_of_the_review_is_a_unit_and_its_reader_no_officer_by_name():
    text = said(DocumentKind.REVIEW_OPINION, organ=Organ(name="某局"), reviewing_unit="法规处")
    assert "办案机构:" in text


def test_the_title_of_an_act_is_written_once_before_all_that_is_cited_of_it():
    first, second = "《中华人民共和国行政强制法》第五十三条", "《中华人民共和国行政强制法》第五十四条"
    other = "《中华人民共和国行政处罚法》第七十二条"
    assert listed((first, second)) == "《中华人民共和国行政强制法》第五十三条、第五十四条"
    assert listed((first, other, second)) == f"{first}、第五十四条、{other}"
    assert listed(("《行政处罚告知书》", "《行政处罚告知书》")) == "《行政处罚告知书》、《行政处罚告知书》"


def test_art28_1_an_order_to_correct_says_what_was_broken_where_the_roles_are_known():
    assert "上述行为违反下列规定:" in said(DocumentKind.CORRECTION_ORDER)
    assert "上述行为涉及下列规定:" in said(DocumentKind.CORRECTION_ORDER, roles_known=False)
    assert "本机关将复查改正情况" in said(DocumentKind.CORRECTION_ORDER)


def test_ael55_the_head_signs_the_application_by_hand_before_its_attachments():
    words = said(DocumentKind.ENFORCEMENT_APPLICATION)
    assert words.index("申请人负责人(签名)") < words.index("行政处罚决定书及作出决定的事实")
    assert words.count("陈示例") == 1
