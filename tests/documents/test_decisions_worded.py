"""How a decision is worded: the course of service and hearing, the ground of sparing a party, what is performed and how."""

from datetime import date

import pytest

from documents.parts import Payment, PenaltyLine, Period
from documents.told import AskedHearing, ServedWay, served_way
from domain.case.documents import DocumentKind
from domain.case.service import CompletedService, Mode
from domain.law.rulebook import Rulebook, rulebook_for
from domain.law.terms import Unit
from tests.procedure.scene import Scene, company
from tests.procedure.test_service import announced, untraceable

from .examples import BY_KIND
from .worded import composed, words_of

PENALTY = DocumentKind.PENALTY_DECISION
NO_PENALTY = DocumentKind.NO_PENALTY_DECISION


def said(kind: DocumentKind, **changes) -> str:
    return words_of(BY_KIND[kind].model_copy(update=changes))


def way(mode: str, sent: date, served: date, **more) -> ServedWay:
    return ServedWay(way=mode, mode=mode, sent_on=sent, served_on=served, **more)


FRIDAY, NEXT_MONTH = date(2026, 6, 5), date(2026, 7, 5)


@pytest.mark.parametrize(
    ("served", "words"),
    [
        (way("direct", FRIDAY, FRIDAY), "告知书于2026年6月5日直接送达。"),
        (way("left", FRIDAY, FRIDAY), "告知书因受送达人拒绝签收,于2026年6月5日留置送达。"),
        (way("electronic", FRIDAY, FRIDAY), "告知书经受送达人书面同意,于2026年6月5日以电子方式送达。"),
        (way("post", FRIDAY, date(2026, 6, 8)), "告知书于2026年6月5日邮寄,2026年6月8日签收。"),
        (way("entrusted", FRIDAY, date(2026, 6, 8)), "告知书于2026年6月5日委托送达,2026年6月8日签收。"),
        (
            way("post", FRIDAY, date(2026, 6, 8), returned_because="查无此人"),
            "邮件因查无此人于2026年6月8日退回,退回之日视为送达。",
        ),
        (
            way("announcement", FRIDAY, NEXT_MONTH, reason="当事人下落不明"),
            "告知书因当事人下落不明,于2026年6月5日公告送达,2026年7月5日视为送达。",
        ),
        (way("direct", FRIDAY, FRIDAY, acknowledged=True), "告知书经核实,当事人于2026年6月5日收到。"),
    ],
)
@pytest.mark.parametrize("kind", [PENALTY, NO_PENALTY, DocumentKind.NOT_ESTABLISHED_DECISION])
def test_art61_a_decision_says_how_and_when_the_notice_was_served(kind, served, words):
    assert words in said(kind, notice_service=served)


@pytest.mark.parametrize(
    "kind",
    [
        DocumentKind.PAYMENT_DEMAND,
        DocumentKind.DEFERRAL_DECISION,
        DocumentKind.ENFORCEMENT_APPLICATION,
        DocumentKind.REVOCATION_DECISION,
    ],
)
def test_art61_what_follows_a_decision_says_how_that_was_served(kind):
    served = way("announcement", FRIDAY, NEXT_MONTH, reason="当事人下落不明")
    assert "因当事人下落不明,于2026年6月5日公告送达,2026年7月5日视为送达" in said(
        kind, decision_service=served
    )


def test_cpl95_the_announcement_cites_what_the_sector_says_of_it_and_its_day_is_told():
    scene = announced(untraceable())
    content = composed(scene, DocumentKind.SERVICE_ANNOUNCEMENT)
    assert content.basis == (
        "《中华人民共和国民事诉讼法》第九十五条",
        "《市场监督管理行政处罚程序规定》第八十二条第五项",
    )
    party = scene.case.party(1)
    documents = party.announcements[-1].documents
    completed = CompletedService(
        documents=documents, mode=Mode.ANNOUNCEMENT, served_on=NEXT_MONTH, handed_over_on=FRIDAY
    )
    told = served_way(party.model_copy(update={"services": (completed,)}), documents[-1])
    assert told is not None
    assert (told.sent_on, told.served_on, told.reason) == (FRIDAY, NEXT_MONTH, "下落不明")


