"""Forms that people sign on paper: what is printed on each, what is left empty, and the code by which its scan is known."""

import io
import re
import subprocess
from datetime import date
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from documents import kinds
from documents.codes import qr_svg
from documents.forms import KINDS, FormPrinter, compose
from documents.forms.deciding import ClosingApproval
from documents.forms.saying import WaiverForm
from documents.forms.service import BlankProofOfService
from documents.stamping import stamped
from domain.case.documents import DocumentKind
from domain.law.rulebook import rulebook_for
from domain.procedure import MOVES
from domain.procedure.form_codes import BadFormCode, FormCode, read_code
from domain.procedure.paper_forms import FORMS, PaperForm
from domain.record import Names, marker_of
from tests.procedure.playing import standard
from tests.procedure.test_closing_without_penalty import decided, told
from tests.tools import VERAPDF, require

from .examples import BY_KIND, DATED
from .form_examples import at_first
from .reading import metadata_of, squeezed, text_of

CODE = FormCode("zj-market", "2026-0001", PaperForm.INTERVIEW_RECORD, 1)


@pytest.fixture(scope="module")
def cases():
    return at_first()


@pytest.fixture(scope="module")
def printed(cases, typesetter):
    printer, made = FormPrinter(typesetter), {}
    for form, (case, party) in cases.items():
        code = FormCode(case.identity.agency.code, case.identity.number, form, party)
        made[form] = (code, printer.print(case, code).pdf)
    return made


@pytest.mark.parametrize("form", PaperForm)
def test_a_day_to_be_written_by_hand_stands_in_one_line(printed, form):
    document = pypdfium2.PdfDocument(printed[form][1])
    lines = [line.strip() for page in document for line in page.get_textpage().get_text_range().splitlines()]
    assert {"年", "月", "日", "时", "分"}.isdisjoint(lines)


def codes_on(pdf):
    """What a reader of QR codes sees on each page as it is printed."""
    pages = pypdfium2.PdfDocument(pdf)
    pictures = [pages[n].render(scale=150 / 72).to_pil() for n in range(len(pages))]
    return [[code.text for code in zxingcpp.read_barcodes(picture)] for picture in pictures]


@pytest.mark.parametrize("form", PaperForm)
def test_a_form_names_a_move_and_its_field_for_a_scan(form):
    rule = FORMS[form]
    assert all(move in MOVES for move in (rule.move, *rule.after))
    model: Any = MOVES[rule.move]
    for name in rule.field.split("."):
        field = model.model_fields[name]
        model = field.annotation
    assert marker_of(field, Names) is Names.FILE, rule.field


@pytest.mark.parametrize("form", PaperForm)
def test_every_form_has_an_entry_of_its_own(form):
    assert KINDS[form].content.kind is form
    assert (FORMS[form].source is None) == ("[I]" in (KINDS[form].content.__doc__ or ""))


