"""An agency's own wording is checked before it is used: each fault with its file, its line and its cure."""

import shutil

import pytest

from documents.editions import TEMPLATES, Templates, own_words, present
from documents.forms import FormPrinter
from documents.kinds import KINDS
from documents.linting import lint
from documents.sentences import SENTENCES
from documents.typesetting import Typesetter
from documents.wording import texts
from domain.case.documents import DocumentKind
from domain.law.switches import Layout
from domain.procedure.form_codes import FormCode
from domain.procedure.paper_forms import PaperForm
from installation.document_examples import DocumentExamples

from .examples import BY_KIND, DATED
from .form_examples import at_first
from .reading import says

NOTICE = (TEMPLATES / "penalty_notice.jinja").read_text("utf-8")


@pytest.fixture
def linted(tmp_path):
    """Check a folder of these files; give file, line and the Chinese of each fault."""

    def check(**files):
        for name, text in files.items():
            name = name.replace("__", ".") + ".jinja"
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return [(one.file, one.line, one.why.zh) for one in lint(tmp_path, DocumentExamples())]

    return check


def test_the_wording_of_the_release_has_no_fault(tmp_path):
    for file in TEMPLATES.glob("*.jinja"):
        shutil.copy(file, tmp_path)
    assert lint(tmp_path, DocumentExamples()) == ()


def test_an_empty_folder_has_no_fault_and_a_missing_one_has(tmp_path):
    assert lint(tmp_path, DocumentExamples()) == ()
    (fault,) = lint(tmp_path / "missing", DocumentExamples())
    assert (fault.line, fault.why.zh) == (0, "没有这个目录")
    assert "TINGSHU_TEMPLATES" in fault.cure.zh


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ caus }}", "《行政处罚告知书》没有字段 caus"),
        ("{{ party.nam }}", "PartyBlock没有字段 nam"),
        ("{{ accepted_on|dai }}", "没有过滤器 dai"),
        ("{{ cause|upper }}", "没有过滤器 upper"),
        ("{{ cause|day }}", "过滤器 day 不能用于 文字"),
        ("{{ accepted_on }}", "日期 不能直接输出"),
        ("{{ hearing_right }}", "是否 不能直接输出"),
        ("{{ findings }}", "列表（文字） 不能直接输出"),
        ("{% for one in cause %}{{ one }}{% endfor %}", "过滤器 for 不能用于 文字"),
        ("{% for one in evidence %}{{ one.name }}{% endfor %}", "Evidence没有字段 name"),
        ("{% for one in evidence %}{{ loop.cycle }}{% endfor %}", "loop没有字段 cycle"),
        ('{% include "partie.part.jinja" %}', "没有部件 partie.part.jinja"),
        ("{% if cause is mapping %}{% endif %}", "模板中不能使用 is mapping"),
        ("{{ cause.upper() }}", "模板中不能使用 call"),
        ("{{ ''.__class__ }}", "文字没有字段 __class__"),
        ("{{ findings[0] }}", "模板中不能使用 getitem"),
        ("{% macro x() %}{% endmacro %}", "模板中不能使用 macro"),
        ('{% import "x" as y %}', "模板中不能使用 import"),
        ("#标题", "行首的 # 后面没有空格，不会成为版面标记"),
        ("\t续行", "行首是制表符"),
        ("法定\u202e代表人", "含有不可用的字符 U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\ue000", "含有不可用的字符 U+E000"),
    ],
)
def test_a_fault_is_named_with_its_line(linted, line, said):
    head, rest = NOTICE.split("\n", 1)
    assert linted(penalty_notice=f"{head}\n{line}\n{rest}") == [("penalty_notice.jinja", 2, said)]


@pytest.mark.parametrize(
    ("line", "number"),
    [("{{ cause", 3), ("{% if cause %}", None), ("{% endfor %}", 2), ("{% nonsense %}", 2)],
)
def test_what_cannot_be_read_is_named_with_its_line(linted, line, number):
    head, rest = NOTICE.split("\n", 1)
    ((file, at, said),) = linted(penalty_notice=f"{head}\n{line}\n{rest}")
    assert file == "penalty_notice.jinja"
    assert said.startswith("模板语法有误：")
    assert number is None or at == number


def test_a_required_field_that_the_release_prints_may_not_be_left_out(linted):
    without = NOTICE.replace("裁量阶次为{{ discretion.tier }}，", "")
    why = "《行政处罚告知书》没有写必备字段 tier（裁量阶次）"
    line = NOTICE[: NOTICE.index("裁量阶次为")].count("\n") + 1
    assert linted(penalty_notice=without) == [("penalty_notice.jinja", line, why)]