RULES = rulebook_for("market+zhenjiang")
BY_CHOICE = RULES.model_copy(
    update={"switches": RULES.switches.model_copy(update={"every_penalty_published": False})}
)


def to_decide(rules: Rulebook = RULES, *penalties, **opening) -> Scene:
    scene = Scene(rules).open("2026-05-18", **opening).reviewed("2026-05-20").issued("2026-05-25")
    return (
        scene.served("2026-06-01").interview("2026-06-05", "请求从轻").rechecked("2026-06-08", 1, *penalties)
    )


@pytest.mark.parametrize(("rules", "published"), [(RULES, True), (BY_CHOICE, False)])
def test_samr_pub_2_every_penalty_of_the_market_is_published_whatever_the_officer_says(rules, published):
    scene = to_decide(rules).decision_prepared("2026-06-11", publish=False)
    assert scene.state.party(1).prepared_decision.publish is published
    told = "《市场监督管理行政处罚信息公示规定》第八条的规定,本机关将依法向社会公示本决定的信息。"
    assert (told in words_of(composed(scene, PENALTY))) is published


def test_samr_pub_2_a_bare_warning_is_left_to_the_officer():
    party = {**company(), "proposal": {"penalties": [{"kind": "warning"}]}}
    scene = to_decide(RULES, {"kind": "warning"}, parties=[party], opened_all_the_same="社会关注")
    scene.decision_prepared("2026-06-11", 1, {"kind": "warning"}, publish=False)
    assert scene.state.party(1).prepared_decision.publish is False


GROUNDS = {
    "30": ("行为时不满十四周岁", "责令当事人的监护人对当事人加以管教"),
    "31": ("不能辨认或者不能控制自己行为", "责令当事人的监护人严加看管和治疗"),
    "33(1)": ("当事人已经及时改正违法行为", "对当事人进行教育"),
    "33(2)": ("有证据足以证明没有主观过错", "对当事人进行教育"),
    "36": ("被发现时已经超过给予行政处罚的法定期限", "对当事人进行教育"),
}


@pytest.mark.parametrize(("ground", "words"), GROUNDS.items())
def test_art30_31_33_36_each_ground_of_no_penalty_has_its_own_wording(ground, words):
    text = said(
        NO_PENALTY,
        ground_code=ground,
        reasons="没有造成危害后果。",
        punished_from="十四周岁",
        decision_basis=("《中华人民共和国行政处罚法》第五十七条第一款第二项",),
        education_basis=("《中华人民共和国行政处罚法》第三十三条第三款",),
    )
    for one in words:
        assert one in text
    assert "第五十七条第一款第二项的规定,本机关决定对当事人不予行政处罚" in text
    assert "根据《中华人民共和国行政处罚法》第三十三条第三款的规定,本机关对当事人进行教育" in text
    others = {w[0] for g, w in GROUNDS.items() if g != ground}
    assert not any(other in text for other in others)


def test_art33_no_penalty_names_the_evidence_of_its_ground_and_cites_the_sector():
    scene = to_decide()
    scene.decision_prepared(
        "2026-06-11",
        outcome="no_penalty",
        penalties=[],
        ground="33(1)",
        discretion_reasons="违法行为轻微并及时改正，没有造成危害后果",
        ground_evidence=["E1"],
    )
    content = composed(scene, NO_PENALTY)
    assert content.decision_basis == (
        "《中华人民共和国行政处罚法》第五十七条第一款第二项",
        "《市场监督管理行政处罚程序规定》第六十条第一款第二项",
    )
    assert content.education_basis[1] == "《市场监督管理行政处罚程序规定》第六十一条"
    assert "上述不予处罚的情形,有下列证据证明:现场笔录:现场笔录。" in words_of(content)