SAID = {
    PaperForm.BLANK_PROOF_OF_SERVICE: ("送达回证", "行政处罚告知书", "份数", "送达地点", "不是代收人"),
    PaperForm.STATEMENT_RECORD: (
        "陈述申辩笔录",
        "执法证号",
        "不因陈述、申辩而给予更重的处罚",
        "拒绝签名的注明",
    ),
    PaperForm.EVIDENCE_RECEIPT: ("证据材料接收回执", "□原件", "页数、份数", "接收人签名"),
    PaperForm.ADDRESS_CONFIRMATION: (
        "送达地址确认书",
        "□同意",
        "《中华人民共和国行政处罚法》第六十一条",
        "《市场监督管理行政处罚程序规定》第八十三条",
        "退回之日视为送达之日",
    ),
    PaperForm.WAIVER: ("放弃权利声明", "要求听证", "自愿明确放弃", "放弃一项权利，不影响其他权利"),
    PaperForm.POWER_OF_ATTORNEY: ("授权委托书", "一至二名代理人", "□特别授权", "□撤回听证要求"),
    PaperForm.INTERVIEW_RECORD: ("听述笔录", "起止时间", "是否申请回避", "逐点记录", "拒绝签名的注明"),
    PaperForm.HEARING_ANNOUNCEMENT: ("听证公告", "2026年3月27日9时30分", "公开举行听证", "旁听"),
    PaperForm.HEARING_RECORD: ("听证笔录", "调查人员", "质证", "最后陈述", "记录员签名"),
    PaperForm.HEARING_END_RECORD: ("终止听证记录", "□无正当理由拒不出席", "□未经许可中途退出"),
    PaperForm.HEARING_REPORT: ("听证报告", "当事人对证据的真实性没有异议", "主持人的处理意见和建议"),
    PaperForm.RECHECK_OPINION: ("复核意见书", "当事人的意见1", "□部分采纳", "□轻于告知"),
    PaperForm.CASE_REVIEW_SHEET: ("案件审核表", "办案机构意见", "□建议补充调查", "审核机构负责人"),
    PaperForm.BLANK_DISCUSSION_RECORD: (
        "案件集体讨论记录",
        "列席人",
        "各人意见",
        "对镇江示例食品有限公司的结论",
    ),
    PaperForm.CLOSING_APPROVAL: (
        "结案审批表",
        "自2026年6月25日起算",
        "罚没款已于2026年6月25日缴清",
        "复议、诉讼",
        "机关负责人意见",
    ),
    PaperForm.ANNOUNCEMENT_ACCOUNT: (
        "公告送达情况说明",
        "2026年6月1日直接送达，送达人：李示例、王示例；下落不明：登记住所已拆迁",
        "查找途径：到住所地、经营场所查找、按登记的联系方式联系",
        "2026年6月4日邮寄送达",
        "6月1日直接送达，住所已拆迁；6月4日邮件退回。",
        "镇江市示例市场监督管理局公告栏及网站（示例）",
        "2026年7月5日",
        "第九十五条",
        "送达人签名",
    ),
    PaperForm.CREDIT_REPAIR_NOTICE: ("信用修复告知书", "可以申请信用修复", "最短公示期和申请条件"),
}


@pytest.mark.parametrize("form", PaperForm)
def test_a_form_prints_what_the_case_knows_and_its_own_fields(printed, cases, form):
    said = text_of(printed[form][1])
    case, party = cases[form]
    about_whom = [] if party is None else [case.party(party).name]
    for words in (*SAID[form], case.papers.cause, *about_whom):
        assert squeezed(words) in said, words


@pytest.mark.parametrize("form", PaperForm)
def test_a_form_is_accessible_and_archivable(printed, form):
    metadata = metadata_of(printed[form][1])
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert form.zh in metadata


@pytest.mark.parametrize("form", PaperForm)
def test_the_scan_of_any_page_says_of_which_case_move_and_form_it_is(printed, form):
    code, pdf = printed[form]
    assert codes_on(pdf) == [[str(code)]] * len(PdfReader(io.BytesIO(pdf)).pages)
    assert read_code(str(code)) == code
    for page in PdfReader(io.BytesIO(pdf)).pages:
        assert str(code) in squeezed(page.extract_text())


def test_the_same_case_gives_the_same_file(cases, typesetter, printed):
    case, _ = cases[PaperForm.WAIVER]
    code, pdf = printed[PaperForm.WAIVER]
    assert FormPrinter(typesetter).print(case, code).pdf == pdf


def test_art87_no_signature_and_no_day_is_typed_into_the_blank_proof(cases):
    case, party = cases[PaperForm.BLANK_PROOF_OF_SERVICE]
    content = compose(case, PaperForm.BLANK_PROOF_OF_SERVICE, party)
    assert isinstance(content, BlankProofOfService)
    assert [line.title for line in content.documents] == ["审前听述约谈函", "行政处罚告知书"]
    assert content.recipient == "镇江示例食品有限公司"
    fields = set(BlankProofOfService.model_fields)
    assert not fields & {"receiver", "served_on", "relation", "refusal", "witness", "servers"}