def test_the_cure_writes_a_field_as_the_release_does(tmp_path):
    without = NOTICE.replace("裁量阶次为{{ discretion.tier }}，", "")
    (tmp_path / "penalty_notice.jinja").write_text(without, "utf-8")
    (fault,) = lint(tmp_path, DocumentExamples())
    assert fault.cure.zh == "请写入 {{ discretion.tier }}"


def test_what_is_missing_is_named_where_it_belongs_among_lines_of_ones_own(linted):
    own = "{# 本机关的措辞 #}\n\n" + NOTICE.replace("更重的处罚", "不利后果")
    assert own.count("更重的处罚") == 0
    line = own[: own.index("不利后果")].count("\n") + 1
    why = "《行政处罚告知书》没有写“更重的处罚”（行政处罚法第四十五条第二款）"
    assert linted(penalty_notice=own) == [("penalty_notice.jinja", line, why)]


def test_what_is_missing_with_its_part_is_named_where_the_part_was_put_in(linted):
    put_in = '{% include "contact.part.jinja" %}\n'
    line = NOTICE[: NOTICE.index(put_in)].count("\n") + 1
    found = linted(penalty_notice=NOTICE.replace(put_in, ""))
    assert found
    assert {(file, at) for file, at, _ in found} == {("penalty_notice.jinja", line)}


def test_the_words_that_the_law_wants_may_not_be_left_out(linted):
    without = NOTICE.replace("更重的处罚", "不利后果")
    line = NOTICE[: NOTICE.index("更重的处罚")].count("\n") + 1
    why = "《行政处罚告知书》没有写“更重的处罚”（行政处罚法第四十五条第二款）"
    assert linted(penalty_notice=without) == [("penalty_notice.jinja", line, why)]


def test_a_fault_in_a_part_is_named_once_and_in_the_part(linted):
    part = (TEMPLATES / "evidence.part.jinja").read_text("utf-8").replace("piece.title", "piece.titel")
    assert linted(evidence__part=part) == [("evidence.part.jinja", 3, "Evidence没有字段 titel")]


def test_what_a_kind_would_not_say_because_of_a_part_is_named_in_the_part_and_no_line_is_guessed(linted):
    found = linted(remedies__part="如不服本决定，可以申请行政复议，也可以提起行政诉讼。\n")
    assert {file for file, _, _ in found} == {"remedies.part.jinja"}
    assert ("remedies.part.jinja", 0, "《行政处罚决定书》没有写必备字段 court（管辖法院）") in found


def test_a_part_may_put_in_another_but_not_itself(linted):
    assert (
        linted(evidence__part='{% include "evidence.part.jinja" %}\n')[0][2]
        == "部件 evidence.part.jinja 包含了自己"
    )


def test_a_text_may_stand_for_one_that_is_missing_and_be_one_of_several(linted):
    own = (
        NOTICE
        + '\n{{ discretion.basis or "无" }}{% if cause in ("甲", "乙") and not hearing_right %}。{% endif %}\n'
    )
    assert linted(penalty_notice=own) == []


def test_a_file_that_nothing_asks_for_is_named(linted, tmp_path):
    (tmp_path / "README.md").write_text("说明", "utf-8")
    (tmp_path / "penalty_notice.txt").write_text("文字", "utf-8")
    found = linted(penalty_notise=NOTICE, own__part="自己的部件\n")
    assert found == [
        ("own.part.jinja", 0, "没有模板使用部件 own.part.jinja"),
        ("penalty_notice.txt", 0, "不是模板文件"),
        ("penalty_notise.jinja", 0, "没有名为 penalty_notise 的文书或者部件"),
    ]
    cures = [one.cure.zh for one in lint(tmp_path, DocumentExamples())]
    assert cures[2] == "是否为 penalty_notice.jinja？全部名称见 docs/templates.md"


def test_a_part_of_ones_own_is_taken_where_a_template_puts_it_in(linted):
    own = NOTICE + '\n{% include "own.part.jinja" %}\n'
    assert linted(penalty_notice=own, own__part="~ 本机关开放时间：工作日。\n") == []


def test_a_file_is_limited_and_is_utf8(linted):
    assert linted(penalty_notice=NOTICE + "句" * 30_000) == [("penalty_notice.jinja", 0, "文件超过 64 KB")]
    gbk = linted(penalty_notice=b"# \xe6\xa0\x87\n" + "行政处罚".encode("gbk"))
    assert gbk == [("penalty_notice.jinja", 2, "文件不是 UTF-8 编码")]