def test_art64_no_penalty_says_what_became_of_the_hearing_that_was_asked_for():
    asked = AskedHearing(on=FRIDAY, unpunished=True)
    text = said(NO_PENALTY, hearing=None, hearing_on=None, hearing_request=asked)
    assert "当事人于2026年6月5日要求听证。因本机关决定不予行政处罚,不再举行听证。" in text
    withdrawn = AskedHearing(on=FRIDAY, withdrawn_on=date(2026, 6, 8))
    assert "后于2026年6月8日撤回" in said(PENALTY, hearing=None, hearing_on=None, hearing_request=withdrawn)


def line(code: str, title: str, **more) -> PenaltyLine:
    return PenaltyLine(code=code, title=title, **more)


REVOKED = line("permit_revocation", "吊销许可证件")


def test_art66_deferral_is_told_with_a_fine_alone_for_economic_hardship_and_in_writing():
    fined = said(
        PENALTY,
        payment=Payment(
            period=Period(length=15, unit=Unit.CALENDAR_DAY),
            account="账户",
            basis=(
                "《中华人民共和国行政处罚法》第六十七条第三款",
                "《市场监督管理行政处罚程序规定》第七十二条",
            ),
            deferral_basis=("《中华人民共和国行政处罚法》第六十六条第二款",),
        ),
    )
    assert "确有经济困难,需要延期或者分期缴纳罚款的" in fined
    assert "向本机关书面申请" in fined
    unfined = said(PENALTY, payment=None, penalties=(REVOKED,))
    assert "延期" not in unfined
    assert "分期" not in unfined


@pytest.mark.parametrize(
    ("penalty", "words"),
    [
        (REVOKED, "吊销许可证件自本决定书送达之日起生效;当事人应当自收到本决定书之日起立即将原许可证件"),
        (line("warning", "警告"), "警告自本决定书送达之日起执行。"),
        (line("production_halt", "责令停产停业", duration="3个月"), "期限3个月;当事人应当自收到本决定书之日起立即停止生产经营。"),
        (line("confiscation_of_goods", "没收非法财物", subject="糕点"), "没有扣押的,当事人应当自收到本决定书之日起停止使用、处分,并立即交付本机关"),
        (line("permit_suspension", "暂扣许可证件", duration="6个月"), "期限6个月;当事人应当自收到本决定书之日起立即将许可证件正本、副本交付本机关,期满发还"),
    ],
)  # fmt: skip
def test_art59_1_4_each_penalty_without_money_says_how_and_when_it_is_performed(penalty, words):
    assert words in said(PENALTY, payment=None, penalties=(penalty,))


def test_art59_1_4_what_the_officer_writes_of_performance_stands_in_its_place():
    text = said(PENALTY, payment=None, penalties=(REVOKED,), performance="请于2026年7月1日前到政务中心交回")
    assert "请于2026年7月1日前到政务中心交回。" in text
    assert "发证机关" not in text


@pytest.mark.parametrize(
    ("penalties", "basis", "deferral"),
    [
        (
            [{"kind": "fine", "amount": "90000.00"}],
            ("《中华人民共和国行政处罚法》第六十七条第三款", "《市场监督管理行政处罚程序规定》第七十二条"),
            ("《中华人民共和国行政处罚法》第六十六条第二款", "《市场监督管理行政处罚程序规定》第七十四条"),
        ),
    ],
)
def test_samr72_74_payment_and_deferral_rest_on_the_act_and_on_the_sector(penalties, basis, deferral):
    scene = to_decide()
    scene.decision_prepared("2026-06-11")
    content = composed(scene, PENALTY)
    assert content.payment.basis == basis
    assert content.payment.deferral_basis == deferral


def test_a_decision_says_in_how_many_copies_it_is_made_out_and_where_its_case_came_from():
    scene = Scene().open("2026-05-18", case_source="监督检查").reviewed("2026-05-20").issued("2026-05-25")
    scene.served("2026-06-01").interview("2026-06-05", "请求从轻").rechecked("2026-06-08")
    text = words_of(composed(scene.decision_prepared("2026-06-11"), PENALTY))
    assert "本案来源于监督检查。本机关于" in text
    assert "本文书一式二份,一份送达当事人,一份归档。" in text