def test_art64_a_right_to_a_hearing_is_waived_only_where_there_is_one(cases):
    case, party = cases[PaperForm.WAIVER]
    with_it = compose(case, PaperForm.WAIVER, party)
    screening = case.screening.model_copy(update={"hearing": {}})
    without = compose(case.model_copy(update={"screening": screening}), PaperForm.WAIVER, party)
    assert isinstance(with_it, WaiverForm)
    assert isinstance(without, WaiverForm)
    assert with_it.rights == ("陈述申辩", "要求听证", "审前听述")
    assert without.rights == ("陈述申辩", "审前听述")


def test_samr_art77_4_the_approval_says_from_which_day_the_closing_counts():
    """Decided without penalty on Thursday 2026-05-21, served on Thursday 05-28."""
    form = compose(told(decided(), "2026-05-28").case, PaperForm.CLOSING_APPROVAL, None)
    assert isinstance(form, ClosingApproval)
    assert form.counted_from == date(2026, 5, 21)


CLOSED_AS = (
    "违法事实不能成立",
    "不予行政处罚",
    "撤案",
    "终止",
    "移送其他机关",
    "移送司法机关",
    "分案",
    "并案",
    "决定被撤销",
)


@pytest.mark.parametrize("way", [*CLOSED_AS, "处罚决定执行完毕", "终结执行", "其他"])
def test_samr_art77_every_way_in_which_a_case_ends_can_be_ticked(printed, way):
    assert f"□{way}" in text_of(printed[PaperForm.CLOSING_APPROVAL][1])


@pytest.mark.parametrize("form", [PaperForm.BLANK_DISCUSSION_RECORD, PaperForm.RECHECK_OPINION])
def test_art57_1_3_that_the_facts_are_not_established_can_be_concluded(printed, form):
    """No penalty for its ground, and no penalty because nothing is proven, are two conclusions."""
    said = text_of(printed[form][1])
    assert squeezed("□不予行政处罚，依据：") in said
    assert squeezed("□违法事实不能成立，不予行政处罚") in said


def test_a_code_says_what_it_is_of_and_names_nobody():
    assert re.fullmatch(r"tingshu:form/zj-market/2026-0001/interview_record/1/[0-9a-f]{8}", str(CODE))
    of_the_case = FormCode("zj-market", "2026-0001", PaperForm.CLOSING_APPROVAL)
    assert str(of_the_case).startswith("tingshu:form/zj-market/2026-0001/closing_approval/-/")
    assert read_code(f" {CODE}\n") == CODE


@pytest.mark.parametrize(
    "typed",
    [
        str(CODE).replace("2026-0001", "2026-0007"),
        str(CODE).replace("/1/", "/2/"),
        str(CODE)[:-1],
        str(FormCode("zj-market", "2026-0001", PaperForm.INTERVIEW_RECORD)),
        str(FormCode("zj-market", "2026-0001", PaperForm.CLOSING_APPROVAL, 1)),
        "tingshu:form/zj-market/2026-0001/no_form/1/00000000",
        "https://example.org",
        "",
    ],
)
def test_a_code_read_or_typed_wrongly_is_none(typed):
    with pytest.raises(BadFormCode):
        read_code(typed)


def test_a_code_is_still_read_where_a_stamp_covers_a_part_of_it(printed):
    code, pdf = printed[PaperForm.BLANK_PROOF_OF_SERVICE]
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=200 / 72).to_pil().convert("L")
    # The code lies 165 to 185 mm from the left and 4 to 24 mm from the top; a blot of 4 mm on it.
    mm = 200 / 25.4
    picture.paste(0, tuple(round(at * mm) for at in (173, 12, 177, 16)))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [str(code)]


def test_a_picture_of_a_code_is_drawn_and_runs_nothing():
    picture = qr_svg("https://example.org/?a=1&b=<script>")
    assert picture.startswith("<svg")
    assert "script" not in picture
    assert "href" not in picture


@pytest.fixture(scope="module")
def served():
    return standard(until="submit_statement").case