def test_a_mark_of_byte_order_and_line_ends_of_another_system_are_no_fault(linted, tmp_path):
    assert linted(penalty_notice=b"\xef\xbb\xbf" + NOTICE.replace("\n", "\r\n").encode()) == []
    assert own_words(tmp_path)["penalty_notice.jinja"] == NOTICE


@pytest.mark.parametrize("kind", SENTENCES)
def test_the_release_says_the_words_that_the_law_wants(kind):
    wording = present(kind, KINDS[kind].layout).wording
    said = "".join(texts(wording.blocks(BY_KIND[kind], preview=False)))
    assert [one.words for one in SENTENCES[kind] if one.words not in said] == []


def test_own_words_are_printed_and_only_their_kinds_have_another_edition(typesetter: Typesetter, tmp_path):
    part = (TEMPLATES / "evidence.part.jinja").read_text("utf-8")
    (tmp_path / "evidence.part.jinja").write_text(part.replace("下列证据", "以下各项证据"), "utf-8")
    templates = Templates(own_words(tmp_path))
    edition = templates.edition(DocumentKind.PENALTY_NOTICE, Layout.GONGWEN)
    assert edition.version != present(DocumentKind.PENALTY_NOTICE, Layout.GONGWEN).version
    assert edition.layouts == present(DocumentKind.PENALTY_NOTICE, Layout.GONGWEN).layouts
    content = BY_KIND[DocumentKind.PENALTY_NOTICE]
    says(
        typesetter.render(content, number="〔2026〕1号", dated=DATED, edition=edition).pdf,
        "有以下各项证据证明",
    )
    other = templates.edition(DocumentKind.SUSPENSION_NOTICE, Layout.GONGWEN)
    assert other.version == present(DocumentKind.SUSPENSION_NOTICE, Layout.GONGWEN).version


def test_what_was_approved_is_printed_in_its_own_words_after_they_were_changed(typesetter, tmp_path):
    from documents.producing import DocumentProducer

    from .printing import printed

    played = printed(typesetter, until="approve_notices")
    document = next(d for d in played.case.documents.all if d.kind is DocumentKind.PENALTY_NOTICE)
    (tmp_path / "penalty_notice.jinja").write_text(
        NOTICE.replace("有权进行陈述和申辩", "可以陈述和申辩"), "utf-8"
    )
    now = Templates(own_words(tmp_path)).edition
    played.producer = DocumentProducer(typesetter, played.store, played.numbers, now)
    produced = played.producer.produce(played.case, (document.id,))
    says(played.store.read(produced.numbered[0].file), "有权进行陈述和申辩")


def test_forms_and_the_summary_for_the_public_are_checked_as_documents_are(linted):
    form = (TEMPLATES / "waiver.jinja").read_text("utf-8")
    assert linted(waiver=form) == []
    assert linted(waiver=form.replace("notice_number", "notice_numbr")) == [
        (
            "waiver.jinja",
            form[: form.index("notice_number")].count("\n") + 1,
            "《放弃权利声明》没有字段 notice_numbr",
        )
    ]


def test_a_required_field_of_the_summary_may_not_be_left_out(linted):
    summary = (TEMPLATES / "publication_summary.jinja").read_text("utf-8")
    left_out = "《行政处罚信息摘要》没有写必备字段 cause（违法行为类型）"
    assert linted(publication_summary=summary.replace("{{ cause }}", "")) == [
        ("publication_summary.jinja", 13, left_out)
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("| 空行 | {{ cause * 8 }}", "模板中不能使用 mul"),
        ("| 空行 | {% for n in range(8) %}{{ n }}{% endfor %}", "模板中不能使用 call"),
    ],
)
def test_only_empty_lines_are_multiplied(linted, line, said):
    form = (TEMPLATES / "waiver.jinja").read_text("utf-8")
    assert [why for _, _, why in linted(waiver=f"{form}\n{line}\n")] == [said]


def test_an_agencys_own_words_stand_on_its_forms(typesetter):
    words = {
        "waiver.jinja": (TEMPLATES / "waiver.jinja")
        .read_text("utf-8")
        .replace("# 放弃权利声明", "# 放弃权利声明（本局）")
    }
    case, party = at_first()[PaperForm.WAIVER]
    code = FormCode(case.identity.agency.code, case.identity.number, PaperForm.WAIVER, party)
    assert (
        says(FormPrinter(typesetter, Templates(words)).print(case, code).pdf, "放弃权利声明（本局）") is None
    )
