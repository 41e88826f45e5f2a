"""What is read together stands together on a page; and what a list of provisions, a report, an announcement says in full."""

import io

import pytest
from pypdf import PdfReader

from documents.parts import DocumentLine
from domain.case.documents import DocumentKind

from .examples import BY_KIND, DATED, TO_CORRECT
from .reading import squeezed
from .worded import words_of

NUMBER = "镇市监罚告〔2026〕12号"


def pages_of(typesetter, content, number=NUMBER):
    pdf = typesetter.render(content, number=number, dated=DATED).pdf
    return [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_cpl87_a_proof_of_service_for_two_documents_is_one_page(typesetter):
    content = BY_KIND[DocumentKind.PROOF_OF_SERVICE].model_copy(update={"by_hand": True})
    pages = pages_of(typesetter, content, number="")
    assert len(pages) == 1
    assert "各1份" in pages[0]


@pytest.mark.parametrize("attached", [11, 12, 13])
def test_gb9704_7_3_5_the_contact_below_the_date_is_never_alone_on_a_page(typesetter, attached):
    lines = tuple(
        DocumentLine(title="送达回证", number=f"镇市监回〔2026〕{n + 1}号") for n in range(attached)
    )
    content = BY_KIND[DocumentKind.INTERVIEW_REPORT].model_copy(update={"attachments": lines})
    last = pages_of(typesetter, content)[-1]
    assert "联系人:周明" in last
    assert "2026年6月1日" in last


@pytest.mark.parametrize("kind", [DocumentKind.PENALTY_NOTICE, DocumentKind.INTERVIEW_LETTER])
def test_gb9704_7_3_5_the_contact_goes_whole_with_the_signature(typesetter, kind):
    last = pages_of(typesetter, BY_KIND[kind])[-1]
    assert "、联系方式联系人:周明联系电话:0511-00000000地址:" in last


@pytest.mark.parametrize("documents", [2, 3])
@pytest.mark.parametrize("length", [50, 80])
def test_a_line_that_announces_a_paragraph_does_not_end_a_page_before_it(typesetter, documents, length):
    listed = tuple(
        DocumentLine(title="行政处罚告知书", number=f"镇市监罚告〔2026〕{n + 1}号") for n in range(documents)
    )
    content = BY_KIND[DocumentKind.SERVICE_ANNOUNCEMENT].model_copy(
        update={"documents": listed, "findings": (("销售标注虚假生产日期的食品" * 10)[:length],)}
    )
    for page in pages_of(typesetter, content, number=""):
        assert not page.partition("—")[0].endswith("事实:")


def test_an_address_on_the_internet_may_end_a_line_so_that_none_before_it_is_stretched(typesetter):
    pdf = typesetter.render(BY_KIND[DocumentKind.NO_PENALTY_DECISION], number=NUMBER, dated=DATED).pdf
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "https://" in next(line for line in text.split("\n") if "渠" in line.replace(" ", ""))


def test_an_act_is_named_once_in_a_list_of_its_provisions():
    said = words_of(BY_KIND[DocumentKind.NO_PENALTY_DECISION])
    assert (
        "根据《中华人民共和国行政处罚法》第三十三条第一款、第五十七条第一款第二项、"
        "《市场监督管理行政处罚程序规定》第六十条第一款第二项的规定,本机关决定" in said
    )


def test_art28_the_announcement_of_a_decision_tells_what_is_to_be_corrected():
    content = BY_KIND[DocumentKind.SERVICE_ANNOUNCEMENT].model_copy(update={"to_correct": TO_CORRECT})
    assert "本机关拟责令你于2026年7月15日以前改正违法行为" in words_of(content)
    decided = content.model_copy(update={"decided": True})
    assert "第二十八条第一款的规定,责令你于2026年7月15日以前改正违法行为" in words_of(decided)


def test_a_report_names_the_party_whose_case_it_is():
    said = words_of(BY_KIND[DocumentKind.INTERVIEW_REPORT])
    assert said.startswith(
        "关于镇江江畔食品有限公司涉嫌使用超过保质期的食品原料生产食品一案审前听述情况的报告"
    )


def test_art33_a_ground_that_the_reasons_state_is_not_said_twice():
    content = BY_KIND[DocumentKind.NO_PENALTY_DECISION]
    assert words_of(content).count("及时改正") == 1
    short = content.model_copy(update={"reasons": "没有造成危害后果。"})
    assert "当事人已经及时改正违法行为。没有造成危害后果。" in words_of(short)