def proof_of(case, *, by_hand):
    rules = case.rulebook.model_copy(
        update={"switches": case.rulebook.switches.model_copy(update={"proof_signed_by_hand": by_hand})}
    )
    document = next(d for d in case.documents.all if d.kind is DocumentKind.PROOF_OF_SERVICE)
    return kinds.compose(case.bound_by(rules), document)


def test_art87_nothing_is_typed_into_a_cell_that_people_sign(served, typesetter):
    content = proof_of(served, by_hand=True)
    said = text_of(typesetter.render(content, dated=DATED).pdf)
    assert (content.receiver, content.served_on, content.relation) == ("", None, "")
    assert "以附卷的送达回证扫描件为准" in said
    assert "年月日时分" in said
    assert "陈示例" not in said


def test_rules_from_before_that_switch_type_what_they_typed(served):
    service = served.party(1).services[0]
    content = proof_of(served, by_hand=False)
    assert (content.receiver, content.served_on) == (service.receiver, service.served_on)
    assert content.by_hand is False


@pytest.mark.parametrize("profile", ["national", "market", "market+zhenjiang", "environment"])
def test_shipped_profiles_leave_the_proof_to_be_signed_by_hand(profile):
    assert rulebook_for(profile).switches.proof_signed_by_hand is True


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_every_form_and_a_stamped_notice_is_a_file_for_the_archive_and_for_a_screen_reader(
    printed, typesetter, tmp_path, flavour
):
    """One process for all files: starting Java takes longer than reading them."""
    notice = typesetter.render(BY_KIND[DocumentKind.PENALTY_NOTICE], number="例〔2026〕12号", dated=DATED).pdf
    (tmp_path / "stamped.pdf").write_bytes(stamped(typesetter, notice, "https://example.org", "7KQ4-M2XP"))
    for form, (_, pdf) in printed.items():
        (tmp_path / f"{form}.pdf").write_bytes(pdf)
    java = ("java", "-cp", f"{require(VERAPDF)}/*", "org.verapdf.apps.GreenfieldCliWrapper")
    files = sorted(tmp_path.glob("*.pdf"))
    asked = [*java, "-f", flavour, "--format", "text", *files]
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.splitlines()
    assert [line for line in told if not line.startswith("PASS ")] == []
    assert len(told) == len(files) == len(PaperForm) + 1


ONE_PAGE = {
    PaperForm.BLANK_PROOF_OF_SERVICE,
    PaperForm.HEARING_ANNOUNCEMENT,
    PaperForm.HEARING_END_RECORD,
    PaperForm.RECHECK_OPINION,
    PaperForm.CASE_REVIEW_SHEET,
    PaperForm.CLOSING_APPROVAL,
}


def test_a_label_of_two_lines_ends_the_first_where_a_word_or_an_enumeration_ends(printed):
    _, pdf = printed[PaperForm.BLANK_PROOF_OF_SERVICE]
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "送达文书名称、\n文号" in text
    assert "受送达人签名\n或者盖章" in text


@pytest.mark.parametrize("form", sorted(ONE_PAGE))
def test_no_row_to_sign_stands_on_a_page_of_its_own(printed, form):
    assert len(PdfReader(io.BytesIO(printed[form][1])).pages) == 1


def test_a_box_to_be_ticked_stays_with_its_words_and_a_label_with_its_last_character(printed):
    proof = PdfReader(io.BytesIO(printed[PaperForm.BLANK_PROOF_OF_SERVICE][1])).pages[0].extract_text()
    assert "□委托送达" in proof
    assert "监听约〔2026〕3号）" in proof
    record = PdfReader(io.BytesIO(printed[PaperForm.STATEMENT_RECORD][1])).pages[0].extract_text()
    assert "（负责人）" in record


def test_a_waiver_is_said_by_who_gives_it_in_one_line(printed):
    page = PdfReader(io.BytesIO(printed[PaperForm.WAIVER][1])).pages[0].extract_text()
    assert "□本单位已收到告知书，知悉此项权利，自愿明确放弃。\n" in page.replace(" ", "")
